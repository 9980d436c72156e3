"""Reads Fashion-MNIST as Debian's package dataset-fashion-mnist installs it (Zalando, MIT licence)."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import numpy as np

FOLDER = Path(os.environ.get("FASHION_MNIST", "/usr/share/datasets/fashion-mnist"))
"""Where the four .gz files are; the environment variable FASHION_MNIST names another folder."""

LABELS = (
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
)  # fmt: skip
"""Category names in the order of the data set's label numbers."""


def available() -> bool:
    """Whether all four files are there."""
    names = [
        f"{part}-{kind}-ubyte.gz" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")
    ]
    return all((FOLDER / name).is_file() for name in names)


def load(part: str) -> tuple[np.ndarray, np.ndarray]:
    """Pictures (n, 28, 28) uint8, garment bright on black, and labels (n,) uint8.

    `part` is "train" (60,000) or "t10k" (10,000 test pictures). Raises FileNotFoundError naming the package
    to install, ValueError when a file is not in the IDX format.
    """
    if not available():
        raise FileNotFoundError(f"no Fashion-MNIST in {FOLDER}: apt install dataset-fashion-mnist")
    images = _read_idx(FOLDER / f"{part}-images-idx3-ubyte.gz", dimensions=3)
    labels = _read_idx(FOLDER / f"{part}-labels-idx1-ubyte.gz", dimensions=1)
    return images, labels


def _read_idx(path: Path, dimensions: int) -> np.ndarray:
    """An IDX file of unsigned bytes: magic 00 00 08 <dimensions>, each size as big-endian uint32, then the
    values."""
    content = gzip.decompress(path.read_bytes())
    if content[:4] != bytes([0, 0, 8, dimensions]):
        raise ValueError(f"{path} is not an IDX file of {dimensions}-dimensional bytes")
    start = 4 + 4 * dimensions
    shape = np.frombuffer(content[4:start], ">u4").astype(int)
    return np.frombuffer(content[start:], np.uint8).reshape(shape)
