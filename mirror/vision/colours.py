"""The colours of a garment, by name: CIELAB clusters of the cutout's inside, each with the nearest name.

The names are translation keys. Distances are CIE76 in Lab with lightness counted less, because light and fold
change it most; clusters that differ in lightness alone are one cloth, and it is named by how it looks in the light.
"""

from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .facts import NamedColour
from .geometry import shrink
from .light import in_daylight
from .shades import SHADES

WORKING_SIDE_PX = 160
EDGE_SIDE_PX = 320
MOST_COLOURS = 3
LEAST_SHARE = 0.10
CLUSTERS = 7
SAME_CLOTH_AB = 10.0  # clusters nearer than this in a and b are one cloth ...
SAME_CLOTH_L = 24.0  # ... unless lightness parts them by more than a fold does
IN_THE_LIGHT = 70  # percentile of lightness by which a cloth is named
TILE_PX = 20
STEEP = 5.0  # CIELAB units by which a pixel differs from its surroundings where a print or a stripe is
PATTERNED_FROM = (
    0.30  # pattern strength; parted 92 % of 46 garments as a person had, half of each kind counted
)
_LIGHTNESS_WEIGHT = 0.7


class Cloth(NamedTuple):
    """The colours of a garment, largest share first, and whether it is patterned rather than plain."""

    colours: tuple[NamedColour, ...]
    patterned: bool


def look_at_cloth(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8], warmth: float = 0.0) -> Cloth:
    """Up to three colours, the largest share first; shares are of the whole garment and sum to 1 or less.

    rgb: uint8 (height, width, 3); alpha: uint8 (height, width); warmth: of the light, as light.warmth_of_light says
    it. The edge of the mask is left out. The answer is the same for the same picture; there are no colours only for
    an empty mask.
    """
    small, mask = shrink(rgb, WORKING_SIDE_PX), shrink(alpha, WORKING_SIDE_PX)
    inside = cv2.erode((mask > 200).astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    if inside.sum() < 20:
        inside = mask > 128
    pixels = in_daylight(small[inside], warmth)
    if not len(pixels):
        return Cloth((), patterned=False)
    lab = _lab(pixels)
    cloths = _one_cloth_each(*_cluster(lab))
    found: dict[str, NDArray[np.bool_]] = {}
    for of_it in cloths:
        lit = lab[of_it]
        lit = lit[lit[:, 0] >= np.percentile(lit[:, 0], IN_THE_LIGHT)]
        name = nearest_name(np.median(lit, axis=0))
        found[name] = found[name] | of_it if name in found else of_it
    ordered = sorted(found, key=lambda name: -int(found[name].sum()))
    colours = []
    for rank, name in enumerate(ordered[:MOST_COLOURS]):
        share = float(found[name].mean())
        if rank == 0 or share >= LEAST_SHARE:
            colours.append(NamedColour(name, _rgb(pixels[found[name]]), round(share, 3)))
    return Cloth(tuple(colours), pattern_strength(rgb, alpha) >= PATTERNED_FROM)


def nearest_name(lab: NDArray[np.float32]) -> str:
    """The name whose typical cloth is nearest to a colour in CIELAB (L 0-100, a and b about -128 to 127)."""
    names, typical = _typical_cloths()
    difference = (typical - lab) * np.array([_LIGHTNESS_WEIGHT, 1, 1], np.float32)
    return names[int(np.argmin((difference**2).sum(axis=1)))]


@cache
def _typical_cloths() -> tuple[list[str], NDArray[np.float32]]:
    """The name of every shade, and the shades in CIELAB (n, 3)."""
    names = [name for name, shades in SHADES.items() for _ in shades]
    return names, _lab(np.array([rgb for shades in SHADES.values() for rgb in shades], np.uint8))


def _one_cloth_each(centres: NDArray[np.float32], labels: NDArray[np.int32]) -> list[NDArray[np.bool_]]:
    """Which pixels belong to each cloth: clusters that differ as light and fold differ are put together."""
    counts = np.bincount(labels, minlength=len(centres))
    cloths: list[tuple[list[NDArray[np.float32]], list[int]]] = []
    for index in np.argsort(-counts):
        if not counts[index]:
            continue
        for members, indices in cloths:
            if any(_same_cloth(centres[index], member) for member in members):
                members.append(centres[index])
                indices.append(int(index))
                break
        else:
            cloths.append(([centres[index]], [int(index)]))
    return [np.isin(labels, indices) for _, indices in cloths]


def _same_cloth(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    distance_ab = float(np.hypot(*(one[1:] - other[1:])))
    return distance_ab < SAME_CLOTH_AB and abs(float(one[0] - other[0])) < SAME_CLOTH_L


def pattern_strength(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> float:
    """Share of the garment (0-1), away from its edge, on which the colour changes as prints and stripes change it.

    Folds and shades change slowly and a logo stands in one place: what counts is each tile's share of steep pixels
    in the calmest quarter of the garment's tiles, so that a pattern is what is nearly everywhere.
    """
    small, mask = shrink(rgb, EDGE_SIDE_PX), shrink(alpha, EDGE_SIDE_PX)
    inside = cv2.erode((mask > 200).astype(np.uint8), np.ones((15, 15), np.uint8))
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    fine = lab - cv2.GaussianBlur(lab, (0, 0), 3)
    steep = (np.sqrt((fine**2).sum(axis=2)) > STEEP).astype(np.float32)
    size = (max(1, small.shape[1] // TILE_PX), max(1, small.shape[0] // TILE_PX))
    weight = cv2.resize(inside.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    amount = cv2.resize(steep * inside, size, interpolation=cv2.INTER_AREA)
    full = weight > 0.6
    if full.sum() < 4:
        return 0.0
    return float(np.percentile(amount[full] / weight[full], 25))


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


def _rgb(pixels: NDArray[np.uint8]) -> tuple[int, int, int]:
    red, green, blue = (int(value + 0.5) for value in pixels.mean(axis=0))
    return red, green, blue
