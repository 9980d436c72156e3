"""Where the parts of the garment screen stand, for every size of screen. Pure arithmetic on rectangles."""

from pygame import Rect

from .widgets.theme import BUTTON, MARGIN, TOUCH, Layout

_LEAST_PICTURE_SHARE = 0.34  # of the height; before the picture gets smaller, facts are left out


def info_places(layout: Layout) -> dict[str, Rect]:
    """The parts of the information from the bottom up: "last" and "first" (rows of buttons), "colours", "figures",
    "chips", "detail" and "title". Colours and figures are missing where they find no room.
    """
    px, area = layout.px, layout.area
    portrait = layout.portrait
    left = area.left if portrait else area.left + area.width // 2 - px(MARGIN)
    column = Rect(left + px(MARGIN), area.top, area.right - left - 2 * px(MARGIN), area.height)
    parts = [  # name, height, air below
        ("last", BUTTON, MARGIN if portrait else 32),
        ("first", BUTTON, 24),
        ("colours", 56, 32),
        ("figures", 112, 28),
        ("chips", TOUCH, 44),
        ("detail", 44, 24),
        ("title", 84, 4),
    ]
    room = area.height * (1 - _LEAST_PICTURE_SHARE) if portrait else area.height - px(24)
    for optional in ("colours", "figures"):
        if sum(px(height + air) for _, height, air in parts) > room:
            parts = [part for part in parts if part[0] != optional]
    bottom = area.bottom
    places = {}
    for name, height, air in parts:
        bottom -= px(air) + px(height)
        places[name] = Rect(column.left, bottom, column.width, px(height))
    return places


def picture_place(layout: Layout, info: dict[str, Rect]) -> Rect:
    """The picture above the information, or to its left on a wide screen."""
    area, px = layout.area, layout.px
    if layout.portrait:
        top = area.top + px(130)
        return Rect(area.left, top, area.width, info["title"].top - px(20) - top)
    return Rect(area.left, area.top, info["title"].left - area.left - px(24), area.height)
