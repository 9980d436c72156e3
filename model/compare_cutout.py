"""Compares cutout.tflite with the ONNX file it came from, on garment photos, and writes the figures in its
card.

`python -m model.compare_cutout FOLDER_OF_PHOTOS` takes every 350th photo by name. It needs onnxruntime
besides the product's dependencies, and the work folder that `python -m model.convert_cutout` leaves.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import cv2
import numpy as np

from model import card, convert_cutout
from model.litert import Network, prepare


def main(photos: list[Path]) -> None:
    """Mask IoU (at probability 0.5) per photo, printed; mean and worst into the card."""
    import onnxruntime

    facts = card.read("cutout")
    network = Network(card.FOLDER / facts["file"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    original = onnxruntime.InferenceSession(str(convert_cutout.WORK / "rembg/u2netp.onnx"), options)
    name = original.get_inputs()[0].name
    overlaps, differences, milliseconds = [], [], []
    for photo in photos:
        values = prepare(cv2.imread(str(photo), cv2.IMREAD_COLOR_RGB), facts["input"])
        start = time.perf_counter()
        (mask,) = network.run(values)
        milliseconds.append(1000 * (time.perf_counter() - start))
        (expected, *_) = original.run(None, {name: values.transpose(0, 3, 1, 2)})
        mask, expected = mask.squeeze(), expected.squeeze()
        overlaps.append(overlap(mask > 0.5, expected > 0.5))
        differences.append(float(np.abs(mask - expected).mean()))
        print(f"{overlaps[-1]:.4f} IoU  {differences[-1]:.5f} mean difference  {photo.name}")
    figures = {
        "mask_iou_with_float_mean": round(float(np.mean(overlaps)), 4),
        "mask_iou_with_float_worst": round(float(np.min(overlaps)), 4),
        "test_set": f"{len(photos)} garment photos (Clothing Dataset, CC0)",
    }
    print(figures, f"median {np.median(milliseconds):.0f} ms, one thread")
    card.write("cutout", {k: v for k, v in facts.items() if k != "accuracy"} | {"accuracy": figures})


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Intersection over union of two bool masks; 1.0 when both are empty."""
    union = int((one | other).sum())
    return int((one & other).sum()) / union if union else 1.0


if __name__ == "__main__":
    main(sorted(Path(sys.argv[1]).glob("*.jpg"))[::350])
