"""From the rows of a closet's database to the entries of closet.json, a few hundred garments at a time.

It reads a copy that nobody writes to, never the closet's own database: what it says is of one moment.
"""

import base64
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import peewee

from ...attire import Care, Formality, Material, Weight
from ...categories import Category
from ...seasons import Season
from ..models import (
    EmbeddingRow,
    GarmentRow,
    InboxRow,
    PersonRow,
    PhotoRow,
    PreferenceRow,
    ShareRow,
    TagRow,
    WearRow,
)
from ..photos import SUFFIXES
from .format import (
    FORMAT,
    VERSION,
    ColourEntry,
    GarmentEntry,
    GuessEntry,
    Head,
    LookEntry,
    PersonEntry,
    PhotoEntry,
    ShareEntry,
    StylingEntry,
    WaitingEntry,
    files_of,
    moment,
)
from .outfits import outfits_of, styling_of

AT_ONCE = 200


class Rows:
    """What a copy of a closet's database says. person_id: only of this person, and then without secrets; None: of
    the whole household. Deleted garments and photos that became one are left out.

    lacking: photos whose files turned out to be gone; their garments are left out too.
    """

    lacking: Collection[str] = frozenset()

    def __init__(self, database: peewee.SqliteDatabase, person_id: int | None) -> None:
        self._database = database
        self._person_id = person_id

    def photo_hashes(self) -> list[str]:
        """The photos of all garments, each once."""
        query = PhotoRow.select(PhotoRow.sha256).join(GarmentRow).where(self._kept()).distinct()
        return sorted(sha256 for (sha256,) in query.bind(self._database).tuples())

    def head(self, made_at: datetime) -> Head:
        """Everything but the garments."""
        alone = self._person_id is not None
        return Head(
            format=FORMAT,
            version=VERSION,
            made_at=made_at,
            whole=not alone,
            people=[
                _person(row, styling_of(self._database, row["id"]), secrets=not alone)
                for row in self._people()
            ],
            shares=[] if alone else [ShareEntry(*pair) for pair in self._shares()],
            preferences={} if alone else self._preferences(),
            inbox=[_waiting(row) for row in self._inbox()],
            outfits=list(outfits_of(self._database, self._kept(), self.lacking)),
        )

    def waiting_hashes(self) -> set[str]:
        """The photos that are no garments yet."""
        return {row["sha256"] for row in self._inbox()}

    def garments(self) -> Iterator[GarmentEntry]:
        """Each garment, by its number."""
        after = 0
        while True:
            rows = list(
                GarmentRow.select()
                .where(self._kept() & (GarmentRow.id > after))
                .order_by(GarmentRow.id)
                .limit(AT_ONCE)
                .bind(self._database)
                .dicts()
            )
            if not rows:
                return
            after = rows[-1]["id"]
            photos, wears, tags = self._beside([row["id"] for row in rows])
            for row in rows:
                photo = photos.get(row["id"])
                if photo is not None and photo["sha256"] not in self.lacking:
                    yield _garment(row, photo, wears.get(row["id"], []), tags.get(row["id"], []))

    def looks(self, garment_ids: Collection[int]) -> Iterator[LookEntry]:
        """What the networks saw in each of these garments."""
        query = EmbeddingRow.select().order_by(EmbeddingRow.garment).bind(self._database)
        for row in query.dicts().iterator():
            if row["garment"] in garment_ids:
                vector, answer = (base64.b64encode(row[key]).decode() for key in ("vector", "answer"))
                yield LookEntry(row["garment"], row["network"], vector, answer)

    # Within

    def _kept(self) -> peewee.Expression:
        kept = GarmentRow.deleted_ms.is_null()
        return kept if self._person_id is None else kept & (GarmentRow.person == self._person_id)

    def _people(self) -> list[dict[str, Any]]:
        query = PersonRow.select().order_by(PersonRow.id).bind(self._database)
        people = [row for row in query.dicts() if self._person_id in (None, row["id"])]
        avatars = [row["avatar_id"] for row in people if row["avatar_id"]]
        there = PhotoRow.select(PhotoRow.garment, PhotoRow.sha256).join(GarmentRow)
        there = there.where(self._kept() & GarmentRow.id.in_(avatars)).bind(self._database)
        known = {number for number, sha256 in there.tuples() if sha256 not in self.lacking}
        return [
            row | {"avatar_id": row["avatar_id"] if row["avatar_id"] in known else None} for row in people
        ]

    def _shares(self) -> list[tuple[int, int]]:
        query = ShareRow.select(ShareRow.person, ShareRow.viewer).order_by(ShareRow.id)
        return list(query.bind(self._database).tuples())

    def _preferences(self) -> dict[str, msgspec.Raw]:
        query = PreferenceRow.select(PreferenceRow.key, PreferenceRow.value).order_by(PreferenceRow.key)
        return {key: msgspec.Raw(value.encode()) for key, value in query.bind(self._database).tuples()}

    def _inbox(self) -> list[dict[str, Any]]:
        query = InboxRow.select().where(InboxRow.state != "done").order_by(InboxRow.added_ms, InboxRow.id)
        return [row for row in query.bind(self._database).dicts() if self._person_id in (None, row["person"])]

    def _beside(
        self, ids: list[int]
    ) -> tuple[dict[int, dict[str, Any]], dict[int, list[str]], dict[int, list[str]]]:
        """Photo, wears and tags of these garments."""
        photos = PhotoRow.select().where(PhotoRow.garment.in_(ids)).bind(self._database).dicts()
        wears: dict[int, list[str]] = {}
        tags: dict[int, list[str]] = {}
        for found, model, query in (
            (wears, WearRow, WearRow.select(WearRow.garment, WearRow.worn_on).order_by(WearRow.worn_on)),
            (tags, TagRow, TagRow.select(TagRow.garment, TagRow.name).order_by(TagRow.name)),
        ):
            for garment_id, value in query.where(model.garment.in_(ids)).bind(self._database).tuples():
                found.setdefault(garment_id, []).append(value)
        return {row["garment"]: row for row in photos}, wears, tags


