"""How warm clothes are, on a line that shows how warm they should be."""

from pygame import Rect

from .canvas import Canvas
from .damage import Damage
from .theme import INK, RAISED, RIGHT
from .widget import Widget

_SCALE_CLO = 2.8  # the line's right end, unless something is warmer still
_LINE, _DOT = 8, 28  # design pixels
_BEYOND = 1.08


class NeedBar(Widget):
    """The line from 0 clo, the range that is needed in green, a dot where the clothes are. All in clo."""

    def __init__(
        self, rect: Rect, damage: Damage, *, given_clo: float, least_clo: float, neutral_clo: float
    ) -> None:
        super().__init__(rect, damage)
        self._given, self._least, self._neutral = given_clo, least_clo, neutral_clo
        self._end = max(_SCALE_CLO, _BEYOND * max(given_clo, neutral_clo))

    def at(self, clo: float) -> int:
        """The x at which so much insulation stands."""
        return self.rect.left + round(self.rect.width * clo / self._end)

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        line = Rect(self.rect.left, 0, self.rect.width, px(_LINE))
        line.centery = self.rect.centery
        canvas.rounded(line, RAISED)
        left, right = self.at(self._least), self.at(self._neutral)
        canvas.rounded(Rect(left, line.top, max(px(_LINE), right - left), line.height), RIGHT)
        half = px(_DOT) // 2
        x = max(self.rect.left + half, min(self.rect.right - half, self.at(self._given)))
        canvas.disc((x, line.centery), px(_DOT), INK)
