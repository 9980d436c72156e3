"""A real window on a virtual display, driven from outside with xdotool: start, tap, scroll, quit, SIGTERM."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mirror.closet import Closet, Person

from .conftest import AddGarment

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        shutil.which("Xvfb") is None or shutil.which("xdotool") is None,
        reason="needs Xvfb and xdotool (apt-get install xvfb xdotool)",
    ),
]
SIZE = (540, 960)
MIRROR = """
import signal, sys
from pathlib import Path
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.config import MirrorSettings
from mirror.screens import MirrorFace
closet = Closet.open(Path(sys.argv[1]))
face = MirrorFace(closet, MirrorSettings(), SystemClock(), admin_url="http://192.168.0.17:8080", camera=None,
                  on_ready=lambda: print("ready", flush=True))
signal.signal(signal.SIGTERM, lambda *_: face.stop())
face.run((540, 960))
closet.close()
"""


@pytest.fixture
def x_display() -> Iterator[str]:
    """A virtual display of 540x960."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "540x960x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(timeout=5)


class Window:
    """The mirror in a process of its own."""

    def __init__(self, display: str, data_dir: Path) -> None:
        self.env = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11", "XDG_RUNTIME_DIR": "/tmp"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", MIRROR, str(data_dir)], env=self.env, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def xdo(self, *words: object) -> str:
        command = ["xdotool", *map(str, words)]
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout

    def tap(self, x: int, y: int) -> None:
        self.xdo("mousemove", x, y)
        time.sleep(0.05)
        self.xdo("click", 1)
        time.sleep(0.4)

    def pixels(self) -> bytes:
        """What is on the display: the root window's picture, read back through X."""
        from PIL import ImageGrab

        return ImageGrab.grab(xdisplay=self.env["DISPLAY"]).convert("RGB").tobytes()


@pytest.fixture
def window(x_display: str, closet: Closet, jieun: Person, add_garment: AddGarment) -> Iterator[Window]:
    for _ in range(40):
        add_garment(jieun.id)
    window = Window(x_display, closet.data_dir)
    time.sleep(0.8)
    yield window
    if window.process.poll() is None:
        window.process.kill()
    window.process.wait(timeout=5)
    assert window.process.stdout is not None
    window.process.stdout.close()


def test_start_tap_scroll_and_quit(window: Window) -> None:
    start = window.pixels()
    assert any(start), "something is drawn"
    window.xdo("mousemove", 270, 650, "mousedown", 1)
    for y in range(640, 300, -20):
        window.xdo("mousemove", 270, y)
    window.xdo("mouseup", 1)
    time.sleep(0.2)
    assert window.pixels() != start, "the grid has moved"
    time.sleep(3)
    closet = window.pixels()
    window.tap(110, 400)
    garment = window.pixels()
    assert garment != closet, "a garment has opened"
    window.xdo("key", "Escape")
    time.sleep(0.5)
    assert window.pixels() == closet, "and closed again"
    window.xdo("key", "ctrl+q")
    assert window.process.wait(timeout=2) == 0


def test_the_phones_change_shows_within_a_second(window: Window, closet: Closet, jieun: Person) -> None:
    before = window.pixels()
    closet.garments.delete(jieun.id, closet.garments.listing(jieun.id)[0][0])
    time.sleep(1)
    assert window.pixels() != before


def test_sigterm_ends_it_in_time_and_idle_costs_nothing(window: Window) -> None:
    time.sleep(1)
    ticks = os.sysconf("SC_CLK_TCK")

    def cpu_s() -> float:
        fields = Path(f"/proc/{window.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / ticks

    before = cpu_s()
    time.sleep(3)
    assert cpu_s() - before <= 0.06, "an idle mirror uses next to nothing of a core"
    started = time.monotonic()
    window.process.send_signal(signal.SIGTERM)
    assert window.process.wait(timeout=2) == 0
    assert time.monotonic() - started < 1
