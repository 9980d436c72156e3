"""How garments that are worn together are shown: in which order, how large beside each other, by which picture."""

from ...categories import Slot
from ...closet import Photo
from ..pictures import PictureKey

GLOW_PX = 360  # the size of the pictures that are stored with their glow
WEIGHTS = {  # how large a garment lies beside others, 1 for the largest; in the order of an outfit
    Slot.OUTER: 1.0,
    Slot.TOP: 1.0,
    Slot.ONE_PIECE: 1.0,
    Slot.BOTTOM: 1.0,
    Slot.SHOES: 0.7,
    Slot.HEAD: 0.6,
    Slot.BAG: 0.7,
}


def picture_of(photo: Photo, side_px: int) -> PictureKey:
    """A garment's picture of this side: the stored one with its glow, or, larger than that, its cutout lit anew."""
    if side_px <= GLOW_PX:
        return PictureKey(photo.glow, side_px)
    return PictureKey(photo.cutout, side_px, lit=not photo.cutout_uncertain)
