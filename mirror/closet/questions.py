"""Do I own this? A picture waits here until the mirror has looked at it; it never becomes a garment by itself.

What is kept of the answer is what the mirror saw, not what it found: a page compares it with the closet as it is
when somebody looks. Layout below the data directory: questions/<sha256> is the file as it came in, until it is
answered; <sha256>.jpg, .cutout.webp, .thumb.webp and .glow.webp are the pictures of the answer, as those of a
garment. A question is kept for a day.
"""

from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import msgspec
import peewee

from ..clock import Clock
from ..errors import ClosetError, NotFound
from . import waiting
from .asked import Question, Seen
from .models import QuestionRow
from .photos import SUFFIXES, PhotoStore, durable_write, sync_folder
from .records import InboxState
from .sqlite import writing
from .times import from_ms, to_ms

KEEP = timedelta(days=1)
MOST_OPEN = 12  # of one person: they go before photos, so nobody may fill the way
MOST_KEPT = 40  # of one person
FILE_NAME_MAX = 200
_OPEN = (InboxState.WAITING.value, InboxState.WORKING.value)


class Questions:
    """The questions of every person; each is reached by its own person only."""

    def __init__(
        self, database: peewee.SqliteDatabase, photos: PhotoStore, data_dir: Path, clock: Clock
    ) -> None:
        self._database = database
        self._photos = photos
        self._clock = clock
        self.folder = data_dir / "questions"

    # Asking

    def ask(self, person_id: int, file_name: str, stream: BinaryIO) -> Question:
        """Keep a picture until the worker has looked at it. When this returns, it survives the power cord.

        A picture that was asked about before is looked at anew. Raises NotFound when there is no such person,
        ClosetError when it cannot be kept or too many wait already, ClosetBusy when the closet is.
        """
        sha256, part = self._photos.spool(stream)
        try:
            with writing(self._database):
                row = QuestionRow.get_or_none(
                    (QuestionRow.person == person_id) & (QuestionRow.sha256 == sha256)
                )
                if row is not None and row.state in _OPEN:
                    return _question(row)
                crowded_out = self._make_room(person_id, but=sha256)
                row = row or QuestionRow(person=person_id, sha256=sha256)
                row.file_name = file_name.encode("utf-8", "replace").decode("utf-8")[:FILE_NAME_MAX]
                row.added_ms = to_ms(self._clock.now())
                _reset(row)
                row.save()
                self._keep(part, sha256)
            for other in crowded_out:
                self._drop_unused(other)
            return _question(row)
        except peewee.IntegrityError as error:
            raise NotFound(f"no person number {person_id}") from error
        finally:
            part.unlink(missing_ok=True)

    def again(self, person_id: int, question_id: int) -> None:
        """Look once more at a picture that failed. Raises NotFound when there is no failed one of this number."""
        with writing(self._database):
            row = self._row(person_id, question_id)
            if row.state != InboxState.FAILED or not self.asked(row.sha256).exists():
                raise NotFound("only a failed picture can be looked at again")
            _reset(row)
            row.save()

    # Looking

    def get(self, person_id: int, question_id: int) -> Question:
        """Raises NotFound when this person has no such question."""
        return _question(self._row(person_id, question_id))

    def recent(self, person_id: int) -> list[Question]:
        """All that are kept, the newest first."""
        query = QuestionRow.select().where(QuestionRow.person == person_id)
        return [_question(row) for row in query.order_by(QuestionRow.added_ms.desc(), QuestionRow.id.desc())]

    def asked(self, sha256: str) -> Path:
        """Where the file that came in waits to be looked at."""
        return self.folder / sha256

    def picture(self, sha256: str, kind: str) -> Path:
        """Where the answer's picture of a kind ("original", "cutout", "thumbnail", "glow") is or will be."""
        return self.folder / f"{sha256}{SUFFIXES[kind]}"

    def forget(self, person_id: int, question_id: int) -> None:
        """End a question, its row and then its pictures. Raises NotFound."""
        with writing(self._database):
            row = self._row(person_id, question_id)
            row.delete_instance()
        self._drop_unused(row.sha256)

    # The worker's side

    def take(self) -> Question | None:
        """The question that came first of those that wait, now marked as being worked on; None when none waits."""
        row = waiting.take(self._database, QuestionRow)
        return None if row is None else _question(row)

    def note_stage(self, question_id: int, stage: str) -> None:
        """Tell the page how far it is."""
        with writing(self._database):
            QuestionRow.update(stage=stage).where(QuestionRow.id == question_id).execute()

    def finish(self, question: Question, seen: Seen, files: dict[str, bytes]) -> None:
        """Keep what was seen, pictures first. files: by kind, as PhotoStore.store takes them.

        Of a question that was forgotten meanwhile nothing is kept. Raises ClosetError when the disk is full.
        """
        for kind, data in files.items():
            durable_write(self.picture(question.sha256, kind), data)
        self._end(question, state=InboxState.DONE.value, answer=msgspec.json.encode(seen).decode())

    def fail(self, question: Question, reason: str) -> None:
        """The picture cannot be looked at; its file is kept, so that it can be tried again. reason: a line."""
        self._end(question, state=InboxState.FAILED.value, reason=reason)

    def recover(self) -> int:
        """After a crash: what was being worked on waits again, or fails when it has stopped the worker too often.

        Questions whose pictures are gone, as after a restored backup, end. Call it only while holding the worker
        lock. Returns how many wait again.
        """
        with writing(self._database):
            again = waiting.recover(QuestionRow, to_ms(self._clock.now()))
            for row in QuestionRow.select():
                needed = self.picture(row.sha256, "cutout") if row.state == "done" else self.asked(row.sha256)
                if not needed.exists():
                    row.delete_instance()
        return again

    def prune(self) -> int:
        """Forget what ended more than a day ago, and files of no question; returns how many files went.

        Call it only while no worker writes pictures. Under the write lock no picture is on its way in.
        """
        before_ms = to_ms(self._clock.now() - KEEP)
        with writing(self._database):
            QuestionRow.delete().where(QuestionRow.ended_ms < before_ms).execute()
            rows = list(QuestionRow.select(QuestionRow.sha256, QuestionRow.state).tuples())
            known = {sha256 for sha256, _ in rows}
            needed = {sha256 for sha256, state in rows if state != InboxState.DONE}  # as it came in
            left = []
            for file in self.folder.iterdir() if self.folder.exists() else ():
                sha256, _, suffix = file.name.partition(".")
                if sha256 not in (known if suffix else needed) or suffix.endswith("part"):
                    left.append(file)
            for file in left:
                file.unlink(missing_ok=True)
        return len(left)

    # Within

    def _row(self, person_id: int, question_id: int) -> QuestionRow:
        row = QuestionRow.get_or_none((QuestionRow.id == question_id) & (QuestionRow.person == person_id))
        if row is None:
            raise NotFound("there is no such question")
        return row

    def _make_room(self, person_id: int, *, but: str) -> list[str]:
        """The oldest answered ones of many go, `but` not that of this picture; returns their pictures.

        Raises ClosetError when too many wait.
        """
        rows = list(
            QuestionRow.select()
            .where((QuestionRow.person == person_id) & (QuestionRow.sha256 != but))
            .order_by(QuestionRow.added_ms, QuestionRow.id)
        )
        ended = [row for row in rows if row.state not in _OPEN]
        if len(rows) - len(ended) >= MOST_OPEN:
            raise ClosetError(f"{MOST_OPEN} pictures wait for an answer already: wait for some of them")
        crowded_out = ended[: max(0, len(rows) - MOST_KEPT + 1)]
        for row in crowded_out:
            row.delete_instance()
        return [row.sha256 for row in crowded_out]

    def _keep(self, part: Path, sha256: str) -> None:
        try:
            if not self.folder.exists():
                self.folder.mkdir(exist_ok=True)
                sync_folder(self.folder.parent)
            part.replace(self.asked(sha256))
            sync_folder(self.folder)
        except OSError as error:
            raise ClosetError(f"cannot keep the photo in {self.folder}: {error.strerror}") from error

    def _end(self, question: Question, **values: object) -> None:
        ended = {"stage": "", "ended_ms": to_ms(self._clock.now()), **values}
        with writing(self._database):
            QuestionRow.update(**ended).where(QuestionRow.id == question.id).execute()
        self._drop_unused(question.sha256)

    def _drop_unused(self, sha256: str) -> None:
        """Remove the files that no row needs: all when there is none, the one that came in when all are answered.

        Under the write lock, so that no question of the same picture is on its way in.
        """
        with writing(self._database):
            rows = QuestionRow.select(QuestionRow.state).where(QuestionRow.sha256 == sha256)
            states = [state for (state,) in rows.tuples()]
            if all(state == InboxState.DONE for state in states):
                self.asked(sha256).unlink(missing_ok=True)
            if not states:
                for kind in SUFFIXES:
                    self.picture(sha256, kind).unlink(missing_ok=True)


def _reset(row: QuestionRow) -> None:
    row.state = InboxState.WAITING.value
    row.stage = row.reason = row.answer = ""
    row.attempts = 0
    row.ended_ms = None


def _question(row: QuestionRow) -> Question:
    state, reason = InboxState(row.state), row.reason
    seen = None
    if state == InboxState.DONE:
        try:
            seen = msgspec.json.decode(row.answer, type=Seen)
        except msgspec.MsgspecError:  # written by another release
            state, reason = InboxState.FAILED, "something unforeseen happened: try it again"
    return Question(
        id=row.id,
        person_id=row.person_id,
        sha256=row.sha256,
        file_name=row.file_name,
        state=state,
        stage=row.stage,
        reason=reason,
        added_at=from_ms(row.added_ms),
        seen=seen,
    )
