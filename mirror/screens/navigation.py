"""The bar of rooms as it stands on the main screens."""

from pygame import Rect

from ..closet import InboxState
from .stage import Stage
from .widgets.damage import Damage
from .widgets.nav import Place, nav_bar
from .widgets.widget import Widget


def navigation(stage: Stage, damage: Damage, bar: Rect, *, here: str) -> list[Widget]:
    """Closet, inbox, +, phone, person. `here`: the name of the screen that shows the bar."""
    doors, person = stage.doors, stage.person
    badge = 0
    if person is not None:
        counts = stage.closet.inbox.counts(person.id)
        badge = counts[InboxState.WAITING] + counts[InboxState.WORKING] + counts[InboxState.FAILED]
    places = (
        Place("grid-3x3-gap-fill", stage.say("Closet"), doors.home, chosen=here == "closet"),
        Place("inbox", stage.say("Inbox"), doors.inbox, chosen=here == "inbox", badge=badge),
        Place("phone", stage.say("Phone"), doors.phone, chosen=here == "phone"),
        Place(
            "person",
            person.name if person else stage.say("Nobody"),
            doors.people,
            chosen=here == "people",
            letter=person.name[0].upper() if person else "",
        ),
    )
    return nav_bar(bar, damage, stage.layout, places, doors.add)
