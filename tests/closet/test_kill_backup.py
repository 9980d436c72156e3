"""kill -9 before any line of a backup or of bringing one in: either is whole or not there at all."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.closet.archive.merging import Merged, merge
from mirror.closet.backup import back_up
from mirror.closet.scratch import clear_scratch

from .test_kill import remains

__all__ = ["remains"]

Remains = Callable[[str], list[tuple[int, Path]]]


def test_killed_while_a_backup_comes_in(
    closet: Closet, make_garment, data_dir: Path, remains: Remains
) -> None:
    """All of it is there after the restart or nothing, no file is left over, and it can come once more."""
    for name in ("Jieun", "Sam"):
        person = closet.people.add(name)
        make_garment(person.id)
    back_up(data_dir, data_dir.parent / "backup.zip")
    closet.close()
    data_dir.rename(data_dir.with_name("first"))
    Closet.open(data_dir, FakeClock()).close()
    came = set()
    for line, folder in remains("merge"):
        again = Closet.open(folder, FakeClock())
        again.reconcile()
        clear_scratch(folder)
        people = again.people.all()
        garments = [tile for person in people for tile in again.garments.tiles(person.id)]
        files = [path for path in again.photos.photos_dir.rglob("*") if path.is_file()]
        assert (len(people), len(garments), len(files)) in ((0, 0, 0), (2, 2, 8)), (
            f"killed before line {line}"
        )
        came.add(len(people))
        assert {path.name for path in folder.iterdir()} <= {
            *("closet.db", "closet.db-wal", "closet.db-shm", "photos", "inbox")
        }
        left = Merged(people=2 - len(people), garments=2 - len(garments), known=len(garments), waiting=0)
        assert merge(again, data_dir.parent / "backup.zip") == left
        again.close()
    assert 0 in came


def test_killed_while_a_backup_is_written(
    closet: Closet, make_garment, data_dir: Path, remains: Remains
) -> None:
    make_garment(closet.people.add("Jieun").id)
    closet.close()
    whole = set()
    for line, folder in remains("back-up"):
        file = folder.with_name(f"{folder.name}.zip")
        whole.add(file.exists())
        if file.exists():
            with zipfile.ZipFile(file) as pack:
                assert pack.testzip() is None, f"killed before line {line}"
                assert len(pack.namelist()) == 10
        again = Closet.open(folder, FakeClock())
        back_up(folder, file)  # what was left stands in nobody's way
        assert not (folder / "scratch.part").exists()
        again.close()
    assert False in whole
