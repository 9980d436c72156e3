"""A sheet with pictures to choose from, and a button for none."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pygame import Rect

from ..pictures import PictureKey, Pictures
from .brush import Brush
from .button import Button, Pill
from .canvas import Canvas
from .damage import Damage
from .label import Label, paragraph
from .sheet import Sheet
from .theme import GAP, GROUND, HEADING, INK, QUIET, RAISED, SURFACE_PRESSED, TOUCH
from .widget import Widget


class _Tile(Button):
    """A picture on its own dark ground."""

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        pictures: Pictures,
        file: Path,
        action: Callable[[], None],
        *,
        chosen: bool,
    ) -> None:
        super().__init__(rect, damage, action)
        self.key = PictureKey(file, rect.width)
        self._pictures = pictures
        self._chosen = chosen
        self._there = False

    def update(self, dt_s: float) -> None:  # noqa: ARG002  (a picture comes when it comes)
        if not self._there and self._pictures.has(self.key):
            self._there = True
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        picture = self._pictures.get(self.key)
        canvas.rounded(self.rect, GROUND if picture is not None else RAISED, radius=px(36))
        if picture is not None:
            with canvas.within(self.rect.inflate(-px(20), -px(20))):
                canvas.picture(picture, self.rect.topleft)
        if self._chosen or self.pressed:
            colour = SURFACE_PRESSED if self.pressed else INK
            canvas.outline(self.rect, colour, radius=px(36), line=px(5))


class PictureSheet(Sheet):
    """A heading, the pictures (files on black) in two or three rows, and `none_words` to choose none of them.

    picked: called with an index, or None for no picture. empty: what is said where there are no pictures.
    """

    def __init__(
        self,
        damage: Damage,
        brush: Brush,
        pictures: Pictures,
        heading: str,
        *,
        files: Sequence[Path],
        chosen: int | None,
        none_words: str,
        empty: str,
        picked: Callable[[int | None], None],
        closed: Callable[[], None],
    ) -> None:
        layout, px = brush.layout, brush.layout.px
        columns = 4 if layout.portrait else 6
        width = layout.area.width - 2 * px(64)
        rows = -(-len(files) // columns)
        most = layout.area.height - px(16 + 56 + 96 + 24 + TOUCH + 64)
        side = min((width - (columns - 1) * px(GAP)) // columns, px(260), most // max(1, rows) - px(GAP))
        told = paragraph(Rect(0, 0, width, 0), damage, brush, empty)[1] if not files else 0
        body = rows * (side + px(GAP)) if files else told
        button = px(TOUCH)
        super().__init__(damage, layout, height=px(56 + 96) + body + px(24) + button + px(64), closed=closed)
        inner = self.inner
        top = inner.top + px(96)
        parts: list[Widget] = [
            Label(Rect(inner.left, inner.top, inner.width, px(64)), damage, heading, HEADING)
        ]
        tiles = []
        for i, file in enumerate(files):
            row, column = divmod(i, columns)
            place = Rect(inner.left + column * (side + px(GAP)), top + row * (side + px(GAP)), side, side)
            tiles.append(_Tile(place, damage, pictures, file, partial(picked, i), chosen=i == chosen))
        if not files:
            room = Rect(inner.left, top, inner.width, 0)
            parts += paragraph(room, damage, brush, empty, colour=QUIET)[0]
        pill = Rect(inner.left, top + body + px(24), min(px(560), inner.width), button)
        parts += [*tiles, Pill(pill, damage, none_words, partial(picked, None), raised=True)]
        pictures.want(self, [tile.key for tile in tiles])
        self.hold(parts)
