"""The head of a screen that lies on top of another: the way back and the title."""

from pygame import Rect

from .stage import Stage
from .widgets.button import IconButton
from .widgets.damage import Damage
from .widgets.label import Label
from .widgets.theme import HEADING, MARGIN, TITLE, TOUCH
from .widgets.widget import Widget


def page_head(stage: Stage, damage: Damage, title: str) -> tuple[list[Widget], Rect]:
    """The back button and the title, and the room below them within the margins."""
    px, area, content = stage.layout.px, stage.layout.area, stage.layout.content
    top = area.top + px(56 if stage.layout.portrait else 28)
    back = Rect(area.left + px(40), top, px(TOUCH), px(TOUCH))
    if stage.layout.portrait:
        line = Rect(content.left, back.bottom + px(56), content.width, px(80))
        style = TITLE
    else:
        line = Rect(back.right + px(36), back.top, content.right - back.right - px(36), back.height)
        style = HEADING
    widgets: list[Widget] = [
        IconButton(back, damage, "arrow-left", stage.doors.back),
        Label(line, damage, title, style),
    ]
    top = line.bottom + px(40 if stage.layout.portrait else 28)
    return widgets, Rect(
        content.left, top, content.width, area.bottom - px(MARGIN if stage.layout.portrait else 28) - top
    )


def within_reach(stage: Stage, room: Rect, needed_px: int) -> Rect:
    """The part of `room` for `needed_px` of things to touch: its lower half, where an arm and a child reach.

    More than that grows upwards; a wide screen is low enough as it is.
    """
    middle = stage.layout.area.centery
    if not stage.layout.portrait or needed_px >= room.height:
        return room
    top = max(room.top, min(middle, room.bottom - needed_px))
    return Rect(room.left, top, room.width, room.bottom - top)
