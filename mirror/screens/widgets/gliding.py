"""What lists that glide up and down have in common: a finger drags, throws, stops or taps; wheel and keys step.

What lies in the list, and what a tap on it does, is the list's own.
"""

from typing import Generic, TypeVar

from pygame import Rect

from ..touch import Touch, TouchKind
from .damage import Damage
from .kinetics import Kinetics
from .widget import Widget

At = TypeVar("At")  # how a list names a place that can be pressed


class Gliding(Widget, Generic[At]):
    """A list with an offset. step_px: what an arrow key moves. `_stopped`: the finger only stopped a movement."""

    def __init__(self, rect: Rect, damage: Damage, step_px: int) -> None:
        super().__init__(rect, damage)
        self._step_px = step_px
        self._pressed: At | None = None
        self._stopped = False
        self.kinetics = Kinetics(rect.height)

    @property
    def moving(self) -> bool:
        return self.kinetics.moving

    def update(self, dt_s: float) -> None:
        if self.kinetics.update(dt_s):
            self._moved()

    def touch(self, event: Touch) -> bool:
        match event.kind:
            case TouchKind.DOWN if self.holds(event):
                self._stopped = self.kinetics.hold()
                self._press(None if self._stopped else self._at(event))
                return True
            case TouchKind.DRAG if self.kinetics.held:
                self._press(None)
                self.kinetics.drag(event.dy)
                self._moved()
            case TouchKind.RELEASE | TouchKind.CANCEL:
                self.kinetics.release(event.vy)
                self._press(None)
            case TouchKind.TAP:
                self._tap(event)
            case TouchKind.WHEEL if self.holds(event):
                if self.kinetics.scroll(-event.dy):
                    self._moved()
                return True
        return False

    def reveal(self, key: str) -> bool:
        way = {"up": -self._step_px, "down": self._step_px}.get(key, 0)
        if way and self.kinetics.scroll(way):
            self._moved()
            return True
        return False

    # The list's own

    def _at(self, event: Touch) -> At | None:
        """What lies under the finger and can be pressed."""
        raise NotImplementedError

    def _press(self, at: At | None) -> None:
        """Show this as pressed, and nothing else."""
        raise NotImplementedError

    def _tap(self, event: Touch) -> None:
        """Do what a tap does; the finger has left."""
        raise NotImplementedError

    def _moved(self) -> None:
        """The offset has changed."""
        self.mark()
