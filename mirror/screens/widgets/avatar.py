"""A person's picture: a garment of theirs in a circle, or the first letter of their name in a ring.

Knows names and files, and no person or closet.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pygame
from pygame import Rect, Surface

from ..pictures import PictureKey, Pictures
from ..pixels import image_of
from .brush import Brush
from .canvas import Canvas
from .damage import Damage
from .names import initial
from .theme import GROUND, INK, LINE, QUIET, RAISED, SOFT, SURFACE, Style
from .widget import Widget

_CROP = 1.18  # how much larger than the circle the picture is, so that cloth fills it and not the dark around
_LETTER = 0.42  # of the circle
_DARK = 40  # of 255: less than this is the glow around a garment
_STEP = 4  # pixels: so exactly is the middle of a garment found
_RING = 20  # design pixels from the circle to the outer edge of the ring around the one who is there
_WHITE = (255, 255, 255)


class Face(NamedTuple):
    """What is seen of a person. picture: a file of a garment on black, or None for the letter.

    note: a small word below the name; locked: a PIN is asked for; here: is at the mirror now.
    """

    name: str
    picture: Path | None = None
    note: str = ""
    locked: bool = False
    here: bool = False


class Portrait:
    """One person's circle of `side_px`. `want` the picture, `look` whether it has come, draw what is there."""

    def __init__(self, face: Face, side_px: int, brush: Brush, pictures: Pictures) -> None:
        self.face = face
        self.side_px = side_px
        self._letter = initial(brush, face.name)
        self._brush = brush
        self._pictures = pictures
        self._round: Surface | None = None
        self._waits = face.picture is not None
        self.key = None if face.picture is None else PictureKey(face.picture, round(side_px * _CROP))

    def look(self) -> bool:
        """True once, when it is known how the person looks."""
        if not self._waits or self.key is None or not self._pictures.has(self.key):
            return False
        self._waits = False
        picture = self._pictures.get(self.key)
        if picture is not None:
            self._round = self._cropped(picture)
        return True

    def draw(self, canvas: Canvas, centre: tuple[int, int], *, pressed: bool = False) -> None:
        """Draw the circle around `centre`; around the one who is there, and around a pressed one, lies a ring."""
        here, px = self.face.here, canvas.layout.px
        if here or pressed:
            ring = self.side_px + 2 * px(_RING)
            canvas.disc(centre, ring, QUIET if pressed else INK, line=px(5))
        if self._round is not None:
            canvas.picture(self._round, self._round.get_rect(center=centre).topleft)
        elif self._waits:
            canvas.disc(centre, self.side_px, SURFACE)
        else:
            self._draw_letter(canvas, centre)

    def _draw_letter(self, canvas: Canvas, centre: tuple[int, int]) -> None:
        px, here = canvas.layout.px, self.face.here
        canvas.disc(centre, self.side_px, INK if here else SURFACE)
        if not here:
            canvas.disc(centre, self.side_px, LINE, line=px(3))
        colour = GROUND if here else SOFT
        if self._letter:
            style = Style("Light", round(self.side_px * _LETTER / canvas.layout.scale))
            canvas.text(self._letter, centre, style, colour, anchor="centre")
        else:
            canvas.icon("person", centre, round(self.side_px * _LETTER), colour)

    def _cropped(self, picture: Surface) -> Surface:
        """The middle of the picture as a circle; its black becomes a surface, which is what makes it round."""
        side = self.side_px
        made = Surface((side, side), pygame.SRCALPHA, 32)
        cloth = _lit_part(picture)
        made.blit(picture, (side // 2 - cloth.centerx, side // 2 - cloth.centery))
        made.fill((*RAISED, 255), special_flags=pygame.BLEND_RGBA_ADD)
        mask = self._brush.rounded((side, side), side // 2, _WHITE)
        made.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        return made


class Avatar(Widget):
    """One person's circle, to be looked at."""

    def __init__(self, rect: Rect, damage: Damage, brush: Brush, pictures: Pictures, face: Face) -> None:
        super().__init__(rect, damage)
        self._portrait = Portrait(face, min(rect.size), brush, pictures)
        if self._portrait.key is not None:
            pictures.want(self, [self._portrait.key])
        self._portrait.look()

    def update(self, dt_s: float) -> None:  # noqa: ARG002  (a picture comes when it comes)
        if self._portrait.look():
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if canvas.sees(self.rect):
            self._portrait.draw(canvas, self.rect.center)


def _lit_part(picture: Surface) -> Rect:
    """What of a picture is not black; a shoe stands at the lower edge of its own."""
    lit = np.asarray(image_of(picture))[::_STEP, ::_STEP].max(axis=2) > _DARK
    if not lit.any():
        return picture.get_rect()
    rows, columns = np.flatnonzero(lit.any(axis=1)), np.flatnonzero(lit.any(axis=0))
    left, top, right, bottom = (
        _STEP * int(at) for at in (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    )
    return Rect(left, top, right - left, bottom - top)


def badge(canvas: Canvas, centre: tuple[int, int], icon: str, *, bright: bool = False) -> None:
    """A small sign on the edge of a circle."""
    px = canvas.layout.px
    canvas.disc(centre, px(70), GROUND)
    canvas.disc(centre, px(58), INK if bright else RAISED)
    canvas.icon(icon, centre, px(28), GROUND if bright else INK)
