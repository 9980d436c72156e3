"""The ring that the arrow keys move, for development without a touch screen."""

from collections.abc import Sequence

from pygame import Rect

from .canvas import Canvas
from .damage import Damage
from .theme import QUIET, Layout

_ACROSS = 2.5  # how much more a way across the arrow counts than one along it


class Focus:
    """One of the targets of a screen, or none."""

    def __init__(self, damage: Damage, layout: Layout) -> None:
        self._damage = damage
        self._layout = layout
        self._line = layout.px(4)
        self.rect: Rect | None = None

    @property
    def centre(self) -> tuple[int, int] | None:
        """Where Enter taps."""
        return None if self.rect is None else self.rect.center

    def set(self, rect: Rect | None) -> None:
        """Move to a target, or away."""
        for place in (self.rect, rect):
            if place is not None:
                self._damage.add(self._ring(place))
        self.rect = rect

    def clear(self) -> None:
        """No target."""
        if self.rect is not None:
            self.set(None)

    def move(self, key: str, targets: Sequence[Rect]) -> bool:
        """Go to the nearest target in the direction of the arrow. False when there is none."""
        if not targets:
            return False
        if self.rect is None:
            self.set(min(targets, key=lambda rect: (rect.top, rect.left)))
            return True
        across_x, across_y = self.rect.center
        sideways = key in ("left", "right")
        sign = 1 if key in ("right", "down") else -1
        best: tuple[float, Rect] | None = None
        for target in targets:
            dx, dy = target.centerx - across_x, target.centery - across_y
            along, across = (dx * sign, dy) if sideways else (dy * sign, dx)
            cost = along + _ACROSS * abs(across)
            if along > 4 and (best is None or cost < best[0]):
                best = (cost, target)
        if best is None:
            return False
        self.set(best[1])
        return True

    def draw(self, canvas: Canvas) -> None:
        """A quiet outline around the target."""
        if self.rect is not None:
            ring = self._ring(self.rect)
            canvas.rounded(ring, QUIET, radius=min(self._layout.px(48), min(ring.size) // 2), line=self._line)

    def _ring(self, rect: Rect) -> Rect:
        return rect.inflate(3 * self._line, 3 * self._line)
