"""Outfits as they leave the closet, and garments as a stylist sees them. Clothing insulation is in clo."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from ..attire import Care, Formality, Material, Occasion, Weight
from ..categories import Category
from ..seasons import Season, usual
from ..vision.facts import NamedColour


class OutfitState(StrEnum):
    """Where an outfit stands: meant for a day, worn on it, or passed over."""

    PLANNED = "planned"
    WORN = "worn"
    SKIPPED = "skipped"


class Felt(StrEnum):
    """How warm an outfit felt to who wore it; UNSAID as long as they have not said."""

    UNSAID = ""
    TOO_COLD = "too-cold"
    RIGHT = "right"
    TOO_WARM = "too-warm"


class Conditions(msgspec.Struct, frozen=True):
    """Under what an outfit was chosen: the air, and the insulation in clo that it gave and that was needed.

    celsius: -60 to 60, of the air in the shade. wind_ms: in metres a second, 10 m above ground.
    humidity_percent: relative. rain_mm: of the day. least_clo, neutral_clo: for nobody in particular, that is
    without the person's own offset.
    """

    celsius: Annotated[float, Meta(ge=-60, le=60)]
    wind_ms: Annotated[float, Meta(ge=0, le=100)]
    humidity_percent: Annotated[float, Meta(ge=0, le=100)]
    rain_mm: Annotated[float, Meta(ge=0, le=2000)]
    given_clo: Annotated[float, Meta(ge=0, le=10)]
    least_clo: Annotated[float, Meta(ge=0, le=20)]
    neutral_clo: Annotated[float, Meta(ge=0, le=20)]


class Outfit(msgspec.Struct, frozen=True):
    """An outfit that a person decided on. garment_ids: in no order; garments that were deleted since are missing.

    conditions: None where the weather was not known.
    """

    id: int
    person_id: int
    day: date
    occasion: Occasion
    state: OutfitState
    felt: Felt
    conditions: Conditions | None
    garment_ids: tuple[int, ...]
    decided_at: datetime


class Wearable(msgspec.Struct, frozen=True):
    """The little that a stylist needs of a garment, cheap for thousands of them.

    wears_since_wash: days worn since it last came out of the wash, or ever. last_worn: None when it never was.
    weight, materials, care, formality: what a person said, None or none where it is to be guessed.
    """

    id: int
    category: Category
    sha256: str
    name: str
    colours: tuple[NamedColour, ...]
    patterned: bool
    added_on: date
    in_wash: bool
    wear_count: int
    wears_since_wash: int
    last_worn: date | None
    seasons: frozenset[Season]
    weight: Weight | None
    materials: frozenset[Material]
    care: Care | None
    formality: Formality | None
    favourite: bool
    tags: tuple[str, ...] = ()

    @property
    def worn_in(self) -> frozenset[Season]:
        """The seasons in which it is worn: those that a person chose, else the usual ones of its category."""
        return self.seasons or usual(self.category)
