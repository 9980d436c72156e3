"""How the mirror looks: the one place with colours, sizes and motion times.

Black is mirror, so light is spent on clothes and words only. Sizes are design pixels: those of a screen 1080
wide. `Layout.px` turns them into the pixels of this screen. Knows no widget and no garment.
"""

from typing import NamedTuple

from pygame import Rect

from ...config import Bezel

Colour = tuple[int, int, int]

GROUND: Colour = (0, 0, 0)
INK: Colour = (242, 240, 234)
QUIET: Colour = (155, 151, 140)
SOFT: Colour = (205, 202, 194)  # words on a surface that is not chosen
SURFACE: Colour = (22, 22, 26)
RAISED: Colour = (36, 36, 42)  # a surface on a surface
SURFACE_PRESSED: Colour = (56, 56, 64)
INK_PRESSED: Colour = (205, 202, 194)
LINE: Colour = (58, 58, 64)
RIGHT: Colour = (89, 128, 99)  # right for today; there is no other green
SCRIM = 0.67  # how much of its light a screen loses behind a sheet

DESIGN_WIDTH = 1080
SMALLEST_SCALE = 0.56  # below this, words on a 7-inch panel could not be read
MARGIN = 64
GAP = 16
TOUCH = 96  # the least size of anything to touch
BUTTON = 120
NAV = 232
TILE = 326  # what a grid column measures at least

MOTION_S = 0.2
TOAST_S = 6.0
UNDO_S = 5.0
NOTICE_S = 3.0
FRAME_S = 1 / 60


class Style(NamedTuple):
    """A way to write: the weight is the file of the typeface, the size in design pixels."""

    weight: str
    size: int


HUGE = Style("Light", 220)
NUMBER = Style("Light", 128)
FIGURE = Style("Light", 60)
TITLE = Style("Bold", 64)
HEADING = Style("Bold", 44)
TEXT = Style("Regular", 34)
STRONG = Style("Bold", 34)
SMALL = Style("Regular", 28)
SMALLEST_SHARE = 0.72  # how far words shrink to fit before they are cut with an ellipsis


_NO_BEZEL = Bezel()


class Layout:
    """The size of a screen and what follows from it. All rectangles are in pixels of the upright picture.

    size: width and height; bezel: what the mirror's frame covers on each side, at most a quarter of the screen.
    """

    def __init__(self, size: tuple[int, int], bezel: Bezel = _NO_BEZEL) -> None:
        self.screen = Rect((0, 0), size)
        most = min(size) // 4
        left, top = min(bezel.left, most), min(bezel.top, most)
        right, bottom = min(bezel.right, most), min(bezel.bottom, most)
        self.area = Rect(left, top, size[0] - left - right, size[1] - top - bottom)
        self.scale = max(min(self.area.size) / DESIGN_WIDTH, SMALLEST_SCALE)
        self.portrait = self.area.height >= self.area.width

    def px(self, design: float) -> int:
        """Design pixels as pixels of this screen, at least 1 where `design` is above 0."""
        return max(1, round(design * self.scale)) if design > 0 else round(design * self.scale)

    @property
    def content(self) -> Rect:
        """The area within the margins at the left and the right."""
        return self.area.inflate(-2 * self.px(MARGIN), 0)
