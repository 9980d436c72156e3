"""Photos on their way in: spooled to the disk beside the inbox, never held in memory, looked at before kept.

The first look reads the file's header only. Decoding is the mirror's business.
"""

import errno
import io
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from flask import Request
from werkzeug.datastructures import FileStorage

from mirror.closet.disk import trouble
from mirror.errors import BackupError, PhotoError
from mirror.vision.decode import probe

from .context import closet
from .words import N_

FILE_LIMIT_BYTES = 30_000_000
FILES_IN_A_FORM = 40  # without JavaScript all photos come in one request; with it, one each
CHUNK_BYTES = 1 << 20  # of a photo that comes in pieces: what a weak network carries before it drops
# The most that each of these endpoints takes in one request, in bytes; every other one takes a small form.
BODY_LIMITS: dict[str, Callable[[], int]] = {
    "add.upload": lambda: FILES_IN_A_FORM * FILE_LIMIT_BYTES,
    "sending.piece": lambda: CHUNK_BYTES,
    "own.ask": lambda: 2 * FILE_LIMIT_BYTES,
}
FILE_LIMITS: dict[str, Callable[[], int]] = {}  # of each file; every other endpoint takes photos
_ONE_AT_A_TIME = threading.Lock()  # a look may take as much memory as the file has
DISK_RESERVE_BYTES = 200_000_000  # what the closet needs to go on working
ROOM_EVERY_BYTES = (
    4_000_000  # of a file: several large ones at once fit the disk when they begin, and not together
)
TOO_LARGE = N_("The photo has more than 30 MB: make it smaller.")


class Spool:
    """A file of an upload. What exceeds the limit is dropped and remembered, so that the files after it go on."""

    def __init__(self, folder: Path, limit_bytes: int = FILE_LIMIT_BYTES) -> None:
        self.size = 0
        self._limit_bytes = limit_bytes
        self._trouble: OSError | None = None
        try:
            # The name is one that the closet's sweep knows to remove, should the power go.
            self._file: IO[bytes] = tempfile.NamedTemporaryFile(  # noqa: SIM115
                dir=folder, prefix="upload-", suffix=".part", buffering=0
            )
        except OSError as error:
            self._trouble = error
            self._file = io.BytesIO()

    @property
    def path(self) -> Path:
        """Where the file is until it is closed. Raises DiskTrouble, ClosetError when not all of it is there."""
        if self._trouble is not None:
            raise trouble(self._trouble, f"the file cannot be kept: {self._trouble.strerror}")
        return Path(self._file.name)

    @property
    def too_large(self) -> bool:
        """Whether it had more than its endpoint takes."""
        return self.size > self._limit_bytes

    def write(self, data: bytes) -> int:
        """Keep some more, up to the limit and while the disk takes it."""
        before, self.size = self.size, self.size + len(data)
        if before // ROOM_EVERY_BYTES != self.size // ROOM_EVERY_BYTES and _disk_is_nearly_full():
            self._trouble = self._trouble or OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = memoryview(data)
        while rest and not self.too_large and self._trouble is None:
            try:
                rest = rest[self._file.write(rest) :]
            except OSError as error:  # the form goes on: the page that asks for the file tells
                self._trouble = error
        return len(data)

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes from where it stands."""
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place in the file."""
        return self._file.seek(offset, whence)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()


class UploadRequest(Request):
    """A request whose files go to the closet's disk: a system's /tmp may be memory."""

    def _get_file_stream(self, *_args: object, **_values: object) -> IO[bytes]:
        limit = FILE_LIMITS.get(self.endpoint or "", lambda: FILE_LIMIT_BYTES)
        return cast(IO[bytes], Spool(closet().photos.inbox_dir, limit()))


def room_for_a_backup() -> int:
    """How many bytes a backup that is sent in may have: what the disk has, and the closet does not need."""
    return max(0, closet().photos.free_bytes() - DISK_RESERVE_BYTES)


BODY_LIMITS["backup.upload"] = FILE_LIMITS["backup.upload"] = room_for_a_backup


def as_sent(file: FileStorage) -> Path:
    """Where a backup that was sent lies on the disk, whole, until the request ends.

    Raises BackupError, ClosetError.
    """
    spool = cast(Any, file.stream)
    if spool.too_large:
        raise BackupError("the backup cannot be kept: is the disk full?")
    return cast(Path, spool.path)


def first_look(file: FileStorage) -> BinaryIO:
    """The file's stream, at its beginning, if it can be a photo.

    Raises PhotoError, its message a translation key, when it is empty, no photo, over 25 megapixels or 30 MB,
    or when the disk is nearly full.
    """
    spool = cast(Any, file.stream)
    if spool.too_large:
        raise PhotoError(TOO_LARGE)
    room_on_the_disk()
    look_at(spool.path)
    spool.seek(0)
    return cast(BinaryIO, spool)


def look_at(path: Path) -> None:
    """See whether a file on the disk can be a photo. Raises PhotoError."""
    with _ONE_AT_A_TIME:
        probe(path)


def room_on_the_disk() -> None:
    """Raises PhotoError when the disk is nearly full."""
    if _disk_is_nearly_full():
        raise PhotoError(N_("The mirror's disk is nearly full: nothing more can be kept."))


def _disk_is_nearly_full() -> bool:
    return closet().photos.free_bytes() < DISK_RESERVE_BYTES
