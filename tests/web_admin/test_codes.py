"""The two doors that a code opens: joining the household, and a new password for a forgotten one."""

from collections.abc import Callable

import pytest
from flask import Flask

from mirror.closet import Closet, Person

from .conftest import PASSWORD, Phone


@pytest.fixture
def make_owner(closet: Closet) -> Callable[[Person], Person]:
    def make(person: Person) -> Person:
        closet.people.set_role(person.id, "owner")
        return closet.people.get(person.id)

    return make


def join(phone: Phone, **changed: str) -> object:
    return phone.post("/join", {"name": "민호", "password": PASSWORD, "repeated": PASSWORD, **changed})


def test_who_was_invited_joins_and_is_in(
    app: Flask, stranger: Phone, closet: Closet, jieun: Person, make_owner: Callable[[Person], Person]
) -> None:
    code = closet.people.new_invite_code(make_owner(jieun).id)
    answer = join(stranger, code=code)
    assert (answer.status_code, answer.location) == (303, "/")
    joined = closet.people.find("민호")
    assert joined is not None
    assert (joined.role, joined.language) == ("member", "en")
    assert stranger.get("/").status_code == 200
    again = join(Phone(app, "192.168.0.30"), code=code, name="Mallory")
    assert again.status_code == 400
    assert "ask an owner for a new one" in again.text
    assert closet.people.find("Mallory") is None


def test_a_slip_in_the_form_costs_no_try_and_keeps_what_was_typed(
    stranger: Phone, closet: Closet, jieun: Person
) -> None:
    code = closet.people.new_invite_code()
    for changed in (
        {"repeated": "other"},
        {"password": "password", "repeated": "password"},
        {"name": "jieun"},
    ):
        for _ in range(3):
            answer = join(stranger, **{"code": code, **changed})
            assert answer.status_code == 400
            assert f'value="{code}"' in answer.text
    assert join(stranger, code=code).status_code == 303


@pytest.mark.parametrize("door", ["/join", "/new-password"])
def test_guessing_at_these_doors_ends_soon(
    stranger: Phone, jieun: Person, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web_admin.passwords.make_hash", lambda password: "hash")
    form = {"name": "Jieun", "code": "0000-0000", "password": PASSWORD, "repeated": PASSWORD}
    answers = [stranger.post(door, form) for _ in range(22)]
    assert [answer.status_code for answer in answers] == [400] * 20 + [429] * 2
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.parametrize("door", ["/join", "/new-password"])
def test_before_the_first_account_there_is_no_other_door(stranger: Phone, door: str) -> None:
    assert stranger.get(door).location == "/welcome"


# A forgotten password


def test_a_code_from_the_mirror_brings_a_new_password_and_ends_all_sessions(
    app: Flask, phone: Phone, closet: Closet, jieun: Person
) -> None:
    other = Phone(app, "192.168.0.30")
    code = closet.people.new_password_code(jieun.id)
    form = {"name": "jieun", "code": code, "password": "another good one", "repeated": "another good one"}
    assert other.post("/new-password", form).location == "/"
    assert other.get("/").status_code == 200
    assert phone.get("/").status_code == 303
    assert Phone(app).sign_in("Jieun").status_code == 403
    assert Phone(app).sign_in("Jieun", "another good one").status_code == 303
    assert other.post("/new-password", form).status_code == 400, "once"


def test_a_wrong_name_and_a_wrong_code_look_the_same(
    stranger: Phone, closet: Closet, jieun: Person, minho: Person
) -> None:
    code = closet.people.new_password_code(jieun.id)
    form = {"password": "another good one", "repeated": "another good one"}
    tries = [("Jieun", "0000-0000"), ("민호", code), ("Nobody", code), ("", code)]
    answers = [stranger.post("/new-password", {**form, "name": name, "code": typed}) for name, typed in tries]
    for answer in answers:
        assert answer.status_code == 400
        assert "The name and the code do not belong together" in answer.text
    assert stranger.sign_in("Jieun").status_code == 303, "the old one still holds"
