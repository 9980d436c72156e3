"""Hands the trained cutout network over to the exporter: `python -m model.train.cutout_weights`.

Writes .cache/cutout/weights.npz from the averaged network in last.pt, batch normalisation folded in, as
garment_weights does for the classifier.
"""

from __future__ import annotations

import numpy as np
import torch

from model.cutout_pictures import FOLDER
from model.train.cutout_network import CutoutNetwork
from model.train.garment_weights import folded_convolutions


def main() -> None:
    """From last.pt."""
    network = CutoutNetwork()
    state = torch.load(FOLDER / "last.pt", weights_only=False)
    network.load_state_dict(state["average"]["network"])
    waiting = FOLDER / "weights-new.npz"
    np.savez(waiting, **folded_convolutions(network))
    waiting.replace(FOLDER / "weights.npz")
    print(f"weights of step {state['history'][-1]['step']}")


if __name__ == "__main__":
    main()
