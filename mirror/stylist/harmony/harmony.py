"""How well the colours of an outfit agree: hue templates in CIELCh, and the pattern count.

The templates are those of Matsuda as Cohen-Or et al. use them ("Color Harmonization", SIGGRAPH 2006): one narrow
sector (i) is monochrome, a wide one (V) analogous, two opposite narrow ones (I, Y) complementary; colours without
hue (their type N) are the neutrals. A template lies on the hue that weighs most; what lies outside its sectors
costs by how far, how vivid and how much of it is seen. How much each template is worth, and what a pattern costs,
is our choice: quiet beats loud.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...closet.outfit_records import Wearable
from ..reasons import Reason, Why
from .palette import COLOURS, Palette, palette

_QUIET = 0.04  # share of vivid colour up to which an outfit counts as one of neutrals alone
_PASTEL = 0.38  # ... and so does one without any colour more vivid than this
_ACCENT = 0.45  # ... and up to which its one hue is an accent
_MONOCHROME_DEGREES = 20.0  # half of each sector
_ANALOGOUS_DEGREES = 52.0
_OPPOSITE_DEGREES = (
    42.0  # painters' opposites, orange and blue, yellow and purple, lie 135 to 140 degrees apart
)
_STEEP = 14.0  # degrees times share outside a sector at which a template is worth 1/e
_SMALLER = 0.65  # share of the main hue from which on its opposite is an accent and no rival
_FLAT = 8.0  # lightness by which the parts must differ so that neutrals do not melt into one
_PATTERNS = (1.0, 1.0, 0.72, 0.5)  # of none, one, two, three and more

# What an outfit is worth that lies within a template, 0-1, in the order of _TEMPLATES.
_TEMPLATES = (Why.ONE_ACCENT, Why.MONOCHROME, Why.ANALOGOUS, Why.COMPLEMENTARY)
_WORTH = np.array([1.0, 0.85, 0.8, 0.78], np.float32)
_NEUTRAL_WORTH = 0.97
_APART = 0.45  # below this no template speaks for it


class Harmony(NamedTuple):
    """A score, 0 to 1, and what speaks for or against it: the colours first, then the patterns if there are any;
    nothing where no colour is known.
    """

    score: float
    reasons: tuple[Reason, ...]


class _Found(NamedTuple):
    """Of m outfits: their score; the template (m,), -1 for neutrals; the main hue in degrees (m,)."""

    score: NDArray[np.float32]
    template: NDArray[np.int64]
    main: NDArray[np.float32]


def scores(colours: Palette, outfits: NDArray[np.intp]) -> NDArray[np.float32]:
    """How well the colours of each outfit agree, 0 to 1, float32 (m,).

    outfits: garments by their row in the palette, (m, k); -1 for an empty place.
    """
    return _look(colours, outfits).score


def harmony(garments: Sequence[Wearable]) -> Harmony:
    """The same for one outfit, with its reasons. Without any colour known, neutrals are assumed."""
    colours = palette(garments)
    found = _look(colours, np.arange(len(garments))[np.newaxis])
    template = int(found.template[0])
    names = _by_weight(colours, float(found.main[0]))
    if not names.all:
        return Harmony(float(found.score[0]), ())
    score = float(found.score[0])
    patterned = int(colours.patterned.sum())
    why = Why.NEUTRALS if template < 0 else _TEMPLATES[template]
    if template >= 0 and score / _pattern_worth(patterned) < _APART:
        reason = Reason(Why.COLOURS_APART, names=names.vivid[:2] if len(names.vivid) > 1 else names.all[:2])
    elif why is Why.ONE_ACCENT:
        reason = Reason(why, names=(*names.vivid[:1], *names.neutral[:2]))
    elif why is Why.NEUTRALS:
        reason = Reason(why, names=names.all[:3])
    else:
        reason = Reason(why, names=names.vivid[:3])
    reasons = [reason]
    if patterned == 1 and len(garments) > 1:
        reasons.append(Reason(Why.ONE_PATTERN))
    elif patterned > 1:
        reasons.append(Reason(Why.MANY_PATTERNS, {"count": patterned}))
    return Harmony(score, tuple(reasons))


def _look(colours: Palette, outfits: NDArray[np.intp]) -> _Found:
    there = outfits >= 0
    rows = np.where(there, outfits, 0)
    count, columns = len(outfits), outfits.shape[1] * COLOURS
    hue = colours.hue[rows].reshape(count, columns)
    seen = (colours.weight[rows] * there[..., np.newaxis]).reshape(count, columns)
    light = colours.lightness[rows].reshape(count, columns)
    vivid = seen * colours.strength[rows].reshape(count, columns)
    whole = np.maximum(seen.sum(axis=1), 1e-6)
    share = vivid.sum(axis=1) / whole
    at = np.argmax(vivid, axis=1)
    main = hue[np.arange(count), at]
    turn = np.abs(hue - main[:, np.newaxis])
    turn = np.minimum(turn, 360 - turn)
    part = vivid / whole[:, np.newaxis]  # how much vivid colour of each hue there is, of all that is seen

    def outside(degrees: float, turned: NDArray[np.float32] = turn) -> NDArray[np.float32]:
        return np.asarray((np.maximum(0, turned - degrees) * part).sum(axis=1), np.float32)

    narrow = np.exp(-outside(_MONOCHROME_DEGREES) / _STEEP)
    wide = np.exp(-outside(_ANALOGOUS_DEGREES) / _STEEP)
    opposite = np.minimum(turn, 180 - np.minimum(turn, 180))
    both = np.exp(-outside(_OPPOSITE_DEGREES, opposite) / _STEEP)
    across = (part * (turn > 90)).sum(axis=1) / np.maximum(share, 1e-6)
    both = both * np.interp(across, [0.0, 0.02, 1 - _SMALLER, 0.5], [0.0, 1.0, 1.0, 0.6])
    accent = narrow * np.interp(share, [_ACCENT, _ACCENT + 0.2], [1.0, 0.0])
    each = np.stack([accent, narrow, wide, both], axis=1) * _WORTH
    template = np.argmax(each, axis=1)
    score = each[np.arange(count), template]
    vividest = (colours.strength[rows].reshape(count, columns) * (seen > 0)).max(axis=1)
    quiet = (share <= _QUIET) | (vividest <= _PASTEL)
    template = np.where(quiet, -1, template)
    score = np.where(quiet, _NEUTRAL_WORTH - 0.06 * _is_flat(light, seen), score)
    patterns = (colours.patterned[rows] & there).sum(axis=1)
    worth = np.array(_PATTERNS, np.float32)[np.minimum(patterns, len(_PATTERNS) - 1)]
    return _Found(np.asarray(score * worth, np.float32), template, np.asarray(main, np.float32))


def _is_flat(light: NDArray[np.float32], seen: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Whether everything is of nearly one lightness, (m,)."""
    high = np.where(seen > 0, light, -np.inf).max(axis=1)
    low = np.where(seen > 0, light, np.inf).min(axis=1)
    return np.asarray(high - low < _FLAT)


