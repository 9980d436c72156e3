"""A choice among a few things that stand side by side; the chosen one is ink."""

from collections.abc import Callable, Iterable, Sequence

from pygame import Rect

from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .theme import GROUND, INK, RAISED, SOFT, STRONG, SURFACE_PRESSED, TEXT
from .widget import Widget


class Segments(Widget):
    """`picked(index)` on a tap on one that is not chosen. chosen: its index, or None."""

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        choices: Sequence[str],
        chosen: int | None,
        picked: Callable[[int], None],
    ) -> None:
        super().__init__(rect, damage)
        self.choices = choices
        self.chosen = chosen
        self._picked = picked
        self._pressed: int | None = None

    def place(self, index: int) -> Rect:
        """Where a choice stands."""
        left = self.rect.width * index // len(self.choices)
        right = self.rect.width * (index + 1) // len(self.choices)
        return Rect(self.rect.left + left, self.rect.top, right - left, self.rect.height)

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        canvas.rounded(self.rect, RAISED)
        for index, words in enumerate(self.choices):
            place, chosen = self.place(index), index == self.chosen
            if chosen or index == self._pressed:
                canvas.rounded(place, INK if chosen else SURFACE_PRESSED)
            ink, style = (GROUND, STRONG) if chosen else (SOFT, TEXT)
            room = place.width - canvas.layout.px(16)
            canvas.text(words, place.center, style, ink, anchor="centre", max_width=room)

    def touch(self, event: Touch) -> bool:
        if event.kind is TouchKind.DOWN:
            at = (event.x, event.y)
            self._press(next((i for i, place in enumerate(self.targets()) if place.collidepoint(at)), None))
            return self._pressed is not None
        pressed = self._pressed
        if event.kind in (TouchKind.TAP, TouchKind.DRAG, TouchKind.RELEASE, TouchKind.CANCEL):
            self._press(None)
        if event.kind is TouchKind.TAP and pressed is not None and pressed != self.chosen:
            self._picked(pressed)
        return False

    def targets(self) -> Iterable[Rect]:
        return [self.place(index) for index in range(len(self.choices))]

    def _press(self, index: int | None) -> None:
        if index != self._pressed:
            self._pressed = index
            self.mark()
