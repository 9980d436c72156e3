"""How alike two garments are to a person who asks "do I own this?": the cut by its embedding, and the colours.

Plain numbers; loads neither OpenCV nor a network, for the phone's face asks it too.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from .facts import NamedColour
from .srgb import lab

# Similarity (cosine) and the share of pairs, 0-1, that a person who looked at them called alike. The pairs are of
# different photos by 14 senders that no network was taught on, and of the same or similar colour: 5 of 12 between
# 0.45 and 0.6, 11 of 19 up to 0.7, 18 of 21 up to 0.8, 7 of 7 above (97 %: so few promise no certainty); and a
# photo is like itself. Between them straight lines, also below 0.45, where nobody looked.
_LOOKED_AT = (0.0, 0.53, 0.65, 0.75, 0.84, 1.0)
_CALLED_ALIKE = (0.0, 0.42, 0.58, 0.86, 0.97, 1.0)
_OTHER_COLOUR = 0.5

ALMOST_THE_SAME = 0.8
"""The similarity from which on garments of the same or a similar colour are called almost the same.

Of 120 garments of one closet that were photographed again (turned, cropped, in other light) 92 in 100 reach it, all
of them nearest to themselves; of 293 others on other floors 55 in 100. Of 54,000 pairs of different garments 8 do,
7 of them of near colours, and a person called those 7 alike.
"""

LEAST_SHARE = 0.3  # of a garment that a colour has for it to be counted as one of its own
_GREY = 12.0  # chroma in CIELAB up to which a colour has no hue to speak of
_NEAR = 22.0  # CIELAB units, lightness counted less, within which any two colours are similar
_SAME_HUE_NEAR = 42.0  # ... and within which two of one hue are: navy and blue
_HUE_DEGREES = 28.0
_LIGHTNESS_WEIGHT = 0.7  # as in colours.py


class Shade(StrEnum):
    """How the colours of two garments stand to each other."""

    SAME = "same"
    SIMILAR = "similar"
    OTHER = "other"


class Reason(StrEnum):
    """Why a garment is near another one, or not quite."""

    SAME_KIND = "same kind"
    OTHER_KIND = "other kind"
    SAME_COLOUR = "same colour"
    SIMILAR_COLOUR = "similar colour"
    OTHER_COLOUR = "other colour"
    PATTERNED = "with a pattern"
    PLAIN = "without a pattern"


_OF_COLOURS = {
    Shade.SAME: Reason.SAME_COLOUR,
    Shade.SIMILAR: Reason.SIMILAR_COLOUR,
    Shade.OTHER: Reason.OTHER_COLOUR,
}


def percent(similarity: float, shade: Shade) -> int:
    """How alike, 0 to 100: of a hundred pairs as near as this, how many a person would call alike.

    similarity: cosine of the embeddings, -1 to 1, which weighs the cut. None of 51 pairs of another colour was
    called alike, however near their cut. They get half, and not nothing, so that of those the nearer cut still
    comes first; 50 or more is never said of another colour.
    """
    share = float(np.interp(similarity, _LOOKED_AT, _CALLED_ALIKE))
    return round(100 * share * (_OTHER_COLOUR if shade == Shade.OTHER else 1.0))


def shade(mine: Sequence[NamedColour], other: Sequence[NamedColour]) -> Shade:
    """How two garments' colours, the largest share first, stand to each other.

    The main colour of each must be found among the large ones of the other. Without a colour nothing is known, and
    nothing is held against it: SIMILAR.
    """
    if not mine or not other:
        return Shade.SIMILAR
    if mine[0].name == other[0].name:
        return Shade.SAME
    both = ((mine[0], other), (other[0], mine))
    near = all(any(_similar(main, one) for one in _large(colours)) for main, colours in both)
    return Shade.SIMILAR if near else Shade.OTHER


def reasons(of_colours: Shade, *, same_kind: bool, patterned: bool, other_patterned: bool) -> list[Reason]:
    """Why the other garment is near this one; both faces say the same.

    The kind is said where it is another one, or where nothing else speaks for it; a pattern where only one has it.
    """
    found = []
    if not same_kind:
        found.append(Reason.OTHER_KIND)
    elif of_colours == Shade.OTHER:
        found.append(Reason.SAME_KIND)
    found.append(_OF_COLOURS[of_colours])
    if patterned != other_patterned:
        found.append(Reason.PATTERNED if other_patterned else Reason.PLAIN)
    return found


def _large(colours: Sequence[NamedColour]) -> list[NamedColour]:
    return [colour for index, colour in enumerate(colours) if index == 0 or colour.share >= LEAST_SHARE]


def _similar(one: NamedColour, other: NamedColour) -> bool:
    if one.name == other.name:
        return True
    first, second = lab(one.rgb), lab(other.rgb)
    difference = (first - second) * np.array([_LIGHTNESS_WEIGHT, 1, 1])
    distance = float(np.sqrt((difference**2).sum()))
    if distance <= _NEAR:
        return True
    chromas = np.hypot(*first[1:]), np.hypot(*second[1:])
    if min(chromas) < _GREY or distance > _SAME_HUE_NEAR:
        return False
    turn = abs(np.degrees(np.arctan2(first[2], first[1]) - np.arctan2(second[2], second[1]))) % 360
    return bool(min(turn, 360 - turn) <= _HUE_DEGREES)
