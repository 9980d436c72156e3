"""Everything that is drawn again and again, made once: words, icons, rounded shapes, fades.

Holds bounded caches, so it belongs to one face and one layout. It paints nothing itself (see canvas.py) and knows
no screen.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path

import pygame
from pygame import Surface
from pygame.font import Font

from ... import assets
from .theme import GROUND, SMALLEST_SHARE, Colour, Layout, Style

MASKS = (0xFF0000, 0xFF00, 0xFF, 0)  # the layout of a display's pixels, so that blits copy and never convert
ELLIPSIS = "…"
_CAP_HEIGHT = 0.71  # of Pretendard's em; words are centred by their capitals, which suits Hangul too
_SMOOTH = 4  # shapes are drawn this much larger and scaled down
_KEPT = 800  # things, and in bytes as many as so many screens have
_KEPT_SCREENS, _LEAST_KEPT_BYTES = 4, 8 << 20


class Brush:
    """Words, icons and shapes of one layout."""

    def __init__(self, layout: Layout) -> None:
        pygame.font.init()
        self.layout = layout
        self._assets = Path(assets.__path__[0])
        self._fonts: dict[tuple[str, int], Font] = {}
        self._made: OrderedDict[Hashable, Surface] = OrderedDict()
        self._held_bytes = 0
        self._kept_bytes = max(
            _LEAST_KEPT_BYTES, _KEPT_SCREENS * 4 * layout.screen.width * layout.screen.height
        )
        self._fits: OrderedDict[Hashable, tuple[str, Style]] = OrderedDict()

    # Words

    def width(self, text: str, style: Style) -> int:
        """How wide the words are, in pixels."""
        return self._font(style).size(_drawable(text))[0]

    def line_height(self, style: Style) -> int:
        """From one line of words to the next, in pixels."""
        return self.layout.px(style.size * 1.4)

    def text(self, text: str, style: Style, colour: Colour) -> Surface:
        """The words on a transparent ground."""

        def make() -> Surface:
            try:
                return self._font(style).render(_drawable(text), True, colour)
            except pygame.error:  # nothing of it has any width
                return Surface((0, self.layout.px(style.size)), pygame.SRCALPHA, 32)

        return self._keep(("text", text, style, colour), make)

    def above_centre(self, style: Style) -> int:
        """How far the top of a text surface is above the middle of its capitals, in pixels."""
        return self._font(style).get_ascent() - round(self.layout.px(style.size) * _CAP_HEIGHT / 2)

    def fit(self, text: str, style: Style, max_width: int, *, shrink: bool = True) -> tuple[str, Style]:
        """The words as they fit: a little smaller unless not `shrink`, and if need be cut with an ellipsis."""
        key = (text, style, max_width, shrink)
        if key not in self._fits:
            self._fits[key] = self._fitted(text, style, max_width, SMALLEST_SHARE if shrink else 1)
            if len(self._fits) > _KEPT:
                self._fits.popitem(last=False)
        return self._fits[key]

    def wrap(self, text: str, style: Style, max_width: int) -> list[str]:
        """The words in lines of about equal length, broken at spaces; a word that is too wide stays whole."""
        lines = self._wrapped(text, style, max_width)
        low, high = max_width // 2, max_width
        while len(lines) > 1 and high - low > self.layout.px(8):
            middle = (low + high) // 2
            if len(self._wrapped(text, style, middle)) == len(lines):
                high = middle
            else:
                low = middle
        return self._wrapped(text, style, high)

    def fit_lines(self, text: str, style: Style, max_width: int, most_lines: int) -> tuple[list[str], Style]:
        """The words in at most so many lines of one size: a little smaller, and if need be cut, to fit."""
        for share in (1.0, 0.86, SMALLEST_SHARE):
            smaller = Style(style.weight, round(style.size * share))
            lines = self.wrap(text, smaller, max_width)
            if len(lines) <= most_lines and all(self.width(line, smaller) <= max_width for line in lines):
                return lines, smaller
        lines = self._wrapped(text, smaller, max_width)
        kept = [*lines[: most_lines - 1], " ".join(lines[most_lines - 1 :])]
        return [self.fit(line, smaller, max_width, shrink=False)[0] for line in kept], smaller

    def _wrapped(self, text: str, style: Style, max_width: int) -> list[str]:
        lines: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}" if line else word
                if line and self.width(longer, style) > max_width:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return lines

    def digit_width(self, style: Style) -> int:
        """The width of the widest digit, for figures that do not dance."""
        return max(self.width(digit, style) for digit in "0123456789")

    # Shapes

    def icon(self, name: str, side_px: int, colour: Colour) -> Surface:
        """An icon of mirror/assets/icons, scaled and tinted. Raises FileNotFoundError when there is none."""

        def make() -> Surface:
            white = pygame.image.load(self._assets / "icons" / f"{name}.png")
            icon = pygame.transform.smoothscale(white, (side_px, side_px))
            icon.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
            return icon

        return self._keep(("icon", name, side_px, colour), make)

    def rounded(self, size: tuple[int, int], radius: int, colour: Colour, line: int = 0) -> Surface:
        """A rectangle with round corners, filled, or only its outline when `line` (pixels) is above 0."""

        def make() -> Surface:
            corner = max(radius, line) + 1
            if min(size) <= 2 * corner + 2:
                return _smooth(size, radius, colour, line)
            # A large one is put together: drawn at _SMOOTH times its size it would take 80 MB for a moment.
            small = _smooth((2 * corner + 1, 2 * corner + 1), radius, colour, line)
            return _spread(small, corner, size, colour, line)

        return self._keep(("rounded", size, radius, colour, line), make)

    def fade(self, size: tuple[int, int], *, dark_end: str, ground: Colour = GROUND) -> Surface:
        """From clear to the ground, which is black or a surface's: `dark_end` is "top", "bottom" or "right"."""

        def make() -> Surface:
            fade = Surface(size, pygame.SRCALPHA, 32)
            steps = size[0] if dark_end == "right" else size[1]
            for step in range(steps):
                share = (step + 1) / steps if dark_end != "top" else 1 - step / steps
                colour = (*ground, round(255 * share * share * (3 - 2 * share)))
                fade.fill(colour, (step, 0, 1, size[1]) if dark_end == "right" else (0, step, size[0], 1))
            return fade

        return self._keep(("fade", size, dark_end, ground), make)

    def veil(self, size: tuple[int, int], even_px: int, alpha: int) -> Surface:
        """Darkness of an opacity of 0 to 255 as far down as `even_px`, fading out from there to the lower edge."""

        def make() -> Surface:
            veil = Surface(size, pygame.SRCALPHA, 32)
            for y in range(size[1]):
                left = 1 - max(0, y - even_px) / max(1, size[1] - even_px)
                veil.fill((*GROUND, round(alpha * left * left * (3 - 2 * left))), (0, y, size[0], 1))
            return veil

        return self._keep(("veil", size, even_px, alpha), make)

    # Within

    def _font(self, style: Style) -> Font:
        key = (style.weight, self.layout.px(style.size))
        if key not in self._fonts:
            self._fonts[key] = Font(self._assets / "fonts" / f"Pretendard-{key[0]}.otf", key[1])
        return self._fonts[key]

    def _fitted(self, text: str, style: Style, max_width: int, share: float) -> tuple[str, Style]:
        width = self.width(text, style)
        if width <= max_width:
            return text, style
        smallest = Style(style.weight, round(style.size * share))
        smaller = style
        while smaller.size > smallest.size:
            smaller = Style(style.weight, max(smallest.size, smaller.size - 2))
            if self.width(text, smaller) <= max_width:
                return text, smaller
        return self._cut(text, smallest, max_width), smallest

    def _cut(self, text: str, style: Style, max_width: int) -> str:
        """The longest beginning that fits with an ellipsis; found by halving."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle].rstrip() + ELLIPSIS, style) <= max_width:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + ELLIPSIS

    def _keep(self, key: Hashable, make: Callable[[], Surface]) -> Surface:
        if key in self._made:
            self._made.move_to_end(key)
        else:
            made = self._made[key] = make()
            self._held_bytes += _bytes(made)
            while len(self._made) > 1 and (len(self._made) > _KEPT or self._held_bytes > self._kept_bytes):
                self._held_bytes -= _bytes(self._made.popitem(last=False)[1])
        return self._made[key]


def _bytes(surface: Surface) -> int:
    return surface.get_pitch() * surface.get_height()


def _smooth(size: tuple[int, int], radius: int, colour: Colour, line: int) -> Surface:
    """A rounded rectangle, drawn larger and scaled down."""
    large = Surface((size[0] * _SMOOTH, size[1] * _SMOOTH), pygame.SRCALPHA, 32)
    large.fill((*colour, 0))
    pygame.draw.rect(large, (*colour, 255), large.get_rect(), line * _SMOOTH, border_radius=radius * _SMOOTH)
    return pygame.transform.smoothscale(large, size)


def _spread(small: Surface, corner: int, size: tuple[int, int], colour: Colour, line: int) -> Surface:
    """A rounded rectangle of `size` with the corners of a small one, each `corner` pixels wide and high."""
    width, height = size
    shape = Surface(size, pygame.SRCALPHA, 32)
    shape.fill((*colour, 0 if line else 255))
    if line:
        for edge in (
            (corner, 0, width - 2 * corner, line),
            (corner, height - line, width - 2 * corner, line),
            (0, corner, line, height - 2 * corner),
            (width - line, corner, line, height - 2 * corner),
        ):
            shape.fill((*colour, 255), edge)
    for left, from_x in ((0, 0), (width - corner, corner + 1)):
        for top, from_y in ((0, 0), (height - corner, corner + 1)):
            part = pygame.Rect(from_x, from_y, corner, corner)
            shape.fill((*colour, 0), (left, top, corner, corner))
            shape.blit(small, (left, top), part)
    return shape


def _drawable(text: str) -> str:
    """The text without what a font refuses: null characters and halves of characters, as file names may hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
