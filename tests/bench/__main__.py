"""`make bench`: milliseconds of each stage of one photo, and peak memory. A table to read, never a test.

One thread, as a Pi would share it between mirror and networks. The photos are shared/garments beside the
checkout where it is there, else the demo garments.
"""

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from mirror.closet import Closet
from mirror.config import NetworkSettings
from mirror.demo import garment_files
from mirror.intake import admit_photo
from mirror.vision.recognise import Recogniser, Recognition, files_for_closet

PHOTOS = 40
GARMENTS = Path(__file__).parents[3] / "shared" / "garments" / "photos"


class _TimedEye:
    """The recogniser, keeping the milliseconds of each photo's stages."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self.ms: dict[str, list[float]] = {}

    def recognise(self, file: Path, on_stage: object) -> Recognition:
        seen = self._recogniser.recognise(file)
        for stage, value in seen.ms.items():
            self.ms.setdefault(stage, []).append(value)
        began = time.perf_counter()
        files_for_closet(seen)
        self.ms.setdefault("encode", []).append((time.perf_counter() - began) * 1000)
        return seen


def main() -> int:
    files = sorted(GARMENTS.glob("*.jpg"))[:PHOTOS] if GARMENTS.exists() else garment_files()[:PHOTOS]
    eye = _TimedEye(Recogniser(NetworkSettings(threads=1)))
    eye.recognise(files[0], None)
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
            # The encoding is done once here for its own line and once by admit_photo; count it once.
            whole.append((time.perf_counter() - began) * 1000 - eye.ms["encode"][-1])
        closet.close()
    table = Table(title=f"one photo, file to row, one thread, median and worst of {len(files)}")
    for column in ("stage", "median ms", "worst ms", "share"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    total = statistics.median(whole)
    stages = {**eye.ms, "whole": whole}
    for stage, values in stages.items():
        median = statistics.median(values)
        table.add_row(stage, f"{median:.1f}", f"{max(values):.1f}", f"{median / total:.0%}")
    console = Console()
    console.print(table)
    console.print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


sys.exit(main())
