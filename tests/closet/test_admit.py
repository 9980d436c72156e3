"""From the inbox into the closet: whole or not at all, and the same photo twice is one garment."""

import io

import pytest

from mirror.categories import Category
from mirror.closet import Closet, InboxState, Person
from mirror.errors import ClosetError
from mirror.vision.facts import Guess, NamedColour

GUESSES = [Guess(Category.HAT, 0.9), Guess(Category.BAG, 0.1)]


@pytest.fixture
def item(closet: Closet, person: Person):
    closet.inbox.submit(person.id, "hat.jpg", io.BytesIO(b"a photo"), source="phone")
    return closet.inbox.take()


def test_the_garment_and_the_answer_come_together(closet: Closet, person: Person, item) -> None:
    colours = [NamedColour("red", (180, 30, 40), 1.0)]
    garment_id = closet.admit(item, guesses=GUESSES, colours=colours, cutout_uncertain=True)
    garment = closet.garments.get(person.id, garment_id)
    assert (garment.category, garment.colours) == (Category.HAT, tuple(colours))
    assert garment.photo.sha256 == item.sha256
    assert garment.photo.cutout_uncertain
    answered = closet.inbox.get(person.id, item.id)
    assert (answered.state, answered.garment_id) == (InboxState.DONE, garment_id)


def test_a_garment_that_cannot_be_made_leaves_neither_row_nor_answer(
    closet: Closet, person: Person, item
) -> None:
    with pytest.raises(ClosetError):
        closet.admit(item, guesses=[], colours=[], cutout_uncertain=False)
    assert closet.garments.tiles(person.id) == []
    assert closet.inbox.get(person.id, item.id).state == InboxState.WORKING


def test_an_answer_that_cannot_be_given_takes_the_garment_back(
    closet: Closet, person: Person, item, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_cut(*_: object, **__: object) -> None:
        raise ClosetError("the disk is full")

    monkeypatch.setattr(closet.inbox, "finish", power_cut)
    with pytest.raises(ClosetError):
        closet.admit(item, guesses=GUESSES, colours=[], cutout_uncertain=False)
    assert closet.garments.tiles(person.id) == []
    assert closet.garments.find_by_photo(person.id, item.sha256) is None


def test_admitting_again_answers_with_the_same_garment(closet: Closet, person: Person, item) -> None:
    first = closet.admit(item, guesses=GUESSES, colours=[], cutout_uncertain=False)
    closet.garments.set_category(person.id, first, Category.COAT)
    again = closet.admit(item, guesses=GUESSES, colours=[], cutout_uncertain=False)
    assert again == first
    assert closet.inbox.get(person.id, item.id).duplicate
    assert closet.garments.get(person.id, first).category == Category.COAT
    assert len(closet.garments.tiles(person.id)) == 1


def test_a_retired_garment_is_still_the_answer(closet: Closet, person: Person, item) -> None:
    first = closet.admit(item, guesses=GUESSES, colours=[], cutout_uncertain=False)
    closet.garments.retire(person.id, first)
    assert closet.admit(item, guesses=GUESSES, colours=[], cutout_uncertain=False) == first


def test_another_person_s_deleted_garment_of_the_photo_stays_deletable(
    closet: Closet, person: Person, item
) -> None:
    other = closet.people.add("Minseo")
    closet.inbox.submit(other.id, "hat.jpg", io.BytesIO(b"a photo"), source="phone")
    theirs = closet.admit(closet.inbox.take(), guesses=GUESSES, colours=[], cutout_uncertain=False)
    closet.garments.delete(other.id, theirs)
    mine = closet.admit(item, guesses=GUESSES, colours=[], cutout_uncertain=False)
    closet.garments.undelete(other.id, theirs)
    assert closet.garments.get(other.id, theirs).photo.sha256 == item.sha256
    assert closet.garments.get(person.id, mine).photo.sha256 == item.sha256
