"""The walls that import-linter cannot see: names used inside modules, and what each process loads."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [path for folder in ("mirror", "web_admin") for path in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize(
    ("pattern", "home"),
    [
        (r"\bVideoCapture\(", "mirror/hardware/"),
        (r"\bpygame\.event\.(get|wait|poll)\b", "mirror/screens/runner.py"),
        (r"\.execute_sql\(|PRAGMA ", "mirror/closet/"),
    ],
)
def test_stands_in_its_own_room_only(pattern: str, home: str) -> None:
    strangers = [
        str(path.relative_to(ROOT))
        for path in CODE
        if re.search(pattern, path.read_text(encoding="utf-8"))
        and not str(path.relative_to(ROOT)).startswith(home)
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("mirror.cli", ("pygame", "flask", "cv2", "ai_edge_litert", "tflite_runtime", "tensorflow")),
        ("web_admin", ("pygame", "cv2", "ai_edge_litert", "tflite_runtime", "picamera2")),
        ("mirror.intake", ("pygame", "flask")),
    ],
)
def test_a_process_loads_only_what_it_runs(module: str, absent: tuple[str, ...]) -> None:
    program = f"import sys, {module}; print(*[name for name in {absent!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == ""


def test_no_file_grows_beyond_one_sitting() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {path: lines for path, lines in long.items() if lines > 400} == {}
