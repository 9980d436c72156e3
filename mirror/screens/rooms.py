"""The doors between the screens: the one file that knows them all. A new room is one more door here."""

from collections.abc import Callable, Hashable, Sequence
from typing import Literal

from ..closet import Person
from ..errors import MirrorError
from .capture.screen import CaptureScreen
from .closet.screen import ClosetScreen
from .fault_screen import FaultScreen
from .garment.look_alikes_screen import LookAlikesScreen
from .garment.screen import GarmentScreen
from .garment.wear_with_screen import WearWithScreen
from .inbox_screen import InboxScreen
from .people.pin_screen import ChoosePinScreen, PinScreen
from .people.screen import PeopleScreen
from .phone.code_screen import PhoneCodeScreen
from .phone.first_start_screen import FirstStartScreen
from .phone.help_screen import PhoneHelpScreen
from .phone.screen import PhoneScreen
from .screen import Screen
from .settings.health_screen import HealthScreen
from .settings.screen import SettingsScreen
from .stack import Stack
from .stage import Stage, nothing
from .today.morning import asks_in_the_morning
from .today.screen import TodayScreen
from .widgets.theme import NOTICE_S, TOAST_S
from .widgets.toast import Toast
from .writes import PATIENCE_MS, Writes


class Rooms:
    """Opens screens on a stack; see stage.Doors for what each door means.

    applied: called when the preferences may have changed.
    """

    def __init__(self, stage: Stage, applied: Callable[[], None] = nothing) -> None:
        self._stage = stage
        self._applied = applied
        self._locked = False  # nobody is at the mirror until somebody says so
        self._writes = Writes(stage.clock, self._tell, self._ask_to_wait)
        self.stack = Stack(
            stage.layout,
            fault=lambda error: FaultScreen(stage, error),
            tell=self._tell,
            corner=self.settings,
        )
        stage.doors = self
        stage.closet.patience_ms(PATIENCE_MS)

    def home(self) -> None:
        stage = self._stage
        self._greet()
        if stage.person is not None:
            self.stack.reset(ClosetScreen(stage))
        elif stage.closet.people.all():
            self.stack.reset(PeopleScreen(stage))
        else:
            self.stack.reset(FirstStartScreen(stage))

    def start(self) -> None:
        """The first screen: the first start until somebody has an account, then the closet."""
        self._greet()
        if self._stage.closet.people.any_account():
            self.home()
        else:
            self.stack.reset(FirstStartScreen(self._stage))

    def today(self) -> None:
        self._open(TodayScreen)

    def morning(self) -> None:
        top = self.stack.top
        if top is not None and top.name == "closet" and asks_in_the_morning(self._stage):
            self.today()

    def garment(self, garment_id: int, among: Sequence[int]) -> None:
        self.stack.push(GarmentScreen(self._stage, garment_id, among))

    def add(self) -> None:
        if self._stage.camera is None or self._stage.person is None:
            self.phone()
        else:
            self._open(CaptureScreen)

    def inbox(self) -> None:
        self._open(InboxScreen)

    def phone(self) -> None:
        self._open(PhoneScreen)

    def phone_help(self) -> None:
        self._open(PhoneHelpScreen)

    def phone_code(self, purpose: Literal["invite", "password"]) -> None:
        person = self._stage.person
        if person is not None:
            if purpose == "password":
                self._stage.closet.people.check_mirror_may_code(person.id)
            self.stack.push(PhoneCodeScreen(self._stage, purpose, person.id))

    def people(self) -> None:
        self._open(PeopleScreen)

    def look_alikes(self, garment_id: int) -> None:
        self.stack.push(LookAlikesScreen(self._stage, garment_id))

    def wear_with(self, garment_id: int) -> None:
        self.stack.push(WearWithScreen(self._stage, garment_id))

    def settings(self) -> None:
        self._open(SettingsScreen)

    def health(self) -> None:
        self._open(HealthScreen)

    def choose_pin(self) -> None:
        self._open(ChoosePinScreen)

    def back(self) -> None:
        self.stack.pop()

    def changed(self) -> None:
        self.stack.closet_changed()

    def toast(
        self,
        words: str,
        *,
        button: str = "",
        action: Callable[[], None] | None = None,
        lasting_s: float = NOTICE_S,
        kind: str = "",
        polite: bool = False,
    ) -> None:
        stack, brush = self.stack, self._stage.brush
        if stack.top is None or (polite and stack.toast is not None and stack.toast.kind != kind):
            return
        stack.show_toast(
            Toast(
                stack.damage,
                brush,
                words,
                button=button,
                action=action,
                room=stack.top.toast_room,
                lasting_s=lasting_s,
                kind=kind,
            )
        )

    def place_toast(self) -> None:
        self.stack.place_toast()

    def enter(self, person: Person) -> None:
        here = self._stage.person
        if person.has_pin and (here is None or here.id != person.id):
            self.stack.push(PinScreen(self._stage, person))
        else:
            self.admit(person)

    def admit(self, person: Person) -> None:
        self._locked = False
        if self._stage.person is None or self._stage.person.id != person.id:
            self.stack.end_toast()  # what it said was not theirs
        self._stage.set_person(person)
        self.home()

    def go_on(self, person: Person | None) -> None:
        """Who was at a mirror that has been built anew is there still; where nobody was, nobody is let in."""
        if person is not None:
            self.admit(person)
        elif self._stage.person is not None:
            self._locked = True
            self._stage.set_person(None)
            self.home()

    def lock(self) -> None:
        """Whoever is at the mirror with a PIN has left: it will ask again."""
        person = self._stage.person
        if person is not None and person.has_pin:
            self._locked = True
            self.home()

    def carry_out(
        self, write: Callable[[], None], then: Callable[[], None] = nothing, *, once: Hashable = None
    ) -> None:
        top = self.stack.top

        def follow() -> None:
            if self.stack.top is top:
                then()

        self._writes.carry_out(write, follow, once)

    def redraw(self) -> None:
        self.stack.damage.everything()

    def apply(self) -> None:
        self._stage.preferences = self._stage.closet.preferences.get()
        self._applied()

    def poll(self) -> None:
        """Take in what the phone has changed, if anything: the person at the mirror first."""
        self._writes.again()
        if not self._stage.closet.changed():
            return
        stage = self._stage
        before, spoken, lived_by = stage.person, stage.language, stage.preferences
        stage.preferences = stage.closet.preferences.get()
        stage.look_at_phone_door()
        self._greet()
        now = stage.person
        if before is None:
            anew = stage.language != spoken
        else:
            anew = now is None or (now.id, now.language) != (before.id, before.language)
        if anew:
            self.home()
        self.stack.closet_changed()
        if stage.preferences != lived_by:
            self._applied()

    def _ask_to_wait(self) -> None:
        self.toast(self._stage.say("One moment…"))

    def _tell(self, error: MirrorError) -> None:
        self.toast(self._stage.say_reason(error), lasting_s=TOAST_S)

    def _open(self, screen: Callable[[Stage], Screen]) -> None:
        """Open a screen, unless it is the one on top already."""
        if not isinstance(screen, type) or not isinstance(self.stack.top, screen):
            self.stack.push(screen(self._stage))

    def _greet(self) -> None:
        """Who was at the mirror is there still, under the name they have now; or else the first who came.

        Nobody is where the mirror is locked, where the first one has a PIN, or where who was there has moved out.
        """
        stage = self._stage
        everyone = stage.closet.people.all()
        before = stage.person.id if stage.person is not None else None
        here = next((person for person in everyone if person.id == before), None)
        first = next(iter(everyone), None)
        if here is None and first is not None and (before is not None or first.has_pin):
            self._locked = True
        stage.set_person(None if self._locked else here or first)
