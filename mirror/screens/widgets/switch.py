"""Words with a switch behind them."""

from collections.abc import Callable

from pygame import Rect

from .brush import Brush
from .button import Button
from .canvas import Canvas
from .damage import Damage
from .theme import GROUND, INK, LINE, QUIET, SURFACE, SURFACE_PRESSED, TEXT

_TRACK = (76, 44)
_PAD = 40
_BETWEEN = 28


class Switch(Button):
    """On or off; `action` is called for a tap and the screen says what it is then."""

    def __init__(
        self, rect: Rect, damage: Damage, words: str, action: Callable[[], None], *, on: bool
    ) -> None:
        super().__init__(rect, damage, action)
        self.words = words
        self.on = on

    @staticmethod
    def needed_px(brush: Brush, words: str) -> int:
        """How wide it wants to be, in pixels."""
        return brush.width(words, TEXT) + brush.layout.px(2 * _PAD + _BETWEEN + _TRACK[0]) + 2

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        canvas.rounded(self.rect, SURFACE_PRESSED if self.pressed else SURFACE)
        track = Rect(0, 0, px(_TRACK[0]), px(_TRACK[1]))
        track.midright = (self.rect.right - px(_PAD), self.rect.centery)
        at = (self.rect.left + px(_PAD), self.rect.centery)
        room = track.left - px(_BETWEEN) - at[0]
        canvas.text(self.words, at, TEXT, INK if self.on else QUIET, max_width=room)
        canvas.rounded(track, INK if self.on else LINE)
        knob = track.height - px(10)
        inset = px(5) + knob // 2
        x = track.right - inset if self.on else track.left + inset
        canvas.disc((x, track.centery), knob, GROUND if self.on else QUIET)
