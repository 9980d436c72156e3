"""A sheet that asks whether to keep what has just been changed, and counts down to taking it back."""

from collections.abc import Callable

from pygame import Rect

from .brush import Brush
from .button import Pill
from .damage import Damage
from .label import Label
from .sheet import Sheet
from .theme import BUTTON, GAP, HEADING, QUIET, TEXT


class KeepSheet(Sheet):
    """`kept` on a tap on `yes`; anything else, also a tap beside it, ends in `closed`. `tell` says what is left."""

    def __init__(
        self,
        damage: Damage,
        brush: Brush,
        question: str,
        *,
        yes: str,
        no: str,
        kept: Callable[[], None],
        closed: Callable[[], None],
    ) -> None:
        layout, px = brush.layout, brush.layout.px
        lines, style = brush.fit_lines(question, HEADING, layout.content.width, 2)
        told = px(24) + brush.line_height(TEXT)
        height = px(56) + len(lines) * px(64) + told + px(48 + BUTTON + 64)
        super().__init__(damage, layout, height=height, closed=closed)
        inner = self.inner
        labels = [
            Label(Rect(inner.left, inner.top + i * px(64), inner.width, px(64)), damage, line, style)
            for i, line in enumerate(lines)
        ]
        low = inner.top + len(lines) * px(64) + px(24)
        self._left = Label(
            Rect(inner.left, low, inner.width, brush.line_height(TEXT)), damage, "", TEXT, QUIET
        )
        half = (inner.width - px(GAP)) // 2
        left = Rect(inner.left, self._left.rect.bottom + px(48), half, px(BUTTON))
        right = left.move(half + px(GAP), 0)
        self.hold(
            [
                *labels,
                self._left,
                Pill(left, damage, no, self.leave, raised=True),
                Pill(right, damage, yes, kept, chosen=True),
            ]
        )

    def tell(self, words: str) -> None:
        """Say how long there is left."""
        if words != self._left.words:
            self._left.words = words
            self._left.mark()
