"""Weight averaging: the network that is delivered is a running mean of the one that is trained."""

from __future__ import annotations

import copy

import torch
from torch import nn


class Average:
    """Exponential moving average of all weights and batch statistics of `network`.

    `decay` is the share kept at each step; in the first steps the share is smaller, so that the average
    does not remember the random start.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self.decay = decay
        self.steps = 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Moves the average towards `network`; call after every optimiser step."""
        self.steps += 1
        keep = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mean, value in zip(
            self.network.state_dict().values(), network.state_dict().values(), strict=True
        ):
            if mean.is_floating_point():
                mean.lerp_(value, 1 - keep)
            else:
                mean.copy_(value)

    def state_dict(self) -> dict[str, object]:
        """What a checkpoint needs."""
        return {"network": self.network.state_dict(), "steps": self.steps}

    def load_state_dict(self, state: dict[str, object]) -> None:
        """Goes on from a checkpoint."""
        self.network.load_state_dict(state["network"])
        self.steps = state["steps"]
