"""What a garment network's scores are worth: accuracy, calibration, and when to ask instead of asserting.

Plain arithmetic over logits (n, 14) and true category numbers (n,); knows no network and no file.
"""

from __future__ import annotations

import numpy as np

COVERAGE = 0.8
"""Share of photos that get an answer without a question; sets the threshold."""
BINS = 15


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Probabilities (n, k)."""
    scaled = logits / temperature
    scaled = np.exp(scaled - scaled.max(1, keepdims=True))
    return scaled / scaled.sum(1, keepdims=True)


def top(logits: np.ndarray, labels: np.ndarray, count: int) -> float:
    """Share of rows whose true category is among the `count` best (0..1)."""
    ranked = np.argsort(-logits, axis=1, kind="stable")[:, :count]
    return float((ranked == labels[:, None]).any(1).mean())


def best_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """The temperature of least cross-entropy, to two places."""
    temperatures = np.arange(0.2, 3.0, 0.01)
    rows = np.arange(len(labels))
    losses = [-np.log(softmax(logits, t)[rows, labels] + 1e-12).mean() for t in temperatures]
    return round(float(temperatures[int(np.argmin(losses))]), 2)


def calibration_error(probabilities: np.ndarray, labels: np.ndarray) -> float:
    """Expected calibration error over BINS equal bins of the best probability (0..1)."""
    sure = probabilities.max(1)
    right = probabilities.argmax(1) == labels
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    chosen = [bins == number for number in range(BINS)]
    return float(sum(abs(sure[c].mean() - right[c].mean()) * c.mean() for c in chosen if c.any()))


def threshold(probabilities: np.ndarray) -> float:
    """The best probability that COVERAGE of the rows reach, to three places."""
    return round(float(np.quantile(probabilities.max(1), 1 - COVERAGE)), 3)


def accuracy_when_sure(probabilities: np.ndarray, labels: np.ndarray, at_least: float) -> tuple[float, float]:
    """Accuracy among the rows whose best probability is `at_least` or more, and their share of all rows."""
    sure = probabilities.max(1) >= at_least
    return float((probabilities.argmax(1) == labels)[sure].mean()), float(sure.mean())


def cross_fitted_error(logits: np.ndarray, labels: np.ndarray, half: np.ndarray) -> float:
    """Calibration error where each half of the rows (`half` is a bool mask, split by sender) is judged with
    the temperature that fits the other half: what to expect of people nobody has seen."""
    probabilities = np.empty_like(logits)
    for judged in (half, ~half):
        temperature = best_temperature(logits[~judged], labels[~judged])
        probabilities[judged] = softmax(logits[judged], temperature)
    return calibration_error(probabilities, labels)
