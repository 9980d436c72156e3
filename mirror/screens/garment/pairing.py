"""What there is to wear together with a garment, slot by slot. Knows the closet and no screen.

Worn on the same day before comes first, then what was not worn for longest. Only clean garments; whether colours
and warmth agree is for whoever knows the weather to say.
"""

import itertools
from collections.abc import Sequence

from ...categories import Category, Slot
from ...closet import Closet, Garment, Order, State, Tile, Wanted

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


def companions(closet: Closet, garment: Garment) -> dict[Slot, list[Tile]]:
    """The garments that may be worn with this one, by slot, the likeliest first; slots without any are left out.

    Raises NotFound when the garment is gone.
    """
    garments, person_id = closet.garments, garment.person_id
    together = garments.worn_together(person_id, garment.id)
    clean = [entry.id for entry in garments.listing(person_id, Wanted(state=State.CLEAN), Order.UNWORN)]
    tiles = {tile.id: tile for tile in garments.tiles(person_id)}
    kinds: dict[Category, list[Tile]] = {category: [] for category in Category}
    for number in clean:
        if number in tiles:
            kinds[tiles[number].category].append(tiles[number])
    found = {}
    for slot in _ROWS:
        if slot not in instead_of(garment.category.slot):
            row = _in_turn([kinds[category] for category in Category if category.slot is slot])
            row.sort(key=lambda tile: -together.get(tile.id, 0))
            if row:
                found[slot] = row[:MOST_IN_A_SLOT]
    return found


def _in_turn(kinds: Sequence[Sequence[Tile]]) -> list[Tile]:
    """The first of each kind, then the second of each: so that shoes are not sandals first of all."""
    turns = itertools.zip_longest(*kinds)
    return [tile for turn in turns for tile in turn if tile is not None]
