"""Garments as things that lie there to be looked at."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from ...closet import Garment
from ..garment.outfit import WEIGHTS, picture_of
from ..widgets.look_pager import Thing


def things(garments: Mapping[int, Garment], ids: Sequence[int], pinned: Collection[int]) -> list[Thing]:
    """Those of an outfit that are there, in its order; what was asked for bears a pin."""
    return [
        Thing(
            partial(picture_of, garments[number].photo),
            WEIGHTS[garments[number].category.slot],
            "pin-angle-fill" if number in pinned else "",
        )
        for number in ids
        if number in garments
    ]
