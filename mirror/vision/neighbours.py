"""What a person has said about other garments, put beside what the network says. Plain numbers, no database.

Two rules, one after the other. Habits: where the network doubts between kinds, or takes one for another, the
person's way of naming them is followed, whatever the garments look like. Twins: what looks like a corrected garment
is what was said of that one. Nothing far from every correction changes.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..categories import Category
from .facts import Guess

# Measured with `python -m model.measure_corrections --tune`: with more weight some lose by their own corrections,
# and so do large closets where ever more of them add up, for only what is wrong gets corrected.
HABIT_WEIGHT = 0.5  # of one correction of the very same answer, in units of log-probability
ALIKE = 0.7  # Bhattacharyya coefficient from which one answer has a say in another; at 1, its whole say
MOST = 2.0  # corrections of the very same answer that count together; of more, each counts so much less
LEAST = 5e-5  # probability that a category has at least: half of the last place to which guesses are rounded

NEAR = 0.55  # cosine from which a corrected garment has a say at all
FULL = 0.80  # cosine from which it has its whole say
WEIGHT = 0.6  # of the corrections against the network's own probabilities, when a neighbour is fully near


def by_category(guesses: Iterable[Guess]) -> NDArray[np.float32]:
    """The confidences (0-1) by category number, float32 (14,): 0 for a category that is not among the guesses."""
    confidences = np.zeros(len(Category), np.float32)
    for guess in guesses:
        confidences[guess.category] = guess.confidence
    return confidences


def follow_habits(
    guesses: Sequence[Guess],
    said: NDArray[np.int64],
    answers: NDArray[np.float32],
    *,
    weight: float = HABIT_WEIGHT,
    alike: float = ALIKE,
    most: float = MOST,
) -> tuple[Guess, ...]:
    """The guesses, likeliest first, named as this person names such; confidences sum to what they did.

    said: the category number of each corrected garment, int64 (n,); answers: what the network itself had said of
    it, probabilities (0-1) by category number, float32 (n, 14). weight, alike, most: as HABIT_WEIGHT, ALIKE (0 to
    less than 1) and MOST, for measuring other settings.

    The log-probabilities gain what the network lacked where it answered alike: the residuals (what was said less
    what was answered), each times the kernel of the two answers and `weight`. This is one step of gradient boosting
    (Friedman 2001) with a kernel smoother in the space of the network's own answers; the kernel is the coefficient
    of Bhattacharyya (1943), the sum of sqrt(p * q), 0 to 1, as far as it exceeds `alike`; together the kernels come
    to `most` at most.
    """
    whole = sum(guess.confidence for guess in guesses)
    if not len(said) or whole <= 0:
        return tuple(guesses)
    mine = by_category(guesses) / np.float32(whole)
    kernel = np.clip((np.sqrt(answers) @ np.sqrt(mine) - alike) / (1 - alike), 0, 1)
    if not kernel.any():
        return tuple(guesses)
    kernel *= min(1.0, most / float(kernel.sum()))
    residuals = np.eye(len(Category))[said] - answers
    scores = np.log(np.maximum(mine, LEAST)) + weight * (kernel @ residuals)
    # A person may have said what the network does not know: in the order of the guesses, then those.
    named = (Category(int(number)) for number in said[kernel > 0])
    categories = list(dict.fromkeys([*(guess.category for guess in guesses), *named]))
    powers = np.exp(scores[categories] - scores[categories].max())
    confidences = whole * powers / powers.sum()
    order = np.argsort(-confidences, kind="stable")
    return tuple(Guess(categories[index], round(float(confidences[index]), 4)) for index in order)


def follow_corrections(
    guesses: Sequence[Guess],
    corrected: Iterable[tuple[Category, float]],
    *,
    near: float = NEAR,
    full: float = FULL,
    weight: float = WEIGHT,
) -> tuple[Guess, ...]:
    """The guesses, likeliest first, after the corrections of twins had their say; confidences sum to what they did.

    corrected: the category and the cosine similarity (-1 to 1) of each corrected garment near the new one. near,
    full, weight: as NEAR, FULL and WEIGHT, for measuring other settings. Nearest neighbours in embedding space over
    corrected garments only (as in Snell et al. 2017 and Khandelwal et al. 2020, where a memory of examples is mixed
    with a network's probabilities).
    """
    votes: dict[Category, float] = {}
    strongest = 0.0
    for category, similarity in corrected:
        strength = float(np.clip((similarity - near) / (full - near), 0, 1))
        if strength > 0:
            votes[category] = votes.get(category, 0.0) + strength**2
            strongest = max(strongest, strength)
    if not votes:
        return tuple(guesses)
    share = weight * strongest
    total = sum(votes.values())
    before = {guess.category: guess.confidence for guess in guesses}
    whole = sum(before.values())
    mixed = {
        category: (1 - share) * before.get(category, 0.0) + share * whole * votes.get(category, 0.0) / total
        for category in {**before, **votes}
    }
    ordered = sorted(mixed, key=lambda category: -mixed[category])
    return tuple(Guess(category, round(mixed[category], 4)) for category in ordered)
