"""What the two screens for phones say beside the QR code: address, setup code, fingerprint, and what may go wrong.

Each part is a function of the room below its top edge, so that a screen stacks those that it has and measures them.
"""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from pygame import Rect

from ..stage import Stage
from ..widgets.canvas import Anchor
from ..widgets.damage import Damage
from ..widgets.label import Label, paragraph
from ..widgets.panel import Panel
from ..widgets.qr import QrCode
from ..widgets.theme import FIGURE, INK, MARGIN, NUMBER, QUIET, SMALL, SOFT, STRONG, TEXT, Colour, Style
from ..widgets.widget import Widget

Part = Callable[[Rect], list[Widget]]  # the widgets from the room's top down; its height says nothing
Sized = tuple[int, Part]  # after a gap of so many pixels
_LARGEST, _SMALLEST = 600, 380  # of the code, in design pixels: a phone an arm away must read it
_WORD = 248  # design pixels, in which the longest word of a fingerprint stands


def stacked(parts: Sequence[Sized], room: Rect) -> tuple[list[Widget], int]:
    """The parts below each other, and the y below the last one."""
    widgets: list[Widget] = []
    top = room.top
    for gap_px, part in parts:
        made = part(Rect(room.left, top + gap_px, room.width, 0))
        top = max((widget.rect.bottom for widget in made), default=top)
        widgets += made
    return widgets, top


def under_code(stage: Stage, damage: Damage, room: Rect, choices: Sequence[Sequence[Sized]]) -> list[Widget]:
    """The QR code over the first of `choices` that leaves it large enough."""
    px = stage.layout.px
    for parts in choices:
        height = stacked(parts, Rect(room.left, 0, room.width, 0))[1]
        side = min(px(_LARGEST), room.width, room.height - height)
        if side >= px(_SMALLEST):
            break
    code = Rect(0, 0, side, side)
    code.midtop = (room.centerx, room.top + min(px(80), (room.height - height - side) // 3))
    words = stacked(parts, Rect(room.left, code.bottom, room.width, 0))[0]
    return [QrCode(code, damage, stage.phone.url), *words]


def beside_code(
    stage: Stage, damage: Damage, room: Rect, choices: Sequence[Sequence[Sized]]
) -> tuple[list[Widget], Rect]:
    """The QR code, beside it the first of `choices` that fits, and the column in which that stands."""
    px = stage.layout.px
    side = min(px(_LARGEST), room.height, room.width * 2 // 5)
    code = Rect(room.left, room.centery - side // 2, side, side)
    left = code.right + px(MARGIN)
    column = Rect(left, room.top, room.right - left, room.height)
    for parts in choices:
        height = stacked(parts, column)[1] - room.top
        if height <= room.height:
            break
    column = Rect(left, room.top + max(0, room.height - height) // 2, column.width, height)
    return [QrCode(code, damage, stage.phone.url), *stacked(parts, column)[0]], column


class PhoneWords:
    """The parts, for one screen."""

    def __init__(self, stage: Stage, damage: Damage, anchor: Anchor) -> None:
        self._stage = stage
        self._damage = damage
        self._anchor = anchor

    def address(self, room: Rect) -> list[Widget]:
        """What a phone can type instead."""
        url = self._stage.phone.url
        return list(self._lines(room, url, STRONG, INK, most_lines=2))

    def hint(self, words: str) -> Part:
        """What is to be done."""
        return lambda room: list(self._lines(room, words, TEXT, QUIET))

    def choices(self, letters: str, *, troubles: bool) -> list[list[Sized]]:
        """What stands with the code: everything, or less and less of it for smaller and smaller screens."""
        px = self._stage.layout.px
        made: list[list[Sized]] = []
        for small in (False, True):
            parts: list[Sized] = [(px(32), self.address)]
            if letters:
                parts.append((px(16), self.code(letters, small=small)))
            if self._stage.phone.fingerprint:
                parts.append((px(32), self.fingerprint(small=small)))
            made.append(parts)
        if not troubles:
            return made
        return [*([*parts, (px(36), self.troubles)] for parts in made), *made]

    def code(self, letters: str, *, small: bool) -> Part:
        """The setup code, large, and what it is."""

        def part(room: Rect) -> list[Widget]:
            px, brush = self._stage.layout.px, self._stage.brush
            style = NUMBER if not small and brush.width(letters, NUMBER) <= room.width else FIGURE
            large = Rect(room.left, room.top, room.width, px(style.size * 1.1))
            note = Rect(room.left, large.bottom, room.width, px(44))
            words = self._stage.say("setup code · good for ten minutes")
            return [
                Label(large, self._damage, letters, style, INK, anchor=self._anchor),
                Label(note, self._damage, words, SMALL, QUIET, anchor=self._anchor),
            ]

        return part

    def fingerprint(self, *, small: bool) -> Part:
        """The certificate's fingerprint as words in columns, on a quiet ground."""

        def part(room: Rect) -> list[Widget]:
            words, px, damage = self._stage.phone.fingerprint, self._stage.layout.px, self._damage
            inner = room.inflate(-2 * px(40), 0)
            columns = 4 if small or inner.width >= px(4 * _WORD) else 2
            step, line = inner.width // columns, px(42 if small else 50)
            widest = max(words, key=lambda word: self._stage.brush.width(word, TEXT))
            style = self._stage.brush.fit(widest, SMALL if small else TEXT, step - px(8))[1]
            top = room.top + px(24)
            caption = self._stage.say("The certificate's fingerprint in words")
            parts = [Label(Rect(inner.left, top, inner.width, px(44)), damage, caption, SMALL, QUIET)]
            for number, word in enumerate(words):
                row, column = divmod(number, columns)
                place = Rect(inner.left + column * step, top + px(52) + row * line, step - px(8), line)
                parts.append(Label(place, damage, word, style, SOFT))
            height = parts[-1].rect.bottom + px(20) - room.top
            return [Panel(Rect(room.left, room.top, room.width, height), damage), *parts]

        return part

    def troubles(self, room: Rect) -> list[Widget]:
        """What helps when the page does not open."""
        say, px, brush = self._stage.say, self._stage.layout.px, self._stage.brush
        title = Rect(room.left, room.top, room.width, px(52))
        widgets: list[Widget] = [Label(title, self._damage, say("If it does not open"), STRONG, SOFT)]
        top = title.bottom + px(8)
        for words in self._answers():
            dot = Rect(room.left, top, px(28), brush.line_height(SMALL))
            beside = Rect(dot.right, top, room.width - dot.width, 0)
            lines, top = paragraph(beside, self._damage, brush, words, style=SMALL, colour=QUIET)
            widgets += [Label(dot, self._damage, "·", STRONG, QUIET), *lines]
            top += px(6)
        return widgets

    # Within

    def _answers(self) -> list[str]:
        say = self._stage.say
        answers = [
            say("The phone must be in the same Wi-Fi as the mirror."),
            say("Type the whole address into the phone's browser, with all its signs."),
        ]
        host = urlsplit(self._stage.phone.url).hostname or ""
        if host.endswith(".local"):
            answers.append(
                say(
                    "Some phones do not find {host}: type the mirror's number, which your router knows.",
                    host=host,
                )
            )
        return answers

    def _lines(
        self, room: Rect, words: str, style: Style, colour: Colour, most_lines: int = 9
    ) -> list[Label]:
        return paragraph(
            room,
            self._damage,
            self._stage.brush,
            words,
            style=style,
            colour=colour,
            anchor=self._anchor,
            most_lines=most_lines,
        )[0]
