"""What a screen shows where there is nothing to show: a sign, what is missing, and what to do about it."""

from collections.abc import Callable
from typing import NamedTuple

from pygame import Rect

from .stage import Stage
from .widgets.button import Pill
from .widgets.damage import Damage
from .widgets.icon import Icon
from .widgets.label import paragraph
from .widgets.theme import BUTTON, HEADING, QUIET, TEXT
from .widgets.widget import Widget


class Remedy(NamedTuple):
    """A button: its words, what it does, its icon."""

    words: str
    action: Callable[[], None]
    icon: str = ""


def empty_state(
    stage: Stage,
    damage: Damage,
    room: Rect,
    *,
    icon: str,
    title: str,
    hint: str,
    remedy: Remedy | None = None,
) -> list[Widget]:
    """All in the middle of the room's width, a little above that of its height; without the sign where low."""
    px, brush = stage.layout.px, stage.brush
    title_lines = brush.wrap(title, HEADING, room.width)
    hint_lines = brush.wrap(hint, TEXT, room.width)
    words = len(title_lines) * brush.line_height(HEADING) + px(20) + len(hint_lines) * brush.line_height(TEXT)
    button = px(48 + BUTTON) if remedy is not None else 0
    sign = px(88 + 36)
    if sign + words + button > room.height:
        sign = 0
    top = room.top + max(0, round((room.height - sign - words - button) * 0.44))
    widgets: list[Widget] = []
    if sign:
        place = Rect(0, top, px(88), px(88))
        place.centerx = room.centerx
        widgets.append(Icon(place, damage, icon, QUIET))
    head, below = paragraph(
        Rect(room.left, top + sign, room.width, 0), damage, brush, title, style=HEADING, anchor="centre"
    )
    lines, below = paragraph(
        Rect(room.left, below + px(20), room.width, 0), damage, brush, hint, colour=QUIET, anchor="centre"
    )
    widgets += [*head, *lines]
    if remedy is not None:
        place = Rect(0, below + px(48), min(px(560), room.width), px(BUTTON))
        place.centerx = room.centerx
        widgets.append(Pill(place, damage, remedy.words, remedy.action, chosen=True, icon=remedy.icon))
    return widgets
