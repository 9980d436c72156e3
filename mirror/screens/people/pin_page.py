"""What the screens that ask for a PIN have in common: digits, the closet's answer, and the wait after wrong ones.

The digits live in one attribute until they have been tried; nothing writes them anywhere, nor says them.
"""

import math
from collections.abc import Callable

from pygame import Rect

from ...closet import Person, PinAnswer
from ...errors import NotFound
from ..screen import Screen
from ..stage import Stage
from ..widgets.button import IconButton
from ..widgets.label import Label
from ..widgets.names import name_lines
from ..widgets.pinpad import BACK, KEYS, LEAST, MOST, OK, PinDots, PinPad
from ..widgets.theme import HEADING, INK, QUIET, TEXT, Style
from .pin_layout import PinPlaces, pin_places

_DIGITS = frozenset("0123456789")
_TITLE_SHAPES = ((1, HEADING), (1, Style("Bold", 36)), (2, Style("Bold", 30)), (2, Style("Bold", 25)))


class _Note(Label):
    """A line that says something else now and then."""

    def say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.mark()


class PinPage(Screen):
    """A pad, dots for what was typed, and a line about it. While a wait lasts, the line counts the seconds down."""

    def __init__(self, stage: Stage, person: Person) -> None:
        super().__init__(stage)
        self.person = person
        self._typed = ""
        self._said = ""
        self._until_s = -math.inf  # the end of a wait, on the stopwatch
        self._asked = 0

    # For each of the two to fill in

    def _submit(self, digits: str) -> None:
        """OK was tapped."""
        raise NotImplementedError

    def _head(self) -> tuple[str, str]:
        """The title, and what is to be done."""
        raise NotImplementedError

    # Life

    def entered(self) -> None:
        self._typed = self._said = ""
        self.refresh()

    def left(self) -> None:
        self._typed = ""
        super().left()

    def refresh(self) -> None:
        people = self.stage.closet.people
        try:
            self.person = people.get(self.person.id)
            self._wait(people.pin_wait_s(self.person.id))
        except NotFound:
            self.stage.doors.back()
            return
        self.rebuild()

    def build(self) -> None:
        stage, damage = self.stage, self.damage
        places = self._places()
        title, words = self._head()
        self._dots = PinDots(places.dots, damage, self.layout)
        self._dots.show(len(self._typed))
        self._note = _Note(places.note, damage, "", TEXT, INK, anchor="centre")
        self._pad = PinPad(places.pad, damage, self.layout, stage.say("OK"), self._type)
        self.widgets = [
            IconButton(places.back, damage, "arrow-left", stage.doors.back),
            *self._title(places.title, title),
            Label(places.words, damage, words, TEXT, QUIET, anchor="centre"),
            self._dots,
            self._note,
            self._pad,
        ]
        self._show()

    def _title(self, place: Rect, title: str) -> list[Label]:
        """In a line, or in two where it is somebody's long name."""
        lines, style = name_lines(self.stage.brush, title, place.width, _TITLE_SHAPES)
        height = self.stage.brush.line_height(style) if len(lines) > 1 else place.height
        top = place.centery - height * len(lines) // 2
        places = (Rect(place.left, top + i * height, place.width, height) for i in range(len(lines)))
        return [
            Label(at, self.damage, line, style, INK, anchor="centre")
            for at, line in zip(places, lines, strict=True)
        ]

    def _places(self) -> PinPlaces:
        return pin_places(self.layout, picture=False, other=False)

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if math.isinf(self._until_s):
            return
        if self._left_s() <= 0:
            self._wait(self.stage.closet.people.pin_wait_s(self.person.id))
            self._said = ""
        self._show()

    # Digits

    @property
    def blocked(self) -> bool:
        """Whether no PIN is looked at now."""
        return self._left_s() > 0

    def _type(self, key: str) -> None:
        if key == OK:
            self._submit(self._typed)
            return
        if key == BACK:
            self._typed = self._typed[:-1]
        elif len(self._typed) < MOST:
            self._typed += key
        self._said = ""
        self._show()
        self._dots.show(len(self._typed))

    def _show(self) -> None:
        """Let the note and the keys be as things stand."""
        if self.blocked:
            self._note.say(self.stage.say("Too many tries. Again in {wait}", wait=self._wait_in_words()))
            self._pad.offer(())
            return
        self._note.say(self._said)
        offered = set(KEYS) if len(self._typed) < MOST else set(KEYS) - _DIGITS
        if len(self._typed) < LEAST:
            offered.discard(OK)
        if not self._typed:
            offered.discard(BACK)
        self._pad.offer(offered)

    def _shake(self, said: str) -> None:
        """What was typed is no good."""
        self._typed = ""
        self._said = said
        self._dots.shake()
        self._show()

    # The closet's answer

    def _ask(self, digits: str, right: Callable[[], None]) -> None:
        """Try a PIN. A busy closet answers later, and only about what was asked last."""
        people, answers = self.stage.closet.people, list[PinAnswer]()
        self._asked += 1
        number = self._asked

        def try_it() -> None:
            if number == self._asked:
                answers.append(people.try_pin(self.person.id, digits))

        def hear() -> None:
            if answers:
                self._hear(answers[0], right)

        self._said = self.stage.say("One moment…")
        self._show()
        self.stage.doors.carry_out(try_it, hear)

    def _hear(self, answer: PinAnswer, right: Callable[[], None]) -> None:
        if answer.right:
            self._typed = self._said = ""
            right()
            return
        self._wait(answer.wait_s)
        left = answer.tries_left
        say = self.stage.say_count
        self._shake(
            say("Wrong PIN. {count} try is left", "Wrong PIN. {count} tries are left", left) if left else ""
        )

    def _wait(self, seconds: int) -> None:
        self._until_s = self.stage.clock.monotonic_s() + seconds if seconds > 0 else -math.inf

    def _left_s(self) -> int:
        left_s = self._until_s - self.stage.clock.monotonic_s()
        return max(0, math.ceil(left_s)) if left_s > 0 else 0

    def _wait_in_words(self) -> str:
        minutes, seconds = divmod(self._left_s(), 60)
        if minutes:
            return self.stage.say("{minutes} min {seconds} s", minutes=minutes, seconds=f"{seconds:02}")
        return self.stage.say("{seconds} s", seconds=seconds)
