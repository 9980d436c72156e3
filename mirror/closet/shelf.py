"""What every part of a person's garments stands on: reading one, changing one, never reaching another's."""

from collections.abc import Sequence
from datetime import date

import msgspec
import peewee
from peewee import fn

from ..attire import Care, Formality, Material, Weight
from ..categories import Category
from ..clock import Clock
from ..errors import NotFound
from ..seasons import Season
from .models import GarmentRow, PhotoRow, TagRow, WearRow
from .photos import PhotoStore
from .records import Garment, Guess, NamedColour, Tile
from .sqlite import writing
from .times import from_ms

TILE = (
    GarmentRow.id,
    GarmentRow.category,
    GarmentRow.added_ms,
    GarmentRow.name,
    GarmentRow.retired_ms,
    PhotoRow.sha256,
)


class Shelf:
    """The garments as rows, and as the records that leave the closet."""

    def __init__(self, database: peewee.SqliteDatabase, photos: PhotoStore, clock: Clock) -> None:
        self._database = database
        self._photos = photos
        self._clock = clock

    def get(self, person_id: int, garment_id: int) -> Garment:
        """Raises NotFound when this person has no such garment (also when another person has)."""
        found = self.several(person_id, [garment_id])
        if not found:
            raise NotFound("there is no such garment in this closet")
        return found[0]

    def several(self, person_id: int, garment_ids: Sequence[int]) -> list[Garment]:
        """Those of these garments that the person has, in this order."""
        rows = {
            row.id: row for row in GarmentRow.select().where(kept(person_id) & GarmentRow.id.in_(garment_ids))
        }
        photos = {
            row.garment_id: row
            for row in PhotoRow.select().where(PhotoRow.garment.in_(list(rows))).order_by(PhotoRow.id.desc())
        }
        worn = (
            WearRow.select(WearRow.garment, fn.COUNT(WearRow.id), fn.MAX(WearRow.worn_on))
            .where(WearRow.garment.in_(list(rows)))
            .group_by(WearRow.garment)
        )
        wears = {number: (count, date.fromisoformat(last)) for number, count, last in worn.tuples()}
        tags: dict[int, list[str]] = {}
        for number, name in (
            TagRow.select(TagRow.garment, TagRow.name)
            .where(TagRow.garment.in_(list(rows)))
            .order_by(TagRow.name)
            .tuples()
        ):
            tags.setdefault(number, []).append(name)
        return [
            self._record(
                rows[number], photos[number], tuple(tags.get(number, ())), *wears.get(number, (0, None))
            )
            for number in garment_ids
            if number in rows
        ]

    def _update(self, person_id: int, garment_id: int, **values: object) -> None:
        with writing(self._database):
            done = (
                GarmentRow.update(**values).where((GarmentRow.id == garment_id) & kept(person_id)).execute()
            )
        if not done:
            raise NotFound("there is no such garment in this closet")

    def _tiles(self, query: peewee.ModelSelect) -> list[Tile]:
        """A query that selects TILE."""
        path = self._photos.path
        return [
            Tile(
                id=garment_id,
                category=Category(number),
                sha256=sha256,
                glow=path(sha256, "glow"),
                thumbnail=path(sha256, "thumbnail"),
                added_at=from_ms(added_ms),
                retired=retired_ms is not None,
                name=name,
            )
            for garment_id, number, added_ms, name, retired_ms, sha256 in query.tuples()
        ]

    def _record(
        self,
        row: GarmentRow,
        photo: PhotoRow,
        tags: tuple[str, ...],
        wear_count: int,
        last_worn: date | None,
    ) -> Garment:
        return Garment(
            id=row.id,
            person_id=row.person_id,
            category=Category(row.category),
            predicted=Category(row.predicted),
            confidence=row.confidence,
            top3=tuple(Guess(Category(n), c) for n, c in msgspec.json.decode(row.top3)),
            sure=bool(row.sure),
            corrected=row.corrected_ms is not None,
            colours=msgspec.json.decode(row.colours, type=tuple[NamedColour, ...]),
            patterned=bool(row.patterned),
            added_at=from_ms(row.added_ms),
            name=row.name,
            notes=row.notes,
            retired_at=None if row.retired_ms is None else from_ms(row.retired_ms),
            photo=self._photos.photo(photo.sha256, cutout_uncertain=bool(photo.cutout_uncertain)),
            wear_count=wear_count,
            last_worn=last_worn,
            length_cm=row.length_cm,
            width_cm=row.width_cm,
            brand=row.brand,
            size=row.size,
            price_minor=row.price_minor,
            currency=row.currency,
            washing_since=None if row.washing_ms is None else from_ms(row.washing_ms),
            bought_on=None if row.bought_on is None else date.fromisoformat(row.bought_on),
            shop=row.shop,
            place=row.place,
            seasons=frozenset(Season(name) for name in row.seasons.split(",") if name),
            tags=tags,
            reviewed=row.reviewed_ms is not None,
            weight=Weight(row.weight) if row.weight else None,
            materials=frozenset(Material(name) for name in row.materials.split(",") if name),
            care=Care(row.care) if row.care else None,
            formality=None if row.formality is None else Formality(row.formality),
            favourite=bool(row.favourite),
        )


def kept(person_id: int) -> peewee.Expression:
    """The garments of a person but for the deleted ones."""
    return (GarmentRow.person == person_id) & GarmentRow.deleted_ms.is_null()
