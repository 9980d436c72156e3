"""The colour of the light, by the ground that a garment lies on, and cloth as daylight would show it.

Under a lamp a white shirt photographs as cream. What is behind it tells, where it is a wall or a sheet: the
estimate is shades of grey (Finlayson, Trezzi: Shades of gray and colour constancy, 2004) over the ground alone,
kept to the line from lamp to sky on which the lights of rooms lie. Wood is warm under any light, so a ground is
believed only where it is bright, nearly neutral and even, and the last bit of what it says is left aside: the
camera has balanced the picture before.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from .geometry import shrink
from .srgb import LINEAR, LUMINANCE, shown

COARSE_SIDE_PX = 480
WORKING_SIDE_PX = 160
CLEAR_OF_THE_GARMENT_PX = 3
LEAST_GROUND = 0.05  # of the picture
BRIGHT_FROM = 50.0  # CIELAB lightness
NEUTRAL_TO = 50.0  # CIELAB chroma: so wide, because a lamp makes a white wall yellow
BLOWN_OUT = 254
LEAST_BRIGHT = 0.50  # of the ground, that has to be bright and nearly neutral
EVEN_TO = 0.18  # standard deviation of log2(blue / red); tiles and sheets have 0.05 to 0.15, wood 0.2 to 0.5
NORM = 4  # of the shades of grey: between the mean (1) and the brightest (infinity)
TOWARDS_LAMP = (0.526, -0.850)  # a warmer light in log2(red / green), log2(blue / green); unit length
ASIDE_TO = 0.20  # as far beside that line a light is still one; a pink wall is further off
UNSAID = 0.20  # warmth of either sign that walls and sheets have by themselves
MOST_WARMTH = 1.5
DARK, LIT = 15.0, 30.0  # CIELAB lightness: up to here a tint is the camera's, from there the light's

_LUMINANCE = LUMINANCE.astype(np.float32)
_LINEAR = LINEAR.astype(np.float32)


def warmth_of_light(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> float:
    """How much warmer than daylight the light is: 0 for daylight and wherever the ground does not tell.

    rgb: the whole photo, uint8 (height, width, 3); alpha: uint8 (height, width), 255 where the garment is. 0.7 is
    the light of 4500 K, 1.4 that of 3500 K, -0.4 that of 9000 K, each less UNSAID, the tint a white wall may have.
    """
    step = max(1, max(alpha.shape) // COARSE_SIDE_PX)  # a large photo has pixels to spare
    small, mask = (shrink(one[::step, ::step], WORKING_SIDE_PX) for one in (rgb, alpha))
    size = 2 * CLEAR_OF_THE_GARMENT_PX + 1
    ground = cv2.dilate((mask > 8).astype(np.uint8), np.ones((size, size), np.uint8)) == 0
    if ground.mean() < LEAST_GROUND:
        return 0.0
    pixels = small[ground]
    lab = cv2.cvtColor(pixels[np.newaxis].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0]
    bright = (lab[:, 0] > BRIGHT_FROM) & (np.hypot(lab[:, 1], lab[:, 2]) < NEUTRAL_TO)
    bright &= pixels.max(axis=1) < BLOWN_OUT
    if bright.mean() < LEAST_BRIGHT:
        return 0.0
    linear = np.maximum(_LINEAR[pixels[bright]], 1e-4)
    if np.log2(linear[:, 2] / linear[:, 0]).std() > EVEN_TO:
        return 0.0
    red, green, blue = (linear**NORM).mean(axis=0) ** (1 / NORM)
    tint = float(np.log2(red / green)), float(np.log2(blue / green))
    warmth = tint[0] * TOWARDS_LAMP[0] + tint[1] * TOWARDS_LAMP[1]
    aside = tint[0] * TOWARDS_LAMP[1] - tint[1] * TOWARDS_LAMP[0]
    if abs(aside) > ASIDE_TO:
        return 0.0
    told = min(max(abs(warmth) - UNSAID, 0.0), MOST_WARMTH)
    return told if warmth > 0 else -told


def in_daylight(pixels: NDArray[np.uint8], warmth: float) -> NDArray[np.uint8]:
    """The pixels, uint8 (n, 3) of sRGB, as if a light of this warmth had been daylight: as bright, another tint.

    What is nearly black stays as it is: there a tint says nothing.
    """
    if not warmth:
        return pixels
    linear = _LINEAR[pixels]
    gains = np.exp2(-warmth * np.array([TOWARDS_LAMP[0], 0, TOWARDS_LAMP[1]], np.float32))
    gains /= gains @ _LUMINANCE
    lit = np.clip(linear * gains, 0, 1)
    lightness = 116 * np.cbrt(linear @ _LUMINANCE) - 16
    share = np.clip((lightness - DARK) / (LIT - DARK), 0, 1)[:, np.newaxis]
    return np.asarray(pixels * (1 - share) + shown(lit) * share + 0.5, np.uint8)
