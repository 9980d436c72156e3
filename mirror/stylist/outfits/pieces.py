"""Garments as columns: what the rules and scores need of each, worked out once.

An outfit is a row of eight numbers, one for each Place: the garment's line in these columns, or NONE.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ...attire import Care, Formality, Material, Weight
from ...categories import Category, Slot
from ...closet.outfit_records import Wearable
from ..guessing import care_of, formality_of, materials_of, weight_of
from ..harmony.palette import Palette, palette
from ..warmth.given import garment_clo

NONE = -1
Rows = NDArray[np.intp]
"""Outfits: (m, 8) lines of Pieces by Place, NONE where that place is empty."""


class Place(IntEnum):
    """Where a garment is worn in an outfit, from the outermost on in the order in which they are told."""

    OUTER = 0
    OVER = 1  # a pullover over a shirt, a T-shirt or a dress
    TOP = 2  # a shirt or T-shirt, or a pullover by itself
    ONE_PIECE = 3
    BOTTOM = 4
    SHOES = 5
    HEAD = 6
    BAG = 7


PLACES = len(Place)
SLOT_OF = {
    Place.OUTER: Slot.OUTER,
    Place.OVER: Slot.TOP,
    Place.TOP: Slot.TOP,
    Place.ONE_PIECE: Slot.ONE_PIECE,
    Place.BOTTOM: Slot.BOTTOM,
    Place.SHOES: Slot.SHOES,
    Place.HEAD: Slot.HEAD,
    Place.BAG: Slot.BAG,
}
MAIN = (Place.OUTER, Place.OVER, Place.TOP, Place.ONE_PIECE, Place.BOTTOM)
WARM = frozenset({Material.WOOL, Material.CASHMERE, Material.DOWN, Material.FLEECE})
COOL = frozenset({Material.LINEN})
RAINPROOF = frozenset({Material.SYNTHETIC, Material.RUBBER})


class _Facts:
    """What is worked out of a garment's own words; many garments share them."""

    __slots__ = (
        "clo",
        "cool",
        "denim",
        "formality",
        "heavy",
        "light",
        "rainproof",
        "suede",
        "tender",
        "warm",
    )

    def __init__(self, garment: Wearable) -> None:
        materials = materials_of(garment)
        self.clo = garment_clo(garment)
        self.formality = int(formality_of(garment))
        weight = weight_of(garment)
        self.light = weight is Weight.LIGHT
        self.heavy = weight is Weight.HEAVY
        self.denim = Material.DENIM in materials
        self.suede = Material.SUEDE in materials
        self.tender = self.suede or care_of(garment) is Care.DRY_CLEAN
        self.warm = bool(materials & WARM)
        self.cool = bool(materials & COOL)
        self.rainproof = bool(materials & RAINPROOF)


_MOST_KEPT = 20_000
_kept: dict[object, _Facts] = {}


def _facts(garment: Wearable) -> _Facts:
    """Guessing reads names and tags; most garments have none, and it is asked for thousands of them every time."""
    colour = garment.colours[0].name if garment.colours else ""
    key = (
        *(garment.category, garment.name, garment.tags, colour, garment.seasons, garment.weight),
        *(garment.materials, garment.care, garment.formality),
    )
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        found = _kept[key] = _Facts(garment)
    return found


class Pieces:
    """n garments as columns, each (n,)."""

    def __init__(self, garments: Sequence[Wearable]) -> None:
        self.garments = tuple(garments)
        facts = [_facts(garment) for garment in garments]
        self.category = np.array([garment.category for garment in garments], np.int8)
        self.clo = np.array([one.clo for one in facts], np.float64)
        self.formality = np.array([one.formality for one in facts], np.int8)
        self.light = np.array([one.light for one in facts], np.bool_)
        self.heavy = np.array([one.heavy for one in facts], np.bool_)
        self.denim = np.array([one.denim for one in facts], np.bool_)
        self.suede = np.array([one.suede for one in facts], np.bool_)
        self.tender = np.array([one.tender for one in facts], np.bool_)
        self.warm = np.array([one.warm for one in facts], np.bool_)
        self.cool = np.array([one.cool for one in facts], np.bool_)
        self.rainproof = np.array([one.rainproof for one in facts], np.bool_)

    def __len__(self) -> int:
        return len(self.garments)

    @cached_property
    def colours(self) -> Palette:
        """Their colours; only worked out for the few that are combined."""
        return palette(self.garments)

    def of(self, *categories: Category) -> NDArray[np.bool_]:
        """Which of them are of these kinds."""
        return np.isin(self.category, categories)

    def only(self, lines: NDArray[np.intp]) -> "Pieces":
        """These lines alone, in their order."""
        return Pieces([self.garments[line] for line in lines])

    def worn(self, row: NDArray[np.intp]) -> tuple[Wearable, ...]:
        """The garments of an outfit, from the outermost on."""
        return tuple(self.garments[line] for line in row if line != NONE)


def places_of(category: Category) -> tuple[Place, ...]:
    """Where a garment of this kind may be worn."""
    if category is Category.PULLOVER:
        return (Place.TOP, Place.OVER)
    return (_PLACE_OF_SLOT[category.slot],)


_PLACE_OF_SLOT = {slot: place for place, slot in SLOT_OF.items() if place is not Place.OVER}
FORMALITIES = len(Formality)
