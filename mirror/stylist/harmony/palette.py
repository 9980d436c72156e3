"""The colours of garments in CIELCh, as arrays: hue, how colourful, how light, and how much of them is seen."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...attire import Material
from ...categories import Category, Slot
from ...closet.outfit_records import Wearable
from ...vision.shades import NAMES
from ...vision.srgb import lab

COLOURS = 3  # of a garment, at most
# What people wear with nearly everything; some of these have a hue all the same.
NEUTRALS = frozenset(
    (
        "black",
        "charcoal",
        "grey",
        "light grey",
        "white",
        "cream",
        "beige",
        "navy",
        "camel",
        "brown",
        "khaki",
        "olive",
    )
)
_FULL_CHROMA = 45.0  # CIELAB chroma from which on a colour counts in full
_GREY_CHROMA = 10.0  # ... and below which it has no hue to speak of
# How much of a person each covers, roughly by area; what lies under a coat is seen less but beside the face.
SEEN = {
    Slot.OUTER: 1.0,
    Slot.ONE_PIECE: 1.2,
    Slot.TOP: 0.8,
    Slot.BOTTOM: 0.8,
    Slot.SHOES: 0.3,
    Slot.BAG: 0.3,
    Slot.HEAD: 0.2,
}


class Palette(NamedTuple):
    """The colours of n garments, COLOURS each; what a garment has not has a weight of 0.

    hue: degrees 0-360. strength: 0 (neutral) to 1 (vivid). lightness: 0-100. weight: share of the garment times how
    much of it is seen. All float32 (n, COLOURS). patterned: bool (n,). names: the colours' names, by garment.
    """

    hue: NDArray[np.float32]
    strength: NDArray[np.float32]
    lightness: NDArray[np.float32]
    weight: NDArray[np.float32]
    patterned: NDArray[np.bool_]
    names: tuple[tuple[str, ...], ...]


def palette(garments: Sequence[Wearable]) -> Palette:
    """The palette of garments, in their order."""
    shape = (len(garments), COLOURS)
    hue, strength, lightness, weight = (np.zeros(shape, np.float32) for _ in range(4))
    for row, garment in enumerate(garments):
        seen, denim = SEEN[garment.category.slot], _is_denim(garment)
        for column, colour in enumerate(garment.colours[:COLOURS]):
            values = _values(colour.name, colour.rgb if colour.name not in NAMES else None)
            hue[row, column], strength[row, column], lightness[row, column] = values
            if denim and colour.name in ("blue", "sky blue"):
                strength[row, column] = 0  # jeans go with nearly everything, too
            weight[row, column] = seen * colour.share
    patterned = np.array([garment.patterned for garment in garments], np.bool_)
    names = tuple(tuple(colour.name for colour in garment.colours[:COLOURS]) for garment in garments)
    return Palette(hue, strength, lightness, weight, patterned, names)


def _is_denim(garment: Wearable) -> bool:
    """Blue trousers of which nobody says what they are made of are mostly jeans."""
    return Material.DENIM in garment.materials or (
        garment.category is Category.TROUSER and not garment.materials
    )


@cache
def _values(name: str, rgb: tuple[int, int, int] | None) -> tuple[float, float, float]:
    """Hue, strength and lightness of a named colour; by its own shade where the name is not known (rgb)."""
    light, a, b = lab(rgb or NAMES[name])
    chroma = float(np.hypot(a, b))
    strength = float(np.clip((chroma - _GREY_CHROMA) / (_FULL_CHROMA - _GREY_CHROMA), 0, 1))
    return float(np.degrees(np.arctan2(b, a)) % 360), 0.0 if name in NEUTRALS else strength, float(light)
