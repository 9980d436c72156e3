"""Pictures that came in part only: a cable or a hub lost the end of a JPEG, and the decoder filled the rest."""

import numpy as np
from numpy.typing import NDArray

LEAST_ROWS = 8  # the height of the smallest block that a JPEG decoder fills
DARKNESS, GLARE = 8, 250


def cut_off(rgb: NDArray[np.uint8]) -> bool:
    """Whether the lower part of a decoded frame is missing.

    rgb: uint8 (height, width, 3), not yet rotated. libjpeg fills what is missing with one colour, exactly; a
    sensor's noise never does, except in darkness and in glare, so those two are taken for what the camera saw.
    """
    colour = rgb[-1, -1]
    if (rgb[-1] != colour).any() or (colour <= DARKNESS).all() or (colour >= GLARE).all():
        return False
    if (rgb[-LEAST_ROWS:] != colour).any():
        return False
    return bool((rgb[::LEAST_ROWS, ::64] != colour).any())
