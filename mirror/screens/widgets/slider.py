"""A broad bar that is filled as far as its value goes."""

from collections.abc import Callable

from pygame import Rect

from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .theme import GROUND, INK, INK_PRESSED, RAISED
from .widget import Widget


class Slider(Widget):
    """A value of `lowest` to 100. It follows a finger that drags along it and jumps to one that taps.

    moved(value): while the finger is down. chosen(value): it has left; after a finger that is cancelled, `moved` is
    called once more, with the value of before. icon: at the left end. The arrow keys pass it by: a key has no place
    along a bar.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        value: int,
        *,
        lowest: int,
        icon: str,
        moved: Callable[[int], None],
        chosen: Callable[[int], None],
    ) -> None:
        super().__init__(rect, damage)
        self.value = value
        self._before = value
        self._lowest = lowest
        self._icon = icon
        self._told = moved
        self._chosen = chosen

    def touch(self, event: Touch) -> bool:
        match event.kind:
            case TouchKind.DOWN:
                self._before = self.value
                return self.holds(event)
            case TouchKind.DRAG:
                along = abs(event.x - event.start_x) > abs(event.y - event.start_y)
                if self.drags or along:
                    self.drags = True
                    self._go_to(event.x)
            case TouchKind.TAP:
                self._go_to(event.x)
                self._end(self._chosen)
            case TouchKind.RELEASE if self.drags:
                self._end(self._chosen)
            case TouchKind.CANCEL if self.drags:
                self.value = self._before
                self._end(self._told)
        return False

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        canvas.rounded(self.rect, RAISED)
        filled = Rect(self.rect.topleft, (self.rect.width * self.value // 100, self.rect.height))
        with canvas.within(filled):
            canvas.rounded(self.rect, INK_PRESSED if self.drags else INK)
        side = self.rect.height * 2 // 5
        at = (self.rect.left + self.rect.height // 2, self.rect.centery)
        covered = filled.right > at[0]
        canvas.icon(self._icon, at, side, GROUND if covered else INK)

    def _go_to(self, x: int) -> None:
        value = round(100 * (x - self.rect.left) / self.rect.width)
        value = max(self._lowest, min(100, value))
        if value != self.value:
            self.value = value
            self.mark()
            self._told(value)

    def _end(self, tell: Callable[[int], None]) -> None:
        self.drags = False
        self.mark()
        tell(self.value)