@contextmanager
def reading(file: Path) -> Iterator[peewee.SqliteDatabase]:
    """A copy of a closet's database, for one thread."""
    database = peewee.SqliteDatabase(str(file))
    database.connect()
    try:
        yield database
    finally:
        database.close()


def _person(row: dict[str, Any], styling: StylingEntry, *, secrets: bool) -> PersonEntry:
    return PersonEntry(
        id=row["id"],
        name=row["name"],
        language=row["language"],
        role=row["role"],
        added_at=moment(row["added_ms"]),
        password_hash=row["password_hash"] if secrets else None,
        pin_hash=row["pin_hash"] if secrets else None,
        avatar=row["avatar_id"],
        styling=styling,
    )


def _waiting(row: dict[str, Any]) -> WaitingEntry:
    return WaitingEntry(
        person=row["person"],
        sha256=row["sha256"],
        file_name=row["file_name"],
        source=row["source"],
        state="failed" if row["state"] == "failed" else "waiting",
        reason=row["reason"],
        px_per_cm=row["px_per_cm"],
        added_at=moment(row["added_ms"]),
        ended_at=_or_none(row["ended_ms"]),
    )


def _garment(row: dict[str, Any], photo: dict[str, Any], wears: list[str], tags: list[str]) -> GarmentEntry:
    return GarmentEntry(
        id=row["id"],
        person=row["person"],
        category=_slug(row["category"]),
        predicted=_slug(row["predicted"]),
        confidence=row["confidence"],
        top3=[GuessEntry(_slug(number), share) for number, share in msgspec.json.decode(row["top3"])],
        sure=bool(row["sure"]),
        patterned=bool(row["patterned"]),
        colours=msgspec.json.decode(row["colours"], type=list[ColourEntry]),
        length_cm=row["length_cm"],
        width_cm=row["width_cm"],
        added_at=moment(row["added_ms"]),
        corrected_at=_or_none(row["corrected_ms"]),
        reviewed_at=_or_none(row["reviewed_ms"]),
        name=row["name"],
        notes=row["notes"],
        brand=row["brand"],
        size=row["size"],
        price_minor=row["price_minor"],
        currency=row["currency"],
        bought_on=date.fromisoformat(row["bought_on"]) if row["bought_on"] else None,
        shop=row["shop"],
        place=row["place"],
        seasons=frozenset(Season(name) for name in row["seasons"].split(",") if name),
        tags=tags,
        washing_since=_or_none(row["washing_ms"]),
        retired_at=_or_none(row["retired_ms"]),
        wears=[date.fromisoformat(day) for day in wears],
        weight=Weight(row["weight"]) if row["weight"] else None,
        materials=frozenset(Material(name) for name in row["materials"].split(",") if name),
        care=Care(row["care"]) if row["care"] else None,
        formality=None if row["formality"] is None else Formality(row["formality"]).name.lower(),  # type: ignore[arg-type]
        favourite=bool(row["favourite"]),
        washed_on=date.fromisoformat(row["washed_on"]) if row["washed_on"] else None,
        photo=PhotoEntry(
            sha256=photo["sha256"],
            cutout_uncertain=bool(photo["cutout_uncertain"]),
            added_at=moment(photo["added_ms"]),
            **files_of(photo["sha256"], SUFFIXES),
        ),
    )


def _or_none(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else moment(milliseconds)


def _slug(number: int) -> str:
    return Category(number).name.lower()
