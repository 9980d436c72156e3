"""What somebody decides on the screen. Each is written to the closet, then the screens read it anew."""

from collections.abc import Callable
from datetime import date

from ...attire import Occasion
from ...closet.outfit_records import Felt, Outfit
from ...stylist.advice import Look
from ...stylist.weather.values import Answer
from ..stage import Stage
from ..widgets.theme import UNDO_S


class TodayActions:
    """Of one person, for one day and occasion."""

    def __init__(self, stage: Stage, person_id: int, day: date, occasion: Occasion) -> None:
        self._stage = stage
        self._person_id = person_id
        self._day = day
        self._occasion = occasion

    def wear(self, look: Look) -> None:
        """Wear it today, or mean it for a coming day."""
        stage, made = self._stage, list[int]()
        coming = self._day > stage.clock.now().date()
        note = stage.stylist.plan if coming else stage.stylist.wear

        def write() -> None:
            made.append(note(self._person_id, look.ids, self._day, self._occasion))

        def tell() -> None:
            stage.doors.changed()
            said = stage.say("Planned") if coming else stage.say("Noted: you wear this today")
            self._offer_undo(said, lambda: stage.closet.outfits.remove(self._person_id, made[0]))

        stage.doors.carry_out(write, tell, once=("wear an outfit", look.ids))

    def take_back(self, outfit: Outfit) -> None:
        """It is not worn after all: choose again."""
        stage, outfits = self._stage, self._stage.closet.outfits
        stage.doors.carry_out(
            lambda: outfits.remove(self._person_id, outfit.id),
            stage.doors.changed,
            once=("take an outfit back", outfit.id),
        )

    def skip(self, look: Look, then: Callable[[], None]) -> None:
        """Pass it over."""
        stage = self._stage

        def write() -> None:
            stage.stylist.skip(self._person_id, look.ids, self._day, self._occasion)

        stage.doors.carry_out(write, then, once=("skip an outfit", look.ids))

    def feel(self, outfit: Outfit, felt: Felt) -> None:
        """How warm it was."""
        stage, outfits = self._stage, self._stage.closet.outfits

        def tell() -> None:
            stage.doors.changed()
            stage.doors.toast(stage.say("Noted: the mirror learns from it"))

        stage.doors.carry_out(lambda: outfits.feel(self._person_id, outfit.id, felt), tell)

    def answer(self, answer: Answer) -> None:
        """What it is like outside."""
        stage = self._stage
        stage.doors.carry_out(lambda: stage.stylist.weather.answer(self._day, answer), stage.doors.changed)

    def _offer_undo(self, said: str, undo: Callable[[], None]) -> None:
        stage = self._stage
        stage.doors.toast(
            said,
            button=stage.say("Undo"),
            action=lambda: stage.doors.carry_out(undo, stage.doors.changed),
            lasting_s=UNDO_S,
        )
