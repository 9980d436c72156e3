"""How a camera hangs: its pictures turned upright, and turned back where it looks into a mirror."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


class Orientation(NamedTuple):
    """rotation_deg: 0, 90, 180 or 270, clockwise, makes the picture upright; then, if `flipped`, left for right."""

    rotation_deg: int = 0
    flipped: bool = False

    def upright(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture, uint8 (height, width, 3), as it should have come; contiguous."""
        if self.rotation_deg:
            rgb = np.asarray(cv2.rotate(rgb, _TURNS[self.rotation_deg]), np.uint8)
        if self.flipped:
            rgb = np.asarray(cv2.flip(rgb, 1), np.uint8)
        return rgb


AS_IT_IS = Orientation()
