"""A row of small pictures with a word below each."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pygame import Rect

from ..pictures import Arrivals, PictureKey, Pictures
from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .theme import INK, LINE, QUIET, SMALL, SOFT, SURFACE
from .widget import Widget


class StripItem(NamedTuple):
    """One picture (or an icon in its place), its word, and what it stands for."""

    key: PictureKey | None
    words: str
    value: int
    icon: str = ""


class Strip(Widget):
    """`columns` places, filled from the left. `tapped(value)` is called for a tap.

    side_px: of the pictures, which the icons keep free as well. chosen: the value that has a frame around it.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        pictures: Pictures,
        items: Sequence[StripItem],
        columns: int,
        *,
        side_px: int,
        chosen: int | None = None,
        tapped: Callable[[int], None],
    ) -> None:
        super().__init__(rect, damage)
        self._pictures = pictures
        self._items = items[:columns]
        self._width = rect.width // columns
        self._side_px = side_px
        self._chosen = chosen
        self._tapped = tapped
        self._pressed: int | None = None
        self._arrivals = Arrivals(pictures)
        pictures.want(self, [item.key for item in self._items if item.key is not None])

    def update(self, dt_s: float) -> None:  # noqa: ARG002  (pictures arrive, time does not matter)
        if self._arrivals.any():
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        for number, (item, place) in enumerate(zip(self._items, self.targets(), strict=False)):
            self._draw_item(canvas, item, place, pressed=number == self._pressed)

    def _draw_item(self, canvas: Canvas, item: StripItem, place: Rect, *, pressed: bool) -> None:
        px = canvas.layout.px
        box = Rect(0, 0, self._side_px, self._side_px)
        box.midtop = place.midtop
        picture = None if item.key is None else self._pictures.get(item.key)
        if picture is not None:
            canvas.picture(picture, picture.get_rect(center=box.center).topleft)
        elif item.icon:
            canvas.rounded(box.inflate(-px(28), -px(28)), SURFACE, radius=px(28))
            canvas.icon(item.icon, box.center, px(56), INK if pressed else QUIET)
        chosen = item.value == self._chosen
        if chosen or pressed:
            canvas.rounded(box, LINE, radius=px(32), line=px(3))
        middle = (place.centerx, box.bottom + px(22))
        colour = INK if chosen or pressed else SOFT
        canvas.text(item.words, middle, SMALL, colour, anchor="centre", max_width=place.width - px(4))

    def touch(self, event: Touch) -> bool:
        if event.kind is TouchKind.DOWN:
            hits = [
                number for number, place in enumerate(self.targets()) if place.collidepoint(event.x, event.y)
            ]
            self._press(hits[0] if hits else None)
            return bool(hits)
        pressed = self._pressed
        if event.kind is not TouchKind.KEY:
            self._press(None)
        if event.kind is TouchKind.TAP and pressed is not None:
            self._tapped(self._items[pressed].value)
        return False

    def targets(self) -> Iterable[Rect]:
        left, top, height = self.rect.left, self.rect.top, self.rect.height
        return [Rect(left + i * self._width, top, self._width, height) for i in range(len(self._items))]

    def _press(self, number: int | None) -> None:
        if number != self._pressed:
            self._pressed = number
            self.mark()
