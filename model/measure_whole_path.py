"""A fixed 200 validation photos through the product's whole path: `python -m model.measure_whole_path
[--note]`.

From the file through decoding, cutout and classifier, with the settings a household has that changes nothing.
Prints what was measured beside what the classifier's card says; `--note` writes the figures into the card.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

import numpy as np

from mirror.config import NetworkSettings
from mirror.vision.recognise import Recogniser
from model import card, garments

PHOTOS = 200
SEED = 5
TOLERANCE = 0.01
"""Allowed difference from the card, as a share: two of the 200 photos."""


def main() -> int:
    """Exit status 1 when the accuracy is more than TOLERANCE away from the card's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--note", action="store_true", help="write the figures into the card")
    note = parser.parse_args().note
    settings = NetworkSettings()
    measured = measure(settings)
    file = card.FOLDER / f"{settings.classifier}.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    if note:
        facts["whole_path"] = measured
        file.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    said = facts.get("whole_path", {})
    for name, value in measured.items():
        print(f"{name:20} {value}   card: {said.get(name, '-')}")
    return 0 if abs(measured["top1"] - said.get("top1", -1)) <= TOLERANCE else 1


def chosen() -> list[garments.GarmentPhoto]:
    """The same 200 photos of validation senders every time. Raises FileNotFoundError without photos."""
    held_back = garments.validation_senders()
    photos = [p for p in garments.photos() if p.sender in held_back and p.category != garments.UNCLEAR]
    rows = np.random.default_rng(SEED).permutation(len(photos))[:PHOTOS]
    return [photos[row] for row in sorted(rows)]


def measure(settings: NetworkSettings) -> dict[str, Any]:
    """Shares (0..1) of the 200: top1, top3, sure, right when sure, cutout uncertain; and the cutout's
    name."""
    recogniser = Recogniser(settings)
    right, among_three, sure, right_and_sure, uncertain = 0, 0, 0, 0, 0
    photos = chosen()
    for photo in photos:
        seen = recogniser.recognise(photo.path)
        guesses = [int(guess.category) for guess in seen.answer.guesses]
        right += guesses[0] == photo.category
        among_three += photo.category in guesses[:3]
        sure += seen.answer.sure
        right_and_sure += seen.answer.sure and guesses[0] == photo.category
        uncertain += seen.uncertain
    count = len(photos)
    return {
        "photos": count,
        "cutout": settings.cutout,
        "top1": round(right / count, 4),
        "top3": round(among_three / count, 4),
        "sure": round(sure / count, 4),
        "right_when_sure": round(right_and_sure / max(sure, 1), 4),
        "cutout_uncertain": round(uncertain / count, 4),
    }


if __name__ == "__main__":
    sys.exit(main())
