"""A garment on the mirror's black: its own colours, black around it, and a rim that shows even black cloth."""

import numpy as np
import pytest

from mirror.vision.glow import fit, on_black


def cloth(colour: tuple[int, int, int], height: int = 200, width: int = 100) -> np.ndarray:
    rgba = np.zeros((height, width, 4), np.uint8)
    rgba[..., :3], rgba[..., 3] = colour, 255
    return rgba


@pytest.mark.parametrize(("size", "shape"), [((360,), (360, 360, 3)), ((200, 300), (300, 200, 3))])
def test_the_picture_has_the_size_that_was_asked_for(size: tuple[int, ...], shape: tuple[int, ...]) -> None:
    picture = on_black(cloth((200, 30, 30)), *size)
    assert picture.shape == shape
    assert picture.dtype == np.uint8


def test_the_corners_are_mirror_and_the_middle_is_the_garment() -> None:
    picture = on_black(cloth((200, 30, 30)), 360)
    for corner in (picture[:4, :4], picture[:4, -4:], picture[-4:, :4], picture[-4:, -4:]):
        assert corner.max() <= 6
    assert np.abs(picture[180, 180].astype(int) - (200, 30, 30)).max() <= 2


def test_a_black_garment_stays_visible_by_its_rim() -> None:
    picture = on_black(cloth((0, 0, 0)), 360).astype(int)
    assert picture[180, 180].max() == 0
    row = picture[180].max(axis=1)
    left, right = row[:180], row[180:]
    assert left.max() > 60
    assert right.max() > 60
    assert (row > 60).sum() < 12  # a fine line on each side, no frame


def test_the_rim_is_white_whatever_the_cloth() -> None:
    picture = on_black(cloth((0, 0, 0)), 360).astype(int)
    brightest = picture.reshape(-1, 3)[picture.sum(axis=2).argmax()]
    assert brightest.max() - brightest.min() <= 2


def test_the_garment_keeps_its_shape_and_its_distance_from_the_edge() -> None:
    fitted = fit(cloth((9, 9, 9), height=100, width=300), 200, 200, 10)
    rows, columns = np.flatnonzero(fitted[..., 3].any(axis=1)), np.flatnonzero(fitted[..., 3].any(axis=0))
    assert (columns[0], columns[-1]) == (10, 189)
    assert len(rows) == 60


def test_clear_pixels_bleed_no_colour_into_the_edge() -> None:
    """What is under the transparent part, green here, must not tint the red garment when it shrinks."""
    rgba = cloth((200, 0, 0), 400, 400)
    rgba[:, ::2] = (0, 255, 0, 0)
    fitted = fit(rgba, 100, 100, 0)
    assert (fitted[..., 1] == 0).all()
    assert np.abs(fitted[50, 50, :3].astype(int) - (200, 0, 0)).max() <= 3


def test_nothing_is_black() -> None:
    assert not on_black(np.zeros((50, 50, 4), np.uint8), 100).any()
