"""The product's own settings on a fixed 200 photos of people who did not train, from the file to the
answer."""

import pytest

from mirror.config import NetworkSettings
from model import card, garments, measure_whole_path

pytestmark = pytest.mark.skipif(not garments.available(), reason="the garment photos are not on this machine")


def test_the_same_photos_every_time() -> None:
    held_back = garments.validation_senders()
    photos = measure_whole_path.chosen()
    assert len(photos) == len({photo.path for photo in photos}) == measure_whole_path.PHOTOS
    assert all(photo.sender in held_back for photo in photos)
    assert photos == measure_whole_path.chosen()


def test_the_whole_path_reaches_its_card() -> None:
    settings = NetworkSettings()
    said = card.read(settings.classifier)["whole_path"]
    measured = measure_whole_path.measure(settings)
    assert measured["cutout"] == said["cutout"]
    assert measured["photos"] == said["photos"]
    for name in ("top1", "top3", "sure", "right_when_sure", "cutout_uncertain"):
        assert measured[name] == pytest.approx(said[name], abs=measure_whole_path.TOLERANCE), name
