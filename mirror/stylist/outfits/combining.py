"""The search: the best few garments of each place, combined place by place, the best combinations kept.

A beam and no full search: a thousand garments make 10 to the 12 outfits. The places that decide most, upper, lower
and what is over them, are combined in full; shoes, hat and bag are added to the best of those.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ...attire import Occasion
from ...categories import Category
from .pieces import NONE, PLACES, Pieces, Place, Rows, places_of
from .rules import bad_outfits
from .scores import Scorer
from .setting import Setting

# How many garments of each place are combined.
BEST = {
    Place.OUTER: 12,
    Place.OVER: 9,
    Place.TOP: 22,
    Place.ONE_PIECE: 12,
    Place.BOTTOM: 16,
    Place.SHOES: 12,
    Place.HEAD: 4,
    Place.BAG: 4,
}
BEAM = 500
_LOOKED_AT = 250  # of each place, among which those to combine are chosen for their warmth and colour
_OF_ONE_TOP = 40  # of the beam: the best upper part must not fill it alone
BAD = 10.0  # what breaking a rule costs, in logarithms of the score: no score makes up for it
HAT_CELSIUS = 4.0  # below which a hat is worth its place

Candidates = dict[Place, NDArray[np.intp]]


def candidates(
    pieces: Pieces, setting: Setting, alone: NDArray[np.float64], pinned: frozenset[int]
) -> Candidates:
    """For each place the lines of the garments to combine, the best first.

    alone: how good each garment is by itself. pinned: lines that must be worn, they alone in their place.
    """
    order = np.argsort(-alone, kind="stable")
    kinds = pieces.category[order]
    by_place: dict[Place, list[int]] = {}
    for place in Place:
        there = order[np.isin(kinds, [kind for kind in Category if place in places_of(kind)])].tolist()
        asked = [line for line in there[_LOOKED_AT:] if line in pinned]
        by_place[place] = [*asked, *there[:_LOOKED_AT]]
    if not _wants_hat(setting):
        by_place[Place.HEAD] = [line for line in by_place[Place.HEAD] if line in pinned]
    if setting.occasion is Occasion.SPORT:
        by_place[Place.BAG] = [
            line for line in by_place[Place.BAG] if line in pinned or pieces.formality[line] == 0
        ]
    found = {}
    for place, lines in by_place.items():
        must = [line for line in lines if line in pinned]
        open_still = place in (Place.TOP, Place.OVER) and _all_pullovers(pieces, must)
        these = lines if open_still or not must else must
        found[place] = np.array(_mixed(pieces, these, BEST[place], frozenset(must)), np.intp)
    return found


def _wants_hat(setting: Setting) -> bool:
    """Against the cold anywhere, against the sun not at the office or a wedding."""
    sunny = setting.sunny and setting.occasion in (Occasion.EVERYDAY, Occasion.SPORT)
    return setting.known and (setting.cold_celsius < HAT_CELSIUS or sunny)


def _all_pullovers(pieces: Pieces, lines: list[int]) -> bool:
    """A pullover that was asked for may be worn over something or by itself: both places stay open."""
    return all(pieces.category[line] == Category.PULLOVER for line in lines)


def _mixed(pieces: Pieces, lines: list[int], most: int, asked: frozenset[int]) -> list[int]:
    """At most so many lines: the best of each warmth and colour in turn, so that any weather finds its clothes."""
    if len(lines) <= most:
        return lines
    rank: dict[tuple[int, str], int] = {}
    turns = []
    for order, line in enumerate(lines):
        colours = pieces.garments[line].colours
        kind = (round(float(pieces.clo[line]) * 8), colours[0].name if colours else "")
        turn = rank.get(kind, 0)
        rank[kind] = turn + 1
        turns.append((line not in asked, turn // 2, order, line))
    return [line for *_, line in sorted(turns)[:most]]


def combined(
    scorer: Scorer, found: Candidates, setting: Setting, must: frozenset[int]
) -> tuple[Rows, NDArray[np.float64]]:
    """Outfits, the best first, and how good each is (a logarithm, rules counted). must: lines that each holds."""
    bodies = _bodies(scorer.pieces, found)
    rows = _beside(bodies, Place.OUTER, found[Place.OUTER], must, bare=True)
    rows = rows[
        _hold(rows, must & _lines(found, (Place.OUTER, Place.OVER, Place.TOP, Place.ONE_PIECE, Place.BOTTOM)))
    ]
    rows = _best(scorer, setting, rows)
    for place in (Place.SHOES, Place.HEAD, Place.BAG):
        rows = _beside(rows, place, found[place], must, bare=place is not Place.SHOES)
        rows = _best(scorer, setting, rows)
    total = scorer.whole(rows) - BAD * bad_total(scorer, setting, rows)
    order = np.lexsort((*(rows[:, place] for place in reversed(range(PLACES))), -np.round(total, 9)))
    return rows[order], total[order]


def bad_total(scorer: Scorer, setting: Setting, rows: Rows) -> NDArray[np.float64]:
    """How bad outfits are by all rules, (m,)."""
    return np.asarray(scorer.bad[rows].sum(axis=1) + bad_outfits(scorer.pieces, setting, rows), np.float64)


def _bodies(pieces: Pieces, found: Candidates) -> Rows:
    """Everything that covers a person but for the coat: shirt or pullover with trousers, or a dress, and layers."""
    pullover = pieces.of(Category.PULLOVER)
    tops, overs, bottoms, ones = (
        found[place] for place in (Place.TOP, Place.OVER, Place.BOTTOM, Place.ONE_PIECE)
    )
    beneath = tops[~pullover[tops]] if len(tops) else tops
    parts = []
    if len(tops) or not len(ones):
        parts.append(_product({Place.TOP: tops, Place.BOTTOM: bottoms}))
        if len(beneath) and len(overs):
            parts.append(_product({Place.OVER: overs, Place.TOP: beneath, Place.BOTTOM: bottoms}))
    if len(ones):
        parts.append(_product({Place.ONE_PIECE: ones}))
        if len(overs):
            parts.append(_product({Place.OVER: overs, Place.ONE_PIECE: ones}))
    return np.concatenate(parts)


def _product(choices: Mapping[Place, NDArray[np.intp]]) -> Rows:
    """Every combination; a place without a garment stays empty."""
    axes = [lines if len(lines) else np.array([NONE], np.intp) for lines in choices.values()]
    grid = np.meshgrid(*axes, indexing="ij")
    rows = np.full((grid[0].size, PLACES), NONE, np.intp)
    for place, lines in zip(choices, grid, strict=True):
        rows[:, place] = lines.reshape(-1)
    return rows


def _beside(rows: Rows, place: Place, lines: NDArray[np.intp], must: frozenset[int], *, bare: bool) -> Rows:
    """Each outfit with each of these garments in a place; bare: also without, unless one of them is asked for."""
    asked = any(int(line) in must for line in lines)
    choices = np.append(lines, NONE) if (bare and not asked) or not len(lines) else lines
    grown = np.repeat(rows, len(choices), axis=0)
    grown[:, place] = np.tile(choices, len(rows))
    return grown


def _lines(found: Candidates, places: tuple[Place, ...]) -> frozenset[int]:
    return frozenset(int(line) for place in places for line in found[place])


def _hold(rows: Rows, must: frozenset[int]) -> NDArray[np.bool_]:
    """Which outfits hold all of these lines; all of them where none does."""
    holds = np.ones(len(rows), np.bool_)
    for line in must:
        holds &= (rows == line).any(axis=1)
    return holds if holds.any() else np.ones(len(rows), np.bool_)


def _best(scorer: Scorer, setting: Setting, rows: Rows) -> Rows:
    """The BEAM best, of each upper part only its _OF_ONE_TOP best."""
    if len(rows) <= BEAM:
        return rows
    total = scorer.partial(rows) + scorer.warmth(rows) - BAD * bad_total(scorer, setting, rows)
    order = np.argsort(-np.round(total, 9), kind="stable")
    upper = np.maximum(rows[order, Place.TOP], rows[order, Place.ONE_PIECE])
    by_upper = np.argsort(upper, kind="stable")
    starts = np.searchsorted(upper[by_upper], upper[by_upper], side="left")
    rank = np.empty(len(rows), np.intp)
    rank[by_upper] = np.arange(len(rows)) - starts
    kept = order[rank < _OF_ONE_TOP]
    return rows[kept[:BEAM]]
