"""The mirror's current picture, while there is one."""

import os

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person

from .conftest import Phone, jpeg


@pytest.fixture
def phone(closet: Closet, jieun: Person, phone: Phone) -> Phone:
    """An owner's: to a member there is no such room."""
    closet.people.set_role(jieun.id, "owner")
    return phone


def show(closet: Closet, clock: FakeClock, age_s: float = 0) -> None:
    file = closet.data_dir / "mirror.jpg"
    file.write_bytes(jpeg())
    written_s = clock.now().timestamp() - age_s
    os.utime(file, (written_s, written_s))


def test_without_a_picture_a_sentence(phone: Phone) -> None:
    assert "The mirror shows nothing right now" in phone.get("/mirror").text
    assert phone.get("/mirror/picture").status_code == 404
    assert phone.get("/mirror/now?seen=0").status_code == 204


def test_the_picture_of_now(phone: Phone, closet: Closet, clock: FakeClock) -> None:
    show(closet, clock)
    written_ms = int(clock.now().timestamp() * 1000)
    assert f"/mirror/picture?at={written_ms}" in phone.get("/mirror").text
    answer = phone.get(f"/mirror/picture?at={written_ms}")
    assert (answer.mimetype, answer.data) == ("image/jpeg", jpeg())
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert phone.get(f"/mirror/now?seen={written_ms}").status_code == 204
    clock.advance(1)
    show(closet, clock)
    assert "/mirror/picture?at=" in phone.get(f"/mirror/now?seen={written_ms}").text


def test_an_old_picture_is_not_of_now(phone: Phone, closet: Closet, clock: FakeClock) -> None:
    show(closet, clock, age_s=3600)
    assert "The mirror shows nothing right now" in phone.get("/mirror").text
    with closet.worker_lock():
        assert "/mirror/picture?at=" in phone.get("/mirror").text, "an idle mirror draws nothing new"
