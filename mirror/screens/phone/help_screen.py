"""What helps when the phone's page does not open, and the certificate's digits as a browser shows them."""

from urllib.parse import urlsplit

from pygame import Rect

from ..page import page_head
from ..screen import Screen
from ..widgets.label import Label, paragraph
from ..widgets.panel import Panel
from ..widgets.theme import QUIET, SMALL, SOFT, TEXT, Style
from ..widgets.widget import Widget


class PhoneHelpScreen(Screen):
    """Answers from the most frequent reason to the rarest, and below them what to compare."""

    name = "phone-help"

    def build(self) -> None:
        stage, px = self.stage, self.layout.px
        head, room = page_head(stage, self.damage, stage.say("If it does not open"))
        for style, gap in ((TEXT, 24), (SMALL, 16), (SMALL, 6)):
            told, below = self._answers(room, style, px(gap))
            digits, below = self._digits(Rect(room.left, below + px(gap + 8), room.width, 0))
            if below <= room.bottom:
                break
        self.widgets = [*head, *told, *digits]

    def _answers(self, room: Rect, style: Style, gap_px: int) -> tuple[list[Widget], int]:
        px, brush = self.layout.px, self.stage.brush
        widgets: list[Widget] = []
        top = room.top
        for number, words in enumerate(self._words(), 1):
            place = Rect(room.left, top, px(52), brush.line_height(style))
            beside = Rect(place.right, top, room.width - place.width, 0)
            lines, below = paragraph(beside, self.damage, brush, words, style=style, colour=SOFT)
            widgets += [Label(place, self.damage, f"{number}", Style("Bold", style.size), QUIET), *lines]
            top = below + gap_px
        return widgets, top - gap_px

    def _digits(self, room: Rect) -> tuple[list[Widget], int]:
        """The whole fingerprint in groups of four digits, in two or four lines."""
        groups, px, brush = self.stage.phone.digits.split(), self.layout.px, self.stage.brush
        if not groups:
            return [], room.top
        inner = room.inflate(-2 * px(40), 0)
        each = 8 if brush.width("0000 " * 8, TEXT) <= inner.width else 4
        top = room.top + px(16)
        caption = self.stage.say("The certificate's fingerprint (SHA-256)")
        widgets: list[Widget] = [
            Label(Rect(inner.left, top, inner.width, px(44)), self.damage, caption, SMALL, QUIET)
        ]
        step, top = inner.width // each, top + px(50)
        for number, group in enumerate(groups):
            row, column = divmod(number, each)
            place = Rect(inner.left + column * step, top + row * px(44), step, px(44))
            widgets.append(Label(place, self.damage, group, TEXT, SOFT))
        bottom = widgets[-1].rect.bottom + px(16)
        return [
            Panel(Rect(room.left, room.top, room.width, bottom - room.top), self.damage),
            *widgets,
        ], bottom

    def _words(self) -> list[str]:
        say, door = self.stage.say, self.stage.phone
        words = [
            say(
                "The phone must be in the same Wi-Fi as the mirror. A guest network keeps them apart, and so does"
                " “client isolation” in the router."
            ),
            say("Type the whole address into the phone's browser, with all its signs: {url}", url=door.url),
        ]
        host = urlsplit(door.url).hostname or ""
        if door.numbers:
            numbers = "  ".join(door.numbers[:2])
            words.append(say("Some phones do not find names: type {number}", number=numbers))
        elif host.endswith(".local"):
            words.append(
                say(
                    "Some phones do not find {host}: type the mirror's number, which your router knows.",
                    host=host,
                )
            )
        words.append(say("Switch off a VPN or iCloud Private Relay for this Wi-Fi."))
        if door.url.startswith("https:"):
            words.append(
                say(
                    "The browser warns once, for it does not know this mirror. Look at the certificate there: if it"
                    " has the digits that stand here, nobody is between the two, and you can go on."
                )
            )
        return words
