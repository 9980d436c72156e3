"""The loop on a real (unseen) display: frames, events, the watchdog's beat, the picture file, the end."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
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
from mirror.screens.machine import NoMachine
from mirror.screens.pictures import Pictures
from mirror.screens.rooms import Rooms
from mirror.screens.runner import Runner
from mirror.screens.stage import Stage
from mirror.screens.touch import CORNER_S, Touch, TouchKind
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.grid import Grid
from mirror.screens.widgets.theme import Layout
from mirror.screens.widgets.widget import Widget

from .conftest import AddGarment
from .touching import ADMIN_URL
from .writing import from_afar


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


class Turning(Runner):
    """A mirror that has no time of its own: in place of sleeping it does what a script says, 50 ms apart."""

    script: Iterator[None]

    def _wait(self) -> list[pygame.event.Event]:
        assert isinstance(self._clock, FakeClock)
        if next(self.script, self) is self:
            self.stop()
        self._clock.advance(0.05)
        return []


@pytest.mark.parametrize("where", ["garment", "settings", "asleep", "dark", "off", "locked"])
def test_a_phone_turns_the_picture_and_nothing_else(
    *,
    closet: Closet,
    clock: FakeClock,
    jieun: Person,
    add_garment: AddGarment,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    """Nobody is let in, no dark room is lit, and who was at the mirror finds themselves in their closet."""
    garment_id = add_garment(jieun.id)
    minho = closet.people.add("민호")
    closet.people.set_pin(minho.id, "2580")
    machine = NoMachine()
    face = MirrorFace(closet, MirrorSettings(), clock, admin_url=ADMIN_URL, camera=None, machine=machine)
    seen: list[tuple[int, str, bool]] = []

    def pass_s(seconds: float) -> Iterator[None]:
        until_s = clock.monotonic_s() + seconds
        while clock.monotonic_s() < until_s:
            clock.advance(min(0.2, seconds))
            yield

    def script() -> Iterator[None]:
        doors = stage().doors
        if where == "garment":
            doors.garment(garment_id, [garment_id])
        elif where == "settings":
            doors.settings()
        elif where == "locked":
            doors.admit(closet.people.get(minho.id))
            doors.lock()
        else:
            yield from pass_s({"asleep": 125, "dark": 605, "off": 3605}[where])
        for degrees in (90, 180, 0):
            yield from pass_s(1)
            from_afar(closet, partial(closet.preferences.change, rotation=degrees))
            yield from pass_s(1.5)
            assert face._runner is not None
            top = face._runner._stack.top
            assert top is not None
            person = stage().person
            seen.append((degrees, top.name, machine.lit))
            assert (person is None) == (where == "locked")
            assert face._rotation(None) == degrees
        assert stage().trial_rotation is None, "what comes from a phone stays"

    def stage() -> Stage:
        assert face._stage is not None
        return face._stage

    monkeypatch.setattr(Turning, "script", script(), raising=False)
    monkeypatch.setattr("mirror.screens.face.Runner", Turning)
    face.run((540, 960), off_screen=True)
    shown = {"garment": "closet", "settings": "settings", "locked": "people"}.get(where, "idle")
    assert seen == [(degrees, shown, where != "off") for degrees in (90, 180, 0)]


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

    def listen(self) -> list[Touch]:
        """What the stack hears from now on."""
        heard: list[Touch] = []
        touch = self.rooms.stack.touch

        def note(event: Touch) -> None:
            heard.append(event)
            touch(event)

        self.rooms.stack.touch = note  # type: ignore[method-assign]
        return heard

    def finger(self, kind: int, x: float, y: float, finger: int = 7) -> pygame.event.Event:
        """A finger's event at a pixel of the upright picture of a display that is not turned."""
        width, height = self.display.window_size
        at = {"x": x / (width - 1), "y": y / (height - 1), "finger_id": finger, "touch_id": 1}
        return pygame.event.Event(kind, at)


@pytest.fixture
def loop(closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment) -> Iterator[Loop]:
    """A mirror of 480 x 800 with a closet that is longer than the screen."""
    for _ in range(40):
        add_garment(jieun.id)
    loop = Loop(closet, clock, 0, (480, 800))
    loop.turn(0.3)
    yield loop
    loop.display.close()


