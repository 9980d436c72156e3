"""What people choose for how they are dressed."""

import pytest

from mirror.attire import Occasion
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person, Styling
from mirror.closet.models import StylingRow
from mirror.errors import ClosetError


def test_each_person_chooses_for_themselves(closet: Closet, person: Person, clock: FakeClock) -> None:
    other = closet.people.add("민호")
    wears = {Category.TSHIRT: 2, Category.COAT: 99}
    closet.styling.change(person.id, wears_before_wash=wears, occasion=Occasion.WORK)
    closet.styling.reset_warmth(person.id, clock.now())
    chosen = closet.styling.reset_taste(person.id, clock.now())
    now_ms = int(clock.now().timestamp() * 1000)
    assert chosen == Styling(wears, now_ms, now_ms, Occasion.WORK)
    assert closet.styling.get(person.id) == chosen
    assert closet.styling.get(other.id) == Styling()


@pytest.mark.parametrize(
    "wrong",
    [
        {"wears_before_wash": {Category.TSHIRT: 0}},
        {"wears_before_wash": {Category.TSHIRT: 100}},
        {"wears_before_wash": {99: 1}},
        {"occasion": "party"},
        {"warmth_since_ms": -1},
        {"colour": "red"},
    ],
)
def test_what_makes_no_sense_changes_nothing(
    closet: Closet, person: Person, wrong: dict[str, object]
) -> None:
    with pytest.raises(ClosetError):
        closet.styling.change(person.id, taste_since_ms=5, **wrong)
    assert closet.styling.get(person.id) == Styling()


def test_what_this_version_cannot_read_counts_as_not_chosen(closet: Closet, person: Person) -> None:
    closet.styling.change(person.id, taste_since_ms=5)
    for key, value in (("occasion", '"opera"'), ("wears_before_wash", "{"), ("shoes", "1")):
        StylingRow.create(person=person.id, key=key, value=value)
    assert closet.styling.get(person.id) == Styling(taste_since_ms=5)
