"""A code for one thing: somebody joins the household, or the person at the mirror chooses a new password."""

import logging
from typing import Literal

from pygame import Rect

from ...errors import MirrorError
from ..page import page_head
from ..screen import Screen
from ..stage import Stage
from ..widgets.theme import TOAST_S
from .words import PhoneWords, Sized, beside_code, stacked, under_code

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.5
PATHS = {"invite": "/join", "password": "/new-password"}


class PhoneCodeScreen(Screen):
    """Leaves by itself when the code has been used or has ended; a code that is left opens nothing any more.

    person_id: who is at the mirror. code: shown in place of a real one.
    """

    name = "phone-code"
    stays_awake = True  # falling asleep would end the code while somebody types it
    rest_s = LOOK_EVERY_S

    def __init__(
        self, stage: Stage, purpose: Literal["invite", "password"], person_id: int, code: str = ""
    ) -> None:
        super().__init__(stage)
        self._purpose: Literal["invite", "password"] = purpose
        self._person_id = person_id
        self._sample = code
        self._letters = ""
        self._before: object = None
        self._since_s = 0.0

    def entered(self) -> None:
        people = self.stage.closet.people
        self._before = self._state()
        if self._sample:
            self._letters = self._sample
        elif self._purpose == "invite":
            self._letters = people.new_invite_code(self._person_id)
        else:
            self._letters = people.new_password_code(self._person_id)
        super().entered()

    def left(self) -> None:
        super().left()
        if not self._sample:
            try:
                self.stage.closet.people.end_code(self._purpose, self._person_id)
            except MirrorError as error:  # it ends by itself in ten minutes at most
                log.warning("a code that was left could not be ended: %s", error)

    def refresh(self) -> None:
        say, doors, people = self.stage.say, self.stage.doors, self.stage.closet.people
        if self._state() != self._before:
            doors.back()
            said = {
                "invite": say("Welcome! Somebody new lives here."),
                "password": say("The new password holds."),
            }
            doors.toast(said[self._purpose])
        elif not self._sample and not people.code_waits(self._purpose, self._person_id):
            doors.back()
            doors.toast(say("The code has ended. Ask for another one."), lasting_s=TOAST_S)

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        self._since_s += dt_s
        if self._since_s >= LOOK_EVERY_S:
            self._since_s = 0.0
            self.refresh()

    def build(self) -> None:
        stage, damage, px = self.stage, self.damage, self.layout.px
        title, hint, path = self._words()
        head, room = page_head(stage, damage, title)
        url = stage.phone.url.rstrip("/") + path
        words = PhoneWords(stage, damage, "centre" if self.layout.portrait else "left")
        note = stage.say("good for ten minutes, once, and only while it stands here")
        choices: list[list[Sized]] = []
        for small in (False, True):
            parts: list[Sized] = [(px(24), words.code(self._letters, note, small=small))]
            if stage.phone.fingerprint:
                parts.append((px(24 if small else 40), words.fingerprint(small=small)))
            choices.append(parts)
        told = PhoneWords(stage, damage, "left").hint(hint)
        if self.layout.portrait:
            said, below = stacked([(0, told)], room)
            rest = Rect(room.left, below + px(40), room.width, room.bottom - below - px(40))
            self.widgets = [*head, *said, *under_code(stage, damage, rest, choices, url)]
        else:
            beside = [[(0, told), *parts] for parts in choices]
            self.widgets = [*head, *beside_code(stage, damage, room, beside, url)[0]]

    def _words(self) -> tuple[str, str, str]:
        say, path = self.stage.say, PATHS[self._purpose]
        if self._purpose == "invite":
            hint = say("Let them scan the code with their phone, type these letters there and choose a name.")
            return say("Invite somebody"), hint, path
        hint = say("Scan the code with your phone, type these letters there and choose a new password.")
        return say("A new password"), hint, path

    def _state(self) -> object:
        """What is another thing as soon as the code has been used."""
        people = self.stage.closet.people
        if self._purpose == "password":
            return people.password_hash(self._person_id)
        return sum(person.has_account for person in people.all())
