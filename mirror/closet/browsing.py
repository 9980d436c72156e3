"""A person's garments many at a time: what a grid shows, in which order, and what there is to choose from."""

from collections import Counter
from collections.abc import Collection
from typing import Any

import msgspec
import peewee
from peewee import JOIN, fn

from ..categories import Category
from .models import GarmentRow, PhotoRow, WearRow
from .records import Tile
from .shelf import TILE, Shelf, kept
from .times import from_ms
from .wanted import Entry, Facets, Order, State, Wanted


class _Colour(msgspec.Struct):
    """The one field of a NamedColour that is counted; the others are passed over unread."""

    name: str


_COLOURS = msgspec.json.Decoder(list[_Colour])
_ALL = Wanted()


class Browsing(Shelf):
    """The questions of a grid."""

    def tiles(
        self,
        person_id: int,
        category: Category | None = None,
        *,
        retired: bool = False,
        among: Collection[int] | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> list[Tile]:
        """The garments of a person (or those of one category, or those `among` some ids) for a grid, newest first.

        `offset` and `limit` cut a page out of them; without them all come.
        """
        found = kept(person_id)
        if category is not None:
            found &= GarmentRow.category == int(category)
        if among is not None:
            found &= GarmentRow.id.in_(list(among))
        found &= GarmentRow.retired_ms.is_null(not retired)
        return self._tiles(
            GarmentRow.select(*TILE)
            .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(found)
            .order_by(GarmentRow.added_ms.desc(), GarmentRow.id.desc())
            .offset(offset)
            .limit(limit)
        )

    def listing(self, person_id: int, wanted: Wanted = _ALL, order: Order = Order.NEWEST) -> list[Entry]:
        """The garments that are wanted, in this order: all that a grid of ten thousand needs at once."""
        query = (
            GarmentRow.select(GarmentRow.id, PhotoRow.sha256, GarmentRow.washing_ms)
            .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(kept(person_id) & _matches(wanted))
        )
        if order == Order.UNWORN:
            return self._longest_unworn_first(query)
        newest = (GarmentRow.added_ms.desc(), GarmentRow.id.desc())
        if order == Order.MOST_WORN:
            worn = _worn()
            query = query.join_from(
                GarmentRow, worn, JOIN.LEFT_OUTER, on=(worn.c.garment_id == GarmentRow.id)
            )
            query = query.order_by(fn.COALESCE(worn.c.days, 0).desc(), *newest)
        else:
            query = query.order_by(*newest)
        return [Entry(number, sha256, ms is not None) for number, sha256, ms in self._rows(query)]

    def facets(self, person_id: int) -> Facets:
        """What there is to choose from, and how much of it."""
        query = GarmentRow.select(
            GarmentRow.category,
            GarmentRow.brand,
            GarmentRow.colours,
            GarmentRow.washing_ms.is_null(False),
            GarmentRow.retired_ms.is_null(False),
        ).where(kept(person_id))
        categories: Counter[int] = Counter()
        states = dict.fromkeys(State, 0)
        colours: Counter[str] = Counter()
        brands: Counter[str] = Counter()
        for category, brand, packed, washing, retired in self._rows(query):
            states[State.RETIRED if retired else State.WASH if washing else State.CLEAN] += 1
            if retired:
                continue
            categories[category] += 1
            colours.update({colour.name for colour in _COLOURS.decode(packed)})
            if brand:
                brands[brand] += 1
        return Facets(
            categories={Category(number): categories[number] for number in sorted(categories)},
            states=states,
            colours=_largest_first(colours),
            brands=_largest_first(brands),
        )

    def counts(self, person_id: int) -> dict[Category, int]:
        """How many garments of each category a person has; categories without one are left out."""
        query = (
            GarmentRow.select(GarmentRow.category, fn.COUNT(GarmentRow.id))
            .where(kept(person_id) & GarmentRow.retired_ms.is_null())
            .group_by(GarmentRow.category)
            .order_by(GarmentRow.category)
        )
        return {Category(number): count for number, count in query.tuples()}

    def _rows(self, query: peewee.ModelSelect) -> list[tuple[Any, ...]]:
        """The bare rows: for ten thousand, passing each value by its field takes longer than the database."""
        rows: list[tuple[Any, ...]] = self._database.execute(query).fetchall()
        return rows

    def _longest_unworn_first(self, query: peewee.ModelSelect) -> list[Entry]:
        """In Python: a wear has a local date and a garment a moment, which no portable query compares."""
        worn = _worn()
        query = query.join_from(GarmentRow, worn, JOIN.LEFT_OUTER, on=(worn.c.garment_id == GarmentRow.id))
        rows = self._rows(query.select_extend(GarmentRow.added_ms, worn.c.last_on))
        zone = self._clock.now().tzinfo
        keyed = [
            (last_on or from_ms(added_ms).astimezone(zone).date().isoformat(), added_ms, number, sha256, ms)
            for number, sha256, ms, added_ms, last_on in rows
        ]
        keyed.sort()
        return [Entry(number, sha256, ms is not None) for _, _, number, sha256, ms in keyed]


def _matches(wanted: Wanted) -> peewee.Expression:
    """The condition on a garment that says what is wanted."""
    found = GarmentRow.retired_ms.is_null(wanted.state != State.RETIRED)
    if wanted.state in (State.CLEAN, State.WASH):
        found &= GarmentRow.washing_ms.is_null(wanted.state == State.CLEAN)
    if wanted.category is not None:
        found &= GarmentRow.category == int(wanted.category)
    if wanted.brands:
        found &= GarmentRow.brand.in_(sorted(wanted.brands))
    if wanted.colours:
        any_of = peewee.Value(value=False)
        for name in sorted(wanted.colours):
            # As the closet wrote it: no spaces, the name in quotes. `contains` escapes % and _.
            any_of |= GarmentRow.colours.contains(f'"name":{msgspec.json.encode(name).decode()}')
        found &= any_of
    return found


def _worn() -> peewee.ModelSelect:
    """By garment: `days`, on how many it was worn, and `last_on`, the last of them."""
    return (
        WearRow.select(
            WearRow.garment.alias("garment_id"),
            fn.COUNT(WearRow.id).alias("days"),
            fn.MAX(WearRow.worn_on).alias("last_on"),
        )
        .group_by(WearRow.garment)
        .alias("worn")
    )


def _largest_first(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
