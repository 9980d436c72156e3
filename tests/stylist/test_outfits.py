"""What is proposed: the table that people read, rules that hold in any closet, and what is said to be missing."""

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from mirror.attire import Formality, Material, Occasion, Weight
from mirror.categories import Category, Slot
from mirror.closet import Outfit, OutfitState, Wearable
from mirror.stylist.advice import Advice, Wish
from mirror.stylist.guessing import care_of, formality_of, materials_of
from mirror.stylist.learning.values import Taste
from mirror.stylist.outfits.dresser import Dresser
from mirror.stylist.outfits.history import History
from mirror.stylist.outfits.setting import setting
from mirror.stylist.planning.laundry import wears_before_wash
from mirror.stylist.reasons import Lack, Why
from mirror.stylist.weather.feels import feels_like
from mirror.stylist.weather.values import DayWeather, Origin, Part, Sky, Weather
from mirror.vision.shades import NAMES

from .golden.capsule import capsule
from .golden.table import FILE, table
from .test_taste import outfit
from .wearables import TODAY, wearable

MAIN = {Slot.TOP, Slot.BOTTOM, Slot.ONE_PIECE, Slot.OUTER}


def weather(
    morning: float, noon: float | None = None, *, rain_mm: float = 0.0, snow: bool = False
) -> DayWeather:
    noon = morning if noon is None else noon
    sky = Sky.SNOW if snow else Sky.RAIN if rain_mm else Sky.CLOUDY
    air = {Part.MORNING: morning, Part.DAY: noon, Part.EVENING: morning}
    return DayWeather(
        day=TODAY,
        origin=Origin.GIVEN,
        parts={
            part: Weather(celsius, 2.0, 60.0, rain_mm / 3, sky, feels_like(celsius, 2.0, 60.0))
            for part, celsius in air.items()
        },
        low_celsius=min(morning, noon),
        high_celsius=max(morning, noon),
        rain_mm=rain_mm,
        snow=snow,
    )


def advise(
    garments: Sequence[Wearable],
    air: DayWeather | None,
    *,
    occasion: Occasion = Occasion.EVERYDAY,
    outfits: Sequence[Outfit] = (),
    planned: Outfit | None = None,
    taste: Taste | None = None,
    offset_celsius: float = 0.0,
    **wish: object,
) -> Advice:
    days = {one.day: frozenset(one.garment_ids) for one in outfits if one.state is OutfitState.WORN}
    limits = {one.id: wears_before_wash(one, {}) for one in garments}
    history = History(days=days, outfits=outfits, taste=taste or Taste(), wears_before_wash=limits)
    day = setting(TODAY, occasion, air, offset_celsius)
    asked = Wish(day=TODAY, occasion=occasion, **wish)  # type: ignore[arg-type]
    return Dresser(garments, day, history).advise(asked, offset_celsius, planned)


def of(garments: Sequence[Wearable], *categories: Category) -> list[Wearable]:
    return [one for one in garments if one.category in categories]


def main(garments: Sequence[Wearable]) -> frozenset[int]:
    return frozenset(one.id for one in garments if one.category.slot in MAIN)


def codes(advice: Advice) -> set[Lack]:
    return {lack.code for lack in advice.lacking}


def test_the_table_is_the_one_that_was_read() -> None:
    assert FILE.read_text(encoding="utf-8") == table(), (
        "python -m tests.stylist.golden, and read what changed"
    )


def closet_of_chance(chance: random.Random) -> list[Wearable]:
    return [
        wearable(
            chance.choice(list(Category)),
            chance.choice(list(NAMES)),
            number=number,
            patterned=chance.random() < 0.2,
            weight=chance.choice([None, None, *Weight]),
            materials=(chance.choice(list(Material)),) if chance.random() < 0.3 else (),
            formality=chance.choice([None, None, None, *Formality]),
            in_wash=chance.random() < 0.15,
            favourite=chance.random() < 0.1,
            wears_since_wash=chance.randrange(12),
            last_worn=TODAY - timedelta(days=chance.randrange(60)) if chance.random() < 0.7 else None,
        )
        for number in range(1, chance.randrange(2, 60))
    ]


