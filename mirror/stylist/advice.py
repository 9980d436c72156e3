"""What is asked of the stylist, and what it answers."""

from datetime import date

import msgspec

from ..attire import Occasion
from ..closet.outfit_records import Conditions, Wearable
from .reasons import Lacking, Reason
from .warmth.values import Need
from .weather.values import DayWeather

DAYS_AHEAD = 7


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to be dressed for.

    weather: None: as the weather source has it. pinned: garments that must be in it. without: garments that must
    not. seen: outfits that were shown already, "something else". count: how many outfits, 1 to 12.
    """

    day: date
    occasion: Occasion = Occasion.EVERYDAY
    weather: DayWeather | None = None
    pinned: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    seen: tuple[frozenset[int], ...] = ()
    count: int = 3


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """An outfit that is proposed.

    garments: from the outermost to the shoes and the bag. given_clo: with everything on. score: 0 to 1, for sorting
    alone. reasons: the most telling first, the warmth always among them where the weather is known.
    """

    garments: tuple[Wearable, ...]
    given_clo: float
    score: float
    reasons: tuple[Reason, ...]
    conditions: Conditions | None

    @property
    def ids(self) -> frozenset[int]:
        """The numbers of its garments."""
        return frozenset(garment.id for garment in self.garments)


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """The answer. weather and need: None where nobody knows the weather: ask the person.

    need: for this person, in the coldest part of the day. looks: the best that differ, at most as many as were
    wished for; may be none. lacking: what is missing for any, or for better ones. offset_celsius: of this person,
    above 0 who likes it warmer than most.
    """

    day: date
    occasion: Occasion
    weather: DayWeather | None
    need: Need | None
    looks: tuple[Look, ...]
    lacking: tuple[Lacking, ...]
    offset_celsius: float
