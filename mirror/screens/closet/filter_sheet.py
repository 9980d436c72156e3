"""The sheet on which a person says which of their garments they want to see, in which order. No keyboard."""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from pygame import Rect

from ...closet import Facets, Order, State, Wanted
from ...vision.shades import NAMES
from ..catalogue import N_
from ..stage import Stage
from ..widgets.button import IconButton, Pill
from ..widgets.damage import Damage
from ..widgets.label import Label
from ..widgets.rail import Chip, Rail
from ..widgets.sheet import Sheet
from ..widgets.theme import BUTTON, GAP, HEADING, QUIET, SMALL, TOUCH
from ..widgets.widget import Widget

ORDERS = {
    Order.NEWEST: N_("Newest first"),
    Order.UNWORN: N_("Longest unworn"),
    Order.MOST_WORN: N_("Most worn"),
}
STATES = {State.CLEAN: N_("Clean"), State.WASH: N_("In the wash"), State.RETIRED: N_("Retired")}
STATE_ICONS = {State.CLEAN: "", State.WASH: "basket2", State.RETIRED: "archive"}
ANY = "any"
_HEAD = TOUCH + 24  # design pixels
_LABEL_WIDTH = 190  # design pixels, where it stands before its chips


class FilterSheet(Sheet):
    """Order, state, colours and brands as rows of chips; what nobody could choose from is left out.

    changed(wanted, order): called at every tap, answers how many garments that shows. zoomed(): the other size.
    """

    def __init__(
        self,
        stage: Stage,
        damage: Damage,
        facets: Facets,
        wanted: Wanted,
        order: Order,
        *,
        count: int,
        changed: Callable[[Wanted, Order], int],
        zoom_icon: str,
        zoomed: Callable[[], None],
        closed: Callable[[], None],
    ) -> None:
        self._stage = stage
        self._facets = facets
        self._wanted = wanted
        self._order = order
        self._count = count
        self._changed = changed
        self._zoom_icon = zoom_icon
        self._zoomed = zoomed
        self._rails: dict[str, Rail] = {}
        layout, px = stage.layout, stage.layout.px
        rows = self._rows()
        row = px(TOUCH + 28) + (px(48) if layout.portrait else 0)
        foot = px(16 + BUTTON + 64)
        height = px(56) + px(_HEAD) + len(rows) * row + foot
        # A low screen behind a frame has no room for a row of buttons: they stand beside the heading.
        self._low = height > layout.area.height - px(16)
        if self._low:
            row, foot = px(TOUCH + 8), px(24)
        height = px(56) + px(_HEAD) + len(rows) * row + foot
        super().__init__(damage, layout, height=height, closed=closed)
        self._fill(rows, row)

    def _rows(self) -> list[tuple[str, str]]:
        """The sections and their names."""
        say = self._stage.say
        rows = [("order", say("Order"))]
        if sum(count > 0 for count in self._facets.states.values()) > 1:
            rows.append(("state", say("State")))
        if self._facets.colours:
            rows.append(("colours", say("Colour")))
        if self._facets.brands:
            rows.append(("brands", say("Brand")))
        return rows

    def tell(self, facets: Facets, wanted: Wanted, count: int) -> None:
        """The closet has changed under the sheet."""
        self._facets, self._wanted, self._count = facets, wanted, count
        self._say()

    def _fill(self, rows: Sequence[tuple[str, str]], row: int) -> None:
        layout, damage, say = self._stage.layout, self.damage, self._stage.say
        px, inner = layout.px, self.inner
        zoom = Rect(inner.right - px(TOUCH), inner.top - px(16), px(TOUCH), px(TOUCH))
        clear, show = self._buttons(zoom)
        heading = Rect(
            inner.left, zoom.top, (clear.left if self._low else zoom.left) - inner.left, zoom.height
        )
        parts: list[Widget] = [
            Label(heading, damage, say("Show"), HEADING),
            IconButton(zoom, damage, self._zoom_icon, self._zoomed, raised=True),
        ]
        top = zoom.top + px(_HEAD)
        for key, words in rows:
            if layout.portrait:
                label = Rect(inner.left, top, inner.width, px(44))
                place = Rect(inner.left, label.bottom + px(4), layout.area.right - inner.left, px(TOUCH))
            else:
                label = Rect(inner.left, top, px(_LABEL_WIDTH), px(TOUCH))
                place = Rect(label.right, top, layout.area.right - label.right, px(TOUCH))
            rail = self._rails[key] = Rail(
                place, damage, self._stage.brush, partial(self._pick, key), inset_px=0, raised=True
            )
            parts += [Label(label, damage, words, SMALL, QUIET), rail]
            top += row
        self._show = Pill(show, damage, "", self.leave, chosen=True)
        parts += [Pill(clear, damage, say("Everything"), self._clear, raised=True), self._show]
        self.hold(parts)
        self._say(reveal=True)

    def _buttons(self, zoom: Rect) -> tuple[Rect, Rect]:
        """Where "everything" and "show" stand."""
        px, inner = self._stage.layout.px, self.inner
        if self._low:
            show = Rect(zoom.left - px(GAP + 380), zoom.top, px(380), px(TOUCH))
            return Rect(show.left - px(GAP + 240), zoom.top, px(240), px(TOUCH)), show
        half = (inner.width - px(GAP)) // 2
        top = inner.bottom - px(BUTTON + 64)
        return (
            Rect(inner.left, top, half, px(BUTTON)),
            Rect(inner.right - half, top, half, px(BUTTON)),
        )

    def _say(self, *, reveal: bool = False) -> None:
        """Bring chips and count up to what is wanted now; rows stay where a finger has scrolled them."""
        say = self._stage.say
        self._show.words = self._stage.say_count("Show {count} garment", "Show {count} garments", self._count)
        wanted, facets = self._wanted, self._facets
        self._rails["order"].set_chips(
            [Chip(o, say(words)) for o, words in ORDERS.items()], self._order, reveal=reveal
        )
        if "state" in self._rails:
            states = [Chip(s, say(STATES[s]), n, STATE_ICONS[s]) for s, n in facets.states.items() if n]
            self._rails["state"].set_chips(
                [Chip(ANY, say("All but retired")), *states], wanted.state or ANY, reveal=reveal
            )
        if "colours" in self._rails:
            chips = [Chip(c, say(c), n, swatch=_rgb(c)) for c, n in facets.colours.items()]
            self._rails["colours"].set_chips(chips, *sorted(wanted.colours), reveal=reveal)
        if "brands" in self._rails:
            chips = [Chip(brand, brand, n) for brand, n in facets.brands.items()]
            self._rails["brands"].set_chips(chips, *sorted(wanted.brands), reveal=reveal)
        self.mark()

    def _pick(self, key: str, value: object) -> None:
        wanted = self._wanted
        if key == "order":
            self._order = Order(str(value))
        elif key == "state":
            wanted = msgspec.structs.replace(wanted, state=None if value == ANY else value)
        else:
            chosen = getattr(wanted, key) ^ {value}
            wanted = msgspec.structs.replace(wanted, **{key: chosen})
        self._take(wanted)

    def _clear(self) -> None:
        self._take(Wanted())

    def _take(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._count = self._changed(wanted, self._order)
        self._say()


def _rgb(colour: str) -> tuple[int, int, int] | None:
    """What a colour's name stands for, 8-bit sRGB."""
    return NAMES.get(colour)