def test_the_rules_hold_in_any_closet_and_any_weather() -> None:
    chance = random.Random(20261125)
    proposed = 0
    for _ in range(250):
        garments = closet_of_chance(chance)
        low = chance.uniform(-20, 35)
        snow = low < 0 and chance.random() < 0.5
        air = weather(low, low + chance.uniform(0, 12), rain_mm=chance.choice([0, 0, 6, 20]), snow=snow)
        occasion = chance.choice(list(Occasion))
        clean = [one for one in garments if not one.in_wash]
        advice = advise(garments, air, occasion=occasion)
        assert advice == advise(garments, air, occasion=occasion)
        wet = air.rain_mm >= 1
        dry_shoes = [
            one
            for one in of(clean, Category.SNEAKER, Category.SHOE, Category.ANKLE_BOOT)
            if Material.SUEDE not in materials_of(one)
        ]
        for look in advice.looks:
            proposed += 1
            worn = look.garments
            slots = [one.category.slot for one in worn]
            assert not any(one.in_wash for one in worn)
            assert len({one.id for one in worn}) == len(worn)
            assert all(slots.count(slot) <= 1 for slot in Slot if slot is not Slot.TOP)
            tops = [one.category for one in worn if one.category.slot is Slot.TOP]
            assert len(tops) <= 2
            assert tops.count(Category.PULLOVER) <= 1
            assert len(tops) < 2 or Category.PULLOVER in tops
            if Slot.ONE_PIECE in slots:
                assert Slot.BOTTOM not in slots
                assert set(tops) <= {Category.PULLOVER}
            if (wet or snow) and occasion in (Occasion.EVERYDAY, Occasion.WORK):
                if dry_shoes:
                    assert not of(worn, Category.SANDAL)
                if any(care_of(coat) != "dry-clean" for coat in of(clean, Category.COAT)):
                    assert all(Material.SUEDE not in materials_of(coat) for coat in of(worn, Category.COAT))
        mains = [main(look.garments) for look in advice.looks]
        assert len(set(mains)) == len(mains)
        wearables = [one for one in clean if one.category.slot in MAIN | {Slot.SHOES}]
        assert advice.looks or not wearables
    assert proposed > 500


def test_what_rain_harms_stays_at_home_where_anything_else_hangs() -> None:
    for look in advise(capsule(), weather(9, rain_mm=10), count=6).looks:
        for one in of(look.garments, Category.COAT):
            assert care_of(one) != "dry-clean"
        assert not of(look.garments, Category.SANDAL)
        assert Why.RAIN in {reason.code for reason in look.reasons}


def test_a_wedding_stays_formal_in_the_rain_and_the_heat() -> None:
    for air in (weather(9, rain_mm=12), weather(30), weather(-3, rain_mm=4, snow=True)):
        for look in advise(capsule(), air, occasion=Occasion.FORMAL).looks:
            seen = [one for one in look.garments if one.category not in (Category.HAT, Category.COAT)]
            assert all(formality_of(one) >= Formality.SMART for one in seen)
            assert not of(look.garments, Category.SNEAKER, Category.SHORTS, Category.SANDAL, Category.TSHIRT)


def test_the_colder_the_warmer() -> None:
    given = [advise(capsule(), weather(celsius)).looks[0].given_clo for celsius in (32, 22, 12, 2, -10)]
    assert given == sorted(given)
    assert given[-1] > 3 * given[0]


def test_a_person_who_likes_it_warmer_is_dressed_warmer() -> None:
    given = [
        advise(capsule(), weather(8), offset_celsius=offset).looks[0].given_clo for offset in (-5.0, 0.0, 5.0)
    ]
    assert given[0] < given[1] < given[2]


