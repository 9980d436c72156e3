"""How a file becomes a square: read by SDL where that is quick, by Pillow where it is not, and the same by both."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pygame import BLEND_RGB_ADD, BLEND_RGB_MULT, Rect

from mirror.screens import pictures as module
from mirror.screens.dimming import dim, lighten
from mirror.screens.pictures import PictureKey, Pictures
from mirror.screens.pixels import blank, image_of

from .conftest import HUES, webp

SIDE = 333


def square_of(file: Path, side_px: int = SIDE) -> np.ndarray:
    pictures = Pictures()
    key = PictureKey(file, side_px)
    pictures.want("me", [key])
    surface = pictures.get(key)
    assert surface is not None
    assert surface.get_size() == (side_px, side_px)
    return np.asarray(image_of(surface)).astype(int)


@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("side_px", [120, SIDE, 360, 500])
def test_sdl_and_pillow_make_the_same_square(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, alpha: bool, side_px: int
) -> None:
    file = tmp_path / "garment.webp"
    file.write_bytes(webp(HUES[0], 360, alpha=alpha))
    quick = square_of(file, side_px)
    monkeypatch.setattr(module, "_quick", lambda _: None)
    thorough = square_of(file, side_px)
    assert np.abs(quick - thorough).mean() < 2
    assert not quick[0, 0].any(), "what is clear is black"


def test_a_picture_that_is_not_square_stands_in_the_middle(tmp_path: Path) -> None:
    file = tmp_path / "wide.webp"
    Image.new("RGB", (400, 100), (200, 120, 40)).save(file, lossless=True)
    square = square_of(file, 200)
    assert not square[:74].any()
    assert not square[126:].any()
    assert np.abs(square[76:124] - (200, 120, 40)).max() < 8


def test_what_sdl_cannot_read_is_left_to_pillow(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    misnamed = tmp_path / "a bitmap by another name.webp"
    Image.new("RGB", (50, 50), (10, 20, 30)).save(misnamed, "JPEG2000")
    assert np.abs(square_of(misnamed, 50) - (10, 20, 30)).max() < 4
    broken = tmp_path / "broken.webp"
    broken.write_bytes(webp(HUES[0], 360, alpha=False)[:200])
    pictures = Pictures()
    for file in (broken, tmp_path / "missing.webp"):
        key = PictureKey(file, SIDE)
        pictures.want("me", [key])
        assert pictures.has(key)
        assert pictures.get(key) is None
        assert file.name in caplog.text


@pytest.mark.parametrize("height", [1, 64, 200])
def test_light_is_taken_and_added_within_the_rectangle_and_the_clip(height: int) -> None:
    for change, how in ((dim, BLEND_RGB_MULT), (lighten, BLEND_RGB_ADD)):
        changed, filled = blank((120, 240)), blank((120, 240))
        rect = Rect(7, 11, 90, height)
        for surface in (changed, filled):
            surface.fill((200, 100, 50))
            surface.set_clip(Rect(0, 0, 60, 150))
        change(changed, rect, 90)
        filled.fill((90, 90, 90), rect, how)
        difference = np.asarray(image_of(changed)).astype(int) - np.asarray(image_of(filled))
        assert np.abs(difference).max() <= 1
