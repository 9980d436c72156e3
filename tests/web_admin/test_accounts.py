"""The first account, signing in and out, and the cookie."""

import unicodedata

import pytest
from argon2 import PasswordHasher
from flask import Flask

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from web_admin import passwords
from web_admin.passwords import pw_check

from .conftest import PASSWORD, Phone


def welcome(phone: Phone, **changed: str) -> object:
    form = {"name": "지은", "password": PASSWORD, "repeated": PASSWORD, **changed}
    return phone.post("/welcome", form)


@pytest.mark.parametrize("password", ["84619372", "xyzzy" * 25, "비밀번호여덟글자", "  spaces  "])
def test_good_passwords(password: str) -> None:
    assert pw_check(password, password) is None


@pytest.mark.parametrize(
    ("password", "repeated", "why"),
    [
        ("84619372", "84619373", "not the same"),
        ("84619372", "", "not the same"),
        ("1234567", "1234567", "8 to 128"),
        ("x" * 129, "x" * 129, "8 to 128"),
        ("", "", "8 to 128"),
        ("12345678", "12345678", "Many people"),
        ("PassWord1", "PassWord1", "Many people"),
        ("dkssudgktpdy", "dkssudgktpdy", "Many people"),
        ("qwer1234!", "qwer1234!", "Many people"),
        ("otjang2026", "otjang2026", "a name"),
        ("옷장옷장옷장!!", "옷장옷장옷장!!", "a name"),
        ("Jieun_1998", "Jieun_1998", "a name"),
        ("JIEUNjieun", "JIEUNjieun", "a name"),
    ],
)
def test_refused_passwords(password: str, repeated: str, why: str) -> None:
    assert why in str(pw_check(password, repeated, "Jieun"))


def test_the_list_of_common_ones_is_long_and_in_the_form_that_is_compared() -> None:
    assert len(passwords.common()) >= 5000
    assert all(word == word.casefold() and len(word) >= 8 for word in passwords.common())
    assert "MIT" not in passwords.common(), "its head is no password"


@pytest.mark.parametrize("name", ["", "  ", "1998", "수", "J"])
def test_a_short_or_odd_name_forbids_nothing_else(name: str) -> None:
    assert pw_check("수수께끼 상자 셋 J", "수수께끼 상자 셋 J", name) is None


def test_hangul_is_one_password_however_a_keyboard_composes_it() -> None:
    composed = "비밀번호를쓴다구"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert pw_check(composed, decomposed) is None
    assert passwords.fits(passwords.make_hash(composed), decomposed)


