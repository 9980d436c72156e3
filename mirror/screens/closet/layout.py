"""Where the parts of the closet stand, for every size of screen. Pure arithmetic on rectangles."""

from typing import NamedTuple

from pygame import Rect

from ..widgets.theme import GAP, MARGIN, NAV, TOUCH, Layout

_TITLE = 240  # design pixels that the title takes of its row, at most
_WIDE = 1600  # of less width, the link leaves the header some


class ClosetPlaces(NamedTuple):
    """The grid, the button of the filters, the rail beside it, the link at the title's right, the bar of rooms.

    inset_px: how far the rail's first chip stands from its edge.
    """

    grid: Rect
    filters: Rect
    rail: Rect
    link: Rect
    bar: Rect
    inset_px: int


def closet_places(layout: Layout, top: int) -> ClosetPlaces:
    """top: the y below the header, in pixels."""
    px, area, touch = layout.px, layout.area, layout.px(TOUCH)
    if layout.portrait:
        bar = Rect(area.left + px(GAP), area.bottom - px(NAV), area.width - 2 * px(GAP), px(NAV))
        right, bottom = area.right, bar.top
    else:
        width = px(190)
        bar = Rect(area.right - width, area.top, width, area.height)
        right, bottom = bar.left, area.bottom - px(32)
    filters = Rect(area.left + px(48), bottom - touch, touch, touch)
    inset = px(GAP)
    rail = Rect(filters.right, filters.top, right - filters.right, touch)
    left = area.left + px(40)
    grid = Rect(left, top, right - px(40) - left, rail.top - px(20) - top)
    if layout.portrait:
        link = Rect(0, 0, min(px(520), layout.content.width - px(_TITLE)), touch)
        link.bottomright = (area.right - px(MARGIN), top - px(14))
    else:
        link = Rect(0, 0, px(420 if area.width > px(_WIDE) else 330), touch)
        link.midright = (right - px(48), top - px(62))
    return ClosetPlaces(grid, filters, rail, link, bar, inset)
