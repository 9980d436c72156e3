"""How long it takes to find a garment's look-alikes among many, as the closet does it."""

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from rich.table import Table

from mirror.categories import Category
from mirror.closet import Closet, Look
from mirror.closet.models import EmbeddingRow, GarmentRow, database

COUNTS = (1_000, 10_000)
NUMBERS = 256


def table() -> Table:
    """Milliseconds of the first search, which reads the vectors, and of the next ones."""
    made = Table(title="look-alikes, five nearest, one thread, ms")
    for column in ("garments", "first", "next, median", "next, worst"):
        made.add_column(column, justify="right")
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            closet = Closet.open(Path(folder))
            person = closet.people.add("bench")
            vectors = np.random.default_rng(1).normal(size=(count, NUMBERS)).astype(np.float32)
            _fill(person.id, vectors)
            times = [_search(closet, person.id, vectors[number]) for number in range(51)]
            rest = times[1:]
            made.add_row(str(count), f"{times[0]:.1f}", f"{statistics.median(rest):.2f}", f"{max(rest):.2f}")
            closet.close()
    return made


def _search(closet: Closet, person_id: int, vector: np.ndarray) -> float:
    began = time.perf_counter()
    closet.embeddings.nearest(person_id, Look("bench", vector))
    return (time.perf_counter() - began) * 1000


def _fill(person_id: int, vectors: np.ndarray) -> None:
    """Rows written at once; the photos are not needed for a search."""
    facts = {"person": person_id, "category": int(Category.SHIRT), "predicted": 0, "confidence": 1.0}
    facts |= {"top3": "[]", "colours": "[]", "added_ms": 0}
    with database.atomic():
        for start in range(0, len(vectors), 500):
            GarmentRow.insert_many([facts] * len(vectors[start : start + 500])).execute()
        ids = [row_id for (row_id,) in GarmentRow.select(GarmentRow.id).tuples()]
        packed = (vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)
        rows = [
            {"garment": garment_id, "network": "bench", "vector": vector.tobytes()}
            for garment_id, vector in zip(ids, packed, strict=True)
        ]
        for start in range(0, len(rows), 500):
            EmbeddingRow.insert_many(rows[start : start + 500]).execute()
