"""What waits for "is this right?"."""

from collections.abc import Callable

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.errors import NotFound

MakeGarment = Callable[..., int]


def test_doubtful_ones_come_first_then_the_newest(
    closet: Closet, person: Person, clock: FakeClock, make_garment: MakeGarment
) -> None:
    made = []
    for sure in (True, False, True, False):
        made.append(make_garment(person.id, sure=sure))
        clock.advance(1)
    assert closet.garments.to_review(person.id) == [made[3], made[1], made[2], made[0]]
    assert closet.garments.review_count(person.id) == 4


def test_a_yes_a_correction_and_what_is_gone_need_no_review(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    yes, corrected, retired, deleted, waiting = (make_garment(person.id) for _ in range(5))
    closet.garments.reviewed(person.id, yes)
    closet.garments.set_category(person.id, corrected, Category.COAT)
    closet.garments.retire(person.id, retired)
    closet.garments.delete(person.id, deleted)
    assert closet.garments.to_review(person.id) == [waiting]
    seen = closet.garments.get(person.id, yes)
    assert (seen.reviewed, seen.corrected) == (True, False), "a yes is no correction"
    assert closet.garments.get(person.id, corrected).reviewed


def test_nobody_reviews_anothers(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    other = closet.people.add("Minho")
    garment_id = make_garment(person.id)
    with pytest.raises(NotFound):
        closet.garments.reviewed(other.id, garment_id)
    assert closet.garments.to_review(other.id) == []
    assert closet.garments.review_count(person.id) == 1
