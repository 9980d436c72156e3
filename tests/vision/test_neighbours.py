"""Corrections pull what looks like them, and what the network answers like them, and nothing else."""

import math

import numpy as np
import pytest

from mirror.categories import Category
from mirror.vision.facts import Guess
from mirror.vision.neighbours import FULL, LEAST, NEAR, by_category, follow_corrections, follow_habits

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


NONE_SAID = np.zeros(0, np.int64), np.zeros((0, 14), np.float32)


def _said(category: Category, *answers: tuple[Guess, ...]) -> tuple[np.ndarray, np.ndarray]:
    """A person's word on garments that the network had answered like this."""
    return np.full(len(answers), int(category)), np.array([by_category(answer) for answer in answers])


def _doubt(shirt: float) -> tuple[Guess, ...]:
    """Shirt or coat, likeliest first."""
    guesses = (Guess(Category.SHIRT, shirt), Guess(Category.COAT, round(1 - shirt, 4)))
    return tuple(sorted(guesses, key=lambda guess: -guess.confidence))


def test_without_habits_nothing_changes() -> None:
    assert follow_habits(GUESSES, *NONE_SAID) == GUESSES


def test_a_habit_is_the_residual_of_the_same_answer() -> None:
    """By hand: the kernel is 1, so log p changes by half of (what was said - what was answered)."""
    shirt, coat, hat = math.log(0.6) - 0.5 * 0.6, math.log(0.3) + 0.5 * 0.7, math.log(0.1) - 0.5 * 0.1
    total = math.exp(shirt) + math.exp(coat) + math.exp(hat)
    followed = follow_habits(GUESSES, *_said(Category.COAT, GUESSES))
    assert [guess.category for guess in followed] == [Category.SHIRT, Category.COAT, Category.HAT]
    expected = [math.exp(score) / total for score in (shirt, coat, hat)]
    assert [guess.confidence for guess in followed] == pytest.approx(expected, abs=1e-4)


def test_a_habit_fades_as_the_answers_differ() -> None:
    """Half-way between ALIKE and 1 it has half its say."""
    at = 0.85**2  # of two categories, so that the coefficient with a certain answer is 0.85
    certain = (Guess(Category.SHIRT, 1.0),)
    followed = follow_habits(_doubt(at), *_said(Category.HAT, certain))
    shirt, coat, hat = math.log(at) - 0.5 * 0.5, math.log(1 - at), math.log(LEAST) + 0.5 * 0.5
    total = math.exp(shirt) + math.exp(coat) + math.exp(hat)
    expected = [math.exp(score) / total for score in (shirt, coat, hat)]
    assert [guess.confidence for guess in followed] == pytest.approx(expected, abs=2e-4)


def test_who_calls_it_a_coat_is_followed_where_the_network_doubts() -> None:
    followed = follow_habits(_doubt(0.55), *_said(Category.COAT, _doubt(0.6)))
    assert followed[0].category == Category.COAT
    assert sum(guess.confidence for guess in followed) == pytest.approx(1.0, abs=1e-3)


def test_two_corrections_say_more_than_one_and_a_thousand_no_more_than_two() -> None:
    """A large closet has many corrections of one kind, and far more garments that needed none."""
    one, two, thousand = (
        follow_habits(_doubt(0.75), *_said(Category.COAT, *[_doubt(0.75)] * count)) for count in (1, 2, 1000)
    )
    assert one[0].category == Category.SHIRT
    assert two[0].category == Category.COAT
    assert thousand == two
    certain = follow_habits(_doubt(0.97), *_said(Category.COAT, *[_doubt(0.9)] * 1000))
    assert certain[0].category == Category.SHIRT


def test_a_correction_the_other_way_balances_the_first() -> None:
    both = np.array([Category.COAT, Category.SHIRT]), np.array([by_category(_doubt(0.5))] * 2)
    assert {g.category: g.confidence for g in follow_habits(_doubt(0.6), *both)} == pytest.approx(
        {Category.SHIRT: 0.6, Category.COAT: 0.4}, abs=1e-3
    )


@pytest.mark.parametrize(
    "other",
    [
        (Guess(Category.BAG, 0.99), Guess(Category.HAT, 0.01)),
        (Guess(Category.SHIRT, 0.4), Guess(Category.BAG, 0.6)),  # the coefficient is 0.63
    ],
)
def test_a_different_answer_is_left_as_it_was(other: tuple[Guess, ...]) -> None:
    assert follow_habits(other, *_said(Category.COAT, *[(Guess(Category.SHIRT, 1.0),)] * 30)) == other


def test_a_sure_answer_outlives_a_few_corrections_of_doubtful_ones() -> None:
    followed = follow_habits(_doubt(0.97), *_said(Category.COAT, *[_doubt(0.5)] * 3))
    assert followed[0].category == Category.SHIRT
    assert followed[0].confidence > 0.9


def test_confidences_sum_to_what_they_did() -> None:
    part = tuple(Guess(guess.category, guess.confidence / 2) for guess in GUESSES)
    followed = follow_habits(part, *_said(Category.COAT, GUESSES))
    whole = follow_habits(GUESSES, *_said(Category.COAT, GUESSES))
    assert sum(guess.confidence for guess in followed) == pytest.approx(0.5, abs=1e-3)
    assert followed[0].confidence == pytest.approx(whole[0].confidence / 2, abs=1e-3)


def test_a_person_may_say_what_the_network_does_not_know() -> None:
    """Fashion-MNIST has no skirts: one is thought of then, though a habit alone does not make it likely."""
    doubt = (Guess(Category.DRESS, 0.6), Guess(Category.TROUSER, 0.4))
    once = follow_habits(doubt, *_said(Category.SKIRT, doubt))
    assert [guess.category for guess in once] == [Category.DRESS, Category.TROUSER, Category.SKIRT]
    twice = follow_habits(doubt, *_said(Category.SKIRT, doubt, doubt))
    assert 0 < once[-1].confidence < twice[-1].confidence < 0.001
    assert follow_habits(doubt, *_said(Category.SKIRT, (Guess(Category.HAT, 1.0),))) == doubt


def test_by_category_is_zero_for_what_was_not_guessed() -> None:
    numbers = by_category(GUESSES)
    assert (numbers.shape, numbers.dtype) == ((14,), np.float32)
    assert numbers[[Category.SHIRT, Category.COAT, Category.HAT]] == pytest.approx([0.6, 0.3, 0.1])
    assert np.count_nonzero(numbers) == 3
