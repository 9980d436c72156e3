"""A sheet that asks before something is done."""

from collections.abc import Callable

from pygame import Rect

from .brush import Brush
from .button import Pill
from .damage import Damage
from .label import Label, paragraph
from .sheet import Sheet
from .theme import BUTTON, GAP, HEADING, QUIET, TEXT
from .widget import Widget


class ConfirmSheet(Sheet):
    """A question, a word about it, and two buttons: `no` closes, `yes` closes and calls `confirmed`."""

    def __init__(
        self,
        damage: Damage,
        brush: Brush,
        question: str,
        words: str,
        *,
        yes: str,
        no: str,
        confirmed: Callable[[], None],
        closed: Callable[[], None],
    ) -> None:
        layout, px = brush.layout, brush.layout.px
        lines = brush.wrap(words, TEXT, layout.content.width)
        told = len(lines) * brush.line_height(TEXT)
        height = px(56 + 64 + 24) + told + px(48 + BUTTON + 64)
        super().__init__(damage, layout, height=height, closed=closed)
        inner = self.inner
        parts: list[Widget] = [
            Label(Rect(inner.left, inner.top, inner.width, px(64)), damage, question, HEADING)
        ]
        room = Rect(inner.left, inner.top + px(64 + 24), inner.width, 0)
        labels, below = paragraph(room, damage, brush, words, style=TEXT, colour=QUIET)
        half = (inner.width - px(GAP)) // 2
        left = Rect(inner.left, below + px(48), half, px(BUTTON))
        right = Rect(inner.right - half, left.top, half, px(BUTTON))
        parts += [
            *labels,
            Pill(left, damage, no, self.leave, raised=True),
            Pill(right, damage, yes, self._say_yes(confirmed), chosen=True),
        ]
        self.hold(parts)

    def _say_yes(self, confirmed: Callable[[], None]) -> Callable[[], None]:
        def do() -> None:
            self._closed()
            confirmed()

        return do
