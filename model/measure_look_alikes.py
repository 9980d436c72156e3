"""Does the embedding find a garment again? `python -m model.measure_look_alikes`.

Every validation sender's photo is "photographed again" (other floor or plain ground, light, turn, scale;
colours stay) and looked for among the embeddings of all photos, each made the product's way from photo and cutout.
Needs the photo cache of `python -m model.train.garment_cache`. Prints recall@1, recall@5 and the time of one search
among 10,000.
"""

from __future__ import annotations

import time

import numpy as np

from mirror.config import NetworkSettings
from mirror.vision.classifier import Classifier
from mirror.vision.cutout import cut_out
from mirror.vision.network import Network
from model import garment_embedding, garments
from model.train import garment_cache
from model.train.garment_augment import Wardrobe

SEED = 17
QUERY_PX = 224


def main() -> None:
    """Measures the committed file."""
    settings = NetworkSettings()
    cutout, classifier = Network(settings.cutout), Classifier(Network(settings.classifier))

    def embedding(picture: np.ndarray) -> np.ndarray:
        return classifier.classify(picture, cut_out(picture, cutout).alpha).embedding

    everything = garments.photos()
    held_back = garments.validation_senders()
    rows = np.flatnonzero([photo.sender in held_back for photo in everything])
    wardrobe = Wardrobe(
        *garment_cache.load(), np.flatnonzero([p.sender not in held_back for p in everything])
    )
    gallery = np.array([embedding(garment_cache.read(photo)) for photo in everything])
    random = np.random.default_rng(SEED)
    queries = np.array([embedding(wardrobe.sample(row, QUERY_PX, random, recolour=False)) for row in rows])
    for first in (1, 5):
        share = garment_embedding.recall(queries, gallery, rows, first)
        print(f"recall@{first} {share:.2%}: {len(rows)} photos taken again, among {len(gallery)}")
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
