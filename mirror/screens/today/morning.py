"""Whether somebody who comes to the mirror is likely to want to be dressed."""

from ...closet.outfit_records import OutfitState
from ...errors import MirrorError
from ..stage import Stage

_FROM, _UNTIL = 5, 11  # o'clock


def asks_in_the_morning(stage: Stage) -> bool:
    """Whether it is morning and the person at the mirror, who owns clothes, has chosen nothing to wear yet.

    A closet that cannot be asked says no.
    """
    person, now = stage.person, stage.clock.now()
    if person is None or not _FROM <= now.hour < _UNTIL:
        return False
    try:
        owns = bool(stage.closet.garments.tiles(person.id, limit=1))
        worn = stage.closet.outfits.of_day(person.id, now.date(), OutfitState.WORN)
    except MirrorError:
        return False
    return owns and worn is None
