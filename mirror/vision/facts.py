"""What vision says about a photo, in values that the closet keeps and both faces show."""

import msgspec

from ..categories import Category


class Guess(msgspec.Struct, frozen=True):
    """One of the classifier's answers with its probability (0-1)."""

    category: Category
    confidence: float


class NamedColour(msgspec.Struct, frozen=True):
    """A colour of a garment: the translation key of its name, 8-bit sRGB, and its share of the garment (0-1)."""

    name: str
    rgb: tuple[int, int, int]
    share: float
