"""The mirror's own settings: how bright it is, when it sleeps, how it hangs, what it speaks, and its main switch.

Everything takes effect at once. Only the rotation asks whether to stay, for a picture that lies on its side is hard
to touch: until somebody says yes it is not kept anywhere, so that it ends with the ten seconds, with a fault, or
with the power.
"""

from ...locale import NATIVE_NAMES
from ..page import page_head, within_reach
from ..screen import Screen
from ..stage import Stage
from ..widgets.column import Column
from ..widgets.confirm_sheet import ConfirmSheet
from ..widgets.keep_sheet import KeepSheet
from ..widgets.theme import TOAST_S
from .rows import ROTATIONS, SettingsRows
from .sleep_times import SleepTimes

KEEP_WITHIN_S = 10.0
_SLEEP = ("clock_after_s", "dark_after_s", "off_after_s")


class SettingsScreen(Screen):
    """One line for each setting; they scroll where they do not fit."""

    name = "settings"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._shone: int | None = None  # what the glass was told while a finger moved it
        self._wanted: int | None = None
        self._left_s = KEEP_WITHIN_S
        self._column: Column | None = None

    # Life

    def build(self) -> None:
        head, room = page_head(self.stage, self.damage, self.stage.say("Settings"))
        rows = SettingsRows(self, room.width)
        room = within_reach(self.stage, room, rows.needed_px)
        column = Column(room, self.damage, self.layout)
        if self._column is not None:
            column.kinetics.offset_px = self._column.kinetics.offset_px
        column.hold(rows.placed(room), rows.needed_px)
        self._column = column
        self.widgets = [*head, column]

    def entered(self) -> None:
        super().entered()
        if self.stage.trial_rotation is not None:
            self._ask_to_keep()

    def left(self) -> None:
        super().left()
        self._wanted = None
        if self._shone is not None:
            self.stage.shine(self.stage.preferences.brightness)
            self._shone = None
        self._drop_trial()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if self._wanted is not None:  # once a frame, however often the finger tells
            self._shone, self._wanted = self._wanted, None
            self.stage.shine(self._shone)
        if self.stage.trial_rotation is not None:
            self._left_s -= dt_s
            if self._left_s <= 0:
                self.end_trial()
            elif isinstance(self.sheet, KeepSheet):
                self._count_down(self.sheet)

    # What a person chooses

    def change(self, **values: object) -> None:
        """Write preferences and live by them."""

        def write() -> None:
            self.stage.closet.preferences.change(**values)
            self.stage.doors.apply()

        self.stage.doors.carry_out(write, self.rebuild)

    def shine(self, percent: int) -> None:
        """The glass follows a finger; nothing is kept yet."""
        self._wanted = percent

    def keep_brightness(self, percent: int) -> None:
        """The finger has left at this brightness."""
        self._wanted = percent
        self.change(brightness=percent)

    def step_sleep(self, which: int, way: int) -> None:
        """An earlier or a later time for the clock (0), the dark (1) or the display (2)."""
        times = SleepTimes.of(self.stage.preferences).stepped(which, way)
        self.change(**dict(zip(_SLEEP, times, strict=True)))

    def switch_sound(self) -> None:
        """On or off; on is heard."""
        on = not self.stage.preferences.sound

        def write() -> None:
            self.stage.closet.preferences.change(sound=on)
            self.stage.doors.apply()
            if on:
                self.stage.sounds.play("done")

        self.stage.doors.carry_out(write, self.rebuild)

    def speak(self, index: int) -> None:
        """The language of whoever is at the mirror."""
        person, stage = self.stage.person, self.stage
        if person is None:
            return
        language = list(NATIVE_NAMES)[index]

        def begin_anew() -> None:
            stage.set_person(stage.closet.people.get(person.id))
            stage.doors.home()  # the screens below have been built in the other language
            stage.doors.settings()

        stage.doors.carry_out(lambda: stage.closet.people.set_language(person.id, language), begin_anew)

    def ask_to_switch_off(self) -> None:
        """Ask, then switch the machine off."""
        say = self.stage.say

        def switch_off() -> None:
            self.stage.machine.power_off()
            self.stage.doors.toast(say("The mirror switches itself off."), lasting_s=TOAST_S)

        self.show_sheet(
            ConfirmSheet(
                self.damage,
                self.stage.brush,
                say("Switch the mirror off?"),
                say("Your clothes are safe. To start it again, unplug it and plug it in."),
                yes=say("Switch off"),
                no=say("Cancel"),
                confirmed=switch_off,
                closed=self.close_sheet,
            )
        )

    # The rotation

    @property
    def rotation(self) -> int:
        """How the picture stands now, in degrees clockwise."""
        stage = self.stage
        for chosen in (stage.trial_rotation, stage.preferences.rotation):
            if chosen is not None:
                return chosen
        return stage.settings.rotation

    def turn(self, index: int) -> None:
        """Show the mirror in another rotation for some seconds, and ask there whether to keep it."""
        self.stage.trial_rotation = ROTATIONS[index]
        self.stage.doors.apply()
        self.rebuild()
        self._ask_to_keep()

    def end_trial(self) -> None:
        """Nobody wants to keep it: as it was before."""
        self._drop_trial()
        self.close_sheet()
        self.rebuild()

    def _drop_trial(self) -> None:
        self.stays_awake = False
        if self.stage.trial_rotation is not None:
            self.stage.trial_rotation = None
            self.stage.doors.apply()

    def _keep(self) -> None:
        rotation = self.stage.trial_rotation

        def write() -> None:
            self.stage.closet.preferences.change(rotation=rotation)
            self.stage.trial_rotation = None
            self.stage.doors.apply()

        self._left_s = KEEP_WITHIN_S  # a busy closet must not turn back what was just kept
        self.stage.doors.carry_out(write, self._kept)

    def _kept(self) -> None:
        self.stays_awake = False
        if self.sheet is not None:
            self.sheet.leave()
        self.rebuild()

    def _ask_to_keep(self) -> None:
        say = self.stage.say
        self.stays_awake = True
        self._left_s = KEEP_WITHIN_S
        sheet = KeepSheet(
            self.damage,
            self.stage.brush,
            say("Keep the picture like this?"),
            yes=say("Keep"),
            no=say("Back"),
            kept=self._keep,
            closed=self.end_trial,
        )
        self._count_down(sheet)
        self.show_sheet(sheet)

    def _count_down(self, sheet: KeepSheet) -> None:
        left = max(1, -int(-self._left_s // 1))
        sheet.tell(self.stage.say_count("Back in {count} second", "Back in {count} seconds", left))
