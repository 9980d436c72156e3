"""An outfit laid out on a card: which pieces are large, and what each is called."""

from mirror.categories import Slot
from mirror.closet import Card
from mirror.closet.outfit_records import Wearable

from .called import kind_and_colour
from .words import _

LARGE = (Slot.OUTER, Slot.ONE_PIECE, Slot.TOP, Slot.BOTTOM)


def called(garment: Card | Wearable) -> str:
    """Its own name, or what it is; the colour too where that is at hand."""
    if garment.name or isinstance(garment, Card):
        return garment.name or _(garment.category.label)
    return kind_and_colour(garment.category, garment.colours, patterned=garment.patterned)
