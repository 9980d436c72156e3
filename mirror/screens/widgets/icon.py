"""A picture that says something without words."""

from pygame import Rect

from .canvas import Canvas
from .damage import Damage
from .theme import INK, Colour
from .widget import Widget


class Icon(Widget):
    """An icon that fills its square rectangle."""

    def __init__(self, rect: Rect, damage: Damage, icon: str, colour: Colour = INK) -> None:
        super().__init__(rect, damage)
        self._icon = icon
        self._colour = colour

    def draw(self, canvas: Canvas) -> None:
        if canvas.sees(self.rect):
            canvas.icon(self._icon, self.rect.center, self.rect.height, self._colour)
