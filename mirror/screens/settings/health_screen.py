"""Is all well? What the doctor finds about this mirror, line by line as it looks."""

import logging
import threading
from collections.abc import Sequence

from pygame import Rect

from ...doctor import Finding
from ..catalogue import N_
from ..machine import Machine
from ..page import page_head
from ..screen import Screen
from ..stage import Stage
from ..widgets.button import Pill
from ..widgets.column import Column
from ..widgets.label import Label
from ..widgets.setting_row import SettingRow
from ..widgets.theme import BUTTON, GAP, QUIET, TEXT
from ..widgets.widget import Widget

_log = logging.getLogger(__name__)
_PARTS = {
    "data": N_("Closet"),
    "disk": N_("Storage"),
    "network": N_("Recognition"),
    "firmware": N_("Firmware"),
    "rights": N_("Permissions"),
    "camera": N_("Camera"),
    "display": N_("Display"),
    "light": N_("Display light"),
    "power": N_("Main switch"),
    "phone": N_("Phone"),
    "weather": N_("Weather"),
    "clock": N_("Clock"),
}


class Examination:
    """One look at everything, on a thread of its own. Whoever asked reads `found`, and `drop`s it when they leave.

    The thread knows no screen, so one that outlives its screen writes into nothing.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._found: list[Finding] = []
        self._dropped = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="doctor", daemon=True)
        self._thread.start()

    @property
    def found(self) -> Sequence[Finding]:
        """What is not well first; else as it was found."""
        return sorted(self._found, key=lambda finding: finding.well)

    @property
    def over(self) -> bool:
        """Whether that is all."""
        return self._over.is_set()

    def drop(self) -> None:
        """Nobody wants to know any more."""
        self._dropped.set()

    def wait(self, seconds: float) -> bool:
        """Wait for its end. False when it takes longer."""
        return self._over.wait(seconds)

    def _look(self) -> None:
        try:
            for finding in self._machine.examine():
                if self._dropped.is_set():
                    return
                self._found.append(finding)
        except Exception as error:  # a doctor that stumbles is a finding too
            _log.exception("the doctor could not finish")
            self._found.append(Finding("", False, str(error) or type(error).__name__))
        finally:
            self._over.set()


class HealthScreen(Screen):
    """One line for each finding, those that need somebody first, and a button to look again."""

    name = "health"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.examination: Examination | None = None
        self._shown: tuple[int, bool] = (0, False)
        self._column: Column | None = None

    def entered(self) -> None:
        self._look_again()

    def left(self) -> None:
        super().left()
        if self.examination is not None:
            self.examination.drop()

    def refresh(self) -> None:
        """The closet does not show here."""

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if self._so_far() != self._shown and self.settled:
            self.rebuild()

    def build(self) -> None:
        px, stage = self.layout.px, self.stage
        over = self.examination is not None and self.examination.over
        found = self.examination.found if self.examination is not None else []
        self._shown = (len(found), over)
        head, room = page_head(stage, self.damage, self._title(found, over=over))
        button = Rect(room.left, room.bottom - px(BUTTON), min(px(640), room.width), px(BUTTON))
        room.height -= px(BUTTON + 32)
        self.widgets = [*head, self._list(room, found)]
        if over:
            again = stage.say("Look again")
            self.widgets.append(Pill(button, self.damage, again, self._look_again, icon="arrow-clockwise"))
        else:
            self.widgets.append(Label(button, self.damage, stage.say("Looking…"), TEXT, QUIET))

    # Within

    def _look_again(self) -> None:
        if self.examination is not None:
            self.examination.drop()
        self.examination = Examination(self.stage.machine)
        self._column = None
        self.rebuild()

    def _so_far(self) -> tuple[int, bool]:
        """How many findings there are, and whether that is all."""
        looking = self.examination
        return (0, False) if looking is None else (len(looking.found), looking.over)

    def _title(self, found: Sequence[Finding], *, over: bool) -> str:
        stage = self.stage
        ill = sum(not finding.well for finding in found)
        if ill:
            return stage.say_count("{count} thing needs care", "{count} things need care", ill)
        return stage.say("All is well") if over else stage.say("Is all well?")

    def _list(self, room: Rect, found: Sequence[Finding]) -> Column:
        px, stage = self.layout.px, self.stage
        rows: list[Widget] = []
        top = room.top
        for finding in found:
            icon = "check-circle" if finding.well else "exclamation-circle"
            line = stage.say_reason(finding.line)
            high = SettingRow.needed_px(stage.brush, room.width, line, icon=icon)
            part = stage.say(_PARTS[finding.part]) if finding.part in _PARTS else finding.part.capitalize()
            row = SettingRow(
                Rect(room.left, top, room.width, high),
                self.damage,
                stage.brush,
                part,
                line,
                icon=icon,
                bright=not finding.well,
            )
            rows.append(row)
            top += high + px(GAP)
        column = Column(room, self.damage, self.layout)
        if self._column is not None:
            column.kinetics.offset_px = self._column.kinetics.offset_px
        column.hold(rows, max(0, top - px(GAP) - room.top))
        self._column = column
        return column
