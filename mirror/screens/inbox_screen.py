"""The inbox: which photos wait, how far each is, what failed and why."""

from contextlib import suppress
from functools import partial

from pygame import Rect

from ..closet import InboxItem, InboxState
from ..errors import NotFound
from .catalogue import N_
from .empty_state import Remedy, empty_state
from .page import page_head, within_reach
from .screen import Screen
from .stage import Stage
from .widgets.button import Pill
from .widgets.rows import Row, RowButton, Rows
from .widgets.theme import GAP, TOUCH

_STAGES = {
    "decode": N_("reading the photo"),
    "cutout": N_("cutting it out"),
    "classify": N_("recognising it"),
    "store": N_("putting it in the closet"),
}
_AT_WORK = N_("at work")
_ROW = 168  # design pixels
_MANY = 3  # from so many failures on they can be tried or dismissed all at once
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
        self._shown: list[tuple[int, bool]] = []

    def build(self) -> None:
        offset = 0.0 if self._rows is None else self._rows.kinetics.offset_px
        self._rows = None
        head, room = page_head(self.stage, self.damage, self.stage.say("Inbox"))
        items = self._items()
        self._shown = self._kinds(items)
        self.widgets = head
        if not items:
            say = self.stage.say
            self.widgets += empty_state(
                self.stage,
                self.damage,
                room,
                icon="inbox",
                title=say("No photo is waiting"),
                hint=say("What you add shows here until it is in the closet."),
                remedy=Remedy(say("Connect a phone"), self.stage.doors.phone, "phone"),
            )
        else:
            room = self._all_at_once(room, [item for item in items if item.state is InboxState.FAILED])
            room = within_reach(self.stage, room, Rows.needed_px(self.layout, len(items), _ROW))
            self._rows = Rows(
                room, self.damage, self.layout, pictures=self.stage.pictures, height=_ROW, scrolled_px=offset
            )
            self._rows.set_rows([self._row(item) for item in items])
            self.widgets.append(self._rows)

    def _all_at_once(self, room: Rect, failed: list[InboxItem]) -> Rect:
        """Buttons for all that failed, where there are several; returns the room that is left."""
        if len(failed) < _MANY:
            return room
        px, say = self.layout.px, self.stage.say
        half = (room.width - px(GAP)) // 2
        top = room.bottom - px(TOUCH)
        retry, dismiss = Rect(room.left, top, half, px(TOUCH)), Rect(room.right - half, top, half, px(TOUCH))
        count = len(failed)
        again = self.stage.say_count("Try {count} again", "Try {count} again", count)
        self.widgets += [
            Pill(retry, self.damage, again, partial(self._retry, *failed), icon="arrow-clockwise"),
            Pill(
                dismiss, self.damage, say("Dismiss all failed"), partial(self._dismiss, *failed), icon="x-lg"
            ),
        ]
        return Rect(room.left, room.top, room.width, room.height - px(TOUCH + 24))

    def refresh(self) -> None:
        items = self._items()
        if self._rows is None or self._shown != self._kinds(items):
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
        file = self.stage.closet.photos.spooled(item.sha256)
        return Row(item.file_name, detail, _ICONS[item.state], buttons=buttons, file=file)

    def _retry(self, *items: InboxItem) -> None:
        inbox, say_count = self.stage.closet.inbox, self.stage.say_count

        def write() -> None:
            for item in items:
                with suppress(NotFound):  # done already, on the phone or before the closet got busy
                    inbox.retry(item.person_id, item.id)

        def tell() -> None:
            self.stage.doors.toast(
                say_count("It is tried once more", "{count} are tried once more", len(items))
            )
            self.refresh()

        self.stage.doors.carry_out(write, tell)

    def _dismiss(self, *items: InboxItem) -> None:
        inbox = self.stage.closet.inbox

        def write() -> None:
            for item in items:
                with suppress(NotFound):
                    inbox.dismiss(item.person_id, item.id)

        self.stage.doors.carry_out(write, self.refresh)

    @staticmethod
    def _kinds(items: list[InboxItem]) -> list[tuple[int, bool]]:
        """Which there are, and which of them failed: what the buttons are about."""
        return [(item.id, item.state is InboxState.FAILED) for item in items]
