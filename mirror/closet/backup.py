"""The whole data directory in one ZIP, consistent while both processes run, and back from it.

The ZIP holds closet.db (a copy by SQLite's backup API), photos/ and inbox/, and beside them the same closet as open
files (archive/). For the moment of the copy nobody commits, and the inbox's files are linked beside it: the
worker removes them as soon as they are garments. Photos are packed afterwards: those that the copy names are
deleted only after their rows, so every one is packed, unless it is purged in the very minute of the backup.
"""

import contextlib
import io
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import msgspec

from ..errors import BackupError, ClosetError
from .archive import sheets
from .archive.format import files_of
from .archive.rows import Rows, reading
from .migrations import migrate
from .notes import LAST_BACKUP
from .photos import SUFFIXES, sync_folder
from .scratch import check_room, scratch
from .sqlite import check_database, copy_database, empty_tables, note_down, standing_still
from .times import to_ms

DATABASE_NAME = "closet.db"
PARTS = ("photos", "inbox")
OPEN_FILES = ("closet.json", "looks.jsonl", "garments.csv", "wears.csv", "outfits.csv", "README.txt")
# Who is signed in, who guessed, which codes wait, what is under way: of this machine and this moment alone.
OF_THE_MOMENT = ("session", "attempt", "setup_code", "undo", "question", "job", "note")

Progress = Callable[[int, int], None]
"""Told how many files are done, and of how many."""


def no_progress(_done: int, _total: int) -> None:
    """Tells nobody."""


def back_up(data_dir: Path, file: Path, on_progress: Progress = no_progress) -> int:
    """Write the backup and return how many photo files it holds. An older backup is replaced only by a whole one.

    Raises BackupError when there is no closet in `data_dir`, the disk is too full or the file cannot be written.
    """
    count = _write(data_dir, file, None, on_progress)
    note_down(data_dir / DATABASE_NAME, LAST_BACKUP, "true", to_ms(datetime.now(UTC)))
    return count


def export_person(data_dir: Path, person_id: int, file: Path, on_progress: Progress = no_progress) -> int:
    """Write one person's garments, photos and wears and nobody else's; returns how many photo files it holds.

    Raises BackupError as `back_up` does, and when there is no such person.
    """
    return _write(data_dir, file, person_id, on_progress)


def needed_bytes(data_dir: Path) -> int:
    """About how large a backup becomes, with what is written on the way."""
    photos = 0
    for path in (path for part in PARTS for path in _files(data_dir / part)):
        with contextlib.suppress(FileNotFoundError):  # the worker has just taken it out of the inbox
            photos += path.stat().st_size
    return photos + 2 * (data_dir / DATABASE_NAME).stat().st_size + 1_000_000


