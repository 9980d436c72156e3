"""From a network's scores to ranked guesses. No interpreter here, so ranking is tested with plain numbers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..categories import Category
from .facts import Guess


def softmax(logits: NDArray[np.float32], temperature: float = 1.0) -> NDArray[np.float32]:
    """Probabilities of logits (n,), softened by `temperature` > 0 (Guo et al. 2017, temperature scaling)."""
    scaled = logits.astype(np.float64) / temperature
    powers = np.exp(scaled - scaled.max())
    return np.asarray(powers / powers.sum(), np.float32)


def sharpen(probabilities: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """Probabilities (n,) recalibrated as if the temperature had been applied to their logits."""
    return softmax(np.log(np.maximum(probabilities, 1e-7)), temperature)


def rank(probabilities: NDArray[np.float32], labels: Sequence[str]) -> tuple[Guess, ...]:
    """All categories, likeliest first; equal ones in the labels' order. Confidences sum to 1.

    Raises ValueError when labels and probabilities differ in number, KeyError for a label of no category.
    """
    if len(labels) != len(probabilities):
        raise ValueError(f"{len(probabilities)} scores for {len(labels)} labels")
    total = float(probabilities.sum()) or 1.0
    order = np.argsort(-probabilities, kind="stable")
    return tuple(
        Guess(Category.from_label(labels[i]), round(float(probabilities[i]) / total, 4)) for i in order
    )
