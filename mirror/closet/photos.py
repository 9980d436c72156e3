"""The photo files: written so that the power cord can be pulled between any two lines.

Layout below the data directory: photos/<ab>/<sha256>.jpg (original), .cutout.webp, .thumb.webp and .glow.webp,
named by the SHA-256 of the file as it came in; inbox/<sha256> holds the file itself until it is a garment, and
inbox/<sha256>.background the empty view of the camera that took it, where there is one.
A name with ".part" is a write that was cut off and is swept at the next start.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from ..errors import ClosetError
from .disk import trouble
from .records import Photo

SUFFIXES = {"original": ".jpg", "cutout": ".cutout.webp", "thumbnail": ".thumb.webp", "glow": ".glow.webp"}
BACKGROUND_SUFFIX = ".background"
UPLOAD_LIMIT_S = 3600  # no upload in one piece takes longer than this
UNFINISHED_PREFIX = "unfinished-"  # of an upload in pieces, see unfinished.py
KEEP_UNFINISHED_S = 24 * 3600
_CHUNK = 1 << 20


def durable_write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: temporary name, fsync, rename, fsync the folder.

    Raises DiskTrouble when the disk is full, ClosetError when the folder cannot be written.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise trouble(error, f"cannot write {path}: {error.strerror}") from error


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive the power cord."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class PhotoStore:
    """The photo and inbox folders of one data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.photos_dir = data_dir / "photos"
        self.inbox_dir = data_dir / "inbox"

    def make_folders(self) -> None:
        """Raises ClosetError when the data directory cannot be written."""
        for folder in (self.photos_dir, self.inbox_dir):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ClosetError(
                    f"cannot make {folder}: {error.strerror}. Choose another folder with --data"
                ) from error

    def path(self, sha256: str, kind: str) -> Path:
        """Where the file of this kind ("original", "cutout", "thumbnail", "glow") is or will be."""
        return self.photos_dir / sha256[:2] / f"{sha256}{SUFFIXES[kind]}"

    def photo(self, sha256: str, *, cutout_uncertain: bool) -> Photo:
        """The record of a stored photo."""
        return Photo(
            sha256=sha256,
            original=self.path(sha256, "original"),
            cutout=self.path(sha256, "cutout"),
            thumbnail=self.path(sha256, "thumbnail"),
            glow=self.path(sha256, "glow"),
            cutout_uncertain=cutout_uncertain,
        )

    def store(self, sha256: str, files: dict[str, bytes]) -> None:
        """Write all files of a photo, by kind. Raises ClosetError when one cannot be written."""
        for kind, data in files.items():
            durable_write(self.path(sha256, kind), data)

    def delete(self, sha256: str) -> None:
        """Remove all files of a photo; those that are gone already do not matter."""
        for kind in SUFFIXES:
            self.path(sha256, kind).unlink(missing_ok=True)

    def spool(self, stream: BinaryIO) -> tuple[str, Path]:
        """Copy a file into the inbox folder durably, through a small buffer: its SHA-256 in hex, and its path.

        It counts as left behind until `keep_spooled` gives it its name. Raises DiskTrouble, ClosetError.
        """
        digest = hashlib.sha256()
        part = self.inbox_dir / f"{os.getpid()}-{id(stream):x}-{os.urandom(4).hex()}.part"
        try:
            with part.open("wb") as file:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise trouble(error, f"cannot keep the photo in {self.inbox_dir}: {error.strerror}") from error
        return digest.hexdigest(), part

    def keep_spooled(self, sha256: str, part: Path, background: Path | None = None) -> None:
        """Give a spooled file its name, for good, and the spooled background before it. Raises ClosetError."""
        try:
            if background is not None:
                background.replace(self.background(sha256))
            part.replace(self.spooled(sha256))
            sync_folder(self.inbox_dir)
        except OSError as error:
            raise trouble(error, f"cannot keep the photo in {self.inbox_dir}: {error.strerror}") from error

    def spooled(self, sha256: str) -> Path:
        """Where the file that came in waits."""
        return self.inbox_dir / sha256

    def background(self, sha256: str) -> Path:
        """Where the empty view waits, an image file beside the photo; most photos have none."""
        return self.inbox_dir / f"{sha256}{BACKGROUND_SUFFIX}"

    def drop_spooled(self, sha256: str) -> None:
        """Remove the file that came in, and its background."""
        self.background(sha256).unlink(missing_ok=True)
        self.spooled(sha256).unlink(missing_ok=True)

    def sweep(self, known_photos: Iterable[str], waiting: Iterable[str], now_s: float) -> int:
        """Remove what a crash left: cut-off writes, files of no photo row, inbox files of no inbox row.

        Call it only while no worker writes photos. An upload of the other process may be under way, so inbox
        files count as left behind only after an hour, and uploads in pieces after a day. `now_s`: seconds since
        1970. Returns the files removed.
        """
        photos, inbox = set(known_photos), set(waiting)
        left = [
            file
            for file in self.photos_dir.glob("*/*")
            if file.name.split(".", 1)[0] not in photos or file.name.endswith(".part")
        ]
        left += [
            file
            for file in self.inbox_dir.iterdir()
            if file.name.removesuffix(BACKGROUND_SUFFIX) not in inbox
            and not file.name.startswith(UNFINISHED_PREFIX)
            and now_s - _modified_s(file, now_s) > UPLOAD_LIMIT_S
        ]
        left += self._unfinished(now_s - KEEP_UNFINISHED_S)
        for file in left:
            file.unlink(missing_ok=True)
        return len(left)

    def drop_unfinished(self, before_s: float) -> None:
        """Remove the uploads in pieces that nothing was added to since `before_s`, seconds since 1970."""
        for file in self._unfinished(before_s):
            file.unlink(missing_ok=True)

    def _unfinished(self, before_s: float) -> list[Path]:
        found = self.inbox_dir.glob(f"{UNFINISHED_PREFIX}*")
        return [file for file in found if _modified_s(file, before_s) < before_s]

    def free_bytes(self) -> int:
        """Free space on the disk that holds the photos."""
        return shutil.disk_usage(self.photos_dir).free


def _modified_s(file: Path, now_s: float) -> float:
    """When a file was last written; now, when an upload that ends has just given it another name."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return now_s
