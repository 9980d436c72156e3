"""Pictures that nobody should send and somebody will: no exception, no bold answer where there is no garment."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageFilter

from mirror.config import NetworkSettings
from mirror.vision.cutout import cut_out
from mirror.vision.network import Network
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


def test_sixteen_bits_of_colour_are_the_same_garment(
    recogniser: Recogniser, see: Callable[..., Recognition], real: Image.Image, tmp_path: Path
) -> None:
    deep = np.asarray(real)[..., ::-1].astype(np.uint16) * 257
    cv2.imwrite(str(tmp_path / "deep.png"), deep)
    seen = recogniser.recognise(tmp_path / "deep.png")
    assert (seen.rgb == np.asarray(real)).all()
    assert seen.answer.guesses == see(real).answer.guesses


def test_a_blurred_photo_is_asked_about(see: Callable[..., Recognition], real: Image.Image) -> None:
    seen = see(real.filter(ImageFilter.GaussianBlur(25)))
    _whole(seen)
    assert not seen.answer.sure


@pytest.fixture(scope="module")
def cut_photos(garment_photos: Path) -> list[tuple[np.ndarray, np.ndarray]]:
    """Some real photos with the garment's mask in each."""
    network = Network(NetworkSettings().cutout)
    files = sorted((garment_photos / "photos").glob("*.jpg"))[:400:10]
    pictures = [np.asarray(Image.open(file).convert("RGB")) for file in files]
    return [(rgb, cut_out(rgb, network).alpha) for rgb in pictures]


def test_an_empty_floor_is_asked_about(
    see: Callable[..., Recognition], cut_photos: list[tuple[np.ndarray, np.ndarray]]
) -> None:
    """Floors, beds and doors beside the garments of real photos: measured 0 of 20 asserted."""
    floors = [floor for rgb, alpha in cut_photos if (floor := _widest_ground(rgb, alpha)) is not None]
    assert len(floors) >= 8
    asserted = 0
    for floor in floors[:12]:
        seen = see(Image.fromarray(floor))
        _whole(seen)
        asserted += seen.answer.sure
    assert asserted <= 1


def _widest_ground(rgb: np.ndarray, alpha: np.ndarray, least_px: int = 100) -> np.ndarray | None:
    """The largest strip of a photo above, below or beside its garment; None where there is only a narrow one."""
    rows, columns = np.flatnonzero((alpha > 8).any(axis=1)), np.flatnonzero((alpha > 8).any(axis=0))
    strips = [rgb[: rows[0]], rgb[rows[-1] + 1 :], rgb[:, : columns[0]], rgb[:, columns[-1] + 1 :]]
    widest = max(strips, key=lambda strip: strip.shape[0] * strip.shape[1])
    return widest if min(widest.shape[:2]) >= least_px else None


@pytest.mark.parametrize("first", [0, 6, 12])
def test_several_garments_are_asked_about(
    see: Callable[..., Recognition], cut_photos: list[tuple[np.ndarray, np.ndarray]], first: int
) -> None:
    sheet = Image.new("RGB", (900, 800), (180, 180, 176))
    for number, (rgb, alpha) in enumerate(cut_photos[first : first + 6]):
        garment = Image.fromarray(np.dstack([rgb, alpha])).resize((260, 360))
        sheet.paste(garment, (20 + 295 * (number % 3), 20 + 390 * (number // 3)), garment)
    seen = see(sheet)
    _whole(seen)
    assert seen.uncertain
    assert not seen.answer.sure
