"""The camera's screen at work: pictures a second on the glass, and how much of one core the mirror uses for them.

A camera of 30 pictures a second, each of them new, is scaled as the camera's thread does it; the mirror runs in a
window on a virtual display where there is one, else in memory. `python -m tests.bench.preview` measures in its own
process and prints JSON.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypedDict

import cv2
import numpy as np
from rich.table import Table

from mirror.capture.live import covering
from mirror.capture.view import CaptureView, Phase
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.config import MirrorSettings
from mirror.screens.display import Display
from mirror.screens.pictures import Pictures
from mirror.screens.rooms import Rooms
from mirror.screens.runner import Runner
from mirror.screens.stage import Stage
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.preview import Preview
from mirror.screens.widgets.theme import Layout

from .interpreters import ROOT

SIZE = (1080, 1920)
CAMERA_FRAMES_A_SECOND = 30
CAMERA_SIZE = (1280, 720)
SETTLE_S, MEASURE_S = 1.5, 6.0
SIGHTS = {
    "looking for a garment": (Phase.LOOK, 0),
    "counting down": (Phase.COUNTDOWN, 0),
    "the same on a display that hangs sideways": (Phase.COUNTDOWN, 90),
}


class Measured(TypedDict):
    """Pictures shown a second, and the share of one core that the whole process used for them."""

    frames_a_second: float
    core_share: float
    display: str


class RollingFeed:
    """A camera that pans over a picture: no two of its pictures are the same."""

    state = "live"

    def __init__(self, phase: Phase) -> None:
        width, height = CAMERA_SIZE
        coarse = np.random.default_rng(7).integers(0, 256, (height // 8, width // 4, 3), np.uint8)
        self._world = cv2.resize(coarse, (2 * width, height), interpolation=cv2.INTER_CUBIC)
        self._phase = phase
        self._size: tuple[int, int] | None = None
        self._shown: np.ndarray | None = None
        self._made = 0
        self._began_s = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def latest(self, size: tuple[int, int]) -> np.ndarray | None:
        self._size = size
        return self._shown

    def watch(self, person_id: int | None) -> None: ...

    def view(self) -> CaptureView:
        seconds = 9 - int(time.monotonic() - self._began_s) % 9 if self._phase is Phase.COUNTDOWN else 0
        return CaptureView(self._phase, seconds=seconds, hands_free=True)

    def shutter(self, person_id: int) -> None: ...

    def again(self) -> None: ...

    def stop(self) -> None:
        self._over.set()
        self._thread.join(2)

    def _run(self) -> None:
        next_s = time.monotonic()
        while not self._over.wait(max(0.0, next_s - time.monotonic())):
            next_s += 1 / CAMERA_FRAMES_A_SECOND
            if self._size is not None:
                left = self._made * 7 % CAMERA_SIZE[0]
                part = self._world[:, left : left + CAMERA_SIZE[0]]
                self._shown = covering(part, self._size, mirrored=True)
                self._made += 1


def measure(phase: Phase, rotation: Literal[0, 90] = 0) -> Measured:
    """A few seconds of the camera's screen in this process. rotation: how the display hangs, clockwise degrees."""
    windowed = bool(os.environ.get("DISPLAY"))
    settings = MirrorSettings(rotation=rotation)
    clock, feed = SystemClock(), RollingFeed(phase)
    window = SIZE if rotation == 0 else SIZE[::-1]
    display = Display(window, rotation, off_screen=not windowed)
    with tempfile.TemporaryDirectory() as folder, Pictures() as pictures:
        closet = Closet.open(Path(folder))
        person = closet.people.add("지은", role="owner")
        closet.people.set_password_hash(person.id, "no hash")
        layout = Layout(display.size)
        stage = Stage(closet, settings, clock, layout=layout, pictures=pictures, admin_url="", camera=feed)
        rooms = Rooms(stage)
        canvas = Canvas(display.surface, stage.brush)
        runner = Runner(
            rooms.stack,
            display,
            canvas,
            clock,
            poll=rooms.poll,
            on_ready=lambda: None,
            on_beat=lambda: None,
            after_frame=lambda: None,
            each_step=lambda _dt_s, _touched: True,
        )
        rooms.start()
        rooms.add()
        assert rooms.stack.top is not None
        preview = next(part for part in rooms.stack.top.widgets if isinstance(part, Preview))
        found: list[Measured] = []

        def watch() -> None:
            time.sleep(SETTLE_S)
            frames, cpu_s, wall_s = preview.shown, time.process_time(), time.monotonic()
            time.sleep(MEASURE_S)
            took_s = time.monotonic() - wall_s
            found.append(
                {
                    "frames_a_second": (preview.shown - frames) / took_s,
                    "core_share": (time.process_time() - cpu_s) / took_s,
                    "display": "a window" if windowed else "in memory",
                }
            )
            runner.stop()

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        runner.run()
        thread.join(5)
        feed.stop()
        display.close()
        closet.close()
    return found[0]


def table() -> Table:
    """Pictures a second and the share of one core: upright and hung sideways, at rest and while it counts."""
    made = Table(
        title=f"the camera's screen, {SIZE[0]}x{SIZE[1]}, a camera of {CAMERA_FRAMES_A_SECOND} pictures a second"
    )
    made.add_column("what it shows")
    for column in ("display", "pictures a second", "of one core"):
        made.add_column(column, justify="right")
    with _virtual_display() as environment:
        for words, (phase, rotation) in SIGHTS.items():
            command = [sys.executable, "-m", "tests.bench.preview", phase.value, str(rotation)]
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment
            )
            if done.returncode:
                raise RuntimeError(f"measuring the preview failed:\n{done.stderr}")
            found: Measured = json.loads(done.stdout)
            cells = (found["display"], f"{found['frames_a_second']:.1f}", f"{found['core_share']:.0%}")
            made.add_row(words, *cells)
    return made


@contextmanager
def _virtual_display() -> Iterator[dict[str, str]]:
    """The environment of a process with a window on Xvfb; where there is none, one that draws in memory."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    if shutil.which("Xvfb") is None:
        yield environment
        return
    side = max(SIZE)
    read, write = os.pipe()
    screen = ["-screen", "0", f"{side}x{side}x24", "-nolisten", "tcp"]
    command = ["Xvfb", "-displayfd", str(write), *screen]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        yield {**environment, "DISPLAY": f":{number}", "SDL_VIDEODRIVER": "x11"}
    finally:
        server.terminate()
        server.wait(5)


if __name__ == "__main__":
    print(json.dumps(measure(Phase(sys.argv[1]), 90 if sys.argv[2] == "90" else 0)))
