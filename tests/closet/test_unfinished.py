"""Uploads in pieces: they go on where they stopped, arrive whole or not at all, and are given up after a day."""

import hashlib
import os
import threading
from pathlib import Path

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, InboxState, Person
from mirror.closet.unfinished import UNDER_WAY_S, UNFINISHED_MAX, OutOfStep
from mirror.errors import ClosetError, NotFound, PhotoError

PHOTO = bytes(range(256)) * 40
SHA256 = hashlib.sha256(PHOTO).hexdigest()
LIMIT_BYTES = 1_000_000


def add(closet: Closet, person: Person, offset: int, piece: bytes, sha256: str = SHA256) -> int:
    return closet.unfinished.append(person.id, sha256, offset, piece, limit_bytes=LIMIT_BYTES)


def finish(closet: Closet, person: Person, sha256: str = SHA256, look=lambda file: None) -> object:
    return closet.unfinished.finish(person.id, sha256, len(PHOTO), "coat.jpg", source="phone", look=look)


def left(closet: Closet) -> list[str]:
    return sorted(file.name for file in closet.photos.inbox_dir.iterdir())


def test_pieces_become_a_photo_in_the_inbox(closet: Closet, person: Person) -> None:
    assert closet.unfinished.start(person.id, SHA256, len(PHOTO)) == 0
    assert add(closet, person, 0, PHOTO[:3000]) == 3000
    assert closet.unfinished.start(person.id, SHA256, len(PHOTO)) == 3000, "another page goes on from there"
    with pytest.raises(OutOfStep) as early:
        finish(closet, person)
    assert early.value.offset == 3000
    with pytest.raises(OutOfStep) as twice:
        add(closet, person, 0, PHOTO[:3000])
    assert twice.value.offset == 3000
    assert add(closet, person, 3000, PHOTO[3000:]) == len(PHOTO)
    submission = finish(closet, person)
    assert (submission.outcome, submission.item.file_name) == ("queued", "coat.jpg")
    assert closet.photos.spooled(SHA256).read_bytes() == PHOTO
    assert left(closet) == [SHA256]
    with pytest.raises(NotFound):
        finish(closet, person)
    assert closet.inbox.known(person.id, [SHA256]) == {SHA256: None}


def test_what_arrived_damaged_is_no_photo_and_goes(closet: Closet, person: Person) -> None:
    closet.unfinished.start(person.id, SHA256, len(PHOTO))
    add(closet, person, 0, b"\0" * len(PHOTO))
    with pytest.raises(ClosetError, match="arrived damaged"):
        finish(closet, person)
    assert left(closet) == []
    assert closet.inbox.items(person.id) == []


def test_what_is_refused_at_a_look_goes(closet: Closet, person: Person) -> None:
    def refuse(file: Path) -> None:
        assert file.read_bytes() == PHOTO
        raise PhotoError("no photo")

    closet.unfinished.start(person.id, SHA256, len(PHOTO))
    add(closet, person, 0, PHOTO)
    with pytest.raises(PhotoError):
        finish(closet, person, look=refuse)
    assert left(closet) == []


def test_nobody_reaches_anothers_upload(closet: Closet, person: Person) -> None:
    other = closet.people.add("Minho")
    closet.unfinished.start(person.id, SHA256, len(PHOTO))
    add(closet, person, 0, PHOTO[:10])
    with pytest.raises(NotFound):
        add(closet, other, 10, PHOTO[10:])
    with pytest.raises(NotFound):
        finish(closet, other)
    assert closet.unfinished.start(other.id, SHA256, len(PHOTO)) == 0, "a photo of one's own begins anew"
    closet.unfinished.forget(other.id)
    assert closet.unfinished.start(person.id, SHA256, len(PHOTO)) == 10


@pytest.mark.parametrize("sha256", ["", "x" * 64, "../" * 21 + "a", SHA256.upper(), SHA256 + "\n"])
def test_only_a_digest_names_an_upload(closet: Closet, person: Person, sha256: str) -> None:
    with pytest.raises(NotFound):
        closet.unfinished.start(person.id, sha256, 10)
    assert left(closet) == []


