"""Boxes, squares and sizes."""

import numpy as np
import pytest

from mirror.vision.geometry import bounding_box, letterbox, on_ground, resize, shrink, widen


def test_the_box_is_around_what_is_opaque() -> None:
    alpha = np.zeros((50, 80), np.uint8)
    alpha[10:21, 30:61] = 255
    alpha[0, 0] = 32  # a breath of a shadow does not count
    assert bounding_box(alpha) == (30, 10, 61, 21)
    alpha[49, 79] = 33
    assert bounding_box(alpha) == (30, 10, 80, 50)


def test_the_box_of_nothing_is_everything() -> None:
    assert bounding_box(np.zeros((5, 8), np.uint8)) == (0, 0, 8, 5)


def test_a_margin_stays_inside_the_picture() -> None:
    assert widen((5, 1, 20, 30), 3, 21, 40) == (2, 0, 21, 33)


@pytest.mark.parametrize(
    ("shape", "shrunk"),
    [((400, 200, 3), (100, 50, 3)), ((100, 100), (100, 100)), ((20, 30), (20, 30)), ((5000, 2), (100, 1))],
)
def test_shrinking_keeps_the_shape_and_never_enlarges(
    shape: tuple[int, ...], shrunk: tuple[int, ...]
) -> None:
    assert shrink(np.zeros(shape, np.uint8), 100).shape == shrunk


def test_resizing_averages_when_it_shrinks() -> None:
    stripes = np.tile(np.array([0, 200], np.uint8), (40, 20))
    assert (resize(stripes, 20, 20) == 100).all()


@pytest.mark.parametrize(("height", "width"), [(10, 40), (40, 10), (1, 400), (400, 1), (28, 28)])
def test_a_letterbox_holds_the_whole_picture_in_the_middle(height: int, width: int) -> None:
    box = letterbox(np.full((height, width, 3), 200, np.uint8), 28, 28, (9, 9, 9))
    assert box.shape == (28, 28, 3)
    inside = (box == 200).all(axis=2)
    assert ((box == 9).all(axis=2) | inside).all()
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    assert abs(rows[0] - (27 - rows[-1])) <= 1
    assert abs(columns[0] - (27 - columns[-1])) <= 1
    assert max(len(rows), len(columns)) == 28


def test_a_letterbox_of_a_mask_has_no_channels() -> None:
    box = letterbox(np.full((10, 20), 255, np.uint8), 40, 40, (0,), inset_px=5)
    assert box.shape == (40, 40)
    assert bounding_box(box, 128) == (5, 12, 35, 27)


def test_on_an_even_ground_the_garment_stands_alone() -> None:
    rgb = np.full((1, 3, 3), 100, np.uint8)
    alpha = np.array([[0, 128, 255]], np.uint8)
    found = on_ground(rgb, alpha, (200, 0, 50))[0]
    assert found.tolist() == [[200, 0, 50], [150, 50, 75], [100, 100, 100]]
