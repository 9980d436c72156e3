"""What is shown when something raised: what happened, in words, and the way back. Reads nothing that could fail."""

from pygame import Rect

from ..errors import MirrorError
from .screen import Screen
from .stage import Stage
from .widgets.button import Pill
from .widgets.icon import Icon
from .widgets.label import paragraph
from .widgets.theme import BUTTON, MARGIN, QUIET, SMALL, TITLE, TOUCH


class FaultScreen(Screen):
    """The error in words for a person; what only helps whoever mends it stands small below."""

    name = "fault"

    def __init__(self, stage: Stage, error: Exception) -> None:
        super().__init__(stage)
        self._error = error

    def build(self) -> None:
        px, say, brush = self.layout.px, self.stage.say, self.stage.brush
        area = self.layout.content
        top = area.top + (area.height // 4 if self.layout.portrait else px(96))
        self.widgets.append(
            Icon(Rect(area.left, top, px(TOUCH), px(TOUCH)), self.damage, "exclamation-circle", QUIET)
        )
        top += px(TOUCH + 40)
        room = Rect(area.left, top, area.width, 0)
        title, top = paragraph(room, self.damage, brush, say("Something went wrong"), style=TITLE)
        known = isinstance(self._error, MirrorError)
        told = (
            self.stage.say_reason(self._error)
            if known
            else say("That was the mirror's fault, not yours. Your clothes are safe.")
        )
        room = Rect(area.left, top + px(16), area.width, 0)
        words, top = paragraph(room, self.damage, brush, told, most_lines=5)
        self.widgets += [*title, *words]
        if not known:
            detail = f"{type(self._error).__name__}: {self._error}"
            room = Rect(area.left, top + px(16), area.width, 0)
            small, _ = paragraph(room, self.damage, brush, detail, style=SMALL, colour=QUIET, most_lines=2)
            self.widgets += small
        width = min(px(640), area.width)
        button = Rect(area.left, area.bottom - px(MARGIN + BUTTON), width, px(BUTTON))
        self.widgets.append(
            Pill(button, self.damage, say("Back to the closet"), self.stage.doors.home, chosen=True)
        )

    def refresh(self) -> None:
        """Nothing to read."""

    def back(self) -> None:
        self.stage.doors.home()
