"""Studio photos on white, and bags: `python -m model.measure_studio` (needs dataset-fashion-mnist).

The held-back senders' garments, where the cutout is believable, laid on white, go the product's way through
cutout and classifier; beside them the same photos as they were taken. No photo of a bag is among them: the
1,000 bags of Fashion-MNIST's test pictures, coloured and enlarged, tell whether Bag is alive, and all held-back
photos how often the answer is Bag where there is none. Neither tells how a photographed bag fares.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from mirror.config import NetworkSettings
from mirror.vision.classifier import Answer, Classifier
from mirror.vision.cutout import Cutout, cut_out
from mirror.vision.network import Network
from model import fashion_mnist_data, garments
from model.cutout_pictures import believable
from model.train import garment_cache

WHITE = 250
SIDE_PX = 256
BAG = garments.CATEGORIES.index("Bag")
SEED = 8


def main() -> None:
    """Prints the figures."""
    settings = NetworkSettings()
    cutter, classifier = Network(settings.cutout), Classifier(Network(settings.classifier))

    def see(picture: np.ndarray) -> tuple[Answer, Cutout]:
        mask = cut_out(picture, cutter)
        answer = classifier.classify(picture, mask.alpha)
        return (answer.doubted() if mask.uncertain else answer), mask

    as_taken, on_white, called_bags = [], [], []
    held_back = garments.validation_senders()
    photos = [photo for photo in garments.photos() if photo.sender in held_back]
    for photo in photos:
        picture = garment_cache.read(photo)
        answer, mask = see(picture)
        if answer.guesses[0].category == BAG:
            called_bags.append(answer.sure)
        whole = np.array([0, 0, picture.shape[1], picture.shape[0]])
        if photo.category == garments.UNCLEAR or not believable(mask.alpha, whole):
            continue
        as_taken.append(answer.guesses[0].category == photo.category)
        alpha = mask.alpha[..., None] / 255
        studio, _ = see((picture * alpha + WHITE * (1 - alpha)).astype(np.uint8))
        on_white.append(studio.guesses[0].category == photo.category)
    print(
        f"{len(on_white)} held-back garments with a believable cutout: {np.mean(as_taken):.2%} right as taken,"
    )
    print(f"  {np.mean(on_white):.2%} right on white")
    bags = [see(picture)[0].guesses for picture in drawn_bags()]
    first = np.mean([guesses[0].category == BAG for guesses in bags])
    three = np.mean([BAG in [guess.category for guess in guesses[:3]] for guesses in bags])
    print(
        f"{len(bags)} bags of Fashion-MNIST, coloured, on white: {first:.2%} right, {three:.2%} among three"
    )
    print(f"of {len(photos)} held-back photos, none of a bag, {len(called_bags)} are called one,")
    print(f"  {sum(called_bags)} of them surely")


def drawn_bags() -> Iterator[np.ndarray]:
    """Fashion-MNIST's test bags, each in a colour of its own on white, (256, 256, 3) uint8 RGB."""
    random = np.random.default_rng(SEED)
    images, labels = fashion_mnist_data.load("t10k")
    for small in images[labels == BAG]:
        grey = cv2.resize(small, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_CUBIC)[..., None] / 255
        filled = cv2.morphologyEx((small > 8).astype(np.uint8) * 255, cv2.MORPH_CLOSE, np.ones((3, 3)))
        alpha = cv2.GaussianBlur(cv2.resize(filled, (SIDE_PX, SIDE_PX)), (0, 0), 2)[..., None] / 255
        alpha = np.clip((alpha - 0.3) / 0.4, 0, 1)
        bag = random.integers(20, 256, 3) * (0.25 + 0.75 * grey)
        yield np.clip(bag * alpha + WHITE * (1 - alpha), 0, 255).astype(np.uint8)


if __name__ == "__main__":
    main()
