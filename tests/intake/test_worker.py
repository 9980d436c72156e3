"""The worker: every photo that was handed in ends as a garment or a named failure, in order, and none twice."""

import errno
import io
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from mirror import intake
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, InboxItem, InboxState, Person
from mirror.errors import ClosetError, NetworkError
from mirror.intake import Worker, admit_photo

PATIENCE_S = 20.0  # longer than anything here takes; only a broken worker waits for it


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "POLL_S", 0.002)
    monkeypatch.setattr(intake, "LOCK_POLL_S", 0.002)


@pytest.fixture
def light_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are not encoded, for tests with many of them."""
    kinds = ("original", "cutout", "thumbnail", "glow")
    monkeypatch.setattr(intake, "files_for_closet", lambda _: dict.fromkeys(kinds, b"a picture"))


@pytest.fixture
def hand_in(closet: Closet, person: Person) -> Callable[..., list[InboxItem]]:
    def submit(*contents: str) -> list[InboxItem]:
        return [
            closet.inbox.submit(
                person.id, f"{content}.jpg", io.BytesIO(content.encode()), source="phone"
            ).item
            for content in contents
        ]

    return submit


@pytest.fixture
def work_until_shown(closet: Closet, eye) -> Callable[..., Worker]:
    """Runs a worker on this thread until its eye has been shown this many files, and it has ended the last one."""

    def work(count: int) -> Worker:
        worker = Worker(closet, lambda: eye)
        before = eye.before

        def look(content: bytes) -> None:
            before(content)
            if len(eye.shown) >= count:
                worker.stop()

        eye.before = look
        too_late = threading.Timer(PATIENCE_S, worker.stop)
        too_late.start()
        worker.run()
        too_late.cancel()
        return worker

    return work


@contextmanager
def held_closet(closet: Closet) -> Iterator[Callable[[], None]]:
    """Another connection holds the write lock until the block ends or the yielded function is called."""
    with closing(sqlite3.connect(closet.data_dir / "closet.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")

        def release() -> None:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

        yield release
        release()


def states(closet: Closet) -> list[InboxState]:
    return [item.state for item in closet.inbox.items(ended_too=True)]


# One photo


def test_a_photo_becomes_a_garment_with_its_files(closet: Closet, person: Person, eye, hand_in) -> None:
    hand_in("hat 1")
    item = closet.inbox.take()
    garment_id = admit_photo(closet, eye, item)
    garment = closet.garments.get(person.id, garment_id)
    assert (garment.category, garment.confidence) == (Category.HAT, 0.9)
    assert [colour.name for colour in garment.colours] == ["grey"]
    photo = garment.photo
    assert all(file.stat().st_size for file in (photo.original, photo.cutout, photo.thumbnail, photo.glow))
    assert closet.inbox.get(person.id, item.id).state == InboxState.DONE
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_each_stage_is_told(closet: Closet, person: Person, eye, hand_in, monkeypatch) -> None:
    hand_in("hat 1")
    item = closet.inbox.take()
    told: list[str] = []
    note_stage = closet.inbox.note_stage
    monkeypatch.setattr(
        closet.inbox, "note_stage", lambda item_id, stage: (told.append(stage), note_stage(item_id, stage))
    )
    admit_photo(closet, eye, item)
    assert told[:3] == ["decode", "cutout", "classify"]


def test_a_photo_that_cannot_be_read_fails_with_its_reason_and_keeps_its_file(
    closet: Closet, person: Person, eye, hand_in
) -> None:
    hand_in("bad 1")
    item = closet.inbox.take()
    assert admit_photo(closet, eye, item) is None
    failed = closet.inbox.get(person.id, item.id)
    assert (failed.state, failed.reason) == (InboxState.FAILED, "the photo is too dark")
    assert closet.photos.spooled(item.sha256).exists()
    assert closet.garments.tiles(person.id) == []


def test_what_nobody_foresaw_is_named_and_written_down(
    closet: Closet, person: Person, eye, hand_in, caplog: pytest.LogCaptureFixture
) -> None:
    hand_in("bug 1")
    item = closet.inbox.take()
    assert admit_photo(closet, eye, item) is None
    failed = closet.inbox.get(person.id, item.id)
    assert failed.state == InboxState.FAILED
    assert failed.reason == "something unforeseen happened (ZeroDivisionError): try it again"
    assert "nobody foresaw this" in caplog.text


def test_a_folder_that_cannot_be_written_fails_the_photo_and_says_why(
    closet: Closet, person: Person, eye, hand_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> None:
        raise ClosetError("cannot write x: Permission denied")

    monkeypatch.setattr(closet.photos, "store", closed)
    hand_in("hat 1")
    item = closet.inbox.take()
    admit_photo(closet, eye, item)
    assert "Permission denied" in closet.inbox.get(person.id, item.id).reason
    assert closet.photos.spooled(item.sha256).exists()


def test_a_photo_waits_for_room_on_a_full_disk(
    closet: Closet, eye, hand_in, work_until_shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the photo nor the worker fails: two hundred photos may wait behind it."""
    hand_in("hat 1")
    hand_in("hat 2")
    fsync, full = os.fsync, [True] * 3

    def fsync_if_there_is_room(descriptor: int) -> None:
        if full and full.pop():
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync_if_there_is_room)
    worker = work_until_shown(5)
    assert eye.shown == [b"hat 1"] * 4 + [b"hat 2"]
    assert states(closet) == [InboxState.DONE] * 2
    assert worker.problem == ""
    assert not [file for file in closet.photos.photos_dir.glob("*/*") if file.suffix == ".part"]


