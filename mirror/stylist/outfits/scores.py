"""The soft scores: how good each garment is by itself, how two go together, and how warm all of them are."""

import numpy as np
from numpy.typing import NDArray

from ...attire import Occasion
from ...categories import Category
from ..harmony.harmony import scores as harmony_scores
from ..warmth.given import insulation_of
from ..warmth.values import Need
from . import weights
from .history import History
from .pieces import MAIN, NONE, PLACES, Pieces, Place, Rows
from .setting import Setting

Scores = NDArray[np.float64]
COAT_CELSIUS = 18.0  # below which rain is better met in a coat
_LEAST = 1e-3  # what a score of nothing counts as, so that its logarithm stays finite
_PART = np.array([weights.PART[place] for place in Place])


def log(score: Scores) -> Scores:
    """The logarithm of a score; products become sums."""
    return np.asarray(np.log(np.maximum(score, _LEAST)), np.float64)


def fit(given: Scores, need: Need) -> Scores:
    """How well clothes of so much insulation fit a need, 0 to 1: 1 within the range."""
    lacking = np.maximum(0.0, need.least_clo - given) / weights.LACKING_CLO
    exceeding = np.maximum(0.0, given - need.neutral_clo) / weights.EXCEEDING_CLO
    return np.asarray(np.exp(-lacking - exceeding), np.float64)


def by_itself(pieces: Pieces, setting: Setting, history: History) -> Scores:
    """The weighted logarithm of all that can be said of each garment alone, (n,)."""
    occasion = weights.SUITS[setting.occasion]
    suits = np.array([occasion[step] for step in sorted(occasion)])[pieces.formality]
    garments = pieces.garments
    season = np.array([bool(one.worn_in & setting.seasons) for one in garments], np.bool_)
    favourite = np.array([one.favourite for one in garments], np.bool_)
    overdue = np.array(
        [_overdue(one.wears_since_wash, history.wears_before_wash.get(one.id)) for one in garments]
    )
    liked = np.array([_liked(one.colours, history.taste.colours) for one in garments])
    return np.asarray(
        weights.FORMALITY * log(suits)
        + weights.RECENCY * log(_rested(pieces, setting, history))
        + weights.WEATHER * log(_weatherly(pieces, setting))
        + weights.SEASON * log(np.where(season, 1.0, weights.OUT_OF_SEASON))
        + weights.TASTE * log(liked)
        + weights.FAVOURITE * log(np.where(favourite, 1.0, weights.PLAIN))
        + weights.WASH * log(np.where(overdue, weights.OVERDUE, 1.0)),
        np.float64,
    )


def together(pieces: Pieces, history: History) -> tuple[Scores, Scores]:
    """Weighted logarithms for each two garments, (n, n): of their colours, and of all else between them."""
    count = len(pieces)
    first, second = np.triu_indices(count, 1)
    pairs = np.stack([first, second], axis=1)
    colours = np.zeros((count, count))
    colours[first, second] = log(np.asarray(harmony_scores(pieces.colours, pairs), np.float64))
    gap = np.abs(pieces.formality[:, np.newaxis] - pieces.formality[np.newaxis])
    denim = pieces.denim[:, np.newaxis] & pieces.denim[np.newaxis]
    rest = log(np.where(gap >= 2, weights.CLASH, 1.0)) + log(np.where(denim, weights.TWO_DENIMS, 1.0))
    line = {garment.id: number for number, garment in enumerate(pieces.garments)}
    for (low, high), value in history.taste.pairs.items():
        if low in line and high in line:
            rest[line[low], line[high]] += 0.5 * (value - 1) if value < 0 else 0.3 * value
            rest[line[high], line[low]] = rest[line[low], line[high]]
    return weights.HARMONY * (colours + colours.T), weights.TOGETHER * rest


