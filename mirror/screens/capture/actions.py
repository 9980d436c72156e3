"""What a person does about a photo that has just been taken, without leaving the camera's screen."""

from collections.abc import Callable

from ...categories import Category
from ...closet import Garment, InboxState
from ..stage import Stage
from ..widgets.choice_sheet import ChoiceSheet
from ..widgets.damage import Damage
from ..widgets.theme import UNDO_S
from .shots import Shot, Shots


def correction_sheet(
    stage: Stage, damage: Damage, garment: Garment, *, leave: Callable[[], None], closed: Callable[[], None]
) -> ChoiceSheet:
    """What is it? The classifier's three come first, then all others. `leave` is called when one was picked."""
    likely = [guess.category for guess in garment.top3]
    choices = [*likely, *(category for category in Category if category not in likely)]

    def picked(index: int) -> None:
        def write() -> None:
            stage.closet.garments.set_category(garment.person_id, garment.id, choices[index])
            stage.doors.changed()

        stage.doors.carry_out(write, leave)

    return ChoiceSheet(
        damage,
        stage.brush,
        stage.say("What is it?"),
        choices=[stage.name_of(category) for category in choices],
        chosen=choices.index(garment.category),
        picked=picked,
        closed=closed,
    )


def discard(stage: Stage, shots: Shots, shot: Shot, *, undone: Callable[[], None]) -> None:
    """Dismiss a failed photo; or delete the garment that it became, with a way back, unless it was there before."""
    if stage.person is None:
        return
    person_id, garment_id = stage.person.id, shot.garment_id
    if shot.state is InboxState.FAILED:
        stage.doors.carry_out(
            lambda: stage.closet.inbox.dismiss(person_id, shot.item_id), lambda: shots.forget(shot.item_id)
        )
    elif garment_id is not None and not shot.duplicate:

        def undelete() -> None:
            stage.closet.garments.undelete(person_id, garment_id)
            undone()
            stage.doors.changed()

        def undo() -> None:
            stage.doors.carry_out(undelete)

        def tell() -> None:
            stage.doors.toast(stage.say("Deleted"), button=stage.say("Undo"), action=undo, lasting_s=UNDO_S)

        def write() -> None:
            stage.closet.garments.delete(person_id, garment_id)
            stage.doors.changed()

        stage.doors.carry_out(write, tell)
