"""One large picture; a swipe brings the next or the previous one."""

import math
from collections.abc import Callable

from pygame import Rect

from ..pictures import Arrivals, PictureKey, Pictures
from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .theme import MOTION_S
from .widget import Widget

_TURN_SHARE = 0.2  # of the width: a drag beyond it turns
_TURN_SPEED = 0.6  # widths a second: a throw faster than that turns too
_PULL = 0.3  # how much of a drag is followed where there is no neighbour


class Pager(Widget):
    """The picture before, the present one and the one after, each None where there is none.

    turned(step): called when the picture has been turned by -1 or +1; new keys are set then.
    """

    def __init__(self, rect: Rect, damage: Damage, pictures: Pictures, turned: Callable[[int], None]) -> None:
        super().__init__(rect, damage)
        self._pictures = pictures
        self._turned = turned
        self._keys: tuple[PictureKey | None, PictureKey | None, PictureKey | None] = (None, None, None)
        self._offset_px = 0.0
        self._target_px: float | None = None
        self._held = False
        self._arrivals = Arrivals(pictures)

    def set_keys(self, before: PictureKey | None, present: PictureKey, after: PictureKey | None) -> None:
        """Show these."""
        self._keys = (before, present, after)
        self._pictures.want(self, [key for key in (present, after, before) if key is not None])
        self._offset_px, self._target_px = 0.0, None
        self.mark()

    @property
    def moving(self) -> bool:
        return self._target_px is not None

    def update(self, dt_s: float) -> None:
        if self._arrivals.any():
            self.mark()
        if self._target_px is None:
            return
        self._offset_px += (self._target_px - self._offset_px) * (1 - math.exp(-4 * dt_s / MOTION_S))
        self.mark()
        if abs(self._target_px - self._offset_px) < 2:
            step = -round(math.copysign(1, self._target_px)) if self._target_px else 0
            self._offset_px, self._target_px = 0.0, None
            if step:
                self._turned(step)

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        with canvas.within(self.rect):
            for number, key in enumerate(self._keys):
                picture = None if key is None else self._pictures.get(key)
                left = self.rect.left + (number - 1) * self.rect.width + round(self._offset_px)
                if picture is not None and abs(left - self.rect.left) < self.rect.width:
                    at = picture.get_rect(center=(left + self.rect.width // 2, self.rect.centery))
                    canvas.picture(picture, at.topleft)

    def touch(self, event: Touch) -> bool:
        match event.kind:
            case TouchKind.DOWN if self.holds(event):
                self._held = True
                self._target_px = None
                return True
            case TouchKind.DRAG if self._held:
                self._offset_px += event.dx * (1 if self._neighbour(self._offset_px + event.dx) else _PULL)
                self.mark()
            case TouchKind.RELEASE | TouchKind.CANCEL | TouchKind.TAP:
                self._held = False
                self._let_go(event.vx)
        return False

    def reveal(self, key: str) -> bool:
        step = {"left": 1.0, "right": -1.0}.get(key, 0.0)
        if step and self._neighbour(step):
            self._target_px = step * self.rect.width
            return True
        return False

    def _neighbour(self, offset_px: float) -> bool:
        """Whether there is a picture on the side that this offset uncovers."""
        return self._keys[0 if offset_px > 0 else 2] is not None

    def _let_go(self, speed: float) -> None:
        width = self.rect.width
        far = abs(self._offset_px) > _TURN_SHARE * width
        thrown = abs(speed) > _TURN_SPEED * width and speed * self._offset_px > 0
        turns = (far or thrown) and speed * self._offset_px >= 0 and self._neighbour(self._offset_px)
        self._target_px = math.copysign(width, self._offset_px) if turns else 0.0
