"""How the mirror says it is: written by its process into the notes, read by the phone's, which has no camera and no
interpreter to look for itself."""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from .notes import Notes
from .times import to_ms

HEALTH, WANTED = "health", "health_wanted"
ALIVE_NAME = "mirror.alive"
"""A file in the closet's folder: its time is when the mirror was last alive, to a minute."""


class Found(msgspec.Struct, frozen=True):
    """One finding of the doctor; see doctor.Finding."""

    part: str
    well: bool
    line: str


class MeasuredNetwork(msgspec.Struct, frozen=True):
    """A network in use.

    measured: the share of test photos that it names right, or for a cutout how much of the true outline it meets
    (0-1); None where its card does not say.
    """

    name: str
    kind: str
    measured: float | None


class Report(msgspec.Struct, frozen=True):
    """What a mirror's process said of itself. started_ms: when it was started. answers_ms: when it was asked, 0 for
    the report of the start."""

    version: str
    started_ms: int
    answers_ms: int
    findings: tuple[Found, ...]
    networks: tuple[MeasuredNetwork, ...]


class Heard(NamedTuple):
    """The last report and when it was given (aware, UTC); and whether somebody has asked for a newer one since."""

    report: Report | None
    at: datetime | None
    asked_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether the last question has no answer yet."""
        if self.asked_at is None:
            return False
        return self.report is None or self.report.answers_ms != to_ms(self.asked_at)


def ask(notes: Notes) -> None:
    """Ask the mirror to look at itself again."""
    notes.put(WANTED, True)


def heard(notes: Notes) -> Heard:
    """What the mirror has said last. A report that this version cannot read counts as none."""
    wanted, said = notes.get(WANTED), notes.get(HEALTH)
    asked_at = None if wanted is None else wanted.at
    if said is None:
        return Heard(None, None, asked_at)
    report = _read(said.value)
    return Heard(report, None if report is None else said.at, asked_at)


def _read(value: Any) -> Report | None:
    try:
        return msgspec.convert(value, Report)
    except msgspec.ValidationError:
        return None
