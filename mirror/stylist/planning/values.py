"""What is to wash, to pack, and to store, as values for both faces."""

from datetime import date
from enum import StrEnum

import msgspec

from ...attire import Care, Occasion
from ...closet.outfit_records import Wearable
from ..advice import Look
from ..reasons import Lacking
from ..weather.values import DayWeather


class Load(StrEnum):
    """What may be washed together, by colour."""

    WHITE = "white"
    LIGHT = "light"
    COLOURED = "coloured"
    DARK = "dark"


class Due(msgspec.Struct, frozen=True):
    """A garment that is to be washed. wears: days since the last wash; limit: after how many it is due, 0 in a pile
    where wears do not say (shoes).
    """

    garment: Wearable
    wears: int
    limit: int


class Pile(msgspec.Struct, frozen=True):
    """Garments that go into one machine, or to the cleaner's: these are one pile, and `load` is that of most."""

    load: Load
    care: Care
    garments: tuple[Due, ...]


class LaundryDay(msgspec.Struct, frozen=True):
    """What there is to wash.

    piles: what is in the wash, largest pile first. due: what hangs in the wardrobe and should be in the wash, the
    most overdue first. limits: after how many wears each category is washed, by this person's choice or as usual;
    None: never by wears (bags).
    """

    piles: tuple[Pile, ...]
    due: tuple[Due, ...]
    limits: dict[int, int | None]


class Trip(msgspec.Struct, frozen=True, kw_only=True):
    """A journey. first, last: its days, both included, at most 21. occasions: those it needs outfits for, each day
    the first, and each of the others once. weather: by day; days that are missing are as the days beside them.
    """

    first: date
    last: date
    occasions: tuple[Occasion, ...] = (Occasion.EVERYDAY,)
    weather: tuple[DayWeather, ...] = ()
    place: str = ""


class PackedOutfit(msgspec.Struct, frozen=True):
    """What to wear on a day of the journey. weather: None where nobody knows it."""

    day: date
    occasion: Occasion
    look: Look
    weather: DayWeather | None


class PackingList(msgspec.Struct, frozen=True):
    """The smallest set of garments found that makes all outfits. garments: by slot, then by number of uses."""

    garments: tuple[Wearable, ...]
    outfits: tuple[PackedOutfit, ...]
    lacking: tuple[Lacking, ...]


class Advisable(StrEnum):
    """What might be done with a garment."""

    STORE = "store"  # not for the months to come
    BRING_OUT = "bring-out"  # its time begins
    RETIRE = "retire"  # unworn for a year


class Suggestion(msgspec.Struct, frozen=True):
    """One suggestion. unworn_days: since it was worn last, or since it came when it never was."""

    what: Advisable
    garment: Wearable
    unworn_days: int
