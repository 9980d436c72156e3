"""The Pythons under which the same code is measured: this one, with LiteRT, and one with tflite-runtime.

The two do not fit into one environment: tflite-runtime dies with numpy 2 and has no wheel for Python 3.12 and
newer. `make bench` makes the other one in `.venv-tflite` where there is a Python 3.11; OTJANG_BENCH_TFLITE names
another.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def pythons() -> dict[str, str]:
    """The interpreter of each runtime that is there, by the runtime's name."""
    found = {"LiteRT": sys.executable}
    other = Path(os.environ.get("OTJANG_BENCH_TFLITE") or ROOT / ".venv-tflite") / "bin" / "python"
    if other.exists():
        found["tflite-runtime"] = str(other)
    return found


def missing() -> str:
    """Why a runtime's column is left out, in one line; "" when both are there."""
    if "tflite-runtime" in pythons():
        return ""
    return "without tflite-runtime: there is no .venv-tflite, which `make bench` makes where there is Python 3.11"


def ask(python: str, *arguments: str) -> Any:
    """What a program that prints JSON answers under this interpreter. Raises RuntimeError with its complaint."""
    done = subprocess.run([python, *arguments], capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise RuntimeError(f"{python} {' '.join(arguments)[:60]} failed:\n{done.stderr}")
    return json.loads(done.stdout)
