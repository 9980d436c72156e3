"""Whether a closet.json holds together. It may come from anybody: what does not is refused with one line."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

import msgspec

from ...errors import BackupError
from ..outfit_records import OutfitState
from .format import (
    CATEGORIES,
    FORMAT,
    VERSION,
    GarmentEntry,
    Head,
    LookEntry,
    OutfitEntry,
    StylingEntry,
    damaged,
    foreign,
)

VALUES_MAX = 1_500_000  # in a closet.json: each takes memory, however short it is written
_COLOUR_NAME = re.compile(r"[a-z][a-z -]{0,39}")
T = TypeVar("T")


class _Kind(msgspec.Struct):
    """Of what kind and version a file says it is."""

    format: str = ""
    version: int = 0


class _WithGarments(Head, frozen=True, kw_only=True):
    """The whole file; a garment is read when its turn comes, so that they are not all in memory as objects."""

    garments: list[msgspec.Raw]


class Archive:
    """A closet.json that holds together: every number refers to something, each photo is there once a person.

    Raises BackupError for any that does not.
    """

    def __init__(self, data: bytearray) -> None:
        _must(data.count(b",") < VALUES_MAX, "closet.json holds too much")
        _check_kind(data)
        self._whole = _decoded(data, _WithGarments)
        self.head: Head = self._whole
        self.garment_counts = dict.fromkeys((person.id for person in self.head.people), 0)
        self._check()

    def garments(self) -> Iterator[GarmentEntry]:
        """Each garment, in the file's order."""
        for raw in self._whole.garments:
            yield _decoded(raw, GarmentEntry)

    def _check(self) -> None:
        people, head = self.garment_counts, self.head
        _must(len(people) == len(head.people), "two people have one number")
        _must(head.whole or len(people) == 1, "one person's file holds several people")
        for share in head.shares:
            _must(share.person in people and share.viewer in people, "a share names nobody")
        waiting = {(item.person, item.sha256) for item in head.inbox}
        _must(len(waiting) == len(head.inbox), "a photo waits twice")
        _must(all(person in people for person, _ in waiting), "a photo in the inbox is nobody's")
        for item in head.inbox:
            _check_moments(item.added_at, item.ended_at)
        owners: dict[int, int] = {}
        photos: set[tuple[int, str]] = set()
        for garment in self.garments():
            _must(garment.id not in owners, f"two garments have the number {garment.id}")
            _must(garment.person in people, f"garment {garment.id} is nobody's")
            _must(
                (garment.person, garment.photo.sha256) not in photos, f"garment {garment.id} is there twice"
            )
            _check_garment(garment)
            owners[garment.id] = garment.person
            photos.add((garment.person, garment.photo.sha256))
            people[garment.person] += 1
        for person in head.people:
            _check_moments(person.added_at)
            _check_styling(person.styling)
            own = person.avatar is None or owners.get(person.avatar) == person.id
            _must(own, f"the picture of person {person.id} is no garment of theirs")
        for outfit in head.outfits:
            _must(outfit.person in people, "an outfit is nobody's")
            _check_outfit(outfit, owners)


def decode_look(data: bytes) -> LookEntry:
    """A line of looks.jsonl. Raises BackupError."""
    return _decoded(data, LookEntry)


def _check_kind(data: bytearray) -> None:
    kind = _decoded(data, _Kind)
    if kind.format != FORMAT:
        raise foreign("its closet.json is of something else")
    if kind.version > VERSION:
        raise BackupError("a newer Otjang made this backup: update Otjang first")


def _check_garment(garment: GarmentEntry) -> None:
    for name in (garment.category, garment.predicted, *(guess.category for guess in garment.top3)):
        _must(name in CATEGORIES, f"garment {garment.id} is of an unknown category")
    for colour in garment.colours:
        _must(
            _COLOUR_NAME.fullmatch(colour.name) is not None, f"garment {garment.id} has a colour without name"
        )
    _check_moments(garment.added_at, garment.corrected_at, garment.reviewed_at, garment.photo.added_at)
    _check_moments(garment.washing_since, garment.retired_at)
    _must(len(set(garment.wears)) == len(garment.wears), f"garment {garment.id} was worn twice on one day")


def _check_styling(styling: StylingEntry) -> None:
    known = styling.wears_before_wash.keys() <= CATEGORIES.keys()
    _must(known, "wears before the wash are of an unknown category")
    _check_moments(styling.warmth_since, styling.taste_since)


def _check_outfit(outfit: OutfitEntry, owners: dict[int, int]) -> None:
    """owners: whose each garment is."""
    garments, noted = set(outfit.garments), set(outfit.noted)
    _must(len(garments) == len(outfit.garments), "an outfit has a garment twice")
    _must(
        all(owners.get(number) == outfit.person for number in garments), "an outfit has a stranger's garment"
    )
    _must(noted <= garments, "an outfit has noted the wear of a garment that is not in it")
    worn = outfit.state is OutfitState.WORN
    _must(worn or not (noted or outfit.felt), "an outfit that was not worn has wears, or felt like something")
    _check_moments(outfit.decided_at)


def _check_moments(*moments: datetime | None) -> None:
    for found in moments:
        _must(found is None or 1970 <= found.year < 9000, "a time lies outside all calendars")


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise damaged(otherwise)


def _decoded(data: bytes | bytearray | msgspec.Raw, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise damaged(" ".join(str(error).split())) from error
