"""Small facts about a thing: a figure over its meaning, and colours with their names."""

from collections.abc import Sequence

from pygame import Rect

from .brush import Brush
from .canvas import Canvas
from .damage import Damage
from .theme import FIGURE, INK, QUIET, SMALL, SOFT, TEXT, Colour, Style
from .widget import Widget

_APART = 20  # design pixels from one column to the next, at least


class Figures(Widget):
    """Columns of a figure and what it means, like 14 over "times worn".

    They are equally wide; where that is too little for one of them, each gets as much as it needs, and where that
    is too little, all figures get smaller alike: the end of an amount of money must not be missing.
    """

    def __init__(self, rect: Rect, damage: Damage, figures: Sequence[tuple[str, str]]) -> None:
        super().__init__(rect, damage)
        self._figures = figures

    def draw(self, canvas: Canvas) -> None:
        if not self._figures or not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        style, widths = self._columns(canvas.brush)
        left = self.rect.left
        for (figure, meaning), width in zip(self._figures, widths, strict=True):
            room = width - px(_APART)
            canvas.text(figure, (left, self.rect.top + px(36)), style, INK, max_width=room)
            canvas.text(meaning, (left, self.rect.bottom - px(22)), SMALL, QUIET, max_width=room)
            left += width

    def _columns(self, brush: Brush) -> tuple[Style, list[int]]:
        """How the figures are written, and how wide each column is, in pixels, the air behind it included."""
        count, apart = len(self._figures), brush.layout.px(_APART)
        equal = [self.rect.width // count] * count
        style = FIGURE
        while True:
            needed = [
                max(brush.width(figure, style), brush.width(meaning, SMALL)) + apart
                for figure, meaning in self._figures
            ]
            if max(needed) <= equal[0]:
                return style, equal
            if (spare := self.rect.width + apart - sum(needed)) >= 0:  # no air is wanted behind the last one
                return style, [width + spare // count for width in needed]
            if style.size <= TEXT.size:
                return style, equal
            style = Style(style.weight, style.size - 2)


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
            canvas.swatch((left + side // 2, self.rect.centery), side, colour)
            canvas.text(words, (left + side + px(16), self.rect.centery), SMALL, SOFT)
            left += width + px(40)
