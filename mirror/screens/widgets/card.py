"""One picture, large on black, with what it is below: it drops in over whatever was there."""

from pygame import Rect

from ..pictures import PictureKey, Pictures
from .brush import Brush
from .canvas import Canvas
from .damage import Damage
from .label import Label, paragraph
from .theme import GROUND, HEADING, INK, MOTION_S, QUIET, TEXT
from .widget import Widget

_DROP = 90  # design pixels that the picture falls
_PAD = 40


class Card(Widget):
    """title and detail: words below the picture. key: of its picture, or None for `icon`."""

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        brush: Brush,
        pictures: Pictures,
        *,
        title: str,
        detail: str,
        key: PictureKey | None,
        icon: str = "",
    ) -> None:
        super().__init__(rect, damage)
        self.words = title
        self._pictures = pictures
        self._icon = icon
        self._key = key
        self._detail = detail
        self._age_s = 0.0
        self._seen = False
        self._place = picture_room(brush, rect)
        px = brush.layout.px
        width = rect.width - 2 * px(_PAD)
        lines, style = brush.fit_lines(title, HEADING, width, 2 if detail else 3)
        height = len(lines) * brush.line_height(style)
        low = rect.bottom - px(20) - height
        room = Rect(rect.left + px(_PAD), min(self._place.bottom + px(8), low), width, 0)
        self._labels, below = paragraph(room, damage, brush, "\n".join(lines), style=style, anchor="centre")
        if detail and below + brush.line_height(TEXT) <= rect.bottom - px(12):
            line = Rect(room.left, below, width, brush.line_height(TEXT))
            self._labels.append(Label(line, damage, detail, TEXT, QUIET, anchor="centre"))
        if key is not None:
            pictures.want(self, [key])

    def says(self, title: str, detail: str, key: PictureKey | None) -> bool:
        """Whether it is this very card."""
        return (self.words, self._detail, self._key) == (title, detail, key)

    def settle(self) -> None:
        """Be in place at once."""
        self._age_s = MOTION_S
        self.mark()

    @property
    def moving(self) -> bool:
        return self._seen and self._age_s < MOTION_S

    def update(self, dt_s: float) -> None:
        if self._key is not None and not self._seen and self._pictures.has(self._key):
            self._seen = True
            self.mark()
        elif self.moving:
            self._age_s += dt_s
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        canvas.rounded(self.rect, GROUND, radius=px(56))
        with canvas.within(self.rect.inflate(-2 * px(12), -2 * px(12))):
            picture = None if self._key is None else self._pictures.get(self._key)
            if picture is not None:
                left = 1 - min(1.0, self._age_s / MOTION_S)
                at = picture.get_rect(center=self._place.center).move(0, -round(px(_DROP) * left**3))
                canvas.picture(picture, at.topleft)
            elif self._icon:
                canvas.icon(self._icon, self._place.center, px(120), QUIET)
        for label in self._labels:
            label.draw(canvas)
        canvas.outline(self.rect, INK, radius=px(56), line=px(5))


def picture_room(brush: Brush, rect: Rect) -> Rect:
    """Where the picture of a card of this rectangle stands."""
    px = brush.layout.px
    words = brush.line_height(HEADING) + brush.line_height(TEXT) + px(36)
    top = rect.top + px(24)
    return Rect(rect.left + px(24), top, rect.width - 2 * px(24), max(px(80), rect.bottom - words - top))
