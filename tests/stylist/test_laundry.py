"""What is due for the wash, and in which pile it is washed."""

from datetime import timedelta

import msgspec
import pytest

from mirror.attire import Care, Material
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.stylist.planning.laundry import laundry_day, load_of, wears_before_wash
from mirror.stylist.planning.values import Load
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.kept import KeptWeather
from mirror.vision.facts import NamedColour

from .wearables import wearable

DAY_S = 24 * 3600


def test_a_worn_t_shirt_is_due_then_in_a_pile_then_clean(
    closet: Closet, clock: FakeClock, person: Person, make_garment
) -> None:
    stylist = Stylist(closet, clock, KeptWeather(closet, clock))
    number = make_garment(person.id, Category.TSHIRT)
    coat = make_garment(person.id, Category.COAT)
    assert stylist.laundry(person.id).due == ()

    for one in (number, coat):
        closet.garments.wear(person.id, one, clock.now().date())
    [due] = stylist.laundry(person.id).due
    assert (due.garment.id, due.wears, due.limit) == (number, 1, 1), "a coat is not due after one day"

    closet.garments.wash(person.id, number)
    washing = stylist.laundry(person.id)
    assert washing.due == ()
    [pile] = washing.piles
    assert (pile.load, pile.care, pile.garments[0].garment.id) == (Load.COLOURED, Care.MACHINE, number)

    closet.garments.wash(person.id, number, washing=False)
    clean = stylist.laundry(person.id)
    assert (clean.due, clean.piles) == ((), ())

    clock.advance(DAY_S)
    closet.garments.wear(person.id, number, clock.now().date())
    assert [one.garment.id for one in stylist.laundry(person.id).due] == [number]


def test_a_person_s_own_number_counts_for_them_alone(
    closet: Closet, clock: FakeClock, person: Person, make_garment
) -> None:
    stylist, other = Stylist(closet, clock, KeptWeather(closet, clock)), closet.people.add("Minseo")
    for one in (person, other):
        number = make_garment(one.id, Category.TSHIRT)
        for ago in range(2):
            closet.garments.wear(one.id, number, clock.now().date() - timedelta(days=ago))
    closet.styling.change(person.id, wears_before_wash={Category.TSHIRT: 3, Category.BAG: 30})
    own, theirs = stylist.laundry(person.id), stylist.laundry(other.id)
    assert (own.due, len(theirs.due)) == ((), 1)
    assert (own.limits[Category.TSHIRT], theirs.limits[Category.TSHIRT]) == (3, 1)
    assert (own.limits[Category.BAG], theirs.limits[Category.BAG]) == (30, None)
    assert set(own.limits) == set(Category)


def test_jeans_are_worn_longer_unless_the_person_says_otherwise() -> None:
    jeans = wearable(Category.TROUSER, "blue", materials=(Material.DENIM,))
    chinos = wearable(Category.TROUSER, "beige", materials=(Material.COTTON,))
    assert (wears_before_wash(jeans, {}), wears_before_wash(chinos, {})) == (10, 6)
    assert wears_before_wash(jeans, {Category.TROUSER: 4}) == 4


def test_the_most_overdue_comes_first_and_shoes_never() -> None:
    worn = [
        wearable(Category.TROUSER, "navy", number=1, wears_since_wash=9),  # half as long again
        wearable(Category.TSHIRT, "white", number=2, wears_since_wash=3),  # three times
        wearable(Category.SHIRT, "white", number=3, wears_since_wash=2),  # just due
        wearable(Category.SHIRT, "white", number=4, wears_since_wash=1),
        wearable(Category.SNEAKER, "white", number=5, wears_since_wash=300),
    ]
    assert [one.garment.id for one in laundry_day(worn, {}).due] == [2, 1, 3]


@pytest.mark.parametrize(
    ("colours", "load"),
    [
        ([("white", (178, 174, 180), 1.0)], Load.WHITE),  # a white shirt in a dim room
        ([("white", (240, 239, 237), 0.9), ("red", (214, 40, 44), 0.1)], Load.WHITE),  # a small print
        ([("white", (240, 239, 237), 0.5), ("light grey", (192, 192, 192), 0.5)], Load.LIGHT),
        ([("sky blue", (146, 190, 228), 1.0)], Load.LIGHT),
        ([("yellow", (240, 220, 110), 1.0)], Load.COLOURED),  # light, and a strong dye
        ([("navy", (32, 42, 78), 0.6), ("white", (240, 239, 237), 0.4)], Load.COLOURED),  # striped
        ([("red", (184, 32, 40), 1.0)], Load.COLOURED),
        ([("blue", (28, 36, 168), 1.0)], Load.COLOURED),  # as dark as navy, but vivid
        ([("navy", (24, 24, 104), 1.0)], Load.DARK),
        ([("black", (28, 27, 28), 0.6), ("wine", (112, 24, 40), 0.4)], Load.DARK),
        ([("green", (24, 56, 40), 1.0)], Load.DARK),
        ([], Load.COLOURED),
    ],
    ids=lambda value: " ".join(name for name, *_ in value) if isinstance(value, list) else str(value),
)
def test_what_may_be_washed_together(
    colours: list[tuple[str, tuple[int, int, int], float]], load: Load
) -> None:
    garment = wearable(Category.SHIRT, "white")
    seen = msgspec.structs.replace(garment, colours=tuple(NamedColour(*one) for one in colours))
    assert load_of(seen) is load


def test_piles_are_by_care_and_colour_and_the_cleaner_gets_one() -> None:
    in_wash = [
        wearable(Category.TSHIRT, "white", number=1, in_wash=True, materials=(Material.COTTON,)),
        wearable(Category.TSHIRT, "black", number=2, in_wash=True, materials=(Material.COTTON,)),
        wearable(Category.TROUSER, "navy", number=3, in_wash=True, materials=(Material.COTTON,)),
        wearable(Category.PULLOVER, "black", number=4, in_wash=True, care=Care.HAND),
        wearable(Category.COAT, "camel", number=5, in_wash=True, care=Care.DRY_CLEAN),
        wearable(Category.DRESS, "black", number=6, in_wash=True, care=Care.DRY_CLEAN),
        wearable(Category.COAT, "camel", number=7, in_wash=True, care=Care.DRY_CLEAN),
        wearable(Category.TSHIRT, "white", number=8, wears_since_wash=1),
    ]
    piles = laundry_day(in_wash, {}).piles
    assert [(one.care, one.load, [due.garment.id for due in one.garments]) for one in piles] == [
        (Care.DRY_CLEAN, Load.COLOURED, [5, 6, 7]),
        (Care.MACHINE, Load.DARK, [2, 3]),
        (Care.MACHINE, Load.WHITE, [1]),
        (Care.HAND, Load.DARK, [4]),
    ]


def test_wool_and_silk_are_washed_apart_without_anybody_saying_so() -> None:
    in_wash = [
        wearable(Category.PULLOVER, "white", number=1, in_wash=True, materials=(Material.WOOL,)),
        wearable(Category.SHIRT, "white", number=2, in_wash=True, materials=(Material.SILK,)),
        wearable(Category.SHIRT, "white", number=3, in_wash=True, materials=(Material.COTTON,)),
    ]
    machine = [one for one in laundry_day(in_wash, {}).piles if one.care is Care.MACHINE]
    assert [[due.garment.id for due in one.garments] for one in machine] == [[3]]
