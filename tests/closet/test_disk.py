"""A disk that is full, or that can only be read: each write says so, nothing is half done, and it passes."""

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mirror.closet import Closet, Person
from mirror.closet.disk import FULL, READ_ONLY
from mirror.errors import ClosetBusy, ClosetError, DiskTrouble


@contextmanager
def full(closet: Closet) -> Iterator[None]:
    """SQLite finds no room for another page."""
    pages = closet._database.execute_sql("PRAGMA page_count").fetchone()[0]
    closet._database.execute_sql(f"PRAGMA max_page_count = {pages}")
    yield
    closet._database.execute_sql("PRAGMA max_page_count = 1000000")


def test_what_does_not_fit_is_not_half_there(closet: Closet, person: Person, make_garment) -> None:
    ids = [make_garment(person.id) for _ in range(3)]
    with full(closet), pytest.raises(DiskTrouble, match=FULL):
        for number in ids * 40:
            closet.garments.describe(person.id, number, name="a coat", notes="warm " * 400)
            closet.garments.change(person.id, ids, washing=True)
            closet.people.add(f"somebody {len(closet.people.all())}")
    whole = {closet.garments.get(person.id, number).in_wash for number in ids}
    assert len(whole) == 1
    closet.people.add("somebody else")
    assert "somebody else" in [one.name for one in closet.people.all()]


def test_a_disk_that_can_only_be_read_is_read(closet: Closet, person: Person, make_garment) -> None:
    number = make_garment(person.id)
    closet._database.execute_sql("PRAGMA query_only = 1")
    with pytest.raises(DiskTrouble, match="only be read"):
        closet.garments.wash(person.id, number)
    assert not closet.garments.get(person.id, number).in_wash
    assert not closet.worker_is_up()
    closet._database.execute_sql("PRAGMA query_only = 0")
    closet.garments.wash(person.id, number)
    assert closet.garments.get(person.id, number).in_wash


@pytest.mark.parametrize(
    ("number", "raised"),
    [
        (errno.ENOSPC, DiskTrouble(FULL)),
        (errno.EROFS, DiskTrouble(READ_ONLY)),
        (errno.EIO, ClosetError("cannot keep")),
    ],
)
def test_a_photo_that_cannot_be_written_leaves_nothing(
    closet: Closet, person: Person, monkeypatch: pytest.MonkeyPatch, number: int, raised: ClosetError
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(type(raised), match=str(raised)):
        closet.inbox.submit(person.id, "coat.jpg", io.BytesIO(b"a photo"), source="phone")
    assert list(closet.photos.inbox_dir.iterdir()) == []
    assert closet.inbox.items(person.id) == []


def test_what_is_not_worth_waiting_for_does_not_wait(closet: Closet) -> None:
    before = closet._database.execute_sql("PRAGMA busy_timeout").fetchone()
    with pytest.raises(ClosetBusy), closet.hurried():
        assert closet._database.execute_sql("PRAGMA busy_timeout").fetchone() == (0,)
        raise ClosetBusy
    assert closet._database.execute_sql("PRAGMA busy_timeout").fetchone() == before
