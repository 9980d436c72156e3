"""From a person's wardrobe, their history and a day to the outfits that are proposed."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from ...categories import Slot
from ...closet.outfit_records import Outfit, Wearable
from ..advice import Advice, Look, Wish
from ..harmony.harmony import scores as harmony_scores
from ..reasons import Lack, Lacking
from . import missing, weights
from .choosing import differing
from .combining import bad_total, candidates, combined
from .history import History
from .pieces import MAIN, NONE, PLACES, Pieces, Place, Rows, places_of
from .rules import bad_outfits, bad_pieces
from .scores import Scorer, by_itself, log
from .setting import Setting
from .telling import look

LOOK_BACK = timedelta(days=weights.OCCASION_DAYS)
COMPANIONS = 60  # in a slot


class Dresser:
    """Dresses one person for one day. garments: all that they have, also what is in the wash."""

    def __init__(self, garments: Sequence[Wearable], setting: Setting, history: History) -> None:
        self._all = garments
        self._by_id = {garment.id: garment for garment in garments}
        self._setting = setting
        self._history = history

    def advise(self, wish: Wish, offset_celsius: float, planned: Outfit | None) -> Advice:
        """The best outfits that differ, the planned one first if all of it is there."""
        setting = self._setting
        asked, lacking = self._asked(wish.pinned)
        clean = [
            garment
            for garment in self._all
            if garment.id in asked or (not garment.in_wash and garment.id not in wish.without)
        ]
        lacking += missing.slots(self._all, clean)
        looks = [*self._planned(planned, wish)]
        found, of_search = self._search(clean, wish, asked, looks) if clean else ([], [])
        looks = (looks + found)[: wish.count]
        return Advice(
            day=wish.day,
            occasion=wish.occasion,
            weather=setting.weather,
            need=setting.cold if setting.known else None,
            looks=tuple(looks),
            lacking=tuple(lacking + of_search),
            offset_celsius=offset_celsius,
        )

    def rate(self, garments: Sequence[Wearable], pinned: frozenset[int] = frozenset()) -> Look:
        """What there is to say of garments that somebody put together."""
        ordered = _from_the_outermost(garments)
        pieces = Pieces(ordered)
        row = _row(pieces)
        bad = float(bad_pieces(pieces, self._setting).sum())
        bad += float(bad_outfits(pieces, self._setting, row)[0])
        scorer = Scorer(pieces, self._setting, self._history, bad_pieces(pieces, self._setting))
        score = float(np.exp(scorer.whole(row)[0]))
        return look(ordered, self._setting, self._history, score=score, bad=bad > 0, pinned=pinned)

    def companions(self, garment: Wearable) -> dict[Slot, list[Wearable]]:
        """What may be worn with a garment, by slot, the best match first, at most COMPANIONS of each."""
        others = [
            one
            for one in self._all
            if one.id != garment.id and not one.in_wash and not _clashes(one, [garment])
        ]
        if not others:
            return {}
        pieces = Pieces([garment, *others])
        scorer_alone = by_itself(pieces, self._setting, self._history) - bad_pieces(pieces, self._setting)
        pairs = _pair_scores(pieces)
        value = scorer_alone[1:] + pairs
        found: dict[Slot, list[Wearable]] = {}
        for line in np.argsort(-np.round(value, 9), kind="stable"):
            row = found.setdefault(others[line].category.slot, [])
            if len(row) < COMPANIONS:
                row.append(others[line])
        return {slot: found[slot] for slot in _SLOTS if slot in found}

    # Within

    def _asked(self, pinned: frozenset[int]) -> tuple[frozenset[int], list[Lacking]]:
        """The garments that must be worn, of each place at most one, and what is to be said of them."""
        lacking: list[Lacking] = []
        taken: dict[Place, int] = {}
        for number in sorted(pinned):
            garment = self._by_id[number]
            if garment.in_wash:
                lacking.append(Lacking(Lack.PINNED_IN_WASH, garments=(number,)))
            free = [place for place in reversed(places_of(garment.category)) if place not in taken]
            clash = _clashes(garment, [self._by_id[other] for other in taken.values()])
            if not free or clash:
                slot = garment.category.slot.value
                lacking.append(Lacking(Lack.PINNED_TOGETHER, names=(slot,), garments=(number,)))
            else:
                taken[free[0]] = number
        return frozenset(taken.values()), lacking

    def _planned(self, planned: Outfit | None, wish: Wish) -> list[Look]:
        if planned is None:
            return []
        garments = [self._by_id[number] for number in planned.garment_ids if number in self._by_id]
        ids = frozenset(planned.garment_ids)
        if (
            len(garments) < len(planned.garment_ids)
            or ids & wish.without
            or wish.pinned - ids
            or ids in wish.seen
        ):
            return []
        rated = self.rate(garments)
        again = look(rated.garments, self._setting, self._history, score=rated.score, bad=True, planned=True)
        return [again]

    def _search(
        self, clean: Sequence[Wearable], wish: Wish, asked: frozenset[int], before: Sequence[Look]
    ) -> tuple[list[Look], list[Lacking]]:
        setting, history = self._setting, self._history
        everything = Pieces(clean)
        alone = by_itself(everything, setting, history) - bad_pieces(everything, setting)
        pinned = frozenset(line for line, garment in enumerate(clean) if garment.id in asked)
        wide = candidates(everything, setting, alone, pinned)
        lines = np.unique(np.concatenate(list(wide.values())))
        pieces = everything.only(lines)
        found = {place: np.searchsorted(lines, these) for place, these in wide.items()}
        scorer = Scorer(pieces, setting, history, bad_pieces(pieces, setting))
        must = frozenset(int(np.searchsorted(lines, line)) for line in pinned)
        rows, total = combined(scorer, found, setting, must)
        dressed = (rows[:, [*MAIN, Place.SHOES]] != NONE).any(axis=1)  # a hat alone is no outfit
        rows, total = rows[dressed], total[dressed]
        rows, total = _repeats_last(pieces, rows, total, setting, history)
        seen = [*wish.seen, *(one.ids for one in before)]
        chosen = differing(pieces, rows, total, max(0, wish.count - len(before)), seen)
        bad = bad_total(scorer, setting, rows[chosen]) if chosen else np.zeros(0)
        score = np.exp(scorer.whole(rows[chosen])) if chosen else np.zeros(0)
        looks = [
            look(
                pieces.worn(rows[line]), setting, history, score=float(value), bad=bool(ill > 0), pinned=asked
            )
            for line, value, ill in zip(chosen, score, bad, strict=True)
        ]
        lacking: list[Lacking] = []
        if looks:
            lacking += missing.broken(pieces, setting, rows[chosen[0]])
            lacking += missing.warmth(looks[0], setting, clean)
        if not looks and not before and wish.seen:
            lacking.append(Lacking(Lack.SHOWN_ALL, {"count": len(wish.seen)}))
        elif looks and not wish.seen and len(looks) + len(before) < wish.count:
            lacking.append(Lacking(Lack.FEW, {"count": len(looks) + len(before)}))
        return looks, lacking


_SLOTS = (Slot.TOP, Slot.BOTTOM, Slot.ONE_PIECE, Slot.OUTER, Slot.SHOES, Slot.HEAD, Slot.BAG)

_RANKED = 300  # outfits of which it is worth asking whether they were worn lately


def _row(pieces: Pieces) -> Rows:
    """The one outfit of all these pieces, (1, 8); what finds no place is left out of it."""
    row = np.full((1, PLACES), NONE, np.intp)
    # What has but one place comes first: a pullover goes over the shirt, and by itself takes the shirt's place.
    for line in sorted(range(len(pieces)), key=lambda one: len(places_of(pieces.garments[one].category))):
        for place in places_of(pieces.garments[line].category):
            if row[0, place] == NONE:
                row[0, place] = line
                break
    return row


def _from_the_outermost(garments: Sequence[Wearable]) -> list[Wearable]:
    return sorted(garments, key=lambda one: (max(places_of(one.category), key=_depth), one.id))


def _depth(place: Place) -> int:
    return -int(place)


def _clashes(garment: Wearable, others: Sequence[Wearable]) -> bool:
    """Whether it cannot be worn together with one of these."""
    slots = {other.category.slot for other in others}
    if garment.category.slot is Slot.ONE_PIECE:
        beneath = [
            one for one in others if one.category.slot is Slot.TOP and len(places_of(one.category)) == 1
        ]
        return bool(beneath) or bool(slots & {Slot.ONE_PIECE, Slot.BOTTOM})
    if garment.category.slot is Slot.TOP:
        if any(one.category is garment.category for one in others):
            return True
        layered = len(places_of(garment.category)) > 1
        return (not layered and Slot.ONE_PIECE in slots) or (
            not layered
            and any(one.category.slot is Slot.TOP and len(places_of(one.category)) == 1 for one in others)
        )
    if garment.category.slot is Slot.BOTTOM:
        return bool(slots & {Slot.ONE_PIECE, Slot.BOTTOM})
    return garment.category.slot in slots


def _pair_scores(pieces: Pieces) -> NDArray[np.float64]:
    """How well each of the others goes with the first of them, (n - 1,), as the weighted logarithm."""
    others = np.arange(1, len(pieces))
    pairs = np.stack([np.zeros_like(others), others], axis=1)
    gap = np.abs(pieces.formality[1:].astype(int) - int(pieces.formality[0])) >= 2
    denim = pieces.denim[1:] & pieces.denim[0]
    return np.asarray(
        weights.HARMONY * log(np.asarray(harmony_scores(pieces.colours, pairs), np.float64))
        + weights.TOGETHER
        * (log(np.where(gap, weights.CLASH, 1.0)) + log(np.where(denim, weights.TWO_DENIMS, 1.0))),
        np.float64,
    )


def _repeats_last(
    pieces: Pieces, rows: Rows, total: NDArray[np.float64], setting: Setting, history: History
) -> tuple[Rows, NDArray[np.float64]]:
    """The best outfits, those that were worn like this lately further behind."""
    rows, total = rows[:_RANKED], total[:_RANKED].copy()
    for line, row in enumerate(rows):
        main = frozenset(pieces.garments[one].id for one in row[list(MAIN)] if one != NONE)
        repeated = history.repeated(main, setting.day, setting.occasion) if main else None
        if repeated is not None:
            total[line] += np.log(weights.REPEATED_OCCASION if repeated[1] else weights.REPEATED)
    order = np.argsort(-np.round(total, 9), kind="stable")
    return rows[order], total[order]
