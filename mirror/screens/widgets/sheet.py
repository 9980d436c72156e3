"""A panel that slides up from the bottom over a darkened screen; a drag down or a tap beside it closes it.

What stands on it is for its kinds to say: choices, menus, questions (see the other *_sheet.py).
"""

from collections.abc import Callable, Iterable, Sequence

from pygame import Rect

from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .theme import LINE, MARGIN, MOTION_S, SCRIM, SURFACE, Layout
from .widget import Widget

_CLOSE_SHARE = 0.25  # of the panel's height: a drag beyond it closes
_HANDLE = (72, 8)


class Sheet(Widget):
    """height: of the panel in pixels, cut to what the screen has. closed: called when it has left.

    `inner` is the room for its parts, in pixels; `hold` takes them in the order in which they are drawn.
    """

    modal = True

    def __init__(self, damage: Damage, layout: Layout, *, height: int, closed: Callable[[], None]) -> None:
        super().__init__(layout.screen, damage)
        area, px = layout.area, layout.px
        height = min(height, area.height - px(16))
        self._panel = Rect(area.left, area.bottom - height, area.width, height + px(60))
        self.inner = Rect(
            area.left + px(MARGIN), self._panel.top + px(56), area.width - 2 * px(MARGIN), height - px(56)
        )
        self._closed = closed
        self._layout = layout
        self._held: Widget | None = None
        self._slide_px = 0.0  # how far below its place the panel is
        self._leaving = False
        self._homes: list[tuple[Widget, Rect]] = []
        self._slide_to(float(height))

    def hold(self, parts: Sequence[Widget]) -> None:
        """Show these parts."""
        down = round(self._slide_px)
        self._homes = [(part, part.rect) for part in parts]
        for part, home in self._homes:
            part.rect = home.move(0, down)
        self._held = None
        self.mark()

    @property
    def top(self) -> int:
        """The y of its upper edge when it is in place."""
        return self._panel.top

    @property
    def parts(self) -> list[Widget]:
        """What stands on it."""
        return [part for part, _ in self._homes]

    @property
    def moving(self) -> bool:
        slides = self._held is not self and (self._slide_px > 0 or self._leaving)
        return slides or any(part.moving for part, _ in self._homes)

    def leave(self) -> None:
        """Slide out, then call `closed`; touches mean nothing from now on."""
        self._leaving = True
        self._held = None
        self.mark()

    def settle(self) -> None:
        """Be in place at once."""
        self._slide_to(0.0)

    def update(self, dt_s: float) -> None:
        for part, _ in self._homes:
            part.update(dt_s)
        if self._held is self or (self._slide_px <= 0 and not self._leaving):
            return
        step = self._panel.height * dt_s / MOTION_S
        if self._leaving:
            self._slide_to(self._slide_px + step)
            if self._slide_px >= self._panel.height:
                self._closed()
        else:
            self._slide_to(self._slide_px - max(3 * step * self._slide_px / self._panel.height, 1.0))

    def draw(self, canvas: Canvas) -> None:
        px = canvas.layout.px
        shown = max(0.0, 1 - self._slide_px / self._panel.height)
        canvas.dim(self._layout.screen, 1 - SCRIM * min(1.0, shown))
        with canvas.within(self._layout.area):
            panel = self._panel.move(0, round(self._slide_px))
            canvas.rounded(panel, SURFACE, radius=px(48))
            handle = Rect(0, 0, px(_HANDLE[0]), px(_HANDLE[1]))
            handle.midtop = (panel.centerx, panel.top + px(20))
            canvas.rounded(handle, LINE)
            for part, _ in self._homes:
                part.draw(canvas)

    def touch(self, event: Touch) -> bool:
        if self._leaving:
            return True
        if event.kind is TouchKind.KEY and event.key == "escape":
            self.leave()
        elif event.kind is TouchKind.DOWN:
            self._held = next((part for part, _ in reversed(self._homes) if part.touch(event)), self)
        elif event.kind is TouchKind.WHEEL:
            any(part.touch(event) for part, _ in self._homes)
        elif event.kind is TouchKind.DRAG:
            self._drag(event)
        elif event.kind in (TouchKind.RELEASE, TouchKind.CANCEL):
            self._release(event)
        elif event.kind is TouchKind.TAP:
            held, self._held = self._held, None
            if held is not None and held is not self:
                held.touch(event)
            elif not self._panel.collidepoint(event.x, event.y):
                self.leave()
        return True

    def targets(self) -> Iterable[Rect]:
        return [target for part, _ in self._homes for target in part.targets()]

    def reveal(self, key: str) -> bool:
        return any(part.reveal(key) for part, _ in self._homes)

    def _drag(self, event: Touch) -> None:
        if self._held is not None and self._held is not self:
            self._held.touch(event)
            if self._held.drags:
                return
            self._held = self
        self._slide_to(self._slide_px + event.dy)

    def _release(self, event: Touch) -> None:
        held, self._held = self._held, None
        if held is not None and held is not self:
            held.touch(event)
            return
        if self._slide_px > self._panel.height * _CLOSE_SHARE or event.vy > self._panel.height * 2:
            self.leave()
        self.mark()

    def _slide_to(self, slide_px: float) -> None:
        self._slide_px = max(0.0, slide_px)
        for part, home in self._homes:
            part.rect = home.move(0, round(self._slide_px))
        self.mark()