def _pattern_worth(patterned: int) -> float:
    return _PATTERNS[min(patterned, len(_PATTERNS) - 1)]


class _Names(NamedTuple):
    """Names of colours, each once, the most seen first: all, those with a hue, those without."""

    all: tuple[str, ...]
    vivid: tuple[str, ...]
    neutral: tuple[str, ...]


def _by_weight(colours: Palette, main: float) -> _Names:
    """The names of one outfit's colours; among the vivid ones those of the main hue first, the opposite last."""
    seen: dict[str, float] = {}
    vivid: dict[str, tuple[bool, float]] = {}
    for row, names in enumerate(colours.names):
        for column, name in enumerate(names):
            weight = float(colours.weight[row, column])
            seen[name] = seen.get(name, 0.0) + weight
            strength = float(colours.strength[row, column])
            if strength > 0:
                turn = abs(float(colours.hue[row, column]) - main)
                far = min(turn, 360 - turn) > 90
                vivid[name] = (far, vivid.get(name, (far, 0.0))[1] - weight * strength)
    everything = tuple(sorted(seen, key=lambda name: (-seen[name], name)))
    return _Names(
        everything,
        tuple(sorted(vivid, key=lambda name: (*vivid[name], name))),
        tuple(name for name in everything if name not in vivid),
    )
