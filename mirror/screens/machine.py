"""What the mirror's own machine can do for its face: shine more or less, go dark, say how it is, switch itself off.

The composer hands in the real one; `NoMachine` is that of pictures and tests.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from ..doctor import Finding


class Machine(Protocol):
    """The machine behind the glass."""

    def light(self, on: bool) -> None:
        """Switch the display's power on or off. Where that cannot be done, nothing happens: the glass is black."""

    def shine(self, percent: int) -> bool:
        """Set the display's brightness, 10 to 100. False where it has none: the picture is dimmed instead."""
        ...

    def examine(self) -> Iterable[Finding]:
        """What the doctor finds, one after the other; takes seconds, so it is called on a thread of its own."""
        ...

    def free_bytes(self) -> int:
        """What is left on the disk that holds the closet."""
        ...

    @property
    def version(self) -> str:
        """Of this product."""
        ...

    def power_off(self) -> None:
        """Switch the machine off safely. Raises MirrorError where it may not or cannot."""


class NoMachine:
    """Shows nothing, switches nothing off; `findings` is what its doctor says."""

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        self.findings = findings
        self.lit = True
        self.percent = 100
        self.off = False

    def light(self, on: bool) -> None:
        self.lit = on

    def shine(self, percent: int) -> bool:
        self.percent = percent
        return True

    def examine(self) -> Iterable[Finding]:
        return self.findings

    def free_bytes(self) -> int:
        return 24_300_000_000

    @property
    def version(self) -> str:
        return "0"

    def power_off(self) -> None:
        self.off = True
