"""What each garment looks like in 256 numbers, and which of a person's garments is nearest to another look.

A vector is kept as int8 (one byte a number, its length does not matter) beside the name of the network that made
it; vectors of different networks are never compared.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import peewee
from numpy.typing import NDArray
from peewee import fn

from ..categories import Category
from .models import EmbeddingRow, GarmentRow
from .sqlite import writing

NUMBERS_MAX = 256


class Look(NamedTuple):
    """A garment's vector (n,), n 256 or less, and the name of the network that made it."""

    network: str
    vector: NDArray[np.float32]


class Neighbour(NamedTuple):
    """A garment near to another look. similarity: cosine, -1 to 1. corrected: a person said what it is."""

    garment_id: int
    similarity: float
    category: Category
    corrected: bool


class _Gallery(NamedTuple):
    """A person's vectors, one unit row a garment; `stamp` tells whether the rows have changed since."""

    stamp: tuple[int, int]
    garment_ids: NDArray[np.int64]
    vectors: NDArray[np.float32]


class Embeddings:
    """The vectors of every person's garments. Galleries are kept in memory, a kilobyte a garment."""

    def __init__(self, database: peewee.SqliteDatabase) -> None:
        self._database = database
        self._galleries: dict[tuple[int, str], _Gallery] = {}

    def store(self, garment_id: int, look: Look) -> None:
        """Keep a garment's vector; the one before it, of whatever network, goes.

        Raises ValueError for a vector of another shape or without a direction.
        """
        network, vector = look
        if vector.ndim != 1 or not 0 < len(vector) <= NUMBERS_MAX:
            raise ValueError(f"an embedding has up to {NUMBERS_MAX} numbers, not shape {vector.shape}")
        largest = float(np.abs(vector).max())
        if not np.isfinite(largest) or largest == 0:
            raise ValueError("an embedding needs a direction")
        packed = np.round(vector * (127 / largest)).astype(np.int8).tobytes()
        with writing(self._database):
            EmbeddingRow.delete().where(EmbeddingRow.garment == garment_id).execute()
            EmbeddingRow.create(garment=garment_id, network=network, vector=packed)

    def skip(self, garment_id: int, network: str) -> None:
        """Note that a garment cannot be seen by this network, so that `missing` does not name it again."""
        with writing(self._database):
            EmbeddingRow.delete().where(EmbeddingRow.garment == garment_id).execute()
            EmbeddingRow.create(garment=garment_id, network=network, vector=b"")

    def missing(self, network: str, limit: int = 20) -> list[tuple[int, int]]:
        """(person, garment) of garments that have no vector of this network yet, newest first."""
        has = EmbeddingRow.select(EmbeddingRow.garment).where(EmbeddingRow.network == network)
        query = (
            GarmentRow.select(GarmentRow.person, GarmentRow.id)
            .where(GarmentRow.deleted_ms.is_null() & GarmentRow.id.not_in(has))
            .order_by(GarmentRow.id.desc())
            .limit(limit)
        )
        return list(query.tuples())

    def nearest(self, person_id: int, look: Look, limit: int = 5) -> list[Neighbour]:
        """The person's garments most similar to a look, the nearest first."""
        network, vector = look
        gallery = self._gallery(person_id, network)
        length = float(np.linalg.norm(vector))
        if not len(gallery.garment_ids) or length == 0:
            return []
        similarities = gallery.vectors @ (vector / np.float32(length))
        # A few more than asked for: some may have been deleted since the gallery was read.
        count = min(len(similarities), limit + 20)
        best = np.argpartition(-similarities, count - 1)[:count]
        ordered = best[np.argsort(-similarities[best], kind="stable")]
        ids = [int(gallery.garment_ids[index]) for index in ordered]
        query = GarmentRow.select(GarmentRow.id, GarmentRow.category, GarmentRow.corrected_ms).where(
            GarmentRow.id.in_(ids) & GarmentRow.deleted_ms.is_null()
        )
        facts = {garment_id: (Category(number), ms is not None) for garment_id, number, ms in query.tuples()}
        neighbours = [
            Neighbour(garment_id, float(similarities[index]), *facts[garment_id])
            for garment_id, index in zip(ids, ordered, strict=True)
            if garment_id in facts
        ]
        return neighbours[:limit]

    def _gallery(self, person_id: int, network: str) -> _Gallery:
        mine = (
            EmbeddingRow.select()
            .join(GarmentRow)
            .where((GarmentRow.person == person_id) & (EmbeddingRow.network == network))
            .where(EmbeddingRow.vector != b"")
        )
        kept = self._galleries.get((person_id, network))
        stamp = self._stamp()
        if kept is not None and kept.stamp == stamp:
            return kept
        rows: Sequence[tuple[int, bytes]] = list(
            mine.select(EmbeddingRow.garment, EmbeddingRow.vector).order_by(EmbeddingRow.id).tuples()
        )
        ids = np.array([garment_id for garment_id, _ in rows], np.int64)
        raw = [np.frombuffer(vector, np.int8) for _, vector in rows]
        vectors = np.stack(raw).astype(np.float32) if raw else np.zeros((0, 0), np.float32)
        if raw:
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        gallery = _Gallery(stamp, ids, vectors)
        self._galleries[(person_id, network)] = gallery
        return gallery

    def _stamp(self) -> tuple[int, int]:
        """Changes with every vector that comes or goes: a new one has a new, higher number."""
        query = EmbeddingRow.select(fn.COUNT(EmbeddingRow.id), fn.COALESCE(fn.MAX(EmbeddingRow.id), 0))
        count, newest = query.tuples().first()
        return int(count), int(newest)
