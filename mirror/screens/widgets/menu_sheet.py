"""A sheet with a list of things to do."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from pygame import Rect

from .brush import Brush
from .button import Button
from .canvas import Canvas
from .damage import Damage
from .label import Label
from .sheet import Sheet
from .theme import HEADING, INK, QUIET, SMALL, SURFACE_PRESSED, TEXT
from .widget import Widget

ROW = 120  # design pixels


class MenuItem(NamedTuple):
    """One thing to do; `detail` stands small below its words."""

    icon: str
    words: str
    action: Callable[[], None]
    detail: str = ""


class MenuRow(Button):
    """An item of a menu."""

    def __init__(self, rect: Rect, damage: Damage, item: MenuItem, action: Callable[[], None]) -> None:
        super().__init__(rect, damage, action)
        self.words = item.words
        self._item = item

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px, item = canvas.layout.px, self._item
        if self.pressed:
            canvas.rounded(self.rect.inflate(px(32), 0), SURFACE_PRESSED, radius=px(36))
        canvas.icon(item.icon, (self.rect.left + px(24), self.rect.centery), px(44), INK)
        left, up = self.rect.left + px(92), px(22) if item.detail else 0
        room = self.rect.right - left
        canvas.text(item.words, (left, self.rect.centery - up), TEXT, INK, max_width=room)
        if item.detail:
            canvas.text(item.detail, (left, self.rect.centery + px(24)), SMALL, QUIET, max_width=room)


class MenuSheet(Sheet):
    """A heading and the items in rows, in two columns where the screen is low. An item's tap closes the sheet."""

    def __init__(
        self,
        damage: Damage,
        brush: Brush,
        heading: str,
        items: Sequence[MenuItem],
        *,
        closed: Callable[[], None],
    ) -> None:
        layout, px = brush.layout, brush.layout.px
        columns = 1 if layout.portrait else 2
        rows = -(-len(items) // columns)
        super().__init__(damage, layout, height=px(152) + rows * px(ROW) + px(64), closed=closed)
        inner = self.inner
        width = (inner.width - (columns - 1) * px(64)) // columns
        parts: list[Widget] = [
            Label(Rect(inner.left, inner.top, inner.width, px(64)), damage, heading, HEADING)
        ]
        for i, item in enumerate(items):
            place = Rect(
                inner.left + i % columns * (width + px(64)),
                inner.top + px(88) + i // columns * px(ROW),
                width,
                px(ROW),
            )
            parts.append(MenuRow(place, damage, item, self._doing(item)))
        self.hold(parts)

    def _doing(self, item: MenuItem) -> Callable[[], None]:
        def do() -> None:
            self._closed()
            item.action()

        return do
