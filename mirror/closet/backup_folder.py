"""The ZIPs that wait on the closet's own disk to be fetched, or to be brought in.

backups/otjang-<day>.zip are backups of the whole household, the newest two; backups/person-<number>.zip is what a
person last asked for of their own; backups/incoming-<number>.zip is what a person sent and has not decided about.
"""

import contextlib
import os
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from ..errors import BackupError
from .photos import sync_folder

KEPT = 2
FORGOTTEN_AFTER_S = 24 * 3600  # what was made for one person, or sent and not decided about
_BACKUP = re.compile(r"otjang-(\d{4}-\d{2}-\d{2})(-\d+)?\.zip")


class KeptBackup(msgspec.Struct, frozen=True):
    """A ZIP that lies here. made_at: aware, UTC."""

    name: str
    path: Path
    size_bytes: int
    made_at: datetime


class BackupFolder:
    """The folder of one closet. It is made when something first comes into it."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "backups"

    def make(self) -> Path:
        """The folder, there. Raises BackupError."""
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise BackupError(f"cannot make {self.folder}: {error.strerror}") from error
        return self.folder

    def all(self) -> list[KeptBackup]:
        """The backups of the household, the newest first."""
        found = [kept for path in self.folder.glob("otjang-*.zip") if (kept := self._kept(path))]
        return sorted(found, key=lambda kept: (kept.made_at, kept.name), reverse=True)

    def get(self, name: str) -> KeptBackup | None:
        """The backup of the household of this name, or None."""
        return self._kept(self.folder / name) if _BACKUP.fullmatch(name) else None

    def new(self, day: date) -> Path:
        """Where a backup of this day is to be written."""
        number, path = 1, self.folder / f"otjang-{day}.zip"
        while path.exists():
            number += 1
            path = self.folder / f"otjang-{day}-{number}.zip"
        return path

    def keep_newest(self, count: int = KEPT) -> None:
        """Remove the older ones."""
        for old in self.all()[count:]:
            old.path.unlink(missing_ok=True)

    def remove(self, name: str) -> bool:
        """Remove one; False when there is none of this name."""
        kept = self.get(name)
        if kept is not None:
            kept.path.unlink(missing_ok=True)
        return kept is not None

    def own(self, person_id: int) -> Path:
        """Where what a person asked for of their own is written."""
        return self.folder / f"person-{person_id}.zip"

    def incoming(self, person_id: int) -> Path:
        """Where what a person sent waits."""
        return self.folder / f"incoming-{person_id}.zip"

    def keep_incoming(self, person_id: int, spooled: Path) -> None:
        """Keep a file that is on this disk already as what a person sent, durably. Raises BackupError."""
        target = self.incoming(person_id)
        part = target.with_name(f"{target.name}.part")
        self.make()
        try:
            part.unlink(missing_ok=True)
            try:
                part.hardlink_to(spooled)
            except OSError:  # a disk without links
                shutil.copyfile(spooled, part)
            with part.open("rb") as file:
                os.fsync(file.fileno())
            part.replace(target)
            sync_folder(self.folder)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise BackupError(f"the backup cannot be kept: is the disk full? ({error.strerror})") from error

    def forget_person(self, person_id: int) -> None:
        """Remove what was made for a person and what they sent."""
        for path in (self.own(person_id), self.incoming(person_id)):
            path.unlink(missing_ok=True)

    def tidy(self, now_s: float) -> None:
        """Remove writes that were cut off, and after a day what was made for one person or not decided about.

        Call it while nobody writes here. now_s: seconds since 1970.
        """
        for path in self.folder.glob("*"):
            with contextlib.suppress(FileNotFoundError):
                old = now_s - path.stat().st_mtime > FORGOTTEN_AFTER_S
                if path.suffix == ".part" or (old and path.name.startswith(("person-", "incoming-"))):
                    path.unlink()

    def _kept(self, path: Path) -> KeptBackup | None:
        """The ZIP, or None when it has just gone or another kind of thing lies there."""
        try:
            status = path.stat()
        except OSError:
            return None
        if not _BACKUP.fullmatch(path.name):
            return None
        return KeptBackup(path.name, path, status.st_size, datetime.fromtimestamp(status.st_mtime, UTC))
