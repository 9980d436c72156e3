"""Frames that lack their end are known by what a decoder fills in, and no real photo is taken for one."""

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageFile

from mirror.hardware.damage import cut_off

SIZE = (1152, 648)


def cloth(seed: int) -> np.ndarray:
    """RGB, 1152x648: coloured noise that JPEG keeps."""
    small = np.random.default_rng(seed).integers(30, 225, (81, 144, 3), np.uint8)
    return np.asarray(Image.fromarray(small).resize(SIZE, Image.Resampling.BICUBIC))


def encoded(rgb: np.ndarray, part: float) -> bytes:
    """The first `part` of it as a baseline JPEG, such as webcams send."""
    jpeg = io.BytesIO()
    Image.fromarray(rgb).save(jpeg, "JPEG", quality=85)
    return jpeg.getvalue()[: int(len(jpeg.getvalue()) * part)]


def by_pillow(jpeg: bytes, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB"))


def by_opencv(jpeg: bytes, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    # A camera that loses data still ends its frame; without the end OpenCV gives no picture at all.
    bgr = cv2.imdecode(np.frombuffer(jpeg + b"\xff\xd9", np.uint8), cv2.IMREAD_COLOR)
    return bgr[..., ::-1]


@pytest.mark.parametrize("decode", [by_pillow, by_opencv])
@pytest.mark.parametrize("part", [0.1, 0.3, 0.6, 0.9])
def test_a_jpeg_without_its_end_is_cut_off(decode, part: float, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(3):
        whole = cloth(seed)
        assert not cut_off(decode(encoded(whole, 1.0), monkeypatch))
        assert cut_off(decode(encoded(whole, part), monkeypatch))


def test_a_preview_made_of_it_is_cut_off_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rgb = by_pillow(encoded(cloth(1), 0.7), monkeypatch)
    assert cut_off(cv2.resize(rgb, (576, 324), interpolation=cv2.INTER_AREA))


@pytest.mark.parametrize("level", [0, 8, 250, 255])
def test_darkness_and_glare_at_the_bottom_are_what_the_camera_saw(level: int) -> None:
    rgb = cloth(2).copy()
    rgb[-100:] = level
    assert not cut_off(rgb)


def test_an_even_picture_is_whole() -> None:
    assert not cut_off(np.full((48, 64, 3), 128, np.uint8))


def test_the_last_rows_alone_may_be_even() -> None:
    rgb = cloth(3).copy()
    rgb[-7:] = 128
    assert not cut_off(rgb)
    rgb[-8:] = 128
    assert cut_off(rgb)


def test_no_real_photo_is_taken_for_one_that_is_cut_off(garment_photos: Path) -> None:
    files = sorted((garment_photos / "photos").iterdir())
    assert len(files) >= 300
    chosen = files[:: len(files) // 300][:300]
    assert [file.name for file in chosen if cut_off(np.asarray(Image.open(file).convert("RGB")))] == []


def test_real_photos_without_their_end_are_cut_off(
    garment_photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in sorted((garment_photos / "photos").iterdir())[:20]:
        rgb = np.asarray(Image.open(file).convert("RGB").resize(SIZE))
        assert cut_off(by_pillow(encoded(rgb, 0.6), monkeypatch)), file.name
