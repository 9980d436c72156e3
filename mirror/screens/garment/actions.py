"""What a person does with a garment. Each is written to the closet, then the screens read it anew."""

from collections.abc import Callable

from ...attire import Weight
from ...categories import Category
from ...closet import Garment
from ..stage import Stage
from ..widgets.theme import UNDO_S


class GarmentActions:
    """done: called after something has been written and this garment is still shown."""

    def __init__(self, stage: Stage, garment: Garment, done: Callable[[], None]) -> None:
        self._stage = stage
        self._garment = garment
        self._done = done

    def correct(self, category: Category) -> None:
        """It is something else."""
        garments, garment = self._stage.closet.garments, self._garment
        self._carry_out(lambda: garments.set_category(garment.person_id, garment.id, category))

    def wear(self) -> None:
        """It is worn today, or after all it is not."""
        garments, garment = self._stage.closet.garments, self._garment
        today = self._stage.clock.now().date()
        write = garments.unwear if garment.last_worn == today else garments.wear
        self._carry_out(lambda: write(garment.person_id, garment.id, today))

    def wash(self) -> None:
        """Into the wash, or clean again."""
        garments, garment, say = self._stage.closet.garments, self._garment, self._stage.say
        washing = not garment.in_wash
        self._carry_out(
            lambda: garments.wash(garment.person_id, garment.id, washing=washing),
            say("It is in the wash now") if washing else say("Clean again"),
        )

    def favour(self) -> None:
        """One of the favourites, or no longer."""
        garments, garment, say = self._stage.closet.garments, self._garment, self._stage.say
        favourite = not garment.favourite
        self._carry_out(
            lambda: garments.change(garment.person_id, [garment.id], favourite=favourite),
            say("It is one of your favourites") if favourite else say("It is no longer a favourite"),
        )

    def weigh(self, weight: Weight | None) -> None:
        """How warm it is among its kind; None: the mirror guesses."""
        garments, garment = self._stage.closet.garments, self._garment
        self._carry_out(
            lambda: garments.change(garment.person_id, [garment.id], weight=weight),
            self._stage.say("Changed"),
        )

    def retire(self) -> None:
        """Put away, or taken back."""
        garments, garment, say = self._stage.closet.garments, self._garment, self._stage.say
        retired = garment.retired_at is None
        self._carry_out(
            lambda: garments.retire(garment.person_id, garment.id, retired=retired),
            say("It is retired now") if retired else say("Back among your clothes"),
        )

    def stand_for_me(self) -> None:
        """Its picture is the person's own from now on."""
        people, garment = self._stage.closet.people, self._garment
        self._carry_out(
            lambda: people.set_avatar(garment.person_id, garment.id),
            self._stage.say("This is your picture now"),
        )

    def delete(self) -> None:
        """Out of the closet, with a moment to think again."""
        stage, garment = self._stage, self._garment
        garments, doors = stage.closet.garments, stage.doors

        def undelete() -> None:
            garments.undelete(garment.person_id, garment.id)
            doors.changed()

        def written() -> None:
            garments.delete(garment.person_id, garment.id)
            doors.changed()
            # Told even when its screen has been left meanwhile: whatever is deleted can be undone.
            if stage.person is not None and stage.person.id == garment.person_id:
                doors.toast(
                    stage.say("Deleted"),
                    button=stage.say("Undo"),
                    action=lambda: doors.carry_out(undelete),
                    lasting_s=UNDO_S,
                )

        doors.carry_out(written, doors.back, once=("delete", garment.id))

    def _carry_out(self, write: Callable[[], object], words: str = "") -> None:
        doors = self._stage.doors

        def written() -> None:
            write()
            doors.changed()

        def follow() -> None:
            self._done()
            if words:
                doors.toast(words)

        doors.carry_out(written, follow)
