"""What to wear together with a garment: a row of pictures for each slot, and what was chosen laid out above."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from pygame import Rect

from ...categories import Slot
from ...closet import Garment, Tile
from ...errors import NotFound
from ...stylist.advice import Wish
from ..catalogue import N_
from ..empty_state import empty_state
from ..page import page_head
from ..pictures import PictureKey
from ..screen import Screen
from ..stage import Stage
from ..thinking import Thought
from ..widgets.button import Pill
from ..widgets.column import Column
from ..widgets.label import Label
from ..widgets.outfit_lay import OutfitLay
from ..widgets.picture_rail import PictureRail
from ..widgets.theme import QUIET, SMALL, TEXT, UNDO_S
from ..widgets.widget import Widget
from .outfit import WEIGHTS, picture_of
from .pairing import companions, instead_of
from .rating import RatingLine
from .wear_with_layout import BESIDE, LABEL, WearWithPlaces, wear_with_places

SLOTS = {
    Slot.TOP: N_("Top"),
    Slot.BOTTOM: N_("Bottom"),
    Slot.ONE_PIECE: N_("One-piece"),
    Slot.OUTER: N_("Over it"),
    Slot.SHOES: N_("Shoes"),
    Slot.HEAD: N_("Head"),
    Slot.BAG: N_("Bag"),
}


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
        self._thought: Thought[dict[Slot, list[Tile]]] | None = None
        self._answered = False
        self._wish = Wish(day=stage.clock.now().date())
        self._rating: RatingLine | None = None
        self._lay: OutfitLay | None = None
        self._column: Column | None = None

    def entered(self) -> None:
        self.refresh()

    def left(self) -> None:
        super().left()
        self.stage.thinking.forget(self)

    def refresh(self) -> None:
        stage, person = self.stage, self.stage.person
        self._garment = garment = None
        if person is not None:
            with suppress(NotFound):
                self._garment = garment = stage.closet.garments.get(person.id, self._id)
        if person is None or garment is None:
            stage.doors.back()
            return
        occasion = stage.closet.styling.get(person.id).occasion
        self._wish = wish = Wish(day=stage.clock.now().date(), occasion=occasion)
        self._thought = stage.thinking.ask(
            self, partial(companions, stage.closet, stage.stylist, garment, wish)
        )
        if not self._take_answer() and self._garment is not None:
            self.rebuild()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        if self.settled:
            self._take_answer()

    def _take_answer(self) -> bool:
        """Show what the stylist has found, once it has; False before. What is still there stays on."""
        if self._thought is None or not self._thought.over:
            return False
        thought, self._thought = self._thought, None
        try:
            self._rows = thought.take()
        except NotFound:  # deleted on a phone meanwhile
            self._garment = None
            self.stage.doors.back()
            return True
        self._answered = True
        now = {tile.id: (slot, tile) for slot, tiles in self._rows.items() for tile in tiles}
        on, self._chosen = [tile.id for tile in self._chosen.values()], {}
        for number in on:  # as it is called, and what kind it is, now
            if number in now:
                self._put_on(*now[number])
        self.rebuild()
        return True

    def build(self) -> None:
        garment, say = self._garment, self.stage.say
        if garment is None:
            return
        head, room = page_head(self.stage, self.damage, say("Wear with…"))
        self.widgets = head
        if not self._rows and not self._answered:
            line = Rect(room.left, room.centery, room.width, self.stage.brush.line_height(TEXT))
            words = say("Looking through your clothes…")
            self.widgets.append(Label(line, self.damage, words, TEXT, QUIET, anchor="centre"))
            return
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
        places = wear_with_places(self.layout, room, len(self._rows))
        line = Rect(places.lay.left, 0, places.lay.width, self.layout.px(LABEL))
        line.bottom = places.lay.bottom
        self._rating = RatingLine(line, self.damage, self.stage)
        self._lay = OutfitLay(
            Rect(places.lay.topleft, (places.lay.width, places.lay.height - line.height)),
            self.damage,
            self.stage.pictures,
        )
        self._laid_out(garment)
        self.widgets += [self._lay, self._rating, *self._rows_in(places)]
        self.widgets.append(Pill(places.button, self.damage, say("Wear this today"), self._wear, chosen=True))

    # Parts

    def _rows_in(self, places: WearWithPlaces) -> list[Widget]:
        """The rows, in a column where not all of them are in sight; each where a finger has scrolled it."""
        px, room, row = self.layout.px, places.rows, places.row_px
        before, self._rails = self._rails, {}
        parts: list[Widget] = []
        for number, (slot, tiles) in enumerate(self._rows.items()):
            top = room.top + number * row
            if places.beside:
                label = Rect(room.left, top, px(BESIDE), row)
                place = Rect(label.right, top, room.right - label.right, row - px(4))
            else:
                label = Rect(room.left, top, room.width, px(LABEL))
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

    def _laid_out(self, garment: Garment) -> None:
        """Show what is on, and say what there is to say of it."""
        if self._lay is None or self._rating is None:
            return
        self._lay.show(self._outfit(garment))
        if self._chosen:
            self._rating.rate(garment.person_id, self._on(garment), self._wish)
        else:
            self._rating.say_nothing()

    def _on(self, garment: Garment) -> frozenset[int]:
        return frozenset({garment.id, *(tile.id for tile in self._chosen.values())})

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
        if self._garment is not None:
            self._laid_out(self._garment)

    def _put_on(self, slot: Slot, tile: Tile) -> None:
        for taken in instead_of(slot):
            self._chosen.pop(taken, None)
        self._chosen[slot] = tile

    def _wear(self) -> None:
        stage, garment = self.stage, self._garment
        if garment is None:
            return
        person_id, ids, wish, made = garment.person_id, self._on(garment), self._wish, list[int]()

        def wear() -> None:
            made.append(stage.stylist.wear(person_id, ids, wish.day, wish.occasion))
            stage.doors.changed()

        def unwear() -> None:
            stage.closet.outfits.remove(person_id, made[0])
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
