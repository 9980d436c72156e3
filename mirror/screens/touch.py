"""From fingers, mouse and keys to Touch events. Pure: knows no pygame, no screen; time is handed in."""

from collections import deque
from enum import Enum, auto
from typing import NamedTuple

_LOOK_BACK_S = 0.1  # a finger's speed is that of its last tenth of a second
_STILL_S = 0.12  # a finger that rested so long before it was lifted throws nothing


class TouchKind(Enum):
    """DOWN comes first; then either TAP, or DRAG (many) and RELEASE, or CANCEL. WHEEL and KEY stand alone."""

    DOWN = auto()
    DRAG = auto()
    TAP = auto()
    RELEASE = auto()
    CANCEL = auto()
    WHEEL = auto()
    KEY = auto()


class Touch(NamedTuple):
    """One event. Positions and ways in pixels of the upright picture, speeds in pixels a second.

    x, y: where; start_x, start_y: where the finger came down; dx, dy: the way since the last event (DRAG, WHEEL);
    vx, vy: the speed at RELEASE; key: "up", "down", "left", "right", "enter", "escape", "space" or a
    letter that some screen knows (KEY).
    """

    kind: TouchKind
    x: int = 0
    y: int = 0
    start_x: int = 0
    start_y: int = 0
    dx: int = 0
    dy: int = 0
    vx: float = 0.0
    vy: float = 0.0
    key: str = ""


class Gestures:
    """Follows one finger. A second one that comes down meanwhile (a palm, the other hand) is ignored."""

    def __init__(self, slop_px: int) -> None:
        self._slop_px = slop_px
        self._finger: int | None = None
        self._start = self._last = (0, 0)
        self._dragging = False
        self._trail: deque[tuple[float, int, int]] = deque(maxlen=32)

    def down(self, finger: int, x: int, y: int, now_s: float) -> list[Touch]:
        """A finger has come down."""
        if self._finger is not None:
            return []
        self._finger = finger
        self._start = self._last = (x, y)
        self._dragging = False
        self._trail.clear()
        self._trail.append((now_s, x, y))
        return [Touch(TouchKind.DOWN, x, y, x, y)]

    def move(self, finger: int, x: int, y: int, now_s: float) -> list[Touch]:
        """A finger has moved; within the slop it still counts as resting."""
        if finger != self._finger:
            return []
        self._trail.append((now_s, x, y))
        if not self._dragging:
            way = max(abs(x - self._start[0]), abs(y - self._start[1]))
            if way <= self._slop_px:
                return []
            self._dragging = True
        dx, dy = x - self._last[0], y - self._last[1]
        self._last = (x, y)
        return [Touch(TouchKind.DRAG, x, y, *self._start, dx, dy)]

    def up(self, finger: int, x: int, y: int, now_s: float) -> list[Touch]:
        """A finger has left."""
        if finger != self._finger:
            return []
        moved = self.move(finger, x, y, now_s) if (x, y) != self._trail[-1][1:] else []
        self._finger = None
        if not self._dragging:
            return [*moved, Touch(TouchKind.TAP, x, y, *self._start)]
        vx, vy = self._speed(now_s)
        return [*moved, Touch(TouchKind.RELEASE, x, y, *self._start, vx=vx, vy=vy)]

    def cancel(self) -> list[Touch]:
        """The finger is forgotten, for instance because another screen has opened under it."""
        if self._finger is None:
            return []
        self._finger = None
        return [Touch(TouchKind.CANCEL, *self._last, *self._start)]

    def _speed(self, now_s: float) -> tuple[float, float]:
        recent = [point for point in self._trail if now_s - point[0] <= _LOOK_BACK_S]
        if len(recent) < 2 or now_s - recent[-1][0] > _STILL_S:
            return 0.0, 0.0
        (from_s, from_x, from_y), (to_s, to_x, to_y) = recent[0], recent[-1]
        passed_s = max(to_s - from_s, 1e-3)
        return (to_x - from_x) / passed_s, (to_y - from_y) / passed_s
