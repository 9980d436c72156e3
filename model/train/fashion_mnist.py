"""Trains the paper's CNN on Fashion-MNIST: all 60,000 training pictures, no picture of the test set.

The test set is measured after every epoch for the curves only: nothing is chosen by it, and what is
exported is the averaged network of the last epoch.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from torch import nn

from model import fashion_mnist_data
from model.train.average import Average
from model.train.fashion_mnist_augment import augment
from model.train.fashion_mnist_network import build, folded
from model.train.schedule import cosine

FOLDER = Path(".cache/fashion_mnist")
BATCH = 128
PEAK_RATE = 0.05
WARM_UP_STEPS = 469
WEIGHT_DECAY = 5e-4
LABEL_SMOOTHING = 0.1
AVERAGE_DECAY = 0.9985
SEED = 20


def train(epochs: int) -> None:
    """Trains to `epochs`, going on from .cache/fashion_mnist/last.pt when it is there; leaves weights.npz and
    history.json beside it after every epoch."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    network = build()
    average = Average(network, AVERAGE_DECAY)
    optimiser = torch.optim.SGD(
        _groups(network), lr=PEAK_RATE, momentum=0.9, nesterov=True, weight_decay=WEIGHT_DECAY
    )
    history: list[dict[str, float]] = []
    last = FOLDER / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=False)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        history = state["history"]
    pictures, labels = _tensors("train")
    test = _tensors("t10k")
    for epoch in range(len(history), epochs):
        parts = {"network": network, "average": average, "optimiser": optimiser}
        row = _epoch(epoch, epochs, pictures=pictures, labels=labels, **parts)
        row |= {"test_" + name: value for name, value in measure(average.network, *test).items()}
        history.append(row)
        print(" ".join(f"{name} {value:.4f}" for name, value in row.items()), flush=True)
        waiting = FOLDER / "last-new.pt"
        torch.save({name: part.state_dict() for name, part in parts.items()} | {"history": history}, waiting)
        waiting.replace(last)
        _write_weights(average.network, history)


def _epoch(
    epoch: int,
    epochs: int,
    *,
    network: nn.Module,
    average: Average,
    optimiser: torch.optim.Optimizer,
    pictures: torch.Tensor,
    labels: torch.Tensor,
) -> dict[str, float]:
    """One pass over the training pictures; the mean loss and accuracy seen on the way (augmented, with
    dropout)."""
    random = torch.Generator().manual_seed(SEED + epoch)
    batches = torch.randperm(len(labels), generator=random).split(BATCH)
    batches = [batch for batch in batches if len(batch) == BATCH]
    lost = right = 0.0
    network.train()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("loss {task.fields[loss]:.3f}")) as progress:
        bar = progress.add_task(f"epoch {epoch + 1}/{epochs}", total=len(batches), loss=0.0)
        for number, batch in enumerate(batches):
            rate = cosine(epoch * len(batches) + number, epochs * len(batches), PEAK_RATE, WARM_UP_STEPS)
            for group in optimiser.param_groups:
                group["lr"] = rate
            values = augment(pictures[batch].float() / 255, random)[:, None]
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(values.contiguous(memory_format=torch.channels_last)).float()
            loss = nn.functional.cross_entropy(logits, labels[batch], label_smoothing=LABEL_SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            average.update(network)
            lost += loss.item()
            right += (logits.argmax(1) == labels[batch]).float().mean().item()
            progress.update(bar, advance=1, loss=lost / (number + 1))
    return {"epoch": epoch + 1, "loss": lost / len(batches), "accuracy": right / len(batches)}


@torch.no_grad()
def measure(network: nn.Module, pictures: torch.Tensor, labels: torch.Tensor) -> dict[str, float]:
    """Loss (cross-entropy without smoothing) and accuracy (0..1) of `network` in float32."""
    network.eval()
    logits = torch.cat([network((part.float() / 255)[:, None]) for part in pictures.split(500)])
    accuracy = (logits.argmax(1) == labels).double().mean().item()
    return {"loss": nn.functional.cross_entropy(logits, labels).item(), "accuracy": accuracy}


def _groups(network: nn.Module) -> list[dict[str, object]]:
    """Kernels decay towards zero; biases and batch normalisation do not."""
    kernels = [value for value in network.parameters() if value.dim() > 1]
    others = [value for value in network.parameters() if value.dim() <= 1]
    return [{"params": kernels}, {"params": others, "weight_decay": 0.0}]


def _tensors(part: str) -> tuple[torch.Tensor, torch.Tensor]:
    images, labels = fashion_mnist_data.load(part)
    return torch.from_numpy(images.copy()), torch.from_numpy(labels.astype(np.int64))


def _write_weights(network: nn.Sequential, history: list[dict[str, float]]) -> None:
    """weights.npz for the exporter (kernel_0, bias_0, ...) and history.json for the figures."""
    arrays = {}
    for number, (kernel, bias) in enumerate(folded(network)):
        arrays |= {f"kernel_{number}": kernel, f"bias_{number}": bias}
    waiting = FOLDER / "weights-new.npz"
    np.savez(waiting, **arrays)
    waiting.replace(FOLDER / "weights.npz")
    (FOLDER / "history.json").write_text(json.dumps(history, indent=1))
