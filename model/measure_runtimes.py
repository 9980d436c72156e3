"""Do the two runtimes say the same? `python -m model.measure_runtimes`.

Every photo of the validation senders goes the product's way, from the file through cutout and classifier, under
this Python's runtime and under the other one's: tflite-runtime 2.14 in the environment that `make bench` makes
(`--other` names another). Prints on how many photos the first category is the same, for the product's answer and
for the whole photo as the classifier's only view; how far confidences are apart, and the photos they differ on. At
last the other runtime is handed this one's input pictures, so that what remains is the classifier's own arithmetic,
and not the cutout's or that of the libraries which read and shrink photos. Raises FileNotFoundError without photos.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec
import numpy as np

from mirror.config import NetworkSettings
from mirror.vision.classifier import Answer, Classifier
from mirror.vision.cutout import cut_out
from mirror.vision.decode import decode
from mirror.vision.geometry import letterbox
from mirror.vision.network import Interpreter, Network, read_card
from model import garments

OTHER = Path(__file__).parents[1] / ".venv-tflite" / "bin" / "python"
MASK_PX = 256

Answers = dict[str, np.ndarray]


def main() -> int:
    """Prints the comparison; exit status 1 when there is no other runtime to compare with."""
    parser = argparse.ArgumentParser(prog="python -m model.measure_runtimes", description=__doc__)
    parser.add_argument("--other", type=Path, default=OTHER, metavar="PYTHON", help="the other one's Python")
    parser.add_argument("--photos", type=int, default=None, metavar="N", help="only the first N photos")
    parser.add_argument("--answers", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--views", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    chosen = photos()[: options.photos]
    if options.answers:
        np.savez(options.answers, **answer(chosen, options.views))
        return 0
    if not options.other.exists():
        print(f"there is no {options.other}: `make bench` makes it where there is a Python 3.11")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        views, theirs = Path(folder) / "views.npz", Path(folder) / "theirs.npz"
        ours = answer(chosen)
        np.savez(views, views=ours.pop("views"))
        command = [str(options.other), "-m", "model.measure_runtimes", "--answers", str(theirs)]
        command += ["--views", str(views)]
        command += ["--photos", str(options.photos)] if options.photos else []
        subprocess.run(command, check=True, cwd=Path(__file__).parents[1])
        with np.load(theirs) as stored:
            report(ours, dict(stored), [photo.path.stem for photo in chosen])
    return 0


def photos() -> list[garments.GarmentPhoto]:
    """The photos of all validation senders, those of no clear category too."""
    held_back = garments.validation_senders()
    return [photo for photo in garments.photos() if photo.sender in held_back]


class _Fed:
    """A network that keeps the pictures it is shown, and may be shown others in their place."""

    def __init__(self, network: Network) -> None:
        self.card = network.card
        self.pictures: list[np.ndarray] = []
        self.instead: list[np.ndarray] | None = None
        self._network = network

    def run(self, pixels: np.ndarray) -> list[np.ndarray]:
        self.pictures.append(pixels)
        return self._network.run(pixels if self.instead is None else self.instead.pop(0))


def answer(chosen: list[garments.GarmentPhoto], views_of_other: Path | None = None) -> Answers:
    """What this Python's runtime says to each photo, with the settings of a household that changes nothing.

    product, photo: confidences (n, categories) by all the views of the classifier's card and by the whole photo
    alone. sure, uncertain: bool (n,). masks: the cutouts, bool (n, MASK_PX, MASK_PX). runtime: its module's name.
    views: the input pictures, uint8 (n, views, h, w, c). Where a file holds another runtime's: apart, how far
    they are from those, 0-255 (n, views), and same, the confidences by them, in place of views.
    """
    settings = NetworkSettings()
    cutout = Network(settings.cutout)
    network = Network(settings.classifier)
    fed, alone = _Fed(network), _Fed(network)
    alone.card = msgspec.structs.replace(network.card, sees=("photo",))
    given = None
    if views_of_other:
        with np.load(views_of_other) as stored:
            given = stored["views"]
    found: dict[str, list] = {}
    for number, photo in enumerate(chosen):
        pixels = decode(photo.path)
        mask = cut_out(pixels.rgb, cutout, pixels.alpha)
        said = Classifier(fed).classify(pixels.rgb, mask.alpha)
        row = {
            "product": _confidences(said),
            "photo": _confidences(Classifier(alone).classify(pixels.rgb, mask.alpha)),
            "sure": said.sure and not mask.uncertain,
            "uncertain": mask.uncertain,
            "masks": letterbox(mask.alpha, MASK_PX, MASK_PX, (0,)) > 127,
        }
        looks = np.array(fed.pictures)
        if given is None:
            row["views"] = looks
        else:
            row["apart"] = np.abs(looks.astype(np.int16) - given[number]).reshape(len(looks), -1).max(1)
            fed.instead = list(given[number])
            row["same"] = _confidences(Classifier(fed).classify(pixels.rgb, mask.alpha))
        fed.pictures, fed.instead, alone.pictures = [], None, []
        for key, value in row.items():
            found.setdefault(key, []).append(value)
    runtime = np.array(Interpreter.__module__.split(".")[0])
    return {"runtime": runtime} | {key: np.array(values) for key, values in found.items()}


def report(ours: Answers, theirs: Answers, names: list[str]) -> None:
    """Prints where the two agree and where they do not."""
    print(f"{len(names)} photos, {ours['runtime']} against {theirs['runtime']}")
    _compare("the product's answer", ours["product"], theirs["product"], names)
    _compare("the whole photo alone", ours["photo"], theirs["photo"], names)
    _compare("the same input pictures", ours["product"], theirs["same"], names)
    both = ours["sure"] & theirs["sure"]
    differ = (ours["product"].argmax(1) != theirs["product"].argmax(1)) & both
    print(f"sure under both: {both.sum()}, of these another category: {differ.sum()}")
    print(f"sure under one alone: {(ours['sure'] != theirs['sure']).sum()}")
    print(f"cutout believed under one alone: {(ours['uncertain'] != theirs['uncertain']).sum()}")
    one, other = ours["masks"], theirs["masks"]
    overlap = (one & other).sum((1, 2)) / np.maximum((one | other).sum((1, 2)), 1)
    print(f"cutouts' overlap (IoU): mean {overlap.mean():.4f}, least {overlap.min():.3f}")
    for view, apart in zip(read_card(NetworkSettings().classifier).sees, theirs["apart"].T, strict=True):
        print(f"input pictures, {view}: the same to the last bit on {(apart == 0).mean():.1%}")


def _compare(name: str, one: np.ndarray, other: np.ndarray, names: list[str]) -> None:
    """Prints a line for all photos and one for each that has another category."""
    rows = np.arange(len(one))
    first, second = one.argmax(1), other.argmax(1)
    agree = first == second
    apart = np.abs(one[rows, first] - other[rows, first])
    print(
        f"{name:24} same category {agree.mean():.2%} ({agree.sum()}); first one's confidence apart:"
        f" median {np.median(apart):.3f}, largest {apart.max():.3f} ({names[apart.argmax()]})"
    )
    for row in np.flatnonzero(~agree):
        said = [
            f"{garments.CATEGORIES[at[row]]} {by[row].max():.2f}"
            for at, by in ((first, one), (second, other))
        ]
        print(f"    {names[row]} {', '.join(said)}")


def _confidences(said: Answer) -> np.ndarray:
    """In the order of the categories, 0 for those that the network does not know."""
    row = np.zeros(len(garments.CATEGORIES), np.float32)
    for guess in said.guesses:
        row[int(guess.category)] = guess.confidence
    return row


if __name__ == "__main__":
    sys.exit(main())
