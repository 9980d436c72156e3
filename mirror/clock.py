"""Time is handed in, never read in the middle of logic. Tests hand in a FakeClock and never sleep."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The time of day and a stopwatch."""

    def now(self) -> datetime:
        """Local time, aware of its zone."""
        ...

    def monotonic_s(self) -> float:
        """Seconds since some fixed moment; never goes back, whatever the time of day does."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC).astimezone()

    def monotonic_s(self) -> float:
        return time.monotonic()


class FakeClock:
    """A clock that moves only when told to."""

    def __init__(self, start: datetime = datetime(2026, 11, 22, 8, 12, tzinfo=UTC)) -> None:
        self._now = start
        self._elapsed_s = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic_s(self) -> float:
        return self._elapsed_s

    def advance(self, seconds: float) -> None:
        """Move both hands forward. Raises ValueError when asked to go back."""
        if seconds < 0:
            raise ValueError("a clock does not go back; use a new FakeClock")
        self._now += timedelta(seconds=seconds)
        self._elapsed_s += seconds
