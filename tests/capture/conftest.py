"""The garments out of real photos, cut out once a session."""

from pathlib import Path

import pytest

from .photos import Photos


@pytest.fixture(scope="session")
def photos(garment_photos: Path) -> Photos:
    return Photos(garment_photos / "photos")
