"""The best of a few photos taken one after another: a hand is stiller at one moment than at the next."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..hardware.camera import Frame

LENGTH = 3
LOST_DARK, LOST_BRIGHT = 3, 252  # 8-bit values from which on a pixel holds no more detail
AS_WELL_EXPOSED = 0.02  # share of lost pixels by which a photo may exceed the best exposed one
STEP_PX = 8


def best_of(frames: Sequence[Frame]) -> Frame:
    """The sharpest of those that lose hardly more to black and glare than the best exposed one does.

    frames: of one view and one size, at least one. Raises ValueError without any.
    """
    lost = [lost_share(frame.rgb) for frame in frames]
    least = min(lost)
    return max(
        (frame for frame, share in zip(frames, lost, strict=True) if share <= least + AS_WELL_EXPOSED),
        key=lambda frame: frame.sharpness,
    )


def lost_share(rgb: NDArray[np.uint8]) -> float:
    """The share of pixels, 0 to 1, that are blown out in a channel or black in all; every 8th is looked at."""
    some = rgb[::STEP_PX, ::STEP_PX].reshape(-1, 3)
    return float(((some.max(axis=1) >= LOST_BRIGHT) | (some.max(axis=1) <= LOST_DARK)).mean())
