"""The large clock, and after a while nothing at all: a plain mirror."""

from pygame import Rect

from .calendar_words import day_in_words
from .screen import Screen
from .stage import Stage
from .widgets.label import ClockFace, DateLine
from .widgets.theme import HUGE


class IdleScreen(Screen):
    """Time and date; dark when told so."""

    name = "idle"
    stays_awake = True

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._dark = False

    def build(self) -> None:
        if self._dark:
            return
        px, area, brush = self.layout.px, self.layout.area, self.stage.brush
        now = self.stage.clock.now()
        width = 4 * brush.digit_width(HUGE) + brush.width(":", HUGE)
        clock = Rect(area.centerx - width // 2, 0, width, px(240))
        clock.centery = area.top + area.height // (4 if self.layout.portrait else 2) - px(40)
        self._clock = ClockFace(clock, self.damage, now, HUGE)
        date = Rect(area.left, clock.bottom + px(24), area.width, px(56))
        self._date = DateLine(date, self.damage, day_in_words(self.stage, now), anchor="centre")
        self.widgets = [self._clock, self._date]

    def refresh(self) -> None:
        """The closet does not show here."""

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if not self._dark:
            now = self.stage.clock.now()
            self._clock.show(now)
            self._date.show(day_in_words(self.stage, now))

    def show_dark(self, dark: bool) -> None:
        """Be a plain mirror, or show the clock."""
        if dark != self._dark:
            self._dark = dark
            self.rebuild()
