"""Where the parts of a screen with a PIN pad stand: words over the pad, or beside it when the screen is wide."""

from typing import NamedTuple

from pygame import Rect

from ..widgets.theme import MARGIN, TOUCH, Layout

_PICTURE, _LEAST_PICTURE = 220, 96
_TITLE, _WORDS, _DOTS, _NOTE = 76, 52, 44, 56


class PinPlaces(NamedTuple):
    """Rectangles in pixels. picture: empty where there is no room for it. other: a button below."""

    back: Rect
    picture: Rect
    title: Rect
    words: Rect
    dots: Rect
    note: Rect
    pad: Rect
    other: Rect


def pin_places(layout: Layout, *, picture: bool, other: bool) -> PinPlaces:
    """picture: whether one stands above the title; other: whether room is kept for another button."""
    px, area, content = layout.px, layout.area, layout.content
    back = Rect(area.left + px(40), area.top + px(56 if layout.portrait else 28), px(TOUCH), px(TOUCH))
    button = px(TOUCH)
    if layout.portrait:
        bottom = area.bottom - px(MARGIN)
        below = Rect(0, 0, min(px(560), content.width), button)
        below.midbottom = (content.centerx, bottom)
        low = below.top - px(40) if other else bottom
        pad = Rect(content.left, area.centery, content.width, low - area.centery)
        pad_top = low - min(pad.height, px(4 * 176 + 3 * 28))
        told = Rect(content.left, area.top + px(40), content.width, pad_top - px(24) - area.top - px(40))
    else:
        half = area.width // 2
        pad = Rect(area.centerx, area.top + px(40), content.right - area.centerx, area.height - 2 * px(40))
        high = px(4 * 176 + 3 * 28)
        if pad.height > high:
            pad = Rect(pad.left, area.centery - high // 2, pad.width, high)
        told = Rect(content.left, area.top + px(28), half - px(MARGIN) - px(24), area.height - 2 * px(28))
        below = Rect(0, 0, min(px(480), told.width), button)
        if other:
            told.height -= button + px(24)
        below.midtop = (told.centerx, told.bottom + px(24))
    return _stacked(layout, told, picture=picture)._replace(back=back, pad=pad, other=below)


def _stacked(layout: Layout, room: Rect, *, picture: bool) -> PinPlaces:
    """The words below each other in the middle of `room`."""
    px = layout.px
    words = px(_TITLE) + px(_WORDS) + px(48) + px(_DOTS) + px(20) + px(_NOTE)
    side = min(px(_PICTURE), room.height - words - px(28)) if picture else 0
    side = 0 if side < px(_LEAST_PICTURE) else side
    top = room.top + max(0, room.height - words - (side + px(28) if side else 0)) // 2

    def line(height: int, gap: int) -> Rect:
        nonlocal top
        place = Rect(room.left, top, room.width, height)
        top = place.bottom + gap
        return place

    circle = Rect(0, 0, side, side)
    circle.midtop = (room.centerx, top)
    if side:
        top = circle.bottom + px(28)
    title, said = line(px(_TITLE), 0), line(px(_WORDS), px(48))
    dots, note = line(px(_DOTS), px(20)), line(px(_NOTE), 0)
    nothing = Rect(0, 0, 0, 0)
    return PinPlaces(nothing, circle, title, said, dots, note, nothing, nothing)
