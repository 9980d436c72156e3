"""A quiet ground for things that belong together."""

from .canvas import Canvas
from .theme import SURFACE
from .widget import Widget


class Panel(Widget):
    """A rounded surface that fills its rectangle."""

    def draw(self, canvas: Canvas) -> None:
        canvas.rounded(self.rect, SURFACE, radius=canvas.layout.px(36))