def test_the_three_differ_and_something_else_is_something_else() -> None:
    first = advise(capsule(), weather(12, 18))
    seen = tuple(look.ids for look in first.looks)
    second = advise(capsule(), weather(12, 18), seen=seen)
    mains = [main(look.garments) for look in (*first.looks, *second.looks)]
    assert len(set(mains)) == len(mains) == 6
    assert all(len(one ^ other) >= 2 for one in mains[:3] for other in mains[:3] if one != other)


def test_in_the_end_all_have_been_shown() -> None:
    few = [wearable(Category.SHIRT, "white", number=1), wearable(Category.TROUSER, "navy", number=2)]
    first = advise(few, weather(20))
    assert len(first.looks) == 1
    assert Lack.FEW in codes(first)
    last = advise(few, weather(20), seen=(first.looks[0].ids,))
    assert last.looks == ()
    assert Lack.SHOWN_ALL in codes(last)


def test_with_this_one_and_without_that_one() -> None:
    garments = capsule()
    red = next(one.id for one in garments if one.name == "red T-shirt")
    loafers = next(one.id for one in garments if one.name == "brown loafers")
    with_it = advise(garments, weather(12, 18), pinned=frozenset({red, loafers}))
    assert len(with_it.looks) == 3
    for look in with_it.looks:
        assert {red, loafers} <= look.ids
        assert Why.PINNED in {reason.code for reason in look.reasons}
    assert (
        red
        in advise(garments, weather(30), count=3).looks[1].ids | advise(garments, weather(30)).looks[0].ids
    )
    for look in advise(garments, weather(30), without=frozenset({red})).looks:
        assert red not in look.ids


def test_two_that_want_one_place_are_told_apart() -> None:
    garments = capsule()
    jeans, skirt = (
        next(one.id for one in garments if one.name == name) for name in ("blue jeans", "black skirt")
    )
    advice = advise(garments, weather(15), pinned=frozenset({jeans, skirt}))
    assert Lack.PINNED_TOGETHER in codes(advice)
    assert advice.looks
    assert all(len({jeans, skirt} & look.ids) == 1 for look in advice.looks)


def test_a_pinned_garment_in_the_wash_is_worn_and_said() -> None:
    garments = [
        wearable(Category.SHIRT, "white", number=1, in_wash=True),
        wearable(Category.TROUSER, "navy", number=2),
    ]
    advice = advise(garments, weather(20), pinned=frozenset({1}))
    assert Lack.PINNED_IN_WASH in codes(advice)
    assert advice.looks[0].ids == {1, 2}


SHIRT, TROUSER, SHOES = (
    wearable(Category.SHIRT, "white", number=1),
    wearable(Category.TROUSER, "navy", number=2),
    wearable(Category.SHOE, "brown", number=3),
)
DRESS = wearable(Category.DRESS, "wine", number=4)


@pytest.mark.parametrize(
    ("garments", "lacks", "worn"),
    [
        ([], {Lack.NO_CLOTHES}, None),
        ([msgspec.structs.replace(one, in_wash=True) for one in (SHIRT, TROUSER)], {Lack.ALL_IN_WASH}, None),
        ([SHIRT, TROUSER], {Lack.NO_SHOES, Lack.FEW}, {1, 2}),
        ([SHIRT, SHOES], {Lack.NO_BOTTOM, Lack.FEW}, {1, 3}),
        ([TROUSER, SHOES], {Lack.NO_TOP, Lack.FEW}, {2, 3}),
        ([DRESS], {Lack.NO_SHOES, Lack.FEW}, {4}),
        ([DRESS, SHOES], {Lack.FEW}, {3, 4}),
        ([SHOES], {Lack.NO_TOP, Lack.NO_BOTTOM, Lack.FEW}, {3}),
        (
            [SHIRT, msgspec.structs.replace(TROUSER, in_wash=True), SHOES],
            {Lack.ALL_IN_WASH, Lack.FEW},
            {1, 3},
        ),
    ],
)
def test_it_says_what_is_missing_and_proposes_what_it_can(
    garments: list[Wearable], lacks: set[Lack], worn: set[int] | None
) -> None:
    advice = advise(garments, weather(18))
    assert codes(advice) - {Lack.NOTHING_WARM, Lack.NOTHING_LIGHT} == lacks
    assert [set(look.ids) for look in advice.looks] == ([] if worn is None else [worn])


