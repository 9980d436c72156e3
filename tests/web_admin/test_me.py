"""A person's own pages: name, password, devices; and nobody else's."""

import pytest
from flask import Flask

from mirror.clock import FakeClock
from mirror.closet import Closet, Person

from .conftest import PASSWORD, Phone

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
    " Mobile/15E148 Safari/604.1"
)
NEW = "another good password"


def change(phone: Phone, **changed: str) -> object:
    return phone.post("/me/password", {"current": PASSWORD, "password": NEW, "repeated": NEW, **changed})


@pytest.fixture
def tablet(app: Flask, jieun: Person) -> Phone:
    """Another device of Jieun's, signed in."""
    other = Phone(app, address="192.168.0.30")
    other.client.environ_base["HTTP_USER_AGENT"] = IPHONE
    assert other.sign_in("Jieun").status_code == 303
    return other


# Name


def test_a_new_name_is_the_one_to_sign_in_with(
    phone: Phone, app: Flask, closet: Closet, jieun: Person
) -> None:
    answer = phone.post("/me/name", {"name": " 지은  "}, follow_redirects=True)
    assert "<h1>지은</h1>" in answer.text
    assert closet.people.get(jieun.id).name == "지은"
    assert Phone(app).sign_in("Jieun").status_code == 403
    assert Phone(app).sign_in("지은").status_code == 303


@pytest.mark.parametrize(
    ("name", "why"), [("", "name is needed"), ("x" * 41, "at most 40"), ("Minho", "name is taken")]
)
def test_what_is_no_name_is_refused(phone: Phone, closet: Closet, jieun: Person, name: str, why: str) -> None:
    closet.people.add("minho")
    answer = phone.post("/me/name", {"name": name})
    assert answer.status_code == 400
    assert why in answer.text
    assert closet.people.get(jieun.id).name == "Jieun"


# Password


def test_a_new_password_ends_the_other_sessions_and_not_this_one(
    app: Flask, phone: Phone, tablet: Phone, minho: Person
) -> None:
    other = Phone(app, "192.168.0.40")
    other.sign_in("민호")
    assert change(phone).location == "/me"
    assert phone.get("/").status_code == 200
    assert tablet.get("/").status_code == 303
    assert other.get("/").status_code == 200
    assert tablet.sign_in("Jieun").status_code == 403
    assert tablet.sign_in("Jieun", NEW).status_code == 303


@pytest.mark.parametrize(
    ("changed", "status", "why"),
    [
        ({"current": "not the one"}, 403, "current password is not right"),
        ({"current": ""}, 403, "current password is not right"),
        ({"repeated": "different"}, 400, "not the same"),
        ({"password": "short", "repeated": "short"}, 400, "8 to 128"),
        ({"password": "password1", "repeated": "password1"}, 400, "Many people"),
        ({"password": "jieun-1998", "repeated": "jieun-1998"}, 400, "a name"),
    ],
)
def test_a_new_password_needs_the_old_one_and_the_rule(
    phone: Phone, tablet: Phone, changed: dict[str, str], status: int, why: str
) -> None:
    answer = change(phone, **changed)
    assert answer.status_code == status
    assert why in answer.text
    assert tablet.get("/").status_code == 200
    assert tablet.sign_in("Jieun").status_code == 303


def test_a_phone_that_was_left_open_has_five_guesses(app: Flask, phone: Phone) -> None:
    answers = [change(phone, current="guess").status_code for _ in range(5)]
    assert answers == [403] * 5
    refused = change(phone)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert Phone(app, "192.168.0.40").sign_in("Jieun").status_code == 303


# Devices


def test_devices_in_words_this_one_first_and_marked(phone: Phone, tablet: Phone, clock: FakeClock) -> None:
    phone.client.environ_base["HTTP_USER_AGENT"] = "curl/8.5.0"
    clock.advance(3 * 24 * 3600)
    text = tablet.get("/me/devices").text
    assert text.index("this device") < text.index("used 3 days ago")
    assert text.count("this device") == 1
    assert "iPhone · Safari" in text
    assert "192.168.0.30" in text
    assert "2 devices" in tablet.get("/me").text


def test_an_ended_session_ends_at_once_on_the_other_device(
    phone: Phone, tablet: Phone, closet: Closet, jieun: Person
) -> None:
    device = next(one for one in closet.sessions.of(jieun.id) if one.device.startswith("iPhone"))
    answer = phone.post(f"/me/devices/{device.id}/end", follow_redirects=True)
    assert "That device has been signed out." in answer.text
    assert "iPhone" not in answer.text
    assert tablet.get("/").status_code == 303
    assert tablet.get("/", headers={"HX-Request": "true"}).status_code == 401
    assert phone.get("/").status_code == 200


def test_nobody_ends_the_session_of_another_person(
    app: Flask, phone: Phone, closet: Closet, minho: Person
) -> None:
    other = Phone(app, "192.168.0.40")
    other.sign_in("민호")
    (theirs,) = closet.sessions.of(minho.id)
    assert phone.post(f"/me/devices/{theirs.id}/end").status_code == 404
    assert other.get("/").status_code == 200


def test_sign_out_everywhere_but_here(phone: Phone, tablet: Phone) -> None:
    assert phone.post("/me/devices/end").location == "/me/devices"
    assert tablet.get("/").status_code == 303
    assert phone.get("/").status_code == 200
    assert "Sign out on all others" not in phone.get("/me/devices").text


def test_an_account_that_is_removed_ends_its_sessions(
    phone: Phone, tablet: Phone, closet: Closet, jieun: Person
) -> None:
    closet.remove_person(jieun.id)
    assert phone.get("/").status_code == 303
    assert tablet.get("/me").status_code == 303


def test_sessions_outlive_a_restart_and_end_unused(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person
) -> None:
    for _ in range(4):
        clock.advance(80 * 24 * 3600)
        (session,) = closet.sessions.of(jieun.id)
        assert phone.get("/").status_code == 200
        (session,) = closet.sessions.of(jieun.id)
        assert session.used_at == clock.now()
    clock.advance(90 * 24 * 3600)
    assert phone.get("/").status_code == 303


# The page


def test_an_owner_finds_the_house_and_a_member_their_own(
    app: Flask, phone: Phone, closet: Closet, jieun: Person, minho: Person
) -> None:
    closet.people.set_role(jieun.id, "owner")
    other = Phone(app, "192.168.0.40")
    other.sign_in("민호")
    for_owners = ['href="/health"', 'href="/backup"', 'href="/mirror"']
    mine, theirs = phone.get("/me").text, other.get("/me").text
    assert all(link in mine for link in for_owners)
    assert not any(link in theirs for link in for_owners)
    for text in (mine, theirs):
        assert 'href="/household"' in text
        assert 'href="/me/devices"' in text
    for path in ("/me", "/me/name", "/me/password", "/me/devices", "/me/pin"):
        assert other.get(path).status_code == 200


def test_a_long_name_is_not_cut_and_not_markup(phone: Phone, closet: Closet, jieun: Person) -> None:
    closet.people.rename(jieun.id, "<b>" + "길" * 37)
    assert f"&lt;b&gt;{'길' * 37}" in phone.get("/me").text
