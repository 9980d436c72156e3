"""The large clock with the weather and what is worn or planned today; later nothing at all: a plain mirror."""

from datetime import date
from functools import partial
from typing import NamedTuple

from pygame import Rect

from ...categories import Slot
from ...closet import Photo
from ...closet.outfit_records import OutfitState
from ...errors import MirrorError
from ..calendar_words import day_in_words
from ..garment.outfit import WEIGHTS, picture_of
from ..screen import Screen
from ..stage import Stage
from ..weather import Weather
from ..widgets.icon import Icon
from ..widgets.label import ClockFace, DateLine, Label
from ..widgets.outfit_lay import OutfitLay
from ..widgets.theme import HUGE, INK, QUIET, TEXT, Style
from ..widgets.widget import Widget

DEGREES = Style("Light", 96)
_CLOCK, _BELOW, _DATE = 180, 24, 56  # design pixels
_FULL = 940  # that clock and weather want beside each other
_BASELINE = 0.355  # of the difference of two sizes: what stands so much lower stands on the same line


class _Worn(NamedTuple):
    """A garment of today: its slot and its photo."""

    slot: Slot
    photo: Photo


class IdleScreen(Screen):
    """Time, date and weather at the top, the clothes of today below; dark when told so.

    Draws when the minute, the weather or the clothes change, and not otherwise. The clothes of somebody with a PIN
    are theirs to see.
    """

    name = "idle"
    stays_awake = True

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._dark = False
        self._day: date = stage.clock.now().date()
        self._weather: Weather | None = None
        self._worn: list[_Worn] = []
        self._planned = False

    # Life

    def entered(self) -> None:
        self._read()
        super().entered()

    def refresh(self) -> None:
        before = (self._worn, self._planned)
        self._read()
        if (self._worn, self._planned) != before and not self._dark:
            self.rebuild()

    def build(self) -> None:
        if self._dark:
            return
        self._weather = self.stage.weather()
        self.widgets = [*self._time(), *self._outside(), *self._clothes()]

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if self._dark:
            return
        now = self.stage.clock.now()
        if now.date() != self._day:
            self._day = now.date()
            self.refresh()
        if self.stage.weather() != self._weather:
            self.rebuild()
        self._clock.show(now)
        self._date.show(day_in_words(self.stage, now))

    def show_dark(self, dark: bool) -> None:
        """Be a plain mirror, or show the clock."""
        if dark != self._dark:
            self._dark = dark
            if dark:
                self.stage.pictures.forget_wants(self)
            self.rebuild()

    # Within

    def _read(self) -> None:
        """Which clothes are worn today, or planned where none are. A closet that cannot be asked shows none until
        it changes.
        """
        person, closet = self.stage.person, self.stage.closet
        self._worn, self._planned = [], False
        if person is None or person.has_pin:
            return
        try:
            ids = [tile.id for tile in closet.garments.worn_on(person.id, self._day)]
            if not ids:
                plan = closet.outfits.of_day(person.id, self._day, OutfitState.PLANNED)
                ids, self._planned = list(plan.garment_ids) if plan is not None else [], True
            worn = [closet.garments.get(person.id, number) for number in ids]
        except MirrorError:
            return
        self._worn = [_Worn(garment.category.slot, garment.photo) for garment in worn]
        self._worn.sort(key=lambda one: list(WEIGHTS).index(one.slot))

    @property
    def _share(self) -> float:
        """How large the figures are: on a narrow glass the clock must leave room for the weather."""
        return min(1.0, self.layout.content.width / self.layout.px(_FULL))

    def _style(self, style: Style) -> Style:
        return Style(style.weight, round(style.size * self._share))

    def _time(self) -> list[Widget]:
        px, area, brush = self.layout.px, self.layout.content, self.stage.brush
        now, style = self.stage.clock.now(), self._style(HUGE)
        width = 4 * brush.digit_width(style) + brush.width(":", style)
        clock = Rect(area.left - px(10), area.top + px(56), width, px(_CLOCK * self._share))
        low = clock.bottom + px(_BELOW)
        sky = 0 if self._weather is None else brush.width(self._sky_words(), TEXT) + px(32)
        date = Rect(area.left, low, area.width - min(sky, area.width // 2), px(_DATE))
        self._clock = ClockFace(clock, self.damage, now, style)
        self._date = DateLine(date, self.damage, day_in_words(self.stage, now))
        return [self._clock, self._date]

    def _sky_words(self) -> str:
        """What half of the width holds of it."""
        if self._weather is None:
            return ""
        return self._weather.sky_within(self.stage.brush, self.layout.content.width // 2)

    def _outside(self) -> list[Widget]:
        weather, px, area = self._weather, self.layout.px, self.layout.content
        if weather is None:
            return []
        style = self._style(DEGREES)
        wide = self.stage.brush.width(weather.degrees, style)
        sky = Rect(area.centerx, self._date.rect.top, area.right - area.centerx, self._date.rect.height)
        degrees = Rect(area.right - wide, 0, wide, px(style.size))
        degrees.centery = self._clock.rect.centery + px((HUGE.size - DEGREES.size) * _BASELINE * self._share)
        found: list[Widget] = [
            Label(degrees, self.damage, weather.degrees, style, INK, anchor="right"),
            Label(sky, self.damage, self._sky_words(), TEXT, QUIET, anchor="right"),
        ]
        if weather.icon:
            icon = Rect(0, 0, px(64 * self._share), px(64 * self._share))
            icon.midright = (degrees.left - px(28), degrees.centery)
            found.append(Icon(icon, self.damage, weather.icon, QUIET))
        return found

    def _clothes(self) -> list[Widget]:
        if not self._worn:
            return []
        px, area, say = self.layout.px, self.layout.content, self.stage.say
        top = self._date.rect.bottom + px(120 if self.layout.portrait else 48)
        words = Rect(area.left, top, area.width, px(48))
        low = self.layout.area.bottom - px(240 if self.layout.portrait else 40)
        room = Rect(area.left, words.bottom + px(16), area.width, low - words.bottom - px(16))
        said = say("What you planned for today") if self._planned else say("What you wear today")
        lay = OutfitLay(room, self.damage, self.stage.pictures)
        lay.show([(partial(picture_of, one.photo), WEIGHTS[one.slot]) for one in self._worn])
        return [
            Label(words, self.damage, said, TEXT, QUIET, anchor="centre"),
            lay,
        ]
