"""From the entries of closet.json to rows, a hundred a statement: others wait while thousands of garments come."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from ...errors import ClosetError
from ..labels import tidy
from ..models import GarmentRow, PersonRow, PhotoRow, TagRow, database
from ..people import check_name
from ..person_numbers import new_number
from ..sqlite import insert_short
from ..tags import TAGS_MAX, tidy_tags
from .format import CATEGORIES, FORMALITIES, GarmentEntry, PersonEntry, damaged, ms
from .people import usable_hash

AT_ONCE = 100
WEAR = ("wear", ("garment_id", "worn_on"))
TAG = ("tag", ("garment_id", "name"))


def add_person(entry: PersonEntry, *, may_own: bool) -> int:
    """Somebody whom nobody here is called; an owner only where there is none."""
    row = PersonRow.create(
        id=new_number(),
        name=check_name(entry.name),
        language=entry.language,
        role=entry.role if may_own else "member",
        password_hash=usable_hash(entry.password_hash),
        pin_hash=usable_hash(entry.pin_hash),
        added_ms=ms(entry.added_at),
    )
    return int(row.id)


def insert_garments(new: Sequence[tuple[int, int, GarmentEntry]], brands: dict[int, dict[str, str]]) -> None:
    """The rows of garments that are new here. brands: how each person spells them."""
    garments, photos, wears, tags = [], [], [], []
    for garment_id, person_id, entry in new:
        columns = columns_of(entry)
        brand = str(columns["brand"])
        columns["brand"] = brands[person_id].setdefault(brand.casefold(), brand)
        garments.append({"id": garment_id, "person": person_id, **columns})
        photos.append(
            {
                "person": person_id,
                "garment": garment_id,
                "sha256": entry.photo.sha256,
                "cutout_uncertain": entry.photo.cutout_uncertain,
                "added_ms": ms(entry.photo.added_at),
            }
        )
        wears += [(garment_id, day.isoformat()) for day in entry.wears]
        tags += [(garment_id, name) for name in tidy_tags(entry.tags).values()]
    for model, rows in ((GarmentRow, garments), (PhotoRow, photos)):
        for parcel in parcels(rows):
            model.insert_many(parcel).execute()
    insert_short(database, *WEAR, wears)
    insert_short(database, *TAG, tags)


def unite(garment_id: int, entry: GarmentEntry) -> None:
    """Wears and tags of a garment that is here already: those of both."""
    insert_short(database, *WEAR, ((garment_id, day.isoformat()) for day in entry.wears))
    if not entry.tags:
        return
    own = [name for (name,) in TagRow.select(TagRow.name).where(TagRow.garment == garment_id).tuples()]
    known = {name.casefold() for name in own}
    more = [name for key, name in tidy_tags(entry.tags).items() if key not in known][: TAGS_MAX - len(own)]
    insert_short(database, *TAG, ((garment_id, name) for name in more))


def columns_of(entry: GarmentEntry) -> dict[str, object]:
    """A garment's columns. Raises BackupError for what no person could have written."""
    try:
        tidy_tags(entry.tags)
        said = tidy(
            name=entry.name,
            notes=entry.notes,
            brand=entry.brand,
            size=entry.size,
            price_minor=entry.price_minor,
            currency=entry.currency,
            bought_on=entry.bought_on,
            shop=entry.shop,
            place=entry.place,
            seasons=entry.seasons,
            weight=entry.weight,
            materials=entry.materials,
            care=entry.care,
            formality=None if entry.formality is None else FORMALITIES[entry.formality],
            favourite=entry.favourite,
        )
    except ClosetError as error:
        raise damaged(f"garment {entry.id}: {error}") from error
    return said | {
        "category": int(CATEGORIES[entry.category]),
        "predicted": int(CATEGORIES[entry.predicted]),
        "confidence": entry.confidence,
        "top3": _json([(int(CATEGORIES[guess.category]), guess.confidence) for guess in entry.top3]),
        "colours": _json(entry.colours),
        "sure": entry.sure,
        "patterned": entry.patterned,
        "length_cm": entry.length_cm,
        "width_cm": entry.width_cm,
        "added_ms": ms(entry.added_at),
        "corrected_ms": None if entry.corrected_at is None else ms(entry.corrected_at),
        "reviewed_ms": None if entry.reviewed_at is None else ms(entry.reviewed_at),
        "washed_on": None if entry.washed_on is None else entry.washed_on.isoformat(),
        "washing_ms": None if entry.washing_since is None else ms(entry.washing_since),
        "retired_ms": None if entry.retired_at is None else ms(entry.retired_at),
    }


def brands_of(person_id: int) -> dict[str, str]:
    query = GarmentRow.select(GarmentRow.brand).where(GarmentRow.person == person_id).distinct()
    return {brand.casefold(): brand for (brand,) in query.tuples()}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def parcels(things: Iterable[Any]) -> Iterator[list[Any]]:
    """As many at a time as one statement takes."""
    parcel = []
    for thing in things:
        parcel.append(thing)
        if len(parcel) == AT_ONCE:
            yield parcel
            parcel = []
    if parcel:
        yield parcel
