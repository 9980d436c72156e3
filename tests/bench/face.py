"""The closet on the mirror at work: frame times while it scrolls, what it uses at rest, and how fast it opens.

The real face runs in a window on a virtual display where there is one, else in memory; a mouse drags the grid at a
steady speed. What else the machine does falls on frame times, so each is measured in turns, and the calmest counts.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from .interpreters import ROOT
from .large_closet import make
from .measured_face import IDLE_S, STEP_PX, TILES
from .virtual_display import SIZE, virtual_display

FEW, MANY = 100, 10_000
TURNS = 3
OPENINGS = 5
# Printed by a fresh interpreter: seconds to import, to the first frame, and until all pictures in sight are there.
OPENING = """
import json, sys, time
began = time.perf_counter()
import mirror.app
import mirror.screens.face
imported = time.perf_counter()
from pathlib import Path
from tests.bench.measured_face import first_frame
print(json.dumps([imported - began, *first_frame(Path(sys.argv[1]))]))
"""


def tables() -> list[Table]:
    """Frame times against the floor, the closet at rest, and its opening."""
    with tempfile.TemporaryDirectory() as folder, virtual_display() as environment:
        closets = {count: Path(folder) / str(count) for count in (FEW, MANY)}
        for count, closet in closets.items():
            closet.mkdir()
            make(closet, count)
        return [_frames(environment, closets), _rest(environment, closets)]


def _frames(environment: dict[str, str], closets: dict[int, Path]) -> Table:
    what = {f"floor: {TILES} opaque tiles": ("floor", ".")}
    what |= {f"{count} garments": ("scroll", str(closet)) for count, closet in closets.items()}
    turns = [
        {name: _measure(environment, *arguments) for name, arguments in what.items()} for _ in range(TURNS)
    ]
    calmest = {
        key: {name: min(turn[name][key] for turn in turns) for name in what}
        for key in turns[0][next(iter(what))]
    }
    made = Table(
        title=f"scrolling the closet, {SIZE[0]}x{SIZE[1]}, {STEP_PX} px a frame, calmest of {TURNS}, ms"
    )
    made.add_column("")
    for column in ("p50", "p99", "to the floor", "processor p50", "p99", "to the floor"):
        made.add_column(column, justify="right")
    floor = next(iter(what))
    for name in what:
        cells = []
        for p50, p99 in (("p50", "p99"), ("cpu50", "cpu99")):
            ratio = calmest[p99][name] / calmest[p99][floor]
            cells += [f"{calmest[p50][name]:.2f}", f"{calmest[p99][name]:.2f}", f"{ratio:.2f}"]
        made.add_row(name, *cells)
    return made


def _rest(environment: dict[str, str], closets: dict[int, Path]) -> Table:
    made = Table(title=f"the closet at rest, and its opening in a fresh process, median of {OPENINGS}")
    columns = (
        "garments",
        f"frames in {IDLE_S:.0f} s",
        "of one core",
        "import s",
        "first frame s",
        "ratio",
        "pictures s",
    )
    for column in columns:
        made.add_column(column, justify="right")
    for count, closet in closets.items():
        still = _measure(environment, "idle", str(closet))
        opened = [_ask(environment, "-c", OPENING, str(closet)) for _ in range(OPENINGS)]
        imported_s, first_s, whole_s = np.median(opened, axis=0)
        cells = [f"{still['frames']:.0f}", f"{still['core_share']:.1%}"]
        cells += [f"{value:.2f}" for value in (imported_s, first_s, first_s / imported_s, whole_s)]
        made.add_row(str(count), *cells)
    return made


def _measure(environment: dict[str, str], what: str, folder: str) -> dict[str, float]:
    return dict(_ask(environment, "-m", "tests.bench.measured_face", what, folder))


def _ask(environment: dict[str, str], *arguments: str) -> Any:
    """What this Python says in a process of its own, on the last line."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    if done.returncode:
        raise RuntimeError(f"measuring the face failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    for one in tables():
        Console().print(one)
