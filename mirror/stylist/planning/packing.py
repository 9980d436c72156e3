"""What to take along: the smallest set of garments found that makes an outfit for each day of a journey.

A greedy cover. The coldest and the most particular days are dressed first, each from what is packed already where
that is nearly as good as anything; else with the fewest garments more. In the end each is tried to be done without.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from ...attire import Occasion
from ...categories import Slot
from ...closet.outfit_records import Wearable
from ...errors import ClosetError
from ..outfits.history import History
from ..outfits.setting import Setting, setting
from ..reasons import Lack, Lacking
from ..weather.values import DayWeather
from .dressing import Demand, Dressing, Rated
from .trip_weather import DAYS_MAX
from .values import PackedOutfit, PackingList, Trip

WORTH = 0.85
"""Of the best outfit there is for a day: what is packed must be worth so much, or something is added."""
WORTH_WASHING = 0.5
"""Of the best outfit there is if all were clean: below it something is washed on the way."""
MOST = {Slot.SHOES: 2, Slot.OUTER: 1, Slot.BAG: 1, Slot.HEAD: 1}
"""What is packed of a kind, as long as that does."""
TIME_TO_WASH = timedelta(days=2)
"""Before a journey that is so far off, whatever is not clean is washed."""
APART_DAYS = 2
"""Within so many days no outfit is worn again."""
_TRIED = 6  # outfits among which the one with the fewest new garments is looked for
_MISSED = 2  # a garment that is worn more often is hardly ever done without
_ORDER = (Slot.OUTER, Slot.TOP, Slot.ONE_PIECE, Slot.BOTTOM, Slot.SHOES, Slot.HEAD, Slot.BAG)
_ADDED_FIRST = (Slot.TOP, Slot.BOTTOM, Slot.OUTER, Slot.SHOES)


class _Packed(msgspec.Struct):
    """An outfit that is packed, and what the best one for its day would be worth."""

    demand: Demand
    rated: Rated
    best: float


def packing_list(
    garments: Sequence[Wearable], trip: Trip, history: History, offset_celsius: float, today: date
) -> PackingList:
    """What this person takes along. history: of theirs; what they wore lately is welcome on a journey all the same.

    Raises ClosetError for a journey that ends before it begins or lasts more than DAYS_MAX days.
    """
    days = (trip.last - trip.first).days + 1
    if days < 1:
        raise ClosetError("a journey ends on the day on which it begins, or later")
    if days > DAYS_MAX:
        raise ClosetError(f"a packing list is for at most {DAYS_MAX} days")
    soon = trip.first - today < TIME_TO_WASH
    demands = sorted(_demands(trip, days, offset_celsius), key=_hardest_first)
    bag = _Bag(
        garments if soon else [_washed(one) for one in garments],
        demands,
        msgspec.structs.replace(history, days={}, outfits=()),
        offset_celsius,
    )
    for demand in demands:
        bag.dress(demand)
    bag.do_without()
    own = {garment.id: garment for garment in garments}
    uses = bag.uses()
    return PackingList(
        garments=tuple(
            own[number]
            for number in sorted(
                uses, key=lambda one: (_ORDER.index(own[one].category.slot), -uses[one], one)
            )
        ),
        outfits=tuple(
            PackedOutfit(
                one.demand.setting.day,
                one.demand.setting.occasion,
                msgspec.structs.replace(
                    one.rated.look, garments=tuple(own[garment.id] for garment in one.rated.look.garments)
                ),
                one.demand.setting.weather,
            )
            for one in sorted(bag.packed, key=lambda one: one.demand.number)
        ),
        lacking=tuple(bag.lacking()),
    )


def _washed(garment: Wearable) -> Wearable:
    return msgspec.structs.replace(garment, in_wash=False, wears_since_wash=0)


def _demands(trip: Trip, days: int, offset_celsius: float) -> Iterator[Demand]:
    """Each day the first occasion, and each of the others once, spread over the days."""
    first, *others = dict.fromkeys(trip.occasions or (Occasion.EVERYDAY,))
    weather = {one.day: one for one in trip.weather}
    number = 0
    for by in range(days):
        day = trip.first + timedelta(days=by)
        more = [one for at, one in enumerate(others, 1) if by == at * days // (len(others) + 1)]
        for occasion in (first, *more):
            air = setting(day, occasion, _weather_of(day, weather), offset_celsius)
            yield Demand(number, air, once=occasion is not first)
            number += 1


def _weather_of(day: date, weather: Mapping[date, DayWeather]) -> DayWeather | None:
    """The weather of a day, or of the nearest one that is known."""
    if not weather:
        return None
    nearest = min(weather, key=lambda one: (abs((one - day).days), one))
    return msgspec.structs.replace(weather[nearest], day=day)


def _hardest_first(demand: Demand) -> tuple[bool, float, int]:
    return not demand.once, -demand.setting.cold.neutral_clo, demand.number


class _Bag:
    """What is packed so far: what the outfits of the days consist of."""

    def __init__(
        self, garments: Sequence[Wearable], demands: Sequence[Demand], history: History, offset_celsius: float
    ) -> None:
        self._all = garments
        self._by_id = {garment.id: garment for garment in garments}
        self._dressing = Dressing(history, offset_celsius)
        self._likely = self._dressing.likely(garments, demands)
        self.packed: list[_Packed] = []
        self._lacking: dict[tuple[Lack, tuple[str, ...]], Lacking] = {}
        self._ideal: dict[Setting, float] = {}

    def uses(self, but: Collection[int] = ()) -> dict[int, int]:
        """How often each garment is worn on the way, but for the demands of these numbers."""
        found: dict[int, int] = {}
        for one in self.packed:
            for number in one.rated.look.ids if one.demand.number not in but else ():
                found[number] = found.get(number, 0) + 1
        return found

    def dress(self, demand: Demand) -> None:
        """Pack an outfit for a day; what is missing for a good one is kept."""
        uses, seen = self.uses(), self._near(demand)
        dressing, in_wash = self._dressing, [one for one in self._all if one.in_wash]
        enough = WORTH_WASHING * self._if_all_were_clean(demand)
        for some in (self._likely, self._all):
            pool = dressing.fresh(some, uses)
            best, lacking = dressing.best([*pool, *in_wash], demand, seen)
            if best is not None and best.worth >= enough:
                break
        else:
            pool = [one for one in self._likely if not one.in_wash]
            best, lacking = dressing.best([*pool, *in_wash], demand, seen)
        for lack in lacking:
            before = self._lacking.get((lack.code, lack.names))
            if before is None or before.numbers.get("clo", 0) < lack.numbers.get("clo", 0):
                self._lacking[lack.code, lack.names] = lack
        if best is not None:
            self.packed.append(_Packed(demand, self._frugal(demand, pool, uses, best), best.worth))

    def do_without(self) -> None:
        """Leave at home what the rest makes up for; what is worn least is tried first."""
        for number, count in sorted(self.uses().items(), key=lambda use: (use[1], -use[0])):
            if count > _MISSED:
                break
            users = [one for one in self.packed if number in one.rated.look.ids]
            before = [one.rated for one in users]
            if not all(self._without(number, one) for one in users):
                for one, rated in zip(users, before, strict=True):
                    one.rated = rated

    def lacking(self) -> list[Lacking]:
        """What is missing, and what has to be washed on the way."""
        uses = self.uses()
        washed = tuple(
            sorted(number for number in uses if self._dressing.stale(self._by_id[number], uses[number] - 1))
        )
        wash = [Lacking(Lack.WASH_ON_TRIP, {"count": len(washed)}, garments=washed)] if washed else []
        return [*self._lacking.values(), *wash]

    # Within

    def _if_all_were_clean(self, demand: Demand) -> float:
        """What the best outfit of all would be worth; the same for days of the same weather."""
        alike = msgspec.structs.replace(demand.setting, day=date.min, weather=None)
        if alike not in self._ideal:
            best, _ = self._dressing.best(self._likely, demand, ())
            self._ideal[alike] = 0.0 if best is None else best.worth
        return self._ideal[alike]

    def _frugal(
        self, demand: Demand, pool: Sequence[Wearable], uses: Mapping[int, int], best: Rated
    ) -> Rated:
        """The outfit with the fewest garments more that is worth nearly as much as the best."""
        least, seen = WORTH * best.worth, self._near(demand)
        packed = [one for one in pool if one.id in uses]
        full = self._full(uses)
        tries = [packed, *([*packed, *_new(pool, uses, {slot})] for slot in _ADDED_FIRST if slot not in full)]
        tries += [[*packed, *_new(pool, uses, set(Slot) - full)], list(pool)]
        for garments in tries if packed else tries[-1:]:
            rated = self._dressing.rated(garments, demand, _TRIED if uses else 1, seen)
            good = [one for one in rated if one.worth >= least]
            if good:
                return min(good, key=lambda one: (len(one.look.ids - uses.keys()), -one.worth))
        return best

    def _without(self, number: int, one: _Packed) -> bool:
        """Dress a day from what is packed for the others, without this garment; whether that does."""
        uses = self.uses(but=(one.demand.number,))
        left = [garment for garment in self._all if garment.id in uses and garment.id != number]
        clean = self._dressing.fresh(left, uses)
        rated = self._dressing.rated(clean, one.demand, 1, self._near(one.demand)) if clean else []
        if not rated or rated[0].worth < WORTH * one.best:
            return False
        one.rated = rated[0]
        return True

    def _near(self, demand: Demand) -> tuple[frozenset[int], ...]:
        """The outfits of the days around."""
        return tuple(
            one.rated.look.ids
            for one in self.packed
            if one.demand.number != demand.number
            and abs((one.demand.setting.day - demand.setting.day).days) <= APART_DAYS
        )

    def _full(self, uses: Mapping[int, int]) -> set[Slot]:
        """Of what as much is packed as anybody wants to carry."""
        slots = [self._by_id[number].category.slot for number in uses]
        return {slot for slot, most in MOST.items() if slots.count(slot) >= most}


def _new(pool: Sequence[Wearable], uses: Mapping[int, int], slots: Collection[Slot]) -> list[Wearable]:
    return [one for one in pool if one.category.slot in slots and one.id not in uses]
