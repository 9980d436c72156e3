"""What a person's corrections are worth: `python -m model.measure_corrections [--tune]`.

Of every validation sender with enough photos, some garments come in together and the person corrects those that
are answered wrongly; the others are then answered with and without these corrections. Photos go the product's own
way, from the file to the answer with the settings of a household that changes nothing, then through both rules of
mirror.vision.neighbours. Prints the accuracy before and after, and what the teaching did at best and at worst;
then the same for the garments of all of them in one large closet, whose owner has no one habit to be learnt.
`--tune` prints the same for other weights and widths of the habits, on half of the senders, before the settings in
use are judged on the other half.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from mirror.categories import Category
from mirror.config import NetworkSettings
from mirror.intake import NEIGHBOURS
from mirror.vision import neighbours
from mirror.vision.facts import Guess
from mirror.vision.recognise import Recogniser
from model import garments

LEAST_PHOTOS = 20
TAUGHT = 20
"""Garments that a person is shown, or half of the sender's where those are fewer."""
ROUNDS = 30
LARGE_SHARE = 0.8
"""Of the large closet, that is shown."""
SEED = 11
WEIGHTS = (0.25, 0.5, 0.75, 1.0)
WIDTHS = (0.5, 0.6, 0.7, 0.8)


class Seen(NamedTuple):
    """One sender's photos: the network's guesses (n), the same by category (n, 14), unit embeddings (n, 256), true
    category numbers (n,)."""

    guesses: list[tuple[Guess, ...]]
    answers: np.ndarray
    embeddings: np.ndarray
    labels: np.ndarray


class Outcome(NamedTuple):
    """Accuracy (0..1) on the garments that were not shown, over all senders and rounds, and its changes by the
    corrections: mean of each sender's mean, the least and the largest of one sender in one round, and the shares of
    rounds in which it rose and fell; corrected is how many garments were corrected in a round, on average."""

    before: float
    after: float
    mean: float
    worst: float
    best: float
    rose: float
    fell: float
    corrected: float


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true")
    tune = parser.parse_args().tune
    people = look()
    print(f"{len(people)} senders of {LEAST_PHOTOS} photos or more, {ROUNDS} rounds each:")
    print(f"{TAUGHT} garments or half of them are shown, the wrong ones are corrected, the rest is asked")
    if tune:
        half, rest = people[::2], people[1::2]
        print("weight, width:", ", ".join(Outcome._fields))
        for weight, alike in itertools.product(WEIGHTS, WIDTHS):
            print(weight, alike, *(f"{value:+.4f}" for value in measure(half, weight, alike)))
        print("the settings in use, on the other senders:", _in_words(measure(rest)))
    print("the settings in use, on all senders:", _in_words(measure(people)))
    large = _together(people)
    count = len(large.labels)
    outcome = measure([large], taught=count, share=LARGE_SHARE)
    print(f"all {count} garments in one closet, {LARGE_SHARE:.0%} of them shown:", _in_words(outcome))


def look() -> list[Seen]:
    """What the product sees in the photos of each validation sender who has enough. Raises FileNotFoundError."""
    recogniser = Recogniser(NetworkSettings())
    held_back = garments.validation_senders()
    by_sender: dict[int, list[garments.GarmentPhoto]] = {}
    for photo in garments.photos():
        if photo.sender in held_back and photo.category != garments.UNCLEAR:
            by_sender.setdefault(photo.sender, []).append(photo)
    people = []
    for _, photos in sorted(by_sender.items()):
        if len(photos) < LEAST_PHOTOS:
            continue
        answers = [recogniser.recognise(photo.path).answer for photo in photos]
        guesses = [answer.guesses for answer in answers]
        people.append(
            Seen(
                guesses,
                np.array([neighbours.by_category(ranked) for ranked in guesses]),
                np.array([answer.embedding for answer in answers]),
                np.array([photo.category for photo in photos]),
            )
        )
    return people


def measure(
    people: Sequence[Seen],
    weight: float = neighbours.HABIT_WEIGHT,
    alike: float = neighbours.ALIKE,
    *,
    taught: int = TAUGHT,
    share: float = 0.5,
) -> Outcome:
    """Teach and ask, ROUNDS times for every sender, with these settings of the habits.

    taught: how many garments are shown, but no more than this share of the sender's.
    """
    random = np.random.default_rng(SEED)
    right_before, right_after, asked, corrected = 0, 0, 0, 0
    changes = np.zeros((len(people), ROUNDS))
    for row, seen in enumerate(people):
        count = len(seen.labels)
        first = np.array([guesses[0].category for guesses in seen.guesses])
        for turn in range(ROUNDS):
            order = random.permutation(count)
            shown, rest = np.split(order, [min(taught, int(count * share))])
            wrong = shown[first[shown] != seen.labels[shown]]
            before = int((first[rest] == seen.labels[rest]).sum())
            followed = [_followed(seen, index, shown, wrong, weight=weight, alike=alike) for index in rest]
            after = int((np.array(followed) == seen.labels[rest]).sum())
            changes[row, turn] = (after - before) / len(rest)
            right_before, right_after, asked = right_before + before, right_after + after, asked + len(rest)
            corrected += len(wrong)
    return Outcome(
        before=right_before / asked,
        after=right_after / asked,
        mean=float(changes.mean()),
        worst=float(changes.min()),
        best=float(changes.max()),
        rose=float((changes > 0).mean()),
        fell=float((changes < 0).mean()),
        corrected=corrected / changes.size,
    )


def _together(people: Sequence[Seen]) -> Seen:
    """All photos as if one person had sent them."""
    return Seen(
        [ranked for seen in people for ranked in seen.guesses],
        np.concatenate([seen.answers for seen in people]),
        np.concatenate([seen.embeddings for seen in people]),
        np.concatenate([seen.labels for seen in people]),
    )


def _followed(
    seen: Seen, index: int, shown: np.ndarray, wrong: np.ndarray, *, weight: float, alike: float
) -> Category:
    """What a garment is taken for when those `shown` are in the closet and the `wrong` ones of them corrected."""
    guesses = neighbours.follow_habits(
        seen.guesses[index], seen.labels[wrong], seen.answers[wrong], weight=weight, alike=alike
    )
    similar = seen.embeddings[shown] @ seen.embeddings[index]
    near = np.argsort(-similar, kind="stable")[:NEIGHBOURS]
    twins = [
        (Category(int(seen.labels[shown[place]])), float(similar[place]))
        for place in near
        if shown[place] in wrong
    ]
    return neighbours.follow_corrections(guesses, twins)[0].category


def _in_words(outcome: Outcome) -> str:
    return (
        f"{outcome.before:.2%} before, {outcome.after:.2%} after {outcome.corrected:.1f} corrections;"
        f" {outcome.mean:+.2%} for the mean sender;"
        f" of one sender in one round at best {outcome.best:+.2%}, at worst {outcome.worst:+.2%};"
        f" {outcome.rose:.0%} of the rounds rose, {outcome.fell:.0%} fell"
    )


if __name__ == "__main__":
    main()
