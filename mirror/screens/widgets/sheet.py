"""A panel that slides up from the bottom over a darkened screen; a drag down or a tap beside it closes it."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from pygame import Rect

from ..touch import Touch, TouchKind
from .brush import Brush
from .button import Pill
from .canvas import Canvas
from .damage import Damage
from .label import Label
from .theme import GAP, HEADING, MARGIN, MOTION_S, SCRIM_ALPHA, SURFACE, TOUCH, Layout
from .widget import Widget

_CLOSE_SHARE = 0.25  # of the panel's height: a drag beyond it closes


class ChoiceSheet(Widget):
    """A heading and one pill for each choice. `picked(index)` on a tap; `closed()` when it has left."""

    modal = True

    def __init__(
        self,
        damage: Damage,
        brush: Brush,
        heading: str,
        *,
        choices: Sequence[str],
        chosen: int | None,
        picked: Callable[[int], None],
        closed: Callable[[], None],
    ) -> None:
        layout: Layout = brush.layout
        super().__init__(layout.screen, damage)
        px = layout.px
        columns = 3 if layout.portrait else max(3, layout.area.width // px(330))
        rows = -(-len(choices) // columns)
        step = px(TOUCH + GAP)
        height = px(72) + px(80) + rows * step + px(72)
        area = layout.area
        self._panel = Rect(area.left, area.bottom - height, area.width, height + px(60))
        self._closed = closed
        self._held: Widget | None = None
        self._slide_px = 0.0  # how far below its place the panel is
        self._leaving = False
        self._layout = layout
        inner = self._panel.inflate(-2 * px(MARGIN), 0)
        width = (inner.width - (columns - 1) * px(GAP)) // columns
        self._heading = Label(
            Rect(inner.left, inner.top + px(56), inner.width, px(64)), damage, heading, HEADING
        )
        top = inner.top + px(152)
        self._pills = [
            Pill(
                Rect(
                    inner.left + i % columns * (width + px(GAP)), top + i // columns * step, width, px(TOUCH)
                ),
                damage,
                words,
                partial(picked, i),
                chosen=i == chosen,
                raised=True,
            )
            for i, words in enumerate(choices)
        ]
        self._homes: list[tuple[Widget, Rect]] = [(part, part.rect) for part in (self._heading, *self._pills)]
        self._slide_to(float(height))

    @property
    def moving(self) -> bool:
        return self._held is not self and (self._slide_px > 0 or self._leaving)

    def leave(self) -> None:
        """Slide out, then call `closed`."""
        self._leaving = True
        self.mark()

    def settle(self) -> None:
        """Be in place at once."""
        self._slide_to(0.0)

    def update(self, dt_s: float) -> None:
        if not self.moving:
            return
        step = self._panel.height * dt_s / MOTION_S
        if self._leaving:
            self._slide_to(self._slide_px + step)
            if self._slide_px >= self._panel.height:
                self._closed()
        else:
            self._slide_to(self._slide_px - max(3 * step * self._slide_px / self._panel.height, 1.0))

    def draw(self, canvas: Canvas) -> None:
        shown = max(0.0, 1 - self._slide_px / self._panel.height)
        canvas.shade(self._layout.screen, round(SCRIM_ALPHA * min(1.0, shown)))
        with canvas.within(self._layout.area):
            panel = self._panel.move(0, round(self._slide_px))
            canvas.rounded(panel, SURFACE, radius=canvas.layout.px(48))
            for part, _ in self._homes:
                part.draw(canvas)

    def touch(self, event: Touch) -> bool:
        if event.kind is TouchKind.KEY and event.key == "escape":
            self.leave()
            return True
        if event.kind is TouchKind.DOWN:
            self._held = next((pill for pill in self._pills if pill.touch(event)), self)
            return True
        if event.kind is TouchKind.DRAG:
            self._drag(event)
        elif event.kind in (TouchKind.RELEASE, TouchKind.CANCEL):
            self._release(event)
        elif event.kind is TouchKind.TAP:
            held, self._held = self._held, None
            if isinstance(held, Pill):
                held.touch(event)
            elif not self._panel.collidepoint(event.x, event.y):
                self.leave()
        return True

    def targets(self) -> Iterable[Rect]:
        return [pill.rect for pill in self._pills]

    def _drag(self, event: Touch) -> None:
        if isinstance(self._held, Pill):
            self._held.touch(event)
        self._held = self
        self._slide_to(self._slide_px + event.dy)

    def _release(self, event: Touch) -> None:
        self._held = None
        if self._slide_px > self._panel.height * _CLOSE_SHARE or event.vy > self._panel.height * 2:
            self.leave()
        self.mark()

    def _slide_to(self, slide_px: float) -> None:
        self._slide_px = max(0.0, slide_px)
        for part, home in self._homes:
            part.rect = home.move(0, round(self._slide_px))
        self.mark()
