"""A JPEG of the mirror's picture for machines without a display: the phone admin shows it.

Written on a thread of its own, at most once a second and only after a change, so that drawing never waits for it.
"""

import contextlib
import logging
import threading
from pathlib import Path

from pygame import Surface

from .pixels import image_of

EVERY_S = 1.0
_QUALITY = 85
_log = logging.getLogger(__name__)


class PictureFile:
    """Keeps `file` (None: nothing is written) a picture of `surface`. Use it as a context manager."""

    def __init__(self, file: Path | None, surface: Surface) -> None:
        self._file = file
        self._surface = surface
        self._changed = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="picture-file", daemon=True)

    def __enter__(self) -> "PictureFile":
        if self._file is not None:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._changed.set()
        if self._thread.is_alive():
            self._thread.join(timeout=2)
        if self._file is not None:
            self._file.unlink(missing_ok=True)

    def changed(self) -> None:
        """The picture is another one now."""
        self._changed.set()

    def _work(self) -> None:
        while not self._ended.is_set():
            self._changed.wait()
            self._changed.clear()
            if not self._ended.is_set():
                self._write()
            self._ended.wait(EVERY_S)

    def _write(self) -> None:
        if self._file is None:
            return
        part = self._file.with_name(f"{self._file.name}.part")
        try:
            image_of(self._surface).save(part, "JPEG", quality=_QUALITY)
            part.replace(self._file)
        except OSError as error:
            _log.warning("cannot write the mirror's picture %s: %s", self._file, error)
            with contextlib.suppress(OSError):
                part.unlink()
