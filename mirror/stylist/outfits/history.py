"""What was worn lately, and what is meant for the days around."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from ...attire import Occasion
from ...closet.outfit_records import Outfit, OutfitState, Wearable
from ..learning.values import Taste
from .weights import OCCASION_DAYS, REPEAT_DAYS

LONG_AGO = 10_000  # days; a garment that was never worn


class History(msgspec.Struct, frozen=True, kw_only=True):
    """What a score may know of a person's past.

    days: for each day what was worn on it, oldest first, up to the day that is dressed for. outfits: those decided
    on for days around it, in the same order. taste: what they like. wears_before_wash: by garment, None where wears
    do not say.
    """

    days: Mapping[date, frozenset[int]]
    outfits: Sequence[Outfit]
    taste: Taste
    wears_before_wash: Mapping[int, int | None]

    def days_since(self, garment: Wearable, day: date) -> int:
        """Days from the last day on which it was worn, LONG_AGO for never; 0 or more."""
        return LONG_AGO if garment.last_worn is None else max(0, (day - garment.last_worn).days)

    def times_together(self, main: frozenset[int]) -> int:
        """On how many days all of these were worn."""
        return sum(main <= worn for worn in self.days.values())

    def repeated(self, main: frozenset[int], day: date, occasion: Occasion) -> tuple[int, bool] | None:
        """Days since all of these were last worn, and whether for this occasion; None where that is long ago."""
        for outfit in reversed(self.outfits):
            ago = (day - outfit.day).days
            worn = outfit.state is OutfitState.WORN and outfit.occasion is occasion
            if worn and 0 < ago <= OCCASION_DAYS and main <= frozenset(outfit.garment_ids):
                return ago, True
        for worn_on in reversed(list(self.days)):
            ago = (day - worn_on).days
            if 0 < ago <= REPEAT_DAYS and main <= self.days[worn_on]:
                return ago, False
        return None
