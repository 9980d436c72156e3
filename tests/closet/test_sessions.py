"""Sessions: a token that only the device has, and an end that holds at once."""

from collections.abc import Callable

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.errors import NotFound

DAY_S = 24 * 3600


def test_a_token_leads_to_its_session_and_its_person(closet: Closet, person: Person) -> None:
    token = closet.sessions.open(person.id, "iPhone · Safari", "192.168.0.20")
    session, who = closet.sessions.who(token) or (None, None)
    assert who == person
    assert session == closet.sessions.find(token)
    assert session is not None
    assert (session.device, session.address, session.opened_at) == (
        "iPhone · Safari",
        "192.168.0.20",
        session.used_at,
    )
    assert closet.sessions.find(token + "x") is None
    assert closet.sessions.find("") is None


def test_tokens_are_long_differ_and_are_not_kept(closet: Closet, person: Person) -> None:
    tokens = {closet.sessions.open(person.id, "", "") for _ in range(5)}
    assert len(tokens) == 5
    assert all(len(token) >= 43 for token in tokens), "256 bits in base 64"
    stored = (closet.data_dir / "closet.db").read_bytes() + (closet.data_dir / "closet.db-wal").read_bytes()
    assert not [token for token in tokens if token.encode() in stored]


def test_a_person_s_picture_comes_along(
    closet: Closet, person: Person, make_garment: Callable[..., int]
) -> None:
    closet.people.set_avatar(person.id, make_garment(person.id, sha256="a" * 64))
    found = closet.sessions.who(closet.sessions.open(person.id, "", ""))
    assert found is not None
    assert found[1] == closet.people.get(person.id)
    assert found[1].avatar == "a" * 64


def test_use_is_written_once_a_minute(closet: Closet, person: Person, clock: FakeClock) -> None:
    token = closet.sessions.open(person.id, "", "192.168.0.20")
    opened = closet.sessions.find(token)
    assert opened is not None

    def used_after(seconds: float, address: str = "192.168.0.20") -> bool:
        clock.advance(seconds)
        before = closet.sessions.find(token)
        assert before is not None
        stamp = closet.stamp()
        closet.sessions.use(before, address)
        return closet.stamp() != stamp

    assert not used_after(59)
    assert used_after(1)
    assert not used_after(30)
    assert used_after(1, "192.168.0.99"), "a new address is noted at once"
    found = closet.sessions.find(token)
    assert found is not None
    assert (found.address, found.used_at, found.opened_at) == ("192.168.0.99", clock.now(), opened.opened_at)


def test_looking_writes_nothing(closet: Closet, person: Person, clock: FakeClock) -> None:
    token = closet.sessions.open(person.id, "", "")
    clock.advance(DAY_S)
    stamp = closet.stamp()
    closet.sessions.who(token)
    assert closet.stamp() == stamp


def test_ninety_days_unused_end_it(closet: Closet, person: Person, clock: FakeClock) -> None:
    token, other = (closet.sessions.open(person.id, "", "") for _ in range(2))
    clock.advance(89 * DAY_S)
    session = closet.sessions.find(token)
    assert session is not None
    closet.sessions.use(session, "")
    clock.advance(DAY_S)
    assert closet.sessions.find(token) is not None
    assert closet.sessions.find(other) is None
    assert len(closet.sessions.of(person.id)) == 1
    clock.advance(89 * DAY_S)
    assert closet.sessions.find(token) is None


def test_ending_one_is_ending_one_s_own(closet: Closet, person: Person) -> None:
    other = closet.people.add("Minho")
    token = closet.sessions.open(person.id, "", "")
    session = closet.sessions.find(token)
    assert session is not None
    with pytest.raises(NotFound):
        closet.sessions.end(other.id, session.id)
    assert closet.sessions.find(token) is not None
    closet.sessions.end(person.id, session.id)
    assert closet.sessions.find(token) is None
    with pytest.raises(NotFound):
        closet.sessions.end(person.id, session.id)


def test_ending_all_but_this_one(closet: Closet, person: Person) -> None:
    other = closet.people.add("Minho")
    here, there, others = (
        closet.sessions.open(person_id, "", "") for person_id in (person.id, person.id, other.id)
    )
    this = closet.sessions.find(here)
    assert this is not None
    assert closet.sessions.end_all(person.id, but=this.id) == 1
    assert [closet.sessions.find(token) is not None for token in (here, there, others)] == [True, False, True]
    assert closet.sessions.end_all(person.id) == 1
    assert closet.sessions.of(person.id) == []


def test_sessions_end_with_the_person(closet: Closet, person: Person) -> None:
    other = closet.people.add("Minho")
    token = closet.sessions.open(other.id, "", "")
    closet.remove_person(other.id)
    assert closet.sessions.who(token) is None
    with pytest.raises(NotFound):
        closet.sessions.open(other.id, "", "")


def test_a_person_has_a_hundred_at_most_and_the_longest_unused_goes(
    closet: Closet, person: Person, clock: FakeClock
) -> None:
    tokens = []
    for _ in range(102):
        tokens.append(closet.sessions.open(person.id, "", ""))
        clock.advance(1)
    assert [closet.sessions.find(token) is not None for token in tokens] == [False] * 2 + [True] * 100


def test_the_look_up_is_one_walk_down_an_index(closet: Closet) -> None:
    plan = closet._database.execute_sql(
        "EXPLAIN QUERY PLAN SELECT * FROM session JOIN person ON session.person_id = person.id"
        " WHERE token_hash = 'x' AND used_ms > 0"
    ).fetchall()
    assert all("SCAN" not in str(step) for step in plan), plan
