"""What a person's corrections are worth: `python -m model.measure_corrections [--tune]`.

Of every validation sender with enough photos, some garments are taught (the person says what they are), and
the others are answered with and without them, as the product does it: the network's probabilities beside
the taught garments near in embedding space. Prints the accuracy before and after, and the worst that any
teaching did. `--tune` prints the same for other settings, on half of the senders, before the chosen one is
judged on the rest.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from mirror.categories import Category
from mirror.vision import neighbours
from mirror.vision.facts import Guess
from model import card, garment_scores, garments
from model.litert import Network, prepare

TAUGHT = 20
LEAST_PHOTOS = 40
ROUNDS = 20
SEED = 11


class Seen(NamedTuple):
    """One sender's photos: probabilities (n, 14), unit embeddings (n, 256), true category numbers (n,)."""

    probabilities: np.ndarray
    embeddings: np.ndarray
    labels: np.ndarray


class Outcome(NamedTuple):
    """Accuracy (0..1) on the garments that were not taught, over all senders and rounds; worst is the largest
    loss of one sender in one round, best the largest gain."""

    before: float
    after: float
    worst: float
    best: float


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tune", action="store_true")
    tune = parser.parse_args().tune
    people = look()
    print(
        f"{len(people)} senders of {LEAST_PHOTOS} photos or more, {TAUGHT} garments taught, {ROUNDS} rounds each"
    )
    if tune:
        half = list(people.values())[::2]
        for near, full, weight in itertools.product((0.35, 0.45, 0.55), (0.65, 0.75, 0.85), (0.4, 0.55, 0.7)):
            print(near, full, weight, *(f"{value:+.4f}" for value in measure(half, near, full, weight)))
        rest = list(people.values())[1::2]
        print("the settings in use, on the other senders:", _in_words(measure(rest)))
    print("the settings in use, on all senders:", _in_words(measure(list(people.values()))))


def look() -> dict[int, Seen]:
    """Each validation sender's whole photos through the committed network. Raises FileNotFoundError."""
    facts = card.read("garment_photo")
    network = Network(card.FOLDER / facts["file"])
    held_back = garments.validation_senders()
    by_sender: dict[int, list[garments.GarmentPhoto]] = {}
    for photo in garments.photos():
        if photo.sender in held_back and photo.category != garments.UNCLEAR:
            by_sender.setdefault(photo.sender, []).append(photo)
    people = {}
    for sender, photos in sorted(by_sender.items()):
        if len(photos) < LEAST_PHOTOS:
            continue
        outputs = []
        for photo in photos:
            picture = cv2.cvtColor(cv2.imread(str(photo.path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
            outputs.append(network.run(prepare(picture, facts["input"])))
        logits = np.array([out[facts["outputs"]["scores"]][0] for out in outputs])
        vectors = np.array([out[facts["outputs"]["embedding"]][0] for out in outputs])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        labels = np.array([photo.category for photo in photos])
        people[sender] = Seen(garment_scores.softmax(logits, facts["temperature"]), vectors, labels)
    return people


def measure(
    people: Sequence[Seen],
    near: float = neighbours.NEAR,
    full: float = neighbours.FULL,
    weight: float = neighbours.WEIGHT,
) -> Outcome:
    """Teach and ask, ROUNDS times for every sender, with these settings of mirror.vision.neighbours."""
    random = np.random.default_rng(SEED)
    right_before, right_after, asked = 0, 0, 0
    changes = []
    for seen in people:
        for _ in range(ROUNDS):
            order = random.permutation(len(seen.labels))
            taught, rest = order[:TAUGHT], order[TAUGHT:]
            before = after = 0
            for index in rest:
                guesses = _guesses(seen.probabilities[index])
                alike = [
                    (
                        Category(int(seen.labels[other])),
                        float(seen.embeddings[index] @ seen.embeddings[other]),
                    )
                    for other in taught
                ]
                followed = neighbours.follow_corrections(guesses, alike, near=near, full=full, weight=weight)
                before += int(guesses[0].category == seen.labels[index])
                after += int(followed[0].category == seen.labels[index])
            changes.append((after - before) / len(rest))
            right_before, right_after, asked = right_before + before, right_after + after, asked + len(rest)
    return Outcome(right_before / asked, right_after / asked, min(changes), max(changes))


def _guesses(probabilities: np.ndarray) -> tuple[Guess, ...]:
    order = np.argsort(-probabilities, kind="stable")
    return tuple(Guess(Category(int(number)), float(probabilities[number])) for number in order)


def _in_words(outcome: Outcome) -> str:
    return (
        f"{outcome.before:.2%} before, {outcome.after:.2%} after; of one sender in one round at best"
        f" {outcome.best:+.2%}, at worst {outcome.worst:+.2%}"
    )


if __name__ == "__main__":
    main()
