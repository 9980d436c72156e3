"""How often somebody has guessed at a door lately, kept in the closet: a restart forgives nothing.

It knows neither addresses nor names: who counts hands in digests of them.
"""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import peewee

from ..clock import Clock
from .models import AttemptRow
from .sqlite import writing
from .times import to_ms

WINDOW = timedelta(minutes=10)
WINDOW_S = WINDOW.total_seconds()
KEPT_FOR = timedelta(days=1)  # what a process that ended has counted; the clock may be behind by hours


class Limit(NamedTuple):
    """At most so many guesses of this subject within ten minutes; None: they are only counted."""

    subject: str
    most: int | None


class Attempts:
    """The guesses at the doors of one closet.

    A count ends ten minutes after its last guess, so that no ten minutes ever see more than the limit.
    """

    def __init__(self, database: peewee.SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        # By row: when its last guess was, and when those ten minutes end on the stopwatch.
        self._met: dict[int, tuple[int, float]] = {}

    def guess(self, door: str, limits: Sequence[Limit]) -> int:
        """Count a guess before it is looked at; 0 when it may be, else the seconds until the next one may.

        One that may not be looked at is not counted. Raises ClosetBusy, and then it may not be looked at either.
        """
        wait_s = max((self._wait_s(door, limit) for limit in limits), default=0)
        if wait_s:
            return wait_s
        with writing(self._database):
            # Again, now that nobody else writes: of several at the same time only as many as may.
            wait_s = max((self._wait_s(door, limit) for limit in limits), default=0)
            if not wait_s:
                self._prune()
                for limit in limits:
                    self._count(door, limit.subject)
        return wait_s

    def lately(self, door: str, subject: str) -> int:
        """How many guesses of a subject count now."""
        row = _find(door, subject)
        return int(row.count) if row is not None and self._left_s(row) > 0 else 0

    def right(self, door: str, *, forgiven: Sequence[str], uncounted: Sequence[str]) -> None:
        """The last guess was right, so it was none.

        forgiven: subjects whose guesses before it are forgotten too. uncounted: those whose guesses before it stay.
        """
        with writing(self._database):
            AttemptRow.delete().where(_at(door, forgiven)).execute()
            fewer = AttemptRow.update(count=AttemptRow.count - 1)
            fewer.where(_at(door, uncounted) & (AttemptRow.count > 0)).execute()

    # Within

    def _wait_s(self, door: str, limit: Limit) -> int:
        row = _find(door, limit.subject)
        if row is None or limit.most is None or row.count < limit.most:
            return 0
        return math.ceil(self._left_s(row))

    def _left_s(self, row: AttemptRow) -> float:
        """How long the count of a row still stands.

        The machine may have no battery clock: its time of day is behind after a start and jumps when the network
        comes. So it is asked once for each guess that this process meets, the answer is never taken for more than
        ten minutes, and the stopwatch counts from there.
        """
        met_ms, ends_s = self._met.get(row.id, (None, 0.0))
        if met_ms != row.since_ms:
            passed_s = (to_ms(self._clock.now()) - row.since_ms) / 1000
            ends_s = self._clock.monotonic_s() + min(max(0.0, WINDOW_S - passed_s), WINDOW_S)
            self._met[row.id] = (row.since_ms, ends_s)
        return max(0.0, ends_s - self._clock.monotonic_s())

    def _count(self, door: str, subject: str) -> None:
        now_ms = to_ms(self._clock.now())
        row = _find(door, subject)
        if row is None:
            row = AttemptRow.create(door=door, subject=subject, count=1, since_ms=now_ms)
        else:
            row.count = row.count + 1 if self._left_s(row) > 0 else 1
            row.since_ms = now_ms
            row.save()
        self._met[row.id] = (now_ms, self._clock.monotonic_s() + WINDOW_S)

    def _prune(self) -> None:
        """Drop what no longer counts: what is over, and what a process that ended left far from now."""
        now_s, now_ms = self._clock.monotonic_s(), to_ms(self._clock.now())
        over = [(row, met_ms) for row, (met_ms, ends_s) in self._met.items() if ends_s <= now_s]
        for row, met_ms in over:
            del self._met[row]
            unchanged = (AttemptRow.id == row) & (AttemptRow.since_ms == met_ms)
            AttemptRow.delete().where(unchanged).execute()
        kept_ms = KEPT_FOR // timedelta(milliseconds=1)
        far = (AttemptRow.since_ms < now_ms - kept_ms) | (AttemptRow.since_ms > now_ms + kept_ms)
        left = [row.id for row in AttemptRow.select(AttemptRow.id).where(far) if row.id not in self._met]
        if left:
            AttemptRow.delete().where(AttemptRow.id.in_(left)).execute()


def _at(door: str, subjects: Sequence[str]) -> peewee.Expression:
    return (AttemptRow.door == door) & AttemptRow.subject.in_(list(subjects))


def _find(door: str, subject: str) -> AttemptRow | None:
    return AttemptRow.get_or_none(_at(door, [subject]))
