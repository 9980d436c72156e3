"""The phone while the disk is full or read-only, or the closet is held: pages open, writes say what is wrong."""

import errno
import io
import sqlite3
from contextlib import closing

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.jobs import CUT_OFF
from mirror.config import Settings
from web_admin import create_app

from .conftest import Phone, jpeg

PAGES = (
    "/",
    "/add",
    "/add/inbox",
    "/own",
    "/statistics",
    "/me",
    "/me/devices",
    "/household",
    "/me/data",
    "/review",
)


@pytest.fixture
def read_only(closet: Closet, phone: Phone, clock: FakeClock):
    """The disk can only be read, and the phone has not been here for an hour."""
    token = phone.token()
    clock.advance(3600)
    closet._database.execute_sql("PRAGMA query_only = 1")
    yield token
    closet._database.execute_sql("PRAGMA query_only = 0")


def test_every_page_opens_and_every_write_says_why(
    phone: Phone, jieun: Person, make_garment, read_only: str
) -> None:
    for path in PAGES:
        assert phone.get(path).status_code == 200, path
    answer = phone.client.post("/me/language", data={"csrf_token": read_only, "language": "ko"})
    assert answer.status_code == 507
    assert "The disk can only be read" in answer.text


def test_work_that_a_restart_cut_off_closes_no_page(closet: Closet, jieun: Person) -> None:
    """What an earlier process left is noted when the disk takes it again."""
    job = closet.jobs.start(jieun.id, "backup")
    again = Phone(create_app(closet, Settings(), secret_key=b"k" * 32))
    closet._database.execute_sql("PRAGMA query_only = 1")
    assert again.get("/sign-in").status_code == 200
    closet._database.execute_sql("PRAGMA query_only = 0")
    assert again.get("/sign-in").status_code == 200
    assert closet.jobs.get(jieun.id, job.id).reason == CUT_OFF


@pytest.mark.parametrize("path", ["/add", "/own"])
def test_an_upload_that_finds_no_room_is_refused_in_words(
    phone: Phone, closet: Closet, jieun: Person, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    token = phone.token()
    monkeypatch.setattr("web_admin.uploads.tempfile.NamedTemporaryFile", full)
    field = "photos" if path == "/add" else "picture"
    answer = phone.client.post(
        path,
        data={"csrf_token": token, field: (io.BytesIO(jpeg()), "coat.jpg")},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 422
    assert "disk is full" in answer.text
    assert closet.inbox.items(jieun.id) == []
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_a_held_closet_says_when_to_try_again(phone: Phone, closet: Closet, clock: FakeClock) -> None:
    token = phone.token()
    closet.patience_ms(0)
    clock.advance(3600)
    with closing(sqlite3.connect(closet.data_dir / "closet.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert phone.get("/").status_code == 200
        answer = phone.client.post("/me/language", data={"csrf_token": token, "language": "ko"})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
        sent = {"csrf_token": token, "photos": (io.BytesIO(jpeg()), "coat.jpg")}
        answer = phone.client.post("/add", data=sent, headers={"Accept": "application/json"})
        assert answer.status_code == 503, "the script tries again by itself"
