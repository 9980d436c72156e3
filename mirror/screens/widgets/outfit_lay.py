"""Several garments laid out as on a bed: in rows, as large as they find room, small things smaller.

Two small things may lie one above the other in the place of a large one.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence

from pygame import Rect

from ..pictures import Arrivals, PictureKey, Pictures
from .canvas import Canvas
from .damage import Damage
from .widget import Widget

MOST = 9  # more are too many to be taken in
_STACKED = 1.35  # the weights of two small things that lie in one place, at most
Cell = Sequence[float]  # the weights of one place in a row, from above


class OutfitLay(Widget):
    """Shows at most MOST pictures, each in a square of its own that `places` tells."""

    def __init__(self, rect: Rect, damage: Damage, pictures: Pictures) -> None:
        super().__init__(rect, damage)
        self._pictures = pictures
        self._things: list[tuple[PictureKey, Rect]] = []
        self._arrivals = Arrivals(pictures)

    def show(self, things: Sequence[tuple[Callable[[int], PictureKey], float]]) -> None:
        """Lay these out, the first at the upper left: how each makes its picture of a side in pixels, and its
        weight, 1 for a whole garment, less for small things.
        """
        things = things[:MOST]
        places = laid_out(self.rect, [weight for _, weight in things])
        self._things = [
            (picture(place.width), place) for (picture, _), place in zip(things, places, strict=True)
        ]
        self._pictures.want(self, [key for key, _ in self._things])
        self.mark()

    @property
    def places(self) -> list[Rect]:
        """The squares, in the order in which the pictures were given."""
        return [place for _, place in self._things]

    @property
    def keys(self) -> list[PictureKey]:
        """The pictures, in the same order."""
        return [key for key, _ in self._things]

    def update(self, dt_s: float) -> None:  # noqa: ARG002  (pictures arrive, time does not matter)
        if self._arrivals.any():
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        for key, place in self._things:
            picture = self._pictures.get(key)
            if picture is not None:
                canvas.picture(picture, picture.get_rect(center=place.center).topleft)


def laid_out(room: Rect, weights: Sequence[float]) -> list[Rect]:
    """Squares for things of these weights, in order, in the rows in which they become the largest, and
    of several such in the most even ones.
    """
    ways = [rows for cells in _stacked(weights) for rows in _broken(cells)]
    if not weights:
        return []
    return _in_rows(room, max(ways, key=lambda rows: (_unit(room, rows), -_width(rows))))


def _stacked(weights: Sequence[float]) -> Iterator[list[Cell]]:
    """Every way to put neighbours that are small enough into one place."""
    if not weights:
        yield []
        return
    yield from ([weights[:1], *rest] for rest in _stacked(weights[1:]))
    if len(weights) > 1 and sum(weights[:2]) <= _STACKED:
        yield from ([weights[:2], *rest] for rest in _stacked(weights[2:]))


def _broken(cells: Sequence[Cell]) -> Iterator[list[Sequence[Cell]]]:
    """Every way to break a sequence into rows."""
    for breaks in itertools.product((False, True), repeat=max(0, len(cells) - 1)):
        ends = [0, *(i + 1 for i, broken in enumerate(breaks) if broken), len(cells)]
        yield [cells[start:end] for start, end in itertools.pairwise(ends)]


def _unit(room: Rect, rows: Sequence[Sequence[Cell]]) -> float:
    """How many pixels a thing of weight 1 gets."""
    return min(room.height / sum(_height(row) for row in rows), room.width / _width(rows))


def _width(rows: Sequence[Sequence[Cell]]) -> float:
    return max(sum(max(cell) for cell in row) for row in rows)


def _height(row: Sequence[Cell]) -> float:
    return max(sum(cell) for cell in row)


def _in_rows(room: Rect, rows: Sequence[Sequence[Cell]]) -> list[Rect]:
    """The squares of one way; each row stands in the middle, and so do all rows together."""
    unit = _unit(room, rows)
    places = []
    top = room.top + (room.height - unit * sum(_height(row) for row in rows)) / 2
    for row in rows:
        left = room.left + (room.width - unit * sum(max(cell) for cell in row)) / 2
        for cell in row:
            width, above = unit * max(cell), top + unit * (_height(row) - sum(cell)) / 2
            for weight in cell:
                side = max(1, int(unit * weight))
                place = Rect(int(left + (width - unit * weight) / 2), int(above), side, side)
                places.append(place.clamp(room))  # rounding must not move it over the edge
                above += unit * weight
            left += width
        top += unit * _height(row)
    return places
