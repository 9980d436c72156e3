"""How sharp a picture is: the variance of its Laplacian (Pech-Pacheco et al.: Diatom autofocusing, 2000)."""

import cv2
import numpy as np
from numpy.typing import NDArray

WINDOW_PX = 512  # of the picture's middle, where the garment is, in its own pixels


def sharpness(rgb: NDArray[np.uint8]) -> float:
    """0 for an even or black picture; tens for a blurred one, hundreds and more for a sharp one of cloth.

    rgb: uint8 (height, width, 3). It grows with contrast too: compare pictures of one scene and one size.
    """
    height, width = rgb.shape[:2]
    top, left = max(0, (height - WINDOW_PX) // 2), max(0, (width - WINDOW_PX) // 2)
    middle = rgb[top : top + WINDOW_PX, left : left + WINDOW_PX]
    edges = cv2.Laplacian(cv2.cvtColor(middle, cv2.COLOR_RGB2GRAY), cv2.CV_16S)
    return float(cv2.meanStdDev(edges)[1][0, 0] ** 2)
