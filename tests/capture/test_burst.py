"""Of a few photos the sharpest one, unless it loses the garment to glare."""

import cv2
import numpy as np
import pytest

from mirror.capture.burst import best_of, lost_share
from mirror.hardware.camera import Frame
from mirror.hardware.sharpness import sharpness


@pytest.fixture
def cloth() -> np.ndarray:
    coarse = np.random.default_rng(3).integers(60, 190, (60, 80, 3), dtype=np.uint8)
    return cv2.resize(coarse, (640, 480), interpolation=cv2.INTER_NEAREST)


def frame(rgb: np.ndarray) -> Frame:
    return Frame(rgb, 0.0, sharpness(rgb))


def smeared(rgb: np.ndarray, pixels: int) -> np.ndarray:
    """As a moving hand leaves it."""
    return cv2.blur(rgb, (pixels, 1))


def test_the_sharpest_wins_wherever_it_stands(cloth: np.ndarray) -> None:
    frames = [frame(smeared(cloth, pixels)) for pixels in (9, 5, 1)]
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        assert best_of([frames[place] for place in order]) is frames[2]


def test_a_blown_out_photo_loses_although_it_is_sharper(cloth: np.ndarray) -> None:
    glaring = np.clip(cloth.astype(int) * 3 - 120, 0, 255).astype(np.uint8)
    assert sharpness(glaring) > sharpness(smeared(cloth, 3))
    assert lost_share(glaring) > 0.3
    calm = frame(smeared(cloth, 3))
    assert best_of([frame(glaring), calm, frame(glaring)]) is calm


def test_a_dark_room_still_gives_the_best_there_is() -> None:
    dark = np.ones((240, 320, 3), np.uint8)
    assert lost_share(dark) == 1.0
    only = frame(dark)
    assert best_of([only]) is only


def test_without_a_photo_there_is_no_best() -> None:
    with pytest.raises(ValueError, match="empty"):
        best_of([])
