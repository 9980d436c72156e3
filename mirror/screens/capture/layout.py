"""Where things stand on the camera's screen: words in the upper half, all there is to touch in the lower."""

from typing import NamedTuple

from pygame import Rect

from ..widgets.theme import BUTTON, GAP, MARGIN, TOUCH, Layout

_GUIDE_SHARE = (0.72, 0.70)  # of the view's width and height, at most
_RING = 204
_CAPTION = 44
STRIP_SIDE = 176
COLUMNS = (5, 4)  # the strip's places in portrait, and beside a wide view


class CapturePlaces(NamedTuple):
    """Rectangles in pixels. words: its height is that of two lines below a title; fault: the words when there is no
    picture; side_px: of the strip's pictures; take: the shutter; phone: the way out when there is no camera.
    """

    view: Rect
    guide: Rect
    ring: Rect
    switch: Rect
    words: Rect
    fault: Rect
    strip: Rect
    side_px: int
    columns: int
    actions: list[Rect]
    done: Rect
    take: Rect
    phone: Rect


def capture_places(layout: Layout, switch_width: int, words_height: int) -> CapturePlaces:
    """switch_width: how wide the switch wants to be. words_height: of a title and the lines below it."""
    px, area, portrait = layout.px, layout.area, layout.portrait
    margin = px(MARGIN)
    if portrait:
        foot = px(24 + STRIP_SIDE + _CAPTION + 16 + TOUCH + 24 + BUTTON + 56)
        view = Rect(area.left, area.top, area.width, area.height - foot)
        panel = Rect(area.left + margin, view.bottom, area.width - 2 * margin, foot - px(56))
        words = Rect(panel.left, view.top + margin, panel.width, words_height)
        columns, top = COLUMNS[0], words.bottom + px(8)
    else:
        view = Rect(area.left, area.top, area.width * 3 // 5, area.height)
        panel = Rect(view.right + px(40), area.top, area.right - view.right - px(80), area.height - px(32))
        words = Rect(panel.left, panel.top + px(40), panel.width, words_height)
        columns, top = COLUMNS[1], view.top + px(32)
    switch = Rect(0, 0, min(switch_width, view.width - px(48)), px(TOUCH))
    switch.midbottom = (view.centerx, view.bottom - px(24))
    room = Rect(view.left, top, view.width, switch.top - px(24) - top)
    guide = Rect(
        0, 0, round(view.width * _GUIDE_SHARE[0]), min(room.height, round(view.height * _GUIDE_SHARE[1]))
    )
    guide.center = room.center
    ring = Rect(0, 0, *(min(px(_RING), guide.height - px(16)),) * 2)
    ring.center = guide.center
    gap = px(GAP)
    half, third = (panel.width - px(GAP + 8)) // 2, (panel.width - 2 * gap) // 3
    done = Rect(panel.left, panel.bottom - px(BUTTON), half, px(BUTTON))
    take = done.move(panel.width - half, 0)
    row = Rect(panel.left, done.top - px(24) - px(TOUCH), third, px(TOUCH))
    actions = [row.move(i * (third + gap), 0) for i in range(3)]
    side = min(px(STRIP_SIDE), panel.width // columns - px(8))
    strip = Rect(panel.left, row.top - px(16) - side - px(_CAPTION), panel.width, side + px(_CAPTION))
    fault = Rect(view.left + margin, view.top + margin, view.width - 2 * margin, 0)
    phone = take if portrait else Rect(fault.left, done.top, min(fault.width, px(640)), px(BUTTON))
    return CapturePlaces(
        view, guide, ring, switch, words, fault, strip, side, columns, actions, done, take, phone
    )
