"""Parts of any height below each other; they scroll when there are more than fit."""

from collections.abc import Iterable, Sequence

from pygame import Rect

from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .kinetics import Kinetics
from .theme import Layout
from .widget import Widget

_FADE = 72  # design pixels in which what goes on beyond an edge sinks into the black
_STEP = 260  # that an arrow key moves


class Column(Widget):
    """A finger that drags up or down scrolls, unless the part below it `drags`; a tap is the part's."""

    def __init__(self, rect: Rect, damage: Damage, layout: Layout) -> None:
        super().__init__(rect, damage)
        self._layout = layout
        self._homes: list[tuple[Widget, Rect]] = []
        self._held: Widget | None = None
        self.kinetics = Kinetics(rect.height)

    def hold(self, parts: Sequence[Widget], content_px: int) -> None:
        """Show these parts, placed as if nothing were scrolled. content_px: how high they are all together."""
        self._homes = [(part, part.rect) for part in parts]
        self._held = None
        self.kinetics.set_content(content_px)
        self.kinetics.scroll(0)
        self._moved()

    @property
    def parts(self) -> list[Widget]:
        """What stands in it."""
        return [part for part, _ in self._homes]

    @property
    def moving(self) -> bool:
        return self.kinetics.moving or any(part.moving for part in self.parts)

    def update(self, dt_s: float) -> None:
        for part in self.parts:
            part.update(dt_s)
        if self.kinetics.update(dt_s):
            self._moved()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        fade = self._layout.px(_FADE)
        with canvas.within(self.rect):
            for part in self.parts:
                if canvas.sees(part.rect):
                    part.draw(canvas)
            if self.kinetics.offset_px > 1:
                canvas.fade(Rect(self.rect.topleft, (self.rect.width, fade)), dark_end="top")
            if self.kinetics.offset_px < self.kinetics.end_px - 1:
                low = Rect(self.rect.left, self.rect.bottom - fade, self.rect.width, fade)
                canvas.fade(low, dark_end="bottom")

    def touch(self, event: Touch) -> bool:
        match event.kind:
            case TouchKind.DOWN if self.holds(event):
                stopped = self.kinetics.hold()
                self._held = None if stopped else self._at(event)
                return True
            case TouchKind.DRAG if self.kinetics.held:
                self._drag(event)
            case TouchKind.TAP | TouchKind.RELEASE | TouchKind.CANCEL:
                held, self._held = self._held, None
                self.kinetics.release(event.vy if held is None else 0)
                if held is not None:
                    held.touch(event)
            case TouchKind.WHEEL if self.holds(event):
                if self.kinetics.scroll(-event.dy):
                    self._moved()
                return True
        return False

    def targets(self) -> Iterable[Rect]:
        found = [target for part in self.parts for target in part.targets()]
        return [target for target in found if self.rect.collidepoint(target.center)]

    def reveal(self, key: str) -> bool:
        way = {"up": -1, "down": 1}.get(key, 0) * self._layout.px(_STEP)
        if way and self.kinetics.scroll(way):
            self._moved()
            return True
        return any(part.reveal(key) for part in self.parts)

    def _at(self, event: Touch) -> Widget | None:
        return next((part for part in reversed(self.parts) if part.touch(event)), None)

    def _drag(self, event: Touch) -> None:
        if self._held is not None:
            self._held.touch(event)
            if self._held.drags:
                return
            self._held = None  # it has let go of the finger by itself
        self.kinetics.drag(event.dy)
        self._moved()

    def _moved(self) -> None:
        up = round(self.kinetics.offset_px)
        for part, home in self._homes:
            part.rect = home.move(0, -up)
        self.mark()
