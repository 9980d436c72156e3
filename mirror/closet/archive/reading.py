"""A backup's ZIP that may come from anybody, opened with suspicion: bounded in count, size and kind.

Nothing is unpacked under a name that the ZIP chose: names are compared with those that a backup has.
"""

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

from ...errors import BackupError, PhotoError
from ...vision.decode import probe
from ..photos import BACKGROUND_SUFFIX, SUFFIXES
from .checks import Archive, decode_look
from .format import LookEntry, damaged, files_of, foreign

FILES_MAX = 60_000  # fifteen thousand garments
DIRECTORY_MAX_BYTES = 12_000_000
JSON_MAX_BYTES = 40_000_000
PHOTO_MAX_BYTES = 25_000_000
INBOX_MAX_BYTES = 60_000_000
LOOK_MAX_BYTES = 4_000
RATIO_MAX = 100  # text of a closet shrinks to a twentieth at best
SHORT_BYTES = 100_000  # so short a file may shrink as it likes
LONGEST_SIDE_PX = {"original": 2048, "cutout": 1024, "thumbnail": 360, "glow": 360}
_CHUNK = 1 << 18
_HEADER = b"PK\x01\x02"
_NAME = re.compile(
    r"closet\.db|closet\.json|looks\.jsonl|garments\.csv|wears\.csv|outfits\.csv|README\.txt"
    r"|photos/([0-9a-f]{2})/\1[0-9a-f]{62}\.(jpg|cutout\.webp|thumb\.webp|glow\.webp)"
    r"|inbox/[0-9a-f]{64}(\.background)?"
)


class _Careful(io.BufferedReader):
    """A file of which no more is read at once than a sound ZIP needs: its directory is read in one piece."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As always, or BackupError."""
        most = DIRECTORY_MAX_BYTES + 1
        data = super().read(most if size is None or size < 0 else min(size, most))
        if len(data) == most or (len(data) > 46 * FILES_MAX and data.count(_HEADER) > FILES_MAX):
            raise foreign("it names too many files")
        return data


class BackupZip:
    """A backup that is open. `archive`: what its closet.json says, checked.

    Raises BackupError for a file that is no backup, that is damaged, or whose parts cannot be trusted.
    """

    def __init__(self, file: Path) -> None:
        try:
            raw = _Careful(io.FileIO(file))
        except OSError as error:
            raise BackupError(f"cannot read {file.name}: {error.strerror}") from error
        try:
            self._pack = zipfile.ZipFile(raw)
            self._infos = {info.filename: info for info in self._pack.infolist()}
            self._check(file.stat().st_size)
            if "closet.json" not in self._infos:
                raise BackupError(
                    "this backup holds no closet.json: only `otjang restore` on an empty folder brings it back"
                    if "closet.db" in self._infos
                    else "this is no backup of a closet"
                )
            self.archive = Archive(self._whole("closet.json", JSON_MAX_BYTES))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
            raw.close()
            if isinstance(error, BackupError):
                raise
            raise BackupError("this is no ZIP file, or it is cut off: send it once more") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        fp = self._pack.fp
        self._pack.close()
        if fp is not None:
            fp.close()

    def size_of(self, sha256: str) -> int:
        """How many bytes the files of a photo have, unpacked."""
        names = files_of(sha256, SUFFIXES).values()
        return sum(self._infos[name].file_size for name in names if name in self._infos)

    def waiting_size(self, sha256: str) -> int:
        """How many bytes a photo of the inbox has."""
        info = self._infos.get(f"inbox/{sha256}")
        return 0 if info is None else info.file_size

    def looks(self) -> Iterator[LookEntry]:
        """What the networks saw, one garment after the other."""
        info = self._infos.get("looks.jsonl")
        if info is None:
            return
        with self._opened(info) as file:
            while line := self._line(file):
                yield decode_look(line)

    def unpack_photo(self, sha256: str, folder: Path) -> dict[str, Path]:
        """The four files of a photo into a folder, by kind, each such a picture as it must be."""
        files = {}
        for kind, name in files_of(sha256, SUFFIXES).items():
            files[kind] = folder / f"{sha256}{SUFFIXES[kind]}"
            self._unpack(name, files[kind], PHOTO_MAX_BYTES)
            _check_picture(name, files[kind], kind)
        return files

    def unpack_waiting(self, sha256: str, folder: Path) -> list[Path]:
        """A photo of the inbox, and its empty view where there is one, into a folder."""
        files = [folder / sha256]
        self._unpack(f"inbox/{sha256}", files[0], INBOX_MAX_BYTES)
        with files[0].open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            raise damaged(f"inbox/{sha256} is another file")
        if f"inbox/{sha256}{BACKGROUND_SUFFIX}" in self._infos:
            files.append(folder / f"{sha256}{BACKGROUND_SUFFIX}")
            self._unpack(f"inbox/{files[1].name}", files[1], PHOTO_MAX_BYTES)
        return files

    # Within

    def _check(self, size_bytes: int) -> None:
        infos = self._pack.infolist()
        if len(infos) != len(self._infos) or len(infos) > FILES_MAX:
            raise foreign("it names a file twice, or too many")
        if sum(info.compress_size for info in infos) > size_bytes:
            raise foreign("its files lie over one another")
        for info in infos:
            kind = stat.S_IFMT(info.external_attr >> 16)
            if _NAME.fullmatch(info.filename) is None or kind not in (0, stat.S_IFREG):
                raise foreign(f"it holds {info.filename[:80]!r}")
            if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise foreign("it is encrypted, or packed in an unusual way")
            if info.file_size > SHORT_BYTES and info.file_size > RATIO_MAX * info.compress_size:
                raise foreign(f"{info.filename} unpacks to far too much")

    def _whole(self, name: str, at_most: int) -> bytearray:
        info = self._infos[name]
        if info.file_size > at_most:
            raise damaged(f"{name} is too large")
        data = bytearray()
        with self._opened(info) as file:
            while chunk := self._part(file, _CHUNK):
                data += chunk
        return data

    def _unpack(self, name: str, target: Path, at_most: int) -> None:
        info = self._infos.get(name)
        if info is None:
            raise damaged(f"it lacks {name}")
        if info.file_size > at_most:
            raise damaged(f"{name} is too large")
        try:
            with self._opened(info) as source, target.open("wb") as file:
                while chunk := self._part(source, _CHUNK):
                    file.write(chunk)
        except BackupError:
            raise
        except OSError as error:
            raise BackupError(
                f"the backup cannot be unpacked: is the disk full? ({error.strerror})"
            ) from error

    def _opened(self, info: zipfile.ZipInfo) -> IO[bytes]:
        try:
            return self._pack.open(info)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
            raise damaged(f"{info.filename} cannot be read") from error

    def _part(self, file: IO[bytes], size: int) -> bytes:
        try:
            return file.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            raise damaged(f"{file.name} cannot be read") from error

    def _line(self, file: IO[bytes]) -> bytes:
        try:
            line = file.readline(LOOK_MAX_BYTES)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            raise damaged(f"{file.name} cannot be read") from error
        if len(line) >= LOOK_MAX_BYTES:
            raise damaged("a line of looks.jsonl is too long")
        return line


def _check_picture(name: str, file: Path, kind: str) -> None:
    """Raises BackupError unless it is such a picture, by its header."""
    try:
        header = probe(file)
    except PhotoError as error:
        raise damaged(f"{name}: {error}") from error
    wanted = "JPEG" if kind == "original" else "WEBP"
    if header.format != wanted or max(header.width, header.height) > LONGEST_SIDE_PX[kind]:
        raise damaged(f"{name} is no {kind} of a closet")
