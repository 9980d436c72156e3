"""The picture that is being drawn: a surface, the part of it that needs drawing, and a brush.

Widgets draw through this and nothing else. What lies outside the clip is skipped here, so a widget need not ask.
"""

from typing import Literal

import pygame
from pygame import Rect, Surface

from ..dimming import dim, lighten
from .brush import Brush
from .theme import GROUND, LINE, Colour, Style

Anchor = Literal["left", "centre", "right"]


class Canvas:
    """A surface of 32 bits a pixel. All rectangles are in its pixels.

    What begins is black, but the black is only filled in when `surface` is first asked for: until then, whoever is
    about to cover a part of it with opaque pictures says so with `covering`, and saves filling that.
    """

    def __init__(self, surface: Surface, brush: Brush) -> None:
        self._surface = surface
        self._unfilled: Rect | None = None
        self.brush = brush
        self.layout = brush.layout

    @property
    def surface(self) -> Surface:
        """What is drawn on."""
        if self._unfilled is not None:
            self._fill_ground(self._unfilled)
        return self._surface

    def begin(self, rect: Rect) -> None:
        """Draw only within `rect` from now on, and start from black there."""
        self.surface.set_clip(rect)
        self._unfilled = rect

    def covering(self, part: Rect) -> None:
        """Every pixel of `part` is going to be drawn on by opaque pictures, before anything else is."""
        whole = self._unfilled
        part = part if whole is None else part.clip(whole)
        if whole is None or not part.width or not part.height:
            return
        self._fill_ground(
            Rect(whole.left, whole.top, whole.width, part.top - whole.top),
            Rect(whole.left, part.bottom, whole.width, whole.bottom - part.bottom),
            Rect(whole.left, part.top, part.left - whole.left, part.height),
            Rect(part.right, part.top, whole.right - part.right, part.height),
        )

    def sees(self, rect: Rect) -> bool:
        """Whether anything of `rect` needs drawing."""
        return self._surface.get_clip().colliderect(rect)

    def within(self, rect: Rect) -> "Clip":
        """`with canvas.within(rect):` draws only inside both the present clip and `rect`."""
        return Clip(self._surface, rect)

    def _fill_ground(self, *rects: Rect) -> None:
        """Black, also where a widget draws only within its own rectangle just now."""
        self._unfilled = None
        clip = self._surface.get_clip()
        self._surface.set_clip(None)
        for rect in rects:
            self._surface.fill(GROUND, rect)
        self._surface.set_clip(clip)

    def text(
        self,
        text: str,
        at: tuple[int, int],
        style: Style,
        colour: Colour,
        *,
        anchor: Anchor = "left",
        max_width: int | None = None,
        shrink: bool = True,
    ) -> Rect:
        """Write a line whose capitals are centred on `at[1]`, and return where it stands.

        Words wider than `max_width` shrink a little unless told not to, and then are cut with an ellipsis.
        """
        if max_width is not None:
            text, style = self.brush.fit(text, style, max_width, shrink=shrink)
        words = self.brush.text(text, style, colour)
        width = words.get_width()
        left = at[0] - {"left": 0, "centre": width // 2, "right": width}[anchor]
        place = words.get_rect(topleft=(left, at[1] - self.brush.above_centre(style)))
        self.surface.blit(words, place)
        return place

    def figures(self, text: str, at: tuple[int, int], style: Style, colour: Colour) -> Rect:
        """Write a time with every digit equally wide, left edge and middle at `at`."""
        cell = self.brush.digit_width(style)
        left = at[0]
        for letter in text:
            width = cell if letter.isdigit() else self.brush.width(letter, style)
            self.text(letter, (left + width // 2, at[1]), style, colour, anchor="centre")
            left += width
        return Rect(at[0], at[1], left - at[0], 0)

    def icon(self, name: str, centre: tuple[int, int], side_px: int, colour: Colour) -> None:
        """An icon around its centre."""
        icon = self.brush.icon(name, side_px, colour)
        self.surface.blit(icon, icon.get_rect(center=centre))

    def rounded(self, rect: Rect, colour: Colour, *, radius: int | None = None, line: int = 0) -> None:
        """A filled shape with round corners (a pill when `radius` is None), or its outline of `line` pixels."""
        if rect.width > 0 and rect.height > 0 and self.sees(rect):
            radius = min(rect.size) // 2 if radius is None else radius
            self.surface.blit(self.brush.rounded(rect.size, radius, colour, line), rect)

    def outline(self, rect: Rect, colour: Colour, *, radius: int, line: int) -> None:
        """A large outline with round corners; unlike `rounded`, its clear middle costs nothing."""
        if not self.sees(rect):
            return
        shape = self.brush.rounded(rect.size, radius, colour, line)
        width, height, side = rect.width, rect.height, max(radius, line)
        for part in (
            Rect(0, 0, width, side),
            Rect(0, height - side, width, side),
            Rect(0, side, line + 1, height - 2 * side),
            Rect(width - line - 1, side, line + 1, height - 2 * side),
        ):
            self.surface.blit(shape, part.move(rect.topleft), part)

    def disc(self, centre: tuple[int, int], diameter_px: int, colour: Colour, *, line: int = 0) -> None:
        """A filled circle, or a ring of `line` pixels."""
        rect = Rect(0, 0, diameter_px, diameter_px)
        rect.center = centre
        self.rounded(rect, colour, line=line)

    def swatch(self, centre: tuple[int, int], diameter_px: int, colour: Colour) -> None:
        """A disc of a garment's colour; a dark one gets a ring, or it would be lost on the mirror."""
        self.disc(centre, diameter_px, colour)
        if max(colour) < 60:
            self.disc(centre, diameter_px, LINE, line=self.layout.px(3))

    def picture(self, picture: Surface, topleft: tuple[int, int]) -> None:
        """A picture as it is."""
        self.surface.blit(picture, topleft)

    def stretched(self, picture: Surface, place: Rect) -> None:
        """A picture made to fill `place`, quickly rather than finely: for what moves."""
        if self.sees(place) and place.width > 0 and place.height > 0:
            self.surface.blit(pygame.transform.scale(picture, place.size), place)

    def fade(self, rect: Rect, *, dark_end: str, ground: Colour = GROUND) -> None:
        """Let what is in `rect` sink into the ground, black or a surface's, towards one end."""
        if self.sees(rect):
            self.surface.blit(self.brush.fade(rect.size, dark_end=dark_end, ground=ground), rect)

    def veil(self, rect: Rect, even_px: int, alpha: int) -> None:
        """Darken what is in `rect` for words: evenly as far down as `even_px`, then less and less."""
        if self.sees(rect):
            self.surface.blit(self.brush.veil(rect.size, even_px, alpha), rect)

    def dim(self, rect: Rect, share: float) -> None:
        """Leave what is in `rect` only this share of its light, 0 to 1; for what changes with each frame."""
        level = round(255 * share)
        if level < 255 and self.sees(rect):
            dim(self.surface, rect, level)

    def lighten(self, rect: Rect, by: int) -> None:
        """Make what is in `rect` lighter by so much of 255."""
        if by > 0:
            lighten(self.surface, rect, by)

    def fill(self, rect: Rect, colour: Colour) -> None:
        """A plain rectangle."""
        pygame.draw.rect(self.surface, colour, rect)


class Clip:
    """Narrows a surface's clip for a while."""

    def __init__(self, surface: Surface, rect: Rect) -> None:
        self._surface = surface
        self._before = surface.get_clip()
        self._rect = rect

    def __enter__(self) -> None:
        self._surface.set_clip(self._before.clip(self._rect))

    def __exit__(self, *_: object) -> None:
        self._surface.set_clip(self._before)
