"""The colour of the light, told by the ground behind a garment, and what a cloth is called in it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirror.config import NetworkSettings
from mirror.vision.colours import look_at_cloth
from mirror.vision.light import MOST_WARMTH, UNSAID, in_daylight, warmth_of_light
from mirror.vision.recognise import Recogniser
from mirror.vision.shades import NAMES

# Gains of the linear channels by a lamp of 3500 K, a bulb of 4500 K and blue shade of 9000 K; grey stays as bright.
LIGHTS = {3500: (1.506, 0.911, 0.393), 4500: (1.249, 0.963, 0.632), 9000: (0.867, 1.009, 1.296)}
WHITE_WALL, WOOD = (205, 205, 203), (206, 166, 116)


def lit(rgb: np.ndarray, kelvin: int) -> np.ndarray:
    """The picture in this light."""
    linear = (rgb / 255) ** 2.2 * np.array(LIGHTS[kelvin])
    return (255 * np.clip(linear, 0, 1) ** (1 / 2.2) + 0.5).astype(np.uint8)


def photo(
    garment: tuple[int, int, int], ground: tuple[int, int, int] = WHITE_WALL
) -> tuple[np.ndarray, np.ndarray]:
    """A garment in the middle of a ground, with some noise, and its mask."""
    picture, alpha = np.empty((240, 200, 3)), np.zeros((240, 200), np.uint8)
    picture[:] = ground
    picture[60:180, 50:150] = garment
    alpha[60:180, 50:150] = 255
    noise = np.random.default_rng(1).normal(0, 3, (240, 200, 1))
    return np.clip(picture + noise, 0, 255).astype(np.uint8), alpha


def named(rgb: np.ndarray, alpha: np.ndarray, warmth: float) -> str:
    return look_at_cloth(rgb, alpha, warmth).colours[0].name


@pytest.mark.parametrize(("kelvin", "warmth"), [(3500, 1.41), (4500, 0.71), (9000, -0.42)])
def test_a_white_wall_tells_the_light(kelvin: int, warmth: float) -> None:
    rgb, alpha = photo(NAMES["red"])
    wanted = warmth - UNSAID * np.sign(warmth)
    assert warmth_of_light(lit(rgb, kelvin), alpha) == pytest.approx(wanted, abs=0.08)


@pytest.mark.parametrize("name", ["white", "light grey", "grey", "sky blue", "blue"])
@pytest.mark.parametrize("kelvin", [4500, 9000])
def test_a_cloth_has_its_name_back(name: str, kelvin: int) -> None:
    rgb, alpha = photo(NAMES[name])
    seen = lit(rgb, kelvin)
    assert named(seen, alpha, warmth_of_light(seen, alpha)) == name


def test_a_white_shirt_by_lamplight_is_not_white_without_a_look_at_the_light() -> None:
    rgb, alpha = photo(NAMES["white"])
    assert named(lit(rgb, 4500), alpha, 0.0) in {"cream", "beige", "yellow"}


@pytest.mark.parametrize(
    "ground",
    [
        WHITE_WALL,
        (235, 228, 212),  # a cream sheet
        (225, 190, 200),  # a pink wall
        (170, 205, 160),  # a green one
        (98, 76, 48),  # too dark to tell
        (255, 223, 181),  # blown out
        (244, 166, 86),  # an orange wall
        (150, 30, 30),
        (0, 0, 0),
    ],
)
def test_other_grounds_tell_of_no_light(ground: tuple[int, int, int]) -> None:
    assert abs(warmth_of_light(*photo(NAMES["navy"], ground))) < 0.1


def test_a_wooden_floor_is_not_taken_for_lamplight() -> None:
    """Its boards and gaps differ in tint, which a wall's light and shade do not."""
    rgb, alpha = photo(NAMES["grey"])
    boards = np.random.default_rng(2).normal(0, 18, (240, 20, 1)).repeat(10, axis=1) * np.array([0.6, 1, 1.6])
    floor = np.clip(np.array(WOOD) + boards, 0, 255).astype(np.uint8)
    floor[alpha > 0] = rgb[alpha > 0]
    assert warmth_of_light(floor, alpha) == 0


def test_a_little_of_a_wall_is_not_enough() -> None:
    rgb, alpha = photo(NAMES["grey"])
    seen = lit(rgb, 3500)
    assert warmth_of_light(seen, alpha) > 1
    seen[:, :150][alpha[:, :150] == 0] = (90, 40, 30)
    assert warmth_of_light(seen, alpha) == 0


def test_no_ground_no_light() -> None:
    rgb, _ = photo(NAMES["grey"], WOOD)
    assert warmth_of_light(lit(rgb, 3500), np.full(rgb.shape[:2], 255, np.uint8)) == 0


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (3, 3), (2000, 24)])
@pytest.mark.parametrize("level", [0, 255])
def test_any_size_is_taken(size: tuple[int, int], level: int) -> None:
    rgb = np.full((*size, 3), 200, np.uint8)
    assert abs(warmth_of_light(rgb, np.full(size, level, np.uint8))) < 0.1


@pytest.mark.parametrize("warmth", [MOST_WARMTH, -MOST_WARMTH])
def test_black_stays_black_in_any_light(warmth: float) -> None:
    black = np.array([NAMES["black"], (0, 0, 0), (32, 30, 28)], np.uint8)
    assert np.abs(in_daylight(black, warmth).astype(int) - black).max() <= 1


def test_daylight_changes_nothing_and_a_correction_keeps_how_bright_a_cloth_is() -> None:
    cloths = np.array([NAMES["grey"], NAMES["blue"], NAMES["beige"]], np.uint8)
    assert in_daylight(cloths, 0.0) is cloths
    grey = in_daylight(cloths[:1], 0.7)[0]
    assert grey[2] > grey[1] > grey[0]
    assert grey @ [0.2126, 0.7152, 0.0722] == pytest.approx(132, abs=6)


def test_a_photo_file_by_lamplight_is_named_as_by_day(tmp_path: Path) -> None:
    rgb, _ = photo(NAMES["grey"])
    Image.fromarray(lit(rgb, 4500)).save(tmp_path / "lamp.png")
    seen = Recogniser(NetworkSettings()).recognise(tmp_path / "lamp.png")
    assert not seen.uncertain
    assert [colour.name for colour in seen.colours] == ["grey"]
    assert look_at_cloth(seen.cutout[..., :3], seen.cutout[..., 3]).colours[0].name != "grey"
