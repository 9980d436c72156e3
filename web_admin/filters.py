"""What a grid's address asks for. Anything that makes no sense in an address is passed over, never an error."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec
from werkzeug.datastructures import MultiDict

from mirror.categories import Category
from mirror.closet import Order, State, Wanted
from mirror.seasons import Season

from .look import from_slug, slug

UNWORN_MONTHS = (3, 6, 12)
MOST_VALUES = 40  # of one kind in an address
LONGEST = 100  # letters of a value
Kind = TypeVar("Kind", bound=StrEnum)


class Filters(msgspec.Struct, frozen=True):
    """The chosen filters, as they stand in an address.

    unworn: for how many months, 0 when not asked for. brands and tags: in the order of the address.
    """

    category: Category | None = None
    state: State | None = None
    colours: tuple[str, ...] = ()
    seasons: tuple[Season, ...] = ()
    brands: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    unworn: int = 0
    search: str = ""
    order: Order = Order.NEWEST

    def wanted(self, today: date) -> Wanted:
        """The question to the closet."""
        return Wanted(
            category=self.category,
            state=self.state,
            colours=frozenset(self.colours),
            brands=frozenset(self.brands),
            seasons=frozenset(self.seasons),
            tags=frozenset(self.tags),
            unworn_since=months_before(today, self.unworn) if self.unworn else None,
            search=self.search,
        )

    def address(self) -> dict[str, object]:
        """The values of an address that asks for the same; what is not chosen is left out."""
        values: dict[str, object] = {
            "q": self.search,
            "category": None if self.category is None else slug(self.category),
            "state": self.state,
            "colour": list(self.colours),
            "season": list(self.seasons),
            "unworn": self.unworn,
            "brand": list(self.brands),
            "tag": list(self.tags),
            "order": None if self.order == Order.NEWEST else self.order,
        }
        return {key: value for key, value in values.items() if value}

    @property
    def active(self) -> int:
        """How many kinds of filter are chosen in the sheet; category, search and order do not count."""
        return sum(map(bool, (self.state, self.colours, self.seasons, self.brands, self.tags, self.unworn)))


def read(args: MultiDict[str, str]) -> Filters:
    """The filters of an address."""
    unworn = args.get("unworn", 0, type=int)
    return Filters(
        category=from_slug(args.get("category")),
        state=_member(State, args.get("state")),
        colours=_several(args, "colour"),
        seasons=tuple(season for season in Season if season.value in args.getlist("season")),
        brands=_several(args, "brand"),
        tags=_several(args, "tag"),
        unworn=unworn if unworn in UNWORN_MONTHS else 0,
        search=" ".join(args.get("q", "")[:LONGEST].split()),
        order=_member(Order, args.get("order")) or Order.NEWEST,
    )


def months_before(day: date, months: int) -> date:
    """The same day that many months before, or the last one of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _several(args: MultiDict[str, str], key: str) -> tuple[str, ...]:
    found: Iterable[str] = (value for value in args.getlist(key) if value and len(value) <= LONGEST)
    return tuple(dict.fromkeys(found))[:MOST_VALUES]


def _member(kind: type[Kind], text: str | None) -> Kind | None:
    return next((member for member in kind if member.value == text), None)
