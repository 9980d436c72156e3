"""The paper's CNN in PyTorch, with batch normalisation while it trains and without it afterwards.

Behind every convolution and every dense layer but the last stands a batch normalisation (Ioffe & Szegedy
2015). At rest it multiplies and adds per channel, which the layer before can do itself, so `folded` moves
it into that layer's weights: what is delivered is the paper's network layer for layer, with the paper's
parameter counts.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from model.fashion_mnist_layers import LAYERS, Conv, Dense, Dropout, Flatten, MaxPool, table


class RowsLast(nn.Module):
    """Flattens (n, channels, height, width) with channels running fastest, as TensorFlow does."""

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return values.permute(0, 2, 3, 1).flatten(1)


def build() -> nn.Sequential:
    """The network to train: (n, 1, 28, 28) real values 0..1 in, (n, 10) logits out."""
    modules: list[nn.Module] = []
    size_in = 1
    last = LAYERS[-1]
    for row in table():
        match row.layer:
            case Conv(filters, padding):
                modules += [
                    nn.Conv2d(size_in, filters, 3, padding=padding, bias=False),
                    nn.BatchNorm2d(filters),
                ]
                modules += [nn.ReLU(inplace=True)]
            case Dense(units) if row.layer is last:
                modules += [nn.Linear(size_in, units)]
            case Dense(units):
                modules += [
                    nn.Linear(size_in, units, bias=False),
                    nn.BatchNorm1d(units),
                    nn.ReLU(inplace=True),
                ]
            case MaxPool(size):
                modules += [nn.MaxPool2d(size)]
            case Dropout(rate):
                modules += [nn.Dropout(rate)]
            case Flatten():
                modules += [RowsLast()]
        size_in = row.shape[-1]
    network = nn.Sequential(*modules)
    for module in network:
        if isinstance(module, nn.Conv2d | nn.Linear):
            nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
    return network.to(memory_format=torch.channels_last)


@torch.no_grad()
def folded(network: nn.Sequential) -> list[tuple[np.ndarray, np.ndarray]]:
    """(kernel, bias) of each layer that learns, batch normalisation folded in, in TensorFlow's axis order:
    convolution kernels (height, width, in, out), dense kernels (in, out); float32."""
    modules = list(network)
    weights = []
    for module, after in zip(modules, [*modules[1:], nn.Identity()], strict=True):
        if not isinstance(module, nn.Conv2d | nn.Linear):
            continue
        kernel = module.weight.double()
        bias = torch.zeros(len(kernel)).double() if module.bias is None else module.bias.double()
        if isinstance(after, nn.BatchNorm1d | nn.BatchNorm2d):
            factor = after.weight.double() / (after.running_var.double() + after.eps).sqrt()
            bias = after.bias.double() + (bias - after.running_mean.double()) * factor
            kernel = kernel * factor.view(-1, *[1] * (kernel.dim() - 1))
        order = (2, 3, 1, 0) if kernel.dim() == 4 else (1, 0)
        weights.append((kernel.permute(order).float().numpy(), bias.float().numpy()))
    return weights
