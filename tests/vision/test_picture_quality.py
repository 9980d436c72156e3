"""Advice on a camera's picture: drawn scenes, and real photos darkened, blurred and blown out."""

import random
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from mirror.vision.picture_quality import Exposure, Fault, advice, lux_about, measure

Picture = NDArray[np.uint8]


def scene(cloth: int = 90, wall: int = 190, size: tuple[int, int] = (648, 1152), margin: int = 3) -> Picture:
    """A striped garment of a grey before a wall of another, with a camera's grain; `margin` parts the width."""
    height, width = size
    grey = np.full(size, float(wall))
    top, bottom, left, right = height // 6, height - height // 6, width // margin, width - width // margin
    grey[top:bottom, left:right] = cloth
    grey[top:bottom, left:right:24] = cloth / 2
    grain = np.random.default_rng(3).normal(0, 1.5, size)
    return np.repeat(np.clip(grey + grain, 0, 255).astype(np.uint8)[..., None], 3, axis=2)


def exposed(rgb: Picture, times: float) -> Picture:
    """The scene with so many times the light."""
    values = np.arange(256) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4) * times
    back = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.rint(np.clip(back, 0, 1) * 255).astype(np.uint8)[rgb]


def blurred(rgb: Picture, by_px: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(rgb, (0, 0), by_px), np.uint8)


def faults(rgb: Picture) -> list[Fault]:
    return [fault for fault, _ in advice(rgb)]


def test_a_good_picture_gets_no_complaint() -> None:
    assert faults(scene()) == []
    assert faults(scene(cloth=20)) == [], "black cloth is not darkness"
    assert faults(scene(cloth=225, wall=235)) == [], "white cloth is not too much light"


@pytest.mark.parametrize("size", [(648, 1152), (1296, 2304), (400, 300)])
def test_sharpness_is_the_same_in_every_size(size: tuple[int, int]) -> None:
    assert faults(scene(size=size)) == []
    assert faults(blurred(scene(size=size), max(size) / 100)) == [Fault.BLURRED]


def test_in_the_dark_it_says_how_much_light_there_is() -> None:
    (dark,) = advice(exposed(scene(), 0.1))
    assert dark.fault is Fault.DARK
    assert dark.line == "too dark: about 9 lux; add light in front of the garment"


def test_what_the_camera_tells_of_its_exposure_counts() -> None:
    mid_grey = 0.18
    assert lux_about(mid_grey, Exposure(1 / 50, 1.0)) == pytest.approx(500)
    assert lux_about(mid_grey, Exposure(1 / 100, 1.0)) == pytest.approx(1000)
    assert lux_about(mid_grey, Exposure(1 / 50, 4.0)) == pytest.approx(125)
    line = advice(exposed(scene(), 0.1), Exposure(1 / 30, 1.0))[0].line
    assert "about 70 lux" in line


@pytest.mark.parametrize("level", [0, 6, 16])
def test_a_cap_on_the_lens_is_black_and_nothing_else(level: int) -> None:
    (black,) = advice(np.full((648, 1152, 3), level, np.uint8))
    assert black.fault is Fault.BLACK
    assert "cap" in black.line


def test_too_much_light_is_said_with_its_share() -> None:
    picture = scene()
    picture[:, : picture.shape[1] // 2] = 255
    picture[:, picture.shape[1] // 2 :] = np.maximum(picture[:, picture.shape[1] // 2 :], 120)
    (bright,) = advice(picture)
    assert bright.fault is Fault.BRIGHT
    assert "50 %" in bright.line


def test_a_window_behind_the_garment_is_told_from_a_black_garment_before_a_wall() -> None:
    assert faults(scene(cloth=40, wall=255, margin=5)) == [Fault.BACKLIT]
    assert faults(scene(cloth=20, wall=225, margin=5)) == []


@pytest.mark.parametrize("level", [60, 128, 215])
def test_an_empty_wall_says_nothing_of_sharpness(level: int) -> None:
    down, across = np.mgrid[-1:1:648j, -1:1:1152j]
    shaded = level * (1 - 0.25 * (down**2 + across**2))
    grain = np.random.default_rng(5).normal(0, 2, shaded.shape)
    wall = np.repeat(np.clip(shaded + grain, 0, 255).astype(np.uint8)[..., None], 3, axis=2)
    assert measure(wall).edge_px is None
    assert Fault.BLURRED not in faults(wall)


def test_grain_is_seen_where_there_is_light_to_see_it() -> None:
    def grainy(rgb: Picture) -> Picture:
        grain = np.random.default_rng(7).normal(0, 14, rgb.shape)
        return np.clip(rgb + grain, 0, 255).astype(np.uint8)

    assert faults(grainy(scene())) == [Fault.GRAINY]
    assert faults(grainy(exposed(scene(), 0.05))) == [Fault.DARK], "one remedy for both"


@pytest.fixture(scope="module")
def photos(garment_photos: Path) -> list[Picture]:
    """300 photos of all senders, drawn once for all."""
    files = sorted((garment_photos / "photos").glob("*.jpg"))
    drawn = random.Random(9).sample(files, 300)
    return [np.asarray(cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB), np.uint8) for file in drawn]


def share(photos: list[Picture], fault: Fault | None) -> float:
    """How many have this fault, or any; 0 to 1."""
    found = [faults(photo) for photo in photos]
    return sum(bool(each) if fault is None else fault in each for each in found) / len(photos)


def test_peoples_own_photos_are_hardly_ever_complained_about(photos: list[Picture]) -> None:
    assert share(photos, None) < 0.05


def test_spoilt_photos_are_noticed(photos: list[Picture]) -> None:
    some = photos[:60]
    assert share([exposed(photo, 0.1) for photo in some], Fault.DARK) > 0.95
    assert share([exposed(photo, 0.001) for photo in some], Fault.BLACK) > 0.95
    assert share([blurred(photo, 2.5) for photo in some], Fault.BLURRED) > 0.9
    washed = [exposed(photo, 6) for photo in some]
    assert share(washed, Fault.BRIGHT) + share(washed, Fault.BACKLIT) > 0.8
