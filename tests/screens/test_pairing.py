"""What there is to wear with a garment, slot by slot, and which of it comes first."""

import itertools

import pytest

from mirror.categories import Category, Slot
from mirror.closet import Closet, Person
from mirror.screens.garment.outfit import WEIGHTS
from mirror.screens.garment.pairing import MOST_IN_A_SLOT, companions
from mirror.stylist.advice import Wish
from mirror.stylist.stylist import Stylist

from ..conftest import MakeGarment
from .skies import FakeSky


def found(closet: Closet, person: Person, garment_id: int) -> dict[Slot, list[int]]:
    clock = closet.outfits._clock
    stylist = Stylist(closet, clock, FakeSky())
    wish = Wish(day=clock.now().date())
    pairs = companions(closet, stylist, closet.garments.get(person.id, garment_id), wish)
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
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    shirt = make_garment(person.id, Category.SHIRT)
    for number in range(90):
        make_garment(person.id, Category.SHOE, sha256=f"a{number:063d}")
    pairs = found(closet, person, shirt)[Slot.SHOES]
    assert 30 <= len(set(pairs)) == len(pairs) <= MOST_IN_A_SLOT
