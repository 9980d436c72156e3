"""The durable way in: a photo waits here, file and row, until it is a garment or a named failure.

The phone, the import command and the camera hand photos in; one worker (of whichever process holds the worker
lock) takes them out in order. A row stays until its outcome was seen: done ones for a day, failed ones until
somebody dismisses them.
"""

import io
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

import peewee
from peewee import fn

from ..clock import Clock
from ..errors import NotFound
from . import waiting
from .models import GarmentRow, InboxRow, PhotoRow
from .photos import PhotoStore
from .records import InboxItem, InboxState, Submission
from .sqlite import writing
from .times import from_ms, to_ms

KEEP_DONE = timedelta(days=1)
FILE_NAME_MAX = 200


class Inbox:
    """What waits, what is being done, what failed."""

    def __init__(self, database: peewee.SqliteDatabase, photos: PhotoStore, clock: Clock) -> None:
        self._database = database
        self._photos = photos
        self._clock = clock

    # Handing in

    def submit(
        self,
        person_id: int,
        file_name: str,
        stream: BinaryIO,
        *,
        source: str,
        px_per_cm: float | None = None,
        background: bytes | None = None,
    ) -> Submission:
        """Keep a photo until the worker has time. When this returns, it survives the power cord.

        px_per_cm: pixels a centimetre has in this photo. background: the same view, empty, an image file.

        A photo that waits already or that became a garment is not kept twice; one that failed or whose garment
        was deleted is tried anew. Raises NotFound when there is no such person, ClosetError when it cannot be kept,
        ClosetBusy when the closet is.
        """
        sha256, part = self._photos.spool(stream)
        empty: Path | None = None
        try:
            if background is not None:
                empty = self._photos.spool(io.BytesIO(background))[1]
            facts: dict[str, object] = {
                "file_name": _as_text(file_name)[:FILE_NAME_MAX],
                "source": source,
                "px_per_cm": px_per_cm,
            }
            return self._enter(person_id, facts, sha256, part, empty)
        except peewee.IntegrityError as error:
            raise NotFound(f"no person number {person_id}") from error
        finally:
            part.unlink(missing_ok=True)
            if empty is not None:
                empty.unlink(missing_ok=True)

    def submit_file(
        self, person_id: int, file_name: str, part: Path, sha256: str, *, source: str
    ) -> Submission:
        """`submit` for a file that lies in the inbox folder already, whole and on the disk; when this returns,
        it is gone from `part`.

        sha256: of its content, in hex. Raises as `submit` does.
        """
        facts: dict[str, object] = {"file_name": _as_text(file_name)[:FILE_NAME_MAX], "source": source}
        try:
            submission = self._enter(person_id, facts | {"px_per_cm": None}, sha256, part, None)
        except peewee.IntegrityError as error:
            raise NotFound(f"no person number {person_id}") from error
        part.unlink(missing_ok=True)  # of a photo that was here already
        return submission

    # Looking

    def known(self, person_id: int, hashes: Collection[str]) -> dict[str, int | None]:
        """Which of these photos the person need not send: those on their way (None) and those in the closet.

        hashes: SHA-256 in hex, a few hundred at most. Of one in the closet the answer is the garment's number.
        One that failed or whose garment was deleted is not known. It tells nothing of anybody else's photos.
        """
        on_the_way = InboxRow.select(InboxRow.sha256).where(
            (InboxRow.person == person_id)
            & InboxRow.sha256.in_(list(hashes))
            & InboxRow.state.in_((InboxState.WAITING.value, InboxState.WORKING.value))
        )
        owned = (
            PhotoRow.select(PhotoRow.sha256, PhotoRow.garment)
            .join(GarmentRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(
                (PhotoRow.person == person_id)
                & PhotoRow.sha256.in_(list(hashes))
                & GarmentRow.deleted_ms.is_null()
            )
        )
        return dict.fromkeys(sha256 for (sha256,) in on_the_way.tuples()) | dict(owned.tuples())

    def items(self, person_id: int | None = None, *, ended_too: bool = False) -> list[InboxItem]:
        """What waits, is being done or failed, in the order it came; with `ended_too` also what is done."""
        query = InboxRow.select().order_by(InboxRow.added_ms, InboxRow.id)
        if person_id is not None:
            query = query.where(InboxRow.person == person_id)
        if not ended_too:
            query = query.where(InboxRow.state != InboxState.DONE.value)
        return [_item(row) for row in query]

    def in_state(
        self, person_id: int, state: InboxState, *, limit: int, newest_first: bool = False
    ) -> list[InboxItem]:
        """A person's items of one state, `limit` at most: after a long import there are thousands."""
        mine = (InboxRow.person == person_id) & (InboxRow.state == state.value)
        order = (
            (InboxRow.ended_ms.desc(), InboxRow.id.desc())
            if newest_first
            else (InboxRow.added_ms, InboxRow.id)
        )
        return [_item(row) for row in InboxRow.select().where(mine).order_by(*order).limit(limit)]

    def get(self, person_id: int, item_id: int) -> InboxItem:
        """Raises NotFound when this person has no such item."""
        return _item(self._row(person_id, item_id))

    def counts(self, person_id: int | None = None) -> dict[InboxState, int]:
        """How many items stand in each state; every state is there."""
        query = InboxRow.select(InboxRow.state, fn.COUNT(InboxRow.id)).group_by(InboxRow.state)
        if person_id is not None:
            query = query.where(InboxRow.person == person_id)
        found = dict(query.tuples())
        return {state: found.get(state.value, 0) for state in InboxState}

    # Deciding

    def dismiss(self, person_id: int, item_id: int) -> None:
        """Forget a failed photo, row and file. Raises NotFound when there is no failed item of this number."""
        with writing(self._database):
            row = self._row(person_id, item_id)
            if row.state != InboxState.FAILED:
                raise NotFound("only a failed photo can be dismissed")
            row.delete_instance()
            self._drop_file(row.sha256)

    def retry(self, person_id: int, item_id: int) -> None:
        """Try a failed photo once more. Raises NotFound when there is no failed item of this number."""
        with writing(self._database):
            row = self._row(person_id, item_id)
            if row.state != InboxState.FAILED:
                raise NotFound("only a failed photo can be tried again")
            _reset(row)
            row.save()

    # The worker's side

    def take(self) -> InboxItem | None:
        """The photo that came first of those that wait, now marked as being worked on; None when none waits."""
        row = waiting.take(self._database, InboxRow)
        return None if row is None else _item(row)

    def note_stage(self, item_id: int, stage: str) -> None:
        """Tell both faces how far the photo is."""
        with writing(self._database):
            InboxRow.update(stage=stage).where(InboxRow.id == item_id).execute()

    def finish(self, item_id: int, garment_id: int, *, duplicate: bool = False) -> None:
        """The photo is a garment. Its inbox file may go once this has returned."""
        self._end(item_id, state=InboxState.DONE.value, garment=garment_id, duplicate=duplicate)

    def fail(self, item_id: int, reason: str) -> None:
        """The photo cannot become a garment; its file is kept so that it can be tried again."""
        self._end(item_id, state=InboxState.FAILED.value, reason=reason)

    def recover(self) -> int:
        """After a crash: what was being worked on waits again, or fails when it has stopped the worker too often.

        Call it only while holding the worker lock. Returns how many photos wait again.
        """
        with writing(self._database):
            return waiting.recover(InboxRow, to_ms(self._clock.now()))

    def prune(self) -> None:
        """Forget the done items of more than a day ago."""
        before_ms = to_ms(self._clock.now() - KEEP_DONE)
        with writing(self._database):
            InboxRow.delete().where(
                (InboxRow.state == InboxState.DONE.value) & (InboxRow.ended_ms < before_ms)
            ).execute()

    def drop_file(self, item: InboxItem) -> None:
        """Remove the files of a finished item, unless another person's item still needs the same one."""
        self._drop_file(item.sha256)

    # Within

    def _enter(
        self, person_id: int, facts: dict[str, object], sha256: str, part: Path, empty: Path | None
    ) -> Submission:
        """The row of a spooled file. The files get their names under the write lock, so that no worker that ends
        another person's item of the same photo can take them away in between."""
        now_ms = to_ms(self._clock.now())
        with writing(self._database):
            row = InboxRow.get_or_none((InboxRow.person == person_id) & (InboxRow.sha256 == sha256))
            if row is None:
                row = InboxRow(person=person_id, sha256=sha256, added_ms=now_ms)
            elif row.state in (InboxState.WAITING, InboxState.WORKING):
                return Submission(_item(row), "already_waiting")
            elif row.state == InboxState.DONE and self._owns(row.garment_id):
                return Submission(_item(row), "already_owned")
            for name, value in facts.items():
                setattr(row, name, value)
            row.added_ms = now_ms
            _reset(row)
            row.save()
            self._photos.keep_spooled(sha256, part, empty)
        return Submission(_item(row), "queued")

    def _end(self, item_id: int, **values: object) -> None:
        with writing(self._database):
            InboxRow.update(stage="", ended_ms=to_ms(self._clock.now()), **values).where(
                InboxRow.id == item_id
            ).execute()

    def _row(self, person_id: int, item_id: int) -> InboxRow:
        row = InboxRow.get_or_none((InboxRow.id == item_id) & (InboxRow.person == person_id))
        if row is None:
            raise NotFound("there is no such photo in the inbox")
        return row

    def _owns(self, garment_id: int | None) -> bool:
        if garment_id is None:
            return False
        kept = (GarmentRow.id == garment_id) & GarmentRow.deleted_ms.is_null()
        return bool(GarmentRow.select().where(kept).exists())

    def _drop_file(self, sha256: str) -> None:
        needed = (InboxRow.sha256 == sha256) & (InboxRow.state != InboxState.DONE.value)
        with writing(self._database):
            if not InboxRow.select().where(needed).exists():
                self._photos.drop_spooled(sha256)


def _as_text(file_name: str) -> str:
    """A name that can be stored and shown: files of old cameras and disks have names that are no UTF-8."""
    return file_name.encode("utf-8", "replace").decode("utf-8")


def _reset(row: InboxRow) -> None:
    row.state = InboxState.WAITING.value
    row.stage = ""
    row.reason = ""
    row.attempts = 0
    row.garment = None
    row.duplicate = False
    row.ended_ms = None


def _item(row: InboxRow) -> InboxItem:
    return InboxItem(
        id=row.id,
        person_id=row.person_id,
        sha256=row.sha256,
        file_name=row.file_name,
        source=row.source,
        state=InboxState(row.state),
        stage=row.stage,
        reason=row.reason,
        garment_id=row.garment_id,
        duplicate=bool(row.duplicate),
        added_at=from_ms(row.added_ms),
        px_per_cm=row.px_per_cm,
    )
