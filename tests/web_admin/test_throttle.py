"""Guessing ends soon for whoever guesses, for nobody else, and a restart changes nothing."""

import pytest
from flask import Flask

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.config import Settings
from web_admin import create_app, throttle

from .conftest import PASSWORD, Phone

KEY = b"k" * 32


@pytest.fixture(autouse=True)
def no_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of guesses would take a minute; that passwords are really compared is shown elsewhere."""
    monkeypatch.setattr(
        "web_admin.passwords.fits", lambda known, password: known is not None and password == PASSWORD
    )


def phone_at(app: Flask, address: str) -> Phone:
    return Phone(app, address=address)


def wrong(phone: Phone, times: int, name: str = "Jieun") -> list[int]:
    return [phone.sign_in(name, "wrong").status_code for _ in range(times)]


def test_the_right_password_is_refused_while_blocked(app: Flask, stranger: Phone, jieun: Person) -> None:
    assert wrong(stranger, 5) == [403] * 5
    answer = stranger.sign_in("Jieun")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert stranger.get("/").status_code == 303
    elsewhere = phone_at(app, "192.168.0.99")
    assert elsewhere.sign_in("Jieun").status_code == 303, "nobody is locked out from elsewhere"
    assert stranger.sign_in("Jieun").status_code == 429, "and that opens nothing here"


def test_however_the_name_is_written(stranger: Phone, jieun: Person) -> None:
    names = ("Jieun", "JIEUN", " jieun", "jieun ", "Jieun")
    assert [stranger.sign_in(name, "wrong").status_code for name in names] == [403] * 5
    assert stranger.sign_in("jIeun").status_code == 429


def test_a_restart_forgives_nothing(
    app: Flask, stranger: Phone, closet: Closet, clock: FakeClock, jieun: Person
) -> None:
    wrong(stranger, 5)
    restarted = create_app(closet, Settings(), secret_key=KEY, clock=clock)
    assert phone_at(restarted, "192.168.0.20").sign_in("Jieun").status_code == 429
    reopened = create_app(Closet.open(closet.data_dir, clock), Settings(), secret_key=KEY, clock=clock)
    assert phone_at(reopened, "192.168.0.20").sign_in("Jieun").status_code == 429


def test_the_wait_ends(stranger: Phone, clock: FakeClock, jieun: Person) -> None:
    wrong(stranger, 6)
    clock.advance(601)
    assert stranger.sign_in("Jieun").status_code == 303


def test_one_address_cannot_try_many_names(stranger: Phone, jieun: Person) -> None:
    answers = [stranger.sign_in(f"name {number}", "wrong").status_code for number in range(21)]
    assert answers == [403] * 20 + [429]


def test_one_s_own_account_wins_no_guesses_at_others(stranger: Phone, jieun: Person, minho: Person) -> None:
    answers = []
    for number in range(30):
        answers += wrong(stranger, 1, f"name {number}")
        stranger.sign_in("민호")
    assert answers.count(403) <= 20


def test_the_right_password_starts_the_count_anew(stranger: Phone, jieun: Person) -> None:
    for _ in range(3):
        assert wrong(stranger, 4) == [403] * 4
        assert stranger.sign_in("Jieun").status_code == 303
        stranger.post("/sign-out")


@pytest.fixture
def attacked(app: Flask, jieun: Person, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Thirty guesses at Jieun's account, from six addresses."""
    for last in range(6):
        assert wrong(phone_at(app, f"192.168.0.{100 + last}"), 5) == [403] * 5
    return app


def test_under_attack_an_address_has_one_guess(attacked: Flask) -> None:
    assert wrong(phone_at(attacked, "192.168.0.200"), 3) == [403, 429, 429]
    assert phone_at(attacked, "192.168.0.200").sign_in("Jieun").status_code == 429
    assert phone_at(attacked, "192.168.0.20").sign_in("Jieun").status_code == 303, "the owner still gets in"
    assert phone_at(attacked, "192.168.0.20").sign_in("Jieun").status_code == 303, "and again"


def test_under_attack_a_network_of_ipv6_is_one_address(attacked: Flask) -> None:
    assert wrong(phone_at(attacked, "2001:db8:1:2::1"), 1) == [403]
    assert wrong(phone_at(attacked, "2001:db8:1:2:ffff::9"), 1) == [429]
    assert wrong(phone_at(attacked, "2001:db8:1:3::1"), 1) == [403]
    assert wrong(phone_at(attacked, "::ffff:192.168.0.7"), 1) == [403]
    assert wrong(phone_at(attacked, "::ffff:192.168.0.8"), 1) == [403]


def test_an_attack_on_one_account_is_none_on_another(attacked: Flask, minho: Person) -> None:
    assert wrong(phone_at(attacked, "192.168.0.200"), 5, "민호") == [403] * 5


def test_a_guess_counts_before_it_is_compared(
    stranger: Phone, closet: Closet, jieun: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cord_pulled(*_args: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as pulled:
        pulled.setattr("web_admin.passwords.fits", cord_pulled)
        for _ in range(5):
            with pytest.raises(KeyboardInterrupt):
                stranger.sign_in("Jieun", "wrong")
    assert stranger.sign_in("Jieun").status_code == 429


def test_no_name_and_no_address_is_kept_in_the_clear(stranger: Phone, closet: Closet, jieun: Person) -> None:
    wrong(stranger, 2, "somebody unknown")
    rows = closet._database.execute_sql("SELECT door, subject FROM attempt").fetchall()
    assert len(rows) == 3
    assert all(len(subject) == 64 and door == "sign-in" for door, subject in rows)
    with stranger.client.application.test_request_context(environ_base={"REMOTE_ADDR": "192.168.0.20"}):
        own = throttle._digest("address", "192.168.0.20")
        stranger.client.application.secret_key = b"another"
        assert own in {subject for _door, subject in rows}
        assert throttle._digest("address", "192.168.0.20") != own, "a table of all addresses is of no use"


def test_nor_is_a_password(
    stranger: Phone, closet: Closet, jieun: Person, caplog: pytest.LogCaptureFixture
) -> None:
    stranger.sign_in("Jieun", PASSWORD + "?")
    for file in closet.data_dir.glob("closet.db*"):
        assert PASSWORD.encode() not in file.read_bytes()
    assert PASSWORD not in caplog.text
