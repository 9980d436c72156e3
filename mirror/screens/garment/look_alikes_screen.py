"""What a person owns that looks like one of their garments, the nearest first, each with the reason."""

from functools import partial

from pygame import Rect

from ...closet import Garment, LookAlike
from ...errors import NotFound
from ..empty_state import empty_state
from ..page import page_head
from ..pictures import PictureKey
from ..screen import Screen
from ..stage import Stage
from ..widgets.picture import Picture
from ..widgets.rows import Row, Rows

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
        found = stage.closet.similar(garment.person_id, garment.id)
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
        self._rows.set_rows([self._row(alike, [other.garment.id for other in found]) for alike in found])
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

    def _row(self, alike: LookAlike, among: list[int]) -> Row:
        say, garment = self.stage.say, alike.garment
        reasons = [say("same kind")] if alike.same_category else []
        reasons += [say("same colour")] if alike.same_colour else []
        share = say("{share}% alike", share=round(alike.similarity * 100))
        worn = say("not worn yet")
        if garment.wear_count:
            worn = self.stage.say_count("worn {count} time", "worn {count} times", garment.wear_count)
        return Row(
            garment.name or self.stage.name_of(garment.category),
            " · ".join([share, *reasons]) + "\n" + worn,
            file=garment.photo.glow,
            action=partial(self.stage.doors.garment, garment.id, among),
        )
