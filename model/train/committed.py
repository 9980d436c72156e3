"""The committed .tflite file as the source of the weights, where the checkpoint is gone.

Its int8 kernels and int32 biases are as good as the real-valued ones: one step of a kernel is under 1% of the
largest value of its channel, and quantised again they come out the same.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from model.efficientnet_lite import blocks
from model.litert import Interpreter

LAYERS = {"CONV_2D": "conv2d", "DEPTHWISE_CONV_2D": "depthwise_conv2d", "FULLY_CONNECTED": "dense"}
NUMBER = re.compile(r"/(?:depthwise_)?(?:conv2d|dense)(?:_(\d+))?/(?:depthwise|Conv2D|MatMul)")
"""How the converter names a layer's kernel: Keras's name, numbered in the order in which layers were made."""


def classifier_weights(file: Path) -> dict[str, np.ndarray]:
    """What garment_weights.folded gives, out of garment_photo.tflite: kernels and biases by layer name, float32."""
    found = layers(file)
    plain, deep = iter(found["conv2d"]), iter(found["depthwise_conv2d"])
    arrays = {}

    def take(name: str, kernel: np.ndarray, bias: np.ndarray) -> None:
        arrays.update({f"{name}.kernel": kernel, f"{name}.bias": bias})

    def take_plain(name: str) -> None:
        kernel, bias = next(plain)  # (out, height, width, in)
        take(name, kernel.transpose(1, 2, 3, 0), bias)

    take_plain("stem")
    for number, block in enumerate(blocks()):
        if block.expand != 1:
            take_plain(f"blocks.{number}.expand")
        kernel, bias = next(deep)  # (1, height, width, channels)
        take(f"blocks.{number}.depthwise", kernel.transpose(1, 2, 3, 0), bias)
        take_plain(f"blocks.{number}.project")
    take_plain("head")
    kernel, bias = found["dense"][0]  # (out, in)
    take("classifier", kernel.T, bias)
    return arrays


def layers(file: Path) -> dict[str, list[tuple[np.ndarray, np.ndarray]]]:
    """(kernel, bias) of every layer, real values, by kind as LAYERS names it, in the order in which Keras made
    them."""
    interpreter = Interpreter(str(file), num_threads=1)
    interpreter.allocate_tensors()
    tensors = {tensor["index"]: tensor for tensor in interpreter.get_tensor_details()}
    found: dict[str, dict[int, tuple[np.ndarray, np.ndarray]]] = {kind: {} for kind in LAYERS.values()}
    for operation in interpreter._get_ops_details():  # nothing public lists them
        if operation["op_name"] in LAYERS:
            kernel, bias = (tensors[index] for index in operation["inputs"][1:3])
            number = int(NUMBER.search(kernel["name"]).group(1) or 0)
            values = tuple(_real(interpreter.get_tensor(part["index"]), part) for part in (kernel, bias))
            found[LAYERS[operation["op_name"]]][number] = values
    return {kind: [numbered[number] for number in sorted(numbered)] for kind, numbered in found.items()}


def _real(stored: np.ndarray, detail: dict[str, Any]) -> np.ndarray:
    """The tensor's real values; scales may be one, or one a channel along the tensor's own axis."""
    quantisation = detail["quantization_parameters"]
    shape = [1] * stored.ndim
    if len(quantisation["scales"]) > 1:
        shape[quantisation["quantized_dimension"]] = -1
    return stored.astype(np.float32) * quantisation["scales"].reshape(shape)