def test_the_same_photo_of_two_people_is_a_garment_of_each(
    closet: Closet, person: Person, eye, hand_in
) -> None:
    other = closet.people.add("Minseo")
    hand_in("hat 1")
    closet.inbox.submit(other.id, "x.jpg", io.BytesIO(b"hat 1"), source="phone")
    for _ in range(2):
        admit_photo(closet, eye, closet.inbox.take())
    assert len(closet.garments.tiles(person.id)) == len(closet.garments.tiles(other.id)) == 1
    assert list(closet.photos.inbox_dir.iterdir()) == []


# Many photos


def test_photos_are_worked_on_in_the_order_they_came(
    closet: Closet, clock: FakeClock, eye, hand_in, work_until_shown
) -> None:
    contents = [f"{word} {number}" for number in range(4) for word in ("hat", "bad", "bug", "skirt")]
    for content in contents:
        hand_in(content)
        clock.advance(1)
    work_until_shown(len(contents))
    assert [content.decode() for content in eye.shown] == contents
    assert (
        states(closet)
        == [
            InboxState.DONE,
            InboxState.FAILED,
            InboxState.FAILED,
            InboxState.DONE,
        ]
        * 4
    )


@pytest.mark.usefixtures("light_files")
def test_five_hundred_photos_over_two_restarts_are_each_seen_once(
    closet: Closet, person: Person, eye, hand_in, work_until_shown
) -> None:
    contents = [f"hat {number}" for number in range(500)]
    hand_in(*contents)
    for until in (100, 101, 500):
        work_until_shown(until)
    assert [content.decode() for content in eye.shown] == contents
    assert closet.inbox.counts(person.id)[InboxState.DONE] == 500
    assert closet.garments.counts(person.id) == {Category.HAT: 500}
    assert list(closet.photos.inbox_dir.iterdir()) == []
    assert len(list(closet.photos.photos_dir.glob("*/*.jpg"))) == 500


def test_a_photo_cut_short_by_a_crash_is_seen_again(
    closet: Closet, person: Person, eye, hand_in, work_until_shown
) -> None:
    hand_in("hat 1", "hat 2")
    closet.inbox.take()  # and there the mirror lost its power
    work_until_shown(2)
    assert eye.shown == [b"hat 1", b"hat 2"]
    assert closet.garments.counts(person.id) == {Category.HAT: 2}


