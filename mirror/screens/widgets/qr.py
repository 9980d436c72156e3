"""A QR code on a white card, sharp at every size."""

import segno
from pygame import Rect, Surface

from ..pixels import blank
from .canvas import Canvas
from .damage import Damage
from .theme import GROUND, INK
from .widget import Widget

_QUIET_MODULES = 3


class QrCode(Widget):
    """The code of `text`; its modules are whole pixels and its card fills the square `rect`."""

    def __init__(self, rect: Rect, damage: Damage, text: str) -> None:
        super().__init__(rect, damage)
        self._code = _drawn(text, min(rect.size))

    def draw(self, canvas: Canvas) -> None:
        if canvas.sees(self.rect):
            canvas.rounded(self.rect, INK, radius=canvas.layout.px(36))
            canvas.picture(self._code, self._code.get_rect(center=self.rect.center).topleft)


def _drawn(text: str, side_px: int) -> Surface:
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = max(1, side_px // (len(rows) + 2 * _QUIET_MODULES))
    picture = blank((len(rows) * module, len(rows) * module))
    picture.fill(INK)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                picture.fill(GROUND, (x * module, y * module, module, module))
    return picture
