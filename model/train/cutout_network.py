"""The garment cutout network in PyTorch; its body starts from the garment classifier's."""

from __future__ import annotations

import torch
from torch import nn

from model.cutout_layers import BOTTOM, LAST_BLOCK, LEVELS, PIXELS_PER_PLACE, Level
from model.efficientnet_lite import STEM_FILTERS, blocks
from model.train.garment_cache import FOLDER as CLASSIFIER_FOLDER
from model.train.garment_network import Bottleneck, conv, from_imagenet


class Step(nn.Module):
    """One level of the way up."""

    def __init__(self, level: Level, coarser: int) -> None:
        super().__init__()
        self.lateral = conv(level.channels_in, level.channels)
        self.coarser = conv(coarser, level.channels)
        self.convolutions = nn.ModuleList(
            conv(level.channels, level.channels, 3) for _ in range(level.convolutions)
        )
        self.relu = nn.ReLU6(inplace=True)

    def forward(self, coarse: torch.Tensor, tapped: torch.Tensor) -> torch.Tensor:
        doubled = nn.functional.interpolate(self.coarser(coarse), scale_factor=2, mode="nearest")
        values = self.relu(self.lateral(tapped) + doubled)
        for convolution in self.convolutions:
            values = self.relu(convolution(values))
        return values


class CutoutNetwork(nn.Module):
    """(n, 3, side, side) normalised RGB in, (n, 1, side, side) logits of "garment" out; side divides by
    32."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(3, STEM_FILTERS, 3, 2)
        self.blocks = nn.ModuleList(Bottleneck(block, 0.0) for block in list(blocks())[: LAST_BLOCK + 1])
        self.bottom = conv(BOTTOM.channels_in, BOTTOM.channels)
        coarser = [BOTTOM.channels] + [level.channels for level in LEVELS]
        self.steps = nn.ModuleList(Step(level, below) for level, below in zip(LEVELS, coarser, strict=False))
        self.mask = conv(LEVELS[-1].channels, PIXELS_PER_PLACE, 3)
        self.relu = nn.ReLU6(inplace=True)

    def body(self) -> list[nn.Module]:
        """The parts that come trained."""
        return [self.stem, self.blocks]

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        values = self.relu(self.stem(pixels))
        tapped = {}
        for number, block in enumerate(self.blocks):
            values = block(values)
            tapped[number] = values
        values = self.relu(self.bottom(values))
        for step, level in zip(self.steps, LEVELS, strict=True):
            values = step(values, tapped[level.block])
        return nn.functional.pixel_shuffle(self.mask(values), 2)

    def train(self, mode: bool = True) -> CutoutNetwork:
        """As usual, but the body's batch statistics stay what they are."""
        super().train(mode)
        for part in self.body():
            part.eval()
        return self


def from_classifier() -> CutoutNetwork:
    """A network whose body is the averaged garment classifier of the last checkpoint, or where there is none
    the published ImageNet weights."""
    network = CutoutNetwork()
    checkpoint = CLASSIFIER_FOLDER / "last.pt"
    if checkpoint.exists():
        trained = torch.load(checkpoint, weights_only=False)["average"]["network"]
    else:
        trained = from_imagenet().state_dict()
    own = network.state_dict()
    own.update({name: trained[name] for name in own if name.startswith(("stem.", "blocks."))})
    network.load_state_dict(own)
    return network.to(memory_format=torch.channels_last)
