"""Milliseconds of each stage of one photo, from the file to the row, on one thread, under each runtime.

`python -m tests.bench.stages` measures under its own interpreter and prints JSON.
"""

import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import numpy as np
from rich.table import Table

from mirror.closet import Closet
from mirror.config import NetworkSettings
from mirror.demo import garment_files
from mirror.intake import admit_photo
from mirror.vision.classifier import Answer
from mirror.vision.recognise import Recogniser, Recognition, files_for_closet

from .interpreters import ask, pythons

PHOTOS = 40
GARMENTS = Path(__file__).parents[3] / "shared" / "garments" / "photos"


class Measured(TypedDict):
    """Milliseconds of each photo by stage, and the megabytes of memory that the process had at most."""

    ms: dict[str, list[float]]
    peak_mb: float


class TimedEye:
    """The recogniser, keeping the milliseconds of each photo's stages."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self.ms: dict[str, list[float]] = {}
        self.network = recogniser.network

    def recognise(
        self,
        file: Path,
        on_stage: Callable[[str], None] = lambda _: None,
        background: np.ndarray | None = None,
    ) -> Recognition:
        seen = self._recogniser.recognise(file, on_stage, background)
        for stage, value in seen.ms.items():
            self.ms.setdefault(stage, []).append(value)
        began = time.perf_counter()
        files_for_closet(seen)
        self.ms.setdefault("encode", []).append((time.perf_counter() - began) * 1000)
        return seen

    def look_again(self, original: Path) -> Answer:
        return self._recogniser.look_again(original)


def photo_files() -> list[Path]:
    """Real photos where they are beside the checkout, else the demo garments."""
    return (sorted(GARMENTS.glob("*.jpg")) if GARMENTS.exists() else garment_files())[:PHOTOS]


def measure() -> Measured:
    """The stages under the runtime of this process."""
    files = photo_files()
    eye = TimedEye(Recogniser(NetworkSettings(threads=1)))
    eye.recognise(files[0])
    eye.ms.clear()
    whole = []
    with tempfile.TemporaryDirectory() as folder:
        closet = Closet.open(Path(folder))
        person = closet.people.add("bench")
        for file in files:
            began = time.perf_counter()
            with file.open("rb") as stream:
                closet.inbox.submit(person.id, file.name, stream, source="import")
            item = closet.inbox.take()
            assert item is not None
            admit_photo(closet, eye, item)
            # The encoding is done once for its own line and once by admit_photo; count it once.
            whole.append((time.perf_counter() - began) * 1000 - eye.ms["encode"][-1])
        closet.close()
    eye.ms["store"] = [
        total - sum(values[index] for values in eye.ms.values()) for index, total in enumerate(whole)
    ]
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"ms": {**eye.ms, "whole": whole}, "peak_mb": peak_mb}


def table() -> Table:
    """The stages of one photo under each runtime: median, worst and share of the whole; peak memory."""
    runtimes = pythons()
    measured: list[Measured] = [ask(python, "-m", "tests.bench.stages") for python in runtimes.values()]
    made = Table(title=f"one photo, from file to row, one thread, {len(photo_files())} photos, median ms")
    made.add_column("stage")
    for name in runtimes:
        for column in (name, "worst", "share"):
            made.add_column(column, justify="right")
    for stage in measured[0]["ms"]:
        made.add_row(stage, *(cell for found in measured for cell in _cells(found["ms"], stage)))
    made.add_section()
    made.add_row(
        "peak memory", *(cell for found in measured for cell in (f"{found['peak_mb']:.0f} MB", "", ""))
    )
    return made


def _cells(ms: dict[str, list[float]], stage: str) -> tuple[str, str, str]:
    median = statistics.median(ms[stage])
    share = median / statistics.median(ms["whole"])
    return f"{median:.1f}", f"{max(ms[stage]):.1f}", f"{share:.0%}"


if __name__ == "__main__":
    print(json.dumps(measure()))