def kinds(heard: list[Touch]) -> list[str]:
    return [touch.kind.name for touch in heard]


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


DOWN, MOTION, UP = pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP


def test_a_flood_of_motion_is_one_drag_a_turn(loop: Loop) -> None:
    """One finger at 240 Hz, then two, on a mirror that takes 100 ms for a frame."""
    heard = loop.listen()
    loop.turn(0.02, loop.finger(DOWN, 240, 700))
    for turn in range(10):
        for step in range(24):
            pygame.event.post(loop.finger(MOTION, 240, 700 - 2 * (24 * turn + step + 1)))
        loop.turn(0.1, *pygame.event.get())
    assert kinds(heard) == ["DOWN"] + ["DRAG"] * 10
    assert sum(touch.dy for touch in heard) == -480, "nothing of the way is lost"
    loop.turn(0.01, loop.finger(UP, 240, 220))
    assert heard[-1].vy == pytest.approx(-480, rel=0.1), "and it is thrown as fast as it was"
    del heard[:]
    loop.turn(0.5, loop.finger(DOWN, 240, 500, 1))
    loop.turn(0.02, loop.finger(DOWN, 240, 600, 2))
    for turn in range(10):
        for step in range(24):
            pygame.event.post(loop.finger(MOTION, 240, 500 - (24 * turn + step + 1), 1))
            pygame.event.post(loop.finger(MOTION, 240 + step % 2, 600, 2))
        loop.turn(0.1, *pygame.event.get())
    assert kinds(heard) == ["DOWN", "CANCEL"] + ["PINCH"] * 10


def test_a_full_queue_is_emptied_in_one_turn(loop: Loop) -> None:
    heard = loop.listen()
    loop.turn(0.02, loop.finger(DOWN, 240, 700))
    for step in range(60_000):
        pygame.event.post(loop.finger(MOTION, 240, 700 - step % 500))
    loop.turn(2.0, *loop.runner._wait())
    assert kinds(heard) == ["DOWN", "DRAG"]
    assert pygame.event.get() == []


def test_a_whole_throw_within_one_slow_frame_is_no_faster_than_a_person(loop: Loop) -> None:
    heard = loop.listen()
    way = [loop.finger(MOTION, 240, 600 - 20 * step) for step in range(1, 21)]
    loop.turn(0.2, loop.finger(DOWN, 240, 600), *way, loop.finger(UP, 240, 200))
    assert kinds(heard) == ["DOWN", "DRAG", "RELEASE"]
    assert -4000 < heard[-1].vy < -2000


def test_a_slow_mirror_believes_a_double_tap(loop: Loop) -> None:
    heard = loop.listen()
    tap = [loop.finger(DOWN, 240, 700), loop.finger(UP, 240, 700)]
    loop.turn(0.3, *tap, *tap)
    assert kinds(heard) == ["DOWN", "TAP"] * 2, "all within one turn"
    del heard[:]
    trembling = [loop.finger(MOTION, 240 + step % 2, 700) for step in range(8)]
    loop.turn(0.5, tap[0], *trembling, tap[1])
    loop.turn(0.3, tap[0], *trembling, tap[1], tap[0], *trembling, tap[1])
    assert kinds(heard) == ["DOWN", "TAP"] * 3, "also when the fingers tremble meanwhile"
    del heard[:]
    loop.turn(0.5, tap[0])
    loop.turn(0.05, tap[1])
    loop.turn(0.01, tap[0])
    loop.turn(0.05, tap[1])
    assert kinds(heard) == ["DOWN", "TAP"] * 2, "the first lift may have been 50 ms before it was seen"


