"""How a grid looks while two fingers spread it, and while it settles afterwards. Pure arithmetic on rectangles."""

from pygame import Rect

from .theme import MOTION_S

LEAST, MOST = 0.5, 2.0  # how far fingers can spread it
_PULL = 0.3  # how much of a pinch is followed that leads nowhere
_Box = tuple[float, float, float]  # left, top, side


class Sight:
    """Every place is scaled by `scale` and moved by (dx, dy) pixels; at rest it is itself.

    `darkness`: 1 when a settling begins at which the grid has changed, then less and less, 0 at rest.
    """

    def __init__(self) -> None:
        self.scale, self.dx, self.dy = 1.0, 0.0, 0.0
        self.darkness = 0.0
        self.pinched = False
        self._passed_s = MOTION_S
        self._from: _Box = (0.0, 0.0, 1.0)
        self._to = self._from
        self._changes = False

    @property
    def moving(self) -> bool:
        """Whether it settles by itself."""
        return self._passed_s < MOTION_S

    @property
    def still(self) -> bool:
        """Whether every place is itself."""
        return not self.pinched and not self.moving

    def pinch(
        self, scale: float, start: tuple[int, int], now: tuple[int, int], *, way: tuple[bool, bool]
    ) -> None:
        """Follow two fingers: what was between them at the start stays between them.

        way: whether spreading them leads to larger pictures, and closing them to smaller ones.
        """
        if not way[scale < 1]:
            scale = 1 + (scale - 1) * _PULL
        self.scale = max(LEAST, min(MOST, scale))
        self.dx = now[0] - start[0] * self.scale
        self.dy = now[1] - start[1] * self.scale
        self.darkness = 0.0
        self.pinched = True
        self._passed_s = MOTION_S

    def settle(self, drawn: Rect, place: Rect, *, changes: bool) -> None:
        """Move within MOTION_S so that what is drawn at the one rectangle comes to its place, the other.

        changes: whether other pictures stand around it from now on.
        """
        self.pinched = False
        self._from = (drawn.left, drawn.top, drawn.width)
        self._to = (place.left, place.top, place.width)
        self._changes = changes
        self._passed_s = 0.0
        self._show(0.0)

    def rest(self) -> None:
        """Every place is itself, at once."""
        self.pinched = False
        self._passed_s = MOTION_S
        self._show(1.0)

    def update(self, dt_s: float) -> bool:
        """Let time pass. True when everything is drawn elsewhere now."""
        if not self.moving:
            return False
        self._passed_s += dt_s
        share = min(1.0, self._passed_s / MOTION_S)
        self._show(1 - (1 - share) ** 3)
        return True

    def drawn(self, place: Rect) -> Rect:
        """Where a place is drawn; neighbours stay neighbours, without a gap."""
        if self.still:
            return place
        left, top = round(self.dx + place.left * self.scale), round(self.dy + place.top * self.scale)
        right = round(self.dx + place.right * self.scale)
        return Rect(left, top, right - left, round(self.dy + place.bottom * self.scale) - top)

    def span(self, top: int, bottom: int) -> tuple[int, int]:
        """Which y of places are drawn between these two y."""
        if self.still:
            return top, bottom
        return int((top - self.dy) // self.scale), int((bottom - self.dy) // self.scale) + 1

    def _show(self, share: float) -> None:
        """`share` of the way from the one rectangle to the other has been gone."""
        if share >= 1:
            self.scale, self.dx, self.dy, self.darkness = 1.0, 0.0, 0.0, 0.0
            return
        left, top, side = (a + (b - a) * share for a, b in zip(self._from, self._to, strict=True))
        self.scale = side / self._to[2]
        self.dx = left - self._to[0] * self.scale
        self.dy = top - self._to[1] * self.scale
        self.darkness = (1 - share) if self._changes else 0.0
