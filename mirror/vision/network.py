"""A network and its card: the one place that knows the TFLite interpreter.

TensorFlow Lite comes under two names with the same interpreter: LiteRT (`ai_edge_litert`) where it has wheels,
`tflite_runtime` on 32-bit Raspberry Pi OS. A card (JSON beside the .tflite) says how to feed the network, so a
network is replaced without touching code.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from ..errors import NetworkError

try:
    from ai_edge_litert.interpreter import Interpreter
except ImportError:
    from tflite_runtime.interpreter import Interpreter


class InputCard(msgspec.Struct, frozen=True):
    """How pixels become the input: (pixel * scale_by - mean) / std per channel, then the tensor's own scaling.

    fit: "squash" to the input size, or "letterbox" on `ground` (8-bit values per channel).
    """

    height: int
    width: int
    channels: Literal[1, 3]
    colour_order: Literal["grey", "RGB"]
    scale_by: float
    mean: tuple[float, ...]
    std: tuple[float, ...]
    fit: Literal["squash", "letterbox"] = "squash"
    ground: tuple[int, ...] = (0, 0, 0)


class OutputsCard(msgspec.Struct, frozen=True):
    """Which output is which; embedding is None for a network without one."""

    scores: int = 0
    embedding: int | None = None


class Card(msgspec.Struct, frozen=True):
    """What the product needs of a network's card; the rest of it is for people.

    sees: what a classifier is shown, one after the other, the mean of its answers being the answer (and of its
    embeddings, at equal lengths, the embedding): the garment alone in its place in the photo, or the whole photo.
    not_sure_below: the probability (0-1) under which a face asks instead of asserting. stretch: a mask's values
    count between their own lowest and highest, not from 0 to 1. looks_closer: a cutout network so fast that the
    cutout looks four times (vision/cutout.py).
    """

    name: str
    file: str
    sha256: str
    input: InputCard
    kind: Literal["classifier", "cutout"] = "classifier"
    labels: tuple[str, ...] = ()
    outputs: OutputsCard = OutputsCard()
    outputs_are: Literal["probabilities", "logits"] = "probabilities"
    temperature: float = 1.0
    not_sure_below: float | None = None
    stretch: bool = False
    looks_closer: bool = False
    sees: tuple[Literal["cutout", "photo"], ...] = ("cutout",)


def model_folder() -> Path:
    """Where the networks are installed: the `model` folder beside the `mirror` package, whose code is never run.

    Not looked for by name, because any folder called model on the path would come first. Raises NetworkError.
    """
    folder = Path(__file__).parents[2] / "model"
    if not folder.is_dir():
        raise NetworkError("the model folder is not installed: reinstall Otjang")
    return folder


def read_card(name: str, folder: Path | None = None) -> Card:
    """The card of a network. Raises NetworkError when there is none or when it cannot be understood."""
    folder = folder or model_folder()
    file = folder / f"{name}.json"
    try:
        return msgspec.json.decode(file.read_bytes(), type=Card)
    except FileNotFoundError as error:
        known = ", ".join(sorted(path.stem for path in folder.glob("*.json"))) or "none"
        raise NetworkError(f"there is no network called {name!r}; there are: {known}") from error
    except (OSError, msgspec.DecodeError) as error:
        raise NetworkError(f"cannot read the network's card {file.name}: {error}") from error


class Network:
    """A loaded network. `run` is not for several threads at once: give each thread its own.

    Raises NetworkError when the file is missing, differs from its card's sha256, or cannot be loaded.
    """

    def __init__(self, name: str, *, folder: Path | None = None, threads: int = 1) -> None:
        folder = folder or model_folder()
        self.card = read_card(name, folder)
        try:
            data = (folder / self.card.file).read_bytes()
        except OSError as error:
            raise NetworkError(f"cannot read the network {self.card.file}: {error.strerror}") from error
        if hashlib.sha256(data).hexdigest() != self.card.sha256:
            raise NetworkError(f"the network {self.card.file} is damaged: reinstall Otjang")
        try:
            with _without_chatter():
                self._interpreter = Interpreter(model_content=data, num_threads=threads)
                self._interpreter.allocate_tensors()
        except (RuntimeError, ValueError) as error:
            raise NetworkError(f"cannot load the network {self.card.file}: {error}") from error
        self._input = self._interpreter.get_input_details()[0]
        self._outputs = self._interpreter.get_output_details()
        self._table = _pixel_table(self.card.input, self._input)

    def run(self, pixels: NDArray[np.uint8]) -> list[NDArray[np.float32]]:
        """All outputs as real numbers, without the batch dimension, for one picture.

        pixels: uint8 (height, width, channels) of the card's input size and colour order.
        Raises ValueError when the shape is another.
        """
        wanted = self.card.input
        if pixels.shape != (wanted.height, wanted.width, wanted.channels):
            raise ValueError(
                f"{self.card.name} takes {wanted.height}x{wanted.width}x{wanted.channels}, not {pixels.shape}"
            )
        fed = cv2.LUT(pixels, self._table).reshape(1, *pixels.shape)
        # Converters differ in where they put the channels; the tensor's own shape decides.
        if tuple(self._input["shape"][1:]) != fed.shape[1:]:
            fed = np.ascontiguousarray(fed.transpose(0, 3, 1, 2))
        self._interpreter.set_tensor(self._input["index"], fed)
        self._interpreter.invoke()
        return [_real(self._interpreter.get_tensor(detail["index"])[0], detail) for detail in self._outputs]


@contextmanager
def _without_chatter() -> Iterator[None]:
    """The runtime greets each interpreter with an INFO line on stderr, which belongs to errors: drop that line.

    What others write to stderr meanwhile is passed on.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as scratch:
        os.dup2(scratch.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            scratch.seek(0)
            for line in scratch.read().splitlines(keepends=True):
                if not line.startswith(b"INFO: "):
                    os.write(kept, line)
            os.close(kept)


def _pixel_table(card: InputCard, detail: dict[str, Any]) -> NDArray[Any]:
    """For each channel the 256 values that the input tensor holds for pixels 0 to 255: (1, 256, channels)."""
    values = np.arange(256)[:, np.newaxis]
    real = (values * card.scale_by - np.array(card.mean)) / np.array(card.std)
    return _stored(real, detail)[np.newaxis]


def _stored(real: NDArray[np.floating[Any]], detail: dict[str, Any]) -> NDArray[Any]:
    """Real numbers in the tensor's own type and quantisation."""
    if np.issubdtype(detail["dtype"], np.floating):
        return real.astype(detail["dtype"])
    scale, zero_point = detail["quantization"]
    limits = np.iinfo(detail["dtype"])
    return np.asarray(np.clip(np.round(real / scale + zero_point), limits.min, limits.max), detail["dtype"])


def _real(stored: NDArray[Any], detail: dict[str, Any]) -> NDArray[np.float32]:
    """The tensor's values as real numbers; integers are widened before the zero point is subtracted."""
    if np.issubdtype(detail["dtype"], np.floating):
        return stored.astype(np.float32)
    scale, zero_point = detail["quantization"]
    return np.asarray((stored.astype(np.int32) - zero_point) * np.float32(scale), np.float32)
