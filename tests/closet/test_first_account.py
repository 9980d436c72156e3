"""The setup code: whoever stands before the mirror, and nobody else, makes the first account."""

import re
from collections.abc import Callable

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.errors import ClosetError

TEN_MINUTES_S = 600
HASH = "$argon2id$stand-in"


def test_the_code_is_easy_to_read_aloud_and_not_kept_in_clear(closet: Closet) -> None:
    code = closet.people.new_setup_code()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    stored = (closet.data_dir / "closet.db").read_bytes() + (closet.data_dir / "closet.db-wal").read_bytes()
    assert code.encode() not in stored
    assert code.replace("-", "").encode() not in stored


def test_codes_differ(closet: Closet) -> None:
    assert len({closet.people.new_setup_code() for _ in range(20)}) == 20


def test_the_code_makes_an_owner_who_has_an_account(closet: Closet) -> None:
    assert not closet.people.any_account()
    owner = closet.people.create_first_account(closet.people.new_setup_code(), "Jieun", HASH, language="en")
    assert (owner.name, owner.role, owner.has_account, owner.language) == ("Jieun", "owner", True, "en")
    assert closet.people.any_account()
    assert closet.people.password_hash(owner.id) == HASH


def test_who_already_has_clothes_here_gets_them(closet: Closet, make_garment: Callable[..., int]) -> None:
    member = closet.people.add("Jieun")
    garment_id = make_garment(member.id)
    owner = closet.people.create_first_account(closet.people.new_setup_code(), "JIEUN", HASH)
    assert owner.id == member.id
    assert [tile.id for tile in closet.garments.tiles(owner.id)] == [garment_id]


@pytest.mark.parametrize(
    "typed",
    [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:4]} {code[4:]}\t", str],
    ids=["small letters", "no dash", "spaces", "as shown"],
)
def test_the_code_may_be_typed_carelessly(closet: Closet, typed: Callable[[str], str]) -> None:
    code = closet.people.new_setup_code()
    assert closet.people.create_first_account(typed(code), "Jieun", HASH).has_account


@pytest.mark.parametrize(("shown", "typed"), [("0", "O"), ("0", "o"), ("1", "I"), ("1", "l"), ("1", "L")])
def test_letters_that_look_like_digits_count_as_them(
    closet: Closet, monkeypatch: pytest.MonkeyPatch, shown: str, typed: str
) -> None:
    monkeypatch.setattr("secrets.choice", lambda alphabet: shown)
    code = closet.people.new_setup_code()
    assert code == f"{shown * 4}-{shown * 4}"
    assert closet.people.create_first_account(code.replace(shown, typed), "Jieun", HASH).has_account


def test_a_wrong_code_makes_nothing(closet: Closet) -> None:
    closet.people.new_setup_code()
    with pytest.raises(ClosetError, match="not the code on the mirror"):
        closet.people.create_first_account("UUUU-UUUU", "Jieun", HASH)
    assert closet.people.all() == []
    assert closet.people.setup_code_waits()


def test_after_five_wrong_tries_the_right_code_is_worth_nothing(closet: Closet) -> None:
    code = closet.people.new_setup_code()
    for _ in range(5):
        with pytest.raises(ClosetError, match="not the code"):
            closet.people.create_first_account("UUUU-UUUU", "Jieun", HASH)
    assert not closet.people.setup_code_waits()
    with pytest.raises(ClosetError, match="that code has ended"):
        closet.people.create_first_account(code, "Jieun", HASH)
    assert closet.people.all() == []


def test_the_fifth_try_may_be_the_right_one(closet: Closet) -> None:
    code = closet.people.new_setup_code()
    for _ in range(4):
        with pytest.raises(ClosetError):
            closet.people.create_first_account("UUUU-UUUU", "Jieun", HASH)
    assert closet.people.create_first_account(code, "Jieun", HASH).has_account


def test_a_name_that_is_no_name_costs_no_try(closet: Closet) -> None:
    code = closet.people.new_setup_code()
    for _ in range(9):
        with pytest.raises(ClosetError, match="a name is needed"):
            closet.people.create_first_account(code, "  ", HASH)
    assert closet.people.create_first_account(code, "Jieun", HASH).has_account


def test_the_code_ends_after_ten_minutes(closet: Closet, clock: FakeClock) -> None:
    code = closet.people.new_setup_code()
    clock.advance(TEN_MINUTES_S - 1)
    assert closet.people.setup_code_waits()
    clock.advance(1)
    assert not closet.people.setup_code_waits()
    with pytest.raises(ClosetError, match="that code has ended"):
        closet.people.create_first_account(code, "Jieun", HASH)


def test_a_new_code_ends_the_one_before(closet: Closet) -> None:
    old = closet.people.new_setup_code()
    new = closet.people.new_setup_code()
    with pytest.raises(ClosetError):
        closet.people.create_first_account(old, "Jieun", HASH)
    assert closet.people.create_first_account(new, "Jieun", HASH).has_account


def test_the_code_is_spent_by_the_first_account(closet: Closet) -> None:
    code = closet.people.new_setup_code()
    closet.people.create_first_account(code, "Jieun", HASH)
    assert not closet.people.setup_code_waits()
    with pytest.raises(ClosetError):
        closet.people.create_first_account(code, "Mallory", HASH)
    with pytest.raises(ClosetError, match="already has its first account"):
        closet.people.new_setup_code()
    assert [person.name for person in closet.people.all()] == ["Jieun"]


def test_without_a_code_there_is_no_first_account(closet: Closet) -> None:
    with pytest.raises(ClosetError, match="that code has ended"):
        closet.people.create_first_account("", "Jieun", HASH)


def test_a_member_gets_an_account_and_a_new_password(closet: Closet) -> None:
    member = closet.people.add("Minseo")
    closet.people.set_password_hash(member.id, HASH)
    assert closet.people.get(member.id).has_account
    closet.people.set_password_hash(member.id, HASH + "2")
    assert closet.people.password_hash(member.id) == HASH + "2"
