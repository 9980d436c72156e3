"""Surfaces against textures: what it takes to draw scrolling cutouts into a window, each way in one run.

Each way gets its own window and process, for SDL's choice of a framebuffer is made once.
`python -m tests.bench.drawing` prints the table; with a way and "opaque" or "alpha" it measures and prints JSON.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, TypedDict

import numpy as np
import pygame
from pygame import Rect, Surface
from rich.console import Console
from rich.table import Table

from .interpreters import ROOT
from .virtual_display import SIZE, virtual_display

CUTOUTS, COLUMNS, SIDE = 60, 3, 333
STEP_PX, FRAMES, WARM_UP = 50, 180, 20
TURNS = 3
LEFT = (SIZE[0] - COLUMNS * SIDE) // 2
END_PX = CUTOUTS // COLUMNS * SIDE - SIZE[1]
Draw = Callable[[int], None]


class Measured(TypedDict):
    """Milliseconds of a frame and of processor time for it, and what drew; or why nothing could."""

    p50: float
    p99: float
    cpu: float
    by: str
    why_not: str


def cutout(number: int, *, alpha: bool) -> Surface:
    """A disc of cloth on black, or on nothing."""
    picture = Surface((SIDE, SIDE), pygame.SRCALPHA, 32)
    if not alpha:
        picture.fill((0, 0, 0, 255))
    hue = (40 + number * 3 % 200, 220 - number * 3, number * 17 % 256)
    pygame.draw.circle(picture, hue, (SIDE // 2, SIDE // 2), SIDE // 2 - 20)
    return picture


def places(offset: int) -> list[tuple[int, int, int]]:
    """Which cutouts are in sight, and where each has its left and top."""
    tops = [(row, row * SIDE - offset) for row in range(CUTOUTS // COLUMNS)]
    rows = [(row, top) for row, top in tops if -SIDE < top < SIZE[1]]
    return [
        (row * COLUMNS + column, LEFT + column * SIDE, top) for row, top in rows for column in range(COLUMNS)
    ]


def surfaces(alpha: bool) -> tuple[Draw, str]:
    """Blits into the window's own memory, and the rectangle that changed told to the display."""
    os.environ["SDL_FRAMEBUFFER_ACCELERATION"] = "0"
    pygame.display.init()
    window = pygame.display.set_mode(SIZE)
    made = [cutout(number, alpha=alpha) for number in range(CUTOUTS)]
    pictures = [picture.convert_alpha() if alpha else picture.convert() for picture in made]
    changed = Rect(LEFT, 0, COLUMNS * SIDE, SIZE[1])

    def draw(offset: int) -> None:
        if alpha:
            window.fill((0, 0, 0), changed)
        for number, left, top in places(offset):
            window.blit(pictures[number], (left, top))
        pygame.display.update([changed])

    return draw, "SDL's own framebuffer"


def textures(alpha: bool, *, accelerated: bool) -> tuple[Draw, str]:
    """Renderer and Texture of pygame._sdl2.video. Raises pygame.error where there is no such renderer."""
    from pygame._sdl2 import video

    pygame.display.init()
    window = video.Window("drawing", size=SIZE)
    names = [driver.name for driver in video.get_drivers()]
    wanted = "opengl" if accelerated else "software"
    renderer = video.Renderer(window, index=names.index(wanted), accelerated=int(accelerated))
    made = [video.Texture.from_surface(renderer, cutout(number, alpha=alpha)) for number in range(CUTOUTS)]
    for texture in made:
        texture.blend_mode = pygame.BLENDMODE_BLEND if alpha else pygame.BLENDMODE_NONE

    def draw(offset: int) -> None:
        renderer.draw_color = (0, 0, 0, 255)
        renderer.clear()
        for number, left, top in places(offset):
            renderer.blit(made[number], Rect(left, top, SIDE, SIDE))
        renderer.present()

    return draw, f"SDL: {wanted}"


WAYS: dict[str, Callable[[bool], tuple[Draw, str]]] = {
    "Surface": surfaces,
    "Texture, software": lambda alpha: textures(alpha, accelerated=False),
    "Texture, accelerated": lambda alpha: textures(alpha, accelerated=True),
}


def measure(way: str, *, alpha: bool) -> Measured:
    """One way in this process."""
    try:
        draw, by = WAYS[way](alpha)
    except (pygame.error, ValueError) as error:
        return {"p50": 0.0, "p99": 0.0, "cpu": 0.0, "by": "", "why_not": str(error)}
    times: list[float] = []
    for frame in range(WARM_UP + FRAMES):
        if frame == WARM_UP:
            cpu_s = time.process_time()
        pygame.event.pump()
        began = time.perf_counter()
        draw(abs(frame * STEP_PX % (2 * END_PX) - END_PX))
        times.append(1000 * (time.perf_counter() - began))
        time.sleep(max(0.0, 1 / 60 - times[-1] / 1000))
    p50, p99 = np.percentile(times[WARM_UP:], (50, 99))
    cpu_ms = 1000 * (time.process_time() - cpu_s) / FRAMES
    return {"p50": float(p50), "p99": float(p99), "cpu": cpu_ms, "by": by, "why_not": ""}


def table() -> Table:
    """Milliseconds of a frame each way, opaque on black and with alpha; of each figure the calmest turn's."""
    made = Table(
        title=f"{CUTOUTS} cutouts scrolling, {SIZE[0]}x{SIZE[1]}, {SIDE} px, ms a frame, calmest of {TURNS}"
    )
    for column in ("way", "cutouts", "p50", "p99", "processor"):
        made.add_column(column, justify="right" if column in ("p50", "p99", "processor") else "left")
    kinds = [(way, kind) for kind in ("opaque", "alpha") for way in WAYS]
    with virtual_display() as environment:
        turns = [{which: _ask(environment, *which) for which in kinds} for _ in range(TURNS)]
    for way, kind in kinds:
        found = [turn[way, kind] for turn in turns]
        if found[0]["why_not"]:
            made.add_row(way, kind, "-", "-", found[0]["why_not"])
        else:
            cells = [f"{min(one[figure] for one in found):.2f}" for figure in ("p50", "p99", "cpu")]
            made.add_row(f"{way} ({found[0]['by']})", kind, *cells)
    return made


def _ask(environment: dict[str, str], way: str, kind: str) -> Any:
    command = [sys.executable, "-m", "tests.bench.drawing", way, kind]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    if done.returncode:
        raise RuntimeError(f"measuring how to draw failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[1], alpha=sys.argv[2] == "alpha")))
    else:
        Console().print(table())
