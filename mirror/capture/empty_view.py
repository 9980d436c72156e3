"""The empty view on the disk: the camera hangs still, so what it learned yesterday is a good beginning today."""

import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..closet.photos import durable_write
from ..errors import MirrorError, PhotoError
from ..vision.decode import decode
from ..vision.encode import jpeg

log = logging.getLogger(__name__)

FILE_NAME = "empty_view.jpg"
QUALITY = 90
LONGEST_SIDE_PX = 1280  # a preview's
LEAST_CHANGE = 2.0  # mean 8-bit values; less is not worth the writing


class Memory:
    """One data directory's empty view."""

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / FILE_NAME
        self._kept: NDArray[np.uint8] | None = None

    def load(self) -> NDArray[np.uint8] | None:
        """The view, uint8 RGB (height, width, 3); None when there is none that can be read."""
        if not self._file.exists():
            return None
        try:
            self._kept = decode(self._file, LONGEST_SIDE_PX).rgb
        except PhotoError as error:
            log.warning("the empty view is learned anew: %s", error)
        return self._kept

    def keep(self, view: NDArray[np.uint8] | None) -> None:
        """Write the view, unless it is hardly another one. A disk that is full only costs the learning."""
        if view is None or not self._differs(view):
            return
        try:
            durable_write(self._file, jpeg(view, quality=QUALITY))
        except MirrorError as error:
            log.warning("the empty view is not kept: %s", error)
        else:
            self._kept = view.copy()

    def _differs(self, view: NDArray[np.uint8]) -> bool:
        kept = self._kept
        if kept is None or kept.shape != view.shape:
            return True
        some = slice(None, None, 8)
        change = np.abs(kept[some, some].astype(np.int16) - view[some, some])
        return float(change.mean()) >= LEAST_CHANGE
