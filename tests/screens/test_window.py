"""A real window on a virtual display, driven from outside with xdotool: tap, scroll, hold, turn, quit, SIGTERM."""

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.screens.touch import CORNER_S

from .conftest import AddGarment

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(
        shutil.which("Xvfb") is None or shutil.which("xdotool") is None,
        reason="needs Xvfb and xdotool (apt-get install xvfb xdotool)",
    ),
]
MIRROR = """
import json, signal, sys
from pathlib import Path
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.config import MirrorSettings
from mirror.screens import MirrorFace
from mirror.screens.stack import Stack

_, data_dir, width, height, rotation = sys.argv
touch = Stack.touch

def told(stack, event):
    touch(stack, event)
    print(event.kind.name, stack.top.name, flush=True)

def ready():
    top = face._runner._stack.top
    print(json.dumps({type(w).__name__: [tuple(rect) for rect in w.targets()] for w in top.widgets}), flush=True)

Stack.touch = told
closet = Closet.open(Path(data_dir))
settings = MirrorSettings(rotation=int(rotation))
face = MirrorFace(closet, settings, SystemClock(), admin_url="http://10.0.0.1:8080", camera=None, on_ready=ready)
signal.signal(signal.SIGTERM, lambda *_: face.stop())
face.run((int(width), int(height)))
closet.close()
"""


@pytest.fixture(scope="module")
def x_display() -> Iterator[str]:
    """A virtual display that holds every window of this file."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "800x960x24", "-nolisten", "tcp"],
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
    """The mirror in a process of its own, in the upper left corner of the display.

    `places`: for each kind of widget of the closet, where it can be touched, in pixels of the upright picture.
    """

    def __init__(self, display: str, data_dir: Path, size: tuple[int, int], rotation: int) -> None:
        self.size = size
        self.env = {
            **os.environ,
            "DISPLAY": display,
            "SDL_VIDEODRIVER": "x11",
            "SDL_VIDEO_WINDOW_POS": "0,0",
            "SDL_AUDIODRIVER": "dummy",
            "XDG_RUNTIME_DIR": "/tmp",
        }
        words = [sys.executable, "-c", MIRROR, str(data_dir), *map(str, size), str(rotation)]
        self.process = subprocess.Popen(words, env=self.env, stdout=subprocess.PIPE)
        self._read = b""
        self.places: dict[str, list[tuple[int, int, int, int]]] = json.loads(self._line(20))

    def xdo(self, *words: object) -> str:
        command = ["xdotool", *map(str, words)]
        return subprocess.run(command, env=self.env, check=True, capture_output=True, text=True).stdout

    def tap(self, x: int, y: int) -> None:
        self.xdo("mousemove", x, y)
        time.sleep(0.05)
        self.xdo("click", 1)
        time.sleep(0.4)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """In 20 steps, within half a second."""
        words: list[object] = ["mousemove", *start, "mousedown", 1]
        for step in range(1, 21):
            x, y = (round(a + (b - a) * step / 20) for a, b in zip(start, end, strict=True))
            words += ["sleep", 0.02, "mousemove", x, y]
        self.xdo(*words, "mouseup", 1)

    def heard(self, kind: str) -> str:
        """Wait until the mirror has taken in a touch of this kind; the name of the screen it led to."""
        while True:
            heard, _, screen = self._line(5).partition(" ")
            if heard == kind:
                return screen

    def still(self, for_s: float = 0.25) -> bytes:
        """The pixels, as soon as they have stayed the same for so long."""
        before, now = b"", self.pixels()
        while before != now:
            time.sleep(for_s)
            before, now = now, self.pixels()
        return now

    def comes_to(self, wanted: bytes, patience_s: float = 20.0) -> bool:
        """Whether it shows this sooner or later; a busy machine may pause in the middle of a movement."""
        deadline = time.monotonic() + patience_s
        while self.pixels() != wanted:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def pixels(self) -> bytes:
        """What is on the display: the root window's picture, read back through X."""
        from PIL import ImageGrab

        return ImageGrab.grab((0, 0, *self.size), xdisplay=self.env["DISPLAY"]).convert("RGB").tobytes()

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=5)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def _line(self, patience_s: float) -> str:
        """The next line that the process prints."""
        assert self.process.stdout is not None
        pipe = self.process.stdout.fileno()
        while b"\n" not in self._read:
            assert select.select([pipe], [], [], patience_s)[0], f"nothing was said within {patience_s} s"
            more = os.read(pipe, 65536)
            assert more, "the mirror has ended"
            self._read += more
        line, _, self._read = self._read.partition(b"\n")
        return line.decode()


