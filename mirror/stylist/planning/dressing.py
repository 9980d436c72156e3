"""Outfits from a part of a wardrobe, as packing compares them: one number says what an outfit is worth on a day."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ...attire import Occasion
from ...categories import Category, Slot
from ...closet.outfit_records import Wearable
from ..advice import Advice, Look, Wish
from ..outfits.combining import candidates
from ..outfits.dresser import Dresser
from ..outfits.history import History
from ..outfits.pieces import NONE, PLACES, Pieces, Place, places_of
from ..outfits.rules import bad_outfits, bad_pieces
from ..outfits.scores import by_itself
from ..outfits.setting import Setting
from ..reasons import Lack, Lacking, Why

FEW = 200  # garments, up to which all are looked at each time
_HALF = 0.01  # what an outfit is worth that leaves a person half dressed
_BAREFOOT = 0.1
_COLD_OR_HOT = 0.8  # what is outside the range of warmth is packed only where all else is too
_ILL_DRESSED = frozenset({Why.TOO_LIGHT, Why.TOO_WARM})
_OF_A_SEARCH = frozenset(
    {Lack.FEW, Lack.SHOWN_ALL}
)  # say nothing of a wardrobe of which a part was looked at


class Demand(NamedTuple):
    """An outfit that is needed. number: by day. once: for an occasion that comes once on the journey."""

    number: int
    setting: Setting
    once: bool


class Rated(NamedTuple):
    """An outfit and what it is worth, 0 to 1: its score, less for each rule that it breaks, for each slot that it
    lacks, and outside the range of warmth.
    """

    look: Look
    worth: float


class Dressing:
    """Dresses somebody for the days of a journey, from whatever is handed in."""

    def __init__(self, history: History, offset_celsius: float) -> None:
        self._history = history
        self._offset_celsius = offset_celsius

    def likely(self, garments: Sequence[Wearable], demands: Sequence[Demand]) -> list[Wearable]:
        """The clean garments of which outfits are combined on the coldest and the warmest day of each occasion.

        Thousands of garments cost a tenth of a second each time; for these few it is a fifth of that.
        """
        clean = [one for one in garments if not one.in_wash]
        if len(clean) <= FEW:
            return clean
        extremes = dict[tuple[Occasion, bool], Setting]()
        for demand in demands:
            air = demand.setting
            for cold, sign in ((True, 1), (False, -1)):
                other = extremes.get((air.occasion, cold))
                if other is None or sign * other.cold.neutral_clo < sign * air.cold.neutral_clo:
                    extremes[air.occasion, cold] = air
        pieces = Pieces(clean)
        lines = set[int]()
        for air in extremes.values():
            alone = by_itself(pieces, air, self._history) - bad_pieces(pieces, air)
            found = candidates(pieces, air, alone, frozenset())
            lines.update(int(line) for some in found.values() for line in some)
        return [clean[line] for line in sorted(lines)]

    def best(
        self, garments: Sequence[Wearable], demand: Demand, seen: tuple[frozenset[int], ...]
    ) -> tuple[Rated | None, list[Lacking]]:
        """The best outfit, one that was not seen where there is another; and what is missing for a better one."""
        advice = self._advise(garments, demand, 1, seen)
        if not advice.looks and seen:
            advice = self._advise(garments, demand, 1, ())
        rated = [Rated(look, _worth(look, demand.setting)) for look in advice.looks]
        lacking = [lack for lack in advice.lacking if lack.code not in _OF_A_SEARCH]
        return (rated[0] if rated else None), lacking

    def rated(
        self, garments: Sequence[Wearable], demand: Demand, count: int, seen: tuple[frozenset[int], ...]
    ) -> list[Rated]:
        """The best few that differ, the best first."""
        looks = self._advise(garments, demand, count, seen).looks
        return [Rated(look, _worth(look, demand.setting)) for look in looks]

    def fresh(self, garments: Sequence[Wearable], uses: Mapping[int, int]) -> list[Wearable]:
        """Those that are clean still after so many wears on the way."""
        return [one for one in garments if not one.in_wash and not self.stale(one, uses.get(one.id, 0))]

    def stale(self, garment: Wearable, uses: int) -> bool:
        """Whether it is to be washed before it is worn again. Nobody takes a second coat along for that."""
        if garment.category.slot in (Slot.OUTER, Slot.HEAD):
            return False
        limit = self._history.wears_before_wash.get(garment.id)
        return limit is not None and garment.wears_since_wash + uses >= limit

    def _advise(
        self, garments: Sequence[Wearable], demand: Demand, count: int, seen: tuple[frozenset[int], ...]
    ) -> Advice:
        air = demand.setting
        wish = Wish(day=air.day, occasion=air.occasion, weather=air.weather, count=count, seen=seen)
        return Dresser(garments, air, self._history).advise(wish, self._offset_celsius, None)


def _worth(look: Look, air: Setting) -> float:
    pieces = Pieces(look.garments)
    row = np.full((1, PLACES), NONE, np.intp)
    for line, garment in enumerate(look.garments):
        over = garment.category is Category.PULLOVER and _has_beneath(look, garment)
        row[0, Place.OVER if over else places_of(garment.category)[0]] = line
    bad = float(bad_pieces(pieces, air).sum()) + float(bad_outfits(pieces, air, row)[0])
    slots = {garment.category.slot for garment in look.garments}
    dressed = Slot.ONE_PIECE in slots or {Slot.TOP, Slot.BOTTOM} <= slots
    worth = look.score * math.exp(-bad)
    worth *= 1.0 if dressed else _HALF
    worth *= 1.0 if Slot.SHOES in slots else _BAREFOOT
    return worth * (_COLD_OR_HOT if any(reason.code in _ILL_DRESSED for reason in look.reasons) else 1.0)


def _has_beneath(look: Look, pullover: Wearable) -> bool:
    """Whether a shirt, T-shirt or dress is worn under a pullover."""
    return any(
        one.id != pullover.id and one.category.slot in (Slot.TOP, Slot.ONE_PIECE) for one in look.garments
    )
