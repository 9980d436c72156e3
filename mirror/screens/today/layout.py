"""Where the parts of what to wear today stand, for every size of screen. Pure arithmetic on rectangles."""

from typing import NamedTuple

from pygame import Rect

from ..widgets.theme import BUTTON, GAP, NAV, TEXT, TOUCH, Layout

_LINE = 1.4  # of a style's size: see Brush.line_height
_LAY_SHARE = 0.5  # of a wide screen's width without the bar
_NEED = 44  # design pixels


class TodayPlaces(NamedTuple):
    """Rectangles in pixels. lay: of the garments. counter: which of how many it is. reasons: two lines at least.

    why: opens all reasons. need: the line of warmth. chips: a row that goes on to the edge, its first chip inset_px
    from it. first, second: the buttons; both: the two as one. body: for what takes the place of garments and
    reasons. bar: of the rooms. toast_bottom: the y above which a toast does not lie on what is touched.
    """

    lay: Rect
    counter: Rect
    reasons: Rect
    why: Rect
    need: Rect
    chips: Rect
    inset_px: int
    first: Rect
    second: Rect
    both: Rect
    body: Rect
    bar: Rect
    toast_bottom: int


def today_places(layout: Layout, top: int, beside: Rect) -> TodayPlaces:
    """top: the y below the header; beside: the room beside its title, both in pixels."""
    px, area, content = layout.px, layout.area, layout.content
    line, why_width = px(TEXT.size * _LINE), px(200)
    if layout.portrait:
        bar = Rect(area.left + px(GAP), area.bottom - px(NAV), area.width - 2 * px(GAP), px(NAV))
        column = Rect(content.left, top, content.width, bar.top - px(12) - top)
        chips_left, chips_right = area.left, area.right
        counter = Rect(0, 0, px(320), px(TOUCH))
        counter.midright = (content.right, beside.centery)
        height = px(BUTTON)
        reasons_height = 2 * line
    else:
        bar = Rect(area.right - px(190), area.top, px(190), area.height)
        left = area.left + px(40)
        width = bar.left - px(24) - left
        half = round(width * _LAY_SHARE)
        column = Rect(left + half + px(32), top, width - half - px(32), area.bottom - px(32) - top)
        chips_left, chips_right = column.left, bar.left
        counter = Rect(column.left, top, column.width, px(TOUCH))
        height = px(TOUCH if area.height < px(900) else BUTTON)
        reasons_height = 0
    both = Rect(column.left, column.bottom - height, column.width, height)
    second_width = round((column.width - px(24)) * 0.42)
    first = Rect(both.left, both.top, both.width - px(24) - second_width, height)
    second = Rect(first.right + px(24), both.top, second_width, height)
    chips = Rect(chips_left, both.top - px(20 + TOUCH), chips_right - chips_left, px(TOUCH))
    need = Rect(column.left, chips.top - px(14 + _NEED), column.width, px(_NEED))
    if layout.portrait:
        reasons = Rect(column.left, need.top - px(8) - reasons_height, column.width, reasons_height)
        lay = Rect(column.left, top + px(8), column.width, reasons.top - px(28) - top - px(8))
        toast_bottom = need.top
        body = Rect(column.left, top, column.width, chips.top - px(20) - top)
    else:
        reasons = Rect(column.left, counter.bottom, column.width, need.top - px(4) - counter.bottom)
        lay = Rect(left, top, half, area.bottom - px(32) - top)
        toast_bottom = area.top + px(150)
        body = Rect(left, top, width, chips.top - px(20) - top)
    why = Rect(0, 0, why_width, px(TOUCH))
    if layout.portrait:
        why.midright = (column.right, reasons.centery)
    else:
        why.midright = (column.right, counter.centery)
        counter.width -= why_width + px(8)
    inset = column.left - chips_left
    return TodayPlaces(
        lay, counter, reasons, why, need, chips, inset, first, second, both, body, bar, toast_bottom
    )
