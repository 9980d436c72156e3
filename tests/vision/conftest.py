"""A network that answers what the test wants, and the real ones, loaded once."""

from collections.abc import Callable

import numpy as np
import pytest

from mirror.vision.network import Card, InputCard, Network, OutputsCard


class SaysAlways:
    """Stands where a Network stands: the same outputs for every picture, and the pictures it was given kept."""

    def __init__(self, card: Card, *outputs: np.ndarray) -> None:
        self.card = card
        self.fed: list[np.ndarray] = []
        self._outputs = [np.asarray(output, np.float32) for output in outputs]

    def run(self, pixels: np.ndarray) -> list[np.ndarray]:
        wanted = self.card.input
        assert pixels.shape == (wanted.height, wanted.width, wanted.channels)
        assert pixels.dtype == np.uint8
        self.fed.append(pixels)
        return self._outputs


@pytest.fixture
def says() -> Callable[..., SaysAlways]:
    """A network with these outputs; keyword arguments change its card, those of the input start with `input_`."""

    def make(*outputs: np.ndarray, **changes: object) -> SaysAlways:
        facts: dict = {"height": 32, "width": 32, "channels": 3, "colour_order": "RGB", "scale_by": 1 / 255}
        facts |= {"mean": (0.0,) * 3, "std": (1.0,) * 3}
        facts |= {key.removeprefix("input_"): changes[key] for key in changes if key.startswith("input_")}
        rest = {key: changes[key] for key in changes if not key.startswith("input_")}
        if "embedding" in rest:
            rest["outputs"] = OutputsCard(embedding=rest.pop("embedding"))
        card = Card(name="toy", file="toy.tflite", sha256="", input=InputCard(**facts), **rest)
        return SaysAlways(card, *outputs)

    return make


@pytest.fixture(scope="session")
def fashion_network() -> Network:
    return Network("fashion_mnist")


@pytest.fixture(scope="session")
def cutout_network() -> Network:
    return Network("cutout", threads=2)
