"""A grid of square pictures that glides under the finger, in three sizes. Draws only the rows in sight.

A picture that is not there yet is the same one in another size, or else a quiet placeholder.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from pygame import Rect, Surface

from ..pictures import PictureKey, Pictures
from ..touch import Touch, TouchKind
from .canvas import Canvas
from .damage import Damage
from .gliding import Gliding
from .sight import Sight
from .theme import LINE, QUIET, SURFACE, Layout
from .tile_pictures import TilePictures
from .tiling import COMFORTABLE, DENSE, LARGE, Tiling

SPREAD, CLOSED = 1.25, 0.8  # from here on a pinch means the next size
_PLACEHOLDER_SHARE = 0.3  # of a tile's side
_MARK_SHARE, _MARK_INSET = 0.11, 0.06  # of a tile's side
_DARKEST = 0.7  # how much light a change of size takes for a moment


class Grid(Gliding[int]):
    """Square tiles. `file_of(index)` is asked for those near the sight, `tapped(index)` called for a tap on one.

    mark_of: the name of a small icon in a tile's lower right corner, "" for none. zoom: LARGE, COMFORTABLE or
    DENSE; zoomed: called when two fingers have changed it.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        layout: Layout,
        *,
        pictures: Pictures,
        file_of: Callable[[int], Path],
        tapped: Callable[[int], None],
        mark_of: Callable[[int], str] | None = None,
        zoom: int = COMFORTABLE,
        zoomed: Callable[[int], None] | None = None,
    ) -> None:
        self._tilings = {size: Tiling(size, rect.width, layout) for size in (LARGE, COMFORTABLE, DENSE)}
        self._tiling = self._tilings[zoom]
        super().__init__(rect, damage, self.side_px)
        self.zoom = zoom
        self._layout = layout
        self._pictures = TilePictures(pictures, self, file_of, self.side_px)
        self._tapped = tapped
        self._mark_of = mark_of
        self._zoomed = zoomed
        self._sight = Sight()
        self._count = 0
        self._lead_px = layout.px(8)  # above the first row
        self._tail_px = layout.px(48)  # below the last, clear of the fade

    # What it shows

    def set_count(self, count: int, *, to_top: bool = False) -> None:
        """Show so many pictures, asking anew for the file of each; the offset stays unless `to_top`."""
        self._count = count
        self._set_content()
        if to_top:
            self.kinetics.scroll(-self.kinetics.offset_px)
        self._pressed = None
        self._pictures.ask_anew(self.side_px)
        self.mark()

    def set_zoom(self, zoom: int, at: tuple[int, int] | None = None) -> None:
        """Show larger or smaller tiles. The one at this pixel (or in the middle) stays there, as far as it can."""
        zoom = max(LARGE, min(DENSE, zoom))
        if zoom == self.zoom:
            return
        anchor = self._nearest(at or self.rect.center)
        drawn = self._sight.drawn(self.rect_of(anchor)) if anchor is not None else None
        self._press(None)
        self.zoom, self._tiling = zoom, self._tilings[zoom]
        self._step_px = self.side_px
        self._set_content()
        if anchor is None or drawn is None:
            self.kinetics.scroll(0)
            self._sight.rest()
        else:
            self.kinetics.scroll(self.rect_of(anchor).centery - drawn.centery)
            self._sight.settle(drawn, self.rect_of(anchor), changes=True)
        self._pictures.ask_anew(self.side_px)
        self.mark()

    @property
    def columns(self) -> int:
        """How many tiles stand side by side."""
        return self._tiling.columns

    @property
    def side_px(self) -> int:
        """Of a tile, in pixels."""
        return self._tiling.side_px

    def rect_of(self, index: int) -> Rect:
        """Where a tile stands now, in sight or not."""
        return self._tiling.place(index, self.rect.left, self._top)

    def in_sight(self) -> range:
        """The tiles that lie at least partly within the rectangle."""
        return self._between(self.rect.top, self.rect.bottom)

    # Life

    @property
    def moving(self) -> bool:
        return super().moving or self._sight.moving

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if self._sight.update(dt_s):
            self.mark()
        self._pictures.want(self.in_sight(), self._count)
        for index in self._pictures.arrived():
            self.damage.add(self.rect_of(index).clip(self.rect))

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        drawn = self._between(*self._sight.span(self.rect.top, self.rect.bottom))
        pictures = [self._pictures.get(index) for index in drawn]
        with canvas.within(self.rect):
            if self._sight.still:
                canvas.covering(self._covered(drawn, pictures))
            for index, picture in zip(drawn, pictures, strict=True):
                self._draw_tile(canvas, index, picture)
            canvas.dim(self.rect, 1 - _DARKEST * self._sight.darkness)

    def _draw_tile(self, canvas: Canvas, index: int, picture: Surface | None) -> None:
        place = self._sight.drawn(self.rect_of(index))
        if not canvas.sees(place):
            return
        if picture is not None and place.size == picture.get_size():
            canvas.picture(picture, place.topleft)
        elif (other := picture or self._in_other_size(index)) is not None:
            canvas.stretched(other, place)
        else:
            side = round(place.width * _PLACEHOLDER_SHARE)
            box = Rect(0, 0, side, side)
            box.center = place.center
            canvas.rounded(box, SURFACE, radius=side // 5)
        if self._mark_of is not None and (name := self._mark_of(index)):
            self._draw_mark(canvas, name, place)
        if index == self._pressed:
            line = self._layout.px(3)
            radius = min(self._layout.px(36), self.side_px // 6)
            canvas.rounded(place.inflate(-4 * line, -4 * line), LINE, radius=radius, line=line)

    def _draw_mark(self, canvas: Canvas, name: str, place: Rect) -> None:
        px = self._layout.px
        side = max(px(24), min(px(40), round(self.side_px * _MARK_SHARE)))
        ground = Rect(0, 0, 2 * side, 2 * side)
        inset = round(place.width * _MARK_INSET)
        ground.bottomright = (place.right - inset, place.bottom - inset)
        canvas.rounded(ground, SURFACE)
        canvas.icon(name, ground.center, side, QUIET)

    # Touch

    def touch(self, event: Touch) -> bool:
        match event.kind:
            case TouchKind.PINCH if self._count:
                self._press(None)
                self.kinetics.release(0)
                way = (self.zoom > LARGE, self.zoom < DENSE)
                self._sight.pinch(event.scale, (event.start_x, event.start_y), (event.x, event.y), way=way)
                self.mark()
                return True
            case TouchKind.PINCH_END | TouchKind.CANCEL if self._sight.pinched:
                self._let_go(event)
                return True
            case TouchKind.DOWN if not self._sight.still:
                self._sight.rest()
                self.mark()
        return super().touch(event)

    def targets(self) -> Iterable[Rect]:
        whole = (self.rect_of(index) for index in self.in_sight())
        return [place for place in whole if self.rect.top <= place.centery <= self.rect.bottom]

    # Within

    def _let_go(self, event: Touch) -> None:
        """Take the next size, or go back to the present one."""
        before = self.zoom
        at = (event.x, event.y) if event.kind is TouchKind.PINCH_END else self.rect.center
        self.set_zoom(before + (-1 if event.scale >= SPREAD else 1 if event.scale <= CLOSED else 0), at)
        if self.zoom != before:
            if self._zoomed is not None:
                self._zoomed(self.zoom)
        elif (anchor := self._nearest(at)) is not None:
            place = self.rect_of(anchor)
            self._sight.settle(self._sight.drawn(place), place, changes=False)

    def _tap(self, event: Touch) -> None:
        self.kinetics.release(0)
        self._press(None)
        index = self._at(event)
        if index is not None and not self._stopped:
            self._tapped(index)

    def _at(self, event: Touch) -> int | None:
        return next((i for i in self.in_sight() if self.rect_of(i).collidepoint(event.x, event.y)), None)

    def _press(self, index: int | None) -> None:
        if index == self._pressed:
            return
        for changed in (index, self._pressed):
            if changed is not None:
                self.damage.add(self.rect_of(changed).clip(self.rect))
        self._pressed = index

    # Measures

    def _set_content(self) -> None:
        height = self._tiling.height_px(self._count)
        self.kinetics.set_content(height + self._lead_px + self._tail_px if height else 0)

    @property
    def _top(self) -> int:
        """The upper edge of the first row now."""
        return self.rect.top + self._lead_px - round(self.kinetics.offset_px)

    def _between(self, top: int, bottom: int) -> range:
        """The tiles whose places lie at least partly between these two y."""
        return self._tiling.between(top - self._top, bottom - self._top, self._count)

    def _nearest(self, at: tuple[int, int]) -> int | None:
        """The tile that is drawn nearest to a pixel."""
        drawn = self._between(*self._sight.span(self.rect.top, self.rect.bottom))

        def distance(index: int) -> int:
            x, y = self._sight.drawn(self.rect_of(index)).center
            return int((x - at[0]) ** 2 + (y - at[1]) ** 2)

        return min(drawn, key=distance, default=None)

    def _covered(self, drawn: range, pictures: list[Surface | None]) -> Rect:
        """What the whole rows of opaque pictures cover, if none is missing."""
        whole = len(drawn) // self.columns * self.columns
        if not whole or None in pictures[:whole]:
            return Rect(0, 0, 0, 0)
        return self.rect_of(drawn[0]).union(self.rect_of(drawn[whole - 1])).clip(self.rect)

    def _in_other_size(self, index: int) -> Surface | None:
        """The picture as another size of the grid shows it."""
        return self._pictures.in_other_size(index, (other.side_px for other in self._tilings.values()))

    def _key(self, index: int) -> PictureKey:
        return self._pictures.key(index)
