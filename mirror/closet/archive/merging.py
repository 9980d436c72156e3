"""A backup into a closet that lives: what is missing comes, and nothing that is here is overwritten or deleted.

Photos are unpacked and checked beside the closet. Then, in one transaction that nobody else writes in, they get
their names and the rows come, all or none. Cut off before its end it leaves files of no row, which the next start
sweeps.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import peewee

from ...errors import BackupError, ClosetError
from ..backup import Progress, no_progress
from ..closet import Closet
from ..models import (
    EmbeddingRow,
    GarmentRow,
    InboxRow,
    PersonRow,
    PhotoRow,
    PreferenceRow,
    ShareRow,
    database,
)
from ..photos import SUFFIXES
from ..scratch import check_room, scratch
from ..sqlite import writing
from .entries import add_person, brands_of, columns_of, insert_garments, parcels, unite
from .format import GarmentEntry, WaitingEntry, ms
from .outfits import add_outfits, add_styling, worn_here
from .people import deleted_photos, photos_of, who_is_who
from .reading import BackupZip

PREFERENCE_MAX_BYTES = 1000
PLACE = ("latitude", "longitude", "place_name")  # half a place is none


class Merged(msgspec.Struct, frozen=True):
    """What came: new people, garments, photos that wait. known: garments that were here already."""

    people: int
    garments: int
    known: int
    waiting: int


def merge(
    closet: Closet, file: Path, *, into: int | None = None, on_progress: Progress = no_progress
) -> Merged:
    """Bring what a backup holds and the closet lacks.

    People are known by their names, garments by their photos; of a garment that is here already wears and tags are
    united, and all else stays as it is here. Passwords, roles and preferences that are here stay. into: the one
    person who takes what is theirs, and nothing for anybody else. on_progress counts photos.
    Raises BackupError, and nothing has come then; ClosetBusy.
    """
    with scratch(closet.data_dir) as folder, BackupZip(file) as pack:
        return _Merge(closet, pack, folder, into).run(on_progress)


class _Merge:
    """One run of it."""

    def __init__(self, closet: Closet, pack: BackupZip, folder: Path, into: int | None) -> None:
        self._closet = closet
        self._pack = pack
        self._folder = folder
        self._into = into
        self._here = who_is_who(pack.archive, into)
        self._ids: dict[int, int] = {}  # here, by the number in the backup: people
        self._garment_ids: dict[int, int] = {}  # and garments
        self._added: list[int] = []  # garments of the backup that were not here
        self._moved: list[str] = []
        self._known = 0
        self._waiting = 0
        self._new_people = 0

    def run(self, on_progress: Progress) -> Merged:
        self._unpack(on_progress)
        try:
            with writing(database):
                self._people()
                outfits = [one for one in self._pack.archive.head.outfits if one.person in self._ids]
                worn = worn_here(outfits, self._ids)
                self._garments()
                add_outfits(outfits, self._ids, self._garment_ids, worn)
                self._looks()
                self._inbox()
                self._avatars()
                if self._into is None:
                    self._household()
                os.sync()  # the files' names, before the rows that need them; all else was written before
        except BaseException:
            self._take_back()
            raise
        return Merged(self._new_people, len(self._added), self._known, self._waiting)

    # Before

    def _unpack(self, on_progress: Progress) -> None:
        """Check every garment, and lay the photos that are not here ready, durably."""
        wanted, waiting = self._missing()
        size = sum(map(self._pack.size_of, wanted)) + sum(map(self._pack.waiting_size, waiting))
        check_room(self._folder, size, self._closet.data_dir)
        for done, sha256 in enumerate(wanted):
            on_progress(done, len(wanted))
            self._pack.unpack_photo(sha256, self._folder)
        for sha256 in waiting:
            self._pack.unpack_waiting(sha256, self._folder)
        on_progress(len(wanted), len(wanted))
        os.sync()  # thousands of files: once for all of them

    def _missing(self) -> tuple[list[str], list[str]]:
        """The photos that no file here holds yet, and those that wait. BackupError for a garment that lies."""
        wanted: dict[str, None] = {}
        for garment in self._entries():
            columns_of(garment)
            if not self._is_stored(garment.photo.sha256):
                wanted[garment.photo.sha256] = None
        waiting = [item.sha256 for item in self._waiting_entries()]
        return list(wanted), list(dict.fromkeys(waiting))

    def _entries(self) -> Iterator[GarmentEntry]:
        return (garment for garment in self._pack.archive.garments() if garment.person in self._here)

    def _waiting_entries(self) -> Iterator[WaitingEntry]:
        return (item for item in self._pack.archive.head.inbox if item.person in self._here)

    def _is_stored(self, sha256: str) -> bool:
        return all(self._closet.photos.path(sha256, kind).exists() for kind in SUFFIXES)

    # In the transaction

    def _people(self) -> None:
        has_owner = PersonRow.select().where(PersonRow.role == "owner").exists()
        self._here = who_is_who(self._pack.archive, self._into)  # anew: somebody may have come meanwhile
        for entry in self._pack.archive.head.people:
            if entry.id not in self._here:
                continue
            number = self._here[entry.id]
            if number is None:
                number = add_person(entry, may_own=not has_owner)
                self._new_people += 1
            self._ids[entry.id] = number
            add_styling(number, entry.styling, self._pack.archive.head.made_at)

    def _garments(self) -> None:
        here = {number: photos_of(number) for number in self._ids.values()}
        brands = {number: brands_of(number) for number in self._ids.values()}
        deleted = deleted_photos()
        next_id = 1 + (GarmentRow.select(peewee.fn.MAX(GarmentRow.id)).scalar() or 0)
        for entries in parcels(self._entries()):
            new = []
            for entry in entries:
                person_id, sha256 = self._ids[entry.person], entry.photo.sha256
                found = here[person_id].get(sha256)
                if found is None:
                    if (person_id, sha256) in deleted:
                        self._closet.garments.forget_deleted(person_id, sha256)
                    self._place(sha256)
                    new.append((next_id, person_id, entry))
                    self._added.append(entry.id)
                    found, next_id = next_id, next_id + 1
                else:
                    self._known += 1
                    unite(found, entry)
                self._garment_ids[entry.id] = found
            insert_garments(new, brands)

    def _place(self, sha256: str) -> None:
        """Give a photo's files their names, unless they have them already."""
        for kind, suffix in SUFFIXES.items():
            laid, target = self._folder / f"{sha256}{suffix}", self._closet.photos.path(sha256, kind)
            if target.exists():
                continue
            if not laid.exists():  # its garment ended here while the backup was unpacked
                raise BackupError("a photo went while the backup came: try again")
            target.parent.mkdir(exist_ok=True)
            self._moved.append(sha256)
            laid.replace(target)

    def _looks(self) -> None:
        added = set(self._added)
        for looks in parcels(look for look in self._pack.looks() if look.garment in added):
            rows = []
            for look in looks:
                vector, answer = look.numbers()
                garment_id = self._garment_ids[look.garment]
                rows.append(
                    {"garment": garment_id, "network": look.network, "vector": vector, "answer": answer}
                )
            EmbeddingRow.insert_many(rows).on_conflict_ignore().execute()

    def _inbox(self) -> None:
        for item in self._waiting_entries():
            person_id = self._ids[item.person]
            same = (InboxRow.person == person_id) & (InboxRow.sha256 == item.sha256)
            owned = (PhotoRow.person == person_id) & (PhotoRow.sha256 == item.sha256)
            if InboxRow.select().where(same).exists() or PhotoRow.select().where(owned).exists():
                continue
            for file in self._folder.glob(f"{item.sha256}*"):
                target = self._closet.photos.inbox_dir / file.name
                if not file.name.endswith(tuple(SUFFIXES.values())) and not target.exists():
                    file.replace(target)
                    InboxRow.create(
                        person=person_id,
                        sha256=item.sha256,
                        file_name=item.file_name[:200],
                        source=item.source[:40],
                        state=item.state,
                        reason=item.reason[:500],
                        px_per_cm=item.px_per_cm,
                        added_ms=ms(item.added_at),
                        ended_ms=None if item.ended_at is None else ms(item.ended_at),
                    )
            self._waiting += 1

    def _avatars(self) -> None:
        for entry in self._pack.archive.head.people:
            if entry.id in self._ids and entry.avatar is not None:
                PersonRow.update(avatar_id=self._garment_ids[entry.avatar]).where(
                    (PersonRow.id == self._ids[entry.id]) & PersonRow.avatar_id.is_null()
                ).execute()

    def _household(self) -> None:
        """Preferences that nobody chose here, and who of the new people lets whom look."""
        head = self._pack.archive.head
        chosen = {key for (key,) in PreferenceRow.select(PreferenceRow.key).tuples()}
        values = {
            key: raw
            for key, raw in head.preferences.items()
            if key not in chosen and len(memoryview(raw)) <= PREFERENCE_MAX_BYTES
        }
        place = {key: values.pop(key) for key in PLACE if key in values}
        for group in (place, *({key: raw} for key, raw in values.items())):
            try:
                changes = {key: msgspec.json.decode(raw) for key, raw in group.items()}
                self._closet.preferences.change(**changes)
            except (ClosetError, msgspec.DecodeError):
                continue  # another version's
        for share in head.shares:
            if self._here[share.person] is None and share.person != share.viewer:
                ShareRow.insert(person=self._ids[share.person], viewer=self._ids[share.viewer]).execute()

    def _take_back(self) -> None:
        """Remove what got its name here and has no row after all."""
        with writing(database):
            for sha256 in self._moved:
                if not PhotoRow.select().where(PhotoRow.sha256 == sha256).exists():
                    self._closet.photos.delete(sha256)
