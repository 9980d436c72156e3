"""The PIN: asked for before a person's closet is shown, and chosen, changed or taken away by that person."""

from enum import Enum, auto

from ...errors import NotFound
from ..stage import Stage
from ..widgets.avatar import Avatar
from ..widgets.button import Pill
from ..widgets.names import drawable
from ..widgets.theme import TOAST_S
from .pin_layout import PinPlaces, pin_places
from .pin_page import PinPage
from .words import face_of


class PinScreen(PinPage):
    """Who has come proves it; the right PIN lets them in."""

    name = "pin"

    def refresh(self) -> None:
        super().refresh()
        if not self.person.has_pin:
            self._enter()  # it was taken away meanwhile, on another mirror: there is nothing left to ask

    def build(self) -> None:
        super().build()
        place = self._places().picture
        if place.width:
            face = face_of(self.stage, self.person)
            self.widgets.append(Avatar(place, self.damage, self.stage.brush, self.stage.pictures, face))

    def _places(self) -> PinPlaces:
        return pin_places(self.layout, picture=True, other=False)

    def _head(self) -> tuple[str, str]:
        return drawable(self.stage.brush, self.person.name), self.stage.say("Enter your PIN")

    def _submit(self, digits: str) -> None:
        self._ask(digits, self._enter)

    def _enter(self) -> None:
        self.stage.doors.admit(self.person)


class _Step(Enum):
    """Who has a PIN says it first; a new one is said twice."""

    OLD = auto()
    NEW = auto()
    AGAIN = auto()


class ChoosePinScreen(PinPage):
    """A PIN for the person at the mirror, or another one, or none."""

    name = "choose-pin"

    def __init__(self, stage: Stage) -> None:
        if stage.person is None:
            raise NotFound("nobody is at the mirror")
        super().__init__(stage, stage.person)
        self._step = _Step.NEW
        self._new = ""

    def entered(self) -> None:
        super().entered()
        self._go(_Step.OLD if self.person.has_pin else _Step.NEW)

    def left(self) -> None:
        self._new = ""
        super().left()

    def build(self) -> None:
        super().build()
        if self._removable:
            remove = Pill(
                self._places().other, self.damage, self.stage.say("No PIN"), self._remove, icon="unlock"
            )
            self.widgets.append(remove)

    def _places(self) -> PinPlaces:
        return pin_places(self.layout, picture=False, other=self.person.has_pin)

    @property
    def _removable(self) -> bool:
        return self.person.has_pin and self._step is not _Step.OLD

    def _head(self) -> tuple[str, str]:
        say = self.stage.say
        digits = say("4 to 6 digits")
        if self._step is _Step.OLD:
            return say("Your PIN now"), say("Enter the PIN that you have")
        if self._step is _Step.NEW:
            return say("A new PIN"), digits
        return say("Once more"), say("Enter the new PIN again")

    def _submit(self, digits: str) -> None:
        if self._step is _Step.OLD:
            self._ask(digits, lambda: self._go(_Step.NEW))
        elif self._step is _Step.NEW:
            self._go(_Step.AGAIN, first=digits)
        elif digits == self._new:
            self._keep(digits, self.stage.say("From now on the mirror asks for your PIN"))
        else:
            self._go(_Step.NEW, said=self.stage.say("The two differ. Once more, please"))
            self._dots.shake()

    def _go(self, step: _Step, *, first: str = "", said: str = "") -> None:
        self._step, self._new = step, first
        self._typed, self._said = "", said
        self.rebuild()

    def _remove(self) -> None:
        self._keep(None, self.stage.say("The mirror asks you for no PIN any more"))

    def _keep(self, pin: str | None, words: str) -> None:
        stage, person_id = self.stage, self.person.id

        def then() -> None:
            stage.set_person(stage.closet.people.get(person_id))
            stage.doors.changed()
            stage.doors.back()
            stage.doors.toast(words, lasting_s=TOAST_S)

        stage.doors.carry_out(lambda: stage.closet.people.set_pin(person_id, pin), then)
