"""Taking light from a part of a picture, or adding some.

Not with fill(..., BLEND_RGB_MULT), which pygame does pixel by pixel: measured on one x86 core, 1000x1250 px,
9.4 ms against 0.3 ms for blitting a grey strip the same way.
"""

from pygame import BLEND_RGB_ADD, BLEND_RGB_MULT, Rect, Surface

from .pixels import blank

_STRIP_PX = 64


def dim(surface: Surface, rect: Rect, level: int) -> None:
    """Leave what is in `rect`, within the surface's clip, `level` of 255 of its light."""
    _blend(surface, rect, level, BLEND_RGB_MULT)


def lighten(surface: Surface, rect: Rect, by: int) -> None:
    """Make what is in `rect`, within the surface's clip, lighter by so much of 255."""
    _blend(surface, rect, by, BLEND_RGB_ADD)


def _blend(surface: Surface, rect: Rect, level: int, how: int) -> None:
    strip = blank((rect.width, min(_STRIP_PX, rect.height)))
    strip.fill((level, level, level))
    for top in range(rect.top, rect.bottom, _STRIP_PX):
        height = min(_STRIP_PX, rect.bottom - top)
        surface.blit(strip, (rect.left, top), (0, 0, rect.width, height), how)
