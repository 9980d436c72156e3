"""What each garment looks like in 256 numbers, and which of a person's garments is nearest to another look.

A vector is kept as int8 (one byte a number, its length does not matter) beside the name of the network that made
it and what that network said of the garment; those of different networks are never compared.
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
ANSWER = np.dtype("<f4")  # as an answer's probabilities are kept


class Look(NamedTuple):
    """A garment's vector (n,), n 256 or less, and the name of the network that made it.

    answer: what the network itself said, before anything a person said had its say: probabilities (0-1) by category
    number, (14,), 0 for a category that it does not know; None when that is not known.
    """

    network: str
    vector: NDArray[np.float32]
    answer: NDArray[np.float32] | None = None


class Neighbour(NamedTuple):
    """A garment near to another look. similarity: cosine, -1 to 1. corrected: a person said what it is."""

    garment_id: int
    similarity: float
    category: Category
    corrected: bool


class Corrections(NamedTuple):
    """Corrected garments. said: the category number that the person gave each, int64 (n,). answers: what the
    network itself had said of each, probabilities (0-1) by category number, float32 (n, 14)."""

    said: NDArray[np.int64]
    answers: NDArray[np.float32]


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
        """Keep a garment's vector and answer; those before it, of whatever network, go.

        Raises ValueError for a vector of another shape or without a direction, and for an answer that is not made
        of 14 probabilities.
        """
        network, vector, answer = look
        if vector.ndim != 1 or not 0 < len(vector) <= NUMBERS_MAX:
            raise ValueError(f"an embedding has up to {NUMBERS_MAX} numbers, not shape {vector.shape}")
        largest = float(np.abs(vector).max())
        if not np.isfinite(largest) or largest == 0:
            raise ValueError("an embedding needs a direction")
        packed = np.round(vector * (127 / largest)).astype(np.int8).tobytes()
        said = b"" if answer is None else _packed(answer)
        with writing(self._database):
            EmbeddingRow.delete().where(EmbeddingRow.garment == garment_id).execute()
            EmbeddingRow.create(garment=garment_id, network=network, vector=packed, answer=said)

    def skip(self, garment_id: int, network: str) -> None:
        """Note that a garment cannot be seen by this network, so that `missing` does not name it again."""
        with writing(self._database):
            EmbeddingRow.delete().where(EmbeddingRow.garment == garment_id).execute()
            EmbeddingRow.create(garment=garment_id, network=network, vector=b"")

    def missing(self, network: str, limit: int = 20) -> list[tuple[int, int]]:
        """(person, garment) of garments that have no vector of this network yet, newest first.

        Corrected ones come before all others, which can then follow what was said of them.
        """
        has = EmbeddingRow.select(EmbeddingRow.garment).where(EmbeddingRow.network == network)
        query = (
            GarmentRow.select(GarmentRow.person, GarmentRow.id)
            .where(GarmentRow.deleted_ms.is_null() & GarmentRow.id.not_in(has))
            .order_by(GarmentRow.corrected_ms.is_null(), GarmentRow.id.desc())
            .limit(limit)
        )
        return list(query.tuples())

    def not_seen(self, person_id: int, network: str) -> int:
        """How many of the person's garments cannot be compared with a look of this network (yet)."""
        seen = EmbeddingRow.select(EmbeddingRow.garment).where(
            (EmbeddingRow.network == network) & (EmbeddingRow.vector != b"")
        )
        return int(
            GarmentRow.select()
            .where(
                (GarmentRow.person == person_id)
                & GarmentRow.deleted_ms.is_null()
                & GarmentRow.id.not_in(seen)
            )
            .count()
        )

    def corrections(self, person_id: int, network: str, *, but: int | None = None) -> Corrections:
        """What the person said of those garments that are corrected, and what this network had said of them.

        but: the id of a garment that is left out. Garments whose answer is not known are left out too.
        """
        numbers = len(Category)
        query = (
            EmbeddingRow.select(GarmentRow.category, EmbeddingRow.answer)
            .join(GarmentRow)
            .where((GarmentRow.person == person_id) & GarmentRow.deleted_ms.is_null())
            .where(GarmentRow.corrected_ms.is_null(False) & (GarmentRow.id != (but or 0)))
            .where(EmbeddingRow.network == network)
            # Not known is empty; an answer of another number of categories is of no use either.
            .where(fn.LENGTH(EmbeddingRow.answer) == numbers * ANSWER.itemsize)
            .order_by(EmbeddingRow.garment)
        )
        rows = list(query.tuples())
        packed = b"".join(answer for _, answer in rows)
        answers = np.frombuffer(packed, ANSWER).reshape(len(rows), numbers).astype(np.float32)
        return Corrections(np.array([category for category, _ in rows], np.int64), answers)

    def nearest(self, person_id: int, look: Look, limit: int = 5) -> list[Neighbour]:
        """The person's garments most similar to a look, the nearest first."""
        network, vector, _ = look
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

    def alike(self, person_id: int, garment_id: int, at_least: float) -> list[tuple[int, float]]:
        """The person's other garments that are as similar to this one or more, and how similar, the nearest first.

        at_least: cosine, -1 to 1. Deleted garments and those that were put aside are left out; so are all when this
        one has no vector.
        """
        network = (
            EmbeddingRow.select(EmbeddingRow.network)
            .where((EmbeddingRow.garment == garment_id) & (EmbeddingRow.vector != b""))
            .scalar()
        )
        if network is None:
            return []
        gallery = self._gallery(person_id, network)
        (own,) = np.nonzero(gallery.garment_ids == garment_id)
        if not len(own):
            return []
        similarities = gallery.vectors @ gallery.vectors[own[0]]
        enough = np.flatnonzero(similarities >= at_least)
        enough = enough[np.argsort(-similarities[enough], kind="stable")]
        near = {int(gallery.garment_ids[i]): float(similarities[i]) for i in enough if i != own[0]}
        query = GarmentRow.select(GarmentRow.id).where(
            GarmentRow.id.in_(list(near)) & GarmentRow.deleted_ms.is_null() & GarmentRow.retired_ms.is_null()
        )
        there = {number for (number,) in query.tuples()}
        return [(number, similarity) for number, similarity in near.items() if number in there]

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


def _packed(answer: NDArray[np.float32]) -> bytes:
    """Raises ValueError unless these are 14 probabilities."""
    if answer.shape != (len(Category),):
        raise ValueError(f"an answer has {len(Category)} probabilities, not shape {answer.shape}")
    if not ((answer >= 0) & (answer <= 1)).all():  # also when one is not a number
        raise ValueError("an answer's probabilities lie between 0 and 1")
    return answer.astype(ANSWER).tobytes()
