"""EfficientNet-Lite0 as plain data (Tan & Le 2019; the Lite variant has ReLU6 and no squeeze-and-excitation).

From it the PyTorch network that is trained and the Keras network that is exported are both built, with the
same layer names, so that weights pass from one to the other by name. This module must not know any
framework.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

STEM_FILTERS = 32
HEAD_FILTERS = 1280
NORM_EPSILON = 1e-3


@dataclass(frozen=True)
class Block:
    """One inverted bottleneck: 1x1 to `expand` times the channels (left out when 1), depthwise `kernel`,
    1x1 to `channels_out`; the input is added when shape allows it (`shortcut`)."""

    kernel: int
    stride: int
    expand: int
    channels_in: int
    channels_out: int

    @property
    def shortcut(self) -> bool:
        """Whether the block's input is added to its output."""
        return self.stride == 1 and self.channels_in == self.channels_out


STAGES = (
    # repeats, kernel, stride of the first, expand, channels out
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)


def blocks() -> Iterator[Block]:
    """All sixteen blocks from input to output."""
    channels = STEM_FILTERS
    for repeats, kernel, stride, expand, channels_out in STAGES:
        for number in range(repeats):
            yield Block(kernel, stride if number == 0 else 1, expand, channels, channels_out)
            channels = channels_out


LOOK_BLOCKS = (2, 4, 7, 10, 14)
"""The blocks of which the embedding sees the means of the upper and of the lower half, beside the last 1280
channels: cloth, colour and print, and where on the garment they are."""
