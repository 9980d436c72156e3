"""A person's garments many at a time: what a grid shows, in which order, and what there is to choose from."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import peewee
from msgspec.structs import replace
from peewee import JOIN, fn

from ..categories import Category
from ..seasons import Season, usual
from .matching import SEARCHED, colour_names, matches, searching
from .models import GarmentRow, PhotoRow, TagRow, WearRow
from .records import Card, Tile
from .shelf import TILE, Shelf, kept
from .times import from_ms
from .wanted import Entry, Facets, Order, State, Wanted

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

    def cards(self, person_id: int, garment_ids: Sequence[int]) -> list[Card]:
        """Those of these garments that the person has, in this order; a few hundred at most."""
        ids = list(garment_ids)
        worn = WearRow.select(WearRow.garment, fn.COUNT(WearRow.id), fn.MAX(WearRow.worn_on))
        wears = {
            number: (count, date.fromisoformat(last))
            for number, count, last in self._rows(
                worn.where(WearRow.garment.in_(ids)).group_by(WearRow.garment)
            )
        }
        query = (
            GarmentRow.select(*TILE, GarmentRow.washing_ms)
            .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(kept(person_id) & GarmentRow.id.in_(ids))
        )
        found = {
            number: Card(
                number,
                Category(category),
                sha256,
                name,
                from_ms(added_ms),
                washing_ms is not None,
                retired_ms is not None,
                *wears.get(number, (0, None)),
            )
            for number, category, added_ms, name, retired_ms, sha256, washing_ms in self._rows(query)
        }
        return [found[number] for number in ids if number in found]

    def listing(self, person_id: int, wanted: Wanted = _ALL, order: Order = Order.NEWEST) -> list[Entry]:
        """The garments that are wanted, in this order: all that a grid of ten thousand needs at once."""
        return self._entries(self._wanted(person_id, wanted), order)

    def listing_and_counts(
        self, person_id: int, wanted: Wanted, order: Order = Order.NEWEST
    ) -> tuple[list[Entry], dict[Category, int]]:
        """What `listing` gives, and how many of each category there are of what is wanted of any category."""
        found = self._wanted(person_id, replace(wanted, category=None))
        counts = self._counted(found)
        if wanted.category is not None:
            found &= GarmentRow.category == int(wanted.category)
        return self._entries(found, order), counts

    def facets(self, person_id: int, *, retired: bool = False) -> Facets:
        """What there is to choose from, and how much of it; with `retired` among what was put aside."""
        query = GarmentRow.select(
            GarmentRow.category,
            GarmentRow.brand,
            GarmentRow.colours,
            GarmentRow.seasons,
            GarmentRow.washing_ms.is_null(False),
            GarmentRow.retired_ms.is_null(False),
        ).where(kept(person_id))
        categories: Counter[int] = Counter()
        states = dict.fromkeys(State, 0)
        colours: Counter[str] = Counter()
        brands: Counter[str] = Counter()
        worn_in: Counter[tuple[int, str]] = Counter()
        for category, brand, packed, seasons, washing, aside in self._rows(query):
            states[State.RETIRED if aside else State.WASH if washing else State.CLEAN] += 1
            if aside != retired:
                continue
            categories[category] += 1
            worn_in[category, seasons] += 1
            colours.update(colour_names(packed))
            if brand:
                brands[brand] += 1
        return Facets(
            categories={Category(number): categories[number] for number in sorted(categories)},
            states=states,
            colours=_largest_first(colours),
            brands=_largest_first(brands),
            seasons=_in_each_season(worn_in),
            tags=self._tags(person_id, retired=retired),
        )

    def counts(self, person_id: int, wanted: Wanted = _ALL) -> dict[Category, int]:
        """How many of the wanted garments there are of each category; categories without one are left out."""
        return self._counted(self._wanted(person_id, wanted))

    def _counted(self, found: peewee.Expression) -> dict[Category, int]:
        query = (
            GarmentRow.select(GarmentRow.category, fn.COUNT(GarmentRow.id))
            .where(found)
            .group_by(GarmentRow.category)
            .order_by(GarmentRow.category)
        )
        return {Category(number): count for number, count in query.tuples()}

    def _entries(self, found: peewee.Expression, order: Order) -> list[Entry]:
        query = (
            GarmentRow.select(GarmentRow.id, PhotoRow.sha256, GarmentRow.washing_ms)
            .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(found)
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

    def _wanted(self, person_id: int, wanted: Wanted) -> peewee.Expression:
        """The condition on a person's garments that says what is wanted."""
        found = kept(person_id) & matches(wanted, self._clock.now().tzinfo)
        if not wanted.search.split():
            return found
        tags: dict[int, str] = {}
        hung = TagRow.select(TagRow.garment, TagRow.name).join(GarmentRow).where(kept(person_id))
        for number, name in self._rows(hung):
            tags[number] = f"{tags.get(number, '')}\n{name}"
        fits = searching(wanted.search)
        rows = self._rows(GarmentRow.select(GarmentRow.id, *SEARCHED).where(found))
        ids = [number for number, *values in rows if fits(*values, tags.get(number, ""))]
        return GarmentRow.id.in_(ids)

    def _tags(self, person_id: int, *, retired: bool) -> dict[str, int]:
        """How many garments have each tag, the most frequent first."""
        query = (
            TagRow.select(TagRow.name, fn.COUNT(TagRow.id))
            .join(GarmentRow)
            .where(kept(person_id) & GarmentRow.retired_ms.is_null(not retired))
            .group_by(TagRow.name)
        )
        return _largest_first(Counter(dict(query.tuples())))

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


def _in_each_season(worn_in: Counter[tuple[int, str]]) -> dict[Season, int]:
    """How many garments are worn in each season. worn_in: by category and by seasons as their column has them."""
    counted: Counter[str] = Counter()
    for (category, seasons), count in worn_in.items():
        for season in seasons.strip(",").split(",") if seasons else usual(Category(category)):
            counted[season] += count
    return {season: counted[season] for season in Season if counted[season]}