def restore(file: Path, data_dir: Path) -> int:
    """Unpack a backup into a data directory that has no closet yet; returns how many photo files came back.

    It is unpacked beside and moved into place at the end, so a restore that is cut off leaves no half closet.
    Raises BackupError when the file is no sound backup, or when `data_dir` already has a closet.
    """
    if (data_dir / DATABASE_NAME).exists():
        raise BackupError(f"{data_dir} already has a closet: move it away first, then restore")
    beside = data_dir / "restore.part"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        with zipfile.ZipFile(file) as pack:
            names = [name for name in pack.namelist() if not name.endswith("/")]
            _check_names(file, names)
            check_room(data_dir, sum(info.file_size for info in pack.infolist()), data_dir)
            wanted = [name for name in names if name not in OPEN_FILES]
            pack.extractall(beside, wanted)
        check_database(beside / DATABASE_NAME)
        for folder in PARTS:
            target = data_dir / folder
            if (beside / folder).exists():
                shutil.rmtree(target, ignore_errors=True)
                (beside / folder).replace(target)
        os.sync()  # thousands of files: once for all of them
        (beside / DATABASE_NAME).replace(data_dir / DATABASE_NAME)
        sync_folder(data_dir)
        return len(wanted) - 1
    except BackupError:
        raise
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise BackupError(f"cannot restore {file}: {error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(data_dir: Path, file: Path, person_id: int | None, on_progress: Progress) -> int:
    if not (data_dir / DATABASE_NAME).exists():
        raise BackupError(f"there is no closet in {data_dir}: name its folder with --data")
    part = file.with_name(file.name + ".part")
    try:
        with scratch(data_dir) as still:
            if person_id is None:
                check_room(file.absolute().parent, needed_bytes(data_dir), data_dir)
            with standing_still(data_dir / DATABASE_NAME):
                copy_database(data_dir / DATABASE_NAME, still / DATABASE_NAME)
                _link_all(data_dir / "inbox", still / "inbox")
            empty_tables(still / DATABASE_NAME, OF_THE_MOMENT)
            with zipfile.ZipFile(
                part, "w", zipfile.ZIP_STORED, strict_timestamps=False
            ) as pack:  # without a battery clock a file may be of 1970
                count = _pack(pack, data_dir, still, person_id, on_progress)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(file)
        sync_folder(file.absolute().parent)
    except BaseException as error:
        with contextlib.suppress(OSError):
            part.unlink()
        if isinstance(error, BackupError | ClosetError) or not isinstance(error, OSError):
            raise
        raise BackupError(
            f"the backup cannot be written: is the disk full? ({file}: {error.strerror or error})"
        ) from error
    return count


def _pack(
    pack: zipfile.ZipFile, data_dir: Path, still: Path, person_id: int | None, on_progress: Progress
) -> int:
    """Database, photos, inbox, and what they say as open files."""
    if person_id is None:
        pack.write(still / DATABASE_NAME, DATABASE_NAME, zipfile.ZIP_DEFLATED)
    with reading(still / DATABASE_NAME) as database:
        migrate(database)  # an older closet's copy, after it was packed as it is
        rows = Rows(database, person_id)
        if person_id is not None and not rows.head(datetime.now(UTC)).people:
            raise BackupError("there is nobody of that number in this closet")
        hashes = rows.photo_hashes()
        inbox = rows.waiting_hashes()
        files = [
            *((data_dir, path) for path in _photos(data_dir, None if person_id is None else hashes)),
            *((still, path) for path in _files(still / "inbox") if path.name.split(".", 1)[0] in inbox),
        ]
        packed = set()
        for done, (root, path) in enumerate(files):
            on_progress(done, len(files))
            name = path.relative_to(root).as_posix()
            with contextlib.suppress(FileNotFoundError):  # purged in this very minute
                pack.write(path, name)
                packed.add(name)
        on_progress(len(files), len(files))
        rows.lacking = {sha for sha in hashes if not packed.issuperset(files_of(sha, SUFFIXES).values())}
        _pack_open_files(pack, rows)
    return len(packed)


def _pack_open_files(pack: zipfile.ZipFile, rows: Rows) -> None:
    """closet.json, the looks, the tables and the README."""
    made_at = datetime.now(UTC).replace(microsecond=0)
    head = rows.head(made_at)
    ids: set[int] = set()
    with _entry(pack, "closet.json") as file:
        file.write(msgspec.json.encode(head).decode().removesuffix("}") + ',"garments":[')
        for garment in rows.garments():
            file.write(("," if ids else "") + "\n" + msgspec.json.encode(garment).decode())
            ids.add(garment.id)
        file.write("\n]}\n")
    with _entry(pack, "looks.jsonl") as file:
        for look in rows.looks(ids):
            file.write(msgspec.json.encode(look).decode() + "\n")
    with _entry(pack, "garments.csv") as file:
        sheets.write_garments(file, head, rows.garments())
    with _entry(pack, "wears.csv") as file:
        sheets.write_wears(file, head, rows.garments())
    with _entry(pack, "outfits.csv") as file:
        sheets.write_outfits(file, head, rows.garments())
    with _entry(pack, "README.txt") as file:
        file.write(sheets.README.format(day=made_at.date()))


@contextlib.contextmanager
def _entry(pack: zipfile.ZipFile, name: str) -> Iterator[io.TextIOWrapper]:
    """A text file in the ZIP, written piece by piece."""
    info = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with pack.open(info, "w", force_zip64=True) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
        yield text


def _photos(data_dir: Path, hashes: list[str] | None) -> list[Path]:
    """All photo files, or those of these photos."""
    if hashes is None:
        return _files(data_dir / "photos")
    photos = data_dir / "photos"
    return [photos / sha[:2] / f"{sha}{suffix}" for sha in hashes for suffix in SUFFIXES.values()]


def _files(folder: Path) -> list[Path]:
    """The files of a folder and those below it, but those that are still being written."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(".part")]


def _link_all(source: Path, target: Path) -> None:
    """Every file of a folder under a second name, which keeps it when the first goes; copied where links fail."""
    target.mkdir()
    for path in source.glob("*"):
        try:
            (target / path.name).hardlink_to(path)
        except FileNotFoundError:
            continue  # an upload that ends just now, or a file that no row needs any more
        except OSError:
            shutil.copy2(path, target / path.name)


def _check_names(file: Path, names: list[str]) -> None:
    """Raises BackupError unless these are the names that a backup has."""
    if DATABASE_NAME not in names:
        raise BackupError(f"{file} is no backup of a closet")
    for name in names:
        if not _belongs(name):
            raise BackupError(f"{file} holds {name!r}, which no backup does")


def _belongs(name: str) -> bool:
    """Only the database, the open files, and files below photos/ and inbox/, never a way out of the folder."""
    parts = PurePosixPath(name).parts
    if name == DATABASE_NAME or name in OPEN_FILES:
        return True
    return len(parts) > 1 and parts[0] in PARTS and ".." not in parts and not name.startswith("/")
