"""Who of a backup is who here, and what a person is told of a backup before anything comes."""

from datetime import datetime
from pathlib import Path

import msgspec
from argon2 import Type, extract_parameters
from argon2.exceptions import InvalidHashError

from ...errors import BackupError, ClosetError
from ..models import GarmentRow, PersonRow, PhotoRow
from ..people import alike, check_name
from .checks import Archive
from .format import PersonEntry, damaged
from .reading import BackupZip

# A hash that costs more to verify would be a way to bring a small machine down.
MEMORY_MAX_KIB = 64 * 1024
PASSES_MAX = 10
LANES_MAX = 4


class PersonPreview(msgspec.Struct, frozen=True):
    """Somebody in a backup. known: how many of the garments are here already; is_new: nobody here has this name."""

    name: str
    garments: int
    known: int
    is_new: bool


class Preview(msgspec.Struct, frozen=True):
    """What a backup would bring. whole: it is of a household; False: of one person."""

    made_at: datetime
    whole: bool
    people: tuple[PersonPreview, ...]
    waiting: int

    @property
    def garments(self) -> int:
        """Of all of them."""
        return sum(person.garments for person in self.people)


def look_into(file: Path, into: int | None = None) -> Preview:
    """What a backup holds; into: only what the person of this number may take from it. Raises BackupError."""
    with BackupZip(file) as pack:
        archive = pack.archive
        here = who_is_who(archive, into)
        known = dict.fromkeys(here, 0)
        owned = {person: photos_of(number) for person, number in here.items() if number is not None}
        for garment in archive.garments():
            if garment.photo.sha256 in owned.get(garment.person, {}):
                known[garment.person] += 1
        people = [
            PersonPreview(
                person.name, archive.garment_counts[person.id], known[person.id], here[person.id] is None
            )
            for person in archive.head.people
            if person.id in here
        ]
        waiting = sum(item.person in here for item in archive.head.inbox)
        return Preview(archive.head.made_at, archive.head.whole, tuple(people), waiting)


def who_is_who(archive: Archive, into: int | None) -> dict[int, int | None]:
    """The person here of each person of a backup, by their numbers; None for those whom nobody here is called.

    into: one person here who takes what is theirs: what has their name, or all of a file of one person.
    Raises BackupError when nothing is theirs, and for people who cannot be.
    """
    entries = archive.head.people
    names = {alike(entry.name): entry for entry in entries}
    if len(names) != len(entries):
        raise damaged("two people have one name")
    for entry in entries:
        _check(entry)
    rows = list(PersonRow.select(PersonRow.id, PersonRow.name).tuples())
    if into is None:
        here = {alike(name): number for number, name in rows}
        return {entry.id: here.get(key) for key, entry in names.items()}
    own_name = next((name for number, name in rows if number == into), "")
    own = names.get(alike(own_name))
    if own is None and len(entries) == 1 and not archive.head.whole:
        own = entries[0]
    if own is None:
        raise BackupError("this backup holds nothing of yours: nobody in it has your name")
    return {own.id: into}


def photos_of(person_id: int) -> dict[str, int]:
    """The garment of each photo of a person's, but of those that are deleted."""
    query = (
        PhotoRow.select(PhotoRow.sha256, PhotoRow.garment)
        .join(GarmentRow)
        .where((GarmentRow.person == person_id) & GarmentRow.deleted_ms.is_null())
    )
    return dict(query.tuples())


def deleted_photos() -> set[tuple[int, str]]:
    """Person and photo of every garment that is deleted and could still be brought back."""
    query = PhotoRow.select(PhotoRow.person, PhotoRow.sha256).join(GarmentRow)
    return set(query.where(GarmentRow.deleted_ms.is_null(False)).tuples())


def usable_hash(hashed: str | None) -> str | None:
    """A hash that this machine can verify, or None: the person comes all the same, without an account or PIN."""
    if hashed is None:
        return None
    try:
        cost = extract_parameters(hashed)
    except InvalidHashError:
        return None
    cheap = (
        cost.memory_cost <= MEMORY_MAX_KIB and cost.time_cost <= PASSES_MAX and cost.parallelism <= LANES_MAX
    )
    return hashed if cost.type == Type.ID and cheap else None


def _check(entry: PersonEntry) -> None:
    """Raises BackupError unless it can be somebody."""
    try:
        check_name(entry.name)
    except ClosetError as error:
        raise damaged(str(error)) from error
