"""Photos that arrive in pieces: what came before a connection or a server went is kept, for a day.

An upload is named by its person and by the SHA-256 that the finished photo has, so the same photo goes on where it
stopped, from another page or another day, and nobody can name another person's. Its file lies beside the inbox.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..clock import Clock
from ..errors import ClosetError, NotFound, PhotoError
from .disk import trouble
from .inbox import Inbox
from .photos import KEEP_UNFINISHED_S, UNFINISHED_PREFIX, PhotoStore
from .records import Submission

UNFINISHED_MAX = 50  # of one person
UNFINISHED_MAX_BYTES = 600_000_000  # of one person
UNDER_WAY_S = 600  # one that had a piece this lately is not given up for another
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


class OutOfStep(ClosetError):
    """A piece that does not begin where the upload stands; `offset`: where it stands, in bytes."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the upload stands at byte {offset}: go on from there")
        self.offset = offset


class Unfinished:
    """The uploads under way. Threads may share it; each upload is changed by one of them at a time."""

    def __init__(self, photos: PhotoStore, inbox: Inbox, clock: Clock) -> None:
        self._photos = photos
        self._inbox = inbox
        self._clock = clock

    def start(self, person_id: int, sha256: str, size_bytes: int) -> int:
        """Begin an upload, or go on with one: at which byte.

        One of yesterday goes; so do the person's oldest ones where there would be more than 50 or 600 MB. Raises
        NotFound for what is no SHA-256 in hex, ClosetError when that many are under way, or the disk is full.
        """
        file = self._file(person_id, sha256)
        now_s = self._clock.now().timestamp()
        self._photos.drop_unfinished(now_s - KEEP_UNFINISHED_S)
        if not file.exists():
            self._make_room(person_id, size_bytes, now_s)
        with _disk_is_full_said(), file.open("ab") as opened:
            os.utime(opened.fileno(), (now_s, now_s))
            return opened.tell()

    def append(self, person_id: int, sha256: str, offset: int, piece: bytes, *, limit_bytes: int) -> int:
        """Keep a piece; returns where the upload stands now, which is no promise before `finish`.

        After a power cut it may stand earlier, and the browser, which asks, goes on from there. Raises OutOfStep
        for a piece that begins elsewhere, NotFound when there is no such upload, ClosetError when it would exceed
        `limit_bytes` or the disk is full.
        """
        with self._locked(person_id, sha256) as (descriptor, _), _disk_is_full_said():
            size = os.fstat(descriptor).st_size
            if offset != size:
                raise OutOfStep(size)
            if size + len(piece) > limit_bytes:
                raise ClosetError("the photo has more than was said: send it again")
            try:
                _write_all(descriptor, piece, size)
            except OSError:
                os.ftruncate(descriptor, size)
                raise
            now_s = self._clock.now().timestamp()
            os.utime(descriptor, (now_s, now_s))
            return size + len(piece)

    def finish(
        self,
        person_id: int,
        sha256: str,
        size_bytes: int,
        file_name: str,
        *,
        source: str,
        look: Callable[[Path], object],
    ) -> Submission:
        """Hand a whole upload to the inbox. When this returns, it survives the power cord.

        look: sees the file first, and raises PhotoError for one that is not to be kept; such a file goes. Raises
        OutOfStep while pieces are missing, NotFound when there is no such upload, ClosetError when what arrived is
        not what was sent.
        """
        with self._locked(person_id, sha256) as (descriptor, file):
            size = os.fstat(descriptor).st_size
            if size != size_bytes:
                raise OutOfStep(size)
            if _digest(descriptor) != sha256:
                file.unlink()
                raise ClosetError("the photo arrived damaged: send it again")
            try:
                look(file)
            except PhotoError:
                file.unlink()
                raise
            with _disk_is_full_said():
                os.fsync(descriptor)
            return self._inbox.submit_file(person_id, file_name, file, sha256, source=source)

    def cancel(self, person_id: int, sha256: str) -> None:
        """Give an upload up; one that is not there does not matter."""
        self._file(person_id, sha256).unlink(missing_ok=True)

    def forget(self, person_id: int) -> None:
        """Give up all of a person's."""
        for file in self._of(person_id):
            file.unlink(missing_ok=True)

    # Within

    def _file(self, person_id: int, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise NotFound("there is no such upload")
        return self._photos.inbox_dir / f"{UNFINISHED_PREFIX}{person_id}-{sha256}.part"

    def _of(self, person_id: int) -> list[Path]:
        return list(self._photos.inbox_dir.glob(f"{UNFINISHED_PREFIX}{person_id}-*.part"))

    def _make_room(self, person_id: int, size_bytes: int, now_s: float) -> None:
        """Raises ClosetError when what is under way leaves no room for one more."""
        found: list[tuple[float, int, Path]] = []
        for file in self._of(person_id):
            with suppress(FileNotFoundError):
                status = file.stat()
                found.append((status.st_mtime, status.st_size, file))
        found.sort()
        while found and (
            len(found) >= UNFINISHED_MAX
            or sum(size for _, size, _ in found) + size_bytes > UNFINISHED_MAX_BYTES
        ):
            touched_s, _, file = found.pop(0)
            if now_s - touched_s < UNDER_WAY_S:
                raise ClosetError(
                    f"{len(found) + 1} photos are being sent already: wait for some of them, then try again"
                )
            file.unlink(missing_ok=True)

    @contextmanager
    def _locked(self, person_id: int, sha256: str) -> Iterator[tuple[int, Path]]:
        """The upload's file, opened, with nobody else at it. Raises NotFound."""
        file = self._file(person_id, sha256)
        try:
            descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
        except FileNotFoundError:
            raise NotFound("there is no such upload") from None
        except OSError as error:
            raise trouble(error, f"cannot write {file}: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if not _is_still(file, descriptor):
                raise NotFound("there is no such upload")
            yield descriptor, file
        finally:
            os.close(descriptor)


def _is_still(file: Path, descriptor: int) -> bool:
    """Whether what was opened has its name yet: who had it before may have finished it or given it up."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


@contextmanager
def _disk_is_full_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise trouble(error, "the photo could not be kept: make room on the disk, then try again") from error


def _write_all(descriptor: int, piece: bytes, at: int) -> None:
    rest = memoryview(piece)
    while rest:
        written = os.pwrite(descriptor, rest, at)
        at, rest = at + written, rest[written:]


def _digest(descriptor: int) -> str:
    digest, at = hashlib.sha256(), 0
    while chunk := os.pread(descriptor, _CHUNK, at):
        digest.update(chunk)
        at += len(chunk)
    return digest.hexdigest()
