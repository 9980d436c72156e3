"""A grid of square pictures that glides under the finger. Draws only the rows in sight.

Pictures come from `Pictures`: those in sight are wanted first, then the screenful ahead. What is not there yet is a
quiet placeholder.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from pygame import Rect

from ..pictures import PictureKey, Pictures
from ..touch import Touch
from .canvas import Canvas
from .damage import Damage
from .gliding import Gliding
from .theme import LINE, SURFACE, TILE, Layout

_PLACEHOLDER_SHARE = 0.3  # of a tile's side


class Grid(Gliding[int]):
    """Square tiles. `file_of(index)` is asked for those near the sight, `tapped(index)` called for a tap on one."""

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        layout: Layout,
        *,
        pictures: Pictures,
        file_of: Callable[[int], Path],
        tapped: Callable[[int], None],
    ) -> None:
        self.columns = max(3, round(rect.width / layout.px(TILE)))
        self.side_px = rect.width // self.columns
        super().__init__(rect, damage, self.side_px)
        self._layout = layout
        self._pictures = pictures
        self._tapped = tapped
        self._file_of = file_of
        self._count = 0
        self._left = rect.left + (rect.width - self.side_px * self.columns) // 2
        self._lead_px = layout.px(8)  # above the first row
        self._tail_px = layout.px(48)  # below the last, clear of the fade
        self._seen_generation = -1
        self._shown: dict[int, bool] = {}  # the tiles in sight, and whether their picture was there
        self._dirty_wants = True

    # What it shows

    def set_count(self, count: int, *, to_top: bool = False) -> None:
        """Show so many pictures, asking anew for the file of each; the offset stays unless `to_top`."""
        self._count = count
        rows = -(-count // self.columns)
        self.kinetics.set_content(rows * self.side_px + self._lead_px + self._tail_px if rows else 0)
        if to_top:
            self.kinetics.scroll(-self.kinetics.offset_px)
        self._pressed = None
        self._dirty_wants = True
        self.mark()

    def rect_of(self, index: int) -> Rect:
        """Where a tile stands now, in sight or not."""
        row, column = divmod(index, self.columns)
        top = self.rect.top + self._lead_px + row * self.side_px - round(self.kinetics.offset_px)
        return Rect(self._left + column * self.side_px, top, self.side_px, self.side_px)

    def in_sight(self) -> range:
        """The tiles that lie at least partly within the rectangle."""
        offset = round(self.kinetics.offset_px) - self._lead_px
        first = max(0, offset // self.side_px) * self.columns
        last = (max(0, offset + self.rect.height) // self.side_px + 1) * self.columns
        return range(first, min(self._count, last))

    # Life

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if self._dirty_wants:
            self._want()
        if self._seen_generation != self._pictures.generation:
            self._look_again()

    def draw(self, canvas: Canvas) -> None:
        with canvas.within(self.rect):
            for index in self.in_sight():
                self._draw_tile(canvas, index)

    def _draw_tile(self, canvas: Canvas, index: int) -> None:
        place = self.rect_of(index)
        if not canvas.sees(place):
            return
        picture = self._pictures.get(self._key(index))
        if picture is None:
            side = round(self.side_px * _PLACEHOLDER_SHARE)
            box = Rect(0, 0, side, side)
            box.center = place.center
            canvas.rounded(box, SURFACE, radius=side // 5)
        else:
            canvas.picture(picture, place.topleft)
        if index == self._pressed:
            line = self._layout.px(3)
            canvas.rounded(place.inflate(-4 * line, -4 * line), LINE, radius=self._layout.px(36), line=line)

    # Touch

    def targets(self) -> Iterable[Rect]:
        whole = (self.rect_of(index) for index in self.in_sight())
        return [place for place in whole if self.rect.top <= place.centery <= self.rect.bottom]

    # Within

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

    def _moved(self) -> None:
        self._dirty_wants = True
        super()._moved()

    def _key(self, index: int) -> PictureKey:
        return PictureKey(self._file_of(index), self.side_px)

    def _want(self) -> None:
        """Ask for what is in sight, then for the screenful below and the one above."""
        self._dirty_wants = False
        sight = self.in_sight()
        below = range(sight.stop, min(self._count, sight.stop + len(sight)))
        above = range(max(0, sight.start - len(sight)), sight.start)
        self._pictures.want(self, [self._key(i) for i in (*sight, *below, *reversed(above))])
        self._shown = {i: self._pictures.get(self._key(i)) is not None for i in sight}
        self._seen_generation = -1

    def _look_again(self) -> None:
        """Mark the tiles whose picture has arrived."""
        self._seen_generation = self._pictures.generation
        for index, shown in self._shown.items():
            if not shown and self._pictures.get(self._key(index)) is not None:
                self._shown[index] = True
                self.damage.add(self.rect_of(index).clip(self.rect))
