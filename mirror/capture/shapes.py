"""Patches of what has changed: which of them could be a garment that is held up."""

import cv2
import numpy as np

from .coarse import Mask

GUIDE = (0.72, 0.70)  # of the picture's width and height: where the garment's middle has to be
LEAST_IN_GUIDE = 0.55  # of the garment
LEAST_PATCH = 0.002  # of the picture; less is a speck
LEAST_FILLED = 0.40  # of the box around something small; a shadow's rim is hollow, a hanger too
# Of the picture, and of its shorter side the width under which a part is left aside. What reaches the picture's
# edge may be an arm with nothing in its hand, so that more is asked of it.
HELD_SHARE, HELD_WIDTH = 0.035, 0.19
FREE_SHARE, FREE_WIDTH = 0.013, 0.05
HELD_SPAN = 0.30  # of the shorter side: small things in a hand make the patch wider across than an arm


def parts(mask: Mask) -> list[Mask]:
    """The connected parts of a mask that are more than a speck."""
    count, labels, statistics, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    least = LEAST_PATCH * mask.size
    return [labels == number for number in range(1, count) if statistics[number, cv2.CC_STAT_AREA] >= least]


def middle_of(part: Mask) -> Mask | None:
    """The part without what is thin, where it is large enough and in the guide to be a garment; else None."""
    if not (part[[0, -1]].any() or part[:, [0, -1]].any()):
        core = _without_thin(part, FREE_WIDTH)
        return core if core is not None and _is_held_up(core, FREE_SHARE) and _filled(part) else None
    core = _without_thin(_without_holes(part), HELD_WIDTH)
    if core is not None and _is_held_up(core, HELD_SHARE):
        return core
    inside = _without_thin(part & _guide(part), FREE_WIDTH)
    if inside is None or inside.mean() < HELD_SHARE or not _filled(inside):
        return None
    return inside if _span(inside) >= HELD_SPAN * min(part.shape) else None


def _without_holes(part: Mask) -> Mask:
    """The part with what it surrounds: there a garment happens to have the colour of what it hides."""
    outlines, _ = cv2.findContours(part.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = part.astype(np.uint8)
    cv2.drawContours(whole, outlines, -1, 1, thickness=cv2.FILLED)
    return whole > 0


def _without_thin(part: Mask, width: float) -> Mask | None:
    """The largest piece of what is wider than this share of the picture's shorter side."""
    thin = max(3, round(width * min(part.shape))) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thin, thin))
    bordered = cv2.copyMakeBorder(part.astype(np.uint8), thin, thin, thin, thin, cv2.BORDER_CONSTANT, value=0)
    wide = cv2.morphologyEx(bordered, cv2.MORPH_OPEN, disc)[thin:-thin, thin:-thin] > 0
    return max(parts(wide), key=lambda one: int(one.sum()), default=None)


def _is_held_up(core: Mask, least_share: float) -> bool:
    return bool(core.mean() >= least_share and (core & _guide(core)).sum() >= LEAST_IN_GUIDE * core.sum())


def _guide(part: Mask) -> Mask:
    height, width = part.shape
    top, left = round(height * (1 - GUIDE[1]) / 2), round(width * (1 - GUIDE[0]) / 2)
    guide = np.zeros(part.shape, bool)
    guide[top : height - top, left : width - left] = True
    return guide


def _filled(part: Mask) -> bool:
    """Whether the part covers enough of the smallest box around it, however that is turned."""
    (_, (width, height), _) = _box(part)
    return bool(part.sum() >= LEAST_FILLED * max(1.0, width + 1) * max(1.0, height + 1))


def _span(part: Mask) -> float:
    """The shorter side of the smallest box around the part, pixels."""
    (_, sides, _) = _box(part)
    return float(min(sides))


def _box(part: Mask) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Middle, sides and angle of the smallest box around the part."""
    points = cv2.findNonZero(part.astype(np.uint8))
    middle, sides, angle = cv2.minAreaRect(points)
    return (middle[0], middle[1]), (sides[0], sides[1]), float(angle)
