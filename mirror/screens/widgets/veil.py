"""The soft edges where a grid sinks into the black."""

from pygame import Rect

from .canvas import Canvas
from .damage import Damage
from .widget import Widget


class Veil(Widget):
    """Fades over the top and bottom of `rect`, `top_px` and `bottom_px` high. Lets every touch through."""

    def __init__(self, rect: Rect, damage: Damage, *, top_px: int, bottom_px: int) -> None:
        super().__init__(rect, damage)
        self._top = Rect(rect.left, rect.top, rect.width, top_px)
        self._bottom = Rect(rect.left, rect.bottom - bottom_px, rect.width, bottom_px)

    def draw(self, canvas: Canvas) -> None:
        canvas.fade(self._top, dark_end="top")
        canvas.fade(self._bottom, dark_end="bottom")
