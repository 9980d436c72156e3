"""Things to press: a pill with words, a round icon, and the quiet text of a link."""

from collections.abc import Callable

from pygame import Rect

from .canvas import Canvas
from .damage import Damage
from .theme import (
    GROUND,
    INK,
    INK_PRESSED,
    QUIET,
    RAISED,
    SMALL,
    SOFT,
    STRONG,
    SURFACE,
    SURFACE_PRESSED,
    TEXT,
    TOUCH,
    Colour,
)
from .widget import Pressable

LEAD = 52  # design pixels that an icon and the air behind it take


class Button(Pressable):
    """Something that calls `action` when tapped."""

    def __init__(self, rect: Rect, damage: Damage, action: Callable[[], None]) -> None:
        super().__init__(rect, damage)
        self._action = action

    def tapped(self) -> None:
        self._action()


class Pill(Button):
    """Words on a rounded ground; the chosen or main one is ink with black words. `count` stands small behind.

    raised: lies on a surface instead of on the black ground. icon or swatch (a disc of a colour): before the words.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        words: str,
        action: Callable[[], None],
        *,
        chosen: bool = False,
        icon: str = "",
        swatch: Colour | None = None,
        count: int | None = None,
        raised: bool = False,
    ) -> None:
        super().__init__(rect, damage, action)
        self.words = words
        self.chosen = chosen
        self._icon = icon
        self._swatch = swatch
        self._ground = RAISED if raised else SURFACE
        self._count = "" if count is None else str(count)

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        canvas.rounded(self.rect, self._ground_now())
        ink = GROUND if self.chosen else INK if self.rect.height > px(TOUCH) else SOFT
        style = STRONG if self.chosen else TEXT
        brush = canvas.brush
        lead = px(LEAD) if self._icon or self._swatch else 0
        tail = brush.width(self._count, SMALL) + px(14) if self._count else 0
        room = self.rect.width - 2 * px(24) - lead - tail
        words, style = brush.fit(self.words, style, room)
        width = lead + brush.width(words, style) + tail
        left = self.rect.centerx - width // 2
        if self._swatch:
            canvas.swatch((left + px(18), self.rect.centery), px(36), self._swatch)
        elif self._icon:
            canvas.icon(self._icon, (left + px(18), self.rect.centery), px(36), ink)
        canvas.text(words, (left + lead, self.rect.centery), style, ink)
        if self._count:
            right = left + width
            quiet = SURFACE_PRESSED if self.chosen else QUIET
            canvas.text(self._count, (right, self.rect.centery), SMALL, quiet, anchor="right")

    def _ground_now(self) -> Colour:
        if self.chosen:
            return INK_PRESSED if self.pressed else INK
        return SURFACE_PRESSED if self.pressed else self._ground


class IconButton(Button):
    """A round button with an icon. `bright` makes it ink, for the one main thing of a screen.

    raised: lies on a surface. dot: a bright point at its edge says that something is set there.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        icon: str,
        action: Callable[[], None],
        *,
        bright: bool = False,
        raised: bool = False,
        dot: bool = False,
    ) -> None:
        super().__init__(rect, damage, action)
        self._icon = icon
        self._bright = bright
        self._ground = RAISED if raised else SURFACE
        self._dot = dot

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        ground = (
            (INK_PRESSED if self.pressed else INK)
            if self._bright
            else SURFACE_PRESSED
            if self.pressed
            else self._ground
        )
        canvas.rounded(self.rect, ground)
        canvas.icon(self._icon, self.rect.center, self.rect.height * 2 // 5, GROUND if self._bright else INK)
        if self._dot:
            side = self.rect.height // 5
            canvas.disc((self.rect.right - side, self.rect.top + side), side, INK)


class TextLink(Button):
    """Quiet words with a sign behind them, at the right edge: what is chosen and can be changed."""

    def __init__(
        self, rect: Rect, damage: Damage, words: str, action: Callable[[], None], *, icon: str
    ) -> None:
        super().__init__(rect, damage, action)
        self.words = words
        self._icon = icon

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        colour = INK if self.pressed else QUIET
        canvas.icon(self._icon, (self.rect.right - px(14), self.rect.centery), px(28), colour)
        right = self.rect.right - px(42)
        room = right - self.rect.left
        canvas.text(self.words, (right, self.rect.centery), TEXT, colour, anchor="right", max_width=room)
