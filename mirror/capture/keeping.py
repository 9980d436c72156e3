"""From the best still to the inbox, in true colours and with its scale; or to a calibration, by the sheet."""

import io
import logging

import numpy as np
from numpy.typing import NDArray

from ..clock import Clock
from ..closet import Closet
from ..errors import MirrorError
from ..vision.encode import jpeg
from . import calibration
from .view import Taken

log = logging.getLogger(__name__)

PHOTO_QUALITY, BACKGROUND_QUALITY = 92, 90


class Keeper:
    """Where the photos of one camera go; counts them."""

    def __init__(self, closet: Closet, clock: Clock) -> None:
        self._closet = closet
        self._clock = clock
        self._number = 0

    def keep(self, rgb: NDArray[np.uint8], person_id: int, background: NDArray[np.uint8] | None) -> Taken:
        """What became of a still, uint8 RGB; when this returns an item, the photo survives the power cord.

        background: the same view with nothing in it, uint8 RGB of any size; None while it is not known.
        """
        self._number += 1
        try:
            made, line = calibration.measure(rgb, self._clock.now())
            if made is not None:
                calibration.save(self._closet.data_dir, made)
            if line:
                return Taken(self._number, None, line)
            return Taken(self._number, self._submit(rgb, person_id, background))
        except MirrorError as error:
            log.error("the photo was not kept: %s", error)  # noqa: TRY400  # a person's line
            return Taken(
                self._number,
                None,
                f"the photo could not be kept ({error}): make room on the disk, then try again",
            )

    def _submit(self, rgb: NDArray[np.uint8], person_id: int, background: NDArray[np.uint8] | None) -> int:
        """The number of the inbox item. Raises MirrorError when the photo cannot be kept."""
        known = calibration.load(self._closet.data_dir)
        px_per_cm = None
        if known is not None:
            rgb = known.correct(rgb)
            background = None if background is None else known.correct(background)
            px_per_cm = known.scaled_px_per_cm(rgb.shape[0])
        kept = self._closet.inbox.submit(
            person_id,
            f"{self._clock.now():%Y-%m-%d %H.%M.%S}.jpg",
            io.BytesIO(jpeg(rgb, quality=PHOTO_QUALITY)),
            source="camera",
            px_per_cm=px_per_cm,
            background=None if background is None else jpeg(background, quality=BACKGROUND_QUALITY),
        )
        return kept.item.id
