"""Each network under each runtime that is there: milliseconds of one answer on one thread, and their ratio.

LiteRT and tflite-runtime do not fit into one environment (the latter dies with numpy 2), so the other one is looked
for in the folder that OTJANG_BENCH_TFLITE names: a venv with `tflite-runtime==2.14.0 numpy<2`.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from rich.table import Table

from mirror.vision.network import model_folder

# Run by each environment's own interpreter; it must need nothing of this package.
PROGRAM = """
import json, statistics, sys, time
import numpy
try:
    from ai_edge_litert.interpreter import Interpreter
except ImportError:
    from tflite_runtime.interpreter import Interpreter
answers = {}
for path in sys.argv[1:]:
    interpreter = Interpreter(path, num_threads=1)
    interpreter.allocate_tensors()
    detail = interpreter.get_input_details()[0]
    interpreter.set_tensor(detail["index"], numpy.zeros(detail["shape"], detail["dtype"]))
    times = []
    for _ in range(30):
        began = time.perf_counter()
        interpreter.invoke()
        times.append((time.perf_counter() - began) * 1000)
    answers[path] = statistics.median(times[5:])
print(json.dumps(answers))
"""


def table() -> Table:
    """Milliseconds and size of every committed network, and of the .tflite files that OTJANG_BENCH_ALSO lists."""
    files = sorted(model_folder().glob("*.tflite"))
    files += [Path(name) for name in os.environ.get("OTJANG_BENCH_ALSO", "").split(":") if name]
    runtimes = {"LiteRT": sys.executable}
    if other := os.environ.get("OTJANG_BENCH_TFLITE"):
        runtimes["tflite-runtime"] = str(Path(other) / "bin" / "python")
    measured = {name: _measure(python, files) for name, python in runtimes.items()}
    made = Table(title="the networks alone, one answer, one thread, median ms")
    made.add_column("network")
    made.add_column("MB", justify="right")
    for name in runtimes:
        made.add_column(name, justify="right")
    for file in files:
        row = [f"{times[str(file)]:.2f}" for times in measured.values()]
        made.add_row(file.stem, f"{file.stat().st_size / 1e6:.2f}", *row)
    return made


def _measure(python: str, files: list[Path]) -> dict[str, float]:
    done = subprocess.run(
        [python, "-c", PROGRAM, *map(str, files)], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
