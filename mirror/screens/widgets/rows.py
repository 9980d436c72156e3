"""A list of rows that scrolls: a sign at the left, two lines of words, and round buttons at the right."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from pygame import Rect

from ..touch import Touch
from .canvas import Canvas
from .damage import Damage
from .gliding import Gliding
from .theme import (
    GAP,
    GROUND,
    INK,
    INK_PRESSED,
    QUIET,
    RAISED,
    SMALL,
    STRONG,
    SURFACE,
    SURFACE_PRESSED,
    TEXT,
    TOUCH,
    Colour,
    Layout,
)

ROW = 152  # design pixels


class RowButton(NamedTuple):
    """A round button of a row."""

    icon: str
    action: Callable[[], None]


class Row(NamedTuple):
    """One row. `letter` stands in a ring instead of the icon; `action` makes the row itself something to tap."""

    title: str
    detail: str = ""
    icon: str = ""
    letter: str = ""
    chosen: bool = False
    action: Callable[[], None] | None = None
    buttons: tuple[RowButton, ...] = ()


class Rows(Gliding[tuple[int, int]]):
    """Rows below each other; glides when there are more than fit. A place is a row and its button, or -1."""

    def __init__(self, rect: Rect, damage: Damage, layout: Layout) -> None:
        super().__init__(rect, damage, layout.px(ROW + GAP))
        self._layout = layout
        self._rows: Sequence[Row] = ()
        self._height = layout.px(ROW)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the offset stays."""
        self._rows = rows
        self.kinetics.set_content(len(rows) * self._step_px - self._layout.px(GAP) if rows else 0)
        self.kinetics.scroll(0)
        self._pressed = None
        self.mark()

    @staticmethod
    def needed_px(layout: Layout, count: int) -> int:
        """The height of so many rows."""
        return count * layout.px(ROW + GAP)

    def draw(self, canvas: Canvas) -> None:
        with canvas.within(self.rect):
            for index, row in enumerate(self._rows):
                place = self._place(index)
                if canvas.sees(place):
                    self._draw_row(canvas, index, row, place)

    def targets(self) -> Iterable[Rect]:
        for index, row in enumerate(self._rows):
            place = self._place(index)
            if self.rect.collidepoint(place.center):
                if row.action is not None:
                    yield place
                yield from self._button_places(row, place)

    # Within

    def _place(self, index: int) -> Rect:
        top = self.rect.top + index * self._step_px - round(self.kinetics.offset_px)
        return Rect(self.rect.left, top, self.rect.width, self._height)

    def _button_places(self, row: Row, place: Rect) -> list[Rect]:
        side, gap = self._layout.px(TOUCH), self._layout.px(GAP)
        right = place.right - self._layout.px(28)
        lefts = [
            right - (len(row.buttons) - i) * side - (len(row.buttons) - 1 - i) * gap
            for i in range(len(row.buttons))
        ]
        return [Rect(left, place.centery - side // 2, side, side) for left in lefts]

    def _draw_row(self, canvas: Canvas, index: int, row: Row, place: Rect) -> None:
        px = self._layout.px
        pressed = self._pressed == (index, -1)
        if row.chosen:
            ground, ink, quiet = INK_PRESSED if pressed else INK, GROUND, RAISED
        else:
            ground, ink, quiet = SURFACE_PRESSED if pressed else SURFACE, INK, QUIET
        canvas.rounded(place, ground, radius=px(44))
        sign = (place.left + px(78), place.centery)
        if row.letter:
            canvas.disc(sign, px(84), ink, line=px(3))
            canvas.text(row.letter, sign, TEXT, ink, anchor="centre")
        elif row.icon:
            canvas.icon(row.icon, sign, px(48), quiet)
        buttons = self._button_places(row, place)
        left = place.left + px(150 if row.letter or row.icon else 44)
        room = (buttons[0].left - px(24) if buttons else place.right - px(44)) - left
        self._draw_words(canvas, row, Rect(left, place.top, room, place.height), (ink, quiet))
        for number, (button, at) in enumerate(zip(row.buttons, buttons, strict=True)):
            canvas.rounded(at, SURFACE_PRESSED if self._pressed == (index, number) else RAISED)
            canvas.icon(button.icon, at.center, px(38), INK)

    def _draw_words(self, canvas: Canvas, row: Row, room: Rect, colours: tuple[Colour, Colour]) -> None:
        px, ink, quiet = self._layout.px, *colours
        lines, style = canvas.brush.fit_lines(row.detail, SMALL, room.width, 2) if row.detail else ([], SMALL)
        top = room.centery - px(19 * len(lines))
        canvas.text(row.title, (room.left, top), STRONG, ink, max_width=room.width, shrink=False)
        for number, line in enumerate(lines):
            canvas.text(line, (room.left, top + px(44 + 36 * number)), style, quiet)

    def _tap(self, event: Touch) -> None:  # noqa: ARG002  (what was pressed is what was meant)
        self.kinetics.release(0)
        pressed = self._pressed
        self._press(None)
        if pressed is None or self._stopped:
            return
        row = self._rows[pressed[0]]
        action = row.action if pressed[1] < 0 else row.buttons[pressed[1]].action
        if action is not None:
            action()

    def _at(self, event: Touch) -> tuple[int, int] | None:
        for index, row in enumerate(self._rows):
            place = self._place(index)
            if place.collidepoint(event.x, event.y):
                for number, button in enumerate(self._button_places(row, place)):
                    if button.collidepoint(event.x, event.y):
                        return index, number
                return (index, -1) if row.action is not None else None
        return None

    def _press(self, at: tuple[int, int] | None) -> None:
        if at != self._pressed:
            self._pressed = at
            self.mark()
