"""A packing list is small, holds all that its outfits need, and nothing is worn longer than it stays fresh."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import pytest

from mirror.attire import Occasion
from mirror.categories import Category, Slot
from mirror.clock import FakeClock
from mirror.closet import Closet, Person, Wearable
from mirror.errors import ClosetError
from mirror.stylist.advice import Wish
from mirror.stylist.learning.values import Taste
from mirror.stylist.outfits.dresser import Dresser
from mirror.stylist.outfits.history import History
from mirror.stylist.outfits.setting import setting
from mirror.stylist.planning.laundry import wears_before_wash
from mirror.stylist.planning.packing import packing_list
from mirror.stylist.planning.trip_weather import trip_weather
from mirror.stylist.planning.values import PackingList, Trip
from mirror.stylist.reasons import Lack, Why
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.kept import KeptWeather
from mirror.stylist.weather.values import Answer, Origin, Part

from .golden.capsule import capsule
from .wearables import TODAY, wearable

FIRST = TODAY + timedelta(days=10)


def history(garments: Sequence[Wearable], chosen: dict[Category, int] | None = None) -> History:
    limits = {one.id: wears_before_wash(one, chosen or {}) for one in garments}
    return History(days={}, outfits=(), taste=Taste(), wears_before_wash=limits)


def packed(
    garments: Sequence[Wearable],
    days: int,
    celsius: float | None,
    *occasions: Occasion,
    first: date = FIRST,
    chosen: dict[Category, int] | None = None,
) -> PackingList:
    last = first + timedelta(days=days - 1)
    weather = () if celsius is None else trip_weather(Nobody(), first, last, celsius)
    trip = Trip(first=first, last=last, occasions=occasions or (Occasion.EVERYDAY,), weather=weather)
    return packing_list(garments, trip, history(garments, chosen), 0.0, TODAY)


class Nobody:
    """Knows no weather; a real KeptWeather needs a closet."""

    def on(self, day: date) -> None: ...

    def now(self) -> None: ...

    def normal(self, month: int) -> None: ...

    def answer(self, day: date, answer: Answer) -> None: ...


def check(
    found: PackingList, garments: Sequence[Wearable], chosen: dict[Category, int] | None = None
) -> None:
    """What must hold of every list."""
    limits = history(garments, chosen).wears_before_wash
    limits = {
        one.id: None if one.category.slot in (Slot.OUTER, Slot.HEAD) else limits[one.id] for one in garments
    }
    uses = Counter(number for outfit in found.outfits for number in outfit.look.ids)
    assert set(uses) == {one.id for one in found.garments}, "all is worn, and only what is packed"
    assert len(uses) == len(found.garments)
    washed = {number for one in found.lacking if one.code is Lack.WASH_ON_TRIP for number in one.garments}
    assert {number for number, count in uses.items() if count > (limits[number] or count)} == washed
    slots = [one.category.slot for one in found.garments]
    order = [slots.index(slot) for slot in dict.fromkeys(slots)]
    assert [slots.count(slot) for slot in dict.fromkeys(slots)] == [
        end - start for start, end in zip(order, [*order[1:], len(slots)], strict=True)
    ], "by slot"


@pytest.mark.parametrize(
    ("days", "celsius", "occasions"),
    [
        (7, 8.0, (Occasion.EVERYDAY,)),
        (7, 24.0, (Occasion.WORK, Occasion.FORMAL, Occasion.SPORT)),
        (3, -5.0, (Occasion.EVERYDAY, Occasion.FORMAL)),
        (21, 15.0, (Occasion.EVERYDAY,)),
        (2, None, (Occasion.WORK,)),
    ],
)
def test_every_day_is_dressed_from_what_is_packed(
    days: int, celsius: float | None, occasions: tuple[Occasion, ...]
) -> None:
    garments = capsule()
    found = packed(garments, days, celsius, *occasions)
    check(found, garments)
    assert found == packed(garments, days, celsius, *occasions), "the same question has the same answer"
    for number in range(days):
        on = [outfit for outfit in found.outfits if outfit.day == FIRST + timedelta(days=number)]
        assert on[0].occasion is occasions[0]
    assert Counter(outfit.occasion for outfit in found.outfits) == {occasions[0]: days} | dict.fromkeys(
        occasions[1:], 1
    )
    for outfit in found.outfits:
        slots = {one.category.slot for one in outfit.look.garments}
        assert Slot.SHOES in slots
        assert Slot.ONE_PIECE in slots or {Slot.TOP, Slot.BOTTOM} <= slots


def test_a_week_needs_far_fewer_garments_than_seven_outfits() -> None:
    garments = capsule()
    found = packed(garments, 7, 8.0)
    # Seven outfits, each the best there is, of tops that are still fresh.
    apart: Counter[int] = Counter()
    limits = history(garments).wears_before_wash
    for outfit in found.outfits:
        air = setting(outfit.day, outfit.occasion, outfit.weather, 0.0)
        fresh = [one for one in garments if apart[one.id] < (limits[one.id] or 99)]
        wish = Wish(day=outfit.day, count=7)
        looks = Dresser(fresh, air, history(garments)).advise(wish, 0.0, None).looks
        apart.update(looks[len(apart) % len(looks)].ids)
    assert len(found.garments) <= 0.75 * len(apart)
    assert sum(len(outfit.look.garments) for outfit in found.outfits) >= 4 * len(found.garments)
    slots = Counter(one.category.slot for one in found.garments)
    assert slots[Slot.SHOES] <= 2
    assert slots[Slot.OUTER] == 1
    assert all(outfit.look.reasons[0].code is Why.WARM_ENOUGH for outfit in found.outfits)


def test_no_t_shirt_is_worn_twice_unless_its_owner_says_so() -> None:
    garments = [
        one for one in capsule() if one.category.slot is not Slot.TOP or one.category is Category.TSHIRT
    ]
    garments = [one for one in garments if one.category is not Category.DRESS]
    found = packed(garments, 5, 26.0)
    check(found, garments)
    worn = Counter(
        one.id for outfit in found.outfits for one in outfit.look.garments if one.category is Category.TSHIRT
    )
    assert set(worn.values()) == {1}
    assert len(worn) == 5
    own = {Category.TSHIRT: 3}
    fewer = packed(garments, 5, 26.0, chosen=own)
    check(fewer, garments, own)
    assert len(fewer.garments) < len(found.garments)


def test_who_has_too_little_washes_on_the_way() -> None:
    garments = [
        wearable(Category.TSHIRT, "white", number=1),
        wearable(Category.TROUSER, "navy", number=2),
        wearable(Category.SNEAKER, "white", number=3),
    ]
    found = packed(garments, 4, 22.0)
    check(found, garments)
    assert len(found.outfits) == 4
    [wash] = [one for one in found.lacking if one.code is Lack.WASH_ON_TRIP]
    assert wash.garments == (1,)
    [nothing] = packed([], 4, 22.0).lacking
    assert nothing.code is Lack.NO_CLOTHES


def test_what_is_in_the_wash_comes_along_if_there_is_time_to_wash_it() -> None:
    garments = [msgspec.structs.replace(one, in_wash=True, wears_since_wash=9) for one in capsule()]
    assert packed(garments, 3, 22.0, first=TODAY).outfits == ()
    later = packed(garments, 3, 22.0)
    check(later, garments)
    assert len(later.outfits) == 3
    assert all(one.in_wash for one in later.garments), "the face may say so"


def test_what_was_worn_at_home_is_less_fresh_for_who_leaves_today() -> None:
    tired = [
        msgspec.structs.replace(
            one, wears_since_wash=1 if one.category in (Category.TSHIRT, Category.SHIRT) else 0
        )
        for one in capsule()
    ]
    kinds = {one.category for one in packed(tired, 2, 26.0, first=TODAY).garments}
    assert Category.TSHIRT not in kinds
    assert Category.TSHIRT in {one.category for one in packed(tired, 2, 26.0).garments}


def test_one_coat_and_two_pairs_of_shoes_do_for_a_mixed_journey() -> None:
    found = packed(capsule(), 10, 6.0, Occasion.EVERYDAY, Occasion.WORK)
    slots = Counter(one.category.slot for one in found.garments)
    assert slots[Slot.OUTER] <= 1
    assert slots[Slot.SHOES] <= 2
    assert slots[Slot.BAG] <= 1


def test_a_journey_is_one_to_twenty_one_days(
    closet: Closet, clock: FakeClock, person: Person, make_garment
) -> None:
    stylist = Stylist(closet, clock, KeptWeather(closet, clock))
    first = clock.now().date()
    for days, says in ((0, "ends on the day"), (22, "at most 21 days")):
        with pytest.raises(ClosetError, match=says):
            stylist.pack(person.id, Trip(first=first, last=first + timedelta(days=days - 1)))
    for category in (Category.TSHIRT, Category.TROUSER, Category.SNEAKER):
        make_garment(person.id, category)
    [outfit] = stylist.pack(person.id, Trip(first=first, last=first)).outfits
    assert len(outfit.look.garments) == 3
    assert stylist.pack(closet.people.add("Minseo").id, Trip(first=first, last=first)).garments == ()


def test_the_weather_of_a_journey_is_as_somebody_says_or_as_at_home(closet: Closet, clock: FakeClock) -> None:
    source, first = KeptWeather(closet, clock), clock.now().date()
    last = first + timedelta(days=29)
    assert trip_weather(source, first, last) == ()
    source.answer(first, Answer.MILD)
    [known] = trip_weather(source, first, last)
    assert (known.day, known.origin) == (first, Origin.ANSWER)
    warm = trip_weather(source, first, last, 24.0)
    assert [one.day for one in warm] == [first + timedelta(days=by) for by in range(21)]
    for one in warm:
        assert set(one.parts) == set(Part), "today too, whatever the hour"
        assert one.origin is Origin.GIVEN
        assert 17.5 <= one.low_celsius < one.high_celsius <= 24.0
        assert one.rain_mm == 0
