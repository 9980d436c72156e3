"""How to connect a phone: the admin's address as a QR code, how to know it again, and what helps when it fails."""

from pygame import Rect

from ..page import page_head
from ..screen import Screen
from ..stage import Stage
from .setup_code import SetupCode
from .words import PhoneWords, beside_code, stacked, under_code

LOOK_EVERY_S = 0.5


class PhoneScreen(Screen):
    """While nobody has an account, with the setup code. code: shown in place of a real one."""

    name = "phone"

    def __init__(self, stage: Stage, code: str = "") -> None:
        super().__init__(stage)
        self._code = SetupCode(stage.closet, code)
        self._since_s = 0.0

    def entered(self) -> None:
        self._code.renew()
        self.rebuild()

    def refresh(self) -> None:
        if self._code.look():
            self.rebuild()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        self._since_s += dt_s
        if self._code.letters and self._since_s >= LOOK_EVERY_S:
            self._since_s = 0.0
            self.refresh()

    def build(self) -> None:
        stage, damage, px = self.stage, self.damage, self.layout.px
        head, room = page_head(stage, damage, stage.say("Connect a phone"))
        hint = PhoneWords(stage, damage, "left").hint(self._hint())
        if self.layout.portrait:
            said, below = stacked([(0, hint)], room)
            choices = PhoneWords(stage, damage, "centre").choices(self._code.letters, troubles=True)
            rest = Rect(room.left, below + px(32), room.width, room.bottom - below - px(32))
            self.widgets = [*head, *said, *under_code(stage, damage, rest, choices)]
        else:
            choices = PhoneWords(stage, damage, "left").choices(self._code.letters, troubles=True)
            told = [[(0, hint), *parts] for parts in choices]
            self.widgets = [*head, *beside_code(stage, damage, room, told)[0]]

    def _hint(self) -> str:
        if self._code.letters:
            return self.stage.say(
                "Scan the code with your phone and type these letters there to make the first account."
            )
        return self.stage.say("Point your phone's camera at the code.")
