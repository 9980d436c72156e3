"""From scores to ranked guesses, with plain numbers."""

import numpy as np
import pytest

from mirror.categories import Category
from mirror.vision.ranking import rank, sharpen, softmax

LABELS = ("T-shirt/top", "Trouser", "Pullover")


def test_softmax_is_what_the_formula_says() -> None:
    assert softmax(np.array([0.0, np.log(2), np.log(5)], np.float32)) == pytest.approx([1 / 8, 2 / 8, 5 / 8])


def test_softmax_of_huge_logits_does_not_overflow() -> None:
    assert softmax(np.array([1000.0, 999.0, -1000.0], np.float32)) == pytest.approx(
        [0.7311, 0.2689, 0], abs=1e-4
    )


@pytest.mark.parametrize("temperature", [0.25, 1.0, 4.0])
def test_temperature_divides_the_logits_and_keeps_their_order(temperature: float) -> None:
    logits = np.array([0.3, 2.0, -1.0], np.float32)
    found = softmax(logits, temperature)
    assert found == pytest.approx(softmax(logits / temperature), abs=1e-6)
    assert found.sum() == pytest.approx(1)
    assert list(np.argsort(found)) == list(np.argsort(logits))


def test_sharpening_probabilities_is_tempering_their_logits() -> None:
    logits = np.array([0.3, 2.0, -1.0], np.float32)
    assert sharpen(softmax(logits), 0.5) == pytest.approx(softmax(logits, 0.5), abs=1e-5)
    assert sharpen(softmax(logits), 1.0) == pytest.approx(softmax(logits), abs=1e-6)


def test_sharpening_survives_a_probability_of_nothing() -> None:
    assert sharpen(np.array([1.0, 0.0, 0.0], np.float32), 2.0) == pytest.approx([1, 0, 0], abs=1e-3)


def test_guesses_come_likeliest_first_and_sum_to_one() -> None:
    guesses = rank(np.array([0.1, 0.2, 0.1], np.float32), LABELS)
    assert [guess.category for guess in guesses] == [Category.TROUSER, Category.TSHIRT, Category.PULLOVER]
    assert [guess.confidence for guess in guesses] == [0.5, 0.25, 0.25]


def test_nothing_at_all_is_no_confidence_rather_than_an_error() -> None:
    assert [guess.confidence for guess in rank(np.zeros(3, np.float32), LABELS)] == [0, 0, 0]


def test_labels_and_scores_must_fit() -> None:
    with pytest.raises(ValueError, match="2 scores for 3 labels"):
        rank(np.zeros(2, np.float32), LABELS)
    with pytest.raises(KeyError):
        rank(np.zeros(1, np.float32), ("Kimono",))
