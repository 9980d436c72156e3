"""One line of a list: words at the left, and at the right a switch, an arrow, a value or room for other things."""

from collections.abc import Callable, Iterable

from pygame import Rect

from ..touch import Touch
from .brush import Brush
from .canvas import Canvas
from .damage import Damage
from .theme import GROUND, INK, LINE, QUIET, SMALL, SURFACE, SURFACE_PRESSED, TEXT
from .widget import Pressable

ROW = 128  # design pixels: of one with a single line of words
PAD = 40
RADIUS = 44
_ICON, _ICON_ROOM = 40, 76
_DETAIL_LINE = 38
_TRACK = (76, 44)


class SettingRow(Pressable):
    """A title with an icon before it and quiet words of any length below it.

    action: what a tap does; without one, taps pass through. on: shows a switch that stands so. opens: shows an
    arrow. value: quiet words at the right. keep_px: room that is kept free there, in pixels. bright: the icon is
    ink rather than quiet. words_px: how far down the words reach, where something else stands below them.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        brush: Brush,
        title: str,
        detail: str = "",
        *,
        icon: str = "",
        action: Callable[[], None] | None = None,
        on: bool | None = None,
        opens: bool = False,
        value: str = "",
        keep_px: int = 0,
        words_px: int | None = None,
        bright: bool = False,
    ) -> None:
        super().__init__(rect, damage)
        px = brush.layout.px
        self.words = title
        self.on = on
        self.detail = detail
        self._icon = icon
        self._bright = bright
        self._action = action
        self._opens = opens
        self._value = value
        self._words_px = rect.height if words_px is None else words_px
        tail = px(_TRACK[0] + 24) if on is not None else px(56) if opens else keep_px
        room = _room_px(brush, rect.width, icon=icon) - tail
        self._title, self._title_style = brush.fit_lines(title, TEXT, room, 2)
        self._lines = brush.wrap(detail, SMALL, room) if detail else []

    @staticmethod
    def needed_px(brush: Brush, width_px: int, detail: str, *, icon: str = "") -> int:
        """How high a row of this width is, in pixels, with all of its words."""
        px = brush.layout.px
        lines = len(brush.wrap(detail, SMALL, _room_px(brush, width_px, icon=icon))) if detail else 0
        return max(px(ROW), px(44 + 2 * 30) + lines * px(_DETAIL_LINE))

    def tell(self, value: str) -> None:
        """Show another value."""
        if value != self._value:
            self._value = value
            self.mark()

    def tapped(self) -> None:
        if self._action is not None:
            self._action()

    def touch(self, event: Touch) -> bool:
        return super().touch(event) if self._action is not None else False

    def targets(self) -> Iterable[Rect]:
        return (self.rect,) if self._action is not None else ()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px, rect = canvas.layout.px, self.rect
        canvas.rounded(rect, SURFACE_PRESSED if self.pressed else SURFACE, radius=px(RADIUS))
        left, middle = rect.left + px(PAD), rect.top + self._words_px // 2
        if self._icon:
            at = (left + px(_ICON) // 2, middle)
            canvas.icon(self._icon, at, px(_ICON), INK if self._bright else QUIET)
            left += px(_ICON_ROOM)
        step = px(44)
        high = len(self._title) * step + len(self._lines) * px(_DETAIL_LINE)
        y = middle - high // 2 + step // 2
        for line in self._title:
            canvas.text(line, (left, y), self._title_style, INK)
            y += step
        y += px(_DETAIL_LINE) // 2 - step // 2
        for line in self._lines:
            canvas.text(line, (left, y), SMALL, QUIET)
            y += px(_DETAIL_LINE)
        if self.on is not None:
            self._draw_switch(canvas, self.on)
        elif self._opens:
            canvas.icon("chevron-right", (rect.right - px(PAD + 14), middle), px(32), QUIET)
        elif self._value:
            canvas.text(self._value, (rect.right - px(PAD), middle), TEXT, QUIET, anchor="right")

    def _draw_switch(self, canvas: Canvas, on: bool) -> None:
        px = canvas.layout.px
        track = Rect(0, 0, px(_TRACK[0]), px(_TRACK[1]))
        track.midright = (self.rect.right - px(PAD), self.rect.centery)
        canvas.rounded(track, INK if on else LINE)
        knob = track.height - px(10)
        inset = px(5) + knob // 2
        x = track.right - inset if on else track.left + inset
        canvas.disc((x, track.centery), knob, GROUND if on else QUIET)


def _room_px(brush: Brush, width_px: int, *, icon: str) -> int:
    """The width for words where nothing stands at the right."""
    return width_px - brush.layout.px(2 * PAD) - (brush.layout.px(_ICON_ROOM) if icon else 0)
