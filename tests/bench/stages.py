"""Milliseconds of each stage of one photo, from the file to the row, on one thread."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.table import Table

from mirror.closet import Closet
from mirror.config import NetworkSettings
from mirror.demo import garment_files
from mirror.intake import admit_photo
from mirror.vision.classifier import Answer
from mirror.vision.recognise import Recogniser, Recognition, files_for_closet

PHOTOS = 40
GARMENTS = Path(__file__).parents[3] / "shared" / "garments" / "photos"


class TimedEye:
    """The recogniser, keeping the milliseconds of each photo's stages."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self.ms: dict[str, list[float]] = {}
        self.network = recogniser.network

    def recognise(self, file: Path, on_stage: Callable[[str], None] = lambda _: None) -> Recognition:
        seen = self._recogniser.recognise(file, on_stage)
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


def table() -> Table:
    """The stages of one photo: median, worst and share of the whole."""
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
    made = Table(title=f"one photo, from file to row, one thread, {len(files)} photos")
    for column in ("stage", "median ms", "worst ms", "share"):
        made.add_column(column, justify="left" if column == "stage" else "right")
    total = statistics.median(whole)
    for stage, values in {**eye.ms, "whole": whole}.items():
        median = statistics.median(values)
        made.add_row(stage, f"{median:.1f}", f"{max(values):.1f}", f"{median / total:.0%}")
    return made
