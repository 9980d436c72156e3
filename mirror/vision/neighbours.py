"""What a person has said about similar garments, put beside what the network says. Plain numbers, no database.

Nearest neighbours in embedding space over corrected garments only (as in Snell et al. 2017 and Khandelwal et al.
2020, where a memory of examples is mixed with a network's probabilities): a correction pulls later photos that
look like it, and nothing far from every correction changes.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from ..categories import Category
from .facts import Guess

NEAR = 0.55  # cosine from which a corrected garment has a say at all
FULL = 0.80  # cosine from which it has its whole say
WEIGHT = 0.6  # of the corrections against the network's own probabilities, when a neighbour is fully near


def follow_corrections(
    guesses: Sequence[Guess],
    corrected: Iterable[tuple[Category, float]],
    *,
    near: float = NEAR,
    full: float = FULL,
    weight: float = WEIGHT,
) -> tuple[Guess, ...]:
    """The guesses, likeliest first, after nearby corrections had their say; confidences sum to what they did.

    corrected: the category and the cosine similarity (-1 to 1) of each corrected garment near the new one. near,
    full, weight: as NEAR, FULL and WEIGHT, for measuring other settings.
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
