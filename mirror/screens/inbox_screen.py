"""The inbox: which photos wait, how far each is, what failed and why."""

from functools import partial

from ..closet import InboxItem, InboxState
from .catalogue import N_
from .page import page_head, within_reach
from .screen import Screen
from .stage import Stage
from .widgets.label import paragraph
from .widgets.rows import Row, RowButton, Rows
from .widgets.theme import QUIET

_STAGES = {
    "decode": N_("reading the photo"),
    "cutout": N_("cutting it out"),
    "classify": N_("recognising it"),
    "store": N_("putting it in the closet"),
}
_AT_WORK = N_("at work")
_ICONS = {
    InboxState.WAITING: "hourglass-split",
    InboxState.WORKING: "magic",
    InboxState.FAILED: "exclamation-circle",
    InboxState.DONE: "check-lg",
}


class InboxScreen(Screen):
    """Failed photos can be tried again or dismissed; the others pass by themselves."""

    name = "inbox"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._rows: Rows | None = None
        self._shown = 0  # how many rows

    def build(self) -> None:
        head, room = page_head(self.stage, self.damage, self.stage.say("Inbox"))
        items = self._items()
        self._shown = len(items)
        self.widgets = head
        if not items:
            words = self.stage.say("No photo is waiting. What you add shows here until it is in the closet.")
            self.widgets += paragraph(room, self.damage, self.stage.brush, words, colour=QUIET)[0]
        else:
            room = within_reach(self.stage, room, Rows.needed_px(self.layout, len(items)))
            self._rows = Rows(room, self.damage, self.layout)
            self._rows.set_rows([self._row(item) for item in items])
            self.widgets.append(self._rows)

    def refresh(self) -> None:
        items = self._items()
        if self._rows is None or self._shown != len(items):
            self.rebuild()
        else:
            self._rows.set_rows([self._row(item) for item in items])

    def _items(self) -> list[InboxItem]:
        """What failed comes first, for it waits for a person."""
        if self.stage.person is None:
            return []
        items = self.stage.closet.inbox.items(self.stage.person.id)
        return sorted(items, key=lambda item: item.state != InboxState.FAILED)

    def _row(self, item: InboxItem) -> Row:
        say = self.stage.say
        detail = say("waiting for its turn")
        if item.state is InboxState.WORKING:
            detail = say(_STAGES.get(item.stage, _AT_WORK))
        elif item.state is InboxState.FAILED:
            detail = self.stage.say_reason(item.reason)
        buttons: tuple[RowButton, ...] = ()
        if item.state is InboxState.FAILED:
            buttons = (
                RowButton("arrow-clockwise", partial(self._retry, item)),
                RowButton("x-lg", partial(self._dismiss, item)),
            )
        return Row(item.file_name, detail, _ICONS[item.state], buttons=buttons)

    def _retry(self, item: InboxItem) -> None:
        self.stage.closet.inbox.retry(item.person_id, item.id)
        self.stage.doors.toast(self.stage.say("It is tried once more"))
        self.refresh()

    def _dismiss(self, item: InboxItem) -> None:
        self.stage.closet.inbox.dismiss(item.person_id, item.id)
        self.refresh()
