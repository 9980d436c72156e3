"""A person's garments as a stylist sees them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.attire import Care, Formality, Material, Weight
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.errors import NotFound
from mirror.seasons import Season

MakeGarment = Callable[..., int]
TODAY = date(2026, 11, 22)


def test_everything_that_is_said_of_a_garment_comes_along(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    coat, plain = make_garment(person.id, Category.COAT, patterned=True), make_garment(person.id)
    closet.garments.describe(
        *(person.id, coat),
        name="겨울 코트",
        seasons=[Season.WINTER],
        tags=["work", "wool"],
        weight=Weight.HEAVY,
        materials=[Material.SUEDE, Material.WOOL],
        care=Care.DRY_CLEAN,
        formality=Formality.SPORT,
        favourite=True,
    )
    found, other = closet.wardrobe.wearables(person.id)
    assert found == closet.wardrobe.wearable(person.id, coat)
    assert (found.weight, found.care, found.formality) == (Weight.HEAVY, Care.DRY_CLEAN, Formality.SPORT)
    assert (found.materials, found.favourite) == ({Material.WOOL, Material.SUEDE}, True)
    assert (found.name, found.tags, found.seasons) == ("겨울 코트", ("wool", "work"), {Season.WINTER})
    assert (found.category, found.patterned, found.added_on) == (Category.COAT, True, TODAY)
    assert found.sha256 == closet.garments.get(person.id, coat).photo.sha256
    assert found.colours == closet.garments.get(person.id, coat).colours
    assert (other.id, other.weight, other.materials, other.care, other.formality, other.favourite) == (
        *(plain, None, frozenset(), None, None, False),
    )


def test_wears_count_anew_after_the_wash(
    closet: Closet, person: Person, make_garment: MakeGarment, clock: FakeClock
) -> None:
    shirt = make_garment(person.id)

    def counted() -> tuple[int, int, date | None, bool]:
        one = closet.wardrobe.wearable(person.id, shirt)
        return one.wear_count, one.wears_since_wash, one.last_worn, one.in_wash

    assert counted() == (0, 0, None, False)
    for back in (3, 1, 0):
        closet.garments.wear(person.id, shirt, TODAY - timedelta(days=back))
    assert counted() == (3, 3, TODAY, False)
    closet.garments.wash(person.id, shirt, washing=False)
    assert counted() == (3, 3, TODAY, False), "it was in no wash"
    closet.garments.wash(person.id, shirt)
    assert counted() == (3, 3, TODAY, True)
    undo = closet.garments.change(person.id, [shirt], washing=False)
    assert counted() == (3, 0, TODAY, False)
    closet.garments.undo(person.id, undo)
    assert counted() == (3, 3, TODAY, True)
    closet.garments.wash(person.id, shirt, washing=False)
    clock.advance(86_400)
    closet.garments.wear(person.id, shirt, TODAY + timedelta(days=1))
    assert counted() == (4, 1, TODAY + timedelta(days=1), False)


def test_only_what_a_person_has_and_can_put_on(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    other = closet.people.add("민호")
    kept, aside, gone, theirs = (make_garment(whose) for whose in (*[person.id] * 3, other.id))
    closet.garments.retire(person.id, aside)
    closet.garments.delete(person.id, gone)
    closet.garments.wash(person.id, kept)
    assert [(one.id, one.in_wash) for one in closet.wardrobe.wearables(person.id)] == [(kept, True)]
    assert closet.wardrobe.wearable(person.id, aside).id == aside
    for number in (gone, theirs, 99):
        with pytest.raises(NotFound):
            closet.wardrobe.wearable(person.id, number)
    assert closet.wardrobe.wearables(99) == []


def test_the_days_of_a_wardrobe(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    other = closet.people.add("민호")
    shirt, coat, theirs = make_garment(person.id), make_garment(person.id), make_garment(other.id)
    for whose, garment, back in (
        (person, shirt, 0),
        (person, coat, 0),
        (person, shirt, 2),
        (other, theirs, 1),
    ):
        closet.garments.wear(whose.id, garment, TODAY - timedelta(days=back))
    found = closet.wardrobe.worn_days(person.id, TODAY - timedelta(days=2), TODAY)
    assert found == {TODAY - timedelta(days=2): {shirt}, TODAY: {shirt, coat}}
    assert list(found) == sorted(found)
    assert closet.wardrobe.worn_days(person.id, TODAY, TODAY) == {TODAY: {shirt, coat}}
