"""How long the classifier takes, measured in MobileNetV2s: a ratio means more than milliseconds of one machine.

The yardstick is MobileNetV2 1.0 at 224 px, int8, made by `python -m model.yardstick`. The two take turns, and the
processor's time counts, so that what else the machine does falls on both. `python -m tests.bench.yardstick`
measures under its own interpreter and prints JSON.
"""

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import numpy as np
from rich.table import Table

from mirror.config import NetworkSettings
from mirror.vision.classifier import Classifier
from mirror.vision.cutout import cut_out
from mirror.vision.decode import decode
from mirror.vision.network import Interpreter, Network, model_folder

from .interpreters import ROOT, ask, pythons
from .stages import photo_files

YARDSTICK = ROOT / ".cache" / "yardstick" / "mobilenet_v2.tflite"
ROUNDS = 40
WARM_UP = 5


class Measured(TypedDict):
    """Median milliseconds of the yardstick, of the classifier's network for all its views, and of classifying a
    photo with all that it takes; and how many views those are."""

    yardstick_ms: float
    network_ms: float
    classify_ms: float
    views: int


def measure() -> Measured:
    """Both under the runtime of this process, one thread."""
    settings = NetworkSettings(threads=1)
    rgb = decode(photo_files()[0]).rgb
    alpha = cut_out(rgb, Network(settings.cutout)).alpha
    network = Network(settings.classifier)
    classifier = Classifier(network)
    views = len(network.card.sees)
    turns = (
        _answer_of(YARDSTICK),
        _answer_of(model_folder() / network.card.file),
        lambda: classifier.classify(rgb, alpha),
    )
    times = [[_seconds(turn) for turn in turns] for _ in range(ROUNDS)]
    ms = [1000 * statistics.median(column) for column in zip(*times[WARM_UP:], strict=True)]
    return {"yardstick_ms": ms[0], "network_ms": views * ms[1], "classify_ms": ms[2], "views": views}


def _answer_of(file: Path) -> Callable[[], object]:
    interpreter = Interpreter(str(file), num_threads=1)
    interpreter.allocate_tensors()
    detail = interpreter.get_input_details()[0]
    interpreter.set_tensor(detail["index"], np.zeros(detail["shape"], detail["dtype"]))
    return interpreter.invoke


def _seconds(turn: Callable[[], object]) -> float:
    began = time.process_time()
    turn()
    return time.process_time() - began


def table() -> Table | str:
    """The classifier with all that its card lets it see, in yardsticks, under each runtime; or why not."""
    if not YARDSTICK.exists():
        file = YARDSTICK.relative_to(ROOT)
        return f"no yardstick: `python -m model.yardstick` makes {file}, where there is TensorFlow 2.15"
    found: dict[str, Measured] = {
        name: ask(python, "-m", "tests.bench.yardstick") for name, python in pythons().items()
    }
    views = next(iter(found.values()))["views"]
    made = Table(
        title=f"classify ({views} views) against MobileNetV2, one thread, median ms of the processor"
    )
    for column in ("runtime", "MobileNetV2", "its network", "ratio", "classify", "ratio"):
        made.add_column(column, justify="left" if column == "runtime" else "right")
    for name, one in found.items():
        cells = [f"{one['yardstick_ms']:.2f}"]
        for ms in (one["network_ms"], one["classify_ms"]):
            cells += [f"{ms:.2f}", f"{ms / one['yardstick_ms']:.2f}"]
        made.add_row(name, *cells)
    return made


if __name__ == "__main__":
    print(json.dumps(measure()))
