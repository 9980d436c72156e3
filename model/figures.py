"""Draws the figures of the model cards as PNG: `python -m model.figures fashion_mnist|garment_photo`.

fashion_mnist gets the paper's figure 3 (curves, confusion matrix, a sheet of test predictions),
garment_photo its curves and confusion matrix; no garment photo is drawn. Needs matplotlib, and the
history.json of a training run for the curves.
"""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

from model import card, evaluate, fashion_mnist_data
from model.litert import Network, prepare

mpl.use("Agg")
FOLDER = Path(__file__).parent / "figures"
COLOURS = 96
"""Palette size of the files: enough for drawings, and a third of the bytes."""


def main() -> None:
    """Draws what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m model.figures", description=__doc__)
    parser.add_argument("network", choices=["fashion_mnist", "garment_photo"])
    name = parser.parse_args().network
    history = json.loads(Path(f".cache/{name}/history.json").read_text(encoding="utf-8"))
    measured = evaluate.fashion_mnist() if name == "fashion_mnist" else evaluate.garment_photo()
    if name == "fashion_mnist":
        series = {"training, augmented": "accuracy", "test, averaged weights": "test_accuracy"}
        losses = {"training, smoothed labels": "loss", "test": "test_loss"}
        save(predictions(), "fashion_mnist_predictions")
    else:
        series = {"validation top-1": "top1", "validation top-3": "top3"}
        losses = {"training, mixed-up": "loss"}
    save(curves(history, series, losses), f"{name}_curves")
    save(confusion(measured["confusion"], card.read(name)["labels"]), f"{name}_confusion")


def curves(history: list[dict[str, float]], accuracies: dict[str, str], losses: dict[str, str]) -> Figure:
    """Accuracy and loss by epoch, side by side; the dicts give each line's legend and its key in
    `history`."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for axes, series, title in ((left, accuracies, "accuracy"), (right, losses, "loss")):
        for legend, key in series.items():
            axes.plot([row["epoch"] for row in history], [row[key] for row in history], label=legend)
        axes.set(title=title, xlabel="epoch")
        axes.grid(alpha=0.3)
        axes.legend()
    return figure


def confusion(counts: np.ndarray, names: list[str]) -> Figure:
    """True category by row, answer by column, in counts; darker is a larger share of the row."""
    share = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    figure, axes = plt.subplots(figsize=(8, 7.2), layout="constrained")
    axes.imshow(share, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=45, ha="right")
    axes.set_yticks(range(len(names)), names)
    axes.set(xlabel="answer", ylabel="true category")
    for row, column in zip(*np.nonzero(counts), strict=True):
        ink = "white" if share[row, column] > 0.5 else "black"
        axes.text(column, row, counts[row, column], ha="center", va="center", color=ink, fontsize=8)
    return figure


def predictions(rows: int = 5, columns: int = 8) -> Figure:
    """The first test pictures with the committed network's answer; wrong answers in red with the truth
    beside."""
    facts = card.read("fashion_mnist")
    network = Network(card.FOLDER / facts["file"])
    images, labels = fashion_mnist_data.load("t10k")
    figure, cells = plt.subplots(rows, columns, figsize=(10, 7), layout="constrained")
    for axes, image, label in zip(cells.flat, images, labels, strict=False):
        scores = network.run(prepare(image, facts["input"]))[0][0]
        answer = int(scores.argmax())
        title = f"{facts['labels'][answer]} {scores[answer]:.0%}"
        if answer != label:
            title += f"\n({facts['labels'][label]})"
        axes.imshow(image, cmap="gray", vmin=0, vmax=255)
        axes.set_title(title, fontsize=8, color="black" if answer == label else "#c02020")
        axes.axis("off")
    return figure


def save(figure: Figure, name: str) -> None:
    """Writes figures/<name>.png with a palette."""
    content = io.BytesIO()
    figure.savefig(content, dpi=90)
    plt.close(figure)
    picture = Image.open(content).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    FOLDER.mkdir(exist_ok=True)
    picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
