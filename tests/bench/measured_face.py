"""The mirror's real face in a window, with a clock on each of its frames. What tests/bench/face.py asks for.

`python -m tests.bench.measured_face WHAT FOLDER` measures one thing over the closet in FOLDER and prints JSON.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pygame
from pygame import Rect
from pygame.event import Event

from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.config import MirrorSettings
from mirror.screens.display import Display
from mirror.screens.face import MirrorFace
from mirror.screens.pixels import blank
from mirror.screens.runner import Runner
from mirror.screens.widgets.grid import Grid

from .virtual_display import SIZE

TILES, TILE_COLUMNS = 24, 4
STEP_PX = 50  # a frame: 3000 pixels a second, two and a half grids
SETTLE_FRAMES, FRAMES = 60, 600
IDLE_S = 10.0


class MeasuredFace(MirrorFace):
    """The mirror's face with its runner in the open.

    frames_ms: what each frame took, from event to glass; cpu_ms: the drawing thread's processor time for it.
    """

    def __init__(self, closet: Closet) -> None:
        super().__init__(closet, MirrorSettings(), SystemClock(), admin_url="", camera=None)
        self.frames_ms: list[float] = []
        self.cpu_ms: list[float] = []
        self.runner: Runner | None = None

    def _build(self, *built_from: Any) -> Runner:
        self.runner = runner = super()._build(*built_from)
        step = runner.step
        spent_s, cpu_s = 0.0, 0.0

        def timed(events: Any) -> None:
            nonlocal spent_s, cpu_s
            frames, began, began_cpu = runner.frames, time.perf_counter(), time.thread_time()
            step(events)
            spent_s += time.perf_counter() - began
            cpu_s += time.thread_time() - began_cpu
            if runner.frames > frames:
                self.frames_ms.append(1000 * spent_s)
                self.cpu_ms.append(1000 * cpu_s)
                spent_s, cpu_s = 0.0, 0.0
                self.drawn()

        runner.step = timed  # type: ignore[method-assign]
        return runner

    @property
    def grid(self) -> Grid:
        """The closet's grid."""
        assert self.runner is not None
        top = self.runner._stack.top
        assert top is not None
        return next(widget for widget in top.widgets if isinstance(widget, Grid))

    def drawn(self) -> None:
        """A frame is on the glass."""


class ScrollingFace(MeasuredFace):
    """A finger that drags on and on, and turns at the ends."""

    def __init__(self, closet: Closet) -> None:
        super().__init__(closet)
        self._way = -STEP_PX
        self._at = (SIZE[0] // 2, SIZE[1] // 2)

    def drawn(self) -> None:
        if len(self.frames_ms) == 1:
            pygame.event.post(Event(pygame.MOUSEBUTTONDOWN, pos=self._at, button=1, touch=False))
        elif len(self.frames_ms) == SETTLE_FRAMES + FRAMES:
            self.stop()
            return
        kinetics = self.grid.kinetics
        if not STEP_PX <= kinetics.offset_px <= kinetics.end_px - STEP_PX:
            self._way = -STEP_PX if kinetics.offset_px < kinetics.end_px / 2 else STEP_PX
        self._at = (self._at[0], self._at[1] + self._way)
        pygame.event.post(Event(pygame.MOUSEMOTION, pos=self._at, rel=(0, self._way), buttons=(1, 0, 0)))


def _windowed() -> bool:
    return bool(os.environ.get("DISPLAY"))


def floor(_: Path) -> dict[str, float]:
    """The least a scrolling grid can cost: TILES opaque tiles, and the display told of them."""
    display = Display(SIZE, 0, off_screen=not _windowed())
    side = SIZE[0] // TILE_COLUMNS
    height = TILES // TILE_COLUMNS * side
    tiles = [blank((side, side)) for _ in range(TILES)]
    for number, tile in enumerate(tiles):
        tile.fill((number * 9, 80, 200 - number * 5))
    times: list[float] = []
    cpu: list[float] = []
    for frame in range(FRAMES):
        began, began_cpu = time.perf_counter(), time.thread_time()
        top = frame * STEP_PX % (SIZE[1] - height)
        for index, tile in enumerate(tiles):
            row, column = divmod(index, TILE_COLUMNS)
            display.surface.blit(tile, (column * side, top + row * side))
        display.show([Rect(0, top, SIZE[0], height)])
        times.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.thread_time() - began_cpu))
        time.sleep(max(0.0, 1 / 60 - times[-1] / 1000))
    display.close()
    return summary(times, cpu)


def scroll(folder: Path) -> dict[str, float]:
    """Frame times of the closet in `folder` while it scrolls."""
    closet = Closet.open(folder)
    face = ScrollingFace(closet)
    cpu_s = time.process_time()
    began = time.monotonic()
    face.run(SIZE, off_screen=not _windowed())
    share = (time.process_time() - cpu_s) / (time.monotonic() - began)
    closet.close()
    return {**summary(face.frames_ms[SETTLE_FRAMES:], face.cpu_ms[SETTLE_FRAMES:]), "core_share": share}


def idle(folder: Path) -> dict[str, float]:
    """Frames and the share of one core while nobody touches the closet; not over the turn of a minute."""
    closet = Closet.open(folder)
    face = MeasuredFace(closet)
    found: dict[str, float] = {}

    def watch() -> None:
        time.sleep(3)
        second = time.time() % 60
        time.sleep(62 - second if second > 58 - IDLE_S else 0)
        frames, cpu_s, began = len(face.frames_ms), time.process_time(), time.monotonic()
        time.sleep(IDLE_S)
        took_s = time.monotonic() - began
        found["frames"] = len(face.frames_ms) - frames
        found["core_share"] = (time.process_time() - cpu_s) / took_s
        face.stop()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    face.run(SIZE, off_screen=not _windowed())
    thread.join(5)
    closet.close()
    return found


def first_frame(folder: Path) -> tuple[float, float]:
    """Seconds from the closed closet to the first frame, and until every picture in sight is shown."""
    began = time.perf_counter()
    closet = Closet.open(folder)
    face = MeasuredFace(closet)
    found: list[float] = []

    def drawn() -> None:
        grid = face.grid
        shown = all(grid._pictures.ready(index) for index in grid.in_sight())
        if not found or (len(found) == 1 and shown):
            found.append(time.perf_counter() - began)
        if shown and len(found) == 2:
            face.stop()

    face.drawn = drawn  # type: ignore[method-assign]
    face.run(SIZE, off_screen=not _windowed())
    closet.close()
    return found[0], found[1]


def summary(times_ms: list[float], cpu_ms: list[float]) -> dict[str, float]:
    """Median and 99th percentile of both."""
    p50, p99 = np.percentile(times_ms, (50, 99))
    cpu50, cpu99 = np.percentile(cpu_ms, (50, 99))
    return {"p50": float(p50), "p99": float(p99), "cpu50": float(cpu50), "cpu99": float(cpu99)}


if __name__ == "__main__":
    print(json.dumps({"floor": floor, "scroll": scroll, "idle": idle}[sys.argv[1]](Path(sys.argv[2]))))
