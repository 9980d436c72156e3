"""Corrections pull what looks like them, and nothing else."""

import pytest

from mirror.categories import Category
from mirror.vision.facts import Guess
from mirror.vision.neighbours import FULL, NEAR, follow_corrections

GUESSES = (Guess(Category.SHIRT, 0.6), Guess(Category.COAT, 0.3), Guess(Category.HAT, 0.1))


def test_without_corrections_nothing_changes() -> None:
    assert follow_corrections(GUESSES, []) == GUESSES


@pytest.mark.parametrize("similarity", [-1.0, 0.0, NEAR])
def test_far_corrections_change_nothing(similarity: float) -> None:
    assert follow_corrections(GUESSES, [(Category.COAT, similarity)] * 20) == GUESSES


def test_a_near_correction_wins_over_a_doubtful_answer() -> None:
    followed = follow_corrections(GUESSES, [(Category.COAT, 0.9)])
    assert followed[0].category == Category.COAT
    assert sum(guess.confidence for guess in followed) == pytest.approx(1.0, abs=1e-3)


def test_a_near_correction_may_name_a_category_that_was_not_thought_of() -> None:
    followed = follow_corrections(GUESSES, [(Category.DRESS, FULL)])
    assert followed[0].category == Category.DRESS
    assert len(followed) == 4


def test_the_network_keeps_its_word_against_a_half_near_correction() -> None:
    certain = (Guess(Category.SHIRT, 0.97), Guess(Category.COAT, 0.03))
    assert follow_corrections(certain, [(Category.COAT, (NEAR + FULL) / 2)])[0].category == Category.SHIRT


def test_the_nearer_of_two_corrections_has_the_larger_say() -> None:
    followed = follow_corrections(GUESSES, [(Category.COAT, 0.62), (Category.DRESS, 0.79)])
    assert followed[0].category == Category.DRESS
