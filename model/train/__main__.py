"""`python -m model.train NETWORK`: trains, or goes on training, one network."""

from __future__ import annotations

import argparse

import torch

from model.train.memory import keep_freed_memory


def main() -> None:
    """Reads the command line and starts the run."""
    parser = argparse.ArgumentParser(prog="python -m model.train", description=__doc__)
    parser.add_argument("network", choices=["fashion_mnist", "garment_photo"])
    parser.add_argument("--epochs", type=int, help="length of the whole run, also when going on with one")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads (default 1)")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    keep_freed_memory()
    if options.network == "fashion_mnist":
        from model.train import fashion_mnist

        fashion_mnist.train(options.epochs or 36)
    else:
        from model.train import garment_photo

        garment_photo.train(options.epochs)


if __name__ == "__main__":
    main()
