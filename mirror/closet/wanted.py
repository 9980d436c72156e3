"""What a grid asks the closet for: which garments, in which order; and what there is to choose from."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec

from ..categories import Category
from ..seasons import Season

__all__ = ["Entry", "Facets", "Order", "State", "Wanted"]


class State(StrEnum):
    """Where a garment is. One that was put aside is RETIRED, whether it is also in the wash or not."""

    CLEAN = "clean"
    WASH = "wash"
    RETIRED = "retired"


class Order(StrEnum):
    """In which order garments come.

    NEWEST: the one that came last first.
    UNWORN: the longest unworn first; one that was never worn counts from the day on which it came.
    MOST_WORN: the one worn on most days first; of equals, the newest.
    """

    NEWEST = "newest"
    UNWORN = "unworn"
    MOST_WORN = "most_worn"


class Wanted(msgspec.Struct, frozen=True):
    """Which garments are wanted; each field narrows the choice, an empty one does not.

    state None: everything but what was put aside. colours: keys of colour names, any of them among a garment's.
    brands: any of them, spelled as the closet spells them. seasons: worn in any of them. tags: any of them.
    unworn_since: not worn on that day or later; one that was never worn and came before that day counts.
    search: words that are all in its name, brand, notes, tags, shop, place, or in what its category and its colours
    are called in any language of the product; whatever the case of their letters.
    """

    category: Category | None = None
    state: State | None = None
    colours: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()
    seasons: frozenset[Season] = frozenset()
    tags: frozenset[str] = frozenset()
    unworn_since: date | None = None
    search: str = ""


class Entry(NamedTuple):
    """The least that a long grid needs of each garment: its number, the SHA-256 of its photo, whether it is in the
    wash."""

    id: int
    sha256: str
    in_wash: bool


class Facets(msgspec.Struct, frozen=True):
    """How many garments there are of everything that can be wanted; what nobody has is left out.

    categories and seasons (in their own order), colours, brands and tags (the largest first) count what was not put
    aside, or that alone. states has all three, each garment in one of them. A garment of several colours counts
    once for each.
    """

    categories: dict[Category, int]
    states: dict[State, int]
    colours: dict[str, int]
    brands: dict[str, int]
    seasons: dict[Season, int] = {}
    tags: dict[str, int] = {}
