"""What there is to wear together with a garment, slot by slot. Knows the closet and the stylist, and no screen."""

from ...categories import Slot
from ...closet import Closet, Garment, Tile
from ...stylist.advice import Wish
from ...stylist.stylist import Stylist

MOST_IN_A_SLOT = 60
_ROWS = (Slot.TOP, Slot.BOTTOM, Slot.ONE_PIECE, Slot.OUTER, Slot.SHOES, Slot.HEAD, Slot.BAG)
_INSTEAD_OF = {
    Slot.ONE_PIECE: frozenset({Slot.ONE_PIECE, Slot.TOP, Slot.BOTTOM}),
    Slot.TOP: frozenset({Slot.TOP, Slot.ONE_PIECE}),
    Slot.BOTTOM: frozenset({Slot.BOTTOM, Slot.ONE_PIECE}),
}


def instead_of(slot: Slot) -> frozenset[Slot]:
    """The slots that are taken when a garment of this slot is worn, its own among them."""
    return _INSTEAD_OF.get(slot, frozenset({slot}))


def companions(closet: Closet, stylist: Stylist, garment: Garment, wish: Wish) -> dict[Slot, list[Tile]]:
    """The clean garments that may be worn with this one, by slot, the best match first; slots without any are left
    out, and so are the slots that it takes itself.

    Raises NotFound when the garment is gone.
    """
    person_id = garment.person_id
    tiles = {tile.id: tile for tile in closet.garments.tiles(person_id)}
    matches = stylist.companions(person_id, garment.id, wish)
    taken = instead_of(garment.category.slot)
    found = {}
    for slot in _ROWS:
        row = [tiles[one.id] for one in matches.get(slot, ()) if one.id in tiles]
        if row and slot not in taken:
            found[slot] = row[:MOST_IN_A_SLOT]
    return found
