"""When the forecast service is asked next. Knows no network: it is told how it went, and by a stopwatch.

The stopwatch and not the time of day decides: a Raspberry Pi without a battery wakes in the wrong year, and a jump
of its clock is a reason to ask soon, never to ask in a loop.
"""

from collections.abc import Callable

from ...clock import Clock
from .trouble import Unwell, WeatherTrouble

LADDER_S = (60.0, 300.0, 900.0, 3600.0)  # after so many failures in a row
HOURLY_S = 3600.0  # clothes need it no oftener, whatever Expires allows
SOON_S = 600.0  # the least between two answers, also where something seems to have changed
AT_MOST_S = 24 * 3600.0  # then it is asked whether an answer that is good for longer has changed
REFUSED_S = 6 * 3600.0  # a service that refuses and does not say for how long
REFUSED_AT_MOST_S = 7 * 24 * 3600.0
JITTER_S = 300.0  # so that not all mirrors ask at the same second
SETTLE_S = 3.0
CLOCK_JUMPED_S = 600.0


class Pace:
    """Says when. jitter: gives a number from 0 to 1, another one each time."""

    def __init__(self, clock: Clock, jitter: Callable[[], float]) -> None:
        self._clock = clock
        self._jitter = jitter
        self._due_s = 0.0
        self._silent_s = 0.0  # until the stopwatch says so much, nothing hurries it
        self._tried_s = -LADDER_S[0]
        self._offset_s = self._offset()
        self.failures = 0

    def is_due(self) -> bool:
        """Whether to ask now. A clock that was set is noticed here."""
        offset_s = self._offset()
        if abs(offset_s - self._offset_s) > CLOCK_JUMPED_S:
            self._offset_s = offset_s
            self.hurry(LADDER_S[0] if self.failures else SOON_S)
        return self._clock.monotonic_s() >= max(self._due_s, self._silent_s)

    def begin(self) -> None:
        """Ask soon: the place is another one, or the process has just started."""
        self.failures = 0
        self._due_s = self._clock.monotonic_s() + SETTLE_S * (1 + self._jitter())

    def hurry(self, least_s: float = LADDER_S[0]) -> None:
        """Something has changed: ask at once, yet not within `least_s` of the last time."""
        self._due_s = min(self._due_s, max(self._clock.monotonic_s() + SETTLE_S, self._tried_s + least_s))

    def silence(self, seconds: float) -> None:
        """Ask nobody for so long, a week at most."""
        self._silent_s = self._clock.monotonic_s() + min(max(0.0, seconds), REFUSED_AT_MOST_S)

    def went_well(self, good_for_s: float) -> None:
        """The answer is good for so long."""
        self.failures = 0
        self._wait(min(max(good_for_s, HOURLY_S), AT_MOST_S), JITTER_S)

    def went_wrong(self, trouble: WeatherTrouble, *, refused: bool) -> float:
        """It failed; returns for how long nobody is asked."""
        self.failures += 1
        wait_s = LADDER_S[min(self.failures, len(LADDER_S)) - 1]
        asked_s = trouble.wait_s if isinstance(trouble, Unwell) else None
        if refused:
            wait_s = min(max(asked_s or 0.0, REFUSED_S), REFUSED_AT_MOST_S)
            self.silence(wait_s)
        elif asked_s is not None:
            wait_s = min(max(asked_s, wait_s), AT_MOST_S)
            self.silence(wait_s)
        self._wait(wait_s, wait_s / 10)
        return wait_s

    def _wait(self, seconds: float, jitter_s: float) -> None:
        self._tried_s = self._clock.monotonic_s()
        self._due_s = self._tried_s + seconds + jitter_s * self._jitter()

    def _offset(self) -> float:
        """How far the time of day is ahead of the stopwatch; it changes where the clock is set."""
        return self._clock.now().timestamp() - self._clock.monotonic_s()
