"""Decodes every garment photo once, and cuts it out once, so that training spends its time in the network.

In .cache/garment_photo/: photos.npy (n, 256, 256, 3) uint8 RGB, letterboxed on black; masks.npy (n, 256,
256) uint8, U2-Net-P's garment mask of the same; boxes.npy (n, 4) int16, the photo's left, top, right,
bottom within its sheet. Rows are in the order of labels.csv. `python -m model.train.garment_cache` fills it
(about 20 minutes on one core) and goes on where it was stopped.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from rich.progress import track

from model import card
from model.garments import GarmentPhoto, photos
from model.litert import Network, fit, prepare

FOLDER = Path(".cache/garment_photo")
SIZE_PX = 256


def main() -> None:
    """Makes what is missing."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    everything = photos()
    count = len(everything)
    pictures = _open("photos", (count, SIZE_PX, SIZE_PX, 3), np.uint8)
    masks = _open("masks", (count, SIZE_PX, SIZE_PX), np.uint8)
    boxes = _open("boxes", (count, 4), np.int16)
    if not boxes[-1].any():
        for row, photo in track(list(enumerate(everything)), "decoding"):
            pictures[row], boxes[row] = letterboxed(read(photo))
    facts = card.read("cutout")
    network = Network(card.FOLDER / facts["file"])
    for row, photo in track(list(enumerate(everything)), "cutting out"):
        if not masks[row].any():
            picture = read(photo)
            mask = network.run(prepare(picture, facts["input"]))[0].squeeze()
            mask = cv2.resize(np.clip(mask * 255, 1, 255).astype(np.uint8), picture.shape[1::-1])
            masks[row] = fit(mask, (SIZE_PX, SIZE_PX), "letterbox", [0])


def load() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Photos, masks and boxes, mapped from disk; a mask row of zeros has not been made yet. Raises
    FileNotFoundError when the cache was never started."""
    return tuple(np.load(FOLDER / f"{name}.npy", mmap_mode="r") for name in ("photos", "masks", "boxes"))


def read(photo: GarmentPhoto) -> np.ndarray:
    """The photo (h, w, 3) RGB uint8; raises ValueError when it cannot be decoded."""
    picture = cv2.imread(str(photo.path), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError(f"cannot decode {photo.path}")
    return cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)


def letterboxed(picture: np.ndarray) -> tuple[np.ndarray, tuple[int, int, int, int]]:
    """The picture on its SIZE_PX sheet, and its left, top, right, bottom there."""
    sheet = fit(picture, (SIZE_PX, SIZE_PX), "letterbox", [0, 0, 0])
    covered = fit(np.full(picture.shape[:2], 255, np.uint8), (SIZE_PX, SIZE_PX), "letterbox", [0])
    left, top, width, height = cv2.boundingRect(covered)
    return sheet, (left, top, left + width, top + height)


def _open(name: str, shape: tuple[int, ...], dtype: type) -> np.ndarray:
    """The array on disk, made of zeros when it is not there or has another shape."""
    path = FOLDER / f"{name}.npy"
    if path.exists():
        array = np.lib.format.open_memmap(path, mode="r+")
        if array.shape == shape:
            return array
    return np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=shape)


if __name__ == "__main__":
    main()
