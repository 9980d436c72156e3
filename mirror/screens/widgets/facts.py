"""Small facts about a thing: a figure over its meaning, and colours with their names."""

from collections.abc import Sequence

from pygame import Rect

from .canvas import Canvas
from .damage import Damage
from .theme import FIGURE, INK, LINE, QUIET, SMALL, SOFT, Colour
from .widget import Widget


class Figures(Widget):
    """Columns of a figure and what it means, like 14 over "times worn"."""

    def __init__(self, rect: Rect, damage: Damage, figures: Sequence[tuple[str, str]]) -> None:
        super().__init__(rect, damage)
        self._figures = figures

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        width = self.rect.width // max(1, len(self._figures))
        for number, (figure, meaning) in enumerate(self._figures):
            left = self.rect.left + number * width
            room = width - px(20)
            canvas.text(figure, (left, self.rect.top + px(36)), FIGURE, INK, max_width=room)
            canvas.text(meaning, (left, self.rect.bottom - px(22)), SMALL, QUIET, max_width=room)


class Swatches(Widget):
    """Discs of colour, each with its name and share in words, and a note to their right.

    Colours that do not fit are left out, the last ones first.
    """

    def __init__(
        self, rect: Rect, damage: Damage, colours: Sequence[tuple[Colour, str]], note: str = ""
    ) -> None:
        super().__init__(rect, damage)
        self._colours = colours
        self._note = note

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        left, side, right = self.rect.left, px(44), self.rect.right
        if self._note:
            canvas.text(self._note, (right, self.rect.centery), SMALL, SOFT, anchor="right")
            right -= canvas.brush.width(self._note, SMALL) + px(24)
        for colour, words in self._colours:
            width = side + px(16) + canvas.brush.width(words, SMALL)
            if left + width > right:
                break
            at = (left + side // 2, self.rect.centery)
            canvas.disc(at, side, colour)
            if max(colour) < 60:
                canvas.disc(at, side, LINE, line=px(3))  # else a black dot would be lost on the mirror
            canvas.text(words, (left + side + px(16), self.rect.centery), SMALL, SOFT)
            left += width + px(40)
