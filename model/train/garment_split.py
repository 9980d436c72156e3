"""Makes garment_split.csv once: `python -m model.train.garment_split`.

Whole senders are held back, never single photos, because one person photographs everything on the same
floor. Of many random choices of 80 senders the one is kept whose share of every category is nearest to a
fifth. People who sent more than 60 photos always train: one of them would be most of a category's
validation photos.
"""

from __future__ import annotations

import csv

import numpy as np

from model.garments import CATEGORIES, SPLIT_FILE, UNCLEAR, photos

VALIDATION_SENDERS = 80
SHARE = 0.2
LARGEST_SENDER = 60
TRIES = 200_000
SEED = 1


def main() -> None:
    """Chooses, writes the file, prints photos per category in both parts."""
    everything = photos()
    senders = sorted({photo.sender for photo in everything})
    counts = np.zeros((len(senders), len(CATEGORIES) + 1))
    for photo in everything:
        counts[senders.index(photo.sender), photo.category if photo.category != UNCLEAR else -1] += 1
    counts = np.delete(counts, CATEGORIES.index("Bag"), axis=1)
    chosen = choose(counts)
    with SPLIT_FILE.open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["sender", "part"])
        writer.writerows((s, "validation" if i in chosen else "train") for i, s in enumerate(senders))
    for name, held, whole in zip(
        [c for c in (*CATEGORIES, "none") if c != "Bag"],
        counts[sorted(chosen)].sum(0),
        counts.sum(0),
        strict=True,
    ):
        print(f"{name:12} train {whole - held:4.0f}  validation {held:4.0f}")


def choose(counts: np.ndarray) -> set[int]:
    """Rows of `counts` (senders, categories) whose sums lie nearest to SHARE of each column's sum."""
    random = np.random.default_rng(SEED)
    small = np.flatnonzero(counts.sum(1) <= LARGEST_SENDER)
    best, chosen = np.inf, np.array([], int)
    for _ in range(TRIES):
        rows = random.choice(small, VALIDATION_SENDERS, replace=False)
        distance = np.abs(counts[rows].sum(0) / counts.sum(0) - SHARE).max()
        if distance < best:
            best, chosen = distance, rows
    return set(chosen.tolist())


if __name__ == "__main__":
    main()