class Scorer:
    """Scores outfits of some pieces; a partial outfit is scored by what is there already."""

    def __init__(self, pieces: Pieces, setting: Setting, history: History, bad: Scores) -> None:
        self.pieces, self.setting, self.history = pieces, setting, history
        self.alone = np.append(by_itself(pieces, setting, history), 0.0)
        self.bad = np.append(bad, 0.0)
        self.clo = np.append(pieces.clo, 0.0)
        self._wants_coat = (setting.wet or setting.snow) and setting.cold_celsius < COAT_CELSIUS
        self.colour_pairs, self.other_pairs = (np.pad(one, (0, 1)) for one in together(pieces, history))

    def parts(self, rows: Rows) -> Scores:
        """How much of each outfit each place is, (m, 8)."""
        part = np.where(rows == NONE, 0.0, _PART)
        under = (rows[:, Place.OVER] != NONE) & (rows[:, Place.TOP] != NONE)
        part[under, Place.TOP] = weights.UNDER
        return part

    def partial(self, rows: Rows) -> Scores:
        """The logarithm of the score without the warmth, colours by pairs, (m,)."""
        part = self.parts(rows)
        return self._alone(rows, part) + self._pairs(rows, part, self.colour_pairs + self.other_pairs)

    def whole(self, rows: Rows) -> Scores:
        """The logarithm of the score of whole outfits, colours all at once, (m,)."""
        part = self.parts(rows)
        harmony = np.asarray(harmony_scores(self.pieces.colours, rows), np.float64)
        return np.asarray(
            self._alone(rows, part)
            + self._pairs(rows, part, self.other_pairs)
            + weights.HARMONY * log(harmony)
            + self.warmth(rows)
            + np.log(weights.EACH_LAYER) * (rows[:, MAIN] != NONE).sum(axis=1)
            + np.log(weights.NO_COAT_IN_RAIN) * (self._wants_coat & (rows[:, Place.OUTER] == NONE))
            + np.log(weights.OVER_A_DRESS)
            * ((rows[:, Place.OVER] != NONE) & (rows[:, Place.ONE_PIECE] != NONE))
            + np.log(weights.WITH_BAG) * (rows[:, Place.BAG] != NONE),
            np.float64,
        )

    def warmth(self, rows: Rows) -> Scores:
        """The weighted logarithm of how warm outfits are, (m,): all on in the cold, less in the warmest part."""
        cold = fit(self.given(rows), self.setting.cold)
        warm = np.maximum.reduce([fit(self.given(rows, off), self.setting.warm) for off in OFF])
        share = weights.COLDEST_SHARE
        return np.asarray(weights.WARMTH * (share * log(cold) + (1 - share) * log(warm)), np.float64)

    def given(self, rows: Rows, off: tuple[Place, ...] = ()) -> Scores:
        """The insulation of outfits in clo, (m,), without what is taken off."""
        on = [place for place in range(PLACES) if place not in off]
        return np.asarray(insulation_of(self.clo[rows[:, on]].sum(axis=1)), np.float64)

    def _alone(self, rows: Rows, part: Scores) -> Scores:
        return np.asarray((self.alone[rows] * part).sum(axis=1) / np.maximum(part.sum(axis=1), _LEAST))

    def _pairs(self, rows: Rows, part: Scores, matrix: Scores) -> Scores:
        total, weight = np.zeros(len(rows)), np.full(len(rows), _LEAST)
        for one in range(PLACES):
            for other in range(one + 1, PLACES):
                both = part[:, one] * part[:, other]
                if both.any():
                    total += matrix[rows[:, one], rows[:, other]] * both
                    weight += both
        return np.asarray(total / weight)


# What may be taken off in the warmer part of a day; a pullover only where something is under it.
OFF: tuple[tuple[Place, ...], ...] = ((), (Place.OUTER,), (Place.OUTER, Place.OVER))


def _rested(pieces: Pieces, setting: Setting, history: History) -> Scores:
    days = np.array([history.days_since(one, setting.day) for one in pieces.garments], np.float64)
    top = pieces.of(Category.TSHIRT, Category.SHIRT, Category.PULLOVER, Category.DRESS)
    bottom = pieces.of(Category.TROUSER, Category.SHORTS, Category.SKIRT)
    rested = np.ones(len(pieces))
    rested[top] = 1 - np.exp(-(days[top] + 0.2) / weights.TOP_DAYS)
    rested[bottom] = 1 - np.exp(-(days[bottom] + 0.2) / weights.BOTTOM_DAYS)
    return rested


def _weatherly(pieces: Pieces, setting: Setting) -> Scores:
    """How well each suits the air and what falls, beyond how warm it is."""
    low, high = setting.cold_celsius, setting.warm_celsius
    score = np.ones(len(pieces))

    def suits(lines: NDArray[np.bool_], celsius: float, at: list[float], worth: list[float]) -> None:
        score[lines] *= np.interp(celsius, at, worth)

    suits(pieces.of(Category.SANDAL), high, [18, 24, 30], [0.3, 0.8, 1.0])
    suits(pieces.of(Category.SHORTS), high, [18, 24, 28], [0.3, 0.8, 1.0])
    suits(pieces.of(Category.ANKLE_BOOT), high, [16, 22, 28], [1.0, 0.6, 0.2])
    suits(pieces.of(Category.SNEAKER, Category.SHOE), low, [-2, 4], [0.6, 1.0])
    thin = pieces.light & pieces.of(Category.DRESS, Category.SKIRT, Category.TROUSER, Category.SHIRT)
    thick = pieces.heavy & pieces.of(Category.PULLOVER, Category.SHIRT, Category.TROUSER, Category.SKIRT)
    suits(thin, low, [4, 16], [0.3, 1.0])
    suits(thick, high, [16, 23], [1.0, 0.3])
    suits(
        pieces.heavy & pieces.of(Category.COAT), high, [8, 14], [1.0, 0.25]
    )  # who carries it about all day?
    suits(pieces.light & pieces.of(Category.COAT), low, [-2, 6], [0.4, 1.0])
    suits(pieces.of(Category.SHORTS, Category.SANDAL), low, [8, 18], [0.2, 1.0])
    suits(pieces.of(Category.TSHIRT), low, [0, 14], [0.4, 1.0])  # under a coat alone it is bare
    suits(pieces.of(Category.SKIRT), low, [0, 10], [0.5, 1.0])
    suits(pieces.of(Category.DRESS), low, [0, 10], [0.6, 1.0])
    suits(pieces.cool, high, [12, 20], [0.3, 1.0])
    suits(pieces.warm, high, [18, 26], [1.0, 0.3])
    if setting.wet or setting.snow:
        score[pieces.of(Category.SHOE, Category.SNEAKER)] *= 0.8
        score[pieces.of(Category.COAT) & ~pieces.rainproof] *= 0.85
    if setting.occasion is not Occasion.SPORT:
        return score
    score[pieces.of(Category.ANKLE_BOOT, Category.HAT)] *= 0.5
    return score


def _overdue(wears: int, limit: int | None) -> bool:
    return limit is not None and wears >= limit


def _liked(colours: tuple, likes: dict[str, float]) -> float:  # type: ignore[type-arg]
    liking = likes.get(colours[0].name, 0.0) if colours else 0.0
    return 0.6 + 0.4 * liking
