"""The labelled garment photos: which there are, what they show, and which part of the experiment they
belong to.

The photos (Clothing Dataset, CC0) stay outside the repository; the environment variable GARMENTS names their
folder, which holds labels.csv and photos/. Only the split, a list of sender numbers, is committed.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(os.environ.get("GARMENTS", Path(__file__).parents[1] / "../shared/garments")).resolve()
SPLIT_FILE = Path(__file__).parent / "garment_split.csv"

CATEGORIES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
    "Shorts",
    "Skirt",
    "Hat",
    "Shoe",
)
"""The product's fourteen categories in the order of the network's output."""

UNCLEAR = -1
"""The category number of a photo that shows none of the fourteen clearly."""


@dataclass(frozen=True)
class GarmentPhoto:
    """One photo: its file, who sent it, its category as an index into CATEGORIES or UNCLEAR."""

    path: Path
    sender: int
    category: int


def available() -> bool:
    """Whether the photos are on this machine."""
    return (FOLDER / "labels.csv").is_file()


def photos() -> list[GarmentPhoto]:
    """All photos in the order of labels.csv; raises FileNotFoundError where there are none."""
    if not available():
        raise FileNotFoundError(f"no garment photos in {FOLDER}: set GARMENTS to the folder with labels.csv")
    with (FOLDER / "labels.csv").open(newline="", encoding="utf-8") as lines:
        return [
            GarmentPhoto(
                FOLDER / "photos" / f"{row['image']}.jpg",
                int(row["sender"]),
                CATEGORIES.index(row["category"]) if row["category"] else UNCLEAR,
            )
            for row in csv.DictReader(lines)
        ]


def validation_senders() -> frozenset[int]:
    """The senders whose photos no training step may see."""
    with SPLIT_FILE.open(newline="", encoding="utf-8") as lines:
        return frozenset(int(row["sender"]) for row in csv.DictReader(lines) if row["part"] == "validation")
