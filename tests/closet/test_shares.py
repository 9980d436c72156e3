"""Who lets whom look into their closet."""

import pytest

from mirror.closet import Closet, Person
from mirror.errors import ClosetError, NotFound


@pytest.fixture
def sam(closet: Closet, person: Person) -> Person:
    return closet.people.add("Sam")


def test_to_let_somebody_look_is_not_to_look_oneself(closet: Closet, person: Person, sam: Person) -> None:
    shares = closet.shares
    shares.let(person.id, sam.id)
    shares.let(person.id, sam.id)
    assert [viewer.id for viewer in shares.viewers(person.id)] == [sam.id]
    assert [one.id for one in shares.open_to(sam.id)] == [person.id]
    assert (shares.viewers(sam.id), shares.open_to(person.id)) == ([], [])
    assert shares.owner(person.id, sam.id) == person
    with pytest.raises(NotFound):
        shares.owner(sam.id, person.id)


def test_it_ends_at_once_and_ending_it_twice_is_no_harm(closet: Closet, person: Person, sam: Person) -> None:
    shares = closet.shares
    shares.let(person.id, sam.id)
    shares.stop(person.id, sam.id)
    shares.stop(person.id, sam.id)
    assert not shares.lets(person.id, sam.id)
    with pytest.raises(NotFound):
        shares.owner(person.id, sam.id)


def test_nobody_shares_with_nobody_or_with_themselves(closet: Closet, person: Person) -> None:
    for viewer_id in (99, -1):
        with pytest.raises(NotFound):
            closet.shares.let(person.id, viewer_id)
    with pytest.raises(NotFound):
        closet.shares.let(99, person.id)
    with pytest.raises(ClosetError, match="your own closet"):
        closet.shares.let(person.id, person.id)
    assert closet.shares.viewers(person.id) == []


def test_they_are_in_the_order_of_the_household(closet: Closet, person: Person, sam: Person) -> None:
    first, second = closet.people.add("가람"), closet.people.add("나라")
    for viewer in (second, sam, first):
        closet.shares.let(person.id, viewer.id)
    assert [viewer.id for viewer in closet.shares.viewers(person.id)] == [sam.id, first.id, second.id]
