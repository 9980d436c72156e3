"""A fixed camera knows its empty background, and what differs from it is the garment.

The idea is plain background subtraction; light that changed as a whole is evened out, and shadows, which darken but
do not colour, count little (Prati, Mikic, Trivedi, Cucchiara: Detecting moving shadows, 2003).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from .geometry import resize

CLEAR_DIFFERENCE = 14.0  # CIELAB units from which a pixel is surely not the background
NO_DIFFERENCE = 4.0
SHADOW_WEIGHT = 0.25  # of a difference that is darkness alone
LEAST_AGREEMENT = 0.85  # of what stands out, that has to differ before the difference is believed
MOST_SHARE = 0.90  # of the picture; where more than this differs, light or camera has changed


def difference(rgb: NDArray[np.uint8], background: NDArray[np.uint8]) -> NDArray[np.float32] | None:
    """How surely each pixel is not the background: 0 to 1, float32 (height, width).

    rgb: uint8 (height, width, 3); background: the same view with nothing in it, uint8 of any size.
    None where the background says nothing: nearly everything differs, or nothing does.
    """
    if background.shape != rgb.shape:
        background = resize(background, rgb.shape[1], rgb.shape[0])
    seen, empty = _lab(rgb), _lab(background)
    # The garment is what differs most; the less different half of the picture tells how the light has changed.
    raw = np.abs(seen - empty).sum(axis=2)
    calm = raw <= np.median(raw)
    shift = np.median((seen - empty)[calm], axis=0)
    change = seen - empty - shift
    colour = np.hypot(change[..., 1], change[..., 2])
    light = change[..., 0]
    shadow = (light < 0) & (light > -0.5 * empty[..., 0]) & (colour < NO_DIFFERENCE * 1.5)
    light = np.where(shadow, light * SHADOW_WEIGHT, light)
    distance = cv2.GaussianBlur(np.sqrt(light**2 + colour**2).astype(np.float32), (0, 0), 1.5)
    sure = np.clip((distance - NO_DIFFERENCE) / (CLEAR_DIFFERENCE - NO_DIFFERENCE), 0, 1)
    share = float((sure > 0.5).mean())
    if not 0.01 <= share <= MOST_SHARE:
        return None
    return np.asarray(sure, np.float32)


def combine(saliency: NDArray[np.float32], differs: NDArray[np.float32]) -> NDArray[np.float32]:
    """One mask of what stands out and what differs, 0 to 1.

    What differs clearly is added even where it does not stand out: a dissolved pattern, a lost sleeve.
    Where much of what stands out does not differ, the garment has the floor's colour, and what stands out is kept.
    """
    stands_out = saliency > 0.5
    if float(differs[stands_out].mean() if stands_out.any() else 1.0) < LEAST_AGREEMENT:
        return saliency
    return np.asarray(np.clip(0.5 * saliency + 0.6 * differs - 0.05, 0, 1), np.float32)


def _lab(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    calm = cv2.GaussianBlur(rgb, (0, 0), 1.0)
    return np.asarray(cv2.cvtColor(calm.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)
