"""Where the garments of one outfit lie: as on a bed, the coat at the left, top above bottom at its right, small
things below. Pure arithmetic on rectangles.
"""

from collections.abc import Sequence

from pygame import Rect

from .outfit_lay import laid_out

_SMALL = 0.75  # what weighs less is small: shoes, hat, bag
_LEFT = 0.52  # of the width, for the column with the coat
_FOOT, _FLAT_FOOT = 0.3, 0.24  # of the height, for small things below the coat, or below everything
_LARGER = 1.2  # so much larger must things become in rows that they lie in rows
_MOST_LARGE, _MOST_SMALL = 4, 3


def flat_lay(room: Rect, weights: Sequence[float]) -> list[Rect]:
    """Squares for things of these weights within `room`, in their order, none on another.

    More than fit this picture lie in rows, and so do those that a low room would make small.
    """
    bed, rows = _as_on_a_bed(room, weights), laid_out(room, weights)
    if not bed or min(place.width for place in rows) > _LARGER * min(place.width for place in bed):
        return rows
    return bed


def _as_on_a_bed(room: Rect, weights: Sequence[float]) -> list[Rect]:
    """The picture; empty for what does not fit it."""
    large = [number for number, weight in enumerate(weights) if weight >= _SMALL]
    small = [number for number, weight in enumerate(weights) if weight < _SMALL]
    if not 0 < len(large) <= _MOST_LARGE or len(small) > _MOST_SMALL:
        return []
    places: dict[int, Rect] = {}
    beside = len(large) in (1, 3) and bool(small)
    foot = round(room.height * (_FOOT if beside else _FLAT_FOOT)) if small else 0
    if len(large) == 1:
        left = Rect(room.left, room.top, room.width - (foot if small else 0), room.height)
        places[large[0]] = _square(left)
        if small:
            side = Rect(left.right, room.top, room.right - left.right, room.height)
            places |= _below_each_other(side, small, weights)
        return [places[number] for number in range(len(weights))]
    body = Rect(room.left, room.top, room.width, room.height - (0 if beside else foot))
    half = round(room.width * (_LEFT if len(large) == 3 else 0.5))
    left = Rect(body.left, body.top, half, body.height - (foot if beside else 0))
    right = Rect(left.right, body.top, body.right - left.right, body.height)
    split = len(large) // 2
    places |= _stacked(left, large[:split])
    places |= _stacked(right, large[split:])
    low = Rect(room.left, room.bottom - foot, half if beside else room.width, foot)
    places |= _beside_each_other(low, small, weights)
    return [places[number] for number in range(len(weights))]


def _square(room: Rect) -> Rect:
    side = min(room.size)
    square = Rect(0, 0, side, side)
    square.center = room.center
    return square


def _stacked(column: Rect, numbers: Sequence[int]) -> dict[int, Rect]:
    """Equal squares one above the other."""
    step = column.height // len(numbers)
    return {
        number: _square(Rect(column.left, column.top + i * step, column.width, step))
        for i, number in enumerate(numbers)
    }


def _beside_each_other(row: Rect, numbers: Sequence[int], weights: Sequence[float]) -> dict[int, Rect]:
    """Squares as large as their weights say, on one line at the foot of the row."""
    if not numbers:
        return {}
    unit = min(row.height / max(weights[n] for n in numbers), row.width / sum(weights[n] for n in numbers))
    gap = (row.width - unit * sum(weights[n] for n in numbers)) / (len(numbers) + 1)
    places, left = {}, row.left + gap
    for number in numbers:
        side = max(1, int(unit * weights[number]))
        places[number] = Rect(int(left), row.bottom - side, side, side)
        left += unit * weights[number] + gap
    return places


def _below_each_other(column: Rect, numbers: Sequence[int], weights: Sequence[float]) -> dict[int, Rect]:
    """Squares as large as their weights say, the last one at the column's foot."""
    most = max(weights[n] for n in numbers)
    unit = min(column.width / most, column.height / sum(weights[n] for n in numbers))
    places, low = {}, column.bottom
    for number in reversed(numbers):
        side = max(1, int(unit * weights[number]))
        places[number] = Rect(column.centerx - side // 2, low - side, side, side)
        low -= side
    return places
