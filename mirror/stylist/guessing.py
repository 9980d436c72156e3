"""What a garment is like where nobody said: weight, materials, care and formality.

Guessed from its kind, its first colour, its seasons, and the words of its name and tags. What a person said always
wins. A guess is made once for all garments that are told of alike, so thousands cost little.
"""

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from ..attire import Care, Formality, Material, Weight
from ..categories import Category, Slot
from ..closet.outfit_records import Wearable
from ..seasons import Season
from .garment_words import CARES, FAUX, FORMALITIES, HEAVY, KNIT, LIGHT, MATERIALS

_USUAL_MATERIAL = {
    Category.TSHIRT: Material.COTTON,
    Category.SHIRT: Material.COTTON,
    Category.TROUSER: Material.COTTON,
    Category.SHORTS: Material.COTTON,
    Category.SHOE: Material.LEATHER,
    Category.ANKLE_BOOT: Material.LEATHER,
}
_KNITTED = frozenset((Category.PULLOVER, Category.COAT, Category.DRESS, Category.SKIRT, Category.HAT))
# Trousers of these colours of which nobody says more are mostly jeans.
_JEANS = frozenset(("blue", "sky blue"))

# One step apart goes together: a shirt, plain trousers, a coat and shoes with a suit as well as with a T-shirt's
# neighbours; what is casual with all but the formal.
_USUAL_FORMALITY = {
    Category.TSHIRT: Formality.CASUAL,
    Category.TROUSER: Formality.SMART,
    Category.PULLOVER: Formality.CASUAL,
    Category.DRESS: Formality.SMART,
    Category.COAT: Formality.SMART,
    Category.SANDAL: Formality.CASUAL,
    Category.SHIRT: Formality.SMART,
    Category.SNEAKER: Formality.CASUAL,
    Category.BAG: Formality.SMART,
    Category.ANKLE_BOOT: Formality.SMART,
    Category.SHORTS: Formality.CASUAL,
    Category.SKIRT: Formality.SMART,
    Category.HAT: Formality.CASUAL,
    Category.SHOE: Formality.SMART,
}

_BY_STRICTNESS = (Care.MACHINE, Care.DELICATE, Care.HAND, Care.DRY_CLEAN)
_CARE_OF_MATERIAL = {
    Material.LINEN: Care.DELICATE,
    Material.DOWN: Care.DELICATE,
    Material.WOOL: Care.HAND,
    Material.CASHMERE: Care.HAND,
    Material.SILK: Care.HAND,
    Material.LEATHER: Care.DRY_CLEAN,
    Material.SUEDE: Care.DRY_CLEAN,
}
_NEVER_IN_A_MACHINE = frozenset((Slot.SHOES, Slot.BAG, Slot.HEAD))

_WARM = frozenset((Material.DOWN, Material.FLEECE))
_COOL = frozenset((Material.LINEN, Material.SILK))
_KEPT = 16_384  # more than the garments of a household that is told of in words


def weight_of(garment: Wearable) -> Weight:
    """How warm it is among those of its kind: what a person said, else a guess."""
    return garment.weight or _guess(garment).weight


def materials_of(garment: Wearable) -> frozenset[Material]:
    """What it is made of: what a person said, else a guess; empty where there is nothing to go by."""
    return garment.materials or _guess(garment).materials


def care_of(garment: Wearable) -> Care:
    """How it is washed: what a person said, else what its words, its materials and its kind ask for."""
    return garment.care or _guess(garment).care


def formality_of(garment: Wearable) -> Formality:
    """How formal it is: what a person said, else a guess."""
    # SPORT is 0, so "or" would not do.
    return _guess(garment).formality if garment.formality is None else garment.formality


class _Told(NamedTuple):
    """All that a guess depends on."""

    category: Category
    name: str
    tags: tuple[str, ...]
    seasons: frozenset[Season]
    materials: frozenset[Material]
    jeans: bool


class _Guess(NamedTuple):
    weight: Weight
    materials: frozenset[Material]
    care: Care
    formality: Formality


def _guess(garment: Wearable) -> _Guess:
    colour = garment.colours[0].name if garment.colours else ""
    jeans = garment.category is Category.TROUSER and colour in _JEANS
    return _guessed(
        _Told(garment.category, garment.name, garment.tags, garment.seasons, garment.materials, jeans)
    )


@lru_cache(maxsize=_KEPT)
def _guessed(told: _Told) -> _Guess:
    # A phone may send Hangul in pieces (NFD), which no pattern would find.
    text = normalize("NFC", "\n".join((told.name, *told.tags))).lower()
    category = told.category
    materials = told.materials or _materials(category, text, told.jeans)
    return _Guess(
        _weight(category, text, told.seasons, materials),
        materials,
        _care(category, text, materials),
        _formality(category, text, materials),
    )


def _materials(category: Category, text: str, jeans: bool) -> frozenset[Material]:
    genuine = FAUX.without(text)
    found = {material for material, words in MATERIALS.items() if words.tell_of(genuine)}
    if genuine != text:
        found.add(Material.SYNTHETIC)
    if not found and category in _KNITTED and KNIT.tell_of(genuine):
        found.add(Material.WOOL)
    if not found and jeans:
        found.add(Material.DENIM)
    if not found and category in _USUAL_MATERIAL:
        found.add(_USUAL_MATERIAL[category])
    return frozenset(found)


def _weight(
    category: Category, text: str, seasons: frozenset[Season], materials: frozenset[Material]
) -> Weight:
    """What speaks for heavy against what speaks for light; even, it is normal."""
    tops_and_coats = category.slot in (Slot.OUTER, Slot.TOP, Slot.ONE_PIECE)
    warmer = (
        HEAVY.tell_of(text),
        bool(materials & _WARM) and tops_and_coats,
        seasons == {Season.WINTER},
    )
    cooler = (
        LIGHT.tell_of(text),
        bool(materials & _COOL),
        Season.SUMMER in seasons and Season.WINTER not in seasons and category is not Category.SANDAL,
    )
    score = sum(warmer) - sum(cooler)
    return Weight.NORMAL if score == 0 else Weight.HEAVY if score > 0 else Weight.LIGHT


def _care(category: Category, text: str, materials: frozenset[Material]) -> Care:
    """The strictest that is asked for; shoes, bags and hats are cleaned by hand, of suede by somebody who can."""
    asked = [care for care, words in CARES.items() if words.tell_of(text)]
    if category.slot in _NEVER_IN_A_MACHINE:
        return Care.DRY_CLEAN if Material.SUEDE in materials or Care.DRY_CLEAN in asked else Care.HAND
    asked += [_CARE_OF_MATERIAL[material] for material in materials if material in _CARE_OF_MATERIAL]
    if category is Category.COAT and materials & {Material.WOOL, Material.CASHMERE}:
        asked.append(Care.DRY_CLEAN)
    return max(asked, key=_BY_STRICTNESS.index, default=Care.MACHINE)


def _formality(category: Category, text: str, materials: frozenset[Material]) -> Formality:
    for formality, words in FORMALITIES.items():
        if words.tell_of(text):
            return formality
    return Formality.CASUAL if Material.DENIM in materials else _USUAL_FORMALITY[category]
