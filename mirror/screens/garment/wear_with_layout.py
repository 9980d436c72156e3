"""Where the parts of "wear with" stand, for every size of screen. Pure arithmetic on rectangles."""

from typing import NamedTuple

from pygame import Rect

from ..widgets.theme import BUTTON, MARGIN, TOUCH, Layout

LABEL, BESIDE, _TALLEST = 44, 150, 210  # design pixels: the height of a name or its width, and of pictures
_LOW = 1600  # of less height than this, the names of the rows leave it to the pictures ...
_MANY = 4  # ... and of more rows than so many
_ROWS_SHARE = 0.64  # of the height of an upright screen; the outfit has the rest
_SCROLLED, _SCROLLED_SHARE = 140, 0.6  # of a row when not all are in sight at once, and of the height then
_PART_OF_NEXT = 0.6  # of a row that shows that there are more of them


class WearWithPlaces(NamedTuple):
    """The outfit, the rows, the button. row_px: of each row. beside: the names stand before the pictures."""

    lay: Rect
    rows: Rect
    button: Rect
    row_px: int
    beside: bool


def wear_with_places(layout: Layout, room: Rect, count: int) -> WearWithPlaces:
    """count: of the rows. room: below the head."""
    px, portrait = layout.px, layout.portrait
    button = Rect(room.left, room.bottom - px(BUTTON), room.width, px(BUTTON))
    above = button.top - px(36) - room.top if portrait else room.height
    beside = not portrait or layout.area.height < px(_LOW) or count > _MANY
    over = px(4 if beside else LABEL)
    row = min(px(_TALLEST) + over, (round(above * _ROWS_SHARE) if portrait else above) // count)
    height = row * count
    if row < px(TOUCH) + over:
        height, beside = round(above * _SCROLLED_SHARE) if portrait else above, True
        row = round(height / (round(height / px(_SCROLLED) - _PART_OF_NEXT) + _PART_OF_NEXT))
    if portrait:
        rows = Rect(room.left, button.top - px(36) - height, room.width, height)
        lay = Rect(room.left, room.top, room.width, rows.top - px(24) - room.top)
    else:
        button.width = room.width * 2 // 5
        lay = Rect(room.left, room.top, button.width, button.top - px(20) - room.top)
        left = lay.right + px(MARGIN)
        rows = Rect(left, room.top, room.right - left, height)
    rows.width = layout.area.right - rows.left  # pictures go on to the edge
    return WearWithPlaces(lay, rows, button, row, beside)
