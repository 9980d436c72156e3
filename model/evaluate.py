"""Measures the committed networks: `python -m model.evaluate [fashion_mnist|garment_photo|all]`.

Needs the product's own dependencies, the Debian package dataset-fashion-mnist for the first network and the
garment photos for the second. Prints what was measured beside what the card says; exit status 1 when an
accuracy is more than TOLERANCE away from its card.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

import numpy as np

from model import card, fashion_mnist_data
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


def scored(labels: np.ndarray, answers: np.ndarray, names: list[str]) -> dict[str, Any]:
    """Accuracy overall and per category that occurs, rounded to four places, and the confusion counts."""
    confusion = np.zeros((len(names), len(names)), int)
    np.add.at(confusion, (labels, answers), 1)
    counts = confusion.sum(1)
    return {
        "accuracy": round(float(confusion.trace() / confusion.sum()), 4),
        "per_category": {
            name: round(float(confusion[i, i] / counts[i]), 4) for i, name in enumerate(names) if counts[i]
        },
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
    return abs(measured["accuracy"] - accuracy["int8"]) <= TOLERANCE


def main() -> int:
    """Measures what the command line names; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m model.evaluate", description=__doc__)
    measures = {"fashion_mnist": fashion_mnist}
    parser.add_argument("network", nargs="?", default="all", choices=[*measures, "all"])
    chosen = parser.parse_args().network
    names = list(measures) if chosen == "all" else [chosen]
    agree = [report(name, measures[name]()) for name in names]
    return 0 if all(agree) else 1


if __name__ == "__main__":
    sys.exit(main())
