"""How to connect a phone: the admin's address as a QR code, how to know it again, and what else one may need."""

from collections.abc import Callable
from functools import partial

from pygame import Rect

from ..page import page_head
from ..screen import Screen
from ..stage import PhoneDoor, Stage
from ..widgets.theme import GAP, TOUCH
from .setup_code import SetupCode
from .words import PhoneWords, Sized, beside_code, stacked, under_code

LOOK_EVERY_S = 0.5


class PhoneScreen(Screen):
    """While nobody has an account, with the setup code. code: shown in place of a real one."""

    name = "phone"

    def __init__(self, stage: Stage, code: str = "") -> None:
        super().__init__(stage)
        self._code = SetupCode(stage.closet, code)
        self._since_s = 0.0
        self._door: PhoneDoor | None = None

    def entered(self) -> None:
        self._code.renew()
        self.rebuild()

    def refresh(self) -> None:
        if self._code.look() or self.stage.phone != self._door:
            self.rebuild()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        self._since_s += dt_s
        if self._code.letters and self._since_s >= LOOK_EVERY_S:
            self._since_s = 0.0
            self.refresh()

    def build(self) -> None:
        self._door = self.stage.phone
        stage, damage, px = self.stage, self.damage, self.layout.px
        head, room = page_head(stage, damage, stage.say("Connect a phone"))
        hint = PhoneWords(stage, damage, "left").hint(self._hint())
        ways = self._ways()
        if self.layout.portrait:
            height = px(TOUCH) if len(ways) == 1 else px(2 * TOUCH + GAP)
            foot = Rect(room.left, room.bottom - height, room.width, height)
            said, below = stacked([(0, hint)], room)
            words = PhoneWords(stage, damage, "centre")
            rest = Rect(room.left, below + px(32), room.width, foot.top - px(32) - below - px(32))
            self.widgets = [
                *head,
                *said,
                *under_code(stage, damage, rest, words.choices(self._code.letters)),
                *words.ways(ways)(foot),
            ]
        else:
            words = PhoneWords(stage, damage, "left")
            told: list[list[Sized]] = []
            for gap_px, parts in zip((36, 20), words.choices(self._code.letters), strict=True):
                told.append([(0, hint), *parts, (px(gap_px), words.ways(ways))])
            self.widgets = [*head, *beside_code(stage, damage, room, told)[0]]

    def _hint(self) -> str:
        if self._code.letters:
            return self.stage.say(
                "Scan the code with your phone and type these letters there to make the first account."
            )
        return self.stage.say("Point your phone's camera at the code.")

    def _ways(self) -> list[tuple[str, Callable[[], None]]]:
        say, doors, person = self.stage.say, self.stage.doors, self.stage.person
        ways = [(say("If it does not open"), doors.phone_help)]
        if person is not None and person.has_account:
            ways.append((say("Forgot the password?"), partial(doors.phone_code, "password")))
            if person.role == "owner":
                ways.append((say("Invite somebody"), partial(doors.phone_code, "invite")))
        return ways
