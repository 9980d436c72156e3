"""The photo files: whole or not there, and swept when no row needs them."""

import io
import os
from pathlib import Path

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.photos import PhotoStore, durable_write
from mirror.errors import ClosetError

KINDS = ("original", "cutout", "thumbnail", "glow")
ONE_HOUR_S = 3600


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    store = PhotoStore(tmp_path)
    store.make_folders()
    return store


def everything_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_written_file_is_whole_and_alone(tmp_path: Path) -> None:
    file = tmp_path / "ab" / "photo.jpg"
    durable_write(file, b"first")
    durable_write(file, b"second")
    assert file.read_bytes() == b"second"
    assert everything_below(tmp_path) == {"ab/photo.jpg"}


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    file = tmp_path / "photo.jpg"
    durable_write(file, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if broken == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ClosetError, match="the disk is full"):
        durable_write(file, b"new")
    assert file.read_bytes() == b"old"
    assert everything_below(tmp_path) == {"photo.jpg"}


def test_a_name_that_is_a_folder_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").mkdir()
    with pytest.raises(ClosetError, match="cannot write"):
        durable_write(tmp_path / "photo.jpg", b"new")
    assert everything_below(tmp_path) == set()


def test_folders_that_cannot_be_made_name_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(ClosetError, match="Choose another folder with --data"):
        Closet.open(tmp_path / "data")


def test_the_four_files_of_a_photo_lie_together_and_go_together(store: PhotoStore) -> None:
    store.store("ab" * 32, {kind: kind.encode() for kind in KINDS})
    assert everything_below(store.photos_dir) == {
        f"ab/{'ab' * 32}{suffix}" for suffix in (".jpg", ".cutout.webp", ".thumb.webp", ".glow.webp")
    }
    photo = store.photo("ab" * 32, cutout_uncertain=True)
    assert [getattr(photo, kind).read_bytes() for kind in KINDS] == [kind.encode() for kind in KINDS]
    store.path("ab" * 32, "glow").unlink()
    store.delete("ab" * 32)
    store.delete("ab" * 32)
    assert everything_below(store.photos_dir) == set()


def test_the_sweep_takes_cut_off_writes_and_photos_of_no_row(store: PhotoStore) -> None:
    kept, orphan = "aa" * 32, "ab" * 32
    for sha256 in (kept, orphan):
        store.store(sha256, dict.fromkeys(KINDS, b"x"))
    cut_off = store.path(kept, "cutout").with_name(f"{kept}.cutout.webp.123.part")
    cut_off.write_bytes(b"half")
    assert store.sweep([kept], [], now_s=0.0) == len(KINDS) + 1
    assert everything_below(store.photos_dir) == {
        f"aa/{kept}{suffix}" for suffix in (".jpg", ".cutout.webp", ".thumb.webp", ".glow.webp")
    }


def test_the_sweep_leaves_uploads_alone_for_an_hour(store: PhotoStore) -> None:
    waiting, forgotten, half = (store.inbox_dir / name for name in ("aa" * 32, "bb" * 32, "1-2-3.part"))
    for file in (waiting, forgotten, half):
        file.write_bytes(b"x")
        os.utime(file, (1000, 1000))
    assert store.sweep([], [waiting.name], now_s=1000 + ONE_HOUR_S) == 0
    assert store.sweep([], [waiting.name], now_s=1001 + ONE_HOUR_S) == 2
    assert everything_below(store.inbox_dir) == {waiting.name}


def test_the_sweep_does_not_mind_what_goes_while_it_looks(store: PhotoStore) -> None:
    """A part file is renamed by the phone's upload between the listing and the look at its age."""
    (store.inbox_dir / "1-2-3.part").symlink_to(store.inbox_dir / "gone")
    assert store.sweep([], [], now_s=1e12) == 0


# Reconcile: the closet and its files after a crash


def test_reconcile_mends_everything_a_crash_can_leave(
    closet: Closet, person: Person, clock: FakeClock, make_garment
) -> None:
    kept, deleted = make_garment(person.id), make_garment(person.id)
    photo = closet.garments.get(person.id, deleted).photo
    closet.garments.delete(person.id, deleted)
    closet.inbox.submit(person.id, "x.jpg", io.BytesIO(b"a photo"), source="phone")
    item = closet.inbox.take()
    orphan = closet.photos.path("fe" * 32, "original")
    durable_write(orphan, b"x")
    clock.advance(601)
    assert closet.reconcile() == 1
    assert not orphan.exists()
    assert not photo.original.exists()
    assert closet.garments.get(person.id, kept).photo.original.exists()
    assert closet.inbox.take().id == item.id
    assert closet.photos.spooled(item.sha256).exists()


def test_reconcile_of_a_sound_closet_changes_nothing(closet: Closet, person: Person, make_garment) -> None:
    make_garment(person.id)
    closet.inbox.submit(person.id, "bad.jpg", io.BytesIO(b"bad"), source="phone")
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    closet.inbox.submit(person.id, "x.jpg", io.BytesIO(b"a photo"), source="phone")
    before = everything_below(closet.photos.photos_dir), everything_below(closet.photos.inbox_dir)
    items = closet.inbox.items(ended_too=True)
    for _ in range(2):
        assert closet.reconcile() == 0
    assert (
        everything_below(closet.photos.photos_dir),
        everything_below(closet.photos.inbox_dir),
    ) == before
    assert closet.inbox.items(ended_too=True) == items
