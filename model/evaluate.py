"""Measures the committed networks: `python -m model.evaluate [fashion_mnist|garment_photo|all]`.

Needs the product's own dependencies, the Debian package dataset-fashion-mnist for the first network and the
garment photos for the second. Prints what was measured beside what the card says; exit status 1 when an
accuracy is more than TOLERANCE away from its card.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

import cv2
import numpy as np

from model import card, fashion_mnist_data, garment_scores, garments
from model.litert import Network, prepare

TOLERANCE = 0.001
"""Allowed difference from the card, as a share: 0.1 points."""


def fashion_mnist() -> dict[str, Any]:
    """Accuracy (0..1) of fashion_mnist.tflite on all 10,000 test pictures, overall and per category, and
    the confusion counts (true category by row, answer by column). Raises FileNotFoundError without the data
    set."""
    facts = card.read("fashion_mnist")
    images, labels = fashion_mnist_data.load("t10k")
    network = Network(card.FOLDER / facts["file"])
    index = facts["outputs"]["scores"]
    answers = np.array([network.run(prepare(image, facts["input"]))[index].argmax() for image in images])
    return scored(labels, answers, facts["labels"])


def garment_photo() -> dict[str, Any]:
    """Accuracy of garment_photo.tflite on the whole photos of all validation senders, as fashion_mnist does
    it, and under "more" top-3, calibration and the worth of its threshold. Raises FileNotFoundError without
    photos."""
    facts = card.read("garment_photo")
    logits, labels, senders = garment_logits()
    clear = labels != garments.UNCLEAR
    unclear = logits[~clear]
    logits, labels, senders = logits[clear], labels[clear], senders[clear]
    # The product may show the network more than the photo and then has another temperature; this is the photo's.
    alone = facts.get("views", {}).get("photo", facts)
    probabilities = garment_scores.softmax(logits, alone["temperature"])
    sure, coverage = garment_scores.accuracy_when_sure(probabilities, labels, alone["not_sure_below"])
    doubts = garment_scores.softmax(unclear, alone["temperature"]).max(1) < alone["not_sure_below"]
    measured = scored(labels, logits.argmax(1), facts["labels"])
    measured["more"] = {
        "int8_top3": garment_scores.top(logits, labels, 3),
        "calibration_error_cross_fitted": garment_scores.cross_fitted_error(logits, labels, senders % 2 == 0),
        "accuracy_when_sure": sure,
        "sure_share": coverage,
        "unclear_garments_not_sure": float(doubts.mean()),
    }
    measured["more"] = {name: round(value, 4) for name, value in measured["more"].items()}
    return measured


def garment_logits() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What garment_photo.tflite says to every validation photo: logits (n, 14), categories (n,), senders
    (n,); the category is UNCLEAR where the photo shows none of the fourteen."""
    facts = card.read("garment_photo")
    network = Network(card.FOLDER / facts["file"])
    held_back = garments.validation_senders()
    chosen = [photo for photo in garments.photos() if photo.sender in held_back]
    logits = []
    for photo in chosen:
        picture = cv2.cvtColor(cv2.imread(str(photo.path), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
        logits.append(network.run(prepare(picture, facts["input"]))[facts["outputs"]["scores"]][0])
    categories = np.array([photo.category for photo in chosen])
    return np.array(logits), categories, np.array([photo.sender for photo in chosen])


def scored(labels: np.ndarray, answers: np.ndarray, names: list[str]) -> dict[str, Any]:
    """Accuracy overall and per category that occurs, rounded to four places, and the confusion counts."""
    confusion = np.zeros((len(names), len(names)), int)
    np.add.at(confusion, (labels, answers), 1)
    totals = confusion.sum(1)
    return {
        "accuracy": round(float(confusion.trace() / confusion.sum()), 4),
        "per_category": {
            name: round(float(confusion[i, i] / totals[i]), 4) for i, name in enumerate(names) if totals[i]
        },
        "counts": {name: int(totals[i]) for i, name in enumerate(names) if totals[i]},
        "confusion": confusion,
    }


def report(name: str, measured: dict[str, Any]) -> bool:
    """Prints measured accuracies beside the card's; whether they agree within TOLERANCE."""
    accuracy = card.read(name)["accuracy"]
    print(f"{name} on {accuracy['test_set']}")
    print(f"  {'':14} measured    card")
    rows = [("all", measured["accuracy"], accuracy["int8"])]
    rows += [(key, value, accuracy["per_category"][key]) for key, value in measured["per_category"].items()]
    for key, value, stated in rows:
        print(f"  {key:14} {value:8.2%} {stated:7.2%}")
    for key, value in measured.get("more", {}).items():
        print(f"  {key:32} {value:8.2%} {accuracy[key]:7.2%}")
    return abs(measured["accuracy"] - accuracy["int8"]) <= TOLERANCE


def main() -> int:
    """Measures what the command line names; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m model.evaluate", description=__doc__)
    measures = {"fashion_mnist": fashion_mnist, "garment_photo": garment_photo}
    parser.add_argument("network", nargs="?", default="all", choices=[*measures, "all"])
    chosen = parser.parse_args().network
    names = list(measures) if chosen == "all" else [chosen]
    agree = [report(name, measures[name]()) for name in names]
    return 0 if all(agree) else 1


if __name__ == "__main__":
    sys.exit(main())
