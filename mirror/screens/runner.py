"""The loop: the only reader of pygame's events, and the only one that decides when to draw.

Nothing changed, nothing drawn: between events it sleeps, looking up four times a second for what the phone has
changed and for the minute. Knows the stack and the display, and no screen.

It sleeps in steps of 20 ms instead of in pygame.event.wait, which polls every millisecond. Measured on one x86
core: 2.5% of it for pygame.event.wait(250) under X11, 0.5% for this; the whole idle mirror uses 0.8%.

The queue is emptied on every turn, however many events a panel has made meanwhile (SDL keeps 65,535), and what they
mean is merged before a screen hears of it: a slow frame makes the next step no slower.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

import pygame
from pygame.event import Event

from ..clock import Clock
from .display import Display
from .stack import Stack
from .touch import Gestures, Touch, TouchKind, merged
from .widgets.canvas import Canvas
from .widgets.theme import FRAME_S, Layout

POLL_S = 0.25
BUSY_POLL_S = 0.1  # while something moves anyway, such as the preview before which somebody waits
BEAT_S = 2.0
WAKE = pygame.event.custom_type()
_GLANCE_S = 0.02  # how often the queue is looked at; SDL's own wait does so a thousand times a second
_LONGEST_STEP_S = 0.05  # a screen that was away does not leap
_WHEEL_NOTCH = 120  # design pixels
_SLOP = 18  # design pixels that a finger may tremble
_CORNER = 120  # design pixels at the top right, where a held finger means something of its own
_CTRL_NOTCH = 1.25  # how much one notch of the wheel pinches
_MOUSE = -1  # the finger that the mouse is
_KEYS = {
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_ESCAPE: "escape",
    pygame.K_SPACE: "space",
    pygame.K_c: "c",
    pygame.K_h: "h",
    pygame.K_r: "r",
}
_FINGER = (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP)
_BUTTON = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP)
_DOWN = (pygame.FINGERDOWN, pygame.MOUSEBUTTONDOWN)
_UP = (pygame.FINGERUP, pygame.MOUSEBUTTONUP)
_PAUSE = 10  # before a contact as long passes as between so many motions
_log = logging.getLogger(__name__)


class Runner:
    """Runs a stack on a display until it is stopped or its window is closed.

    poll: called four times a second, ten times while something moves; on_ready: after the first frame; on_beat:
    every 2 s; after_frame: after each frame; each_step: on every turn, with the seconds since the last and whether
    a person has touched. `frames` counts what was drawn.
    """

    def __init__(
        self,
        stack: Stack,
        display: Display,
        canvas: Canvas,
        clock: Clock,
        *,
        poll: Callable[[], None],
        on_ready: Callable[[], None],
        on_beat: Callable[[], None],
        after_frame: Callable[[], None],
        each_step: Callable[[float, bool], bool],
    ) -> None:
        layout: Layout = canvas.layout
        self._stack = stack
        self._display = display
        self._canvas = canvas
        self._clock = clock
        self._poll = poll
        self._on_ready = on_ready
        self._on_beat = on_beat
        self._after_frame = after_frame
        self._each_step = each_step
        left, top, width, height = layout.area
        self._gestures = Gestures(layout.px(_SLOP), (left, top, width, height), layout.px(_CORNER))
        self._notch_px = layout.px(_WHEEL_NOTCH)
        pygame.event.set_blocked(
            pygame.MULTIGESTURE
        )  # one more for each motion of two fingers, read by nobody
        self._stopping = threading.Event()
        now_s = clock.monotonic_s()
        self._last_step_s = self._last_poll_s = self._last_beat_s = self._last_look_s = now_s
        self._last_frame_s = now_s - FRAME_S
        self.frames = 0

    def stop(self) -> None:
        """End the loop within a quarter of a second. Safe from any thread and from a signal handler."""
        self._stopping.set()

    def run(self) -> None:
        """Blocks until stopped or closed."""
        self.step([])
        self._on_ready()
        while not self._stopping.is_set():
            self.step(self._wait())

    def step(self, events: Iterable[Event]) -> None:
        """One turn: take the events, let time pass, draw what is marked when a frame is due."""
        now_s = self._clock.monotonic_s()
        touches = self._meaning(list(events), now_s)
        dt_s = now_s - self._last_step_s
        self._last_step_s = now_s
        if self._each_step(dt_s, bool(touches)):
            for touch in touches:
                self._stack.touch(touch)
        if now_s - self._last_poll_s >= (BUSY_POLL_S if self._stack.moving else POLL_S):
            self._last_poll_s = now_s
            self._look_up()
        self._stack.update(min(dt_s, _LONGEST_STEP_S) if self._stack.moving else dt_s)
        if self._stack.needs_drawing and now_s - self._last_frame_s >= FRAME_S * 0.9:
            self._last_frame_s = now_s
            self._draw()
        if now_s - self._last_beat_s >= BEAT_S:
            self._last_beat_s = now_s
            self._on_beat()

    def _look_up(self) -> None:
        try:
            self._poll()
        except Exception as error:
            self._stack.fault(error)

    def _draw(self) -> None:
        rects = self._stack.draw(self._canvas)
        if rects:
            self._display.show(rects)
            self.frames += 1
            self._after_frame()

    def _wait(self) -> list[Event]:
        """The events since the last turn; sleeps until there is one, a frame is due or it is time to look up."""
        now_s = self._clock.monotonic_s()
        wait_s = min(POLL_S, self._stack.rest_s, self._gestures.rest_s(now_s))
        if self._stack.moving or self._stack.needs_drawing:
            wait_s = max(0.0, self._last_frame_s + FRAME_S - now_s)
        until_s = now_s + wait_s
        while not (events := pygame.event.get()) and not self._stopping.is_set():
            self._last_look_s = self._clock.monotonic_s()
            left_s = until_s - self._last_look_s
            if left_s <= 0:
                break
            self._stopping.wait(min(left_s, _GLANCE_S))
        return events

    def _meaning(self, events: Sequence[Event], now_s: float) -> list[Touch]:
        """What these events and the time that has passed mean, with no more drags than a screen can follow."""
        touches: list[Touch] = []
        for event, at_s in _timed(events, max(self._last_step_s, self._last_look_s), now_s):
            touches += self._gestures.passed(at_s)
            touches += self._touches(event, at_s)
        touches += self._gestures.passed(now_s)
        return merged(touches)

    def _touches(self, event: Event, now_s: float) -> list[Touch]:
        """What an event means; empty for those that mean nothing here."""
        if _closes(event):
            self.stop()
        elif event.type in (pygame.WINDOWEXPOSED, pygame.VIDEOEXPOSE):
            self._stack.damage.everything()
        elif event.type == pygame.KEYDOWN and event.key in _KEYS:
            return [Touch(TouchKind.KEY, key=_KEYS[event.key])]
        elif event.type == pygame.MOUSEWHEEL:
            return self._wheel(event)
        elif (
            event.type == pygame.WINDOWFOCUSLOST
        ):  # what leaves the glass meanwhile is told to another window
            return self._gestures.cancel()
        elif event.type in _FINGER:
            return self._finger(event, now_s)
        elif event.type in _BUTTON:
            return self._mouse(event, now_s)
        return []

    def _wheel(self, event: Event) -> list[Touch]:
        """The wheel scrolls; with Ctrl it pinches, so that a desk without a panel can."""
        at = self._display.upright(*pygame.mouse.get_pos())
        if pygame.key.get_mods() & pygame.KMOD_CTRL:
            scale = float(_CTRL_NOTCH**event.y)
            return [Touch(kind, *at, *at, scale=scale) for kind in (TouchKind.PINCH, TouchKind.PINCH_END)]
        return [Touch(TouchKind.WHEEL, *at, *at, -event.x * self._notch_px, event.y * self._notch_px)]

    def _finger(self, event: Event, now_s: float) -> list[Touch]:
        width, height = self._display.window_size
        x, y = self._display.upright(round(event.x * (width - 1)), round(event.y * (height - 1)))
        if event.type == pygame.FINGERDOWN:
            return self._gestures.down(event.finger_id, x, y, now_s)
        if event.type == pygame.FINGERMOTION:
            return self._gestures.move(event.finger_id, x, y, now_s)
        return self._gestures.up(event.finger_id, x, y, now_s)

    def _mouse(self, event: Event, now_s: float) -> list[Touch]:
        if getattr(event, "touch", False):  # SDL's imitation of a finger that has come as a finger already
            return []
        x, y = self._display.upright(*event.pos)
        if event.type == pygame.MOUSEMOTION:
            return self._gestures.move(_MOUSE, x, y, now_s)
        if event.button != 1:
            return []
        if event.type == pygame.MOUSEBUTTONDOWN:
            return self._gestures.down(_MOUSE, x, y, now_s)
        return self._gestures.up(_MOUSE, x, y, now_s)


def _closes(event: Event) -> bool:
    """The window's own button, or Ctrl+Q."""
    if event.type == pygame.KEYDOWN:
        return bool(event.key == pygame.K_q and event.mod & pygame.KMOD_CTRL)
    return bool(event.type == pygame.QUIT)


def _timed(events: Sequence[Event], from_s: float, to_s: float) -> Iterator[tuple[Event, float]]:
    """Each event with about when it happened: pygame does not tell, only that it was between these two.

    They are thought to have come evenly, and a contact after a pause, so that a slow frame neither makes a throw of
    a push nor one tap of two. One that leaves has left at the start of its share, all others come at the end of
    theirs: what looks like a bounce is shorter still.
    """
    shares = [_PAUSE if event.type in _DOWN else event.type in _FINGER + _BUTTON for event in events]
    a_share_s = (to_s - from_s) / max(1, sum(shares))
    passed = 0
    for event, share in zip(events, shares, strict=True):
        begun, passed = passed, passed + share
        yield event, from_s + a_share_s * (begun if event.type in _UP else passed)
