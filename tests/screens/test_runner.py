"""The loop on a real (unseen) display: frames, events, the watchdog's beat, the picture file, the end."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest
from PIL import Image

from mirror.clock import FakeClock, SystemClock
from mirror.closet import Closet, Person
from mirror.config import MirrorSettings
from mirror.errors import DisplayError
from mirror.screens import MirrorFace, display
from mirror.screens.display import Display
from mirror.screens.pictures import Pictures
from mirror.screens.rooms import Rooms
from mirror.screens.runner import Runner
from mirror.screens.stage import Stage
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.grid import Grid
from mirror.screens.widgets.theme import Layout

from .conftest import AddGarment
from .touching import ADMIN_URL


def run_for(face: MirrorFace, seconds: float, meanwhile: Callable[[], None] = lambda: None) -> float:
    """Run off-screen, stop from another thread, and return how long the end took, in seconds."""
    stopped_at: list[float] = []

    def stop() -> None:
        time.sleep(seconds)
        meanwhile()
        stopped_at.append(time.monotonic())
        face.stop()

    thread = threading.Thread(target=stop)
    thread.start()
    face.run((540, 960), off_screen=True)
    ended = time.monotonic()
    thread.join()
    return ended - stopped_at[0]


def test_it_starts_beats_writes_its_picture_and_ends_in_time(
    closet: Closet, jieun: Person, add_garment: AddGarment, tmp_path: Path
) -> None:
    add_garment(jieun.id)
    ready: list[float] = []
    beats: list[float] = []
    picture = tmp_path / "mirror.jpg"
    seen: list[tuple[int, int]] = []

    def look() -> None:
        with Image.open(picture) as image:
            image.load()
            seen.append(image.size)

    face = MirrorFace(
        closet,
        MirrorSettings(),
        SystemClock(),
        admin_url=ADMIN_URL,
        camera=None,
        picture_file=picture,
        on_ready=lambda: ready.append(time.monotonic()),
        on_beat=lambda: beats.append(time.monotonic()),
    )
    took_s = run_for(face, 2.6, look)
    assert took_s < 0.5
    assert len(ready) == 1
    assert beats, "a beat at least every 5 s"
    assert seen == [(540, 960)]
    assert not picture.exists(), "a mirror that is off leaves no picture behind"


def test_stopped_before_it_runs(closet: Closet, jieun: Person) -> None:
    face = MirrorFace(closet, MirrorSettings(), SystemClock(), admin_url=ADMIN_URL, camera=None)
    face.stop()
    face.run((320, 480), off_screen=True)


def test_no_display_is_said_in_one_line(closet: Closet, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    if any(Path("/dev/dri").glob("card*")):
        pytest.skip("this machine has a display of its own")
    face = MirrorFace(closet, MirrorSettings(), SystemClock(), admin_url=ADMIN_URL, camera=None)
    with pytest.raises(DisplayError, match=r"^no display: .*--headless.*connect a display$"):
        face.run(None)


def test_off_screen_leaves_the_environment_as_it_was(closet: Closet, jieun: Person) -> None:
    before = os.environ.get("SDL_VIDEODRIVER")
    display = Display((320, 480), 0, off_screen=True)
    display.close()
    assert os.environ.get("SDL_VIDEODRIVER") == before
    assert os.environ["SDL_FRAMEBUFFER_ACCELERATION"] == "0"


class Loop:
    """A runner that is stepped by hand, with a clock that moves when told."""

    def __init__(self, closet: Closet, clock: FakeClock, rotation: int, size: tuple[int, int]) -> None:
        settings = MirrorSettings(rotation=rotation)
        self.clock = clock
        self.display = Display(size, rotation, off_screen=True)
        self.stage = Stage(
            closet,
            settings,
            clock,
            layout=Layout(self.display.size),
            pictures=Pictures(),
            admin_url=ADMIN_URL,
            camera=None,
        )
        self.rooms = Rooms(self.stage)
        self.polls = 0
        self.runner = Runner(
            self.rooms.stack,
            self.display,
            Canvas(self.display.surface, self.stage.brush),
            clock,
            poll=self.poll,
            on_ready=lambda: None,
            on_beat=lambda: None,
            after_frame=lambda: None,
            each_step=lambda _dt_s, _touched: True,
        )
        self.rooms.start()
        self.turn(0.1)

    def poll(self) -> None:
        self.polls += 1

    def turn(self, seconds: float, *events: pygame.event.Event) -> None:
        self.clock.advance(seconds)
        self.runner.step(events)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_finger_finds_its_tile_at_every_rotation(
    closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment, rotation: int
) -> None:
    for _ in range(6):
        add_garment(jieun.id)
    size = (480, 800) if rotation in (0, 180) else (800, 480)
    loop = Loop(closet, clock, rotation, size)
    assert loop.display.size == (480, 800), "upright in every case"
    grid = next(w for w in loop.rooms.stack.top.widgets if isinstance(w, Grid))  # type: ignore[union-attr]
    x, y = grid.rect_of(4).center
    at = {
        0: (x, y),
        90: (799 - y, x),
        180: (479 - x, 799 - y),
        270: (y, 479 - x),
    }[rotation]
    window = loop.display._window
    assert window.get_at(at)[:3] == loop.display.surface.get_at((x, y))[:3] != (0, 0, 0), (
        "drawn where touched"
    )
    finger = {"x": at[0] / (size[0] - 1), "y": at[1] / (size[1] - 1), "finger_id": 7, "touch_id": 1}
    loop.turn(0.02, pygame.event.Event(pygame.FINGERDOWN, finger))
    loop.turn(0.05, pygame.event.Event(pygame.FINGERUP, finger))
    assert loop.rooms.stack.top.name == "garment"  # type: ignore[union-attr]
    assert loop.rooms.stack.top._id == closet.garments.listing(jieun.id)[4][0]  # type: ignore[union-attr]
    loop.display.close()


def test_mouse_wheel_and_keys(
    closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment
) -> None:
    for _ in range(40):
        add_garment(jieun.id)
    loop = Loop(closet, clock, 0, (540, 960))
    top = loop.rooms.stack.top
    grid = next(w for w in top.widgets if isinstance(w, Grid))  # type: ignore[union-attr]
    pygame.mouse.set_pos(grid.rect.center)
    loop.display.upright = lambda *_at: grid.rect.center  # type: ignore[method-assign]
    loop.turn(0.02, pygame.event.Event(pygame.MOUSEWHEEL, {"x": 0, "y": -2}))
    assert grid.kinetics.offset_px > 0
    at = {"pos": grid.rect.center, "button": 1, "touch": True}
    loop.turn(
        0.02, pygame.event.Event(pygame.MOUSEBUTTONDOWN, at), pygame.event.Event(pygame.MOUSEBUTTONUP, at)
    )
    assert loop.rooms.stack.top is top, "SDL's imitation of a finger counts once only, as the finger"
    at["touch"] = False
    loop.turn(
        0.02, pygame.event.Event(pygame.MOUSEBUTTONDOWN, at), pygame.event.Event(pygame.MOUSEBUTTONUP, at)
    )
    assert loop.rooms.stack.top.name == "garment"  # type: ignore[union-attr]
    loop.turn(0.02, pygame.event.Event(pygame.KEYDOWN, {"key": pygame.K_ESCAPE, "mod": 0}))
    assert loop.rooms.stack.top is top
    loop.display.close()


@pytest.mark.parametrize(
    "event", [(pygame.QUIT, {}), (pygame.KEYDOWN, {"key": pygame.K_q, "mod": pygame.KMOD_LCTRL})]
)
def test_closing_the_window_ends_it(closet: Closet, clock: FakeClock, jieun: Person, event: tuple) -> None:
    loop = Loop(closet, clock, 0, (540, 960))
    loop.turn(0.02, pygame.event.Event(*event))
    loop.runner.run()  # returns at once
    loop.display.close()


def test_idle_it_draws_nothing_and_looks_up_four_times_a_second(
    closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    loop = Loop(closet, clock, 0, (540, 960))
    for _ in range(8):
        loop.turn(0.25)
    frames, loop.polls = loop.runner.frames, 0
    for _ in range(40):
        loop.turn(0.25)
    assert loop.runner.frames == frames
    assert 38 <= loop.polls <= 40
    loop.display.close()


def test_a_closet_that_cannot_be_asked_is_a_fault(
    closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment
) -> None:
    loop = Loop(closet, clock, 0, (540, 960))

    def broken() -> None:
        raise OSError("the disk is gone")

    loop.runner._poll = broken
    loop.turn(0.3)
    assert loop.rooms.stack.top.name == "fault"  # type: ignore[union-attr]
    loop.display.close()


@pytest.mark.parametrize(
    ("driver", "hint"), [("x11", "0"), ("wayland", "0"), ("dummy", "0"), ("KMSDRM", None)]
)
def test_straight_into_the_window_where_the_driver_can(
    driver: str, hint: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_FRAMEBUFFER_ACCELERATION", "before")
    display._choose_framebuffer(driver)
    assert os.environ.get("SDL_FRAMEBUFFER_ACCELERATION") == hint
