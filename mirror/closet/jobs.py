"""Long work that a person asked for, kept so that every page and a restart know how it stands."""

from datetime import datetime
from typing import Any, Literal, cast

import msgspec
import peewee

from ..clock import Clock
from ..errors import ClosetError, NotFound
from .models import JobRow
from .sqlite import writing
from .times import from_ms, to_ms

JobKind = Literal["backup", "restore", "export"]
JobState = Literal["running", "done", "failed"]
KEPT = 30  # ended ones of each person
CUT_OFF = "this was cut off by a restart: start it once more"


class Job(msgspec.Struct, frozen=True):
    """A piece of long work. done of total: how far it is, total 0 while that is not known.

    outcome: what came of it, by name, when done. reason: one line for a person when failed. file: the name of the
    file that it made, or "".
    """

    id: int
    person_id: int
    kind: JobKind
    state: JobState
    done: int
    total: int
    outcome: dict[str, Any]
    reason: str
    file: str
    added_at: datetime
    ended_at: datetime | None


class Jobs:
    """The long work of one closet: one piece at a time."""

    def __init__(self, database: peewee.SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def start(self, person_id: int, kind: JobKind) -> Job:
        """Note that it begins. Raises ClosetError while another one runs, NotFound for nobody."""
        try:
            with writing(self._database):
                if self.running() is not None:
                    raise ClosetError("other work is under way: wait until it is done")
                row = JobRow.create(
                    person=person_id, kind=kind, state="running", added_ms=to_ms(self._clock.now())
                )
                self._prune(person_id)
        except peewee.IntegrityError as error:
            raise NotFound(f"no person number {person_id}") from error
        return _job(row)

    def get(self, person_id: int, job_id: int) -> Job:
        """Raises NotFound when this person has no such job."""
        row = JobRow.get_or_none((JobRow.id == job_id) & (JobRow.person == person_id))
        if row is None:
            raise NotFound("there is no such work")
        return _job(row)

    def of(self, person_id: int) -> list[Job]:
        """All of a person's that are remembered, the newest first."""
        return [
            _job(row) for row in JobRow.select().where(JobRow.person == person_id).order_by(JobRow.id.desc())
        ]

    def last(self, kind: JobKind, person_id: int | None = None) -> Job | None:
        """The newest of this kind, of this person or of anybody; None when there was none."""
        query = JobRow.select().where(JobRow.kind == kind)
        if person_id is not None:
            query = query.where(JobRow.person == person_id)
        row = query.order_by(JobRow.id.desc()).first()
        return None if row is None else _job(row)

    def running(self) -> Job | None:
        """The one that is under way, or None."""
        row = JobRow.get_or_none(JobRow.state == "running")
        return None if row is None else _job(row)

    # The worker's side

    def progress(self, job_id: int, done: int, total: int) -> None:
        """How far it is."""
        self._change(job_id, done=done, total=total)

    def finish(self, job_id: int, outcome: dict[str, Any] | None = None, file: str = "") -> None:
        """It is done."""
        text = msgspec.json.encode(outcome or {}).decode()
        self._change(job_id, state="done", outcome=text, file=file, ended_ms=to_ms(self._clock.now()))

    def fail(self, job_id: int, reason: str) -> None:
        """It came to nothing."""
        self._change(job_id, state="failed", reason=reason, ended_ms=to_ms(self._clock.now()))

    def recover(self) -> int:
        """After a restart: what was running has failed. Call it before anything is started. Returns how many."""
        with writing(self._database):
            return int(
                JobRow.update(state="failed", reason=CUT_OFF, ended_ms=to_ms(self._clock.now()))
                .where(JobRow.state == "running")
                .execute()
            )

    # Within

    def _change(self, job_id: int, **values: object) -> None:
        with writing(self._database):
            JobRow.update(**values).where((JobRow.id == job_id) & (JobRow.state == "running")).execute()

    def _prune(self, person_id: int) -> None:
        mine = JobRow.select(JobRow.id).where(JobRow.person == person_id).order_by(JobRow.id.desc())
        over = [number for (number,) in mine.offset(KEPT).limit(1000).tuples()]
        if over:
            JobRow.delete().where(JobRow.id.in_(over)).execute()


def _job(row: JobRow) -> Job:
    return Job(
        id=row.id,
        person_id=row.person_id,
        kind=cast(JobKind, row.kind),
        state=cast(JobState, row.state),
        done=row.done,
        total=row.total,
        outcome=msgspec.json.decode(row.outcome or "{}"),
        reason=row.reason,
        file=row.file,
        added_at=from_ms(row.added_ms),
        ended_at=None if row.ended_ms is None else from_ms(row.ended_ms),
    )
