"""One garment, large: what it is and how sure the mirror is, what is known of it, what can be done with it."""

from collections.abc import Sequence
from contextlib import suppress

from pygame import Rect

from ...attire import Weight
from ...categories import Category
from ...closet import Garment
from ...errors import NotFound
from ..closet.words import garment_icon
from ..pictures import PictureKey
from ..screen import Screen
from ..stage import Stage
from ..widgets.button import IconButton
from ..widgets.choice_sheet import ChoiceSheet
from ..widgets.label import Label
from ..widgets.menu_sheet import MenuItem, MenuSheet
from ..widgets.pager import Pager
from ..widgets.theme import MARGIN, QUIET, SMALL, TEXT, TOUCH
from .actions import GarmentActions
from .layout import info_places, picture_place
from .parts import OTHER, buttons, facts, guess
from .words import WEIGHTS, weight_in_words


class GarmentScreen(Screen):
    """A swipe leads through `among` (ids in the order of the grid)."""

    name = "garment"

    def __init__(self, stage: Stage, garment_id: int, among: Sequence[int]) -> None:
        super().__init__(stage)
        self._id = garment_id
        self._among = list(among) or [garment_id]
        self._garment: Garment | None = None
        self._alikes = 0
        self._pager: Pager | None = None
        self._picture_rect = Rect(0, 0, 0, 0)

    # Life

    def entered(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        person = self.stage.person
        closet = self.stage.closet
        self._garment = None
        if person is not None:
            with suppress(NotFound):
                garment = closet.garments.get(person.id, self._id)
                self._alikes = len(closet.similar(person.id, self._id))
                self._garment = garment
        if self._garment is None:
            self.stage.doors.back()
            self.stage.doors.toast(self.stage.say("This garment is no longer in the closet"))
            return
        self.rebuild()

    def build(self) -> None:
        garment = self._garment
        if garment is None:
            return
        known = facts(self.stage, garment)
        info = info_places(self.layout, known)
        self._show_picture(garment, picture_place(self.layout, info))
        px, area, doors = self.layout.px, self.layout.area, self.stage.doors
        top = area.top + px(56 if self.layout.portrait else 28)
        back = Rect(area.left + px(40), top, px(TOUCH), px(TOUCH))
        more = Rect(area.right - px(40 + TOUCH), top, px(TOUCH), px(TOUCH))
        assert self._pager is not None
        self.widgets = [
            self._pager,
            IconButton(back, self.damage, "arrow-left", doors.back),
            IconButton(more, self.damage, "three-dots", self._open_menu),
        ]
        self._place_words(garment, back, more)
        actions = GarmentActions(self.stage, garment, self.refresh)
        self.widgets += guess(self.stage, self.damage, garment, info, self._pick)
        self.widgets += [make(self.damage, info[name]) for name, make in known.items() if name in info]
        self.widgets += buttons(self.stage, self.damage, garment, info, actions, alikes=self._alikes)

    def _place_words(self, garment: Garment, back: Rect, more: Rect) -> None:
        """Which of how many it is, and why it is shown with its ground where it is."""
        px = self.layout.px
        if len(self._among) > 1 and self._id in self._among:
            place = f"{self._among.index(self._id) + 1} / {len(self._among)}"
            right = more.left if self.layout.portrait else self._picture_rect.right
            line = Rect(back.right, back.top, right - px(28) - back.right, back.height)
            self.widgets.append(Label(line, self.damage, place, TEXT, QUIET, anchor="right"))
        if garment.photo.cutout_uncertain:
            note = self.stage.say("The outline was not clear, so this is the whole photo")
            picture = self._picture_rect
            low = picture.bottom - px(44 if self.layout.portrait else 84)
            line = Rect(picture.left + px(MARGIN), low, picture.width - 2 * px(MARGIN), px(40))
            self.widgets.append(Label(line, self.damage, note, SMALL, QUIET, anchor="centre"))

    # The picture

    def _show_picture(self, garment: Garment, place: Rect) -> None:
        if self._pager is None or place != self._picture_rect:
            self._picture_rect = place
            self._pager = Pager(place, self.damage, self.stage.pictures, self._turn)
        before, after = self._neighbour(-1), self._neighbour(1)
        self._pager.set_keys(
            None if before is None else self._key(before),
            self._key(garment),
            None if after is None else self._key(after),
        )

    def _key(self, garment: Garment) -> PictureKey:
        side = min(self._picture_rect.size)
        if garment.photo.cutout_uncertain:  # a whole photo has no rim, and the note below it needs its place
            return PictureKey(garment.photo.cutout, side - self.layout.px(128))
        return PictureKey(garment.photo.cutout, side, lit=True)

    def _neighbour(self, step: int) -> Garment | None:
        """The garment before or after this one, past those that were deleted meanwhile; None at the ends."""
        person = self.stage.person
        if person is None:
            return None
        while self._id in self._among and 0 <= (index := self._among.index(self._id) + step) < len(
            self._among
        ):
            try:
                return self.stage.closet.garments.get(person.id, self._among[index])
            except NotFound:
                del self._among[index]
        return None

    def _turn(self, step: int) -> None:
        self._id = self._among[self._among.index(self._id) + step]
        self.sheet = None
        self.refresh()

    # Touch

    def _pick(self, value: object) -> None:
        if value == OTHER:
            self._open_choice()
        else:
            self._correct(Category(value))  # type: ignore[arg-type]

    def _open_choice(self) -> None:
        everything = list(Category)
        chosen = self._garment.category if self._garment else None
        self.show_sheet(
            ChoiceSheet(
                self.damage,
                self.stage.brush,
                self.stage.say("What is it?"),
                choices=[self.stage.name_of(category) for category in everything],
                icons=[garment_icon(category) for category in everything],
                chosen=None if chosen is None else everything.index(chosen),
                picked=lambda index: self._correct(everything[index]),
                closed=self.close_sheet,
            )
        )

    def _open_menu(self) -> None:
        garment, say = self._garment, self.stage.say
        if garment is None:
            return
        actions = GarmentActions(self.stage, garment, self.refresh)
        retired = garment.retired_at is not None
        try:
            weight = weight_in_words(
                self.stage, self.stage.closet.wardrobe.wearable(garment.person_id, garment.id)
            )
        except NotFound:  # deleted on a phone in this moment; a tap on the menu says so
            weight = ""
        items = [
            MenuItem(
                "star-fill" if garment.favourite else "star",
                say("No longer a favourite") if garment.favourite else say("Make it a favourite"),
                actions.favour,
            ),
            MenuItem("thermometer-half", say("Weight"), self._open_weights, detail=weight),
            MenuItem("person-circle", say("Make it my picture"), actions.stand_for_me),
            MenuItem("archive", say("Take back") if retired else say("Retire"), actions.retire),
            MenuItem("trash3", say("Delete"), actions.delete),
        ]
        name = garment.name or self.stage.name_of(garment.category)
        self.show_sheet(MenuSheet(self.damage, self.stage.brush, name, items, closed=self.close_sheet))

    def _open_weights(self) -> None:
        garment, say = self._garment, self.stage.say
        if garment is None:
            return
        actions = GarmentActions(self.stage, garment, self.refresh)
        weights = [*Weight, None]

        def picked(index: int) -> None:
            if self.sheet is not None:
                self.sheet.leave()
            actions.weigh(weights[index])

        self.show_sheet(
            ChoiceSheet(
                self.damage,
                self.stage.brush,
                say("How heavy is it?"),
                choices=[*(say(WEIGHTS[weight]) for weight in Weight), say("Guess it")],
                chosen=weights.index(garment.weight),
                picked=picked,
                closed=self.close_sheet,
            )
        )

    def _correct(self, category: Category) -> None:
        if self._garment is None:
            return
        if self.sheet is not None:
            self.sheet.leave()
        GarmentActions(self.stage, self._garment, self.refresh).correct(category)
