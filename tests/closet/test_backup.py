"""The whole data directory in one file and back, also while the mirror works, and never over a closet."""

import io
import random
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, InboxState, Person
from mirror.closet.backup import back_up, restore
from mirror.errors import BackupError, MirrorError
from mirror.vision.facts import Guess

KINDS = ("original", "cutout", "thumbnail", "glow")
GUESSES = [Guess(Category.HAT, 1.0)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "closet.zip"


@pytest.fixture
def hand_in(closet: Closet, person: Person) -> Callable[[bytes], None]:
    return lambda content: closet.inbox.submit(person.id, "x.jpg", io.BytesIO(content), source="phone")


def work(closet: Closet) -> bool:
    """Take one photo in, as the worker does; False when none waits."""
    item = closet.inbox.take()
    if item is None:
        return False
    closet.photos.store(item.sha256, dict.fromkeys(KINDS, b"picture"))
    closet.admit(item, guesses=GUESSES, colours=[], cutout_uncertain=False)
    closet.inbox.drop_file(item)
    return True


def test_a_closet_comes_back_as_it_was(
    closet: Closet, person: Person, hand_in, make_garment, file: Path
) -> None:
    garment_id = make_garment(person.id, Category.DRESS)
    closet.garments.describe(person.id, garment_id, name="여름 원피스", notes="hand wash")
    hand_in(b"waiting")
    hand_in(b"failed")
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    garment = closet.garments.get(person.id, garment_id)
    items = closet.inbox.items(ended_too=True)
    files = {path.relative_to(closet.data_dir): path.read_bytes() for path in stored(closet)}
    assert back_up(closet.data_dir, file) == len(files) == 6
    closet.close()

    elsewhere = closet.data_dir.parent / "elsewhere"
    assert restore(file, elsewhere) == 6
    again = Closet.open(elsewhere, FakeClock())
    assert again.people.all() == [person]
    found = again.garments.get(person.id, garment_id)
    assert (found.name, found.notes, found.category) == (garment.name, garment.notes, garment.category)
    assert found.photo.original == elsewhere / garment.photo.original.relative_to(closet.data_dir)
    assert again.inbox.items(ended_too=True) == items
    assert {path.relative_to(elsewhere): path.read_bytes() for path in stored(again)} == files
    again.close()


def test_an_empty_view_comes_back_beside_its_photo(closet: Closet, person: Person, file: Path) -> None:
    item = closet.inbox.submit(
        person.id, "x.jpg", io.BytesIO(b"photo"), source="camera", px_per_cm=11.3, background=b"empty view"
    ).item
    assert back_up(closet.data_dir, file) == 2
    closet.close()
    elsewhere = closet.data_dir.parent / "elsewhere"
    assert restore(file, elsewhere) == 2
    again = Closet.open(elsewhere, FakeClock())
    assert again.inbox.items() == [item]
    assert again.photos.background(item.sha256).read_bytes() == b"empty view"
    again.reconcile()
    assert again.photos.background(item.sha256).exists()
    again.close()


def stored(closet: Closet) -> list[Path]:
    folders = (closet.photos.photos_dir, closet.photos.inbox_dir)
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_a_backup_leaves_nothing_in_the_closet_and_nothing_beside_itself(closet: Closet, file: Path) -> None:
    before = {path.name for path in closet.data_dir.iterdir()}
    back_up(closet.data_dir, file)
    assert {path.name for path in closet.data_dir.iterdir()} == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_backup_while_the_mirror_works_lacks_nothing(
    closet: Closet, person: Person, hand_in, file: Path
) -> None:
    """Each restored photo has its files, each that waits its upload, and together they are all that came in."""
    contents = [b"photo %d" % number for number in range(120)]
    for content in contents:
        hand_in(content)
    started, pause = threading.Event(), threading.Event()

    def mirror() -> None:
        while work(closet):
            started.set()
            pause.wait(0.005)  # so that a backup is under way before the last one is done
        closet.close()

    worker = threading.Thread(target=mirror)
    worker.start()
    assert started.wait(60)
    backups = []
    while worker.is_alive() and len(backups) < 4:
        backups.append(file.with_name(f"{len(backups)}.zip"))
        back_up(closet.data_dir, backups[-1])
    worker.join()
    closet.close()
    counts = []
    for number, backup in enumerate(backups):
        elsewhere = closet.data_dir.parent / f"elsewhere-{number}"
        restore(backup, elsewhere)
        again = Closet.open(elsewhere, FakeClock())
        tiles = again.garments.tiles(person.id)
        assert all(again.photos.path(tile.sha256, kind).exists() for tile in tiles for kind in KINDS)
        waiting = [item for item in again.inbox.items() if item.state != InboxState.DONE]
        assert all(again.photos.spooled(item.sha256).exists() for item in waiting)
        assert len(tiles) + len(waiting) == len(contents)
        counts.append(len(waiting))
        again.close()
    assert counts
    assert counts[0] > 0  # otherwise nothing was under way and this says nothing


def test_an_older_backup_is_replaced_only_by_a_whole_one(closet: Closet, file: Path) -> None:
    file.write_bytes(b"last week's")
    with pytest.raises(BackupError):
        back_up(closet.data_dir, file / "under a file")
    assert file.read_bytes() == b"last week's"
    back_up(closet.data_dir, file)
    assert zipfile.is_zipfile(file)


def test_a_folder_without_a_closet_cannot_be_backed_up(tmp_path: Path, file: Path) -> None:
    with pytest.raises(BackupError, match="there is no closet in"):
        back_up(tmp_path, file)
    assert not file.exists()


def test_a_closet_is_never_overwritten(closet: Closet, person: Person, file: Path) -> None:
    back_up(closet.data_dir, file)
    closet.people.add("Minseo")
    with pytest.raises(BackupError, match="already has a closet: move it away first"):
        restore(file, closet.data_dir)
    assert len(closet.people.all()) == 2


@pytest.mark.parametrize(
    "names",
    [
        ["closet.db", "../evil"],
        ["closet.db", "photos/../../evil"],
        ["closet.db", "/etc/evil"],
        ["closet.db", "inbox/../closet.db"],
        ["closet.db", "otjang.toml"],
        ["closet.db", "photos"],
        ["photos/aa/x.jpg"],
        [],
    ],
    ids=lambda names: " ".join(names) or "nothing",
)
def test_a_zip_that_is_no_backup_is_refused(closet: Closet, tmp_path: Path, names: list[str]) -> None:
    sound, file = tmp_path / "sound.zip", tmp_path / "file.zip"
    back_up(closet.data_dir, sound)
    with zipfile.ZipFile(sound) as pack, zipfile.ZipFile(file, "w") as forged:
        for name in names:
            forged.writestr(name, pack.read("closet.db") if name == "closet.db" else b"x")
    elsewhere = tmp_path / "below" / "elsewhere"
    with pytest.raises(BackupError) as error:
        restore(file, elsewhere)
    assert "\n" not in str(error.value)
    left = {path.name for path in tmp_path.rglob("*")}
    assert left <= {"sound.zip", "file.zip", "below", "elsewhere"}


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04" + bytes(50)])
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file.zip"
    file.write_bytes(content)
    with pytest.raises(BackupError, match="cannot restore"):
        restore(file, tmp_path / "elsewhere")
    with pytest.raises(BackupError, match="No such file"):
        restore(tmp_path / "nowhere.zip", tmp_path / "elsewhere")


def test_a_database_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file.zip"
    with zipfile.ZipFile(file, "w") as forged:
        forged.writestr("closet.db", b"no database at all" * 1000)
    with pytest.raises(BackupError, match="not a closet database"):
        restore(file, tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere" / "closet.db").exists()


def test_a_backup_damaged_anywhere_is_refused_or_whole(
    closet: Closet, person: Person, make_garment, file: Path, tmp_path: Path
) -> None:
    for _ in range(3):
        make_garment(person.id)
    back_up(closet.data_dir, file)
    closet.close()
    sound, chance, refused = file.read_bytes(), random.Random(1), 0
    for number in range(60):
        damaged = bytearray(sound)
        for _ in range(chance.randrange(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if number % 6 == 0:
            del damaged[chance.randrange(len(damaged)) :]
        file.write_bytes(damaged)
        elsewhere = closet.data_dir.parent / f"elsewhere-{number}"
        try:
            restore(file, elsewhere)
        except BackupError as error:
            refused += 1
            assert "\n" not in str(error)
            assert not (elsewhere / "closet.db").exists()
            assert not (elsewhere / "restore.part").exists()
        else:
            again = Closet.open(elsewhere, FakeClock())
            assert len(again.garments.tiles(person.id)) == 3
            again.close()
    assert refused > 20


def test_a_restore_that_was_cut_off_does_not_stop_the_next(
    closet: Closet, person: Person, file: Path
) -> None:
    back_up(closet.data_dir, file)
    closet.close()
    elsewhere = closet.data_dir.parent / "elsewhere"
    (elsewhere / "restore.part" / "photos").mkdir(parents=True)
    (elsewhere / "restore.part" / "closet.db").write_bytes(b"half")
    restore(file, elsewhere)
    again = Closet.open(elsewhere, FakeClock())
    assert again.people.all() == [person]
    again.close()


def test_a_backup_error_is_caught_by_family_and_by_meaning() -> None:
    assert issubclass(BackupError, MirrorError)
    assert issubclass(BackupError, OSError)
