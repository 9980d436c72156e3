"""Where square tiles stand, in three sizes. Pure arithmetic on rectangles."""

from pygame import Rect

from .theme import TILE, Layout

LARGE, COMFORTABLE, DENSE = -1, 0, 1
_LARGE_TILE, _DENSE_TILE = 500, 200  # design pixels


def columns_of(zoom: int, width_px: int, layout: Layout) -> int:
    """How many tiles stand side by side; those of LARGE, COMFORTABLE and DENSE always differ."""
    comfortable = max(3, round(width_px / layout.px(TILE)))
    if zoom == DENSE:
        return max(comfortable + 1, round(width_px / layout.px(_DENSE_TILE)))
    if zoom == LARGE:
        return min(comfortable - 1, max(2, round(width_px / layout.px(_LARGE_TILE))))
    return comfortable


class Tiling:
    """Tiles in rows of `columns`, centred in a rectangle `width_px` wide; the first row begins at y 0."""

    def __init__(self, zoom: int, width_px: int, layout: Layout) -> None:
        self.columns = columns_of(zoom, width_px, layout)
        self.side_px = width_px // self.columns
        self._left_px = (width_px - self.side_px * self.columns) // 2

    def height_px(self, count: int) -> int:
        """Of all rows of so many tiles."""
        return -(-count // self.columns) * self.side_px

    def place(self, index: int, left: int, top: int) -> Rect:
        """Of a tile, where the rectangle begins at `left` and the first row at `top`."""
        row, column = divmod(index, self.columns)
        side = self.side_px
        return Rect(left + self._left_px + column * side, top + row * side, side, side)

    def between(self, top: int, bottom: int, count: int) -> range:
        """The tiles, of so many, that lie at least partly between these two y below the first row's upper edge."""
        first = max(0, top // self.side_px) * self.columns
        last = (max(0, bottom - 1) // self.side_px + 1) * self.columns
        return range(min(first, count), min(last, count))