def test_too_light_for_the_cold_is_said_with_its_numbers() -> None:
    advice = advise([SHIRT, TROUSER, SHOES], weather(-10))
    lacking = {lack.code: lack for lack in advice.lacking}
    assert lacking[Lack.NOTHING_WARM].numbers["clo"] > 1
    assert Lack.NO_COAT in lacking
    assert advice.looks[0].reasons[0].code is Why.TOO_LIGHT


def test_only_sandals_in_the_rain_are_worn_and_regretted() -> None:
    advice = advise([SHIRT, TROUSER, wearable(Category.SANDAL, "brown", number=5)], weather(22, rain_mm=8))
    [lack] = [one for one in advice.lacking if one.code is Lack.NOTHING_FOR_RAIN]
    assert lack.names == ("shoes",)
    assert Why.RAIN not in {reason.code for reason in advice.looks[0].reasons}


def test_what_is_planned_comes_first_and_once() -> None:
    planned = outfit(OutfitState.PLANNED, 9, 19, 37, day=25)
    advice = advise(capsule(), weather(15), planned=planned)
    assert advice.looks[0].ids == {9, 19, 37}
    assert advice.looks[0].reasons[0].code is Why.PLANNED
    assert [look.ids for look in advice.looks].count(frozenset({9, 19, 37})) == 1
    assert len(advice.looks) == 3


def test_what_was_worn_last_week_for_the_same_is_not_proposed_again() -> None:
    garments = capsule()
    first = advise(garments, weather(12, 18)).looks[0]
    worn = msgspec.structs.replace(
        outfit(OutfitState.WORN, *sorted(first.ids), day=20), occasion=Occasion.EVERYDAY
    )
    again = advise(garments, weather(12, 18), outfits=[worn])
    assert main(first.garments) not in [main(look.garments) for look in again.looks]


def test_taste_moves_what_is_proposed() -> None:
    garments = [
        *(
            wearable(Category.SHIRT, colour, number=number)
            for number, colour in enumerate(("white", "grey", "sky blue"), 1)
        ),
        wearable(Category.TROUSER, "navy", number=9),
        wearable(Category.SHOE, "brown", number=10),
    ]

    def first(taste: Taste) -> str:
        look = advise(garments, weather(20), taste=taste).looks[0]
        return of(look.garments, Category.SHIRT)[0].colours[0].name

    before = first(Taste())
    assert first(Taste(colours={before: -0.9})) != before
    other = next(colour for colour in ("white", "grey", "sky blue") if colour != before)
    assert first(Taste(colours={other: 0.9, before: -0.5})) == other


def test_without_weather_it_dresses_by_the_season_and_claims_nothing() -> None:
    advice = advise(capsule(), None)
    assert advice.weather is None
    assert advice.need is None
    assert len(advice.looks) == 3
    for look in advice.looks:
        assert look.conditions is None
        assert {reason.code for reason in look.reasons}.isdisjoint({Why.WARM_ENOUGH, Why.RAIN, Why.TAKE_OFF})


def test_the_coat_comes_off_at_noon() -> None:
    look = advise(capsule(), weather(6, 20)).looks[0]
    [off] = [reason for reason in look.reasons if reason.code is Why.TAKE_OFF]
    assert off.names[1] == "day"
    assert off.numbers["given_clo"] < look.given_clo


def test_the_table_has_twenty_four_days(tmp_path: Path) -> None:
    text = table()
    assert text.count("needs ") == 24
    assert text.count("\n   a ") == text.count("\n   c ") == 24
