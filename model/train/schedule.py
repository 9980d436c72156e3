"""The learning rate over a run."""

from __future__ import annotations

from math import cos, pi


def cosine(step: int, steps: int, peak: float, warm_up: int) -> float:
    """Learning rate at `step` of `steps`: a straight rise to `peak` over `warm_up` steps, then half a
    cosine to 0."""
    if step < warm_up:
        return peak * (step + 1) / warm_up
    return peak * 0.5 * (1 + cos(pi * (step - warm_up) / max(1, steps - warm_up)))
