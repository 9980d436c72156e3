"""Runs a .tflite file the way its card says; for measuring only (the product has its own in
mirror/vision)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np

try:
    from ai_edge_litert.interpreter import Interpreter
except ImportError:
    from tflite_runtime.interpreter import Interpreter


class Network:
    """One .tflite file, its tensors' quantisation taken care of; one thread."""

    def __init__(self, file: Path) -> None:
        self._interpreter = Interpreter(str(file), num_threads=1)
        self._interpreter.allocate_tensors()
        self.input = self._interpreter.get_input_details()[0]
        self.outputs = self._interpreter.get_output_details()

    def run(self, values: np.ndarray) -> list[np.ndarray]:
        """Real-valued input of the network's own shape, real-valued outputs in the file's order."""
        self._interpreter.set_tensor(self.input["index"], _to_tensor(values, self.input))
        self._interpreter.invoke()
        return [_to_real(self._interpreter.get_tensor(output["index"]), output) for output in self.outputs]


def prepare(picture: np.ndarray, card_input: dict[str, Any]) -> np.ndarray:
    """`picture` (h, w) grey or (h, w, 3) RGB, uint8, as the (1, h, w, c) float32 input that a card's
    "input" asks for: fitted to its size on its ground colour, then (pixel * scale_by - mean) / std."""
    size = card_input["width"], card_input["height"]
    if picture.shape[1::-1] != size:
        picture = fit(picture, size, card_input["fit"], card_input["ground"])
    values = picture.reshape(1, size[1], size[0], card_input["channels"]).astype(np.float32)
    values = values * np.float32(card_input["scale_by"])
    return (values - np.float32(card_input["mean"])) / np.float32(card_input["std"])


def fit(picture: np.ndarray, size: tuple[int, int], way: str, ground: list[int]) -> np.ndarray:
    """`picture` at `size` (width, height): "squash" gives up its aspect ratio, "letterbox" keeps it and
    fills the rest with `ground` (one number per channel, or one for all)."""
    height, width = picture.shape[:2]
    if way == "squash":
        return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    scale = min(size[0] / width, size[1] / height)
    inner = max(1, round(width * scale)), max(1, round(height * scale))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(picture, inner, interpolation=interpolation)
    sheet = np.empty((size[1], size[0], *picture.shape[2:]), np.uint8)
    sheet[:] = ground if picture.ndim == 3 else ground[0]
    left, top = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    sheet[top : top + inner[1], left : left + inner[0]] = small
    return sheet


def _to_tensor(values: np.ndarray, detail: dict[str, Any]) -> np.ndarray:
    kind = detail["dtype"]
    if kind == np.float32:
        return values.astype(np.float32)
    scale, zero = detail["quantization"]
    limits = np.iinfo(kind)
    return np.clip(np.round(values / scale) + zero, limits.min, limits.max).astype(kind)


def _to_real(tensor: np.ndarray, detail: dict[str, Any]) -> np.ndarray:
    if tensor.dtype == np.float32:
        return tensor
    scale, zero = detail["quantization"]
    return (tensor.astype(np.int32) - zero).astype(np.float32) * np.float32(scale)
