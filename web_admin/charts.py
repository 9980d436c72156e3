"""Charts as numbers: where the parts of a picture stand, for a template to draw as SVG. No words, no colours.

Positions and sizes are percent of the picture unless they say otherwise.
"""

from collections.abc import Sequence
from typing import NamedTuple

CIRCLE = 100.0  # the length of a ring's line, see `pathLength` in SVG


class Column(NamedTuple):
    """A bar that stands: its left edge and width, its top and height, and where its middle is."""

    left: float
    width: float
    top: float
    height: float
    middle: float


class Arc(NamedTuple):
    """A part of a ring: its length and where it begins, clockwise from the top, of CIRCLE."""

    length: float
    start: float


class Stretch(NamedTuple):
    """A part of a bar that lies: where it begins, and its width."""

    left: float
    width: float


def columns(amounts: Sequence[int], *, room: float = 100.0, gap: float = 0.36) -> list[Column]:
    """Columns side by side, the highest `room` high. gap: the share of each place that stays free (0-1).

    What is not nothing is at least a sliver. amounts: 0 or more.
    """
    most = max([*amounts, 1])
    place = 100 / max(len(amounts), 1)
    made = []
    for number, amount in enumerate(amounts):
        height = max(room * amount / most, 1.5) if amount else 0.0
        left = place * number + place * gap / 2
        made.append(
            Column(
                round(left, 2),
                round(place * (1 - gap), 2),
                round(100 - height, 2),
                round(height, 2),
                round(place * (number + 0.5), 2),
            )
        )
    return made


def ring(amounts: Sequence[int]) -> list[Arc]:
    """The parts of a ring, one after the other; none when there is nothing to share."""
    whole = sum(amounts)
    arcs, start = [], 0.0
    for amount in amounts if whole else ():
        length = CIRCLE * amount / whole
        arcs.append(Arc(round(length, 3), round(start, 3)))
        start += length
    return arcs


def stretches(amounts: Sequence[int]) -> list[Stretch]:
    """The parts of one lying bar; none when there is nothing to share."""
    return [Stretch(arc.start, arc.length) for arc in ring(amounts)]


def share(amount: int, most: int) -> float:
    """How long a lying bar is beside the longest one."""
    return round(100 * amount / most, 2) if most else 0.0