def test_a_bounce_between_two_looks_is_none(loop: Loop) -> None:
    heard = loop.listen()
    down, up = loop.finger(DOWN, 240, 700), loop.finger(UP, 240, 700)
    for events in ([down], [], [], [up, down], [up]), ([down], [], [], [up], [down], [up]):
        loop.turn(0.5)
        for found in events:
            loop.turn(0.02, *found)
    assert kinds(heard) == ["DOWN", "TAP"] * 2


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_finger_held_in_the_corner_is_heard_in_time(
    closet: Closet, clock: FakeClock, jieun: Person, rotation: int
) -> None:
    class TickingClock(FakeClock):
        """A hundredth of a second passes with every look."""

        def monotonic_s(self) -> float:
            self.advance(0.01)
            return super().monotonic_s()

    clock = TickingClock()
    size = (480, 800) if rotation == 0 else (800, 480)
    loop = Loop(closet, clock, rotation, size)
    heard = loop.listen()
    at = {0: (470, 10), 90: (799 - 10, 470)}[rotation]
    loop.turn(0.3)
    loop.turn(0.02, loop.finger(DOWN, *at))
    came_s = clock._elapsed_s
    for _ in range(6):
        loop.turn(0.23)
    assert kinds(heard) == ["DOWN"]
    while len(heard) == 1:
        loop.runner.step(loop.runner._wait())
    assert kinds(heard) == ["DOWN", "CANCEL", "CORNER"]
    assert CORNER_S <= clock._elapsed_s - came_s < CORNER_S + 0.1
    loop.turn(0.1, loop.finger(UP, *at))
    assert len(heard) == 3
    loop.display.close()


def test_a_window_that_loses_the_focus_forgets_the_finger(loop: Loop) -> None:
    heard = loop.listen()
    loop.turn(0.1, loop.finger(DOWN, 240, 700))
    loop.turn(0.1, pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert kinds(heard) == ["DOWN", "CANCEL"]
    loop.turn(0.1, loop.finger(DOWN, 100, 700, 8), loop.finger(UP, 100, 700, 8))
    assert kinds(heard[2:]) == ["DOWN", "TAP"]


class Pinched(Widget):
    """Takes pinches, and counts what it hears."""

    def __init__(self, rect: pygame.Rect, loop: Loop, takes: bool = True) -> None:
        super().__init__(rect, loop.stage.doors.stack.damage)  # type: ignore[attr-defined]
        self.takes = takes
        self.heard: list[Touch] = []

    def touch(self, event: Touch) -> bool:
        if event.kind in (TouchKind.PINCH, TouchKind.PINCH_END):
            self.heard.append(event)
            return self.takes
        return False


def test_a_pinch_is_for_the_topmost_widget_around_it_that_wants_it(loop: Loop) -> None:
    top = loop.rooms.stack.top
    assert top is not None
    room = pygame.Rect(0, 300, 480, 400)
    below, wanting, elsewhere = (
        Pinched(room, loop),
        Pinched(room, loop),
        Pinched(pygame.Rect(0, 0, 480, 300), loop),
    )
    unwilling = Pinched(room, loop, takes=False)
    top.widgets += [below, wanting, unwilling, elsewhere]
    loop.turn(0.1, loop.finger(DOWN, 200, 500, 1))
    loop.turn(0.02, loop.finger(DOWN, 280, 500, 2))
    loop.turn(0.02, loop.finger(MOTION, 360, 500, 2))
    loop.turn(0.02, loop.finger(MOTION, 360, 100, 2), loop.finger(MOTION, 200, 40, 1))
    assert not top.settled, "it is not built anew under two fingers"
    loop.turn(0.02, loop.finger(UP, 200, 40, 1))
    assert top.settled
    loop.turn(0.02, loop.finger(UP, 360, 100, 2))
    assert kinds(wanting.heard) == ["PINCH", "PINCH", "PINCH_END"], "also when the fingers have left it"
    assert wanting.heard[0].scale > 1.5
    assert (below.heard, elsewhere.heard) == ([], [])
    assert kinds(unwilling.heard) == ["PINCH"], "who has refused is not asked again"


def test_the_wheel_pinches_with_ctrl(loop: Loop) -> None:
    heard = loop.listen()
    pygame.key.set_mods(pygame.KMOD_LCTRL)
    loop.turn(0.1, pygame.event.Event(pygame.MOUSEWHEEL, {"x": 0, "y": 1}))
    loop.turn(0.1, pygame.event.Event(pygame.MOUSEWHEEL, {"x": 0, "y": -1}))
    pygame.key.set_mods(0)
    loop.turn(0.1, pygame.event.Event(pygame.MOUSEWHEEL, {"x": 0, "y": -1}))
    assert kinds(heard) == ["PINCH", "PINCH_END"] * 2 + ["WHEEL"]
    assert [touch.scale for touch in heard[:4]] == [1.25, 1.25, 0.8, 0.8]
