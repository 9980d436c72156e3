"""People's names as they can be written on glass: any name, however long, in letters that the typeface has."""

import unicodedata
from collections.abc import Sequence

import pygame

from .brush import Brush
from .theme import TEXT, Style

_NO_LETTER = "\uffff"  # pygame draws this box for every letter that a typeface has not, and reports none
_PROBE = Style(TEXT.weight, 20)
_WHITE = (255, 255, 255)


def _smaller(share: float) -> Style:
    return Style(TEXT.weight, round(TEXT.size * share))


# How a long name gives way: the most lines, and the style.
NAME_SHAPES = (
    (1, TEXT),
    (1, _smaller(0.86)),
    (2, TEXT),
    (2, _smaller(0.86)),
    (3, _smaller(0.86)),
    (3, _smaller(0.72)),
)


def drawable(brush: Brush, text: str) -> str:
    """The text without what the typeface has no letter for, such as emoji and the joiners between them."""
    missing = _pixels(brush, _NO_LETTER)

    def has(letter: str) -> bool:
        if letter.isspace():
            return True
        if unicodedata.category(letter)[0] in "CM" or ord(letter) > 0xFFFF:
            return False
        return _pixels(brush, letter) != missing

    return " ".join("".join(letter for letter in unicodedata.normalize("NFC", text) if has(letter)).split())


def initial(brush: Brush, name: str) -> str:
    """The first letter, syllable or digit of a name that can be drawn; "" when it has none."""
    letters = (letter for letter in drawable(brush, name) if letter.isalnum())
    return next(letters, "").upper()[:1]


def name_lines(
    brush: Brush, name: str, width: int, shapes: Sequence[tuple[int, Style]]
) -> tuple[list[str], Style]:
    """A name in the first of `shapes` that holds it in `width` pixels, or in more lines of the last one.

    It is broken inside a word only where that is wider than a line.
    """
    for most, style in shapes:
        lines = brush.wrap(_broken(brush, name, style, width), style, width)
        if len(lines) <= most:
            break
    return lines, style


def _broken(brush: Brush, text: str, style: Style, width: int) -> str:
    """The text with spaces in those words that are wider than a line."""
    parts: list[str] = []
    for word in text.split():
        rest = word
        while len(rest) > 1 and brush.width(rest, style) > width:
            fits = next((n for n in range(len(rest) - 1, 1, -1) if brush.width(rest[:n], style) <= width), 1)
            fits = rest.rfind("-", 0, fits) + 1 or fits
            parts.append(rest[:fits])
            rest = rest[fits:]
        parts.append(rest)
    return " ".join(parts)


def _pixels(brush: Brush, letter: str) -> bytes:
    return pygame.image.tobytes(brush.text(letter, _PROBE, _WHITE), "RGBA")
