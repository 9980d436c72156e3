"""Hands the trained network over to the exporter: `python -m model.train.garment_weights`.

Writes .cache/garment_photo/weights.npz from the averaged network in last.pt, or where there is no checkpoint from
the committed file: for every convolution and for the classifier `<name>.kernel` and `<name>.bias`, batch
normalisation folded in, axes in TensorFlow's order, float32.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn

from model import card
from model.train.committed import classifier_weights
from model.train.garment_cache import FOLDER
from model.train.garment_network import GarmentNetwork


def write(arrays: dict[str, np.ndarray]) -> None:
    """Writes weights.npz."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    waiting = FOLDER / "weights-new.npz"
    np.savez(waiting, **arrays)
    waiting.replace(FOLDER / "weights.npz")


@torch.no_grad()
def folded(network: GarmentNetwork) -> dict[str, np.ndarray]:
    """Kernels (height, width, in, out), depthwise ones (height, width, channels, 1), and biases, by layer
    name."""
    classifier = {
        "classifier.kernel": network.classifier.weight.T.numpy(),
        "classifier.bias": network.classifier.bias.numpy(),
    }
    return classifier | folded_convolutions(network)


@torch.no_grad()
def folded_convolutions(network: nn.Module) -> dict[str, np.ndarray]:
    """The same for the convolutions of any network that is built of garment_network.conv."""
    arrays = {}
    for name, module in network.named_modules():
        if not (isinstance(module, nn.Sequential) and isinstance(module[0], nn.Conv2d)):
            continue
        convolution, norm = module[0], module[1]
        factor = norm.weight.double() / (norm.running_var.double() + norm.eps).sqrt()
        kernel = convolution.weight.double() * factor[:, None, None, None]
        order = (2, 3, 0, 1) if convolution.groups > 1 else (2, 3, 1, 0)
        arrays[f"{name}.kernel"] = kernel.permute(order).float().numpy()
        arrays[f"{name}.bias"] = (norm.bias.double() - norm.running_mean.double() * factor).float().numpy()
    return arrays


def main() -> None:
    """From last.pt, or from the committed file."""
    checkpoint = FOLDER / "last.pt"
    if not checkpoint.exists():
        write(classifier_weights(card.FOLDER / "garment_photo.tflite"))
        print("there is no checkpoint: weights of the committed file")
        return
    network = GarmentNetwork()
    state = torch.load(checkpoint, weights_only=False)
    network.load_state_dict(state["average"]["network"])
    write(folded(network))
    print(f"weights of epoch {len(state['history'])}")


if __name__ == "__main__":
    main()
