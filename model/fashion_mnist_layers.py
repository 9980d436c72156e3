"""The paper's CNN as plain data: the one place from which every framework's copy and the parameter counts
derive.

Input is one grey picture 28 x 28 x 1, white garment on black, real values 0..1. Every convolution is 3 x 3
and is followed by ReLU, as is every dense layer but the last, which is followed by softmax over ten
categories. This module must not know any framework.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

INPUT_SHAPE = (28, 28, 1)
"""Height, width, channels."""


@dataclass(frozen=True)
class Conv:
    """A 3 x 3 convolution, stride 1; `padding` is "same" or "valid"."""

    filters: int
    padding: str


@dataclass(frozen=True)
class MaxPool:
    """Maximum over `size` x `size` pixels, moved by as much; a last odd row or column is left out."""

    size: int


@dataclass(frozen=True)
class Dropout:
    """Zeroes a share `rate` of the values while training; does nothing afterwards."""

    rate: float


@dataclass(frozen=True)
class Flatten:
    """Height, width, channels in one row, channels running fastest."""


@dataclass(frozen=True)
class Dense:
    """A fully connected layer with a bias."""

    units: int


Layer = Conv | MaxPool | Dropout | Flatten | Dense

LAYERS: tuple[Layer, ...] = (
    Conv(32, "same"),
    Conv(64, "valid"),
    MaxPool(2),
    Dropout(0.10),
    Conv(128, "same"),
    Conv(256, "valid"),
    MaxPool(2),
    Dropout(0.20),
    Flatten(),
    Dense(256),
    Dropout(0.40),
    Dense(100),
    Dropout(0.10),
    Dense(10),
)


@dataclass(frozen=True)
class Row:
    """One line of the paper's table: the layer, the shape it puts out, and how many numbers it learns."""

    layer: Layer
    shape: tuple[int, ...]
    parameters: int


def table(layers: tuple[Layer, ...] = LAYERS, shape: tuple[int, ...] = INPUT_SHAPE) -> list[Row]:
    """Output shape and parameter count of every layer, top to bottom."""
    rows = []
    for layer in layers:
        parameters = 0
        match layer:
            case Conv(filters, padding):
                height, width, channels = shape
                parameters = (9 * channels + 1) * filters
                lost = 0 if padding == "same" else 2
                shape = (height - lost, width - lost, filters)
            case MaxPool(size):
                height, width, channels = shape
                shape = (height // size, width // size, channels)
            case Flatten():
                shape = (prod(shape),)
            case Dense(units):
                parameters = (shape[0] + 1) * units
                shape = (units,)
            case Dropout():
                pass
        rows.append(Row(layer, shape, parameters))
    return rows
