"""The closet: the clock, a grid of what this person owns, and the rail and the sheet that narrow it down."""

from pathlib import Path

import msgspec

from ...categories import Category
from ...closet import Facets, InboxState, Order, State, Wanted
from ..header import Header
from ..navigation import navigation
from ..screen import Screen
from ..stage import Stage
from ..widgets.button import IconButton, TextLink
from ..widgets.grid import Grid
from ..widgets.rail import Chip, Rail
from ..widgets.theme import TOAST_S
from ..widgets.veil import Veil
from .filter_sheet import STATE_ICONS, STATES, FilterSheet
from .layout import ClosetPlaces, closet_places
from .words import garment_icon, nothing_here, what_is_shown

ALL = "all"
ZOOMS = (0, 1)  # as the button of the sheet changes them; a pinch knows one more
_ASIDE = (State.WASH, State.RETIRED)  # states that stand in the rail like a category


class ClosetScreen(Screen):
    """Browse by touch; what is chosen and the place in the grid stay while other screens lie on top."""

    name = "closet"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._wanted = Wanted()
        self._facets = Facets({}, {}, {}, {})
        self._ids: list[int] = []
        self._photos: list[str] = []  # their hashes
        self._in_wash: list[bool] = []
        self._waiting: int | None = None
        self._stale = False  # the header has other parts than those that are shown
        self._header = Header(stage, self.damage, stage.say("Closet"))
        self._places: ClosetPlaces = closet_places(self.layout, self._header.bottom)
        self._grid = Grid(
            self._places.grid,
            self.damage,
            self.layout,
            pictures=stage.pictures,
            file_of=self._glow,
            tapped=self._open,
            mark_of=self._mark,
            zoom=stage.browsing.zoom,
            zoomed=self._zoomed,
        )
        self._rail = Rail(
            self._places.rail, self.damage, stage.brush, self._pick, inset_px=self._places.inset_px
        )
        px = self.layout.px
        self._veil = Veil(self._places.grid, self.damage, top_px=px(28), bottom_px=px(110))

    # Life

    def entered(self) -> None:
        self.refresh()

    def build(self) -> None:
        self._stale = False
        if self._ids:
            self.widgets = [self._grid, self._veil, *self._header.widgets]
        else:
            self.widgets = [
                *nothing_here(
                    self.stage, self.damage, self._grid.rect, owns=self._owns(), clear=self._show_everything
                ),
                *self._header.widgets,
            ]
        if self._owns():
            narrowed = bool(self._wanted.colours or self._wanted.brands or self._wanted.state is State.CLEAN)
            filters = IconButton(
                self._places.filters, self.damage, "sliders", self._open_filters, dot=narrowed
            )
            self.widgets += [self._rail, filters, self._link()]
        self.widgets += navigation(self.stage, self.damage, self._places.bar, here=self.name)

    def refresh(self) -> None:
        person = self.stage.person
        if person is None:
            self.stage.doors.home()
            return
        self._facets = self.stage.closet.garments.facets(person.id)
        self._wanted = self._still_there(self._wanted)
        self._set_chips()
        self._read(person.id)
        self._tell_inbox(person.id)
        if isinstance(self.sheet, FilterSheet):
            self.sheet.tell(self._facets, self._wanted, len(self._ids))
        self.rebuild()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        self._stale = self._header.show(self.stage.clock.now()) or self._stale
        if self._stale and self.settled:
            self.rebuild()

    # Touch

    def _pick(self, value: object) -> None:
        if isinstance(value, State):
            wanted = Wanted(state=value)
        else:
            state = None if self._wanted.state in _ASIDE else self._wanted.state
            category = value if isinstance(value, Category) else None
            wanted = msgspec.structs.replace(self._wanted, category=category, state=state)
        self._narrow(wanted, self.stage.browsing.order)
        self.rebuild()

    def _open(self, index: int) -> None:
        self.stage.doors.garment(self._ids[index], self._ids)

    def _open_filters(self) -> None:
        self.show_sheet(
            FilterSheet(
                self.stage,
                self.damage,
                self._facets,
                self._wanted,
                self.stage.browsing.order,
                count=len(self._ids),
                changed=self._narrow,
                zoom_icon="grid" if self._grid.zoom else "grid-3x3",
                zoomed=self._next_zoom,
                closed=self._end_filters,
            )
        )

    def _end_filters(self) -> None:
        self.close_sheet()
        self.rebuild()

    def _narrow(self, wanted: Wanted, order: Order) -> int:
        """Show only this, from the top; returns how many there are."""
        person = self.stage.person
        if person is None:
            return 0
        self._wanted = wanted
        self.stage.browsing.order = order
        self._set_chips()
        self._read(person.id, to_top=True)
        return len(self._ids)

    def _show_everything(self) -> None:
        """All that is not put away, or, where all of it is, that."""
        put_away = not self._facets.categories
        self._narrow(Wanted(state=State.RETIRED if put_away else None), self.stage.browsing.order)
        self.rebuild()

    def _next_zoom(self) -> None:
        self._grid.set_zoom(ZOOMS[(ZOOMS.index(self._grid.zoom) + 1) % 2] if self._grid.zoom in ZOOMS else 0)
        self._zoomed(self._grid.zoom)
        self._end_filters()

    def _zoomed(self, zoom: int) -> None:
        self.stage.browsing.zoom = zoom

    # Within

    def _read(self, person_id: int, *, to_top: bool = False) -> None:
        listing = self.stage.closet.garments.listing(person_id, self._wanted, self.stage.browsing.order)
        self._ids = [entry[0] for entry in listing]
        self._photos = [entry[1] for entry in listing]
        self._in_wash = [entry[2] for entry in listing]
        self.stage.pictures.try_again()
        self._grid.set_count(len(listing), to_top=to_top)

    def _set_chips(self) -> None:
        stage, facets, wanted = self.stage, self._facets, self._wanted
        chips = [Chip(ALL, stage.say("All"), sum(facets.categories.values()))]
        chips += [Chip(c, stage.name_of(c), n, garment_icon(c)) for c, n in facets.categories.items()]
        chips += [
            Chip(state, stage.say(STATES[state]), facets.states[state], STATE_ICONS[state])
            for state in _ASIDE
            if facets.states.get(state)
        ]
        chosen = wanted.state if wanted.state in _ASIDE else wanted.category
        self._rail.set_chips(chips, ALL if chosen is None else chosen)

    def _still_there(self, wanted: Wanted) -> Wanted:
        """What is wanted without what nobody has any more."""
        facets = self._facets
        return Wanted(
            category=wanted.category if wanted.category in facets.categories else None,
            state=wanted.state if wanted.state and facets.states.get(wanted.state) else None,
            colours=wanted.colours & facets.colours.keys(),
            brands=wanted.brands & facets.brands.keys(),
        )

    def _link(self) -> TextLink:
        """What is shown, in words beside the title: a tap changes it."""
        words = what_is_shown(self.stage, self._wanted, self.stage.browsing.order, len(self._ids))
        return TextLink(self._places.link, self.damage, words, self._open_filters, icon="chevron-down")

    def _glow(self, index: int) -> Path:
        return self.stage.closet.photos.path(self._photos[index], "glow")

    def _mark(self, index: int) -> str:
        return STATE_ICONS[State.WASH] if self._in_wash[index] else ""

    def _owns(self) -> bool:
        return any(self._facets.states.values())

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
                polite=True,
            )
        self._waiting = waiting
