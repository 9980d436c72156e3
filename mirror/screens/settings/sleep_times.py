"""When the mirror shows the clock, goes dark and switches its display off: the times that people choose from.

Pure: knows no screen. The order clock, dark, off is kept whatever is chosen.
"""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from ...closet import Preferences
from ...closet.preferences import LADDER_S, NEVER_S

__all__ = ["LADDER_S", "NEVER_S", "SleepTimes", "after_s"]


class SleepTimes(NamedTuple):
    """Seconds without a touch, each later than the one before it; NEVER_S may stand several times."""

    clock_s: int
    dark_s: int
    off_s: int

    @classmethod
    def of(cls, preferences: Preferences) -> "SleepTimes":
        """Those that are in force."""
        return cls(preferences.clock_after_s, preferences.dark_after_s, preferences.off_after_s)

    def stepped(self, which: int, way: int) -> "SleepTimes":
        """One step of `which` (0 to 2) to a later (`way` 1) or an earlier (-1) time; the others make room.

        The same times where there is no such step.
        """
        times = list(self)
        times[which] = _later(times[which]) if way > 0 else _earlier(times[which])
        for i in range(which + 1, len(times)):
            if times[i] <= times[i - 1]:
                times[i] = _later(times[i - 1])
        for i in range(which - 1, -1, -1):
            if times[i] >= times[i + 1] and times[i + 1] < NEVER_S:
                times[i] = _earlier(times[i + 1])
        return SleepTimes(*times) if _in_order(times) else self

    def may_step(self, which: int, way: int) -> bool:
        """Whether there is such a step."""
        return self.stepped(which, way) != self


def after_s(seconds: int) -> float:
    """How long that is to wait for: without end for what is never to come."""
    return math.inf if seconds >= NEVER_S else float(seconds)


def _later(seconds: int) -> int:
    return next((step for step in LADDER_S if step > seconds), NEVER_S)


def _earlier(seconds: int) -> int:
    return next((step for step in reversed(LADDER_S) if step < seconds), seconds)


def _in_order(times: Sequence[int]) -> bool:
    return all(before < after or before >= NEVER_S for before, after in itertools.pairwise(times))
