"""The photo that stands for a person: of a garment of their own, as long as they have it."""

from collections.abc import Callable

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.models import PersonRow
from mirror.errors import NotFound


def test_an_avatar_is_a_garment_of_one_s_own(
    closet: Closet, person: Person, make_garment: Callable[..., int]
) -> None:
    other = closet.people.add("민호")
    mine, theirs = make_garment(person.id), make_garment(other.id)
    assert closet.people.get(person.id).avatar is None
    closet.people.set_avatar(person.id, mine)
    sha256 = closet.garments.get(person.id, mine).photo.sha256
    assert closet.people.get(person.id).avatar == sha256
    assert [one.avatar for one in closet.people.all()] == [sha256, None]
    for wrong in (theirs, 99):
        with pytest.raises(NotFound):
            closet.people.set_avatar(person.id, wrong)
    assert closet.people.get(person.id).avatar == sha256
    closet.people.set_avatar(person.id, None)
    assert closet.people.get(person.id).avatar is None
    with pytest.raises(NotFound):
        closet.people.set_avatar(99, None)


def test_an_avatar_goes_with_its_garment_and_comes_back_with_it(
    closet: Closet, person: Person, clock: FakeClock, make_garment: Callable[..., int]
) -> None:
    number = make_garment(person.id)
    closet.people.set_avatar(person.id, number)
    shown = closet.people.get(person.id).avatar
    closet.garments.retire(person.id, number)
    assert closet.people.get(person.id).avatar == shown
    closet.garments.delete(person.id, number)
    assert closet.people.get(person.id).avatar is None
    closet.garments.undelete(person.id, number)
    assert closet.people.get(person.id).avatar == shown
    closet.garments.delete(person.id, number)
    clock.advance(601)
    closet.garments.purge()
    assert closet.people.get(person.id).avatar is None
    assert PersonRow.get_by_id(person.id).avatar_id is None
    assert closet.people.get(person.id).name == person.name
