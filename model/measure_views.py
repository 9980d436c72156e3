"""Whole photo, cutout, or both? `python -m model.measure_views`.

Feeds garment_photo.tflite the validation senders' photos in several ways and prints what each is worth:
accuracy, the temperature that calibrates it, the threshold that leaves COVERAGE of the photos, and the
accuracy above it. "a + b" is the mean of the logits of both. Masks are the plain ones of `python -m
model.train.garment_cache`.
"""

from __future__ import annotations

import cv2
import numpy as np

from model import card, garment_scores, garments
from model.litert import Network, prepare
from model.train import garment_cache
from model.train.garment_augment import PLAUSIBLE_MASK

PAIRS = (("photo", "cutout"), ("photo", "cutout, trimmed"), ("photo", "photo, mirrored"))


def main() -> None:
    """Prints one line per way."""
    print(f"{'':24} top-1   top-3  temperature  error  not sure below  right when sure")
    for name, row in measure().items():
        print(
            f"{name:24} {row['top1']:.2%}  {row['top3']:.2%}  {row['temperature']:11.2f}"
            f"  {row['calibration_error_cross_fitted']:.2%}  {row['not_sure_below']:14.3f}"
            f"  {row['accuracy_when_sure']:15.2%}"
        )


def measure() -> dict[str, dict[str, float]]:
    """For every way of feeding: top1, top3, temperature, not_sure_below, accuracy_when_sure and the
    calibration error as garment_scores.cross_fitted_error has it."""
    logits, labels, senders = logits_by_view()
    for one, other in PAIRS:
        logits[f"{one} + {other}"] = (logits[one] + logits[other]) / 2
    return {name: _worth(values, labels, senders) for name, values in logits.items()}


def logits_by_view() -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """Logits (n, 14) of each single way of feeding, categories (n,), senders (n,)."""
    facts = card.read("garment_photo")
    network = Network(card.FOLDER / facts["file"])
    held_back = garments.validation_senders()
    everything = garments.photos()
    rows = [
        row for row, p in enumerate(everything) if p.sender in held_back and p.category != garments.UNCLEAR
    ]
    _, masks, boxes = garment_cache.load()
    logits: dict[str, list[np.ndarray]] = {}
    for row in rows:
        picture = garment_cache.read(everything[row])
        left, top, right, bottom = (int(edge) for edge in boxes[row])
        mask = cv2.resize(masks[row, top:bottom, left:right], picture.shape[1::-1])
        for name, view in pictures(picture, mask).items():
            scores = network.run(prepare(view, facts["input"]))[facts["outputs"]["scores"]][0]
            logits.setdefault(name, []).append(scores)
    labels = np.array([everything[row].category for row in rows])
    senders = np.array([everything[row].sender for row in rows])
    return {name: np.array(values) for name, values in logits.items()}, labels, senders


def pictures(picture: np.ndarray, mask: np.ndarray) -> dict[str, np.ndarray]:
    """The ways to show one photo (h, w, 3) uint8 with its mask (h, w) 0..255; an implausible mask changes
    nothing."""
    views = {"photo": picture, "photo, mirrored": np.ascontiguousarray(picture[:, ::-1])}
    share = mask.mean() / 255
    if not PLAUSIBLE_MASK[0] < share < PLAUSIBLE_MASK[1]:
        return views | {"cutout": picture, "cutout, trimmed": picture}
    alone = (picture * (mask[..., None] / 255)).astype(np.uint8)
    x, y, wide, high = cv2.boundingRect((mask > 76).astype(np.uint8))
    return views | {"cutout": alone, "cutout, trimmed": alone[y : y + high, x : x + wide]}


def _worth(logits: np.ndarray, labels: np.ndarray, senders: np.ndarray) -> dict[str, float]:
    temperature = garment_scores.best_temperature(logits, labels)
    probabilities = garment_scores.softmax(logits, temperature)
    threshold = garment_scores.threshold(probabilities)
    sure, _ = garment_scores.accuracy_when_sure(probabilities, labels, threshold)
    error = garment_scores.cross_fitted_error(logits, labels, senders % 2 == 0)
    return {
        "top1": round(garment_scores.top(logits, labels, 1), 4),
        "top3": round(garment_scores.top(logits, labels, 3), 4),
        "temperature": temperature,
        "not_sure_below": threshold,
        "accuracy_when_sure": round(sure, 4),
        "calibration_error_cross_fitted": round(error, 4),
    }


if __name__ == "__main__":
    main()