def test_a_photo_has_a_limit(closet: Closet, person: Person) -> None:
    closet.unfinished.start(person.id, SHA256, 10)
    add(closet, person, 0, b"x" * LIMIT_BYTES)
    with pytest.raises(ClosetError, match="more than was said"):
        add(closet, person, LIMIT_BYTES, b"x")


def test_a_full_disk_is_said_and_the_upload_stays_where_it_was(
    closet: Closet, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    closet.unfinished.start(person.id, SHA256, len(PHOTO))
    add(closet, person, 0, PHOTO[:100])
    really = os.pwrite

    def half(descriptor: int, data: bytes, at: int) -> int:
        if at > 100:
            raise OSError(28, "No space left on device")
        return really(descriptor, bytes(data)[:50], at)

    with monkeypatch.context() as full:
        full.setattr(os, "pwrite", half)
        with pytest.raises(ClosetError, match="the disk is full"):
            add(closet, person, 100, PHOTO[100:])
    assert closet.unfinished.start(person.id, SHA256, len(PHOTO)) == 100


def test_unfinished_ones_are_kept_for_a_day(closet: Closet, person: Person, clock: FakeClock) -> None:
    closet.unfinished.start(person.id, SHA256, len(PHOTO))
    add(closet, person, 0, PHOTO[:10])
    clock.advance(23 * 3600)
    closet.reconcile()
    assert closet.unfinished.start(person.id, SHA256, len(PHOTO)) == 10
    clock.advance(24 * 3600 + 1)
    assert closet.reconcile() == 1
    assert left(closet) == []


def test_yesterdays_go_while_the_mirror_stays_on(closet: Closet, person: Person, clock: FakeClock) -> None:
    closet.unfinished.start(person.id, SHA256, len(PHOTO))
    clock.advance(24 * 3600 + 1)
    closet.unfinished.start(person.id, "ab" * 32, 10)
    assert left(closet) == [f"unfinished-{person.id}-{'ab' * 32}.part"]


def test_there_are_only_so_many_and_the_oldest_make_room(
    closet: Closet, person: Person, clock: FakeClock
) -> None:
    for number in range(UNFINISHED_MAX):
        closet.unfinished.start(person.id, f"{number:064x}", 10)
        clock.advance(1)
    with pytest.raises(ClosetError, match=f"{UNFINISHED_MAX} photos are being sent already"):
        closet.unfinished.start(person.id, SHA256, 10)
    other = closet.people.add("Minho")
    assert closet.unfinished.start(other.id, SHA256, 10) == 0
    clock.advance(UNDER_WAY_S)
    assert closet.unfinished.start(person.id, SHA256, 10) == 0
    assert len(left(closet)) == UNFINISHED_MAX + 1
    assert f"unfinished-{person.id}-{0:064x}.part" not in left(closet)


def test_two_pages_that_send_the_same_photo_make_one(closet: Closet, person: Person) -> None:
    """Each goes on wherever the upload stands, as the script does; one of them finishes it."""
    closet.unfinished.start(person.id, SHA256, len(PHOTO))
    outcomes: list[str] = []

    def send() -> None:
        at = 0
        while True:
            try:
                if at < len(PHOTO):
                    at = add(closet, person, at, PHOTO[at : at + 700])
                else:
                    outcomes.append(finish(closet, person).outcome)
                    break
            except OutOfStep as error:
                at = error.offset
            except NotFound:
                outcomes.append("gone")
                break
        closet.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["gone", "gone", "gone", "queued"]
    assert left(closet) == [SHA256]
    assert closet.photos.spooled(SHA256).read_bytes() == PHOTO
    (item,) = closet.inbox.items(person.id)
    assert item.state == InboxState.WAITING


def test_what_is_known(closet: Closet, person: Person, make_garment) -> None:
    other = closet.people.add("Minho")
    owned, gone, anothers = "aa" * 32, "bb" * 32, "cc" * 32
    garment_id = make_garment(person.id, sha256=owned)
    closet.garments.delete(person.id, make_garment(person.id, sha256=gone))
    make_garment(other.id, sha256=anothers)
    assert closet.inbox.known(person.id, [owned, gone, anothers, "dd" * 32]) == {owned: garment_id}
    assert closet.inbox.known(person.id, []) == {}
