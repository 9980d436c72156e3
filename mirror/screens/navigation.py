"""The bar of rooms as it stands on the main screens."""

from pygame import Rect

from ..closet import InboxState
from .stage import Stage
from .widgets.avatar import Avatar, Face
from .widgets.damage import Damage
from .widgets.names import initial
from .widgets.nav import Place, nav_bar, sign_of
from .widgets.widget import Widget


def navigation(stage: Stage, damage: Damage, bar: Rect, *, here: str) -> list[Widget]:
    """Today, closet, +, inbox, person. `here`: the name of the screen that shows the bar.

    Today lies on the closet, so the way to the closet leads back to where one was in it. The way to the phone is in
    the menu of the person, and in an inbox without photos: it is wanted once, and the others every day.
    """
    doors, person = stage.doors, stage.person
    badge = 0
    if person is not None:
        counts = stage.closet.inbox.counts(person.id)
        badge = counts[InboxState.WAITING] + counts[InboxState.WORKING] + counts[InboxState.FAILED]
    places = (
        Place("sun", stage.say("Today"), doors.today, chosen=here == "today"),
        Place(
            "grid-3x3-gap-fill",
            stage.say("Closet"),
            doors.back if here == "today" else doors.home,
            chosen=here == "closet",
        ),
        Place("inbox", stage.say("Inbox"), doors.inbox, chosen=here == "inbox", badge=badge),
        Place(
            "person",
            person.name if person else stage.say("Nobody"),
            doors.people,
            chosen=here == "people",
            letter=initial(stage.brush, person.name) if person else "",
        ),
    )
    parts = nav_bar(bar, damage, stage.layout, places, doors.add)
    if person is not None and person.avatar is not None:
        ring = Rect(0, 0, stage.layout.px(60), stage.layout.px(60))
        ring.center = sign_of(parts[len(places) - 1].rect, stage.layout)
        face = Face(person.name, stage.closet.photos.path(person.avatar, "glow"))
        parts.append(Avatar(ring, damage, stage.brush, stage.pictures, face))
    return parts
