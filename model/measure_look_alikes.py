"""Does the embedding find a garment again? `python -m model.measure_look_alikes`.

Every validation sender's photo is "photographed again" (other floor or plain ground where its cutout is believable,
light, turn, scale; colours stay) and looked for among the embeddings of all photos, each made the product's way
from photo and cutout. Prints recall@1, recall@5 and the time of one search among 10,000.
"""

from __future__ import annotations

import time

import numpy as np

from mirror.config import NetworkSettings
from mirror.vision.classifier import Classifier
from mirror.vision.cutout import cut_out
from mirror.vision.network import Network
from model import garment_embedding, garments
from model.cutout_pictures import believable
from model.litert import fit
from model.train import garment_cache
from model.train.garment_augment import Wardrobe

SEED = 17
QUERY_PX = 224


def main() -> None:
    """Measures the committed file."""
    settings = NetworkSettings()
    cutout, classifier = Network(settings.cutout), Classifier(Network(settings.classifier))

    def look(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        alpha = cut_out(picture, cutout).alpha
        return classifier.classify(picture, alpha).embedding, alpha

    everything = garments.photos()
    held_back = np.isin([photo.sender for photo in everything], list(garments.validation_senders()))
    gallery, sheets, masks, boxes = [], [], [], []
    for photo in everything:
        picture = garment_cache.read(photo)
        embedding, alpha = look(picture)
        sheet, box = garment_cache.letterboxed(picture)
        mask = fit(alpha, sheet.shape[:2], "letterbox", [0])
        gallery.append(embedding)
        sheets.append(sheet)
        masks.append(mask if believable(mask, box) else np.zeros_like(mask))
        boxes.append(box)
    believed = np.array([mask.any() for mask in masks])
    wardrobe = Wardrobe(
        np.stack(sheets), np.stack(masks), np.array(boxes), np.flatnonzero(~held_back & believed)
    )
    random = np.random.default_rng(SEED)
    rows = np.flatnonzero(held_back)
    queries = [look(wardrobe.sample(row, QUERY_PX, random, recolour=False))[0] for row in rows]
    for first in (1, 5):
        share = garment_embedding.recall(np.array(queries), np.array(gallery), rows, first)
        print(f"recall@{first} {share:.2%}: {len(rows)} photos taken again, among {len(gallery)}")
    print(f"one search among 10,000: {search_ms(len(gallery[0])):.2f} ms")


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
