"""The upper edge of a main screen: the clock, the date, the title."""

from datetime import datetime

from pygame import Rect

from .calendar_words import day_in_words
from .stage import Stage
from .widgets.damage import Damage
from .widgets.label import ClockFace, DateLine, Label
from .widgets.theme import FIGURE, HEADING, NUMBER, TITLE
from .widgets.widget import Widget


class Header:
    """Clock and date at the top left with the title below, or all in one row when the screen is wide.

    `bottom`: the y below it. `widgets`: to be drawn by the screen.
    """

    def __init__(self, stage: Stage, damage: Damage, title: str) -> None:
        px, area = stage.layout.px, stage.layout.content
        now = stage.clock.now()
        self._stage = stage
        date = day_in_words(stage, now)
        if stage.layout.portrait:
            self._clock = ClockFace(
                Rect(area.left - px(6), area.top + px(54), px(460), px(132)), damage, now, NUMBER
            )
            self._date = DateLine(Rect(area.left, area.top + px(190), area.width, px(48)), damage, date)
            self._title = Label(Rect(area.left, area.top + px(292), area.width, px(80)), damage, title, TITLE)
            self.bottom = area.top + px(392)
        else:
            row = Rect(area.left, area.top + px(28), area.width, px(84))
            clock_width = stage.brush.digit_width(FIGURE) * 4 + stage.brush.width(":", FIGURE) + px(36)
            title_width = stage.brush.width(title, HEADING) + px(48)
            self._title = Label(Rect(row.left, row.top, title_width, row.height), damage, title, HEADING)
            left = row.left + title_width
            self._clock = ClockFace(Rect(left, row.top, clock_width, row.height), damage, now, FIGURE)
            left += clock_width
            self._date = DateLine(Rect(left, row.top, row.right - left - px(190), row.height), damage, date)
            self.bottom = area.top + px(132)
        self.widgets: list[Widget] = [self._clock, self._date, self._title]

    def show(self, now: datetime) -> None:
        """Take the present time."""
        self._clock.show(now)
        self._date.show(day_in_words(self._stage, now))
