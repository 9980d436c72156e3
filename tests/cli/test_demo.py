"""The demo leaves nothing behind, whenever it is stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITHIN_S = 60.0


@pytest.fixture
def port() -> int:
    """One that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def demo(port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`otjang demo`, whose folder is made in tmp_path."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("DISPLAY")}
    process = subprocess.Popen(
        [sys.executable, "-m", "mirror.cli", "demo", "--port", str(port)],
        cwd=ROOT,
        env=environment | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_stopped_before_it_is_up(
    demo: subprocess.Popen[str], port: int, tmp_path: Path, number: signal.Signals
) -> None:
    """Its closet is being filled, and the phone admin may be on its way."""
    until_s = time.monotonic() + WITHIN_S
    while not list(tmp_path.glob("otjang-demo-*")) and time.monotonic() < until_s:
        time.sleep(0.05)
    assert list(tmp_path.glob("otjang-demo-*"))
    demo.send_signal(number)
    out, _ = demo.communicate(timeout=WITHIN_S)
    assert (demo.returncode, out.splitlines()[-1]) == (1, "otjang: stopped")
    assert not list(tmp_path.glob("otjang-demo-*"))
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
