"""Where the parts of the garment screen stand, for every size of screen. Pure arithmetic on rectangles."""

from collections.abc import Collection, Sequence

from pygame import Rect

from ..widgets.theme import BUTTON, GAP, MARGIN, TOUCH, Layout

_LEAST_PICTURE_SHARE = 0.36  # of the height; before the picture gets smaller, facts are left out
_LOW, _LEAST_OF_LOW = 1600, 0.41  # design pixels: of less height, the picture needs a larger share to be seen
_OPTIONAL = ("notes", "made", "place", "colours", "figures")  # in the order in which they give way
_AIR = {
    "notes": 0,
    "made": 14,
    "place": 14,
    "colours": 16,
    "figures": 32,
}  # below each, where another one follows
_AIR_BELOW_ALL = 36


def info_places(layout: Layout, known: Collection[str] = _OPTIONAL) -> dict[str, Rect]:
    """The parts of the information from the bottom up: "last" and "first" (rows of buttons), "notes", "made",
    "place", "colours", "figures", "chips", "detail" and "title".

    known: which of the optional ones there is anything to say of; of those, the ones that find no room are missing.
    """
    px, area = layout.px, layout.area
    portrait = layout.portrait
    left = area.left if portrait else area.left + area.width // 2 - px(MARGIN)
    column = Rect(left + px(MARGIN), area.top, area.right - left - 2 * px(MARGIN), area.height)
    low = portrait and area.height < px(_LOW)
    share = _LEAST_OF_LOW if low else _LEAST_PICTURE_SHARE
    room = area.height * (1 - share) if portrait else area.height - px(36)
    shown = [name for name in _OPTIONAL if name in known]
    parts = _parts(shown, portrait=portrait, low=low)
    while shown and sum(px(height + air) for _, height, air in parts) > room:
        del shown[0]
        parts = _parts(shown, portrait=portrait, low=low)
    bottom = area.bottom
    places = {}
    for name, height, air in parts:
        bottom -= px(air) + px(height)
        places[name] = Rect(column.left, bottom, column.width, px(height))
    if not portrait:  # the menu's button stands at the end of the title
        places["title"].width -= px(TOUCH)
    return places


def _parts(shown: Sequence[str], *, portrait: bool, low: bool) -> list[tuple[str, int, int]]:
    """Name, height and air below of each part, in design pixels, the lowest first. shown: of the optional ones."""
    button = TOUCH if low else BUTTON
    heights = {"notes": 40, "made": 40, "place": 40, "colours": 56, "figures": 112}
    facts = [(name, heights[name], _AIR[name] if i else _AIR_BELOW_ALL) for i, name in enumerate(shown)]
    return [
        ("last", button, 40 if low else MARGIN if portrait else 24),
        ("first", button, GAP + 8),
        *facts,
        ("chips", TOUCH, 44),
        ("detail", 44, 24),
        ("title", 84, 4),
    ]


def picture_place(layout: Layout, info: dict[str, Rect]) -> Rect:
    """The picture above the information, or to its left on a wide screen."""
    area, px = layout.area, layout.px
    if layout.portrait:
        top = area.top + px(130)
        return Rect(area.left, top, area.width, info["title"].top - px(20) - top)
    return Rect(area.left, area.top, info["title"].left - area.left - px(24), area.height)


def halves(layout: Layout, row: Rect) -> tuple[Rect, Rect]:
    """Two buttons of a row."""
    half = (row.width - layout.px(GAP + 8)) // 2
    return Rect(row.left, row.top, half, row.height), Rect(row.right - half, row.top, half, row.height)
