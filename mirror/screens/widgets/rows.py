"""A list of rows: a sign or a picture at the left, lines of words, and round buttons at the right."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pygame import Rect, Surface

from ..pictures import Arrivals, PictureKey, Pictures
from ..touch import Touch
from .canvas import Canvas
from .damage import Damage
from .gliding import Gliding
from .theme import (
    GAP,
    GROUND,
    INK,
    INK_PRESSED,
    LINE,
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
_PICTURE_AIR = 14  # above and below a row's picture
_NARROW = 840  # of less width than this, words beside buttons need the room that air and pictures take
_NARROW_PICTURE = 96
_TITLE, _LINE = 44, 36  # from a title to its first line, from one line to the next
_FADE = 72  # in which what goes on beyond an edge sinks into the black


class RowButton(NamedTuple):
    """A round button of a row."""

    icon: str
    action: Callable[[], None]


class Row(NamedTuple):
    """One row. `letter` stands in a ring instead of the icon; the picture of `file`, once there, instead of both.

    `action` makes the row itself something to tap.
    """

    title: str
    detail: str = ""
    icon: str = ""
    letter: str = ""
    chosen: bool = False
    action: Callable[[], None] | None = None
    buttons: tuple[RowButton, ...] = ()
    file: Path | None = None


class Rows(Gliding[tuple[int, int]]):
    """Rows below each other; glides when there are more than fit. A place is a row and its button, or -1.

    pictures: where the rows' pictures come from, None where they have none; rows with pictures lie on the black
    ground, as the pictures do, parted by lines. height: of a row, in design pixels. Where rows with pictures and
    buttons are narrow, the pictures are smaller, and as many lines of words stand there as have room.
    scrolled_px: how far it has been scrolled already.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        layout: Layout,
        *,
        pictures: Pictures | None = None,
        height: int = ROW,
        scrolled_px: float = 0.0,
    ) -> None:
        super().__init__(rect, damage, layout.px(height + GAP))
        self._layout = layout
        self._rows: Sequence[Row] = ()
        self._height = layout.px(height)
        self._narrow = False
        self._side_px = layout.px(height - 2 * _PICTURE_AIR)
        self._pictures = pictures
        self.kinetics.offset_px = scrolled_px
        self._arrivals = None if pictures is None else Arrivals(pictures)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the offset stays."""
        self._rows = rows
        narrow = self._pictures is not None and self.rect.width < self._layout.px(_NARROW)
        self._narrow = narrow and any(row.buttons for row in rows)
        side = self._height - 2 * self._layout.px(_PICTURE_AIR)
        self._side_px = min(side, self._layout.px(_NARROW_PICTURE)) if self._narrow else side
        self.kinetics.set_content(len(rows) * self._step_px - self._layout.px(GAP) if rows else 0)
        self.kinetics.scroll(0)
        self._pressed = None
        self._want()
        self.mark()

    @staticmethod
    def needed_px(layout: Layout, count: int, height: int = ROW) -> int:
        """The height of so many rows."""
        return count * layout.px(height + GAP)

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if self._arrivals is not None and self._arrivals.any():
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        with canvas.within(self.rect):
            for index, row in enumerate(self._rows):
                place = self._place(index)
                if canvas.sees(place):
                    self._draw_row(canvas, index, row, place)
            fade = self._layout.px(_FADE)
            if self.kinetics.offset_px > 1:
                canvas.fade(Rect(self.rect.topleft, (self.rect.width, fade)), dark_end="top")
            if self.kinetics.offset_px < self.kinetics.end_px - 1:
                low = Rect(self.rect.left, self.rect.bottom - fade, self.rect.width, fade)
                canvas.fade(low, dark_end="bottom")

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
        right = place.right - self._air(28)
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
        if self._pictures is None or row.chosen:
            canvas.rounded(place, ground, radius=px(44))
        else:
            line = Rect(place.left, place.bottom + px(GAP) // 2, place.width, 1)
            canvas.fill(line, LINE if index + 1 < len(self._rows) else GROUND)
            if pressed:
                canvas.rounded(place, LINE, radius=px(44), line=px(3))
        sign = (place.left + self._air(78), place.centery)
        if (picture := self._picture(row)) is not None:
            middle = (place.left + self._air(36) + self._side_px // 2, place.centery)
            canvas.picture(picture, picture.get_rect(center=middle).topleft)
        elif row.letter:
            canvas.disc(sign, px(84), ink, line=px(3))
            canvas.text(row.letter, sign, TEXT, ink, anchor="centre")
        elif row.icon:
            canvas.icon(row.icon, sign, px(48), quiet)
        buttons = self._button_places(row, place)
        left = place.left + (self._air(150) if row.letter or row.icon else px(44))
        if row.file is not None:
            left = max(left, place.left + self._air(36) + self._side_px + self._air(36))
        room = (buttons[0].left - px(24) if buttons else place.right - px(44)) - left
        self._draw_words(canvas, row, Rect(left, place.top, room, place.height), (ink, quiet))
        for number, (button, at) in enumerate(zip(row.buttons, buttons, strict=True)):
            canvas.rounded(at, SURFACE_PRESSED if self._pressed == (index, number) else RAISED)
            canvas.icon(button.icon, at.center, px(38), INK)

    def _air(self, design: float) -> int:
        """What is left of so much air between parts, in pixels."""
        return self._layout.px(design / 2 if self._narrow and design < 100 else design)

    def _key(self, file: Path) -> PictureKey:
        return PictureKey(file, self._side_px)

    def _picture(self, row: Row) -> Surface | None:
        return None if row.file is None or self._pictures is None else self._pictures.get(self._key(row.file))

    def _moved(self) -> None:
        self._want()
        super()._moved()

    def _want(self) -> None:
        """Ask for the pictures in sight and a screenful around."""
        if self._pictures is not None:
            near = self.rect.inflate(0, self.rect.height)
            files = [row.file for i, row in enumerate(self._rows) if near.colliderect(self._place(i))]
            self._pictures.want(self, [self._key(file) for file in files if file is not None])

    def _draw_words(self, canvas: Canvas, row: Row, room: Rect, colours: tuple[Colour, Colour]) -> None:
        px, ink, quiet = self._layout.px, *colours
        most = max(2, (room.height - px(_TITLE)) // px(_LINE)) if self._narrow else 2
        lines, style = (
            canvas.brush.fit_lines(row.detail, SMALL, room.width, most) if row.detail else ([], SMALL)
        )
        top = room.centery - px(19 * len(lines))
        canvas.text(row.title, (room.left, top), STRONG, ink, max_width=room.width, shrink=self._narrow)
        for number, line in enumerate(lines):
            canvas.text(line, (room.left, top + px(_TITLE + _LINE * number)), style, quiet)

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
