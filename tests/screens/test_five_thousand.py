"""A closet of 5,000: it opens and scrolls without a stall, and costs no more memory than one of 200."""

import time
from collections.abc import Callable
from hashlib import sha256

import pytest

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.closet.models import GarmentRow, PhotoRow, database
from mirror.screens.pictures import CACHE_BYTES
from mirror.screens.widgets.grid import Grid

from .touching import Mirror

MANY = 5000


@pytest.fixture
def five_thousand(closet: Closet, jieun: Person, garment_files: list[dict[str, bytes]]) -> None:
    """Rows written at once; the photos of the first 300 exist, the others' files are missing."""
    garments = [
        {
            "person": jieun.id,
            "category": int(Category(i % 14)),
            "predicted": int(Category(i % 14)),
            "confidence": 0.9,
            "top3": "[[6,0.9],[2,0.05],[4,0.02]]",
            "colours": "[]",
            "added_ms": i,
        }
        for i in range(MANY)
    ]
    with database.atomic():
        for start in range(0, MANY, 500):
            GarmentRow.insert_many(garments[start : start + 500]).execute()
        ids = [row.id for row in GarmentRow.select(GarmentRow.id)]
        photos = [
            {
                "person": jieun.id,
                "garment": number,
                "sha256": _hash(number),
                "cutout_uncertain": 0,
                "added_ms": 0,
            }
            for number in ids
        ]
        for start in range(0, MANY, 500):
            PhotoRow.insert_many(photos[start : start + 500]).execute()
    for number in ids[-300:]:
        file = closet.photos.path(_hash(number), "glow")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(garment_files[number % len(garment_files)]["glow"])


def _hash(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()


def test_it_opens_and_scrolls(make_mirror: Callable[..., Mirror], five_thousand: None) -> None:
    started = time.process_time()
    mirror = make_mirror()
    opened_s = time.process_time() - started
    assert opened_s < 2.0, f"opening took {opened_s:.2f} s"
    grid = mirror.one(Grid)
    assert grid.kinetics.end_px > 500_000
    asked: list[int] = []
    file_of = grid._pictures._file_of
    grid._pictures._file_of = lambda index: asked.append(index) or file_of(index)  # type: ignore[func-returns-value]
    mirror.swipe((540, 1400), (540, 500), seconds=0.05, settle_s=0)
    asked.clear()
    times: list[float] = []
    while grid.moving:
        before = len(mirror.pictures._made)
        started = time.process_time()
        mirror.step()
        if (
            len(mirror.pictures._made) == before
        ):  # here nothing is decoded aside: this frame did not wait for it
            times.append(time.process_time() - started)
    assert len(times) > 20
    times.sort()
    assert times[len(times) // 2] < 0.020, f"a frame takes {1000 * times[len(times) // 2]:.1f} ms"
    assert mirror.pictures.held_bytes <= CACHE_BYTES
    assert max(asked) < 400, "only what is near the sight is asked for"
    mirror.key(*["down"] * 3)
    assert mirror.name == "closet"
