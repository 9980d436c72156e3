"""What the camera sees, filling a rectangle, with a frame to hold the garment in."""

import numpy as np
import numpy.typing as npt
import pygame
from pygame import Rect, Surface

from .canvas import Canvas
from .damage import Damage
from .theme import INK, MOTION_S
from .widget import Widget

_BRIGHT = 150  # how much lighter the picture gets when the photo is taken, of 255
_VEIL_ALPHA, _VEIL_END = 165, 130  # how dark it is behind the words, and the design pixels in which that ends
_TOO_SOON = 0.9  # a frame that comes a little early is not put off to the next look


class Preview(Widget):
    """Shows the newest frame, at most one every `every_s` seconds.

    guide: the frame within it, in pixels. words_px: how far down from its upper edge words lie on it, or 0.
    """

    def __init__(self, rect: Rect, damage: Damage, guide: Rect, *, words_px: int, every_s: float) -> None:
        super().__init__(rect, damage)
        self.every_s = every_s
        self.guided = True  # whether the guide is drawn
        self._guide = guide
        self._words_px = words_px
        self._frame: npt.NDArray[np.uint8] | None = None
        self._picture: Surface | None = None
        self._since_s = every_s
        self._flash_s = 0.0
        self.shown = 0  # how many frames have been

    def show(self, frame: npt.NDArray[np.uint8] | None) -> None:
        """Take a frame, RGB uint8 of the rectangle's height x width x 3, C-contiguous; None shows black.

        Its pixels are blitted from where they are, never copied: whoever made it must not write to it again.
        """
        if frame is self._frame or (frame is not None and self._since_s < self.every_s * _TOO_SOON):
            return
        self._frame = frame
        self._picture = None
        if frame is not None:
            self._picture = pygame.image.frombuffer(frame.data, self.rect.size, "RGB")
            self._since_s = 0.0
            self.shown += 1
        self.mark()

    def guide(self, guided: bool) -> None:
        """Draw the guide or not."""
        if guided != self.guided:
            self.guided = guided
            self.mark()

    def flash(self) -> None:
        """The photo is being taken."""
        self._flash_s = MOTION_S
        self.mark()

    @property
    def moving(self) -> bool:
        return self._flash_s > 0

    def update(self, dt_s: float) -> None:
        self._since_s += dt_s
        if self._flash_s > 0:
            self._flash_s = max(0.0, self._flash_s - dt_s)
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if self._picture is None or not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        canvas.picture(self._picture, self.rect.topleft)
        if self._flash_s:
            canvas.lighten(self.rect, round(_BRIGHT * self._flash_s / MOTION_S))
        if self._words_px:
            veil = Rect(self.rect.left, self.rect.top, self.rect.width, self._words_px + px(_VEIL_END))
            canvas.veil(veil, self._words_px, _VEIL_ALPHA)
        if self.guided:
            canvas.outline(self._guide, INK, radius=px(56), line=px(14 if self._flash_s else 5))
