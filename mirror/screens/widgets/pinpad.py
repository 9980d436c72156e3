"""A pad of ten digits to tap, and the dots that stand for the digits that were tapped.

No digit is kept here, nor in a widget's words: what was typed is the screen's alone.
"""

import math
from collections.abc import Callable, Iterable

from pygame import Rect

from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .theme import FIGURE, GROUND, INK, INK_PRESSED, LINE, STRONG, SURFACE, SURFACE_PRESSED, TOUCH, Layout
from .widget import Widget

LEAST, MOST = 4, 6  # digits of a PIN
BACK, OK = "back", "ok"
KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", BACK, "0", OK)
_LARGEST = 176  # design pixels across
_GAP_ACROSS, _GAP_DOWN = 48, 28
_DOT, _DOT_STEP = 30, 76
_SHAKE_S = 0.2
_SHAKE = 26  # design pixels to each side
_SWINGS = 3


class PinPad(Widget):
    """Round keys in four rows of three; `typed` gets one of KEYS.

    room: the pad stands at its lower edge, in its middle. A finger may tremble on a key: what counts is that it
    leaves where it came down. ok: what is written on the last key.
    """

    def __init__(
        self, room: Rect, damage: Damage, layout: Layout, ok: str, typed: Callable[[str], None]
    ) -> None:
        px = layout.px
        self._gap = (px(_GAP_ACROSS), px(_GAP_DOWN))
        high = (room.height - 3 * self._gap[1]) // 4
        self._side = max(px(TOUCH), min(px(_LARGEST), high, (room.width - 2 * self._gap[0]) // 3))
        rect = Rect(0, 0, 3 * self._side + 2 * self._gap[0], 4 * self._side + 3 * self._gap[1])
        rect.midbottom = room.midbottom
        super().__init__(rect, damage)
        self._ok = ok
        self._typed = typed
        self._pressed: str | None = None
        self._offered = frozenset(KEYS)

    def offer(self, keys: Iterable[str]) -> None:
        """Only these keys can be pressed now; the others are quiet."""
        offered = frozenset(keys)
        for key in self._offered ^ offered:
            self.damage.add(self.place_of(key))
        self._offered = offered
        if self._pressed not in offered:
            self._pressed = None

    def place_of(self, key: str) -> Rect:
        """Where a key stands, in pixels."""
        row, column = divmod(KEYS.index(key), 3)
        left = self.rect.left + column * (self._side + self._gap[0])
        return Rect(left, self.rect.top + row * (self._side + self._gap[1]), self._side, self._side)

    def draw(self, canvas: Canvas) -> None:
        for key in KEYS:
            place = self.place_of(key)
            if canvas.sees(place):
                self._draw_key(canvas, key, place)

    def touch(self, event: Touch) -> bool:
        if event.kind is TouchKind.DOWN:
            self._press(self._at(event))
            return self.holds(event)
        pressed = self._pressed
        if event.kind is TouchKind.DRAG:
            if pressed is not None and not self.place_of(pressed).collidepoint(event.x, event.y):
                self._press(None)
        elif event.kind in (TouchKind.TAP, TouchKind.RELEASE, TouchKind.CANCEL):
            self._press(None)
            if pressed is not None and event.kind is not TouchKind.CANCEL:
                self._typed(pressed)
        return False

    def targets(self) -> Iterable[Rect]:
        return [self.place_of(key) for key in KEYS if key in self._offered]

    # Within

    def _draw_key(self, canvas: Canvas, key: str, place: Rect) -> None:
        offered, pressed = key in self._offered, key == self._pressed
        if key == OK:
            ground, ink = (INK_PRESSED if pressed else INK, GROUND) if offered else (SURFACE, LINE)
            canvas.disc(place.center, self._side, ground)
            room = self._side - canvas.layout.px(28)
            canvas.text(self._ok, place.center, STRONG, ink, anchor="centre", max_width=room)
        elif key == BACK:
            if pressed:
                canvas.disc(place.center, self._side, SURFACE_PRESSED)
            canvas.icon("backspace", place.center, canvas.layout.px(52), INK if offered else LINE)
        else:
            canvas.disc(place.center, self._side, SURFACE_PRESSED if pressed else SURFACE)
            canvas.text(key, place.center, FIGURE, INK if offered else LINE, anchor="centre")

    def _at(self, event: Touch) -> str | None:
        places = ((key, self.place_of(key)) for key in KEYS if key in self._offered)
        return next((key for key, place in places if place.collidepoint(event.x, event.y)), None)

    def _press(self, key: str | None) -> None:
        if key != self._pressed:
            for changed in (key, self._pressed):
                if changed is not None:
                    self.damage.add(self.place_of(changed))
            self._pressed = key


class PinDots(Widget):
    """A filled dot for each digit, and rings for those that a PIN has at least."""

    def __init__(self, rect: Rect, damage: Damage, layout: Layout) -> None:
        super().__init__(rect, damage)
        self._step_px = layout.px(_DOT_STEP)
        self._swing_px = layout.px(_SHAKE)
        self.count = 0
        self._shaken_s = math.inf

    @property
    def moving(self) -> bool:
        return self._shaken_s < _SHAKE_S

    def show(self, count: int) -> None:
        """So many digits are there."""
        if count != self.count or self.moving:
            self.count = count
            self._shaken_s = math.inf
            self.mark()

    def shake(self) -> None:
        """These digits were wrong: shake them off."""
        self._shaken_s = 0.0
        self.mark()

    def update(self, dt_s: float) -> None:
        if self.moving:
            self._shaken_s += dt_s
            self.count = self.count if self._shaken_s < _SHAKE_S else 0
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        shown = max(LEAST, self.count)
        middle = self.rect.centerx + self._aside()
        for number in range(shown):
            centre = (middle + round((number - (shown - 1) / 2) * self._step_px), self.rect.centery)
            if number < self.count:
                canvas.disc(centre, px(_DOT), INK)
            else:
                canvas.disc(centre, px(_DOT), LINE, line=px(4))

    def _aside(self) -> int:
        """How far from their place the dots are, in pixels: less and less."""
        if not self.moving:
            return 0
        share = self._shaken_s / _SHAKE_S
        return round(self._swing_px * (1 - share) * math.sin(share * _SWINGS * 2 * math.pi))
