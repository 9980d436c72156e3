"""Outfits on the wire. Temperatures are in degrees Celsius, wind in metres a second, insulation in clo."""

from datetime import date, datetime
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mirror.attire import Occasion
from mirror.closet import Conditions, Felt, OutfitState
from mirror.closet.outfits import GARMENTS_MAX
from mirror.stylist.reasons import Lack, Why
from mirror.stylist.weather.values import Origin, Sky

from .wire import Asked

Number = Annotated[int, Meta(ge=1, le=2**63 - 1)]
Numbers = Annotated[list[Number], Meta(max_length=GARMENTS_MAX)]


class Wished(Asked, frozen=True):
    """What to be dressed for. day: today when none is given, up to seven days on. pinned: garments that must be in
    it; without: garments that must not. count: how many outfits.
    """

    day: date | None = None
    occasion: Occasion | None = None
    pinned: Numbers = msgspec.field(default_factory=list)
    without: Numbers = msgspec.field(default_factory=list)
    count: Annotated[int, Meta(ge=1, le=12)] = 3


class Days(Asked, frozen=True):
    """From one day to another, both included."""

    first: date
    last: date


class Decision(Asked, frozen=True):
    """An outfit that was worn, is meant for a day, or is passed over."""

    garments: Annotated[list[Number], Meta(min_length=1, max_length=GARMENTS_MAX)]
    day: date
    state: Literal["worn", "planned", "skipped"]
    occasion: Occasion = Occasion.EVERYDAY


class Feeling(Asked, frozen=True):
    """How an outfit felt that was worn; "" takes back what was said."""

    felt: Felt | UnsetType = UNSET


class PartAnswer(msgspec.Struct, frozen=True):
    """The weather in a part of the day. rain_mm: as water, snow too."""

    part: str
    celsius: float
    feels_celsius: float
    wind_ms: float
    humidity_percent: float
    rain_mm: float
    sky: Sky


class WeatherAnswer(msgspec.Struct, frozen=True):
    """A day's weather, and how it is known."""

    origin: Origin
    place: str
    low_celsius: float
    high_celsius: float
    rain_mm: float
    snow: bool
    fetched_at: datetime | None
    parts: list[PartAnswer]


class NeedAnswer(msgspec.Struct, frozen=True):
    """The insulation that the weather asks for, for this person."""

    least_clo: float
    neutral_clo: float


class ReasonAnswer(msgspec.Struct, frozen=True):
    """Why: a code with its numbers, and a sentence in the person's language."""

    code: Why
    numbers: dict[str, float]
    garments: list[int]
    sentence: str


class LackingAnswer(msgspec.Struct, frozen=True):
    """What is missing: a code with its numbers, and a sentence in the person's language."""

    code: Lack
    numbers: dict[str, float]
    garments: list[int]
    sentence: str


class LookAnswer(msgspec.Struct, frozen=True):
    """An outfit that is proposed. garments: by number, from the outermost to the shoes and the bag."""

    garments: list[int]
    given_clo: float
    reasons: list[ReasonAnswer]


class AdviceAnswer(msgspec.Struct, frozen=True):
    """What to wear. weather and need: null where nobody knows the weather. offset_celsius: of this person, above 0
    who likes it warmer than most.
    """

    day: date
    occasion: Occasion
    weather: WeatherAnswer | None
    need: NeedAnswer | None
    offset_celsius: float
    looks: list[LookAnswer]
    lacking: list[LackingAnswer]


class OutfitAnswer(msgspec.Struct, frozen=True):
    """An outfit that was decided on. conditions: null where the weather was not known."""

    id: int
    day: date
    occasion: Occasion
    state: OutfitState
    felt: Felt
    conditions: Conditions | None
    garments: list[int]
    decided_at: datetime


class OutfitsAnswer(msgspec.Struct, frozen=True):
    """Outfits by day, and then as they were decided on."""

    outfits: list[OutfitAnswer]
