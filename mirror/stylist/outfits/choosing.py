"""The few best outfits that differ: nobody wants the same trousers with three bags."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .combining import BAD
from .pieces import MAIN, NONE, Pieces, Rows

_ALIKE = 0.35  # what an outfit loses that shares all its main garments with one that is shown, in logarithms
_WORSE = 1.2  # so much below the best, in logarithms, an outfit is no proposal any more
_DIFFERENT = 2  # main garments in which outfits must differ


def differing(
    pieces: Pieces, rows: Rows, total: NDArray[np.float64], count: int, seen: Sequence[frozenset[int]]
) -> list[int]:
    """The lines of `rows` to show, the best first, at most `count`.

    rows: the best first. seen: outfits by the numbers of their garments, that were shown already.
    """
    if not len(rows):
        return []
    numbers = np.array([garment.id for garment in pieces.garments])
    mains = [frozenset(int(numbers[line]) for line in row[list(MAIN)] if line != NONE) for row in rows]
    shown = list(seen)
    best, chosen = float(total[0]), list[int]()
    open_lines = [
        line
        for line, main in enumerate(mains)
        if total[line] > best - max(_WORSE, BAD / 2) and not any(main <= before for before in shown)
    ]
    for apart in (_DIFFERENT, 1):
        while len(chosen) < count:
            found = _next(total, mains, open_lines, chosen, apart)
            if found is None or total[found] < best - _WORSE:
                break
            chosen.append(found)
    return chosen


def _next(
    total: NDArray[np.float64], mains: list[frozenset[int]], lines: list[int], chosen: list[int], apart: int
) -> int | None:
    """The best of these lines that differs enough from those chosen; the first of equals."""
    found, value = None, -np.inf
    for line in lines:
        if total[line] <= value:
            break  # sorted: what comes loses even more
        main = mains[line]
        common = [len(main & mains[other]) / max(1, len(main | mains[other])) for other in chosen]
        if any(len(main ^ mains[other]) < 2 * apart - 1 or main == mains[other] for other in chosen):
            continue
        score = float(total[line]) - _ALIKE * max(common, default=0.0)
        if score > value:
            found, value = line, score
    return found
