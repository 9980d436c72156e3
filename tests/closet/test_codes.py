"""The codes that open one door once: an invitation, and a new password for one person."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.errors import ClosetError, NotFound

HASH, OTHER = "$argon2id$stand-in", "$argon2id$another"
WRONG = "UUUU-UUUU"


@pytest.fixture
def owner(closet: Closet) -> Person:
    return closet.people.create_first_account(closet.people.new_setup_code(), "Jieun", HASH)


def test_an_invitation_makes_a_member_once(closet: Closet, owner: Person) -> None:
    code = closet.people.new_invite_code(owner.id)
    minho = closet.people.join(code.lower(), "민호", OTHER, language="en")
    assert (minho.role, minho.has_account, minho.language) == ("member", True, "en")
    with pytest.raises(ClosetError, match="not right or has ended"):
        closet.people.join(code, "Mallory", OTHER)
    assert [one.name for one in closet.people.all()] == ["Jieun", "민호"]


def test_who_is_here_already_gets_an_account_and_keeps_the_clothes(
    closet: Closet, owner: Person, make_garment: Callable[..., int]
) -> None:
    child = closet.people.add("Sua")
    garment_id = make_garment(child.id)
    joined = closet.people.join(closet.people.new_invite_code(), "SUA", OTHER)
    assert (joined.id, joined.name, joined.role) == (child.id, "Sua", "member")
    assert [tile.id for tile in closet.garments.tiles(joined.id)] == [garment_id]


def test_an_invitation_takes_nobody_s_account_and_outlives_a_name_that_is_taken(
    closet: Closet, owner: Person
) -> None:
    code = closet.people.new_invite_code(owner.id)
    for _ in range(7):
        with pytest.raises(ClosetError, match="that name is taken"):
            closet.people.join(code, "jieun", OTHER)
    assert closet.people.password_hash(owner.id) == HASH
    assert closet.people.join(code, "Minho", OTHER).has_account


def test_only_an_owner_invites_and_only_where_there_is_one(closet: Closet) -> None:
    with pytest.raises(ClosetError, match="no account yet"):
        closet.people.new_invite_code()
    owner = closet.people.create_first_account(closet.people.new_setup_code(), "Jieun", HASH)
    member = closet.people.join(closet.people.new_invite_code(owner.id), "Minho", OTHER)
    with pytest.raises(ClosetError, match="only an owner"):
        closet.people.new_invite_code(member.id)
    with pytest.raises(NotFound):
        closet.people.new_invite_code(99)


def test_five_wrong_tries_end_every_invitation(closet: Closet, owner: Person) -> None:
    codes = [closet.people.new_invite_code(owner.id), closet.people.new_invite_code()]
    for _ in range(5):
        with pytest.raises(ClosetError):
            closet.people.join(WRONG, "Mallory", OTHER)
    for code in codes:
        with pytest.raises(ClosetError, match="has ended"):
            closet.people.join(code, "Minho", OTHER)


def test_a_password_code_is_its_person_s_alone_and_ends_their_sessions(closet: Closet, owner: Person) -> None:
    minho = closet.people.join(closet.people.new_invite_code(), "Minho", OTHER)
    tokens = {one.id: closet.sessions.open(one.id, "", "") for one in (owner, minho)}
    code = closet.people.new_password_code(minho.id)
    with pytest.raises(ClosetError, match="do not belong together"):
        closet.people.choose_password(code, "Jieun", "stolen")
    with pytest.raises(ClosetError, match="do not belong together"):
        closet.people.choose_password(code, "Nobody", "stolen")
    assert closet.people.choose_password(code, " minho", "new").id == minho.id
    assert closet.people.password_hash(minho.id) == "new"
    assert closet.people.password_hash(owner.id) == HASH
    assert closet.sessions.find(tokens[minho.id]) is None
    assert closet.sessions.find(tokens[owner.id]) is not None
    with pytest.raises(ClosetError):
        closet.people.choose_password(code, "Minho", "again")


def test_a_code_opens_no_other_door(closet: Closet, owner: Person) -> None:
    invite, password = closet.people.new_invite_code(owner.id), closet.people.new_password_code(owner.id)
    with pytest.raises(ClosetError):
        closet.people.join(password, "Mallory", OTHER)
    with pytest.raises(ClosetError):
        closet.people.choose_password(invite, "Jieun", "stolen")
    with pytest.raises(ClosetError):
        closet.people.create_first_account(invite, "Mallory", OTHER)
    assert closet.people.join(invite, "Minho", OTHER).has_account
    assert closet.people.choose_password(password, "Jieun", "new").id == owner.id


def test_a_guess_at_one_person_s_code_costs_the_other_nothing(closet: Closet, owner: Person) -> None:
    minho = closet.people.join(closet.people.new_invite_code(), "Minho", OTHER)
    codes = {one.name: closet.people.new_password_code(one.id) for one in (owner, minho)}
    for _ in range(5):
        with pytest.raises(ClosetError):
            closet.people.choose_password(WRONG, "Minho", "x")
    with pytest.raises(ClosetError):
        closet.people.choose_password(codes["Minho"], "Minho", "x")
    assert closet.people.choose_password(codes["Jieun"], "Jieun", "x").id == owner.id


def test_who_has_no_account_gets_no_password_code(closet: Closet, owner: Person) -> None:
    with pytest.raises(ClosetError, match="--invite"):
        closet.people.new_password_code(closet.people.add("Sua").id)
    with pytest.raises(NotFound):
        closet.people.new_password_code(99)


def test_another_password_ends_the_code_for_one(closet: Closet, owner: Person) -> None:
    code = closet.people.new_password_code(owner.id)
    closet.people.set_password_hash(owner.id, "chosen at home")
    with pytest.raises(ClosetError):
        closet.people.choose_password(code, "Jieun", "x")


def test_codes_end_after_ten_minutes_and_when_the_clock_goes_back(
    closet: Closet, owner: Person, clock: FakeClock
) -> None:
    code = closet.people.new_invite_code(owner.id)
    clock.advance(600)
    with pytest.raises(ClosetError, match="has ended"):
        closet.people.join(code, "Minho", OTHER)
    code = closet.people.new_password_code(owner.id)
    earlier = Closet.open(closet.data_dir, FakeClock(clock.now() - timedelta(hours=1)))
    with pytest.raises(ClosetError, match="has ended"):
        earlier.people.choose_password(code, "Jieun", "x")


def test_a_person_who_goes_takes_their_codes_along(closet: Closet, owner: Person) -> None:
    minho = closet.people.join(closet.people.new_invite_code(), "Minho", OTHER)
    code = closet.people.new_password_code(minho.id)
    closet.remove_person(minho.id)
    with pytest.raises(ClosetError):
        closet.people.choose_password(code, "Minho", "x")