def test_hashes_are_argon2id_of_19_mib() -> None:
    assert passwords.make_hash(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_nobody_has_no_password() -> None:
    assert not passwords.fits(None, "nobody can have this one")
    assert not passwords.fits("broken", PASSWORD)
    assert not passwords.fits(passwords.make_hash(PASSWORD), "x" * 10_000)


def test_the_first_account_is_the_owners(stranger: Phone, closet: Closet) -> None:
    code = closet.people.new_setup_code()
    answer = welcome(stranger, code=code.lower())
    assert (answer.status_code, answer.location) == (303, "/")
    person = closet.people.find("지은")
    assert person is not None
    assert (person.role, person.has_account, person.language) == ("owner", True, "en")
    assert stranger.get("/").status_code == 200


def test_the_welcome_page_says_where_the_code_is(stranger: Phone) -> None:
    text = stranger.get("/welcome").text
    assert "The code is on the mirror" in text
    assert "<code>otjang setup-code</code>" in text


def test_a_wrong_code_is_refused_and_the_form_keeps_what_was_typed(stranger: Phone, closet: Closet) -> None:
    closet.people.new_setup_code()
    answer = welcome(stranger, code="0000-0000")
    assert answer.status_code == 400
    assert "not the code on the mirror" in answer.text
    assert 'value="지은"' in answer.text
    assert PASSWORD not in answer.text
    assert not closet.people.any_account()


def test_an_old_code_is_refused(stranger: Phone, closet: Closet, clock: FakeClock) -> None:
    code = closet.people.new_setup_code()
    clock.advance(601)
    assert "code has ended" in welcome(stranger, code=code).text
    assert not closet.people.any_account()


def test_a_typing_slip_in_the_password_costs_no_try_of_the_code(stranger: Phone, closet: Closet) -> None:
    code = closet.people.new_setup_code()
    for _ in range(6):
        assert "not the same" in welcome(stranger, code=code, repeated="another one").text
    assert welcome(stranger, code=code).status_code == 303


def test_there_is_one_first_account_only(stranger: Phone, closet: Closet, jieun: Person) -> None:
    answer = stranger.post(
        "/welcome", {"code": "0000-0000", "name": "x", "password": PASSWORD, "repeated": PASSWORD}
    )
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert closet.people.find("x") is None


def test_guessing_codes_ends_soon(stranger: Phone, closet: Closet) -> None:
    closet.people.new_setup_code()
    answers = [welcome(stranger, code="0000-0000").status_code for _ in range(22)]
    assert answers[0] == 400
    assert answers[-1] == 429


def test_signing_in_and_out(stranger: Phone, jieun: Person) -> None:
    answer = stranger.sign_in("jieun ")
    assert (answer.status_code, answer.location) == (303, "/")
    assert stranger.get("/").status_code == 200
    assert stranger.post("/sign-out").location == "/sign-in"
    assert stranger.get("/").status_code == 303
    assert 'value="Jieun"' in stranger.get("/sign-in").text, "the device remembers the name"


@pytest.mark.parametrize(("name", "password"), [("Jieun", "wrong password"), ("Nobody", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_look_the_same(
    stranger: Phone, jieun: Person, name: str, password: str
) -> None:
    answer = stranger.sign_in(name, password)
    assert answer.status_code == 403
    assert "The name or the password is not right." in answer.text


def test_a_person_without_an_account_cannot_sign_in(stranger: Phone, jieun: Person, closet: Closet) -> None:
    closet.people.add("Guest")
    assert stranger.sign_in("Guest", "").status_code == 403


def test_a_new_password_ends_other_sessions(phone: Phone, closet: Closet, jieun: Person) -> None:
    closet.people.set_password_hash(jieun.id, passwords.make_hash("another password"))
    assert phone.get("/").status_code == 303


def test_a_made_up_cookie_opens_nothing(app: Flask, stranger: Phone, jieun: Person) -> None:
    with stranger.client.session_transaction() as session:
        session["_user_id"] = str(jieun.id)
    assert stranger.get("/").status_code == 303


def test_signing_in_leads_on_to_where_one_wanted(stranger: Phone, jieun: Person) -> None:
    door = stranger.get("/?category=shirt").location
    answer = stranger.post(door, {"name": "Jieun", "password": PASSWORD})
    assert answer.location == "/?category=shirt"


def test_signing_in_never_leads_elsewhere(stranger: Phone, jieun: Person) -> None:
    answer = stranger.post("/sign-in?next=https://evil.example/", {"name": "Jieun", "password": PASSWORD})
    assert answer.location == "/"


def test_the_cookie_lives_on_while_somebody_comes(phone: Phone, clock: FakeClock) -> None:
    phone.get("/")
    assert "Set-Cookie" not in phone.get("/").headers
    clock.advance(24 * 3600)
    assert "Expires=" in phone.get("/").headers["Set-Cookie"]
    assert "Set-Cookie" not in phone.get("/").headers


# The cookie


def test_every_sign_in_has_a_token_of_its_own_and_ends_the_one_before(phone: Phone, closet: Closet) -> None:
    def token() -> str:
        with phone.client.session_transaction() as session:
            return str(session["_user_id"])

    before = token()
    assert phone.sign_in("Jieun").status_code == 303
    assert token() != before
    assert closet.sessions.find(before) is None
    assert closet.sessions.find(token()) is not None
    after = token()
    phone.post("/sign-out")
    assert closet.sessions.find(after) is None, "a copy of the cookie opens nothing"


def test_a_session_that_was_put_into_the_cookie_before_signing_in_is_not_kept(
    stranger: Phone, closet: Closet, jieun: Person
) -> None:
    with stranger.client.session_transaction() as session:
        session["_user_id"] = "chosen by somebody else"
        session["marked"] = "yes"
    stranger.sign_in("Jieun")
    with stranger.client.session_transaction() as session:
        assert session["_user_id"] != "chosen by somebody else"
        assert "marked" not in session


def test_an_old_hash_is_renewed_when_its_person_signs_in(
    stranger: Phone, closet: Closet, jieun: Person
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    closet.people.set_password_hash(jieun.id, weak)
    token = closet.sessions.open(jieun.id, "", "")
    assert stranger.sign_in("Jieun", "wrong").status_code == 403
    assert closet.people.password_hash(jieun.id) == weak
    assert stranger.sign_in("Jieun").status_code == 303
    assert str(closet.people.password_hash(jieun.id)).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert closet.sessions.find(token) is not None, "it is the same password"
    assert stranger.sign_in("Jieun").status_code == 303


def test_the_doors_lead_to_one_another(stranger: Phone, phone: Phone) -> None:
    text = stranger.get("/sign-in").text
    assert 'href="/join"' in text
    assert 'href="/new-password"' in text
    assert 'href="/sign-in"' in stranger.get("/join").text
    assert "otjang people --password-code" in stranger.get("/new-password").text
    assert phone.get("/sign-in?next=/me").location == "/me", "who is in already goes on"


@pytest.mark.parametrize("door", ["/sign-in", "/join", "/new-password"])
def test_no_secret_comes_back_or_stands_in_an_address(
    stranger: Phone, jieun: Person, door: str, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "correct horse battery"
    answer = stranger.post(door, {"name": "x", "code": "AAAA-BBBB", "password": secret, "repeated": secret})
    assert answer.status_code in (400, 403)
    assert secret not in answer.text
    assert secret not in caplog.text
    assert "AAAA" not in caplog.text
    assert 'method="post"' in answer.text
