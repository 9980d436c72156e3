"""The colours of a garment, by name: CIELAB clusters of the cutout's inside, each with the nearest name.

The names are translation keys. Distances are CIE76 in Lab with lightness counted less, because light and fold
change it most.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from .facts import NamedColour
from .geometry import shrink

NAMES: dict[str, tuple[int, int, int]] = {  # a typical cloth of that name, 8-bit sRGB
    "black": (28, 27, 28),
    "white": (238, 237, 233),
    "grey": (132, 132, 132),
    "red": (184, 32, 40),
    "orange": (226, 118, 44),
    "yellow": (232, 200, 72),
    "green": (62, 120, 66),
    "turquoise": (48, 150, 150),
    "blue": (52, 104, 186),
    "navy": (32, 42, 78),
    "purple": (112, 62, 136),
    "pink": (226, 130, 160),
    "brown": (106, 70, 46),
    "beige": (206, 186, 154),
}
OTHER_SHADES = (  # of names whose cloths differ widely; deep blues lie on CIELAB's way to purple
    ("blue", (28, 36, 168)),
    ("blue", (20, 20, 240)),
    ("blue", (148, 182, 220)),
    ("navy", (24, 24, 104)),
    ("red", (112, 22, 38)),
)
WORKING_SIDE_PX = 160
MOST_COLOURS = 3
LEAST_SHARE = 0.10
CLUSTERS = 6
_LIGHTNESS_WEIGHT = 0.7


def name_colours(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> tuple[NamedColour, ...]:
    """Up to three colours, the largest share first; shares are of the whole garment and sum to 1 or less.

    rgb: uint8 (height, width, 3); alpha: uint8 (height, width). The edge of the mask is left out. The answer is
    the same for the same picture, and empty only for an empty mask.
    """
    small, mask = shrink(rgb, WORKING_SIDE_PX), shrink(alpha, WORKING_SIDE_PX)
    inside = cv2.erode((mask > 200).astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    if inside.sum() < 20:
        inside = mask > 128
    pixels = small[inside]
    if not len(pixels):
        return ()
    centres, labels = _cluster(_lab(pixels))
    shares: dict[str, float] = {}
    sums: dict[str, NDArray[np.float64]] = {}
    for index, centre in enumerate(centres):
        of_it = labels == index
        if not of_it.any():
            continue
        name = nearest_name(centre)
        shares[name] = shares.get(name, 0.0) + float(of_it.mean())
        sums[name] = sums.get(name, np.zeros(3)) + pixels[of_it].sum(axis=0)
    ordered = sorted(shares, key=lambda name: -shares[name])
    kept = [name for i, name in enumerate(ordered[:MOST_COLOURS]) if i == 0 or shares[name] >= LEAST_SHARE]
    return tuple(
        NamedColour(name, _rgb(sums[name] / (shares[name] * len(pixels))), round(shares[name], 3))
        for name in kept
    )


def nearest_name(lab: NDArray[np.float32]) -> str:
    """The name whose typical cloth is nearest to a colour in CIELAB (L 0-100, a and b about -128 to 127)."""
    shades = (*NAMES.items(), *OTHER_SHADES)
    typical = _lab(np.array([rgb for _, rgb in shades], np.uint8))
    difference = (typical - lab) * np.array([_LIGHTNESS_WEIGHT, 1, 1], np.float32)
    return shades[int(np.argmin((difference**2).sum(axis=1)))][0]


def _lab(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """CIELAB (n, 3), float32, of sRGB (n, 3), uint8."""
    lab = cv2.cvtColor(pixels[np.newaxis].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0]
    return np.asarray(lab, np.float32)


def _cluster(lab: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    if len(lab) == 1:  # OpenCV takes one row of three for three rows of one
        return lab, np.zeros(1, np.int32)
    cv2.setRNGSeed(1)  # the same photo has the same colours every time
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    start = np.zeros((len(lab), 1), np.int32)  # where the answer goes; not a starting point with these flags
    _, labels, centres = cv2.kmeans(lab, min(CLUSTERS, len(lab)), start, criteria, 1, cv2.KMEANS_PP_CENTERS)
    return np.asarray(centres, np.float32), np.asarray(labels, np.int32).reshape(-1)


def _rgb(mean: NDArray[np.float64]) -> tuple[int, int, int]:
    red, green, blue = (int(value + 0.5) for value in mean)
    return red, green, blue
