"""A QR code on a white card, sharp at every size."""

import segno
from pygame import Rect, Surface

from ..pixels import blank
from .canvas import Canvas
from .damage import Damage
from .theme import GROUND, INK
from .widget import Widget

_QUIET_MODULES = 4


class QrCode(Widget):
    """The code of `text` in the middle of `rect`: its modules are whole pixels, and its card has the quiet zone of
    four of them that a reader asks for."""

    def __init__(self, rect: Rect, damage: Damage, text: str) -> None:
        super().__init__(rect, damage)
        self._code, quiet_px = _drawn(text, min(rect.size))
        side = self._code.get_width() + 2 * quiet_px
        self._card = Rect(0, 0, side, side)
        self._card.center = rect.center

    def draw(self, canvas: Canvas) -> None:
        if canvas.sees(self.rect):
            canvas.rounded(self._card, INK, radius=canvas.layout.px(32))
            canvas.picture(self._code, self._code.get_rect(center=self.rect.center).topleft)


def _drawn(text: str, side_px: int) -> tuple[Surface, int]:
    """The code without its quiet zone, and that one's width, in pixels; together at most `side_px` if they can."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = max(1, side_px // (len(rows) + 2 * _QUIET_MODULES))
    picture = blank((len(rows) * module, len(rows) * module))
    picture.fill(INK)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                picture.fill(GROUND, (x * module, y * module, module, module))
    return picture, _QUIET_MODULES * module
