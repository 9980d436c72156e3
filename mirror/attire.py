"""What a garment is made of and for: weight, materials, care, formality; and the occasions that people dress for.

What nobody says of a garment is guessed from its kind, by mirror/stylist/guessing.py; here are only the words.
"""

from enum import IntEnum, StrEnum


class Weight(StrEnum):
    """How warm a garment is among those of its kind."""

    LIGHT = "light"
    NORMAL = "normal"
    HEAVY = "heavy"


class Material(StrEnum):
    """What a garment is made of, as far as warmth, rain and washing go."""

    COTTON = "cotton"
    LINEN = "linen"
    DENIM = "denim"
    WOOL = "wool"
    CASHMERE = "cashmere"
    SILK = "silk"
    SYNTHETIC = "synthetic"
    DOWN = "down"
    FLEECE = "fleece"
    LEATHER = "leather"
    SUEDE = "suede"
    RUBBER = "rubber"


class Care(StrEnum):
    """How it is washed; MACHINE where nobody says otherwise and its material does not."""

    MACHINE = "machine"
    DELICATE = "delicate"
    HAND = "hand"
    DRY_CLEAN = "dry-clean"


class Formality(IntEnum):
    """How formal a garment is; one step apart goes together, two do not."""

    SPORT = 0
    CASUAL = 1
    SMART = 2
    FORMAL = 3


class Occasion(StrEnum):
    """What somebody dresses for."""

    EVERYDAY = "everyday"
    WORK = "work"
    FORMAL = "formal"
    SPORT = "sport"
