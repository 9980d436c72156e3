"""What comes of counting a closet: frozen records, free of the database."""

from datetime import date

import msgspec

from ..categories import Category
from ..seasons import Season


class Piece(msgspec.Struct, frozen=True):
    """A garment in a list. wears: on how many days of the time asked for it was worn; last_worn: ever.

    cost_minor: what one of all its wears has cost, in the smallest unit of its currency; None where the list is of
    something else.
    """

    id: int
    sha256: str
    name: str
    category: Category
    wears: int
    last_worn: date | None
    cost_minor: int | None = None
    currency: str = "KRW"


class Hue(msgspec.Struct, frozen=True):
    """How many garments have a colour as their main one; rgb: the mean of theirs, 8-bit sRGB."""

    name: str
    rgb: tuple[int, int, int]
    garments: int


class Month(msgspec.Struct, frozen=True):
    """A month by its first day, and on how many days garments were worn in it, each garment's day counted."""

    first: date
    wears: int


class Numbers(msgspec.Struct, frozen=True):
    """A person's closet in numbers. What speaks of wears speaks of `year`, or of all time where it is None.

    years: those with a wear, the newest first. categories, colours: the largest first; seasons in their order.
    worn, rested, never: garments worn in the year (None: in the last twelve months), only at other times, not once;
    those that came after the year count in none of them. months: the twelve of the year, or the last twelve.
    weekdays: wears from Monday on. value, spent: what the priced garments cost, and those bought in the year, by
    currency in its smallest unit. least_worn begins with the longest unworn of the fewest wears.
    cheapest, dearest: by what one wear has cost so far, in the currency that most prices are in.
    """

    year: int | None
    years: tuple[int, ...]
    garments: int
    categories: dict[Category, int]
    colours: tuple[Hue, ...]
    seasons: dict[Season, int]
    worn: int
    rested: int
    never: int
    wears: int
    months: tuple[Month, ...]
    weekdays: tuple[int, ...]
    most_worn: tuple[Piece, ...]
    least_worn: tuple[Piece, ...]
    priced: int
    value: dict[str, int]
    spent: dict[str, int]
    cheapest: tuple[Piece, ...]
    dearest: tuple[Piece, ...]
