"""One garment, large: what it is and how sure the mirror is, its colours and wears, what can be done with it."""

from collections.abc import Sequence

from pygame import Rect

from ..categories import Category
from ..closet import Garment
from ..errors import NotFound
from .calendar_words import ago_in_words
from .garment_layout import info_places, picture_place
from .guesses import guess_in_words
from .pictures import PictureKey
from .screen import Screen
from .stage import Stage
from .widgets.button import IconButton, Pill
from .widgets.facts import Figures, Swatches
from .widgets.label import Label
from .widgets.pager import Pager
from .widgets.rail import Chip, Rail
from .widgets.sheet import ChoiceSheet
from .widgets.theme import GAP, INK, MARGIN, QUIET, SMALL, TEXT, TITLE, TOUCH, UNDO_S
from .widgets.widget import Widget

OTHER = "other"


class GarmentScreen(Screen):
    """A swipe leads through `among` (ids in the order of the grid)."""

    name = "garment"

    def __init__(self, stage: Stage, garment_id: int, among: Sequence[int]) -> None:
        super().__init__(stage)
        self._id = garment_id
        self._among = list(among) or [garment_id]
        self._garment: Garment | None = None
        self._sheet: ChoiceSheet | None = None
        self._pager: Pager | None = None

    # Life

    def entered(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        person = self.stage.person
        try:
            self._garment = None if person is None else self.stage.closet.garments.get(person.id, self._id)
        except NotFound:
            self._garment = None
        if self._garment is None:
            self.stage.doors.back()
            self.stage.doors.toast(self.stage.say("This garment is no longer in the closet"))
            return
        self.rebuild()

    def build(self) -> None:
        garment = self._garment
        if garment is None:
            return
        info = info_places(self.layout)
        picture = picture_place(self.layout, info)
        self._pager = self._pager or Pager(picture, self.damage, self.stage.pictures, self._turn)
        self._show_picture(garment)
        px, area = self.layout.px, self.layout.area
        back = Rect(
            area.left + px(40), area.top + px(56 if self.layout.portrait else 28), px(TOUCH), px(TOUCH)
        )
        self.widgets = [self._pager, IconButton(back, self.damage, "arrow-left", self.stage.doors.back)]
        if len(self._among) > 1 and self._id in self._among:
            place = f"{self._among.index(self._id) + 1} / {len(self._among)}"
            right = Rect(back.left, back.top, picture.right - px(MARGIN) - back.left, back.height)
            self.widgets.append(Label(right, self.damage, place, TEXT, QUIET, anchor="right"))
        if garment.photo.cutout_uncertain:
            note = self.stage.say("The outline was not clear, so this is the whole photo")
            line = Rect(
                picture.left + px(MARGIN), picture.bottom - px(44), picture.width - 2 * px(MARGIN), px(40)
            )
            self.widgets.append(Label(line, self.damage, note, SMALL, QUIET, anchor="centre"))
        self.widgets += self._info(garment, info)
        if self._sheet is not None:
            self.widgets.append(self._sheet)

    # Parts

    def _info(self, garment: Garment, at: dict[str, Rect]) -> list[Widget]:
        say, damage, stage = self.stage.say, self.damage, self.stage
        title, detail = guess_in_words(stage, garment)
        chips = [Chip(category, stage.name_of(category)) for category in self._likely(garment)]
        rail_place = Rect(at["chips"])
        rail_place.width = self.layout.area.right - rail_place.left
        rail = Rail(rail_place, damage, stage.brush, self._pick, inset_px=0)
        rail.set_chips([*chips, Chip(OTHER, say("Other…"))], garment.category)
        parts: list[Widget] = [
            Label(at["title"], damage, title, TITLE, INK),
            Label(at["detail"], damage, detail, TEXT, QUIET),
            rail,
        ]
        today = stage.clock.now().date()
        if "figures" in at:
            worn = say("{count}×", count=garment.wear_count)
            added = garment.added_at.astimezone(stage.clock.now().tzinfo).date()
            figures = [
                (worn, say("worn")),
                (ago_in_words(stage, garment.last_worn, today), say("last worn")),
                (ago_in_words(stage, added, today), say("added")),
            ]
            parts.append(Figures(at["figures"], damage, figures))
        if "colours" in at:
            colours = [(c.rgb, f"{say(c.name)} {round(c.share * 100)}%") for c in garment.colours]
            cm = garment.shown_length_cm
            note = "" if cm is None else say("about {cm} cm long", cm=cm)
            if garment.patterned and note:  # beside it the last colour may find no room
                note = f"{say('patterned')} · {note}"
            elif garment.patterned and colours:
                rgb, words = colours.pop()
                colours.append((rgb, f"{words} · {say('patterned')}"))
            parts.append(Swatches(at["colours"], damage, colours, note))
        return parts + self._buttons(garment, at)

    def _buttons(self, garment: Garment, at: dict[str, Rect]) -> list[Widget]:
        say, damage, px = self.stage.say, self.damage, self.layout.px
        worn_today = garment.last_worn == self.stage.clock.now().date()
        wore = say("Worn today") if worn_today else say("I wear it today")
        half = (at["last"].width - px(GAP + 8)) // 2
        retire_place = Rect(at["last"].left, at["last"].top, half, at["last"].height)
        delete_place = Rect(at["last"].right - half, at["last"].top, half, at["last"].height)
        retired = garment.retired_at is not None
        retire = say("Take back") if retired else say("Retire")
        return [
            Pill(
                at["first"],
                damage,
                wore,
                self._unwear if worn_today else self._wear,
                chosen=not worn_today,
                icon="check-lg" if worn_today else "",
            ),
            Pill(retire_place, damage, retire, self._retire, icon="archive"),
            Pill(delete_place, damage, say("Delete"), self._delete, icon="trash3"),
        ]

    def _likely(self, garment: Garment) -> list[Category]:
        """What it counts as, and the classifier's three, without doubles."""
        likely = [guess.category for guess in garment.top3]
        return likely if garment.category in likely else [garment.category, *likely]

    # The picture

    def _show_picture(self, garment: Garment) -> None:
        if self._pager is None:
            return
        before, after = self._neighbour(-1), self._neighbour(1)
        self._pager.set_keys(
            None if before is None else self._key(before),
            self._key(garment),
            None if after is None else self._key(after),
        )

    def _key(self, garment: Garment) -> PictureKey:
        rect = self._pager.rect if self._pager is not None else self.layout.area
        side = min(rect.size)
        if garment.photo.cutout_uncertain:  # a whole photo has no rim, and the note below it needs its place
            return PictureKey(garment.photo.cutout, side - self.layout.px(128))
        return PictureKey(garment.photo.cutout, side, lit=True)

    def _neighbour(self, step: int) -> Garment | None:
        """The garment before or after this one; None at the ends or when it was deleted meanwhile."""
        person = self.stage.person
        if person is None or self._id not in self._among:
            return None
        index = self._among.index(self._id) + step
        if not 0 <= index < len(self._among):
            return None
        try:
            return self.stage.closet.garments.get(person.id, self._among[index])
        except NotFound:
            return None

    def _turn(self, step: int) -> None:
        self._id = self._among[self._among.index(self._id) + step]
        self._sheet = None
        self.refresh()

    # Touch

    def _pick(self, value: object) -> None:
        if value != OTHER:
            self._correct(Category(value))  # type: ignore[arg-type]
            return
        everything = list(Category)
        chosen = self._garment.category if self._garment else None
        self._sheet = ChoiceSheet(
            self.damage,
            self.stage.brush,
            self.stage.say("What is it?"),
            choices=[self.stage.name_of(category) for category in everything],
            chosen=None if chosen is None else everything.index(chosen),
            picked=lambda index: self._correct(everything[index]),
            closed=self._close_sheet,
        )
        self.widgets.append(self._sheet)

    def _close_sheet(self) -> None:
        self._sheet = None
        self.rebuild()

    def _correct(self, category: Category) -> None:
        garments, garment = self.stage.closet.garments, self._garment
        if garment is None:
            return
        garments.set_category(garment.person_id, garment.id, category)
        if self._sheet is not None:
            self._sheet.leave()
        self._after()

    def _wear(self) -> None:
        if (garment := self._garment) is not None:
            self.stage.closet.garments.wear(garment.person_id, garment.id, self.stage.clock.now().date())
            self._after()

    def _unwear(self) -> None:
        if (garment := self._garment) is not None:
            self.stage.closet.garments.unwear(garment.person_id, garment.id, self.stage.clock.now().date())
            self._after()

    def _retire(self) -> None:
        garments, garment = self.stage.closet.garments, self._garment
        if garment is None:
            return
        retired = garment.retired_at is None
        garments.retire(garment.person_id, garment.id, retired=retired)
        say = self.stage.say
        self.stage.doors.toast(say("Retired") if retired else say("Back among your clothes"))
        self._after()

    def _delete(self) -> None:
        stage, garment = self.stage, self._garment
        if garment is None:
            return

        def undo() -> None:
            stage.closet.garments.undelete(garment.person_id, garment.id)
            stage.doors.changed()

        stage.closet.garments.delete(garment.person_id, garment.id)
        stage.doors.changed()
        stage.doors.back()
        stage.doors.toast(stage.say("Deleted"), button=stage.say("Undo"), action=undo, lasting_s=UNDO_S)

    def _after(self) -> None:
        """The garment has been changed here."""
        self.stage.doors.changed()
        self.refresh()
