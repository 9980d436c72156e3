"""The upper edge of a main screen: the clock, the date, the weather, the title."""

from collections.abc import Callable
from datetime import datetime

from pygame import Rect

from .calendar_words import day_in_words
from .closet.layout import closet_places
from .stage import Stage
from .weather import Weather
from .widgets.damage import Damage
from .widgets.label import ClockFace, DateLine, Label
from .widgets.theme import FIGURE, HEADING, INK, NUMBER, QUIET, TEXT, TITLE
from .widgets.widget import Widget

_WEATHER_WIDTH = 420  # design pixels


class Header:
    """Clock and date at the top left, the weather at the right, the title below; all in one row when it is wide.

    weather: what to show of it; as the stage has it now where none is given. In that row the date gives way to the
    weather, and both to what stands at its end; alone: nothing stands there.
    `bottom`: the y below it. `beside`: the room at the right of the title. `widgets`: to be drawn by the screen.
    """

    def __init__(
        self,
        stage: Stage,
        damage: Damage,
        title: str,
        weather: Callable[[], Weather | None] | None = None,
        *,
        alone: bool = False,
    ) -> None:
        px, area = stage.layout.px, stage.layout.content
        now = stage.clock.now()
        self._stage = stage
        self._damage = damage
        self._outside = weather or stage.weather
        self._weather: Weather | None = None
        self._degrees = self._row = Rect(0, 0, 0, 0)
        date = day_in_words(stage, now)
        if stage.layout.portrait:
            self._clock = ClockFace(
                Rect(area.left - px(6), area.top + px(54), px(460), px(132)), damage, now, NUMBER
            )
            self._date = DateLine(Rect(area.left, area.top + px(190), area.width, px(48)), damage, date)
            row = Rect(area.left, area.top + px(292), area.width, px(80))
            self.bottom = area.top + px(392)
            right = area.right - px(_WEATHER_WIDTH)
            self._degrees = Rect(right, area.top + px(98), px(_WEATHER_WIDTH), px(88))
            style = TITLE
        else:
            row = Rect(area.left, area.top + px(28), area.width, px(84))
            self.bottom = area.top + px(132)
            style = HEADING
        title_width = stage.brush.width(title, style) + px(48)
        self._title = Label(Rect(row.left, row.top, title_width, row.height), damage, title, style)
        self.beside = Rect(row.left + title_width, row.top, row.width - title_width, row.height)
        if not stage.layout.portrait:
            clock = stage.brush.digit_width(FIGURE) * 4 + stage.brush.width(":", FIGURE) + px(36)
            left = self.beside.left
            self._clock = ClockFace(Rect(left, row.top, clock, row.height), damage, now, FIGURE)
            self._date = DateLine(Rect(left + clock, row.top, 0, row.height), damage, date)
            places = closet_places(stage.layout, self.bottom)
            end = (places.bar if alone else places.link).left - px(20)
            self._row = Rect(left + clock, row.top, end - left - clock, row.height)
        self._words: list[Widget] = [self._clock, self._title]
        self._shown: list[Widget] = []
        self._show(self._outside())

    @property
    def widgets(self) -> list[Widget]:
        """What to draw."""
        return [*self._words, *self._shown]

    def show(self, now: datetime) -> bool:
        """Take the present time and weather. True when the widgets are others than before."""
        self._clock.show(now)
        day, weather = day_in_words(self._stage, now), self._outside()
        if day == self._date.words and weather == self._weather:
            return False
        self._date.show(day)
        self._show(weather)
        return True

    def _show(self, weather: Weather | None) -> None:
        """Date and weather, as far as they have room."""
        self._weather = weather
        if self._stage.layout.portrait:
            self._shown = [self._date]
            if weather is not None:
                left = (
                    self._date.rect.left
                    + self._stage.brush.width(self._date.words, TEXT)
                    + self._stage.layout.px(36)
                )
                row = self._date.rect
                sky = Rect(left, row.top, row.right - left, row.height)
                words = weather.sky_within(self._stage.brush, sky.width)
                self._shown += [
                    Label(self._degrees, self._damage, weather.degrees, FIGURE, INK, anchor="right"),
                    Label(sky, self._damage, words, TEXT, QUIET, anchor="right"),
                ]
            return
        brush, apart = self._stage.brush, self._stage.layout.px(36)
        wide, room = brush.width(self._date.words, TEXT), self._row
        degrees = 0 if weather is None else brush.width(weather.degrees, FIGURE)
        self._shown = []
        left = room.left
        if left + wide + (apart + degrees if degrees else 0) <= room.right:
            self._date.rect = Rect(left, room.top, wide, room.height)
            self._shown.append(self._date)
            left += wide + apart
        if weather is not None and left + degrees <= room.right:
            place = Rect(left, room.top, degrees, room.height)
            self._shown.append(Label(place, self._damage, weather.degrees, FIGURE, INK))
            sky = Rect(place.right + apart // 2, room.top, brush.width(weather.sky, TEXT), room.height)
            if sky.right <= room.right:
                self._shown.append(Label(sky, self._damage, weather.sky, TEXT, QUIET))
