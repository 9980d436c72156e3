"""The camera's screen at work: pictures a second on the glass, and how much of one core the mirror uses for them.

A camera of 30 pictures a second, each of them new, is watched by the product's own thread and session; only its
driver is not there. The mirror runs in a window on a virtual display where there is one, else in memory.
`python -m tests.bench.preview` measures in its own process and prints JSON.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Literal, TypedDict

import cv2
import numpy as np
from rich.table import Table

from mirror.capture.live import LiveCamera
from mirror.capture.view import Phase
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.config import CaptureSettings, MirrorSettings
from mirror.hardware.camera import Camera
from mirror.screens.display import Display
from mirror.screens.pictures import Pictures
from mirror.screens.rooms import Rooms
from mirror.screens.runner import Runner
from mirror.screens.stage import Stage
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.preview import Preview
from mirror.screens.widgets.theme import Layout

from .interpreters import ROOT
from .virtual_display import SIZE, virtual_display

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


class RollingCamera(Camera):
    """Before a wall something passes by, over and over: no two of its pictures are the same."""

    name = "bench"

    def __init__(self) -> None:
        super().__init__()
        width, height = CAMERA_SIZE
        random = np.random.default_rng(7)
        wall = random.integers(90, 170, (height // 16, width // 16, 3), np.uint8)
        self._wall = cv2.resize(wall, CAMERA_SIZE, interpolation=cv2.INTER_CUBIC)
        self._thing = random.integers(0, 256, (height // 2, width // 5, 3), np.uint8)
        self._made = 0
        self._due_s = time.monotonic()

    def _open(self) -> None:
        """Nothing to take hold of."""

    def _close(self) -> None:
        """Nothing to let go of."""

    def _preview(self) -> np.ndarray:
        time.sleep(max(0.0, self._due_s - time.monotonic()))
        self._due_s = max(self._due_s + 1 / CAMERA_FRAMES_A_SECOND, time.monotonic())
        self._made += 1
        picture = self._wall.copy()
        tall, wide = self._thing.shape[:2]
        left = self._made * 7 % (CAMERA_SIZE[0] - wide)
        picture[tall // 2 : tall // 2 + tall, left : left + wide] = self._thing
        return picture

    def _still(self) -> np.ndarray:
        return self._preview()


def measure(phase: Phase, rotation: Literal[0, 90] = 0) -> Measured:
    """A few seconds of the camera's screen in this process. rotation: how the display hangs, clockwise degrees."""
    windowed = bool(os.environ.get("DISPLAY"))
    settings = MirrorSettings(rotation=rotation)
    clock = SystemClock()
    window = SIZE if rotation == 0 else SIZE[::-1]
    display = Display(window, rotation, off_screen=not windowed)
    with tempfile.TemporaryDirectory() as folder, Pictures() as pictures:
        closet = Closet.open(Path(folder))
        person = closet.people.add("지은", role="owner")
        closet.people.set_password_hash(person.id, "no hash")
        feed = LiveCamera(closet, RollingCamera, clock, CaptureSettings(countdown_s=10))
        feed.start()
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
        if phase is Phase.COUNTDOWN:  # of ten seconds: it outlasts the measuring
            feed.shutter(person.id)
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
    with virtual_display() as environment:
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


if __name__ == "__main__":
    print(json.dumps(measure(Phase(sys.argv[1]), 90 if sys.argv[2] == "90" else 0)))
