"""The closet on the wire: what a script of the household may ask for, and what it is answered, as JSON.

Money is whole numbers of a currency's smallest unit. Days are ISO dates, moments UTC. Words of a garment's kind,
colours and seasons are keys, the same in every language.
"""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mirror.attire import Care, Material, Weight
from mirror.categories import Category
from mirror.closet import Order, State
from mirror.closet.labels import BRAND_MAX, NAME_MAX, NOTES_MAX, PLACE_MAX, PRICE_MAX, SHOP_MAX, SIZE_MAX
from mirror.closet.tags import TAG_MAX, TAGS_MAX
from mirror.seasons import Season

from ..filters import LONGEST, MOST_VALUES
from ..look import slug

Kind = Annotated[str, Meta(extra_json_schema={"enum": [slug(category) for category in Category]})]
Word = Annotated[str, Meta(max_length=LONGEST)]
Tag = Annotated[str, Meta(max_length=TAG_MAX)]
Formal = Literal["sport", "casual", "smart", "formal"]


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may be asked for; any other word is refused."""


class Filters(Asked, frozen=True):
    """Which garments, in which order: what narrows a page narrows this.

    state: none given is all but what was put away. colour, season, tag, brand: any of them. unworn: for so many
    months. q: words that are all in it somewhere.
    """

    category: Kind | None = None
    state: State | None = None
    colour: Annotated[list[Word], Meta(max_length=MOST_VALUES)] = []
    season: Annotated[list[Season], Meta(max_length=4)] = []
    tag: Annotated[list[Word], Meta(max_length=MOST_VALUES)] = []
    brand: Annotated[list[Word], Meta(max_length=MOST_VALUES)] = []
    unworn: Literal[3, 6, 12] | None = None
    q: Word = ""
    order: Order = Order.NEWEST
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1


class Nothing(Asked, frozen=True):
    """There is nothing to choose."""


class Year(Asked, frozen=True):
    """Of which year; none given is all time."""

    year: Annotated[int, Meta(ge=1900, le=9998)] | None = None


class Day(Asked, frozen=True):
    """A day on which it was worn, not one that is still to come."""

    on: date


class Cost(Asked, frozen=True):
    """An amount in a currency's smallest unit (won, cents)."""

    minor: Annotated[int, Meta(ge=0, le=PRICE_MAX)]
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")]


class Changes(Asked, frozen=True):
    """What changes of a garment; a word that is left out stays, a price or a day of null ends it. A weight, care or
    formality of null, and no materials, are guessed from its kind.
    """

    name: Annotated[str, Meta(max_length=NAME_MAX)] | UnsetType = UNSET
    notes: Annotated[str, Meta(max_length=NOTES_MAX)] | UnsetType = UNSET
    brand: Annotated[str, Meta(max_length=BRAND_MAX)] | UnsetType = UNSET
    size: Annotated[str, Meta(max_length=SIZE_MAX)] | UnsetType = UNSET
    price: Cost | UnsetType | None = UNSET
    bought_on: date | UnsetType | None = UNSET
    shop: Annotated[str, Meta(max_length=SHOP_MAX)] | UnsetType = UNSET
    place: Annotated[str, Meta(max_length=PLACE_MAX)] | UnsetType = UNSET
    seasons: list[Season] | UnsetType = UNSET
    tags: Annotated[list[Tag], Meta(max_length=TAGS_MAX)] | UnsetType = UNSET
    weight: Weight | UnsetType | None = UNSET
    materials: list[Material] | UnsetType = UNSET
    care: Care | UnsetType | None = UNSET
    formality: Formal | UnsetType | None = UNSET
    favourite: bool | UnsetType = UNSET
    category: Kind | UnsetType = UNSET
    washing: bool | UnsetType = UNSET
    retired: bool | UnsetType = UNSET


class Refusal(msgspec.Struct, frozen=True):
    """Why not, as a sentence."""

    error: str


