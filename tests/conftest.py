"""What every test may ask for: a closet over a temporary folder with a clock that stands still, garments in it, and
the folder of real garment photos."""

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.vision.facts import Guess, NamedColour

MakeGarment = Callable[..., int]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A closet's folder that is not there yet; in memory where the machine has such a place, for speed alone."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path / "data"
        return
    with tempfile.TemporaryDirectory(prefix="otjang-test-", dir=memory) as folder:
        yield Path(folder) / "data"


@pytest.fixture
def closet(data_dir: Path, clock: FakeClock) -> Iterator[Closet]:
    closet = Closet.open(data_dir, clock)
    yield closet
    closet.close()


@pytest.fixture
def person(closet: Closet) -> Person:
    return closet.people.add("지은")


@pytest.fixture
def make_garment(closet: Closet) -> MakeGarment:
    """Puts a garment into the closet, all four photo files of it generated, and returns its id.

    Two garments of the same `sha256` are of the same photo.
    """
    made = 0

    def make(
        person_id: int,
        category: Category = Category.TSHIRT,
        rgb: tuple[int, int, int] = (184, 32, 40),
        sha256: str | None = None,
        **changes: object,
    ) -> int:
        nonlocal made
        made += 1
        sha256 = sha256 or f"{made:064x}"
        cloth = Image.new("RGBA", (36, 36))
        cloth.paste((*rgb, 255), (6, 4, 30, 32))
        on_black = Image.new("RGB", cloth.size)
        on_black.paste(cloth, mask=cloth)
        files = {
            "original": _encoded(on_black, "JPEG"),
            "cutout": _encoded(cloth, "WEBP"),
            "thumbnail": _encoded(cloth, "WEBP"),
            "glow": _encoded(on_black, "WEBP"),
        }
        closet.photos.store(sha256, files)
        rest = [other for other in Category if other != category]
        facts: dict[str, object] = {
            "guesses": [Guess(category, 0.8), Guess(rest[0], 0.15), Guess(rest[1], 0.05)],
            "colours": [NamedColour("red", rgb, 1.0)],
            "cutout_uncertain": False,
        }
        return closet.garments.add(person_id, sha256, **(facts | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def garment_photos() -> Path:
    """The folder of real garment photos; its `photos` holds the files, its `labels.csv` what they show."""
    folder = Path(__file__).parents[2] / "shared" / "garments"
    if not (folder / "labels.csv").exists():
        pytest.skip(f"the real garment photos are not in {folder}")
    return folder


def _encoded(picture: Image.Image, kind: str) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind)
    return buffer.getvalue()
