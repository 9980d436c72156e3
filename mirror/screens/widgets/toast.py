"""A short word above everything that leaves by itself, with at most one thing to do about it."""

from collections.abc import Callable

from pygame import Rect

from ..touch import Touch, TouchKind
from .brush import Brush
from .canvas import Canvas
from .damage import Damage
from .theme import GROUND, INK, INK_PRESSED, MOTION_S, STRONG, SURFACE_PRESSED, TEXT, TOAST_S, Style
from .widget import Pressable

_RISE = 40  # design pixels that it comes up


class Toast(Pressable):
    """Slides in over the bottom edge's bar; a tap does `action` and ends it, a drag ends it.

    room: it stands at the lower edge of this rectangle, in pixels. lasting_s: how long it stays. kind: a newer
    toast of the same kind replaces this one without sliding in again.
    """

    def __init__(
        self,
        damage: Damage,
        brush: Brush,
        words: str,
        *,
        button: str = "",
        action: Callable[[], None] | None = None,
        room: Rect,
        lasting_s: float = TOAST_S,
        kind: str = "",
    ) -> None:
        self._brush = brush
        self.home, self._lines, self._style = _place(brush, words, button, room)
        self._rise_px = brush.layout.px(_RISE)
        super().__init__(self.home.copy(), damage)
        self.words = words
        self.kind = kind
        self._button = button
        self._action = action
        self._left_s = lasting_s
        self._age_s = 0.0
        self.mark()

    def stand_in(self, room: Rect) -> None:
        """Stand at the lower edge of another rectangle from now on."""
        self.mark()
        self.home, self._lines, self._style = _place(self._brush, self.words, self._button, room)
        self.rect = self.home.copy()
        self.mark()

    def mark(self) -> None:
        self.damage.add(self.home.union(self.home.move(0, self._rise_px)))

    @property
    def moving(self) -> bool:
        return self._age_s < MOTION_S

    @property
    def over(self) -> bool:
        """Whether its time has passed."""
        return self._left_s <= 0

    def settle(self) -> None:
        """Be in place at once."""
        self._age_s = MOTION_S
        self.mark()

    def end(self) -> None:
        """Leave now."""
        self._left_s = 0.0
        self.mark()

    def update(self, dt_s: float) -> None:
        self._left_s -= dt_s
        if self.moving:
            self._age_s += dt_s
            self.mark()
        if self.over:
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        px = canvas.layout.px
        share = min(1.0, self._age_s / MOTION_S)
        place = self.home.move(0, round((1 - share) ** 3 * self._rise_px))
        canvas.rounded(place, INK_PRESSED if self.pressed else INK)
        right = place.right - px(44)
        if self._button:
            canvas.text(self._button, (right, place.centery), STRONG, GROUND, anchor="right")
        height = canvas.brush.line_height(self._style)
        top = place.centery - height * (len(self._lines) - 1) // 2
        for number, line in enumerate(self._lines):
            at = (place.left + px(44), top + number * height)
            canvas.text(line, at, self._style, SURFACE_PRESSED)

    def touch(self, event: Touch) -> bool:
        if event.kind is TouchKind.DRAG and self.pressed:
            self.end()
        return super().touch(event)

    def tapped(self) -> None:
        self.end()
        if self._action is not None:
            self._action()


def _place(brush: Brush, words: str, button: str, room: Rect) -> tuple[Rect, list[str], Style]:
    """Where it stands, and its words in one line, or in two where they are long."""
    px = brush.layout.px
    around = 2 * px(44) + px(4)
    if button:
        around += brush.width(button, STRONG) + px(36)
    most = room.width - around
    lines, style = [words], TEXT
    if brush.width(words, TEXT) > most:
        lines, style = brush.fit_lines(words, TEXT, most, 2)
    width = max(brush.width(line, style) for line in lines) + around
    place = Rect(0, 0, min(max(width, px(320)), room.width), px(104 if len(lines) == 1 else 140))
    place.midbottom = room.midbottom
    return place, lines, style
