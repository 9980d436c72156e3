"""What the camera sees, filling a rectangle, with a frame to hold the garment in."""

import numpy as np
import numpy.typing as npt
import pygame
from pygame import Rect, Surface

from ..pixels import blank
from .canvas import Canvas
from .damage import Damage
from .theme import INK, MOTION_S
from .widget import Widget

_GUIDE_SHARE = (0.72, 0.7)  # of the rectangle's width and height


class Preview(Widget):
    """Shows the newest frame. `flash` lights the guide for a moment: the photo is taken."""

    def __init__(self, rect: Rect, damage: Damage) -> None:
        super().__init__(rect, damage)
        self._picture: Surface | None = None
        self._frame: npt.NDArray[np.uint8] | None = None
        self._flash_s = 0.0
        self._guide = Rect(0, 0, round(rect.width * _GUIDE_SHARE[0]), round(rect.height * _GUIDE_SHARE[1]))
        self._guide.center = (rect.centerx, rect.centery + rect.height // 24)

    def show(self, frame: npt.NDArray[np.uint8] | None) -> None:
        """Take a frame, RGB uint8 of height x width x 3; None shows black."""
        if frame is self._frame:
            return
        self._frame = frame
        self._picture = None if frame is None else _covering(frame, self.rect.size)
        self.mark()

    def flash(self) -> None:
        """A photo is being taken."""
        self._flash_s = MOTION_S
        self.mark()

    @property
    def moving(self) -> bool:
        return True  # the next frame may come at any time

    def update(self, dt_s: float) -> None:
        if self._flash_s > 0:
            self._flash_s = max(0.0, self._flash_s - dt_s)
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if self._picture is None or not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        canvas.picture(self._picture, self.rect.topleft)
        top = Rect(self.rect.left, self.rect.top, self.rect.width, px(330))
        canvas.fade(top, dark_end="top")
        canvas.rounded(self._guide, INK, radius=px(56), line=px(14 if self._flash_s else 5))


def _covering(frame: npt.NDArray[np.uint8], size: tuple[int, int]) -> Surface:
    """The middle of the frame, scaled to fill `size`."""
    height, width = frame.shape[:2]
    if width * size[1] > height * size[0]:
        keep = max(1, height * size[0] // size[1])
        frame = frame[:, (width - keep) // 2 : (width - keep) // 2 + keep]
    else:
        keep = max(1, width * size[1] // size[0])
        frame = frame[(height - keep) // 2 : (height - keep) // 2 + keep]
    small = blank((frame.shape[1], frame.shape[0]))
    small.blit(pygame.image.frombuffer(frame.tobytes(), small.get_size(), "RGB"), (0, 0))
    return pygame.transform.smoothscale(small, size)
