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
from .network import InputCard, Network
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

    def classify(
        self, rgb: NDArray[np.uint8], alpha: NDArray[np.uint8], photo: NDArray[np.uint8] | None = None
    ) -> Answer:
        """What the garment is.

        rgb, alpha: the garment, uint8 (height, width, 3) and (height, width), 255 where it is. photo: the whole
        photo, uint8 (height, width, 3), for a network whose card wants to see it; without it the garment stands in.
        """
        card = self._network.card
        views = []
        for view in card.sees:
            if view == "photo" and photo is not None:
                views.append(self._network.run(fit(photo, card.input)))
            else:
                views.append(self._network.run(prepare(rgb, alpha, card.input)))
        outputs = [np.mean([view[index] for view in views], axis=0) for index in range(len(views[0]))]
        scores = outputs[card.outputs.scores].reshape(-1)
        if card.outputs_are == "logits":
            probabilities = softmax(scores, card.temperature)
        else:
            probabilities = sharpen(scores, card.temperature)
        guesses = rank(probabilities, card.labels)
        embedding = None
        if card.outputs.embedding is not None:
            vector = outputs[card.outputs.embedding].reshape(-1)
            embedding = (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32)
        sure_from = card.not_sure_below or 0.0
        return Answer(guesses, guesses[0].confidence >= sure_from, embedding, self.name, sure_from)


def prepare(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8], card: InputCard) -> NDArray[np.uint8]:
    """The network's input picture, uint8 (card.height, card.width, card.channels)."""
    if card.colour_order == "grey":
        return fashion_mnist_picture(rgb, alpha, card.width)[..., np.newaxis]
    return fit(on_ground(rgb, alpha, card.ground), card)


def fit(picture: NDArray[np.uint8], card: InputCard) -> NDArray[np.uint8]:
    """A colour picture, uint8 (height, width, 3), at the card's size: with its aspect ratio kept, or squashed."""
    if card.fit == "letterbox":
        return letterbox(picture, card.width, card.height, card.ground)
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
