"""A choice among things that have an order, with a button for the one before and one for the one after."""

from collections.abc import Callable, Iterable

from pygame import Rect

from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .theme import INK, LINE, RAISED, SURFACE_PRESSED, TEXT
from .widget import Widget

WIDTH = 400  # design pixels
_SIGNS = {-1: "dash-lg", 1: "plus-lg"}


class Stepper(Widget):
    """`words` stand between the buttons; `step(-1)` or `step(1)` on a tap. less, more: which steps there are."""

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        words: str,
        step: Callable[[int], None],
        *,
        less: bool,
        more: bool,
    ) -> None:
        super().__init__(rect, damage)
        self.words = words
        self._step = step
        self._ways = [way for way, there in ((-1, less), (1, more)) if there]
        self._pressed = 0

    def place(self, way: int) -> Rect:
        """The button for a step this way."""
        side = self.rect.height
        left = self.rect.left if way < 0 else self.rect.right - side
        return Rect(left, self.rect.top, side, side)

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        for way, icon in _SIGNS.items():
            place, there = self.place(way), way in self._ways
            if there:
                canvas.rounded(place, SURFACE_PRESSED if way == self._pressed else RAISED)
            canvas.icon(icon, place.center, canvas.layout.px(36), INK if there else LINE)
        room = self.rect.width - 2 * self.rect.height - canvas.layout.px(12)
        canvas.text(self.words, self.rect.center, TEXT, INK, anchor="centre", max_width=room)

    def touch(self, event: Touch) -> bool:
        if event.kind is TouchKind.DOWN:
            at = (event.x, event.y)
            self._press(next((way for way in self._ways if self.place(way).collidepoint(at)), 0))
            return self._pressed != 0
        pressed = self._pressed
        if event.kind in (TouchKind.TAP, TouchKind.DRAG, TouchKind.RELEASE, TouchKind.CANCEL):
            self._press(0)
        if event.kind is TouchKind.TAP and pressed:
            self._step(pressed)
        return False

    def targets(self) -> Iterable[Rect]:
        return [self.place(way) for way in self._ways]

    def _press(self, way: int) -> None:
        if way != self._pressed:
            self._pressed = way
            self.mark()
