"""Whole photo, cutout, or both? `python -m model.measure_views`.

Feeds garment_photo.tflite the validation senders' photos in several ways and prints what each is worth:
accuracy, the temperature that calibrates it, the threshold that leaves COVERAGE of the photos, and the
accuracy above it. "a + b" is the mean of the logits of both. Masks are the product's own.
"""

from __future__ import annotations

import cv2
import numpy as np

from mirror.config import NetworkSettings
from mirror.vision.cutout import cut_out
from mirror.vision.network import Network
from model import card, garment_scores, garments, litert
from model.train import garment_cache

PAIRS = (("photo", "cutout"), ("photo", "cutout, trimmed"), ("photo", "photo, mirrored"))


def main() -> None:
    """Prints one line per way."""
    print(f"{'':24} top-1   top-3  temperature  error  not sure below  right when sure  unclear asked")
    for name, row in measure().items():
        print(
            f"{name:24} {row['top1']:.2%}  {row['top3']:.2%}  {row['temperature']:11.2f}"
            f"  {row['calibration_error_cross_fitted']:.2%}  {row['not_sure_below']:14.3f}"
            f"  {row['accuracy_when_sure']:15.2%}  {row['unclear_garments_not_sure']:13.2%}"
        )


def measure() -> dict[str, dict[str, float]]:
    """For every way of feeding: top1, top3, temperature, not_sure_below, accuracy_when_sure, the calibration
    error as garment_scores.cross_fitted_error has it, and the share of garments of no category that fall under
    the threshold."""
    logits, labels, senders = logits_by_view()
    for one, other in PAIRS:
        logits[f"{one} + {other}"] = (logits[one] + logits[other]) / 2
    return {name: _worth(values, labels, senders) for name, values in logits.items()}


def logits_by_view() -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """Logits (n, 14) of each single way of feeding, categories (n,), UNCLEAR among them, senders (n,)."""
    facts = card.read("garment_photo")
    network = litert.Network(card.FOLDER / facts["file"])
    held_back = garments.validation_senders()
    everything = garments.photos()
    rows = [row for row, photo in enumerate(everything) if photo.sender in held_back]
    cutout = Network(NetworkSettings().cutout)
    logits: dict[str, list[np.ndarray]] = {}
    for row in rows:
        picture = garment_cache.read(everything[row])
        for name, view in pictures(picture, cut_out(picture, cutout).alpha).items():
            scores = network.run(litert.prepare(view, facts["input"]))[facts["outputs"]["scores"]][0]
            logits.setdefault(name, []).append(scores)
    labels = np.array([everything[row].category for row in rows])
    senders = np.array([everything[row].sender for row in rows])
    return {name: np.array(values) for name, values in logits.items()}, labels, senders


def pictures(picture: np.ndarray, mask: np.ndarray) -> dict[str, np.ndarray]:
    """The ways to show one photo (h, w, 3) uint8 with its mask (h, w) 0..255."""
    alone = (picture * (mask[..., None] / 255)).astype(np.uint8)
    x, y, wide, high = cv2.boundingRect((mask > 76).astype(np.uint8))
    return {
        "photo": picture,
        "photo, mirrored": np.ascontiguousarray(picture[:, ::-1]),
        "cutout": alone,
        "cutout, trimmed": alone[y : y + high, x : x + wide],
    }


def _worth(logits: np.ndarray, labels: np.ndarray, senders: np.ndarray) -> dict[str, float]:
    clear = labels != garments.UNCLEAR
    unclear, logits, labels, senders = logits[~clear], logits[clear], labels[clear], senders[clear]
    temperature = garment_scores.best_temperature(logits, labels)
    probabilities = garment_scores.softmax(logits, temperature)
    threshold = garment_scores.threshold(probabilities)
    sure, _ = garment_scores.accuracy_when_sure(probabilities, labels, threshold)
    doubts = garment_scores.softmax(unclear, temperature).max(1) < threshold
    error = garment_scores.cross_fitted_error(logits, labels, senders % 2 == 0)
    return {
        "top1": round(garment_scores.top(logits, labels, 1), 4),
        "top3": round(garment_scores.top(logits, labels, 3), 4),
        "temperature": temperature,
        "not_sure_below": threshold,
        "accuracy_when_sure": round(sure, 4),
        "calibration_error_cross_fitted": round(error, 4),
        "unclear_garments_not_sure": round(float(doubts.mean()), 4),
    }


if __name__ == "__main__":
    main()
