"""The doors between the screens: the one file that knows them all. A new room is one more door here."""

from collections.abc import Callable, Sequence

from ..closet import Person
from ..errors import MirrorError
from .capture_screen import CaptureScreen
from .closet_screen import ClosetScreen
from .fault_screen import FaultScreen
from .first_start_screen import FirstStartScreen
from .garment_screen import GarmentScreen
from .inbox_screen import InboxScreen
from .people_screen import PeopleScreen
from .phone_screen import PhoneScreen
from .screen import Screen
from .stack import Stack
from .stage import Stage
from .widgets.theme import NOTICE_S, TOAST_S
from .widgets.toast import Toast


class Rooms:
    """Opens screens on a stack; see stage.Doors for what each door means."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.stack = Stack(stage.layout, fault=lambda error: FaultScreen(stage, error), tell=self._tell)
        stage.doors = self

    def home(self) -> None:
        stage = self._stage
        self._greet()
        self.stack.reset(FirstStartScreen(stage) if stage.person is None else ClosetScreen(stage))

    def start(self) -> None:
        """The first screen: the first start until somebody has an account, then the closet."""
        self._greet()
        if self._stage.closet.people.any_account():
            self.home()
        else:
            self.stack.reset(FirstStartScreen(self._stage))

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

    def people(self) -> None:
        self._open(PeopleScreen)

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
    ) -> None:
        stack, brush = self.stack, self._stage.brush
        if stack.top is None:
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

    def enter(self, person: Person) -> None:
        self._stage.set_person(person)
        self.home()

    def poll(self) -> None:
        """Take in what the phone has changed, if anything: the person at the mirror first."""
        if not self._stage.closet.changed():
            return
        before = self._stage.person
        self._greet()
        now = self._stage.person
        if before is not None and (now is None or (now.id, now.language) != (before.id, before.language)):
            self.home()
        self.stack.closet_changed()

    def _tell(self, error: MirrorError) -> None:
        self.toast(self._stage.say_reason(error), lasting_s=TOAST_S)

    def _open(self, screen: Callable[[Stage], Screen]) -> None:
        """Open a screen, unless it is the one on top already."""
        if not isinstance(screen, type) or not isinstance(self.stack.top, screen):
            self.stack.push(screen(self._stage))

    def _greet(self) -> None:
        """Who was at the mirror is there still, under the name they have now; or else the first who came."""
        stage = self._stage
        everyone = stage.closet.people.all()
        before = stage.person.id if stage.person is not None else None
        here = next((person for person in everyone if person.id == before), None)
        stage.set_person(here or next(iter(everyone), None))
