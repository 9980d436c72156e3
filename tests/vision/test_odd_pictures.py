"""Pictures that nobody should send and somebody will: no exception, no bold answer where there is no garment."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from mirror.config import NetworkSettings
from mirror.vision.recognise import Recogniser, Recognition, files_for_closet

RANDOM = np.random.default_rng(4)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(NetworkSettings())


@pytest.fixture
def see(recogniser: Recogniser, tmp_path: Path) -> Callable[..., Recognition]:
    """Saves a picture under a name that says its format, and recognises it."""

    def recognise(picture: Image.Image, name: str = "x.png", **options: object) -> Recognition:
        file = tmp_path / name
        picture.save(file, **options)
        return recogniser.recognise(file)

    return recognise


def _whole(seen: Recognition) -> None:
    """Everything that the closet keeps can be made of it."""
    assert all(len(data) > 50 for data in files_for_closet(seen).values())
    assert seen.answer.guesses
    assert 0.99 < sum(guess.confidence for guess in seen.answer.guesses) < 1.01


@pytest.mark.parametrize("level", [0, 128, 255])
def test_an_even_frame_is_not_asserted(see: Callable[..., Recognition], level: int) -> None:
    seen = see(Image.new("RGB", (640, 480), (level, level, level)))
    assert seen.uncertain
    assert not seen.answer.sure
    _whole(seen)


def test_noise_is_not_asserted_boldly(see: Callable[..., Recognition]) -> None:
    seen = see(Image.fromarray(RANDOM.integers(0, 255, (480, 640, 3), dtype=np.uint8)))
    _whole(seen)
    assert not seen.answer.sure or seen.answer.guesses[0].confidence < 0.95


@pytest.mark.parametrize("size", [(2000, 30), (30, 2000), (24, 24)])
def test_odd_shapes_are_taken(see: Callable[..., Recognition], size: tuple[int, int]) -> None:
    _whole(see(Image.fromarray(RANDOM.integers(0, 255, (size[1], size[0], 3), dtype=np.uint8))))


@pytest.fixture
def real(garment_photos: Path) -> Image.Image:
    return Image.open(sorted((garment_photos / "photos").glob("*.jpg"))[3]).convert("RGB")


def test_a_real_photo_in_every_coat(see: Callable[..., Recognition], real: Image.Image) -> None:
    """Grey, CMYK, 16 bits, palette, animation: the same garment."""
    plain = see(real).answer.guesses[0].category
    grey16 = Image.fromarray(np.asarray(real.convert("L")).astype(np.uint16) * 257)
    coats = [
        see(real, "x.jpg", quality=92),
        see(real.convert("CMYK"), "x.jpg", quality=92),
        see(real.convert("P", palette=Image.Palette.ADAPTIVE), "p.png"),
        see(real, "a.webp", save_all=True, append_images=[Image.new("RGB", real.size)]),
    ]
    assert [seen.answer.guesses[0].category for seen in coats] == [plain] * len(coats)
    for seen in (see(real.convert("L"), "g.jpg"), see(grey16, "16.png")):
        _whole(seen)
        assert not seen.uncertain


def test_a_blurred_photo_is_taken(see: Callable[..., Recognition], real: Image.Image) -> None:
    _whole(see(real.filter(ImageFilter.GaussianBlur(25))))


def test_several_garments_are_taken_as_they_are(
    see: Callable[..., Recognition], garment_photos: Path
) -> None:
    files = sorted((garment_photos / "photos").glob("*.jpg"))[10:16]
    sheet = Image.new("RGB", (900, 800), (180, 180, 176))
    for number, file in enumerate(files):
        tile = Image.open(file).convert("RGB").resize((260, 360))
        sheet.paste(tile, (20 + 295 * (number % 3), 20 + 390 * (number // 3)))
    _whole(see(sheet))