@pytest.fixture
def open_window(
    x_display: str, closet: Closet, jieun: Person, add_garment: AddGarment
) -> Iterator[Callable[..., Window]]:
    """open_window(size=..., rotation=...) shows a closet of 40 garments, one of each category first."""
    for number in range(40):
        add_garment(jieun.id, Category(number % 14))
    opened: list[Window] = []

    def show(size: tuple[int, int] = (540, 960), rotation: int = 0) -> Window:
        opened.append(Window(x_display, closet.data_dir, size, rotation))
        opened[-1].still()
        return opened[-1]

    yield show
    for window in opened:
        window.end()


@pytest.fixture
def window(open_window: Callable[..., Window]) -> Window:
    return open_window()


def test_start_tap_scroll_and_quit(window: Window) -> None:
    start = window.pixels()
    assert any(start), "something is drawn"
    window.drag((270, 650), (270, 310))
    time.sleep(0.2)
    assert window.pixels() != start, "the grid has moved"
    closet = window.still(0.8)  # a glide ends slowly
    window.tap(110, 400)
    garment = window.still()
    assert garment != closet, "a garment has opened"
    window.xdo("key", "Escape")
    assert window.heard("KEY") == "closet"
    assert window.comes_to(closet), "and closed again"
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


def test_drag_the_rail_hold_the_corner_and_tap_without_end(window: Window) -> None:
    first, *_, last = window.places["Rail"]
    before = window.still()
    y = first[1] + first[3] // 2
    window.drag((last[0], y), (60, y))
    assert window.heard("RELEASE") == "closet"
    rows = slice(first[1] * 540 * 3, (first[1] + first[3]) * 540 * 3)
    after = window.still()
    assert after[rows] != before[rows], "the rail has moved"
    above = slice(rows.start - 100 * 540 * 3, rows.start)  # not up to the clock, whose minute may pass
    assert after[above] == before[above], "and nothing above it"

    window.xdo("mousemove", 525, 15, "mousedown", 1)
    started = time.monotonic()
    assert window.heard("CORNER") == "settings"
    assert time.monotonic() - started > CORNER_S - 0.5, "it was held for a while"
    window.xdo("mouseup", 1, "key", "Escape")
    assert window.heard("KEY") == "closet"
    window.still()

    x, y, width, height = window.places["Grid"][4]
    window.xdo("mousemove", x + width // 2, y + height // 2, "click", "--repeat", 2, "--delay", 120, 1)
    assert [window.heard("TAP"), window.heard("TAP")][0] == "garment", "the first of both opens it"
    chance = random.Random(1)
    taps = [
        ("mousemove", chance.randrange(540), chance.randrange(960), "click", "--delay", 20, 1)
        for _ in range(50)
    ]
    window.xdo(*(word for tap in taps for word in tap))
    for _ in range(40):
        window.heard("DOWN")
    assert window.process.poll() is None
    window.xdo("key", "ctrl+q")
    assert window.process.wait(timeout=5) == 0


@pytest.mark.parametrize(("size", "rotation"), [((800, 480), 0), ((800, 480), 90)])
def test_a_tap_finds_what_it_is_on(
    open_window: Callable[..., Window], size: tuple[int, int], rotation: int
) -> None:
    window = open_window(size, rotation)
    shown = window.still()
    assert any(shown)

    def at(place: tuple[int, int, int, int]) -> tuple[int, int]:
        """On the glass, as it hangs."""
        left, top, width, height = place
        x, y = left + width // 2, top + height // 2
        return (x, y) if rotation == 0 else (size[0] - 1 - y, x)

    window.tap(*at(window.places["Grid"][1]))
    assert window.heard("TAP") == "garment"
    assert window.still() != shown
    window.xdo("key", "Escape")
    assert window.heard("KEY") == "closet"
    window.tap(*at(window.places["NavItem"][-1]))
    assert window.heard("TAP") == "people", "the last of the bar"
