"""What a person owns that looks like one of their garments, the most alike first, each with the reasons."""

from functools import partial

from pygame import Rect

from ...closet import Garment
from ...closet.likenesses import likenesses
from ...errors import NotFound
from ..empty_state import empty_state
from ..page import page_head
from ..pictures import PictureKey
from ..screen import Screen
from ..stage import Stage
from ..widgets.picture import Picture
from ..widgets.rows import Row, Rows
from .alike_words import why_in_words

_ROW = 232  # design pixels


class LookAlikesScreen(Screen):
    """The garment above (or at the left), its look-alikes in rows; a tap opens one."""

    name = "look-alikes"

    def __init__(self, stage: Stage, garment_id: int) -> None:
        super().__init__(stage)
        self._id = garment_id
        self._rows: Rows | None = None

    def build(self) -> None:
        stage, person = self.stage, self.stage.person
        offset = 0.0 if self._rows is None else self._rows.kinetics.offset_px
        self._rows = None
        head, room = page_head(stage, self.damage, stage.say("Look-alikes"))
        self.widgets = head
        try:
            garment = None if person is None else stage.closet.garments.get(person.id, self._id)
        except NotFound:
            garment = None
        if garment is None:
            stage.doors.back()
            return
        picture, below = self._split(room)
        self.widgets.append(self._picture(garment, picture))
        found = likenesses(garment, stage.closet.similar(garment.person_id, garment.id))
        if not found:
            say = stage.say
            self.widgets += empty_state(
                stage,
                self.damage,
                below,
                icon="layers",
                title=say("One of a kind"),
                hint=say("Nothing of yours looks like this one."),
            )
            return
        self._rows = Rows(
            below, self.damage, self.layout, pictures=stage.pictures, height=_ROW, scrolled_px=offset
        )
        why = why_in_words(stage, found, garment.person_id)
        among = list(why)
        self._rows.set_rows([self._row(one.garment, why[one.garment.id], among) for one in found])
        self.widgets.append(self._rows)

    def _split(self, room: Rect) -> tuple[Rect, Rect]:
        """The garment's place, and that of the rows: what is to be touched lies in the lower half."""
        px = self.layout.px
        if self.layout.portrait:
            height = max(px(240), self.layout.area.centery - room.top - px(40))
            picture = Rect(room.left, room.top, room.width, height)
            top = picture.bottom + px(40)
            return picture, Rect(room.left, top, room.width, room.bottom - top)
        half = room.width * 2 // 5
        return Rect(room.left, room.top, half, room.height), Rect(
            room.left + half + px(48), room.top, room.width - half - px(48), room.height
        )

    def _picture(self, garment: Garment, place: Rect) -> Picture:
        key = PictureKey(garment.photo.glow, min(place.size))
        return Picture(place, self.damage, self.stage.pictures, key)

    def _row(self, garment: Garment, why: str, among: list[int]) -> Row:
        return Row(
            garment.name or self.stage.name_of(garment.category),
            why,
            file=garment.photo.glow,
            action=partial(self.stage.doors.garment, garment.id, among),
        )
