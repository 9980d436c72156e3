"""The ring over the preview: it fills while a garment is held still, and runs out while the seconds are counted."""

import numpy as np
import numpy.typing as npt
import pygame
from pygame import Rect, Surface

from .canvas import Canvas
from .damage import Damage
from .theme import INK, Style
from .widget import Widget

_FIGURE = Style("Light", 104)
_DISC_ALPHA, _TRACK_ALPHA = 150, 90
_LINE_SHARE = 0.055  # of the diameter
_CATCH_UP = 14.0  # a second: how fast the ring follows what the camera's thread says
_LEAST = 0.003  # of a turn; less cannot be seen

Plane = npt.NDArray[np.float32]


class Ring(Widget):
    """Nothing, a share of a turn, or the seconds to go. Runs smoothly between what it is told."""

    def __init__(self, rect: Rect, damage: Damage) -> None:
        super().__init__(rect, damage)
        self._wanted: float | None = None
        self._share = 0.0
        self._drawn = -1.0
        self._total_s = 0
        self._seconds = 0
        self._left_s = 0.0
        self._maps: _Maps | None = None
        self._surface: Surface | None = None

    @property
    def seconds(self) -> int:
        """The number that stands in it; 0 for none."""
        return self._seconds

    @property
    def share(self) -> float | None:
        """How much of a turn is lit; None when there is no ring."""
        return self._share if self._surface is not None else None

    def off(self) -> None:
        """No ring."""
        self._seconds = self._total_s = 0
        self._wanted, self._share, self._drawn = None, 0.0, -1.0
        if self._surface is not None:
            self._surface = None
            self.mark()

    def hold(self, share: float) -> None:
        """Fill it as far as `share`, 0 to 1."""
        if self._seconds:
            self.off()
        self._wanted = share
        self._paint()

    def count(self, seconds: int) -> None:
        """So many seconds to go, rounded up."""
        if seconds != self._seconds:
            self._total_s = max(self._total_s, seconds)
            self._left_s = (
                float(seconds) if not self._seconds else min(max(self._left_s, seconds - 1), seconds)
            )
            self._seconds = seconds
            self._drawn = -1.0
            self._wanted = None
        self._paint()

    def update(self, dt_s: float) -> None:
        if self._seconds:
            self._left_s = max(self._left_s - dt_s, float(self._seconds - 1))
            self._share = self._left_s / self._total_s
        elif self._wanted is not None:
            self._share += (self._wanted - self._share) * min(1.0, dt_s * _CATCH_UP)
        else:
            return
        self._paint()

    def draw(self, canvas: Canvas) -> None:
        if self._surface is None or not canvas.sees(self.rect):
            return
        canvas.picture(self._surface, self.rect.topleft)
        if self._seconds:
            canvas.text(str(self._seconds), self.rect.center, _FIGURE, INK, anchor="centre")

    def _paint(self) -> None:
        """Make its picture anew when it has turned far enough to be seen."""
        if abs(self._share - self._drawn) < _LEAST and self._surface is not None:
            return
        self._drawn = self._share
        if self._maps is None:
            self._maps = _Maps(self.rect.width)
        self._surface = self._maps.painted(self._share)
        self.mark()


class _Maps:
    """How far each pixel of a square lies from the middle and around it, worked out once."""

    def __init__(self, side_px: int) -> None:
        self._middle = (side_px - 1) / 2
        x, y = np.meshgrid(
            *(np.arange(side_px, dtype=np.float32) - self._middle,) * 2, indexing="ij"
        )  # as pygame's arrays lie: the column first
        self._x, self._y = x, y
        self._far: Plane = np.hypot(x, y)
        self._turn: Plane = (np.arctan2(x, -y) / (2 * np.pi)) % 1.0  # clockwise from the top, 0 to 1
        self._half_line = max(1.5, side_px * _LINE_SHARE / 2)
        self._radius = self._middle - self._half_line
        self._track = _covered(self._half_line - np.abs(self._far - self._radius))
        self._disc = _covered(self._radius - self._half_line * 1.6 - self._far)
        self._surface = Surface((side_px, side_px), pygame.SRCALPHA, 32)
        colours = pygame.surfarray.pixels3d(self._surface)
        colours[...] = np.where(self._track[..., None] > 0, np.array(INK, np.uint8), 0)

    def painted(self, share: float) -> Surface:
        """The disc and the ring, lit from the top clockwise as far as `share`, with round ends."""
        arc = self._track * _covered((share - self._turn) * 2 * np.pi * self._radius)
        if share > 0:
            arc = np.maximum(arc, np.maximum(self._end(0.0), self._end(share)))
        alpha = self._disc * _DISC_ALPHA + self._track * _TRACK_ALPHA
        alpha = np.maximum(alpha, arc * 255)
        pygame.surfarray.pixels_alpha(self._surface)[...] = alpha.astype(np.uint8)
        return self._surface

    def _end(self, turn: float) -> Plane:
        angle = 2 * np.pi * turn
        x, y = self._radius * np.sin(angle), -self._radius * np.cos(angle)
        return _covered(self._half_line - np.hypot(self._x - x, self._y - y))


def _covered(inside_px: Plane) -> Plane:
    """How much of a pixel is covered, 0 to 1, whose middle lies so far inside an edge."""
    covered: Plane = np.clip(inside_px + 0.5, 0.0, 1.0)
    return covered