def test_a_photo_handed_in_while_the_worker_idles_is_taken(
    closet: Closet, person: Person, eye, hand_in
) -> None:
    shown = threading.Event()
    eye.before = lambda _: shown.set()
    worker = Worker(closet, lambda: eye)
    worker.start()
    try:
        for number in range(3):
            hand_in(f"hat {number}")
            assert shown.wait(PATIENCE_S)
            shown.clear()
    finally:
        worker.stop()
    assert closet.garments.counts(person.id) == {Category.HAT: 3}


def test_an_idle_worker_ends_what_was_deleted(
    closet: Closet, clock: FakeClock, eye, make_garment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "TIDY_EVERY_S", 0.004)
    person = closet.people.add("Minseo")
    garment_id = make_garment(person.id)
    photo = closet.garments.get(person.id, garment_id).photo
    worker = Worker(closet, lambda: eye)
    purged: list[int] = []
    purge = closet.garments.purge

    def purge_and_stop() -> int:
        if not purged:  # the first is the reconcile's; after it the garment is deleted and its time passes
            closet.garments.delete(person.id, garment_id)
            clock.advance(601)
            purged.append(0)
            return 0
        purged.append(purge())
        worker.stop()
        return purged[-1]

    monkeypatch.setattr(closet.garments, "purge", purge_and_stop)
    worker.run()
    assert purged == [0, 1]
    assert not photo.original.exists()


# A busy closet


def test_a_photo_that_meets_a_busy_closet_is_ended_when_it_is_free(
    closet: Closet, eye, hand_in, work_until_shown, caplog: pytest.LogCaptureFixture
) -> None:
    closet._database.execute_sql("PRAGMA busy_timeout = 10")
    hand_in("hat 1")
    hold = held_closet(closet)

    def look(_: bytes) -> None:
        if len(eye.shown) == 1:
            hold.__enter__()
        else:
            hold.__exit__(None, None, None)

    eye.before = look
    work_until_shown(2)
    assert eye.shown == [b"hat 1", b"hat 1"]
    assert states(closet) == [InboxState.DONE]
    assert len(list(closet.photos.photos_dir.glob("*/*.jpg"))) == 1
    assert "the closet is busy" in caplog.text


