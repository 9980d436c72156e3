"""Words that are only read: one line or several, and the clock."""

from datetime import datetime

from pygame import Rect

from .brush import Brush
from .canvas import Anchor, Canvas
from .damage import Damage
from .theme import INK, NUMBER, QUIET, TEXT, Colour, Style
from .widget import Widget


class Label(Widget):
    """One line, its capitals centred in the rectangle's height; it shrinks, then ends in an ellipsis, to fit.

    shrink: False for words that keep their size and end in the ellipsis at once.
    """

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        words: str,
        style: Style = TEXT,
        colour: Colour = INK,
        *,
        anchor: Anchor = "left",
        shrink: bool = True,
    ) -> None:
        super().__init__(rect, damage)
        self.words = words
        self._style = style
        self._colour = colour
        self._anchor: Anchor = anchor
        self._shrink = shrink

    def draw(self, canvas: Canvas) -> None:
        if not self.words or not canvas.sees(self.rect):
            return
        x = {"left": self.rect.left, "centre": self.rect.centerx, "right": self.rect.right}[self._anchor]
        canvas.text(
            self.words,
            (x, self.rect.centery),
            self._style,
            self._colour,
            anchor=self._anchor,
            max_width=self.rect.width,
            shrink=self._shrink,
        )


def paragraph(
    area: Rect,
    damage: Damage,
    brush: Brush,
    words: str,
    *,
    style: Style = TEXT,
    colour: Colour = INK,
    anchor: Anchor = "left",
    most_lines: int = 99,
) -> tuple[list[Label], int]:
    """Labels for the lines of a text from `area.top` down, and the y below the last one.

    Lines beyond `most_lines` become the last one's ellipsis.
    """
    lines = brush.wrap(words, style, area.width)
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], " ".join(lines[most_lines - 1 :])]
    height = brush.line_height(style)
    labels = [
        Label(
            Rect(area.left, area.top + i * height, area.width, height),
            damage,
            line,
            style,
            colour,
            anchor=anchor,
        )
        for i, line in enumerate(lines)
    ]
    return labels, area.top + len(lines) * height


class ClockFace(Widget):
    """The time of day in figures of equal width; marks itself when the minute changes."""

    def __init__(self, rect: Rect, damage: Damage, now: datetime, style: Style = NUMBER) -> None:
        super().__init__(rect, damage)
        self._shown = _hours_minutes(now)
        self._style = style

    def show(self, now: datetime) -> None:
        """Take the present time."""
        if _hours_minutes(now) != self._shown:
            self._shown = _hours_minutes(now)
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if canvas.sees(self.rect):
            canvas.figures(self._shown, (self.rect.left, self.rect.centery), self._style, INK)


class DateLine(Label):
    """The date in words."""

    def __init__(self, rect: Rect, damage: Damage, words: str, *, anchor: Anchor = "left") -> None:
        super().__init__(rect, damage, words, TEXT, QUIET, anchor=anchor)

    def show(self, words: str) -> None:
        """Take the present date."""
        if words != self.words:
            self.words = words
            self.mark()


def _hours_minutes(now: datetime) -> str:
    return f"{now:%H:%M}"
