"""The garments out of real photos, cut out once a session; and a room that has been seen empty."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from .films import SIZE, Film
from .photos import Photos


@pytest.fixture(scope="session")
def photos(garment_photos: Path) -> Photos:
    return Photos(garment_photos / "photos")


@pytest.fixture
def film() -> Film:
    """A room with a wall, a floor and some texture, seen empty for two seconds."""
    random = np.random.default_rng(2)
    wall = random.integers(140, 190, (20, 12, 3), dtype=np.uint8)
    room = cv2.resize(wall, (SIZE[1], SIZE[0]), interpolation=cv2.INTER_CUBIC)
    room[500:] = (room[500:] * 0.6).astype(np.uint8)
    film = Film(room)
    assert not film.show(0.1).learned
    assert film.show(2).learned
    return film
