"""libcamera's pixel formats as RGB: against arrays whose colours are known."""

import cv2
import numpy as np
import pytest

from mirror.errors import CameraError
from mirror.hardware.pixels import fitted, to_rgb

WIDTH, HEIGHT, PADDING = 16, 12, 8


@pytest.fixture
def picture() -> np.ndarray:
    """RGB, red left, green right, blue below; blocks of 2x2 so that halved chroma loses nothing."""
    rgb = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    rgb[:8, :8], rgb[:8, 8:], rgb[8:] = (200, 30, 40), (30, 160, 60), (40, 60, 190)
    return rgb


def padded(array: np.ndarray) -> np.ndarray:
    """With the bytes that a driver adds at the end of each row."""
    rubbish = np.full((array.shape[0], PADDING, *array.shape[2:]), 99, np.uint8)
    return np.concatenate([array, rubbish], axis=1)


@pytest.mark.parametrize(
    ("kind", "memory_order"),
    [("RGB888", [2, 1, 0]), ("BGR888", [0, 1, 2]), ("XBGR8888", [0, 1, 2, 3]), ("XRGB8888", [2, 1, 0, 3])],
)
def test_packed_formats_are_named_against_their_memory_order(
    picture: np.ndarray, kind: str, memory_order: list[int]
) -> None:
    with_x = np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])
    for array in (with_x[..., memory_order], padded(with_x[..., memory_order])):
        rgb = to_rgb(array, kind, (WIDTH, HEIGHT))
        assert (rgb == picture).all()
        assert rgb.flags.c_contiguous


@pytest.mark.parametrize("kind", ["YUV420", "NV12"])
def test_video_formats_have_a_luma_plane_and_halved_chroma(picture: np.ndarray, kind: str) -> None:
    rgb = to_rgb(video(picture, kind), kind, (WIDTH, HEIGHT))
    assert rgb.shape == picture.shape
    assert np.abs(rgb.astype(int) - picture).max() <= 4


@pytest.mark.parametrize("kind", ["YUV420", "NV12"])
def test_video_formats_wider_than_the_picture_lose_their_padding(picture: np.ndarray, kind: str) -> None:
    wide = np.concatenate([picture, np.zeros((HEIGHT, PADDING, 3), np.uint8)], axis=1)
    rgb = to_rgb(video(wide, kind), kind, (WIDTH, HEIGHT))
    assert rgb.shape == picture.shape
    assert np.abs(rgb.astype(int) - picture).max() <= 4


def video(rgb: np.ndarray, kind: str) -> np.ndarray:
    planar = cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420)
    if kind == "YUV420":
        return planar
    height, width = rgb.shape[:2]
    luma, chroma = planar[:height], planar[height:].reshape(2, -1)
    return np.concatenate([luma, chroma.T.reshape(height // 2, width)])


def test_a_format_that_is_not_known_is_named() -> None:
    with pytest.raises(CameraError, match="SRGGB10"):
        to_rgb(np.zeros((4, 4), np.uint8), "SRGGB10", (4, 4))


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("RGB888", (HEIGHT - 1, WIDTH, 3)),
        ("RGB888", (HEIGHT, WIDTH)),
        ("XRGB8888", (HEIGHT, WIDTH, 3)),
        ("NV12", (HEIGHT, WIDTH)),
        ("YUV420", (HEIGHT * 3 // 2, WIDTH - 2)),
        ("YUYV", (HEIGHT, WIDTH)),
    ],
)
def test_an_array_too_small_for_its_size_is_damage(kind: str, shape: tuple[int, ...]) -> None:
    with pytest.raises(CameraError, match="damaged pictures"):
        to_rgb(np.zeros(shape, np.uint8), kind, (WIDTH, HEIGHT))


def test_a_preview_that_came_too_large_is_made_smaller() -> None:
    assert fitted(np.zeros((1080, 1920, 3), np.uint8)).shape == (720, 1280, 3)
    assert fitted(np.zeros((1920, 1080, 3), np.uint8)).shape == (1280, 720, 3)
    small = np.zeros((648, 1152, 3), np.uint8)
    assert fitted(small) is small
