"""The whole data directory in one ZIP, consistent while both processes run, and back from it.

The ZIP holds closet.db (a copy by SQLite's backup API), photos/ and inbox/. For the moment of the copy nobody
commits, and the inbox's files are linked beside it: the worker removes them as soon as they are garments. Photos
are packed afterwards: those that the copy names are deleted only after their rows, so every one is packed, unless
it is purged in the very minute of the backup.
"""

import contextlib
import os
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from ..errors import BackupError
from .photos import sync_folder
from .sqlite import check_database, copy_database, standing_still

DATABASE_NAME = "closet.db"
PARTS = ("photos", "inbox")


def back_up(data_dir: Path, file: Path) -> int:
    """Write the backup and return how many photo files it holds. An older backup is replaced only by a whole one.

    Raises BackupError when there is no closet in `data_dir` or the file cannot be written.
    """
    if not (data_dir / DATABASE_NAME).exists():
        raise BackupError(f"there is no closet in {data_dir}: name its folder with --data")
    part = file.with_name(file.name + ".part")
    count = 0
    try:
        with (
            tempfile.TemporaryDirectory(dir=data_dir) as scratch,
            zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as pack,
        ):
            still = Path(scratch)
            with standing_still(data_dir / DATABASE_NAME):
                copy_database(data_dir / DATABASE_NAME, still / DATABASE_NAME)
                _link_all(data_dir / "inbox", still / "inbox")
            pack.write(still / DATABASE_NAME, DATABASE_NAME, zipfile.ZIP_DEFLATED)
            for root, folder in ((data_dir, "photos"), (still, "inbox")):
                for path in sorted((root / folder).rglob("*")):
                    if path.is_file() and not path.name.endswith(".part"):
                        pack.write(path, path.relative_to(root).as_posix())
                        count += 1
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(file)
        sync_folder(file.absolute().parent)
    except BackupError:
        part.unlink(missing_ok=True)
        raise
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise BackupError(f"cannot write the backup {file}: {error.strerror or error}") from error
    return count


def restore(file: Path, data_dir: Path) -> int:
    """Unpack a backup into a data directory that has no closet yet; returns how many photo files came back.

    It is unpacked beside and moved into place at the end, so a restore that is cut off leaves no half closet.
    Raises BackupError when the file is no sound backup, or when `data_dir` already has a closet.
    """
    if (data_dir / DATABASE_NAME).exists():
        raise BackupError(f"{data_dir} already has a closet: move it away first, then restore")
    scratch = data_dir / "restore.part"
    try:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        with zipfile.ZipFile(file) as pack:
            names = [name for name in pack.namelist() if not name.endswith("/")]
            _check_names(file, names)
            pack.extractall(scratch)
        check_database(scratch / DATABASE_NAME)
        for folder in PARTS:
            target = data_dir / folder
            if (scratch / folder).exists():
                shutil.rmtree(target, ignore_errors=True)
                (scratch / folder).replace(target)
        (scratch / DATABASE_NAME).replace(data_dir / DATABASE_NAME)
        sync_folder(data_dir)
        return len(names) - 1
    except BackupError:
        raise
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise BackupError(f"cannot restore {file}: {error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


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
    """Only the database and files below photos/ and inbox/, never a way out of the folder."""
    parts = PurePosixPath(name).parts
    if name == DATABASE_NAME:
        return True
    return len(parts) > 1 and parts[0] in PARTS and ".." not in parts and not name.startswith("/")
