"""The arithmetic behind the cards: calibration, thresholds, embedding, augmentation."""

from __future__ import annotations

import numpy as np
import pytest

from model import card, garment_embedding, garment_scores
from model.train import garment_augment


def test_temperature_is_found_again() -> None:
    random = np.random.default_rng(0)
    logits = random.normal(0, 2, (4000, 14))
    labels = np.array([random.choice(14, p=row) for row in garment_scores.softmax(logits, 1.6)])
    assert garment_scores.best_temperature(logits, labels) == pytest.approx(1.6, abs=0.1)
    assert garment_scores.calibration_error(garment_scores.softmax(logits, 1.6), labels) < 0.03
    assert garment_scores.calibration_error(garment_scores.softmax(logits, 0.5), labels) > 0.1


def test_threshold_leaves_the_share_it_promises() -> None:
    random = np.random.default_rng(1)
    probabilities = garment_scores.softmax(random.normal(0, 2, (1000, 14)))
    _, share = garment_scores.accuracy_when_sure(
        probabilities, np.zeros(1000, int), garment_scores.threshold(probabilities)
    )
    assert share == pytest.approx(garment_scores.COVERAGE, abs=0.01)


def test_top_three_counts_the_third_and_not_the_fourth() -> None:
    logits = np.array([[4.0, 3.0, 2.0, 1.0]] * 2)
    assert garment_scores.top(logits, np.array([2, 3]), 3) == 0.5


def test_embedding_ignores_what_changes_between_photos_of_one_garment() -> None:
    random = np.random.default_rng(2)
    garments = random.normal(0, 1, (400, 1, 300))
    floors = np.zeros((400, 3, 300))
    floors[..., :20] = random.normal(0, 8, (400, 3, 20))
    views = garments + floors
    matrix, offset = garment_embedding.projection(views)
    embedded = views @ matrix + offset
    assert embedded.shape[-1] == garment_embedding.NUMBERS
    assert garment_embedding.recall(embedded[:, 1], embedded[:, 0], np.arange(400)) > 0.99
    assert garment_embedding.recall(views[:, 1], views[:, 0], np.arange(400)) < 0.5


def test_augmentation_never_crops_the_garment() -> None:
    """A white garment keeps its area, up to the scale it was given, wherever it is put."""
    random = np.random.default_rng(3)
    sheet = np.zeros((256, 256, 3), np.uint8)
    sheet[60:200, 100:140] = 255
    for _ in range(200):
        placed = garment_augment.place(sheet, np.array([100, 60, 140, 200]), 160, random, ground=(0, 0, 0))
        edge = np.concatenate([placed[0], placed[-1], placed[:, 0], placed[:, -1]])
        assert not (edge == 255).all(1).any()


@pytest.mark.parametrize("name", ["cutout", "fashion_mnist"])
def test_cards_name_their_file_s_fingerprint(name: str) -> None:
    facts = card.read(name)
    assert facts["name"] == name
    assert card.sha256(card.FOLDER / facts["file"]) == facts["sha256"]
