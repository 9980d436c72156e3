"""What the garment is: the photo and its mask in, ranked categories out, as the network's card says.

Two ways of feeding are known: the small grey picture of Fashion-MNIST, and the colour photo.
"""

import math
from typing import NamedTuple, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from .facts import Guess
from .geometry import bounding_box, letterbox, on_ground, resize
from .network import Card, InputCard, Network
from .ranking import rank, sharpen, softmax


class Answer(NamedTuple):
    """All categories that the network knows, likeliest first, and whether the first one may be asserted.

    embedding: float32 (n,) of unit length, or None for a network without one. network: which one answered, by its
    name and the beginning of its file's sha256: embeddings of two networks are not to be compared. sure_from: the
    confidence (0-1) from which the first guess may be asserted.
    """

    guesses: tuple[Guess, ...]
    sure: bool
    embedding: NDArray[np.float32] | None = None
    network: str = ""
    sure_from: float = 0.0

    def sure_of(self, guess: Guess) -> bool:
        """Whether a guess of this confidence may be asserted; `sure` is that of the first one."""
        return guess.confidence >= self.sure_from

    def doubted(self) -> Self:
        """The same answer, to be asked about whatever its confidence."""
        return self._replace(sure=False, sure_from=math.inf)


class Classifier:
    """One network behind one question. Not for several threads at once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.name = f"{network.card.name}-{network.card.sha256[:12]}"

    @property
    def embeds(self) -> bool:
        """Whether the network says in numbers what a garment looks like."""
        return self._network.card.outputs.embedding is not None

    def classify(self, rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> Answer:
        """What the garment is.

        rgb: the whole photo, uint8 (height, width, 3); alpha: uint8 (height, width), 255 where the garment is.
        """
        card = self._network.card
        views = [self._network.run(picture) for picture in prepare(rgb, alpha, card)]
        outputs = [np.mean([view[index] for view in views], axis=0) for index in range(len(views[0]))]
        scores = outputs[card.outputs.scores].reshape(-1)
        if card.outputs_are == "logits":
            probabilities = softmax(scores, card.temperature)
        else:
            probabilities = sharpen(scores, card.temperature)
        guesses = rank(probabilities, card.labels)
        embedding = None
        if card.outputs.embedding is not None:
            vectors = [_unit(view[card.outputs.embedding].reshape(-1)) for view in views]
            embedding = _unit(np.sum(vectors, axis=0))
        sure_from = card.not_sure_below or 0.0
        return Answer(guesses, guesses[0].confidence >= sure_from, embedding, self.name, sure_from)


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vector at length 1; one of no length stays as it is."""
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)


def prepare(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8], card: Card) -> list[NDArray[np.uint8]]:
    """The network's input pictures in the order of card.sees, uint8 (height, width, channels) of the card: the
    photo as it is, or the garment where it lies on the card's ground. A grey network is one of Fashion-MNIST's
    kind."""
    wanted = card.input
    if wanted.colour_order == "grey":
        return [fashion_mnist_picture(rgb, alpha, wanted.width)[..., np.newaxis]]
    made = {"photo": _fit(rgb, wanted, wanted.ground)}
    if "cutout" in card.sees:
        made["cutout"] = on_ground(made["photo"], _fit(alpha, wanted, (0,)), wanted.ground)
    return [made[view] for view in card.sees]


def _fit(picture: NDArray[np.uint8], card: InputCard, ground: tuple[int, ...]) -> NDArray[np.uint8]:
    """A picture or a mask at the card's size: with its aspect ratio kept, or squashed."""
    if card.fit == "letterbox":
        return letterbox(picture, card.width, card.height, ground)
    return resize(picture, card.width, card.height)


def fashion_mnist_picture(
    rgb: NDArray[np.uint8], alpha: NDArray[np.uint8], side_px: int = 28
) -> NDArray[np.uint8]:
    """The garment as Fashion-MNIST shows garments: cut to its outline, grey, negated, centred on black.

    Xiao, Rasul, Vollgraf: Fashion-MNIST (2017), section 2: trimmed, longest side to 28, intensities negated
    (its product photos are dark on white), extended to 28x28. Returns uint8 (side_px, side_px).
    """
    left, top, right, bottom = bounding_box(alpha)
    grey = cv2.cvtColor(rgb[top:bottom, left:right], cv2.COLOR_RGB2GRAY)
    mask = alpha[top:bottom, left:right].astype(np.float32) / 255
    return letterbox(np.asarray((255 - grey) * mask, np.uint8), side_px, side_px, (0,))
