"""What the closet says: what it shows now, and what to do where there is nothing to show."""

from collections.abc import Callable

from pygame import Rect

from ...categories import Category
from ...closet import Order, State, Wanted
from ..empty_state import Remedy, empty_state
from ..stage import Stage
from ..widgets.damage import Damage
from ..widgets.theme import MARGIN
from ..widgets.widget import Widget
from .filter_sheet import ORDERS, STATES


def garment_icon(category: Category) -> str:
    """The name of a category's icon in mirror/assets/icons."""
    return "garment-" + category.name.lower().replace("_", "-")


def what_is_shown(stage: Stage, wanted: Wanted, order: Order, count: int) -> str:
    """The order, or, where only some are shown, by what they were chosen."""
    chosen = [stage.say(colour) for colour in sorted(wanted.colours)]
    chosen += sorted(wanted.brands)
    if wanted.state is State.CLEAN:
        chosen.append(stage.say(STATES[State.CLEAN]))
    if not chosen:
        return stage.say(ORDERS[order])
    return f"{' · '.join(chosen[:2])}{' …' if len(chosen) > 2 else ''} · {count}"


def nothing_here(
    stage: Stage, damage: Damage, room: Rect, *, owns: bool, clear: Callable[[], None]
) -> list[Widget]:
    """What to do where there is nothing to see. owns: there are garments, none as wanted; `clear` shows all."""
    say = stage.say
    if owns:
        title, hint, icon = say("Nothing like this"), say("No garment is as chosen here."), "search"
        remedy = Remedy(say("Show everything"), clear)
    else:
        title, icon = say("Nothing here yet"), "garment-tshirt"
        hint = say("Hang a garment in front of the camera and touch +, or send photos from your phone.")
        if stage.camera is None:
            hint = say("Send photos of your clothes from your phone. Each becomes a garment here.")
        remedy = Remedy(say("Connect a phone"), stage.doors.phone, "phone")
    area = room.inflate(-2 * stage.layout.px(MARGIN), 0)
    return empty_state(stage, damage, area, icon=icon, title=title, hint=hint, remedy=remedy)
