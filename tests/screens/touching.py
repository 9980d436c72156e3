"""A mirror in memory, driven by scripts of touches in place of fingers and by a clock that moves when told."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps
from pygame import Rect

from mirror.capture.view import CaptureView, Phase, Taken
from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.config import MirrorSettings
from mirror.screens.capture.camera_feed import CameraFeed
from mirror.screens.idle.falling_asleep import Idle
from mirror.screens.pictures import Pictures
from mirror.screens.pixels import blank, image_of
from mirror.screens.rooms import Rooms
from mirror.screens.screen import Screen
from mirror.screens.stage import Stage
from mirror.screens.touch import Gestures, Touch, TouchKind
from mirror.screens.widgets.button import IconButton, Pill
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.menu_sheet import MenuSheet
from mirror.screens.widgets.theme import FRAME_S, Layout
from mirror.screens.widgets.widget import Widget
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.values import WeatherSource

ADMIN_URL = "http://192.168.0.17:8080"


class FakeFeed:
    """A camera feed that does what a test says. `picture` is what its preview shows, RGB of any size."""

    def __init__(self, picture: np.ndarray) -> None:
        self.state = "live"
        self.picture = picture
        self.watching: list[int | None] = []
        self.pressed: list[int] = []
        self.agains = 0
        self.now = CaptureView()
        self._made: tuple[object, ...] = ()

    def latest(self, size: tuple[int, int]) -> np.ndarray | None:
        if self.state != "live":
            return None
        if self._made[:2] != (id(self.picture), size):
            image = ImageOps.fit(Image.fromarray(self.picture), size)
            self._made = (id(self.picture), size, np.ascontiguousarray(np.asarray(image)))
        return self._made[2]  # type: ignore[return-value]

    def watch(self, person_id: int | None) -> None:
        self.watching.append(person_id)

    def view(self) -> CaptureView:
        return self.now

    def shutter(self, person_id: int) -> None:
        self.pressed.append(person_id)

    def again(self) -> None:
        self.agains += 1

    # What happens before the camera

    def go(self, phase: Phase, *, held: float = 0.0, seconds: int = 0) -> None:
        """The session gets so far."""
        self.now = self.now._replace(phase=phase, held=held, seconds=seconds)

    def take(self, item_id: int | None, said: str = "") -> None:
        """A photo has been taken."""
        number = self.now.taken.number + 1 if self.now.taken is not None else 1
        self.now = self.now._replace(phase=Phase.TAKEN, taken=Taken(number, item_id, said))


class Mirror:
    """Stack, stage and canvas without a display. `frames` counts what was drawn."""

    def __init__(
        self,
        closet: Closet,
        clock: FakeClock,
        size: tuple[int, int],
        settings: MirrorSettings,
        *,
        camera: CameraFeed | None = None,
        language: str | None = None,
        hands_free: bool = True,
        sky: WeatherSource | None = None,
        **more: Any,
    ) -> None:
        self.closet, self.clock, self.size = closet, clock, size
        self.layout = Layout(size, settings.bezel)
        self.pictures = Pictures()
        self.stage = Stage(
            closet,
            settings,
            clock,
            layout=self.layout,
            pictures=self.pictures,
            admin_url=ADMIN_URL,
            camera=camera,
            hands_free=hands_free,
            stylist=None if sky is None else Stylist(closet, clock, sky),
            **more,
        )
        self.rooms = Rooms(self.stage)
        self.stack = self.rooms.stack
        self.idle = Idle(self.stage, self.stack)
        self.canvas = Canvas(blank(size), self.stage.brush)
        area = self.layout.area
        self.gestures = Gestures(
            self.layout.px(18), (area.left, area.top, area.width, area.height), self.layout.px(120)
        )
        self.frames = 0
        self.rooms.start()
        self.wait(0.5)

    def close(self) -> None:
        self.pictures.__exit__()

    # Looking

    @property
    def top(self) -> Screen:
        assert self.stack.top is not None
        return self.stack.top

    @property
    def name(self) -> str:
        return self.top.name

    @property
    def toast(self) -> str:
        return "" if self.stack.toast is None else self.stack.toast.words

    def pixels(self) -> np.ndarray:
        """What is on the glass, RGB."""
        return np.asarray(image_of(self.canvas.surface))

    def save(self, file: Path) -> None:
        """For a person to look at."""
        Image.fromarray(self.pixels()).save(file)

    def words(self) -> list[str]:
        """What the labels and pills of the topmost screen say."""
        return [words for widget in self.top.widgets if (words := getattr(widget, "words", ""))]

    def one(self, kind: type[Any]) -> Any:
        """The only widget of a kind."""
        found = [widget for widget in self.top.widgets if isinstance(widget, kind)]
        assert len(found) == 1, f"{len(found)} of {kind.__name__} on {self.name}"
        return found[0]

    def pill(self, words: str) -> Pill:
        """The pill that says this."""
        pills = [w for w in self.top.widgets if isinstance(w, Pill)]
        found = [pill for pill in pills if pill.words == words]
        assert found, f"no pill {words!r} among {[pill.words for pill in pills]}"
        return found[0]

    # Touching

    def send(self, events: list[Touch]) -> None:
        if self.idle.step(0, bool(events)):
            for event in events:
                self.stack.touch(event)

    def tap(self, at: tuple[int, int] | Rect | Widget) -> None:
        if isinstance(at, Widget):
            at = at.rect
        x, y = at.center if isinstance(at, Rect) else at
        assert self.layout.screen.collidepoint(x, y), f"({x}, {y}) is off the screen"
        self.send(self.gestures.down(1, x, y, self.clock.monotonic_s()))
        self.wait(0.05)
        self.send(self.gestures.up(1, x, y, self.clock.monotonic_s()))
        self.wait(0.3)

    def tap_pill(self, words: str) -> None:
        self.tap(self.pill(words))

    def tap_menu(self, words: str) -> None:
        """Open the menu at the upper right and tap what says this."""
        [more] = [w for w in self.top.widgets if isinstance(w, IconButton) and w._icon == "three-dots"]
        self.tap(more)
        self.wait(0.5)
        [row] = [row for row in self.one(MenuSheet).parts if getattr(row, "words", "") == words]
        self.tap(row)

    def swipe(
        self, start: tuple[int, int], end: tuple[int, int], seconds: float = 0.12, settle_s: float = 3
    ) -> None:
        """A finger from start to end in equal steps, then time to glide."""
        steps = max(2, round(seconds / FRAME_S))
        self.send(self.gestures.down(1, *start, self.clock.monotonic_s()))
        for i in range(1, steps + 1):
            x = round(start[0] + (end[0] - start[0]) * i / steps)
            y = round(start[1] + (end[1] - start[1]) * i / steps)
            self.step(seconds / steps)
            self.send(self.gestures.move(1, x, y, self.clock.monotonic_s()))
        self.send(self.gestures.up(1, *end, self.clock.monotonic_s()))
        self.wait(settle_s)

    def pinch(self, at: tuple[int, int] | Rect | Widget, scale: float, *, settle_s: float = 0.3) -> None:
        """Two fingers around a place, left and right of it, that part or meet within 0.2 s."""
        if isinstance(at, Widget):
            at = at.rect
        x, y = at.center if isinstance(at, Rect) else at
        slop = self.layout.px(18)
        near = self.layout.px(120) if scale > 1 else self.layout.px(120) / scale
        far = (near + slop / 2) * scale if scale > 1 else (near - slop / 2) * scale
        self.send(self.gestures.down(1, round(x - near), y, self.clock.monotonic_s()))
        self.step()
        self.send(self.gestures.down(2, round(x + near), y, self.clock.monotonic_s()))
        for i in range(1, 13):
            apart = near + (far - near) * i / 12
            self.step()
            self.send(self.gestures.move(1, round(x - apart), y, self.clock.monotonic_s()))
            self.send(self.gestures.move(2, round(x + apart), y, self.clock.monotonic_s()))
        self.send(self.gestures.up(1, round(x - far), y, self.clock.monotonic_s()))
        self.send(self.gestures.up(2, round(x + far), y, self.clock.monotonic_s()))
        self.wait(settle_s)

    def hold(self, at: tuple[int, int] | Rect | Widget, seconds: float) -> None:
        """A finger that rests on a place for so long, and leaves."""
        if isinstance(at, Widget):
            at = at.rect
        x, y = at.center if isinstance(at, Rect) else at
        self.send(self.gestures.down(1, x, y, self.clock.monotonic_s()))
        self.wait(seconds)
        self.send(self.gestures.up(1, x, y, self.clock.monotonic_s()))
        self.wait(0.3)

    def hold_corner(self) -> None:
        """A finger held in the top right corner for long enough."""
        area = self.layout.area
        self.hold((area.right - self.layout.px(40), area.top + self.layout.px(40)), 1.6)

    def key(self, *keys: str) -> None:
        for key in keys:
            self.send([Touch(TouchKind.KEY, key=key)])
            self.wait(0.1)

    # Time

    def step(self, dt_s: float = FRAME_S) -> None:
        """One turn of the loop."""
        self.clock.advance(dt_s)
        self.idle.step(dt_s, False)
        if held := self.gestures.passed(self.clock.monotonic_s()):
            self.send(held)
        self.stack.update(dt_s)
        if self.stack.draw(self.canvas):
            self.frames += 1

    def wait(self, seconds: float) -> None:
        """Turns of the loop: many while something moves, four a second otherwise."""
        left_s = seconds
        while left_s > 1e-9:
            dt_s = min(
                left_s,
                FRAME_S if self.stack.moving or self.stack.needs_drawing else min(0.25, self.stack.rest_s),
            )
            self.step(dt_s)
            left_s -= dt_s

    def closet_changed(self) -> None:
        """The phone has written something."""
        self.stack.closet_changed()
        self.wait(0.3)
