"""What to wear together with a garment: a row of pictures for each slot, and what was chosen laid out above."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from pygame import Rect

from ...categories import Slot
from ...closet import Garment, Tile
from ...errors import NotFound
from ..catalogue import N_
from ..empty_state import empty_state
from ..page import page_head
from ..pictures import PictureKey
from ..screen import Screen
from ..stage import Stage
from ..widgets.button import Pill
from ..widgets.column import Column
from ..widgets.label import Label
from ..widgets.outfit_lay import OutfitLay
from ..widgets.picture_rail import PictureRail
from ..widgets.theme import BUTTON, MARGIN, QUIET, SMALL, TOUCH, UNDO_S
from ..widgets.widget import Widget
from .outfit import WEIGHTS, picture_of
from .pairing import companions, instead_of

SLOTS = {
    Slot.TOP: N_("Top"),
    Slot.BOTTOM: N_("Bottom"),
    Slot.ONE_PIECE: N_("One-piece"),
    Slot.OUTER: N_("Over it"),
    Slot.SHOES: N_("Shoes"),
    Slot.HEAD: N_("Head"),
    Slot.BAG: N_("Bag"),
}
_LABEL, _BESIDE, _TALLEST = 44, 150, 210  # design pixels: the height of a name or its width, and of pictures
_LOW = 1600  # of less height than this, the names of the rows leave it to the pictures ...
_MANY = 4  # ... and of more rows than so many
_ROWS_SHARE = 0.64  # of the height of an upright screen; the outfit has the rest
_SCROLLED, _SCROLLED_SHARE = 140, 0.6  # of a row when not all are in sight at once, and of the height then
_PART_OF_NEXT = 0.6  # of a row that shows that there are more of them


class _Places(NamedTuple):
    """The outfit, the rows, the button. row_px: of each row. beside: the names stand before the pictures."""

    lay: Rect
    rows: Rect
    button: Rect
    row_px: int
    beside: bool


class WearWithScreen(Screen):
    """A tap on a picture puts it on or takes it off; the button notes that all of it is worn today."""

    name = "wear-with"

    def __init__(self, stage: Stage, garment_id: int) -> None:
        super().__init__(stage)
        self._id = garment_id
        self._garment: Garment | None = None
        self._rows: dict[Slot, list[Tile]] = {}
        self._chosen: dict[Slot, Tile] = {}
        self._rails: dict[Slot, PictureRail] = {}
        self._lay: OutfitLay | None = None
        self._column: Column | None = None

    def entered(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        stage, person = self.stage, self.stage.person
        self._garment = None
        if person is not None:
            with suppress(NotFound):
                garment = stage.closet.garments.get(person.id, self._id)
                self._rows = companions(stage.closet, garment)
                self._garment = garment
        if self._garment is None:
            stage.doors.back()
            return
        now = {tile.id: (slot, tile) for slot, tiles in self._rows.items() for tile in tiles}
        on, self._chosen = [tile.id for tile in self._chosen.values()], {}
        for number in on:  # as it is called, and what kind it is, now
            if number in now:
                self._put_on(*now[number])
        self.rebuild()

    def build(self) -> None:
        garment, say = self._garment, self.stage.say
        if garment is None:
            return
        head, room = page_head(self.stage, self.damage, say("Wear with…"))
        self.widgets = head
        if not self._rows:
            self.widgets += empty_state(
                self.stage,
                self.damage,
                room,
                icon="layers",
                title=say("Nothing to go with it yet"),
                hint=say("Trousers, shoes and all the rest that is clean shows here, to choose from."),
            )
            return
        places = self._split(room)
        self._lay = OutfitLay(places.lay, self.damage, self.stage.pictures)
        self._lay.show(self._outfit(garment))
        self.widgets += [self._lay, *self._rows_in(places)]
        self.widgets.append(Pill(places.button, self.damage, say("Wear this today"), self._wear, chosen=True))

    # Parts

    def _split(self, room: Rect) -> _Places:
        px, count, portrait = self.layout.px, len(self._rows), self.layout.portrait
        button = Rect(room.left, room.bottom - px(BUTTON), room.width, px(BUTTON))
        above = button.top - px(36) - room.top if portrait else room.height
        beside = not portrait or self.layout.area.height < px(_LOW) or count > _MANY
        over = px(4 if beside else _LABEL)
        row = min(px(_TALLEST) + over, (round(above * _ROWS_SHARE) if portrait else above) // count)
        height = row * count
        if row < px(TOUCH) + over:
            height, beside = round(above * _SCROLLED_SHARE) if portrait else above, True
            row = round(height / (round(height / px(_SCROLLED) - _PART_OF_NEXT) + _PART_OF_NEXT))
        if portrait:
            rows = Rect(room.left, button.top - px(36) - height, room.width, height)
            lay = Rect(room.left, room.top, room.width, rows.top - px(24) - room.top)
        else:
            button.width = room.width * 2 // 5
            lay = Rect(room.left, room.top, button.width, button.top - px(20) - room.top)
            left = lay.right + px(MARGIN)
            rows = Rect(left, room.top, room.right - left, height)
        rows.width = self.layout.area.right - rows.left  # pictures go on to the edge
        return _Places(lay, rows, button, row, beside)

    def _rows_in(self, places: _Places) -> list[Widget]:
        """The rows, in a column where not all of them are in sight; each where a finger has scrolled it."""
        px, room, row = self.layout.px, places.rows, places.row_px
        before, self._rails = self._rails, {}
        parts: list[Widget] = []
        for number, (slot, tiles) in enumerate(self._rows.items()):
            top = room.top + number * row
            if places.beside:
                label = Rect(room.left, top, px(_BESIDE), row)
                place = Rect(label.right, top, room.right - label.right, row - px(4))
            else:
                label = Rect(room.left, top, room.width, px(_LABEL))
                place = Rect(room.left, label.bottom, room.width, row - label.height)
            chosen = self._chosen.get(slot)
            rail = self._rails[slot] = PictureRail(
                place,
                self.damage,
                self.layout,
                self.stage.pictures,
                files=[tile.glow for tile in tiles],
                picked=partial(self._pick, slot),
                chosen=tiles.index(chosen) if chosen in tiles else None,
                scrolled=before[slot].scrolled if slot in before else None,
            )
            parts += [Label(label, self.damage, self.stage.say(SLOTS[slot]), SMALL, QUIET), rail]
        if row * len(self._rows) <= room.height:
            self._column = None
            return parts
        column = Column(room, self.damage, self.layout)
        if self._column is not None:
            column.kinetics.offset_px = self._column.kinetics.offset_px
        column.hold(parts, row * len(self._rows))
        self._column = column
        return [column]

    def _outfit(self, garment: Garment) -> list[tuple[Callable[[int], PictureKey], float]]:
        worn = {garment.category.slot: partial(picture_of, garment.photo)}
        for slot, tile in self._chosen.items():
            worn[slot] = partial(PictureKey, tile.glow)
        return [(worn[slot], WEIGHTS[slot]) for slot in WEIGHTS if slot in worn]

    # Touch

    def _pick(self, slot: Slot, number: int) -> None:
        tile = self._rows[slot][number]
        if self._chosen.get(slot) == tile:
            del self._chosen[slot]
        else:
            self._put_on(slot, tile)
        for one, rail in self._rails.items():
            chosen = self._chosen.get(one)
            rail.choose(None if chosen is None else self._rows[one].index(chosen))
        if self._lay is not None and self._garment is not None:
            self._lay.show(self._outfit(self._garment))

    def _put_on(self, slot: Slot, tile: Tile) -> None:
        for taken in instead_of(slot):
            self._chosen.pop(taken, None)
        self._chosen[slot] = tile

    def _wear(self) -> None:
        stage, garment = self.stage, self._garment
        if garment is None:
            return
        garments, person_id, today = stage.closet.garments, garment.person_id, stage.clock.now().date()
        before = {tile.id for tile in garments.worn_on(person_id, today)}
        on = [garment.id, *(tile.id for tile in self._chosen.values())]
        ids = [number for number in on if number not in before]

        def wear() -> None:
            garments.wear_all(person_id, ids, today)
            stage.doors.changed()

        def unwear() -> None:
            garments.unwear_all(person_id, ids, today)
            stage.doors.changed()

        def tell() -> None:
            stage.doors.back()
            stage.doors.toast(
                stage.say("Noted: you wear this today"),
                button=stage.say("Undo"),
                action=lambda: stage.doors.carry_out(unwear),
                lasting_s=UNDO_S,
            )

        stage.doors.carry_out(wear, tell, once=("wear with", garment.id))
