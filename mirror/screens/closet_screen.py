"""The closet: the clock, the rail of categories, and a grid of everything this person owns."""

from pathlib import Path

from pygame import Rect

from ..categories import Category
from ..closet import InboxState
from .header import Header
from .navigation import navigation
from .screen import Screen
from .stage import Stage
from .widgets.button import Pill
from .widgets.grid import Grid
from .widgets.label import Label, paragraph
from .widgets.rail import Chip, Rail
from .widgets.theme import BUTTON, GAP, HEADING, INK, MARGIN, NAV, QUIET, TOAST_S, TOUCH
from .widgets.veil import Veil

ALL = "all"
RETIRED = "retired"


class ClosetScreen(Screen):
    """Browse by touch; the chosen category and the place in the grid stay while other screens lie on top."""

    name = "closet"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._chosen: object = ALL
        self._listing: list[tuple[int, str]] = []  # ids, and the photos' hashes
        self._waiting: int | None = None
        self._header = Header(stage, self.damage, stage.say("Closet"))
        self._lay_out()

    def _lay_out(self) -> None:
        px, area = self.layout.px, self.layout.area
        if self.layout.portrait:
            self._bar = Rect(area.left + px(GAP), area.bottom - px(NAV), area.width - 2 * px(GAP), px(NAV))
            right, bottom = area.right, self._bar.top
        else:
            width = px(190)
            self._bar = Rect(area.right - width, area.top, width, area.height)
            right, bottom = self._bar.left, area.bottom - px(32)
        rail = Rect(area.left, bottom - px(TOUCH), right - area.left, px(TOUCH))
        left = area.left + px(40)
        grid = Rect(left, self._header.bottom, right - px(40) - left, rail.top - px(20) - self._header.bottom)
        self._grid = Grid(
            grid,
            self.damage,
            self.layout,
            pictures=self.stage.pictures,
            file_of=self._glow,
            tapped=self._open,
        )
        self._rail = Rail(rail, self.damage, self.stage.brush, self._pick, inset_px=px(48))
        self._veil = Veil(grid, self.damage, top_px=px(28), bottom_px=px(110))

    # Life

    def entered(self) -> None:
        self.refresh()

    def build(self) -> None:
        self.widgets = [self._grid, self._veil, *self._header.widgets, self._rail]
        if not self._listing:
            self.widgets = [*self._empty(), *self._header.widgets]
            if self._known():
                self.widgets.append(self._rail)
        self.widgets += navigation(self.stage, self.damage, self._bar, here=self.name)

    def refresh(self) -> None:
        person = self.stage.person
        if person is None:
            self.stage.doors.home()
            return
        garments = self.stage.closet.garments
        counts = garments.counts(person.id)
        retired = garments.listing(person.id, retired=True)
        if (self._chosen == RETIRED and not retired) or (
            isinstance(self._chosen, Category) and self._chosen not in counts
        ):
            self._chosen = ALL
        self._chips = [
            Chip(ALL, self.stage.say("All"), sum(counts.values())),
            *(Chip(category, self.stage.name_of(category), count) for category, count in counts.items()),
        ]
        if retired:
            self._chips.append(Chip(RETIRED, self.stage.say("Retired"), len(retired)))
        self._rail.set_chips(self._chips, self._chosen)
        self._show(self._read(person.id))
        self._tell_inbox(person.id)
        self.rebuild()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        self._header.show(self.stage.clock.now())

    # Touch

    def _pick(self, value: object) -> None:
        person = self.stage.person
        if person is None:
            return
        self._chosen = value
        self._rail.set_chips(self._chips, value)
        self._show(self._read(person.id), to_top=True)
        self.rebuild()

    def _open(self, index: int) -> None:
        self.stage.doors.garment(self._listing[index][0], [garment_id for garment_id, _ in self._listing])

    # Within

    def _read(self, person_id: int) -> list[tuple[int, str]]:
        category = self._chosen if isinstance(self._chosen, Category) else None
        return self.stage.closet.garments.listing(person_id, category, retired=self._chosen == RETIRED)

    def _show(self, listing: list[tuple[int, str]], *, to_top: bool = False) -> None:
        self._listing = listing
        self.stage.pictures.try_again()
        self._grid.set_count(len(listing), to_top=to_top)

    def _glow(self, index: int) -> Path:
        return self.stage.closet.photos.path(self._listing[index][1], "glow")

    def _known(self) -> bool:
        return len(self._chips) > 1

    def _tell_inbox(self, person_id: int) -> None:
        """A toast when more photos wait than before."""
        counts = self.stage.closet.inbox.counts(person_id)
        waiting = counts[InboxState.WAITING] + counts[InboxState.WORKING]
        if waiting > (self._waiting or 0):
            words = self.stage.say_count("{count} photo is waiting", "{count} photos are waiting", waiting)
            self.stage.doors.toast(
                words,
                button=self.stage.say("Show"),
                action=self.stage.doors.inbox,
                lasting_s=TOAST_S,
                kind="inbox",
            )
        self._waiting = waiting

    def _empty(self) -> list[Label | Pill]:
        """What to do when there is nothing to see."""
        px, say, brush = self.layout.px, self.stage.say, self.stage.brush
        area = self._grid.rect.inflate(-2 * px(MARGIN - 40), 0)
        middle = area.centery - px(120)
        title = Label(
            Rect(area.left, middle - px(40), area.width, px(60)),
            self.damage,
            say("Nothing here yet"),
            HEADING,
            INK,
            anchor="centre",
        )
        hint = say("Hang a garment in front of the camera and touch +, or send photos from your phone.")
        if self.stage.camera is None:
            hint = say("Send photos of your clothes from your phone. Each becomes a garment here.")
        words, below = paragraph(
            Rect(area.left, middle + px(40), area.width, 0),
            self.damage,
            brush,
            hint,
            colour=QUIET,
            anchor="centre",
        )
        button = Rect(0, 0, min(px(520), area.width), px(BUTTON))
        button.midtop = (area.centerx, below + px(48))
        connect = Pill(
            button, self.damage, say("Connect a phone"), self.stage.doors.phone, chosen=True, icon="phone"
        )
        return [title, *words, connect]