class PriceTag(msgspec.Struct, frozen=True):
    """An amount. decimals: how many of its digits stand behind the point, 0 for won and 2 for dollars."""

    minor: int
    currency: str
    decimals: int


class ColourShare(msgspec.Struct, frozen=True):
    """A colour by its key, its sRGB as #rrggbb, and its share of the garment (0-1)."""

    name: str
    rgb: str
    share: float


class Seen(msgspec.Struct, frozen=True):
    """What the mirror takes it for, and how surely (0-1)."""

    category: Kind
    confidence: float


class Pictures(msgspec.Struct, frozen=True):
    """The addresses of its pictures on this mirror."""

    thumbnail: str
    glow: str
    cutout: str
    original: str


class GarmentAnswer(msgspec.Struct, frozen=True):
    """A garment. in_wash and retired: where it is; corrected: a person chose its category. weight, materials, care,
    formality: what a person said; null or none where it is guessed from its kind.
    """

    id: int
    category: Kind
    corrected: bool
    reviewed: bool
    seen: list[Seen]
    colours: list[ColourShare]
    patterned: bool
    name: str
    brand: str
    size: str
    notes: str
    price: PriceTag | None
    cost_per_wear: PriceTag | None
    bought_on: date | None
    shop: str
    place: str
    seasons: list[Season]
    tags: list[str]
    wears: int
    last_worn: date | None
    in_wash: bool
    retired: bool
    length_cm: int | None
    added_at: datetime
    pictures: Pictures
    weight: Weight | None
    materials: list[Material]
    care: Care | None
    formality: Formal | None
    favourite: bool


class GarmentsPage(msgspec.Struct, frozen=True):
    """A page of garments. total: of all pages; next: the address of the next one."""

    total: int
    page: int
    next: str | None
    garments: list[GarmentAnswer]


class FacetsAnswer(msgspec.Struct, frozen=True):
    """How many garments there are of everything that can be asked for."""

    categories: dict[str, int]
    states: dict[str, int]
    colours: dict[str, int]
    brands: dict[str, int]
    seasons: dict[str, int]
    tags: dict[str, int]


class PieceAnswer(msgspec.Struct, frozen=True):
    """A garment in a list of the statistics."""

    id: int
    name: str
    category: Kind
    wears: int
    last_worn: date | None
    cost_per_wear: PriceTag | None


class StatisticsAnswer(msgspec.Struct, frozen=True):
    """The closet in numbers. months: wears by their first day; weekdays: from Monday on."""

    year: int | None
    years: list[int]
    garments: int
    categories: dict[str, int]
    colours: dict[str, int]
    seasons: dict[str, int]
    worn: int
    rested: int
    never: int
    wears: int
    months: dict[str, int]
    weekdays: list[int]
    most_worn: list[PieceAnswer]
    least_worn: list[PieceAnswer]
    priced: int
    value: list[PriceTag]
    spent: list[PriceTag]
    cheapest: list[PieceAnswer]
    dearest: list[PieceAnswer]


class InboxPhoto(msgspec.Struct, frozen=True):
    """A photo on its way. garment_id: what it became."""

    id: int
    file_name: str
    state: str
    stage: str
    reason: str
    duplicate: bool
    garment_id: int | None
    added_at: datetime


class InboxAnswer(msgspec.Struct, frozen=True):
    """The photos on their way, and those that could not be read."""

    photos: list[InboxPhoto]


class Alike(msgspec.Struct, frozen=True):
    """A garment that looks like the one asked about; similarity: cosine, up to 1."""

    similarity: float
    same_category: bool
    same_colour: bool
    garment: GarmentAnswer


class AlikeAnswer(msgspec.Struct, frozen=True):
    """Those that look alike, the nearest first."""

    look_alikes: list[Alike]


class MeAnswer(msgspec.Struct, frozen=True):
    """Who is signed in. csrf_token: goes into the header X-CSRFToken of everything that writes."""

    id: int
    name: str
    language: str
    role: str
    csrf_token: str
