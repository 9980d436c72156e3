"""Outfits laid out as on a bed, one beside the other; a swipe brings the next, a tap is a garment's."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pygame import Rect

from ..pictures import Arrivals, PictureKey, Pictures
from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .flat_lay import flat_lay
from .theme import INK, LINE, SURFACE
from .turning import Turning


class Thing(NamedTuple):
    """A garment: how it makes its picture of a side in pixels, its weight (1, less for small things), its mark."""

    picture: Callable[[int], PictureKey]
    weight: float
    icon: str = ""


class LookPager(Turning):
    """The outfit before, the present one and the one after, each empty where there is none.

    turned(step): called when another one has come; new things are set then. tapped(number): of a garment.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        pictures: Pictures,
        *,
        turned: Callable[[int], None],
        tapped: Callable[[int], None],
    ) -> None:
        super().__init__(rect, damage, turned)
        self._pictures = pictures
        self._tapped = tapped
        self._pages: list[list[tuple[PictureKey, Rect, str]]] = [[], [], []]
        self._pressed: int | None = None
        self._arrivals = Arrivals(pictures)

    def show(self, before: Sequence[Thing], present: Sequence[Thing], after: Sequence[Thing]) -> None:
        """Show these, the present one in its place."""
        self._pages = [self._page(things) for things in (before, present, after)]
        wanted = [key for page in (1, 2, 0) for key, _, _ in self._pages[page]]
        self._pictures.want(self, wanted)
        self._pressed = None
        self.settle()

    @property
    def places(self) -> list[Rect]:
        """Where the garments of the present outfit lie."""
        return [place for _, place, _ in self._pages[1]]

    @property
    def keys(self) -> list[PictureKey]:
        """Their pictures."""
        return [key for key, _, _ in self._pages[1]]

    def has(self, step: int) -> bool:
        return bool(self._pages[1 + step])

    def update(self, dt_s: float) -> None:
        if self._arrivals.any():
            self.mark()
        super().update(dt_s)

    def touch(self, event: Touch) -> bool:
        if event.kind is TouchKind.DOWN and self.holds(event):
            self._press(None if self.moving else self._at(event))
            return super().touch(event)
        pressed = self._pressed
        if event.kind is not TouchKind.KEY:
            self._press(None)
        held = super().touch(event)
        if event.kind is TouchKind.TAP and pressed is not None:
            self._tapped(pressed)
        return held

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        with canvas.within(self.rect):
            for number, page in enumerate(self._pages):
                aside = (number - 1) * self.rect.width + round(self.offset_px)
                if abs(aside) < self.rect.width:
                    self._draw_page(canvas, page, aside)
            if self._pressed is not None:
                place = self.places[self._pressed]
                canvas.outline(place, LINE, radius=canvas.layout.px(32), line=canvas.layout.px(3))

    def targets(self) -> Iterable[Rect]:
        return self.places

    def _draw_page(self, canvas: Canvas, page: Sequence[tuple[PictureKey, Rect, str]], aside: int) -> None:
        px = canvas.layout.px
        for key, place, icon in page:
            at = place.move(aside, 0)
            picture = self._pictures.get(key)
            if picture is not None:
                canvas.picture(picture, picture.get_rect(center=at.center).topleft)
            if icon:
                middle = (at.right - px(36), at.top + px(36))
                canvas.disc(middle, px(52), SURFACE)
                canvas.icon(icon, middle, px(28), INK)

    def _page(self, things: Sequence[Thing]) -> list[tuple[PictureKey, Rect, str]]:
        places = flat_lay(self.rect, [thing.weight for thing in things])
        return [
            (thing.picture(place.width), place, thing.icon)
            for thing, place in zip(things, places, strict=False)
        ]

    def _at(self, event: Touch) -> int | None:
        at = (event.x, event.y)
        return next((i for i, place in enumerate(self.places) if place.collidepoint(at)), None)

    def _press(self, number: int | None) -> None:
        if number != self._pressed:
            self._pressed = number
            self.mark()
