"""How to connect a phone: the admin's address as a QR code."""

from pygame import Rect

from .page import page_head
from .screen import Screen
from .widgets.canvas import Anchor
from .widgets.label import paragraph
from .widgets.qr import QrCode
from .widgets.theme import MARGIN, QUIET, STRONG


class PhoneScreen(Screen):
    """The code, the address in letters, and what to do with it."""

    name = "phone"

    def build(self) -> None:
        px, say, brush, stage = self.layout.px, self.stage.say, self.stage.brush, self.stage
        head, room = page_head(stage, self.damage, say("Connect a phone"))
        portrait = self.layout.portrait
        side = (
            min(px(640), room.width, room.height - px(MARGIN))
            if portrait
            else min(px(640), room.height - px(24))
        )
        code = Rect(0, 0, side, side)
        if portrait:
            code.midtop = (room.centerx, room.top + px(120))
            words = Rect(room.left, code.bottom + px(72), room.width, 0)
        else:
            code.topleft = room.topleft
            words = Rect(code.right + px(72), code.top, room.right - code.right - px(72), 0)
        anchor: Anchor = "centre" if portrait else "left"
        address, below = paragraph(
            words, self.damage, brush, stage.admin_url, style=STRONG, anchor=anchor, most_lines=2
        )
        hint = say(
            "Point your phone's camera at the code. The phone must be in the same Wi-Fi as the mirror."
        )
        room = Rect(words.left, below + px(24), words.width, 0)
        lines, _ = paragraph(room, self.damage, brush, hint, colour=QUIET, anchor=anchor)
        self.widgets = [*head, QrCode(code, self.damage, stage.admin_url), *address, *lines]

    def refresh(self) -> None:
        """Nothing of the closet shows here."""
