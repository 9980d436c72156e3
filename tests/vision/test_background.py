"""A fixed camera's empty background tells the garment from the room, and is not believed when it cannot."""

import cv2
import numpy as np
import pytest

from mirror.vision.background import combine, difference

RANDOM = np.random.default_rng(3)
GARMENT = np.zeros((240, 180), bool)
GARMENT[60:200, 50:130] = True


@pytest.fixture
def floor() -> np.ndarray:
    """A wooden floor with noise, uint8 (240, 180, 3)."""
    grain = cv2.GaussianBlur(RANDOM.normal(0, 40, (240, 180, 1)).astype(np.float32), (0, 0), 3)
    return np.clip(np.array([150, 120, 90]) + grain[..., None] * 3, 0, 255).astype(np.uint8)


def _photo(
    floor: np.ndarray, colour: tuple[int, int, int], light: float = 1.0, shadow: float = 1.0
) -> np.ndarray:
    photo = floor.astype(np.float64)
    photo[60:220, 60:160] *= shadow
    photo[GARMENT] = colour
    return np.clip(photo * light + RANDOM.normal(0, 3, photo.shape), 0, 255).astype(np.uint8)


def _iou(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / (one | other).sum())


@pytest.mark.parametrize("colour", [(30, 60, 160), (240, 240, 240), (20, 20, 22), (60, 140, 70)])
@pytest.mark.parametrize("light", [0.85, 1.0, 1.1])
def test_what_is_new_is_found_in_other_light_too(
    floor: np.ndarray, colour: tuple[int, int, int], light: float
) -> None:
    differs = difference(_photo(floor, colour, light), floor)
    assert differs is not None
    assert _iou(differs > 0.5, GARMENT) > 0.85


def test_a_shadow_is_not_the_garment(floor: np.ndarray) -> None:
    differs = difference(_photo(floor, (30, 60, 160), shadow=0.75), floor)
    assert differs is not None
    assert _iou(differs > 0.5, GARMENT) > 0.8


def test_a_background_of_another_size_is_the_same_view(floor: np.ndarray) -> None:
    differs = difference(_photo(floor, (30, 60, 160)), cv2.resize(floor, (90, 120)))
    assert differs is not None
    assert _iou(differs > 0.5, GARMENT) > 0.8


def test_nothing_new_says_nothing(floor: np.ndarray) -> None:
    assert difference(floor, floor) is None


def test_another_room_says_nothing(floor: np.ndarray) -> None:
    colours = RANDOM.integers(0, 255, (24, 18, 3), dtype=np.uint8)
    colours[..., 2] = np.where(colours[..., 2] > 127, 255, 0)
    room = cv2.resize(colours, (180, 240), interpolation=cv2.INTER_NEAREST)
    assert difference(room, floor) is None


def test_a_lost_sleeve_comes_back() -> None:
    saliency = GARMENT.astype(np.float32)
    saliency[60:110] = 0.05
    assert _iou(combine(saliency, GARMENT.astype(np.float32)) > 0.5, GARMENT) > 0.99


def test_a_garment_in_the_floor_s_colour_is_not_lost() -> None:
    saliency = GARMENT.astype(np.float32)
    differs = saliency * 0.2
    assert (combine(saliency, differs) == saliency).all()


def test_a_calm_background_adds_nothing(floor: np.ndarray) -> None:
    saliency = GARMENT.astype(np.float32)
    combined = combine(saliency, GARMENT.astype(np.float32))
    assert _iou(combined > 0.5, GARMENT) == 1.0
