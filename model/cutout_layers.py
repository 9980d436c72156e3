"""The garment cutout network as plain data: an EfficientNet-Lite0 body and a small U-shaped way back up.

At each level of the way up the coarser values and the body's own are brought to the same channels by a 1x1
convolution each, the coarser ones are doubled in size (nearest), both are added, and 3x3 convolutions follow.
That is a concatenation with a 1x1 convolution behind it, only cheaper. From half of the input size the last
convolution writes four numbers a place, one for each of its four pixels. From this the PyTorch network that
is trained and the Keras network that is exported are both built; this module must not know any framework.
"""

from __future__ import annotations

from typing import NamedTuple

SIZE_PX = 256
"""Side of the square RGB input and of the mask that comes out; a photo is squashed to it."""
MEAN, STD = 127 / 255, 128 / 255
"""Normalisation as the body learnt it: (pixel / 255 - MEAN) / STD."""
LAST_BLOCK = 14
"""The body's blocks 0 to this one are used; it works at 1/32 of the input size."""


class Level(NamedTuple):
    """One step of the way up: the body's block that is tapped, its channels, the level's own channels, and
    how many 3x3 convolutions follow."""

    block: int
    channels_in: int
    channels: int
    convolutions: int


BOTTOM = Level(block=14, channels_in=192, channels=128, convolutions=0)
LEVELS = (
    Level(block=10, channels_in=112, channels=64, convolutions=2),  # 1/16
    Level(block=4, channels_in=40, channels=48, convolutions=2),  # 1/8
    Level(block=2, channels_in=24, channels=32, convolutions=2),  # 1/4
    Level(block=0, channels_in=16, channels=24, convolutions=1),  # 1/2
)
PIXELS_PER_PLACE = 4
