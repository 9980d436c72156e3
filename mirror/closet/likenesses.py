"""How alike a person calls two garments of theirs, and why: what both faces say of look-alikes."""

from collections.abc import Iterable
from typing import NamedTuple

from ..vision.likeness import Reason, percent, reasons, shade
from .records import Garment, LookAlike


class Likeness(NamedTuple):
    """percent: how alike to a person, 0 to 100, see likeness.percent."""

    garment: Garment
    percent: int
    reasons: list[Reason]


def likenesses(garment: Garment, found: Iterable[LookAlike]) -> list[Likeness]:
    """The look-alikes of a garment, the most alike to a person first."""
    near = []
    for one in found:
        of_colours = shade(garment.colours, one.garment.colours)
        why = reasons(
            of_colours,
            same_kind=one.same_category,
            patterned=garment.patterned,
            other_patterned=one.garment.patterned,
        )
        near.append(Likeness(one.garment, percent(one.similarity, of_colours), why))
    return sorted(near, key=lambda one: -one.percent)
