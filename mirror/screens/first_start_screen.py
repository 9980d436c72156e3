"""The first start: the way to the first account, a QR code and the setup code that only the mirror shows."""

from pygame import Rect

from .screen import Screen
from .stage import Stage
from .widgets.button import Pill
from .widgets.canvas import Anchor
from .widgets.label import Label, paragraph
from .widgets.qr import QrCode
from .widgets.theme import BUTTON, FIGURE, HEADING, INK, MARGIN, NUMBER, QUIET, SMALL, TEXT, TITLE

_LOOK_EVERY_S = 0.5


class FirstStartScreen(Screen):
    """Leaves by itself when the first account exists; makes a new code when the present one has ended."""

    name = "first-start"
    stays_awake = True

    def __init__(self, stage: Stage, code: str = "") -> None:
        super().__init__(stage)
        self._code = code
        self._since_s = 0.0

    def entered(self) -> None:
        if not self._code:
            self._code = self.stage.closet.people.new_setup_code()
        super().entered()

    def refresh(self) -> None:
        people = self.stage.closet.people
        if people.any_account():
            self.stage.doors.home()
        elif not people.setup_code_waits():
            self._code = people.new_setup_code()
            self.rebuild()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        self._since_s += dt_s
        if self._since_s >= _LOOK_EVERY_S:
            self._since_s = 0.0
            self.refresh()

    def build(self) -> None:
        px, content = self.layout.px, self.layout.content
        if self.layout.portrait:
            below = self._add_words(Rect(content.left, content.top + px(150), content.width, 0))
            foot = px(48 + 56 + 24 + 160 + 8 + 48 + 40) + (px(BUTTON + MARGIN) if self.stage.person else 0)
            side = min(px(480), content.bottom - below - px(48) - foot)
            top = below + min(px(90), (content.bottom - below - side - foot))
            code = Rect(content.centerx - side // 2, top, side, side)
            line = Rect(content.left, code.bottom + px(48), content.width, px(56))
        else:
            side = min(content.height - 2 * px(64), content.width // 2 - px(40), px(640))
            code = Rect(content.left, content.centery - side // 2, side, side)
            left = code.right + px(72)
            below = self._add_words(Rect(left, content.top + px(64), content.right - left, 0))
            line = Rect(left, below + px(20), content.right - left, px(56))
        self.widgets.append(QrCode(code, self.damage, self.stage.admin_url))
        self._add_code(line)

    def _add_words(self, room: Rect) -> int:
        """The title and what to do; returns the y below."""
        say, brush, px = self.stage.say, self.stage.brush, self.layout.px
        style = TITLE if self.layout.portrait else HEADING
        title, below = paragraph(room, self.damage, brush, say("Your wardrobe, in a mirror"), style=style)
        hint = say("Scan the code with your phone and type these letters there to make the first account.")
        room = Rect(room.left, below + px(12), room.width, 0)
        words, below = paragraph(room, self.damage, brush, hint, colour=QUIET)
        self.widgets += [*title, *words]
        return below

    def _add_code(self, line: Rect) -> None:
        """The address, the code in large letters, and for people without an account the way to the closet."""
        px, say, content, damage = self.layout.px, self.stage.say, self.layout.content, self.damage
        portrait = self.layout.portrait
        anchor: Anchor = "centre" if portrait else "left"
        wide_enough = self.stage.brush.width(self._code, NUMBER) <= line.width
        style = NUMBER if wide_enough else FIGURE
        letters = Rect(line.left, line.bottom + px(24), line.width, px(style.size * 1.25))
        note = Rect(line.left, letters.bottom + px(8), line.width, px(48))
        self.widgets += [
            Label(line, damage, self.stage.admin_url, TEXT, QUIET, anchor=anchor),
            Label(letters, damage, self._code, style, INK, anchor=anchor),
            Label(note, damage, say("setup code · good for ten minutes"), SMALL, QUIET, anchor=anchor),
        ]
        if self.stage.person is None:
            return
        button = Rect(0, 0, min(px(560), line.width), px(BUTTON))
        if portrait:
            button.midbottom = (content.centerx, content.bottom - px(MARGIN))
        else:
            button.bottomleft = (line.left, content.bottom - px(MARGIN // 2))
        self.widgets.append(Pill(button, damage, say("Look at the closet first"), self.stage.doors.home))
