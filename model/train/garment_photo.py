"""Fine-tunes EfficientNet-Lite0 on the garment photos: first at 160 px, then at 224 px.

The head warms up alone for the first steps, then every layer trains. Validation senders are measured after
every epoch and nothing is chosen by them: what is exported is the averaged network of the last epoch. Goes
on from .cache/garment_photo/last.pt; a longer --epochs or another batch size than the checkpoint's starts
anew only when that file is removed.
"""

from __future__ import annotations

import json

import numpy as np
import torch
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from torch import nn

from model.garments import CATEGORIES
from model.train.average import Average
from model.train.garment_batches import Batches, normalised, validation
from model.train.garment_cache import FOLDER
from model.train.garment_network import GarmentNetwork, from_imagenet
from model.train.schedule import cosine

EPOCHS = 42
LARGE_FROM = 18
"""From this epoch on (counted from 0) the pictures are 224 px instead of 160."""
EMOJI_FROM = 27
"""From this epoch on (counted from 0) some pictures are drawings, or look like them."""
SMALL_PX, LARGE_PX = 160, 224
BATCH = 32
PEAK_RATE = 4e-4
HEAD_RATE = 2e-3
WARM_UP_STEPS = 108
WEIGHT_DECAY = 0.03
LABEL_SMOOTHING = 0.1
MIXUP = 0.2
AVERAGE_DECAY = 0.995
SEED = 5


def train(epochs: int | None) -> None:
    """Trains to `epochs` (default EPOCHS), leaving last.pt after every epoch and history.json for the
    figures."""
    epochs = epochs or EPOCHS
    torch.manual_seed(SEED)
    network = from_imagenet()
    average = Average(network, AVERAGE_DECAY)
    optimiser = torch.optim.AdamW(_groups(network), lr=PEAK_RATE, weight_decay=WEIGHT_DECAY)
    history: list[dict[str, float]] = []
    last = FOLDER / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=False)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        history = state["history"]
    batches = Batches(BATCH)
    for epoch in range(len(history), epochs):
        size = SMALL_PX if epoch < LARGE_FROM else LARGE_PX
        parts = {"network": network, "average": average, "optimiser": optimiser}
        loss = _epoch(epoch, epochs, size=size, batches=batches, **parts)
        row = {"epoch": epoch + 1, "size": size, "loss": loss, **measure(average.network, size)}
        history.append(row)
        print(" ".join(f"{name} {value:.4f}" for name, value in row.items()), flush=True)
        waiting = FOLDER / "last-new.pt"
        torch.save({name: part.state_dict() for name, part in parts.items()} | {"history": history}, waiting)
        waiting.replace(last)
        (FOLDER / "history.json").write_text(json.dumps(history, indent=1), encoding="utf-8")


def _epoch(
    epoch: int,
    epochs: int,
    *,
    size: int,
    network: GarmentNetwork,
    average: Average,
    optimiser: torch.optim.Optimizer,
    batches: Batches,
) -> float:
    """One pass; the mean loss."""
    random = np.random.default_rng([SEED, epoch])
    torch.manual_seed(SEED + epoch)
    plan = batches.epoch(random)
    lost = 0.0
    network.train()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("loss {task.fields[loss]:.3f}")) as progress:
        bar = progress.add_task(f"epoch {epoch + 1}/{epochs} at {size} px", total=len(plan), loss=0.0)
        for number, rows in enumerate(plan):
            step = epoch * len(plan) + number
            for group in optimiser.param_groups:
                group["lr"] = cosine(step, epochs * len(plan), group["peak"], WARM_UP_STEPS)
                if group["body"] and step < WARM_UP_STEPS:
                    group["lr"] = 0.0
            pixels, labels = batches.pictures(rows, size, random, emoji=epoch >= EMOJI_FROM)
            targets = smoothed(labels)
            share = random.beta(MIXUP, MIXUP)
            other = torch.from_numpy(random.permutation(len(rows)))
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(share * pixels + (1 - share) * pixels[other]).float()
            loss = nn.functional.cross_entropy(logits, share * targets + (1 - share) * targets[other])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            average.update(network)
            lost += loss.item()
            progress.update(bar, advance=1, loss=lost / (number + 1))
    return lost / len(plan)


def smoothed(labels: torch.Tensor) -> torch.Tensor:
    """One-hot targets (n, 14) that leave LABEL_SMOOTHING to all categories together: some labels are
    wrong."""
    ones = nn.functional.one_hot(labels, len(CATEGORIES)).float()
    return ones * (1 - LABEL_SMOOTHING) + LABEL_SMOOTHING / len(CATEGORIES)


@torch.no_grad()
def measure(network: nn.Module, size: int) -> dict[str, float]:
    """Top-1 and top-3 accuracy (0..1) on the whole photos of the validation senders."""
    pixels, labels = validation(size)
    network.eval()
    parts = [network(normalised(pixels[start : start + 50])) for start in range(0, len(pixels), 50)]
    ranked = torch.cat(parts).argsort(1, descending=True).numpy()
    hits = ranked == labels[:, None]
    return {"top1": float(hits[:, 0].mean()), "top3": float(hits[:, :3].any(1).mean())}


def _groups(network: GarmentNetwork) -> list[dict[str, object]]:
    """Kernels decay, biases and batch normalisation do not; the classifier has a larger rate than the
    body."""
    groups = []
    for in_body, peak in ((True, PEAK_RATE), (False, HEAD_RATE)):
        values = [v for name, v in network.named_parameters() if name.startswith("classifier") != in_body]
        for decays in (True, False):
            chosen = [value for value in values if (value.dim() > 1) == decays]
            decay = WEIGHT_DECAY if decays else 0.0
            groups.append({"params": chosen, "weight_decay": decay, "peak": peak, "body": in_body})
    return groups
