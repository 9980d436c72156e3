"""The warmth that the weather asks for and that clothes give: no step, never the wrong way, and as people dress."""

from itertools import pairwise

import numpy as np
import pytest

from mirror.attire import Weight
from mirror.categories import Category, Slot
from mirror.stylist.warmth.given import ensemble_clo, garment_clo, garment_clos, insulation_of
from mirror.stylist.warmth.needed import LEAST_CLO, LIGHT_CLO, needed
from mirror.stylist.warmth.values import Need
from mirror.stylist.weather.values import Sky, Weather

from .wearables import wearable

STEP_CELSIUS = 0.1


def need(celsius: float, wind_ms: float = 2.0, humidity: float = 60.0, offset: float = 0.0) -> Need:
    return needed(Weather(celsius, wind_ms, humidity, 0.0, Sky.CLOUDY, celsius), offset)


@pytest.mark.parametrize("wind_ms", [0.0, 2.0, 8.0, 30.0])
@pytest.mark.parametrize("humidity", [0.0, 60.0, 100.0])
def test_warmer_air_never_asks_for_more_and_never_for_much_less_at_once(
    wind_ms: float, humidity: float
) -> None:
    needs = [need(celsius * STEP_CELSIUS, wind_ms, humidity) for celsius in range(-300, 451)]
    for colder, warmer in pairwise(needs):
        assert warmer.least_clo <= colder.least_clo + 1e-4
        assert warmer.neutral_clo <= colder.neutral_clo + 1e-4
        assert colder.least_clo - warmer.least_clo < 0.03
        assert colder.neutral_clo - warmer.neutral_clo < 0.03
    assert all(LEAST_CLO <= one.least_clo <= one.neutral_clo for one in needs)
    assert all(one.neutral_clo >= LIGHT_CLO for one in needs)


@pytest.mark.parametrize("celsius", [-60.0, -15.0, 0.0, 8.0, 15.0, 20.0])
def test_wind_asks_for_more(celsius: float) -> None:
    needs = [need(celsius, wind_ms) for wind_ms in (1.0, 4.0, 8.0, 16.0, 40.0)]
    assert all(calm.least_clo < windy.least_clo for calm, windy in pairwise(needs))
    assert all(calm.neutral_clo < windy.neutral_clo for calm, windy in pairwise(needs))


@pytest.mark.parametrize("celsius", [-60.0, 60.0])
@pytest.mark.parametrize("wind_ms", [0.0, 100.0])
def test_the_worst_weather_that_is_known_has_an_answer(celsius: float, wind_ms: float) -> None:
    assert 0 < need(celsius, wind_ms, 100.0).neutral_clo <= 20


def test_who_likes_it_warmer_is_dressed_as_for_colder_air() -> None:
    assert need(10.0, offset=3.0) == need(7.0)
    assert need(10.0, offset=3.0).least_clo > need(10.0).least_clo
    assert need(10.0, offset=-3.0).neutral_clo < need(10.0).neutral_clo


@pytest.mark.parametrize(
    ("celsius", "clothes"),
    [
        (33, {Category.TSHIRT: Weight.NORMAL, Category.SHORTS: Weight.NORMAL, Category.SANDAL: None}),
        (28, {Category.SHIRT: Weight.LIGHT, Category.SHORTS: Weight.LIGHT, Category.SANDAL: None}),
        (22, {Category.TSHIRT: Weight.NORMAL, Category.TROUSER: Weight.NORMAL, Category.SNEAKER: None}),
        (18, {Category.SHIRT: Weight.NORMAL, Category.TROUSER: Weight.NORMAL, Category.SHOE: None}),
        (
            13,
            {Category.SHIRT: None, Category.PULLOVER: None, Category.TROUSER: None, Category.SHOE: None},
        ),
        (7, {Category.COAT: None, Category.SHIRT: None, Category.TROUSER: None, Category.SHOE: None}),
        (
            0,
            {
                Category.COAT: Weight.NORMAL,
                Category.PULLOVER: None,
                Category.SHIRT: None,
                Category.TROUSER: None,
                Category.ANKLE_BOOT: None,
            },
        ),
        (
            -8,
            {
                Category.COAT: Weight.HEAVY,
                Category.PULLOVER: Weight.HEAVY,
                Category.SHIRT: Weight.HEAVY,
                Category.TROUSER: Weight.HEAVY,
                Category.ANKLE_BOOT: None,
                Category.HAT: Weight.HEAVY,
            },
        ),
    ],
)
def test_what_people_wear_in_such_weather_is_in_the_range(
    celsius: float, clothes: dict[Category, Weight | None]
) -> None:
    """At a light breeze; what is not said to be heavy or light is normal."""
    given = ensemble_clo(
        garment_clo(wearable(kind, "white", weight=weight)) for kind, weight in clothes.items()
    )
    wanted = need(celsius)
    assert wanted.least_clo <= given <= wanted.neutral_clo


def test_t_shirt_and_shorts_will_not_do_at_ten_degrees_nor_a_coat_at_thirty() -> None:
    light = [Category.TSHIRT, Category.SHORTS, Category.SANDAL]
    warm = [Category.COAT, Category.SHIRT, Category.TROUSER, Category.SHOE]
    assert need(10).lacks(ensemble_clo(garment_clos([wearable(kind, "white") for kind in light]))) > 0.3
    assert need(30).exceeds(ensemble_clo(garment_clos([wearable(kind, "white") for kind in warm]))) > 0.5


def test_the_daily_wear_of_the_standard_gives_what_the_standard_says() -> None:
    """ISO 7730 table C.1: underwear, shirt, trousers, socks, shoes: 0.7 clo; short sleeves, thin trousers: 0.5."""
    shoes = garment_clo(wearable(Category.SHOE, "white"))
    usual = [garment_clo(wearable(kind, "white")) for kind in (Category.SHIRT, Category.TROUSER)]
    light = [
        garment_clo(wearable(kind, "white", weight=Weight.LIGHT))
        for kind in (Category.SHIRT, Category.TROUSER)
    ]
    assert ensemble_clo([*usual, shoes]) == pytest.approx(0.70, abs=0.05)
    assert ensemble_clo([*light, shoes]) == pytest.approx(0.50, abs=0.05)


def test_heavier_gives_no_less_and_arrays_give_what_single_garments_give() -> None:
    for kind in Category:
        light, normal, heavy = (garment_clo(wearable(kind, "white", weight=weight)) for weight in Weight)
        assert light <= normal <= heavy
        assert (heavy > 0) == (kind.slot is not Slot.BAG)
    garments = [wearable(kind, "white") for kind in Category]
    assert list(garment_clos(garments)) == [garment_clo(garment) for garment in garments]
    assert garment_clos([]).shape == (0,)
    sums = np.array([0.3, 1.1])
    assert list(insulation_of(sums)) == [ensemble_clo([0.3]), ensemble_clo([0.5, 0.6])]
