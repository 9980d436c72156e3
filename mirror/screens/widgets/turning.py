"""What lies side by side and is turned like pages: a drag follows the finger, a throw or a far drag turns."""

import math
from collections.abc import Callable

from pygame import Rect

from ..touch import Touch, TouchKind
from .damage import Damage
from .theme import MOTION_S
from .widget import Widget

_TURN_SHARE = 0.2  # of the width: a drag beyond it turns
_TURN_SPEED = 0.6  # widths a second: a throw faster than that turns too
_PULL = 0.3  # how much of a drag is followed where there is no neighbour


class Turning(Widget):
    """The page before, the present one and the one after. turned(step): called when it has turned by -1 or +1.

    `offset_px`: how far the pages stand to the right of their places.
    """

    def __init__(self, rect: Rect, damage: Damage, turned: Callable[[int], None]) -> None:
        super().__init__(rect, damage)
        self._turned = turned
        self.offset_px = 0.0
        self._target_px: float | None = None
        self._held = False

    @property
    def moving(self) -> bool:
        return self._target_px is not None

    def settle(self) -> None:
        """The present page stands at its place."""
        self.offset_px, self._target_px = 0.0, None
        self.mark()

    def turn(self, step: int) -> None:
        """Turn by -1 or +1, as after a swipe; where there is no neighbour nothing happens."""
        if self.has(step):
            self._target_px = -float(step * self.rect.width)

    def update(self, dt_s: float) -> None:
        if self._target_px is None:
            return
        self.offset_px += (self._target_px - self.offset_px) * (1 - math.exp(-4 * dt_s / MOTION_S))
        self.mark()
        if abs(self._target_px - self.offset_px) < 2:
            step = -round(math.copysign(1, self._target_px)) if self._target_px else 0
            self.offset_px, self._target_px = 0.0, None
            if step:
                self._turned(step)

    def touch(self, event: Touch) -> bool:
        match event.kind:
            case TouchKind.DOWN if self.holds(event):
                self._held = True
                self._target_px = None
                return True
            case TouchKind.DRAG if self._held:
                self.offset_px += event.dx * (1 if self._neighbour(self.offset_px + event.dx) else _PULL)
                self.mark()
            case TouchKind.RELEASE | TouchKind.CANCEL | TouchKind.TAP:
                self._held = False
                self._let_go(event.vx)
        return False

    def reveal(self, key: str) -> bool:
        step = {"left": -1, "right": 1}.get(key, 0)
        if step and self.has(step):
            self.turn(step)
            return True
        return False

    def has(self, step: int) -> bool:
        """Whether there is a page before (-1) or after (+1) the present one."""
        raise NotImplementedError

    def _neighbour(self, offset_px: float) -> bool:
        """Whether there is a page on the side that this offset uncovers."""
        return self.has(-1 if offset_px > 0 else 1)

    def _let_go(self, speed: float) -> None:
        width = self.rect.width
        far = abs(self.offset_px) > _TURN_SHARE * width
        thrown = abs(speed) > _TURN_SPEED * width and speed * self.offset_px > 0
        turns = (far or thrown) and speed * self.offset_px >= 0 and self._neighbour(self.offset_px)
        self._target_px = math.copysign(width, self.offset_px) if turns else 0.0
