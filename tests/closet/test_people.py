"""Who lives here: names as people write them."""

import unicodedata

import pytest

from mirror.categories import Category
from mirror.closet import Closet
from mirror.errors import ClosetError, NotFound


def test_people_come_in_the_order_in_which_they_were_added(closet: Closet) -> None:
    names = ["지은", "Zoë", "anna"]
    for name in names:
        closet.people.add(name, language="en")
    assert [person.name for person in closet.people.all()] == names


def test_a_new_person_is_a_member_without_an_account(closet: Closet) -> None:
    person = closet.people.add("  Min   Seo ", language="en")
    assert (person.name, person.language, person.role, person.has_account) == (
        "Min Seo",
        "en",
        "member",
        False,
    )
    assert closet.people.get(person.id) == person
    assert closet.people.password_hash(person.id) is None


def test_a_person_is_found_whatever_the_case_of_the_letters(closet: Closet) -> None:
    person = closet.people.add("Strauß")
    assert closet.people.find("STRAUSS") == person
    assert closet.people.find(" strauß ") == person
    assert closet.people.find("Straus") is None


def test_hangul_is_the_same_name_however_the_keyboard_composes_it(closet: Closet) -> None:
    person = closet.people.add(unicodedata.normalize("NFD", "지은"))
    assert person.name == "지은"
    assert closet.people.find(unicodedata.normalize("NFD", "지은")) == person


@pytest.mark.parametrize("taken", ["Jieun", "JIEUN", " jieun "])
def test_a_name_is_taken_once(closet: Closet, taken: str) -> None:
    closet.people.add("Jieun")
    with pytest.raises(ClosetError, match="that name is taken"):
        closet.people.add(taken)
    assert len(closet.people.all()) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "needed"), (" \t\n", "needed"), ("x" * 41, "at most 40"), ("a\x07b", "cannot be shown")],
)
def test_a_name_must_be_short_and_visible(closet: Closet, name: str, reason: str) -> None:
    with pytest.raises(ClosetError, match=reason):
        closet.people.add(name)
    assert closet.people.all() == []


def test_a_name_of_forty_letters_fits(closet: Closet) -> None:
    assert closet.people.add("가" * 40).name == "가" * 40


@pytest.mark.parametrize(
    ("slip", "meant"), [("Jieum", "Jieun"), ("jieu", "Jieun"), ("Someone", None), ("", None)]
)
def test_a_slip_of_a_name_is_recognised(closet: Closet, slip: str, meant: str | None) -> None:
    closet.people.add("Jieun")
    assert closet.people.near(slip) == meant


def test_a_person_s_language_can_change(closet: Closet) -> None:
    person = closet.people.add("Jieun")
    closet.people.set_language(person.id, "en")
    assert closet.people.get(person.id).language == "en"


def test_nobody_has_an_unknown_number(closet: Closet) -> None:
    for ask in (
        lambda: closet.people.get(99),
        lambda: closet.people.set_language(99, "en"),
        lambda: closet.people.set_password_hash(99, "hash"),
        lambda: closet.people.password_hash(99),
    ):
        with pytest.raises(NotFound):
            ask()


def test_a_new_person_s_closet_is_empty(closet: Closet) -> None:
    person = closet.people.add("Jieun")
    assert closet.garments.tiles(person.id) == []
    assert closet.garments.tiles(person.id, Category.BAG) == []
    assert closet.garments.counts(person.id) == {}
    assert closet.inbox.items(person.id) == []


def with_account(closet: Closet, name: str) -> int:
    person = closet.people.add(name)
    closet.people.set_password_hash(person.id, "hash")
    return person.id


def test_a_person_can_be_called_something_else_but_not_like_another(closet: Closet) -> None:
    person, other = closet.people.add("Jieun"), closet.people.add("Minho")
    closet.people.rename(person.id, "  JIEUN  Kim ")
    assert closet.people.get(person.id).name == "JIEUN Kim"
    closet.people.rename(person.id, "jieun kim")  # the case of one's own letters
    with pytest.raises(ClosetError, match="that name is taken"):
        closet.people.rename(person.id, "minho")
    with pytest.raises(ClosetError, match="a name is needed"):
        closet.people.rename(person.id, " ")
    with pytest.raises(NotFound):
        closet.people.rename(99, "Anybody")
    assert [one.name for one in closet.people.all()] == ["jieun kim", other.name]


def test_there_is_always_an_owner_who_can_sign_in(closet: Closet) -> None:
    owner, member = with_account(closet, "Jieun"), with_account(closet, "Minho")
    child = closet.people.add("Sua")
    closet.people.set_role(owner, "owner")
    with pytest.raises(ClosetError, match="needs an account"):
        closet.people.set_role(child.id, "owner")
    with pytest.raises(ClosetError, match="somebody must be the owner"):
        closet.people.set_role(owner, "member")
    assert closet.people.only_owner(owner)
    closet.people.set_role(member, "owner")
    assert not closet.people.only_owner(owner)
    closet.people.set_role(owner, "member")
    assert [one.role for one in closet.people.all()] == ["member", "owner", "member"]
    with pytest.raises(NotFound):
        closet.people.set_role(99, "owner")


def test_a_renewed_hash_replaces_only_the_one_it_was_made_from(closet: Closet) -> None:
    person_id = with_account(closet, "Jieun")
    closet.people.renew_hash(person_id, "hash", "the same under more passes")
    assert closet.people.password_hash(person_id) == "the same under more passes"
    closet.people.renew_hash(person_id, "hash", "too late")
    assert closet.people.password_hash(person_id) == "the same under more passes"
