"""How the upright picture lies on a display that hangs sideways or upside down. Pure arithmetic on pixels.

`rotation` is what the picture is turned by, clockwise, on its way to the display: 0, 90, 180 or 270 degrees.
"""

from pygame import Rect

Size = tuple[int, int]


def upright_size(display: Size, rotation: int) -> Size:
    """The size of the picture for a display of this size, and the other way round."""
    return display if rotation in (0, 180) else (display[1], display[0])


def to_display(rect: Rect, upright: Size, rotation: int) -> Rect:
    """Where a rectangle of the picture lies on the display."""
    width, height = upright
    match rotation:
        case 90:
            return Rect(height - rect.bottom, rect.left, rect.height, rect.width)
        case 180:
            return Rect(width - rect.right, height - rect.bottom, rect.width, rect.height)
        case 270:
            return Rect(rect.top, width - rect.right, rect.height, rect.width)
    return rect.copy()


def to_upright(x: int, y: int, upright: Size, rotation: int) -> tuple[int, int]:
    """Which pixel of the picture a pixel of the display shows."""
    width, height = upright
    match rotation:
        case 90:
            return y, height - 1 - x
        case 180:
            return width - 1 - x, height - 1 - y
        case 270:
            return width - 1 - y, x
    return x, y
