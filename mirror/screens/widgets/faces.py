"""People as a grid of round pictures with their names below, which glides when there are many."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pygame import Rect

from ..pictures import Pictures
from ..touch import Touch
from .avatar import Face, Portrait, badge
from .brush import Brush
from .canvas import Canvas
from .damage import Damage
from .gliding import Gliding
from .names import NAME_SHAPES, drawable, name_lines
from .theme import INK, QUIET, SMALL, SOFT, STRONG, Style

SMALLEST = 184  # design pixels across
LARGEST = 300
_AROUND = 28  # above a circle, for the ring
_BETWEEN = 24  # between two names
_TO_NAME = 34  # from a circle to its name
_NOTE = 40
_BELOW = 24
_RING_ROOM = 16  # beside a circle


class _Plan(NamedTuple):
    """How the grid stands, in pixels: where each row begins, and where the last one ends."""

    columns: int
    side_px: int
    tops: tuple[int, ...]

    @property
    def height_px(self) -> int:
        """Of all rows together."""
        return self.tops[-1]


class Faces(Gliding[int]):
    """Circles for these people; `tapped(index)` on a tap.

    room: where they may stand, in pixels. They stand in its part below `reach_px` while they find room there.
    """

    def __init__(
        self,
        room: Rect,
        damage: Damage,
        brush: Brush,
        pictures: Pictures,
        faces: Sequence[Face],
        *,
        reach_px: int,
        tapped: Callable[[int], None],
    ) -> None:
        self._brush = brush
        self._tapped = tapped
        px = brush.layout.px
        self._names = [drawable(brush, face.name) for face in faces]
        low = Rect(room.left, max(room.top, reach_px), room.width, room.bottom - max(room.top, reach_px))
        plan, place = self._choose(room, low)
        content = plan.height_px
        if content < place.height:  # in the middle of what it has, yet never out of reach
            place = Rect(place.left, place.top + (place.height - content) // 2, place.width, content)
        super().__init__(place, damage, plan.tops[1])
        self._plan = plan
        self._width = place.width // plan.columns
        self._portraits = [Portrait(face, plan.side_px, brush, pictures) for face in faces]
        self._lines = [self._shaped(name, self._width - px(_BETWEEN)) for name in self._names]
        self.kinetics.set_content(content)
        pictures.want(self, [portrait.key for portrait in self._portraits if portrait.key is not None])
        for portrait in self._portraits:
            portrait.look()

    @property
    def scrolls(self) -> bool:
        """Whether there are more than fit."""
        return self.kinetics.end_px > 0

    def place_of(self, index: int) -> Rect:
        """The cell of a person now, in sight or not; an unfinished last row stands in the middle."""
        columns, count = self._plan.columns, len(self._portraits)
        row, column = divmod(index, columns)
        in_row = min(columns, count - row * columns)
        left = self.rect.left + (self.rect.width - in_row * self._width) // 2 + column * self._width
        top, bottom = self._plan.tops[row : row + 2]
        top -= round(self.kinetics.offset_px)
        bottom -= round(self.kinetics.offset_px)
        return Rect(left, self.rect.top + top, self._width, bottom - top)

    # Life

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        for index, portrait in enumerate(self._portraits):
            if portrait.look():
                self.damage.add(self.place_of(index).clip(self.rect))

    def draw(self, canvas: Canvas) -> None:
        with canvas.within(self.rect):
            for index, portrait in enumerate(self._portraits):
                place = self.place_of(index)
                if canvas.sees(place):
                    self._draw_one(canvas, index, portrait, place)

    def targets(self) -> Iterable[Rect]:
        places = (self.place_of(index) for index in range(len(self._portraits)))
        return [place for place in places if self.rect.collidepoint(place.center)]

    # Within

    def _draw_one(self, canvas: Canvas, index: int, portrait: Portrait, place: Rect) -> None:
        px, face, side = canvas.layout.px, portrait.face, self._plan.side_px
        centre = (place.centerx, place.top + px(_AROUND) + side // 2)
        portrait.draw(canvas, centre, pressed=index == self._pressed)
        edge = round(side * 0.36)
        if face.locked:
            badge(canvas, (centre[0] + (-edge if face.here else edge), centre[1] + edge), "lock")
        if face.here:
            badge(canvas, (centre[0] + edge, centre[1] + edge), "pencil", bright=True)
        lines, style = self._lines[index]
        if face.here:
            style = Style(STRONG.weight, style.size)
        step = canvas.brush.line_height(style)
        y = centre[1] + side // 2 + px(_TO_NAME) + step // 2
        room = place.width - px(_BETWEEN) // 2
        for line in lines:
            canvas.text(
                line, (place.centerx, y), style, INK if face.here else SOFT, anchor="centre", max_width=room
            )
            y += step
        y += (px(_NOTE) - step) // 2 + px(4)
        canvas.text(face.note, (place.centerx, y), SMALL, QUIET, anchor="centre", max_width=room)

    def _tap(self, event: Touch) -> None:
        self.kinetics.release(0)
        self._press(None)
        index = self._at(event)
        if index is not None and not self._stopped:
            self._tapped(index)

    def _at(self, event: Touch) -> int | None:
        if not self.rect.collidepoint(event.x, event.y):
            return None
        places = (self.place_of(index) for index in range(len(self._portraits)))
        return next((i for i, place in enumerate(places) if place.collidepoint(event.x, event.y)), None)

    def _press(self, at: int | None) -> None:
        if at != self._pressed:
            for changed in (at, self._pressed):
                if changed is not None:
                    self.damage.add(self.place_of(changed).clip(self.rect))
            self._pressed = at

    # How they stand

    def _choose(self, room: Rect, low: Rect) -> tuple[_Plan, Rect]:
        """Large circles in the lower half, or else in the whole room, or else small ones that glide."""
        for place in (low, room):
            plan = self._largest(place)
            if plan is not None and plan.side_px >= self._brush.layout.px(SMALLEST):
                return plan, place
        columns = min(len(self._names), self._most_columns(room.width))
        return self._plan_of(columns, self._brush.layout.px(SMALLEST), room.width), room

    def _largest(self, place: Rect) -> _Plan | None:
        """The plan with the largest circles of which all fit into `place`, if any does."""
        best: _Plan | None = None
        for columns in range(1, min(len(self._names), self._most_columns(place.width)) + 1):
            words = self._plan_of(columns, 0, place.width)
            rows = len(words.tops) - 1
            width = place.width // columns - self._brush.layout.px(_BETWEEN + 2 * _RING_ROOM)
            side = min(self._brush.layout.px(LARGEST), (place.height - words.height_px) // rows, width)
            if side > 0 and (best is None or side > best.side_px):
                best = self._plan_of(columns, side, place.width)
        return best

    def _plan_of(self, columns: int, side_px: int, width: int) -> _Plan:
        px, brush = self._brush.layout.px, self._brush
        room = width // columns - px(_BETWEEN)
        shaped = [self._shaped(name, room) for name in self._names]
        heights = [len(lines) * brush.line_height(style) for lines, style in shaped]
        around = px(_AROUND) + side_px + px(_TO_NAME) + px(_NOTE + _BELOW)
        tops = [0]
        for first in range(0, len(heights), columns):
            tops.append(tops[-1] + around + max(heights[first : first + columns]))
        return _Plan(columns, side_px, tuple(tops))

    def _most_columns(self, width: int) -> int:
        """As many as have room for a circle and for the longest name."""
        px = self._brush.layout.px
        columns = max(1, width // px(SMALLEST + _BETWEEN + 2 * _RING_ROOM))
        while columns > 1 and not all(
            self._fits(name, width // columns - px(_BETWEEN)) for name in self._names
        ):
            columns -= 1
        return columns

    def _fits(self, name: str, width: int) -> bool:
        return len(self._shaped(name, width)[0]) <= NAME_SHAPES[-1][0]

    def _shaped(self, name: str, width: int) -> tuple[list[str], Style]:
        return name_lines(self._brush, name, width, NAME_SHAPES)
