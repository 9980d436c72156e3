"""The photo network: its card, and the committed file on the photos of people who did not train."""

from __future__ import annotations

import numpy as np
import pytest

from mirror.categories import LABELS
from model import card, evaluate, garments, litert

pytestmark = pytest.mark.skipif(
    not (card.FOLDER / "garment_photo.tflite").is_file(), reason="garment_photo.tflite is not made yet"
)


def test_labels_are_the_product_s_categories() -> None:
    assert card.read("garment_photo")["labels"] == list(LABELS.values())


def test_card_describes_the_file() -> None:
    facts = card.read("garment_photo")
    file = card.FOLDER / facts["file"]
    assert card.sha256(file) == facts["sha256"]
    network = litert.Network(file)
    wanted = facts["input"]
    assert tuple(network.input["shape"]) == (1, wanted["height"], wanted["width"], 3)
    assert network.input["dtype"] == np.int8
    assert network.outputs[facts["outputs"]["scores"]]["shape"][-1] == len(facts["labels"])
    assert network.outputs[facts["outputs"]["embedding"]]["shape"][-1] <= 256


def test_any_picture_gets_finite_scores() -> None:
    facts = card.read("garment_photo")
    network = litert.Network(card.FOLDER / facts["file"])
    for shape in [(1, 1, 3), (2000, 10, 3), (10, 2000, 3)]:
        outputs = network.run(litert.prepare(np.zeros(shape, np.uint8), facts["input"]))
        assert all(np.isfinite(output).all() for output in outputs)


@pytest.mark.skipif(not garments.available(), reason="the garment photos are not on this machine")
def test_committed_file_reaches_its_card_on_all_validation_photos() -> None:
    accuracy = card.read("garment_photo")["accuracy"]
    measured = evaluate.garment_photo()
    assert measured["accuracy"] == pytest.approx(accuracy["int8"], abs=0.003)
    assert measured["more"]["int8_top3"] == pytest.approx(accuracy["int8_top3"], abs=0.003)


def test_split_keeps_every_category_on_both_sides() -> None:
    if not garments.available():
        pytest.skip("the garment photos are not on this machine")
    held_back = garments.validation_senders()
    assert len(held_back) == 80
    photos = [photo for photo in garments.photos() if photo.category != garments.UNCLEAR]
    for part in (True, False):
        seen = {photo.category for photo in photos if (photo.sender in held_back) is part}
        assert {garments.CATEGORIES[number] for number in seen} == set(garments.CATEGORIES) - {"Bag"}
