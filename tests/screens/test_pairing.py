"""What there is to wear with a garment, slot by slot, and which of it comes first."""

import itertools
from datetime import timedelta

import pytest

from mirror.categories import Category, Slot
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.screens.garment.outfit import WEIGHTS
from mirror.screens.garment.pairing import MOST_IN_A_SLOT, companions

from ..conftest import MakeGarment


def found(closet: Closet, person: Person, garment_id: int) -> dict[Slot, list[int]]:
    pairs = companions(closet, closet.garments.get(person.id, garment_id))
    return {slot: [tile.id for tile in tiles] for slot, tiles in pairs.items()}


@pytest.mark.parametrize("category", Category, ids=lambda category: category.name)
def test_what_is_worn_instead_is_not_offered(
    closet: Closet, person: Person, make_garment: MakeGarment, category: Category
) -> None:
    first = {each: make_garment(person.id, each) for each in Category}
    pairs = found(closet, person, first[category])
    instead = {
        Slot.TOP: {Slot.TOP, Slot.ONE_PIECE},
        Slot.BOTTOM: {Slot.BOTTOM, Slot.ONE_PIECE},
        Slot.ONE_PIECE: {Slot.ONE_PIECE, Slot.TOP, Slot.BOTTOM},
    }.get(category.slot, {category.slot})
    assert set(pairs) == set(Slot) - instead
    assert sorted(itertools.chain(*pairs.values())) == sorted(
        number for each, number in first.items() if each.slot not in instead
    )


def test_every_slot_has_its_weight_and_its_row(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    assert set(WEIGHTS) == set(Slot)
    assert {category.slot for category in Category} == set(Slot)
    hat = make_garment(person.id, Category.HAT)
    for category in Category:
        make_garment(person.id, category)
    assert list(found(closet, person, hat)) == [
        Slot.TOP,
        Slot.BOTTOM,
        Slot.ONE_PIECE,
        Slot.OUTER,
        Slot.SHOES,
        Slot.BAG,
    ]


def test_worn_together_comes_first_then_what_was_longest_unworn(
    closet: Closet, person: Person, make_garment: MakeGarment, clock: FakeClock
) -> None:
    today = clock.now().date()
    shirt = make_garment(person.id, Category.SHIRT)
    often, once, long_ago, lately = (make_garment(person.id, Category.TROUSER) for _ in range(4))
    for days, number in ((3, often), (4, often), (5, once), (400, long_ago), (1, lately)):
        closet.garments.wear(person.id, number, today - timedelta(days=days))
    for days in (3, 4, 5):
        closet.garments.wear(person.id, shirt, today - timedelta(days=days))
    assert found(closet, person, shirt) == {Slot.BOTTOM: [often, once, long_ago, lately]}


def test_the_kinds_of_a_slot_take_turns(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    bag = make_garment(person.id, Category.BAG)
    sandals = [make_garment(person.id, Category.SANDAL) for _ in range(3)]
    sneaker, boot = make_garment(person.id, Category.SNEAKER), make_garment(person.id, Category.ANKLE_BOOT)
    assert found(closet, person, bag)[Slot.SHOES] == [sandals[0], sneaker, boot, *sandals[1:]]


def test_only_what_is_clean_and_at_hand(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    shirt = make_garment(person.id, Category.SHIRT)
    dirty, retired, gone, clean = (make_garment(person.id, Category.SHOE) for _ in range(4))
    other = closet.people.add("Sam")
    make_garment(other.id, Category.SHOE)
    day = closet.garments._clock.now().date()
    for number in (shirt, dirty, retired, gone):
        closet.garments.wear(person.id, number, day)
    closet.garments.wash(person.id, dirty)
    closet.garments.retire(person.id, retired)
    closet.garments.delete(person.id, gone)
    assert found(closet, person, shirt) == {Slot.SHOES: [clean]}


def test_nothing_to_wear_with_it(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    dress = make_garment(person.id, Category.DRESS)
    make_garment(person.id, Category.SHIRT)
    make_garment(person.id, Category.TROUSER)
    make_garment(person.id, Category.DRESS)
    assert found(closet, person, dress) == {}


def test_a_slot_of_hundreds_is_cut_to_what_can_be_scrolled(
    closet: Closet, person: Person, make_garment: MakeGarment, clock: FakeClock
) -> None:
    shirt = make_garment(person.id, Category.SHIRT)
    shoes = [make_garment(person.id, Category.SHOE, sha256=f"a{number:063d}") for number in range(90)]
    day = clock.now().date()
    closet.garments.wear(person.id, shirt, day)
    closet.garments.wear(person.id, shoes[-1], day)
    pairs = found(closet, person, shirt)[Slot.SHOES]
    assert len(pairs) == MOST_IN_A_SLOT == 60
    assert pairs[0] == shoes[-1], "worn together, it is not cut off"
    assert len(set(pairs)) == 60
