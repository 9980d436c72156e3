"""Does the embedding find a garment again? `python -m model.measure_look_alikes`.

Every validation sender's photo is "photographed again" (other floor or plain ground, light, turn, scale;
colours stay) and looked for among the embeddings of all photos. Needs the photo cache of `python -m
model.train.garment_cache`. Prints recall@1 and the time of one search among 10,000.
"""

from __future__ import annotations

import time

import numpy as np

from model import card, garment_embedding, garments
from model.litert import Network, prepare
from model.train import garment_cache
from model.train.garment_augment import Wardrobe

SEED = 17


def main() -> None:
    """Measures the committed file."""
    facts = card.read("garment_photo")
    network = Network(card.FOLDER / facts["file"])

    def embedding(picture: np.ndarray) -> np.ndarray:
        return network.run(prepare(picture, facts["input"]))[facts["outputs"]["embedding"]][0]

    everything = garments.photos()
    held_back = garments.validation_senders()
    rows = np.flatnonzero([photo.sender in held_back for photo in everything])
    wardrobe = Wardrobe(
        *garment_cache.load(), np.flatnonzero([p.sender not in held_back for p in everything])
    )
    gallery = np.array([embedding(garment_cache.read(photo)) for photo in everything])
    random = np.random.default_rng(SEED)
    size = facts["input"]["width"]
    queries = np.array([embedding(wardrobe.sample(row, size, random, recolour=False)) for row in rows])
    share = garment_embedding.recall(queries, gallery, rows)
    print(f"recall@1 {share:.2%}: {len(rows)} photos taken again, among {len(gallery)}")
    print(f"one search among 10,000: {search_ms(gallery.shape[1]):.2f} ms")


def search_ms(numbers: int) -> float:
    """Median milliseconds to find the five nearest of 10,000 embeddings of `numbers` float32 values."""
    random = np.random.default_rng(SEED)
    closet = random.normal(size=(10_000, numbers)).astype(np.float32)
    closet /= np.linalg.norm(closet, axis=1, keepdims=True)
    times = []
    for _ in range(50):
        start = time.perf_counter()
        np.argpartition(-(closet @ closet[7]), 5)[:5]
        times.append(1000 * (time.perf_counter() - start))
    return float(np.median(times))


if __name__ == "__main__":
    main()
