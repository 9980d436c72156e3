"""The first start: the way to the first account, a QR code and the setup code that only the mirror shows."""

from pygame import Rect

from ..screen import Screen
from ..stage import Stage
from ..widgets.button import Pill
from ..widgets.label import paragraph
from ..widgets.theme import BUTTON, HEADING, MARGIN, TITLE
from ..widgets.widget import Widget
from .screen import LOOK_EVERY_S
from .setup_code import SetupCode
from .words import PhoneWords, beside_code, stacked, under_code


class FirstStartScreen(Screen):
    """Leaves by itself when the first account exists; makes a new code when the present one has ended.

    code: shown in place of a real one.
    """

    name = "first-start"
    stays_awake = True

    def __init__(self, stage: Stage, code: str = "") -> None:
        super().__init__(stage)
        self._setup = SetupCode(stage.closet, code)
        self._since_s = 0.0

    @property
    def _code(self) -> str:
        return self._setup.letters

    def entered(self) -> None:
        self._setup.renew()
        super().entered()

    def refresh(self) -> None:
        if self.stage.closet.people.any_account():
            self.stage.doors.home()
        elif self._setup.look():
            self.rebuild()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        self._since_s += dt_s
        if self._since_s >= LOOK_EVERY_S:
            self._since_s = 0.0
            self.refresh()

    def build(self) -> None:
        if self.layout.portrait:
            self._build_upright()
        else:
            self._build_wide()

    def _build_upright(self) -> None:
        px, content = self.layout.px, self.layout.content
        roomy = content.height > px(1600)
        top = Rect(content.left, content.top + px(150 if roomy else 64), content.width, 0)
        said, below = stacked([(0, self._title)], top)
        bottom = content.bottom - px(MARGIN) - (px(BUTTON + 40) if self.stage.person else 0)
        top_px = below + px(40)
        rest = Rect(content.left, top_px, content.width, bottom - top_px)
        choices = PhoneWords(self.stage, self.damage, "centre").choices(self._code)
        self.widgets = [*said, *under_code(self.stage, self.damage, rest, choices)]
        if self.stage.person:
            place = Rect(0, 0, min(px(560), content.width), px(BUTTON))
            place.midbottom = (content.centerx, content.bottom - px(MARGIN))
            self._add_button(place)

    def _build_wide(self) -> None:
        px, content = self.layout.px, self.layout.content
        button = px(28 + BUTTON) if self.stage.person else 0
        room = Rect(content.left, content.top + px(28), content.width, content.height - 2 * px(28) - button)
        words = PhoneWords(self.stage, self.damage, "left").choices(self._code)
        choices = [[(0, self._title), *parts] for parts in words]
        self.widgets, column = beside_code(self.stage, self.damage, room, choices)
        if button:
            place = Rect(column.left, column.bottom + px(28), min(px(560), column.width), px(BUTTON))
            self._add_button(place)

    def _title(self, room: Rect) -> list[Widget]:
        """The title and what to do."""
        say, px = self.stage.say, self.layout.px
        style = TITLE if self.layout.portrait else HEADING
        title, below = paragraph(
            room, self.damage, self.stage.brush, say("Your wardrobe, in a mirror"), style=style
        )
        hint = say("Scan the code with your phone and type these letters there to make the first account.")
        words = PhoneWords(self.stage, self.damage, "left").hint(hint)
        return [*title, *words(Rect(room.left, below + px(12), room.width, 0))]

    def _add_button(self, place: Rect) -> None:
        """For people without an account, the way to the closet."""
        self.widgets.append(
            Pill(place, self.damage, self.stage.say("Look at the closet first"), self.stage.doors.home)
        )
