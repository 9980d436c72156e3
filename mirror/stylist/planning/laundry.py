"""What to wash: what is in the wash by colour and care, and what hangs in the wardrobe and has been worn enough."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ...attire import Care, Material
from ...categories import Category
from ...closet.outfit_records import Wearable
from ...vision.facts import NamedColour
from ...vision.shades import NAMES
from ...vision.srgb import lab
from ..guessing import care_of, materials_of
from .values import Due, LaundryDay, Load, Pile

WEARS_BEFORE_WASH: dict[Category, int | None] = {
    Category.TSHIRT: 1,  # on the skin all day
    Category.SHIRT: 2,
    Category.DRESS: 2,
    Category.SHORTS: 3,
    Category.PULLOVER: 4,  # over something else as a rule
    Category.SKIRT: 5,
    Category.TROUSER: 6,
    Category.COAT: 10,
    Category.HAT: 10,
    Category.BAG: None,
    Category.SANDAL: None,
    Category.SNEAKER: None,
    Category.ANKLE_BOOT: None,
    Category.SHOE: None,
}
"""Days of wear after which a garment is usually washed; None: that is not counted in wears."""
JEANS_WEARS = 10
"""Denim keeps its shape and colour the longer the less it is washed; Levi Strauss & Co. advises ten wears."""

WHITE_L, WHITE_CHROMA = 87.0, 10.0  # CIELAB; cream and pale grey are light, not white
LIGHT_L, LIGHT_CHROMA = 70.0, 35.0  # a bright yellow is as strong a dye as a red
DARK_L, DARK_CHROMA = 40.0, 50.0  # navy, wine and brown are dark, a royal blue is a colour ...
BLACKISH_L = 20.0  # ... unless it is nearly black
PRINT_SHARE = 0.15  # so much of another colour, a small print say, leaves a garment what it is
_CARES = tuple(Care)


def laundry_day(wearables: Sequence[Wearable], chosen: Mapping[Category, int]) -> LaundryDay:
    """What there is to wash of all that a person has. chosen: after how many wears, where this person says so."""
    limits = WEARS_BEFORE_WASH | dict(chosen)
    at_home: list[Due] = []
    piles: defaultdict[tuple[Care, Load | None], list[Due]] = defaultdict(list)
    for garment in wearables:
        limit = wears_before_wash(garment, chosen)
        if garment.in_wash:
            care = care_of(garment)
            # The cleaner sorts what he gets himself.
            load = None if care is Care.DRY_CLEAN else load_of(garment)
            piles[care, load].append(Due(garment, garment.wears_since_wash, limit or 0))
        elif limit is not None and garment.wears_since_wash >= limit:
            at_home.append(Due(garment, garment.wears_since_wash, limit))
    at_home.sort(key=lambda due: (-due.wears / due.limit, -due.wears, due.garment.id))
    return LaundryDay(
        piles=tuple(
            Pile(_most_common(dues) if load is None else load, care, tuple(dues))
            for (care, load), dues in sorted(
                piles.items(), key=lambda pile: (-len(pile[1]), _CARES.index(pile[0][0]), pile[0][1] or "")
            )
        ),
        due=tuple(at_home),
        limits={int(category): limits[category] for category in Category},
    )


def wears_before_wash(garment: Wearable, chosen: Mapping[Category, int]) -> int | None:
    """After how many days of wear it is washed, None where wears do not say. chosen: this person's own numbers."""
    if garment.category in chosen:
        return chosen[garment.category]
    if garment.category is Category.TROUSER and Material.DENIM in materials_of(garment):
        return JEANS_WEARS
    return WEARS_BEFORE_WASH[garment.category]


def load_of(garment: Wearable) -> Load:
    """With what it may be washed, by the lightness and chroma of its colours and how much of it has them.

    Light and dark on one garment, a navy and white stripe say, is washed with the colours: neither lends its dye to
    the white nor goes grey among the dark. A garment of which no colour is known is a coloured one.
    """
    shares = dict.fromkeys(Load, 0.0)
    for colour in garment.colours:
        shares[_kind(colour)] += colour.share
    whole = sum(shares.values())
    if not whole:
        return Load.COLOURED
    bright = shares[Load.WHITE] + shares[Load.LIGHT]
    if whole - shares[Load.WHITE] < PRINT_SHARE * whole:
        return Load.WHITE
    if whole - bright < PRINT_SHARE * whole:
        return Load.LIGHT
    if bright < PRINT_SHARE * whole and shares[Load.DARK] >= whole / 2:
        return Load.DARK
    return Load.COLOURED


def _kind(colour: NamedColour) -> Load:
    """By what a cloth of that name looks like in good light where it is bright, as it was seen where it is dark: a
    photo has every white in some shade.
    """
    lightness, chroma = _lightness_and_chroma(NAMES.get(colour.name, colour.rgb))
    if lightness >= WHITE_L and chroma <= WHITE_CHROMA:
        return Load.WHITE
    if lightness >= LIGHT_L and chroma <= LIGHT_CHROMA:
        return Load.LIGHT
    lightness, chroma = _lightness_and_chroma(colour.rgb)
    if lightness < BLACKISH_L or (lightness < DARK_L and chroma < DARK_CHROMA):
        return Load.DARK
    return Load.COLOURED


def _lightness_and_chroma(rgb: tuple[int, int, int]) -> tuple[float, float]:
    lightness, a, b = (float(value) for value in lab(rgb))
    return lightness, math.hypot(a, b)


def _most_common(dues: Sequence[Due]) -> Load:
    return Counter(load_of(due.garment) for due in dues).most_common(1)[0][0]
