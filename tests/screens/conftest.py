"""Closets full of generated garments, and a mirror that is touched by scripts instead of fingers."""

import io
import itertools
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.records import Guess, NamedColour
from mirror.config import MirrorSettings
from mirror.screens.widgets.brush import Brush

from .touching import Mirror

HUES = ((58, 110, 207), (190, 40, 60), (30, 30, 34), (226, 222, 210), (70, 120, 80), (120, 70, 160))


def webp(colour: tuple[int, int, int], side_px: int, *, alpha: bool) -> bytes:
    """A shirt-like shape of one colour as WebP, with alpha or on black."""
    image = Image.new("RGBA", (side_px, side_px))
    draw = ImageDraw.Draw(image)
    u = side_px / 10
    body = [
        (2, 2),
        (4, 1.4),
        (6, 1.4),
        (8, 2),
        (9.4, 5),
        (8.2, 5.4),
        (7.4, 4),
        (7.4, 9),
        (2.6, 9),
        (2.6, 4),
        (1.8, 5.4),
        (0.6, 5),
    ]
    draw.polygon([(x * u, y * u) for x, y in body], fill=(*colour, 255))
    out = io.BytesIO()
    if not alpha:
        ground = Image.new("RGB", image.size)
        ground.paste(image, mask=image)
        image = ground
    image.save(out, "WEBP", quality=80)
    return out.getvalue()


@pytest.fixture(scope="session")
def garment_files() -> list[dict[str, bytes]]:
    """The files of one garment for each hue."""
    return [
        {
            "cutout": webp(hue, 640, alpha=True),
            "thumbnail": webp(hue, 360, alpha=True),
            "glow": webp(hue, 360, alpha=False),
            "original": b"\xff\xd8",
        }
        for hue in HUES
    ]


@pytest.fixture
def jieun(closet: Closet) -> Person:
    """The owner, who has an account and speaks Korean."""
    person = closet.people.add("지은", role="owner")
    closet.people.set_password_hash(person.id, "argon2id-hash")
    return closet.people.get(person.id)


AddGarment = Callable[..., int]


@pytest.fixture
def add_garment(closet: Closet, clock: FakeClock, garment_files: list[dict[str, bytes]]) -> AddGarment:
    """add_garment(person_id, category=..., confidence=..., stored=True) adds one garment and returns its id."""
    numbers = itertools.count()

    def add(
        person_id: int,
        category: Category = Category.SHIRT,
        *,
        confidence: float = 0.92,
        rivals: Sequence[Category] = (Category.PULLOVER, Category.COAT),
        uncertain: bool = False,
        stored: bool = True,
    ) -> int:
        number = next(numbers)
        name = sha256(f"garment {number}".encode()).hexdigest()
        if stored:
            for kind, data in garment_files[number % len(garment_files)].items():
                file = closet.photos.path(name, kind)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        clock.advance(1)
        left = (1 - confidence) / 2
        guesses = [
            Guess(category, confidence),
            *(Guess(rival, left) for rival in rivals if rival != category),
        ]
        hue = HUES[number % len(HUES)]
        colours = [NamedColour("blue", hue, 0.86), NamedColour("navy", (28, 40, 84), 0.14)]
        return closet.garments.add(
            person_id, name, guesses=guesses, colours=colours, cutout_uncertain=uncertain
        )

    return add


@pytest.fixture
def make_mirror(closet: Closet, clock: FakeClock) -> Iterator[Callable[..., Mirror]]:
    """make_mirror(size=..., settings=..., camera=...) opens a mirror in memory."""
    opened: list[Mirror] = []

    def make(
        size: tuple[int, int] = (1080, 1920), settings: MirrorSettings | None = None, **more: object
    ) -> Mirror:
        opened.append(Mirror(closet, clock, size, settings or MirrorSettings(), **more))
        return opened[-1]

    yield make
    for mirror in opened:
        mirror.close()


@pytest.fixture
def noise() -> np.ndarray:
    """A camera's picture: RGB, 480 x 640."""
    return np.random.default_rng(1).integers(0, 255, (480, 640, 3), dtype=np.uint8)


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that had to be cut with an ellipsis."""
    found: list[str] = []
    cut = Brush._cut

    def noting(self: Brush, text: str, *more: object) -> str:
        found.append(text)
        return cut(self, text, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Brush, "_cut", noting)
    return found
