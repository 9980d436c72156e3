"""The lines of the settings: what each says, and where it stands. What they do is the screen's."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, NamedTuple, Protocol

from pygame import Rect

from ...locale import NATIVE_NAMES
from ..stage import Stage
from ..widgets.damage import Damage
from ..widgets.label import Label
from ..widgets.segments import Segments
from ..widgets.setting_row import PAD, ROW, SettingRow
from ..widgets.slider import Slider
from ..widgets.stepper import Stepper
from ..widgets.theme import GAP, QUIET, SMALL, TOUCH
from ..widgets.widget import Widget
from .sleep_times import SleepTimes
from .words import after_in_words, free_in_words

DARKEST = 10  # percent
ROTATIONS: tuple[Literal[0, 90, 180, 270], ...] = (0, 90, 180, 270)
_WIDE = 820  # design pixels from which on a line does well in half of the screen
_STEPPER, _TURNS, _TONGUES = (342, 380), (4 * TOUCH, 440), (300, 360)  # design pixels, at least and at most
_TITLE = 350  # that a line's icon and title want beside it
_BAR = 100  # that the bar of the brightness needs below its words
_CAPTION = 64


class Actions(Protocol):
    """What the lines do."""

    stage: Stage
    damage: Damage

    @property
    def rotation(self) -> int: ...
    def shine(self, percent: int) -> None: ...
    def keep_brightness(self, percent: int) -> None: ...
    def step_sleep(self, which: int, way: int) -> None: ...
    def turn(self, index: int) -> None: ...
    def speak(self, index: int) -> None: ...
    def switch_sound(self) -> None: ...
    def ask_to_switch_off(self) -> None: ...


class _Line(NamedTuple):
    """height: in pixels. fill: its widgets within a rectangle of that height."""

    height: int
    fill: Callable[[Rect], Sequence[Widget]]


class SettingsRows:
    """All lines of one moment, for a list of a width in pixels: in two columns where that is wide enough.

    needed_px: how high they are all together.
    """

    def __init__(self, screen: Actions, width_px: int) -> None:
        self._screen = screen
        self._stage = screen.stage
        self._px = px = screen.stage.layout.px
        light = [self._brightness(), self._untouched(), *(self._sleep(which) for which in range(3))]
        rest = [self._rotation(), *self._language(), self._sound(), self._health(), self._power()]
        half = (width_px - px(GAP)) // 2
        self._columns = [light, rest] if half >= px(_WIDE) else [[*light, *rest]]
        self._width = half if len(self._columns) == 2 else width_px
        self.needed_px = max(
            sum(line.height for line in column) + px(GAP) * (len(column) - 1) for column in self._columns
        )

    def placed(self, room: Rect) -> list[Widget]:
        """The widgets from the upper edge of `room` down."""
        widgets: list[Widget] = []
        for number, column in enumerate(self._columns):
            left, top = room.left + number * (self._width + self._px(GAP)), room.top
            for line in column:
                widgets += line.fill(Rect(left, top, self._width, line.height))
                top += line.height + self._px(GAP)
        return widgets

    # The lines

    def _brightness(self) -> _Line:
        px, stage, screen = self._px, self._stage, self._screen
        value = stage.preferences.brightness

        def fill(rect: Rect) -> Sequence[Widget]:
            row = SettingRow(
                rect,
                screen.damage,
                stage.brush,
                stage.say("Brightness"),
                value=f"{value}%",
                words_px=px(ROW - 8),
            )

            def moved(percent: int) -> None:
                row.tell(f"{percent}%")
                screen.shine(percent)

            bar = Rect(
                rect.left + px(PAD), rect.bottom - px(PAD + TOUCH), rect.width - 2 * px(PAD), px(TOUCH)
            )
            slider = Slider(
                bar,
                screen.damage,
                value,
                lowest=DARKEST,
                icon="brightness-high",
                moved=moved,
                chosen=screen.keep_brightness,
            )
            return row, slider

        return _Line(px(ROW - 8 + TOUCH + PAD), fill)

    def _untouched(self) -> _Line:
        """What the times below it are counted from."""
        px, stage = self._px, self._stage

        def fill(rect: Rect) -> Sequence[Widget]:
            inset = Rect(rect.left + px(PAD), rect.top, rect.width - 2 * px(PAD), rect.height)
            words = stage.say("When nobody touches the mirror for")
            return (Label(inset, self._screen.damage, words, SMALL, QUIET),)

        return _Line(px(_CAPTION), fill)

    def _sleep(self, which: int) -> _Line:
        say = self._stage.say
        times = SleepTimes.of(self._stage.preferences)
        title = (say("Show the clock"), say("Go dark"), say("Switch the display off"))[which]

        def control(rect: Rect) -> Widget:
            return Stepper(
                rect,
                self._screen.damage,
                after_in_words(self._stage, times[which]),
                partial(self._screen.step_sleep, which),
                less=times.may_step(which, -1),
                more=times.may_step(which, 1),
            )

        return self._line(title, ("clock", "moon", "display")[which], _STEPPER, control)

    def _rotation(self) -> _Line:
        def control(rect: Rect) -> Widget:
            chosen = ROTATIONS.index(self._screen.rotation)
            words = [f"{degrees}°" for degrees in ROTATIONS]
            return Segments(rect, self._screen.damage, words, chosen, self._screen.turn)

        return self._line(self._stage.say("Rotation"), "arrow-90deg-right", _TURNS, control)

    def _language(self) -> list[_Line]:
        person = self._stage.person
        if person is None:
            return []
        chosen = list(NATIVE_NAMES).index(person.language)

        def control(rect: Rect) -> Widget:
            return Segments(
                rect, self._screen.damage, list(NATIVE_NAMES.values()), chosen, self._screen.speak
            )

        return [self._line(self._stage.say("Language"), "translate", _TONGUES, control, detail=person.name)]

    def _sound(self) -> _Line:
        on = self._stage.preferences.sound
        icon = "volume-up" if on else "volume-mute"
        return self._row(self._stage.say("Sound"), icon, action=self._screen.switch_sound, on=on)

    def _health(self) -> _Line:
        stage = self._stage
        machine = stage.machine
        about = " · ".join(
            (
                stage.say("Version {version}", version=machine.version),
                free_in_words(stage, machine.free_bytes()),
            )
        )
        return self._row(
            stage.say("Is all well?"), "info-circle", about, action=stage.doors.health, opens=True
        )

    def _power(self) -> _Line:
        return self._row(self._stage.say("Switch off"), "power", action=self._screen.ask_to_switch_off)

    # Within

    def _line(
        self,
        title: str,
        icon: str,
        widths: tuple[int, int],
        control: Callable[[Rect], Widget],
        *,
        detail: str = "",
    ) -> _Line:
        """A line with something to touch at its right, of at least and at most so many design pixels."""
        px = self._px

        def fill(rect: Rect) -> Sequence[Widget]:
            width = max(px(widths[0]), min(px(widths[1]), rect.width - px(_TITLE)))
            place = Rect(0, 0, width, px(TOUCH))
            place.midright = (rect.right - px(GAP), rect.centery)
            row = SettingRow(
                rect,
                self._screen.damage,
                self._stage.brush,
                title,
                detail,
                icon=icon,
                keep_px=width + px(GAP),
            )
            return row, control(place)

        return _Line(px(ROW), fill)

    def _row(
        self,
        title: str,
        icon: str,
        detail: str = "",
        *,
        action: Callable[[], None],
        on: bool | None = None,
        opens: bool = False,
    ) -> _Line:
        def fill(rect: Rect) -> Sequence[Widget]:
            row = SettingRow(
                rect,
                self._screen.damage,
                self._stage.brush,
                title,
                detail,
                icon=icon,
                action=action,
                on=on,
                opens=opens,
            )
            return (row,)

        return _Line(self._px(ROW), fill)
