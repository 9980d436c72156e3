"""A row of small pictures with a word below each."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pygame import Rect

from ..pictures import PictureKey, Pictures
from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .theme import INK, SMALL, SOFT
from .widget import Widget


class StripItem(NamedTuple):
    """One picture, its word, and what it stands for."""

    key: PictureKey
    words: str
    value: int


class Strip(Widget):
    """`columns` places, filled from the left. `tapped(value)` is called for a tap."""

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        pictures: Pictures,
        items: Sequence[StripItem],
        columns: int,
        *,
        tapped: Callable[[int], None],
    ) -> None:
        super().__init__(rect, damage)
        self._pictures = pictures
        self._items = items[:columns]
        self._width = rect.width // columns
        self._tapped = tapped
        self._pressed: int | None = None
        self._seen_generation = -1
        pictures.want(self, [item.key for item in self._items])

    def update(self, dt_s: float) -> None:  # noqa: ARG002  (pictures arrive, time does not matter)
        if self._seen_generation != self._pictures.generation:
            self._seen_generation = self._pictures.generation
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        for number, (item, place) in enumerate(zip(self._items, self.targets(), strict=False)):
            picture = self._pictures.get(item.key)
            if picture is not None:
                at = picture.get_rect(midtop=place.midtop)
                canvas.picture(picture, at.topleft)
            middle = (place.centerx, place.top + item.key.side_px + canvas.layout.px(22))
            colour = INK if number == self._pressed else SOFT
            canvas.text(item.words, middle, SMALL, colour, anchor="centre", max_width=place.width)

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
