"""What the screens for phones say beside the QR code: address, codes, fingerprint, and what else there is to do.

Each part is a function of the room below its top edge, so that a screen stacks those that it has and measures them.
"""

from collections.abc import Callable, Sequence

from pygame import Rect

from ..stage import Stage
from ..widgets.button import Pill
from ..widgets.canvas import Anchor
from ..widgets.damage import Damage
from ..widgets.label import Label, paragraph
from ..widgets.panel import Panel
from ..widgets.qr import QrCode
from ..widgets.theme import (
    FIGURE,
    GAP,
    INK,
    MARGIN,
    NUMBER,
    QUIET,
    SMALL,
    SOFT,
    STRONG,
    TEXT,
    TOUCH,
    Colour,
    Style,
)
from ..widgets.widget import Widget

Part = Callable[[Rect], list[Widget]]  # the widgets from the room's top down; its height says nothing
Sized = tuple[int, Part]  # after a gap of so many pixels
_LARGEST, _SMALLEST = 600, 380  # of the code, in design pixels: a phone an arm away must read it
_APART = 24  # design pixels between words of a fingerprint, at least
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


def under_code(
    stage: Stage, damage: Damage, room: Rect, choices: Sequence[Sequence[Sized]], url: str = ""
) -> list[Widget]:
    """The QR code over the first of `choices` that leaves it large enough. url: another one than the admin's."""
    px = stage.layout.px
    for parts in choices:
        height = stacked(parts, Rect(room.left, 0, room.width, 0))[1]
        side = min(px(_LARGEST), room.width, room.height - height)
        if side >= px(_SMALLEST):
            break
    code = Rect(0, 0, side, side)
    code.midtop = (room.centerx, room.top + min(px(80), (room.height - height - side) // 3))
    words = stacked(parts, Rect(room.left, code.bottom, room.width, 0))[0]
    return [QrCode(code, damage, url or stage.phone.url), *words]


def beside_code(
    stage: Stage, damage: Damage, room: Rect, choices: Sequence[Sequence[Sized]], url: str = ""
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
    return [QrCode(code, damage, url or stage.phone.url), *stacked(parts, column)[0]], column


class PhoneWords:
    """The parts, for one screen."""

    def __init__(self, stage: Stage, damage: Damage, anchor: Anchor) -> None:
        self._stage = stage
        self._damage = damage
        self._anchor = anchor

    def address(self, room: Rect) -> list[Widget]:
        """What a phone can type instead: the name, and the number for a phone that finds no names."""
        door = self._stage.phone
        lines = self._lines(room, door.url, STRONG, INK, most_lines=2)
        if door.numbers:
            below = Rect(room.left, lines[-1].rect.bottom + self._stage.layout.px(2), room.width, 0)
            said = self._stage.say("or {number}", number=door.numbers[0])
            lines += self._lines(below, said, SMALL, QUIET, most_lines=1)
        return list(lines)

    def hint(self, words: str) -> Part:
        """What is to be done."""
        return lambda room: list(self._lines(room, words, TEXT, QUIET))

    def choices(self, letters: str) -> list[list[Sized]]:
        """What stands with the code: everything, or the same in less room for smaller and smaller screens."""
        px = self._stage.layout.px
        made: list[list[Sized]] = []
        for small in (False, True):
            parts: list[Sized] = [(px(20 if small else 32), self.address)]
            if letters:
                note = self._stage.say("setup code · good for ten minutes")
                parts.append((px(16), self.code(letters, note, small=small)))
            if self._stage.phone.fingerprint:
                parts.append((px(20 if small else 32), self.fingerprint(small=small)))
            made.append(parts)
        return made

    def code(self, letters: str, note: str, *, small: bool) -> Part:
        """A code, large, and what it is."""

        def part(room: Rect) -> list[Widget]:
            px, brush = self._stage.layout.px, self._stage.brush
            style = NUMBER if not small and brush.width(letters, NUMBER) <= room.width else FIGURE
            large = Rect(room.left, room.top, room.width, px(style.size * 1.1))
            below = Rect(room.left, large.bottom, room.width, px(44))
            return [
                Label(large, self._damage, letters, style, INK, anchor=self._anchor),
                Label(below, self._damage, note, SMALL, QUIET, anchor=self._anchor),
            ]

        return part

    def fingerprint(self, *, small: bool) -> Part:
        """The certificate's fingerprint as words in columns, on a quiet ground."""

        def part(room: Rect) -> list[Widget]:
            door, px, damage = self._stage.phone, self._stage.layout.px, self._damage
            words = door.fingerprint
            inner = room.inflate(-2 * px(40), 0)
            columns = 4 if small or inner.width >= px(4 * _WORD) else 2
            step, line = inner.width // columns, px(42 if small else 50)
            widest = max(words, key=lambda word: self._stage.brush.width(word, TEXT))
            style = self._stage.brush.fit(widest, SMALL if small else TEXT, step - px(8))[1]
            top = room.top + px(16 if small else 24)
            caption = self._stage.say("The certificate's fingerprint in words")
            if door.renewed_on:
                caption = self._stage.say("The certificate's fingerprint, new on {day}", day=door.renewed_on)
            parts = [Label(Rect(inner.left, top, inner.width, px(44)), damage, caption, SMALL, QUIET)]
            lefts = self._lefts([words[column::columns] for column in range(columns)], inner.width, style)
            for number, word in enumerate(words):
                row, column = divmod(number, columns)
                width = self._stage.brush.width(word, style) + px(4)
                place = Rect(inner.left + lefts[column], top + px(52) + row * line, width, line)
                parts.append(Label(place, damage, word, style, SOFT))
            height = parts[-1].rect.bottom + px(12 if small else 20) - room.top
            return [Panel(Rect(room.left, room.top, room.width, height), damage), *parts]

        return part

    def ways(self, ways: Sequence[tuple[str, Callable[[], None]]]) -> Part:
        """What else there is to do: the first across the room, those after it side by side below."""

        def part(room: Rect) -> list[Widget]:
            px, damage = self._stage.layout.px, self._damage
            height, gap = px(TOUCH), px(GAP)
            made: list[Widget] = [Pill(Rect(room.left, room.top, room.width, height), damage, *ways[0])]
            width = (room.width - gap * (len(ways) - 2)) // max(1, len(ways) - 1)
            for number, way in enumerate(ways[1:]):
                place = Rect(room.left + number * (width + gap), room.top + height + gap, width, height)
                made.append(Pill(place, damage, *way))
            return made

        return part

    # Within

    def _lefts(self, columns: Sequence[Sequence[str]], width_px: int, style: Style) -> list[int]:
        """Where each column begins: all are equally wide, or else have equal air between them."""
        step = width_px // len(columns)
        widest = [max(self._stage.brush.width(word, style) for word in column) for column in columns]
        if max(widest) + self._stage.layout.px(_APART) <= step:
            return [step * number for number in range(len(columns))]
        air = (width_px - sum(widest)) // max(1, len(columns) - 1)
        return [sum(widest[:number]) + air * number for number in range(len(columns))]

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
