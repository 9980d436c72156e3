"""Trains the garment cutout network: `python -m model.train.cutout_train`.

Composites with known masks, and real photos with U2-Net-P's believable masks, all of training senders; first
at 192 px, in the end at 256 px. The body stands still for the first steps. Writes .cache/cutout/last.pt every
hundred steps and goes on from it; a run of another length (--steps) starts anew only when that file is
removed. Nothing is chosen by the validation senders: what is exported is the averaged network of the last step.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import cv2
import numpy as np
import torch
from torch import nn

from model.cutout_layers import MEAN, STD
from model.cutout_pictures import FOLDER, Pictures, prepared, squashed
from model.train.average import Average
from model.train.cutout_network import CutoutNetwork, from_classifier
from model.train.memory import keep_freed_memory
from model.train.schedule import cosine

STEPS = 1700
SMALL_PX, LARGE_PX = 192, 256
LARGE_FROM = 0.75
"""The share of the steps after which pictures are 256 px."""
BATCH = 16
REAL_SHARE = 0.4
EMPTY_SHARE = 0.04
"""Pictures without a garment, half of them one even colour; the others besides the real ones are composites."""
BODY_RATE, TOP_RATE = 4e-4, 3e-3
WARM_UP_STEPS = 60
BODY_STANDS_STEPS = 60
WEIGHT_DECAY = 0.01
EDGE_WEIGHT = 5.0
AVERAGE_DECAY = 0.99
KEEP_EVERY = 100
SEED = 3
CHECKED = 60
"""How many validation composites, and as many real validation photos, are looked at while training."""


def train(steps: int) -> None:
    """Trains to `steps`, leaving last.pt and history.json."""
    torch.manual_seed(SEED)
    network = from_classifier()
    average = Average(network, AVERAGE_DECAY)
    optimiser = torch.optim.AdamW(groups(network), lr=TOP_RATE)
    parts = {"network": network, "average": average, "optimiser": optimiser}
    history: list[dict[str, float]] = []
    last = FOLDER / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=False)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        history = state["history"]
    pictures = prepared(validation=False)
    checks = validation_pictures()
    print(f"{len(pictures.rows)} training garments, {len(pictures.floors)} floors", flush=True)
    done = int(history[-1]["step"]) if history else 0
    sizes = [SMALL_PX if step < LARGE_FROM * steps else LARGE_PX for step in range(steps)]
    lost, begun = [], time.monotonic()
    for step, made in batches(pictures, sizes, done):
        size = sizes[step]
        for group in optimiser.param_groups:
            group["lr"] = cosine(step, steps, group["peak"], WARM_UP_STEPS)
            if group["body"] and step < BODY_STANDS_STEPS:
                group["lr"] = 0.0
        network.train()
        for part in network.body():
            part.requires_grad_(step >= BODY_STANDS_STEPS)
        lost.append(one_step(network, optimiser, *made))
        average.update(network)
        if (step + 1) % 20 == 0:
            seconds = (time.monotonic() - begun) / len(lost)
            print(
                f"step {step + 1}/{steps} {size} px loss {np.mean(lost[-20:]):.4f} {seconds:.2f} s",
                flush=True,
            )
        if (step + 1) % KEEP_EVERY == 0 or step + 1 == steps:
            row = {"step": step + 1, "size": size, "loss": float(np.mean(lost[-KEEP_EVERY:]))}
            history.append(row | measure(average.network, checks))
            print(" ".join(f"{name} {value:.4f}" for name, value in history[-1].items()), flush=True)
            waiting = FOLDER / "last-new.pt"
            torch.save(
                {name: part.state_dict() for name, part in parts.items()} | {"history": history}, waiting
            )
            waiting.replace(last)
            (FOLDER / "history.json").write_text(json.dumps(history, indent=1), encoding="utf-8")


def groups(network: CutoutNetwork) -> list[dict[str, object]]:
    """Kernels decay, biases and batch normalisation do not; what is new learns faster than the body."""
    made = []
    for in_body, peak in ((True, BODY_RATE), (False, TOP_RATE)):
        values = [
            value
            for name, value in network.named_parameters()
            if name.startswith(("stem.", "blocks.")) == in_body
        ]
        for decays in (True, False):
            chosen = [value for value in values if (value.dim() > 1) == decays]
            decay = WEIGHT_DECAY if decays else 0.0
            made.append({"params": chosen, "weight_decay": decay, "peak": peak, "body": in_body})
    return made


def batches(
    pictures: Pictures, sizes: list[int], done: int
) -> Iterator[tuple[int, tuple[torch.Tensor, torch.Tensor]]]:
    """Step numbers from `done` on with their batches; the next is made while the last is trained on."""
    with ThreadPoolExecutor(1) as maker:

        def ordered(step: int) -> Future[tuple[torch.Tensor, torch.Tensor]]:
            return maker.submit(batch, pictures, sizes[step], np.random.default_rng([SEED, step]))

        waiting = ordered(done) if done < len(sizes) else None
        for step in range(done, len(sizes)):
            made = waiting.result()
            waiting = ordered(step + 1) if step + 1 < len(sizes) else None
            yield step, made


def batch(pictures: Pictures, size: int, random: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """BATCH pictures (n, 3, size, size), normalised, and masks (n, 1, size, size) of 0..1."""
    pixels = np.empty((BATCH, size, size, 3), np.uint8)
    masks = np.empty((BATCH, 1, size, size), np.uint8)
    for place, row in enumerate(random.choice(pictures.rows, BATCH, replace=False)):
        draw = random.random()
        if draw < EMPTY_SHARE:
            even = np.full((size, size, 3), random.integers(0, 256, 3) * random.integers(0, 2), np.uint8)
            pixels[place] = even if random.random() < 0.5 else pictures.ground(size, random)
            masks[place] = 0
        else:
            make = pictures.real if draw < EMPTY_SHARE + REAL_SHARE else pictures.composite
            pixels[place], masks[place, 0] = make(row, size, random)
    return normalised(pixels), torch.from_numpy(masks).float() / 255


def normalised(pixels: np.ndarray) -> torch.Tensor:
    """(n, h, w, 3) uint8 RGB as the network takes it, (n, 3, h, w)."""
    values = torch.from_numpy(pixels).permute(0, 3, 1, 2)
    return ((values.float() / 255 - MEAN) / STD).contiguous(memory_format=torch.channels_last)


def one_step(
    network: CutoutNetwork, optimiser: torch.optim.Optimizer, pixels: torch.Tensor, masks: torch.Tensor
) -> float:
    """One optimiser step; the loss."""
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(pixels)
    loss = mask_loss(logits.float(), masks)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimiser.step()
    return loss.item()


def mask_loss(logits: torch.Tensor, masks: torch.Tensor) -> torch.Tensor:
    """Cross-entropy, EDGE_WEIGHT times heavier near the outline, plus one minus the soft IoU."""
    high = nn.functional.max_pool2d(masks, 9, 1, 4)
    low = -nn.functional.max_pool2d(-masks, 9, 1, 4)
    weight = 1 + (EDGE_WEIGHT - 1) * (high - low)
    entropy = nn.functional.binary_cross_entropy_with_logits(logits, masks, weight)
    soft = logits.sigmoid()
    both = (soft * masks).sum((1, 2, 3))
    either = (soft + masks - soft * masks).sum((1, 2, 3))
    return entropy + (1 - (both + 1) / (either + 1)).mean()


def validation_pictures() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Fixed pictures of validation senders at LARGE_PX, uint8, with bool masks (n, h, w)."""
    held_back = prepared(validation=True)
    sources = held_back.photos, held_back.masks
    random = np.random.default_rng(7)
    rows = random.choice(held_back.rows, CHECKED, replace=False)
    made = {
        "plain": [held_back.composite(row, LARGE_PX, random, hard=False) for row in rows],
        "hard": [held_back.composite(row, LARGE_PX, random) for row in rows],
        "real": [
            tuple(squashed(part[row], held_back.boxes[row], LARGE_PX) for part in sources) for row in rows
        ],
    }
    return {
        name: (np.stack([one[0] for one in some]), np.stack([one[1] for one in some]) > 127)
        for name, some in made.items()
    }


@torch.no_grad()
def measure(network: nn.Module, checks: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, float]:
    """Mean IoU at probability 0.5 for each kind of validation picture."""
    network.eval()
    means = {}
    for name, (pixels, masks) in checks.items():
        parts = [network(normalised(pixels[at : at + 10]))[:, 0] > 0 for at in range(0, len(pixels), 10)]
        answers = torch.cat(parts).numpy()
        both, either = (answers & masks).sum((1, 2)), (answers | masks).sum((1, 2))
        means[name] = float((both / np.maximum(either, 1)).mean())
    return means


def main() -> None:
    """Reads the command line and starts, or goes on."""
    parser = argparse.ArgumentParser(prog="python -m model.train.cutout_train", description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS, help="length of the whole run")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads (default 1)")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    cv2.setNumThreads(1)
    keep_freed_memory()
    train(options.steps)


if __name__ == "__main__":
    main()
