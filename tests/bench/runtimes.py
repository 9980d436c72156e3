"""Each network under each runtime that is there: the file's size, and milliseconds of one answer on one thread."""

import os
from pathlib import Path

from rich.table import Table

from mirror.vision.network import model_folder

from .interpreters import ask, pythons
from .yardstick import YARDSTICK

# Run by each environment's own interpreter; it needs nothing of this package. The processor's time counts, so that
# a busy machine tells the same.
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
        began = time.process_time()
        interpreter.invoke()
        times.append((time.process_time() - began) * 1000)
    answers[path] = statistics.median(times[5:])
print(json.dumps(answers))
"""


def table() -> Table:
    """Milliseconds and size of every committed network, of the yardstick where it is there, and of the .tflite
    files that OTJANG_BENCH_ALSO lists."""
    files = sorted(model_folder().glob("*.tflite"))
    files += [YARDSTICK] if YARDSTICK.exists() else []
    files += [Path(name) for name in os.environ.get("OTJANG_BENCH_ALSO", "").split(":") if name]
    runtimes = pythons()
    measured = [ask(python, "-c", PROGRAM, *map(str, files)) for python in runtimes.values()]
    made = Table(title="the networks alone, one answer, one thread, median ms of the processor")
    made.add_column("network")
    made.add_column("MB", justify="right")
    for name in runtimes:
        made.add_column(name, justify="right")
    for file in files:
        row = [f"{times[str(file)]:.2f}" for times in measured]
        made.add_row(file.stem, f"{file.stat().st_size / 1e6:.2f}", *row)
    return made