def test_a_closet_that_is_busy_at_the_start_does_not_end_the_worker(
    closet: Closet, eye, hand_in, work_until_shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    closet._database.execute_sql("PRAGMA busy_timeout = 10")
    hand_in("hat 1")
    reconcile, tries = closet.reconcile, []
    with held_closet(closet) as release:

        def reconcile_later() -> int:
            tries.append(len(tries))
            if len(tries) == 3:
                release()
            return reconcile()

        monkeypatch.setattr(closet, "reconcile", reconcile_later)
        worker = work_until_shown(1)
    assert worker.problem == ""
    assert states(closet) == [InboxState.DONE]


# Whose turn it is


def test_a_second_worker_waits_and_takes_over(closet: Closet, person: Person, eye, hand_in) -> None:
    shown = threading.Event()
    eye.before = lambda _: shown.set()
    worker = Worker(closet, lambda: eye)
    with closet.worker_lock(wait_s=0) as held:
        assert held
        hand_in("hat 1")
        worker.start()
        assert not shown.wait(0.05)
        assert closet.inbox.counts()[InboxState.WAITING] == 1
    try:
        assert shown.wait(PATIENCE_S)
    finally:
        worker.stop()
    assert closet.garments.counts(person.id) == {Category.HAT: 1}


@pytest.mark.usefixtures("light_files")
def test_two_workers_see_each_photo_once(closet: Closet, person: Person, eye, hand_in) -> None:
    contents = [f"hat {number}" for number in range(40)]
    hand_in(*contents)
    all_shown = threading.Event()
    eye.before = lambda _: all_shown.set() if len(eye.shown) >= len(contents) else None
    workers = [Worker(closet, lambda: eye) for _ in range(2)]
    for worker in workers:
        worker.start()
    try:
        assert all_shown.wait(PATIENCE_S)
    finally:
        for worker in workers:
            worker.stop()
    assert [content.decode() for content in eye.shown] == contents
    assert closet.garments.counts(person.id) == {Category.HAT: 40}


# At once


def test_a_nudged_worker_does_not_wait_for_its_poll(
    closet: Closet, person: Person, eye, hand_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "POLL_S", 600.0)
    shown = [threading.Event(), threading.Event()]
    eye.before = lambda _: shown[len(eye.shown) - 1].set()
    worker = Worker(closet, lambda: eye)
    hand_in("hat 1")
    worker.start()
    try:
        assert shown[0].wait(PATIENCE_S)
        hand_in("hat 2")
        worker.nudge()
        assert shown[1].wait(PATIENCE_S)
    finally:
        worker.stop()
    assert eye.shown == [b"hat 1", b"hat 2"]


def test_an_idle_worker_finds_the_photos_of_other_processes_unnudged(closet: Closet, eye, hand_in) -> None:
    shown = threading.Event()
    idle = threading.Event()
    eye.before = lambda content: (shown if content == b"hat 2" else idle).set()
    worker = Worker(closet, lambda: eye)
    hand_in("hat 1")
    worker.start()
    try:
        assert idle.wait(PATIENCE_S)
        hand_in("hat 2")
        assert shown.wait(PATIENCE_S)
    finally:
        worker.stop()


# Ending


def test_an_idle_worker_stops_at_once(closet: Closet, eye) -> None:
    worker = Worker(closet, lambda: eye)
    worker.start()
    began_s = time.monotonic()
    worker.stop()
    assert time.monotonic() - began_s < 2
    assert "intake" not in {thread.name for thread in threading.enumerate()}


def test_a_worker_waiting_for_its_turn_stops_within_two_seconds(closet: Closet, eye, monkeypatch) -> None:
    monkeypatch.setattr(intake, "LOCK_POLL_S", 60.0)
    worker = Worker(closet, lambda: eye)
    with closet.worker_lock(wait_s=0):
        worker.start()
        began_s = time.monotonic()
        worker.stop()
        assert time.monotonic() - began_s < 2
        assert "intake" not in {thread.name for thread in threading.enumerate()}


def test_stopping_ends_the_photo_at_hand_and_leaves_the_rest(
    closet: Closet, person: Person, eye, hand_in, work_until_shown
) -> None:
    hand_in("hat 1", "hat 2", "hat 3")
    work_until_shown(1)
    assert states(closet) == [InboxState.DONE, InboxState.WAITING, InboxState.WAITING]


def test_a_worker_that_was_never_started_can_be_stopped(closet: Closet, eye) -> None:
    Worker(closet, lambda: eye).stop()


# Nothing to see with


def test_a_missing_network_is_the_worker_s_problem_and_the_photos_wait(closet: Closet, hand_in) -> None:
    def load() -> intake.Eye:
        raise NetworkError("the network x is damaged: reinstall Otjang")

    hand_in("hat 1")
    worker = Worker(closet, load)
    worker.run()
    assert worker.problem == "the network x is damaged: reinstall Otjang"
    assert states(closet) == [InboxState.WAITING]
    assert not closet.worker_is_up()


def test_a_worker_that_breaks_says_so_instead_of_vanishing(
    closet: Closet, hand_in, caplog: pytest.LogCaptureFixture
) -> None:
    def load() -> intake.Eye:
        raise MemoryError

    hand_in("hat 1")
    worker = Worker(closet, load)
    caplog.set_level(logging.ERROR)
    worker.run()
    assert "MemoryError" in worker.problem
    assert "Traceback" in caplog.text
    assert states(closet) == [InboxState.WAITING]
