"""What every widget is: a rectangle that draws itself, may move, and may take a touch."""

from collections.abc import Iterable

from pygame import Rect

from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage


class Widget:
    """A part of a screen. `rect` in pixels; `damage` is the screen's.

    touch: True from DOWN means that this widget holds the finger and gets its later events.
    `modal` on the topmost one keeps the arrow keys within it. `drags`: a finger moves something of its own, so that
    a sheet below it does not move instead.
    """

    modal = False
    drags = False

    def __init__(self, rect: Rect, damage: Damage) -> None:
        self.rect = rect
        self.damage = damage

    @property
    def moving(self) -> bool:
        """Whether it wants a frame as soon as possible."""
        return False

    def mark(self) -> None:
        """Have it drawn again."""
        self.damage.add(self.rect)

    def update(self, dt_s: float) -> None:
        """Let `dt_s` seconds pass."""

    def draw(self, canvas: Canvas) -> None:
        """Draw, changing no state."""

    def touch(self, event: Touch) -> bool:  # noqa: ARG002  (for those that take touches)
        """Take an event, or leave it to the widgets below. Positions lie anywhere once the finger is held."""
        return False

    def targets(self) -> Iterable[Rect]:
        """What the arrow keys can reach."""
        return ()

    def reveal(self, key: str) -> bool:  # noqa: ARG002  (for those that scroll)
        """Scroll one step for an arrow key that found no target. True when something moved."""
        return False

    def holds(self, event: Touch) -> bool:
        """Whether the event lies within the rectangle."""
        return self.rect.collidepoint(event.x, event.y)


class Pressable(Widget):
    """A widget that is pressed and does something when tapped."""

    def __init__(self, rect: Rect, damage: Damage) -> None:
        super().__init__(rect, damage)
        self.pressed = False

    def tapped(self) -> None:
        """What a tap does."""
        raise NotImplementedError

    def touch(self, event: Touch) -> bool:
        if event.kind is TouchKind.DOWN:
            if not self.holds(event):
                return False
            self._press(True)
            return True
        if event.kind is TouchKind.TAP and self.pressed:
            self._press(False)
            self.tapped()
            return True
        if event.kind in (TouchKind.DRAG, TouchKind.RELEASE, TouchKind.CANCEL) and self.pressed:
            self._press(False)
        return False

    def targets(self) -> Iterable[Rect]:
        return (self.rect,)

    def _press(self, pressed: bool) -> None:
        if pressed != self.pressed:
            self.pressed = pressed
            self.mark()
