"""The colours of a garment by name."""

import numpy as np
import pytest

from mirror.vision.colours import look_at_cloth, pattern_strength
from mirror.vision.facts import NamedColour
from mirror.vision.shades import NAMES

OPAQUE = np.full((200, 200), 255, np.uint8)


def name_colours(rgb: np.ndarray, alpha: np.ndarray) -> tuple[NamedColour, ...]:
    return look_at_cloth(rgb, alpha).colours


def cloth(colour: tuple[int, int, int], seed: int = 1) -> np.ndarray:
    """A patch of cloth with a little weave."""
    weave = np.random.default_rng(seed).normal(0, 4, (200, 200, 1))
    return np.clip(np.array(colour) + weave, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("name", NAMES)
def test_a_plain_cloth_of_each_colour_has_its_name(name: str) -> None:
    found = name_colours(cloth(NAMES[name]), OPAQUE)
    assert found[0].name == name
    assert found[0].share > 0.95
    assert found[0].rgb == pytest.approx(NAMES[name], abs=4)


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        ((0, 0, 0), "black"),
        ((255, 255, 255), "white"),
        ((255, 0, 0), "red"),
        ((110, 20, 36), "wine"),
        ((0, 0, 255), "blue"),
        ((65, 105, 225), "blue"),  # royal
        ((20, 40, 160), "blue"),  # cobalt
        ((150, 180, 210), "sky blue"),  # also washed denim
        ((25, 25, 112), "navy"),  # midnight
        ((24, 30, 60), "navy"),
        ((255, 220, 0), "yellow"),
        ((0, 128, 0), "green"),
        ((90, 60, 40), "brown"),
        ((240, 220, 200), "cream"),
        ((150, 90, 190), "purple"),
        ((80, 30, 100), "purple"),
    ],
)
def test_other_shades_have_the_name_that_people_give_them(rgb: tuple[int, int, int], name: str) -> None:
    assert name_colours(cloth(rgb), OPAQUE)[0].name == name


def test_a_plaid_of_two_colours_has_both_with_their_shares() -> None:
    plaid = cloth(NAMES["red"])
    stripe = np.zeros((200, 200), bool)
    stripe[:, :60] = True  # 30 %
    plaid[stripe] = cloth(NAMES["white"])[stripe]
    found = name_colours(plaid, OPAQUE)
    assert [colour.name for colour in found] == ["red", "white"]
    assert found[0].share == pytest.approx(0.7, abs=0.03)
    assert found[1].share == pytest.approx(0.3, abs=0.03)


def test_only_the_garment_counts_not_the_floor() -> None:
    picture, alpha = cloth(NAMES["green"]), np.zeros((200, 200), np.uint8)
    picture[50:150, 50:150] = cloth(NAMES["navy"])[50:150, 50:150]
    alpha[50:150, 50:150] = 255
    assert [colour.name for colour in name_colours(picture, alpha)] == ["navy"]


def test_a_button_is_no_colour_of_the_shirt() -> None:
    shirt = cloth(NAMES["white"])
    shirt[90:110, 90:110] = NAMES["red"]
    assert [colour.name for colour in name_colours(shirt, OPAQUE)] == ["white"]


def test_at_most_three_colours_the_largest_first() -> None:
    picture = np.concatenate(
        [cloth(NAMES[name])[:, :40] for name in ("red", "blue", "yellow", "black", "white")], axis=1
    )
    found = name_colours(picture, OPAQUE)
    assert len(found) == 3
    assert [colour.share for colour in found] == sorted((colour.share for colour in found), reverse=True)
    assert sum(colour.share for colour in found) <= 1


def test_the_same_picture_has_the_same_colours() -> None:
    picture = cloth(NAMES["purple"])
    picture[:80] = cloth(NAMES["beige"])[:80]
    assert len({name_colours(picture, OPAQUE) for _ in range(5)}) == 1


def test_a_mask_of_nothing_has_no_colours() -> None:
    assert name_colours(cloth(NAMES["red"]), np.zeros((200, 200), np.uint8)) == ()


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (3, 3), (2000, 24)])
def test_a_sliver_of_cloth_has_a_colour(size: tuple[int, int]) -> None:
    rgb = np.full((*size, 3), NAMES["red"], np.uint8)
    assert name_colours(rgb, np.full(size, 255, np.uint8))[0].name == "red"


@pytest.mark.parametrize("dark", ["black", "navy", "wine", "blue"])
def test_a_fold_in_the_light_is_no_second_colour(dark: str) -> None:
    garment = cloth(NAMES[dark]).astype(np.float32)
    garment[:, 90:150] *= 0.7
    found = name_colours(garment.astype(np.uint8), OPAQUE)
    assert [colour.name for colour in found] == [dark]


def _stripes(width: int) -> np.ndarray:
    picture = cloth(NAMES["white"])
    for left in range(0, 200, 2 * width):
        picture[:, left : left + width] = cloth(NAMES["navy"])[:, left : left + width]
    return picture


@pytest.mark.parametrize("width", [4, 8, 12])
def test_stripes_are_a_pattern(width: int) -> None:
    assert look_at_cloth(_stripes(width), OPAQUE).patterned


def test_plain_cloth_with_folds_a_logo_or_two_halves_is_plain() -> None:
    folds = cloth(NAMES["blue"]) * (0.8 + 0.2 * np.sin(np.arange(200) / 15))[None, :, None]
    logo = cloth(NAMES["white"])
    logo[80:120, 70:130] = _stripes(4)[80:120, 70:130]
    halves = cloth(NAMES["red"])
    halves[100:] = cloth(NAMES["navy"])[100:]
    for picture in (folds.astype(np.uint8), logo, halves):
        assert not look_at_cloth(picture, OPAQUE).patterned


def test_pattern_strength_is_a_share() -> None:
    assert pattern_strength(_stripes(4), OPAQUE) > 0.5
    assert pattern_strength(cloth(NAMES["red"]), OPAQUE) < 0.1
    assert pattern_strength(np.zeros((3, 3, 3), np.uint8), np.full((3, 3), 255, np.uint8)) == 0.0
