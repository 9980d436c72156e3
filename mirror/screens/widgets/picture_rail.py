"""A row of square pictures that scrolls sideways; one of them may be chosen."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pygame import Rect

from ..pictures import Arrivals, PictureKey, Pictures
from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .kinetics import Kinetics
from .theme import INK, SURFACE, TOUCH, Layout
from .widget import Widget


class PictureRail(Widget):
    """Squares as high as the row. `picked(number)` is called for a tap on one of `files`.

    chosen: the number of the one with a frame around it, or None. scrolled: how far it is scrolled, in pictures;
    None brings the chosen one into sight. A finger that moves up or down is left to what the row stands in.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        layout: Layout,
        pictures: Pictures,
        *,
        files: Sequence[Path],
        picked: Callable[[int], None],
        chosen: int | None = None,
        scrolled: float | None = None,
    ) -> None:
        super().__init__(rect, damage)
        self.drags = True
        self._layout = layout
        self._pictures = pictures
        self._files = files
        self._picked = picked
        self._side_px = rect.height
        self._pressed: int | None = None
        self._straight = False  # whether this finger has gone along the row
        self._arrivals = Arrivals(pictures)
        self._chosen = chosen
        self.kinetics = Kinetics(rect.width)
        self.kinetics.set_content(len(files) * self._side_px)
        if scrolled is not None:
            self.kinetics.scroll(scrolled * self._side_px)
        elif chosen is not None:
            place = self._place(chosen)
            self.kinetics.scroll(max(0, place.right - rect.right) + min(0, place.left - rect.left))
        self._want()

    def choose(self, number: int | None) -> None:
        """Frame this one, or none."""
        if number != self._chosen:
            self._chosen = number
            self.mark()

    @property
    def scrolled(self) -> float:
        """How far it is scrolled, in pictures."""
        return self.kinetics.offset_px / self._side_px

    @property
    def moving(self) -> bool:
        return self.kinetics.moving

    def update(self, dt_s: float) -> None:
        if self.kinetics.update(dt_s):
            self._moved()
        if self._arrivals.any():
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = self._layout.px
        with canvas.within(self.rect):
            for number in self._in_sight():
                place = self._place(number)
                picture = self._pictures.get(self._key(number))
                if picture is not None:
                    canvas.picture(picture, place.topleft)
                else:
                    canvas.rounded(
                        place.inflate(-place.width // 2, -place.height // 2), SURFACE, radius=px(20)
                    )
                if number in (self._chosen, self._pressed):
                    canvas.rounded(place.inflate(-px(8), -px(8)), INK, radius=px(36), line=px(3))
            fade = px(64)
            if self.kinetics.offset_px < self.kinetics.end_px - 1:
                edge = Rect(self.rect.right - fade, self.rect.top, fade, self.rect.height)
                canvas.fade(edge, dark_end="right")

    def touch(self, event: Touch) -> bool:
        match event.kind:
            case TouchKind.DOWN if self.holds(event):
                self._press(None if self.kinetics.hold() else self._at(event))
                self.drags = True
                self._straight = False
                return True
            case TouchKind.DRAG if self.kinetics.held:
                self._drag(event)
            case TouchKind.RELEASE | TouchKind.CANCEL:
                self.kinetics.release(event.vx if self.drags else 0)
                self._press(None)
            case TouchKind.TAP:
                self.kinetics.release(0)
                pressed = self._pressed
                self._press(None)
                if pressed is not None:
                    self._picked(pressed)
            case TouchKind.WHEEL if self.holds(event):
                if self.kinetics.scroll(-event.dy - event.dx):
                    self._moved()
                return True
        return False

    def targets(self) -> Iterable[Rect]:
        places = (self._place(number) for number in self._in_sight())
        return [place for place in places if self.rect.collidepoint(place.center)]

    def reveal(self, key: str) -> bool:
        way = {"left": -1, "right": 1}.get(key, 0) * self._layout.px(2 * TOUCH)
        if way and self.kinetics.scroll(way):
            self._moved()
            return True
        return False

    # Within

    def _drag(self, event: Touch) -> None:
        self._press(None)
        if not self._straight and abs(event.y - event.start_y) > abs(event.x - event.start_x):
            self.kinetics.release(0)
            self.drags = False
            return
        self._straight = True
        self.kinetics.drag(event.dx)
        self._moved()

    def _place(self, number: int) -> Rect:
        left = self.rect.left + number * self._side_px - round(self.kinetics.offset_px)
        return Rect(left, self.rect.top, self._side_px, self._side_px)

    def _in_sight(self) -> range:
        first = max(0, int(self.kinetics.offset_px) // self._side_px)
        last = int(max(0.0, self.kinetics.offset_px) + self.rect.width) // self._side_px + 1
        return range(first, min(len(self._files), last))

    def _key(self, number: int) -> PictureKey:
        return PictureKey(self._files[number], self._side_px)

    def _moved(self) -> None:
        self._want()
        self.mark()

    def _want(self) -> None:
        sight = self._in_sight()
        more = range(sight.stop, min(len(self._files), sight.stop + len(sight)))
        self._pictures.want(self, [self._key(number) for number in (*sight, *more)])

    def _at(self, event: Touch) -> int | None:
        return next((i for i in self._in_sight() if self._place(i).collidepoint(event.x, event.y)), None)

    def _press(self, number: int | None) -> None:
        if number != self._pressed:
            self._pressed = number
            self.mark()
