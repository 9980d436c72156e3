"""The camera: hold a garment up, touch the shutter, and see it arrive in the closet. One after another."""

from pygame import Rect

from ..categories import Category
from ..closet import InboxItem, InboxState
from ..errors import NotFound
from .pictures import PictureKey
from .screen import Screen
from .stage import Stage
from .widgets.button import Pill
from .widgets.label import paragraph
from .widgets.preview import Preview
from .widgets.strip import Strip, StripItem
from .widgets.theme import BUTTON, GAP, HEADING, MARGIN, QUIET, SOFT, TITLE, TOAST_S
from .widgets.widget import Widget

LIVE = "live"
_SHOWN = 5


class CaptureScreen(Screen):
    """Knows which photos came in since it opened, and says of each what it became."""

    name = "capture"
    stays_awake = True

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._last_item = max((item.id for item in self._items()), default=0)
        self._told: set[int] = set()
        self._arrived: list[tuple[int, Category, PictureKey]] = []
        self._state = self._camera_state()
        self._preview: Preview | None = None

    # Life

    @property
    def settled(self) -> bool:
        return self._holder is None  # the preview never rests

    @property
    def toast_room(self) -> Rect:
        air = -2 * self.layout.px(32)
        return super().toast_room if self._preview is None else self._preview.rect.inflate(air, air)

    def build(self) -> None:
        px, area, portrait = self.layout.px, self.layout.area, self.layout.portrait
        if portrait:
            foot = px(480)
            view = Rect(area.left, area.top, area.width, area.height - foot)
            panel = Rect(area.left + px(MARGIN), view.bottom, area.width - 2 * px(MARGIN), foot)
        else:
            view = Rect(area.left, area.top, area.width * 3 // 5, area.height)
            panel = Rect(view.right + px(40), area.top, area.right - view.right - px(80), area.height)
        self._preview = Preview(view, self.damage)
        margin = px(MARGIN)
        room = Rect(view.left + margin, view.top + px(64), view.width - 2 * margin, 0)
        if not portrait:
            room = Rect(panel.left, panel.top + px(48), panel.width, 0)
        words, below = self._words(room)
        top = panel.top if portrait else below
        self.widgets = [self._preview, *words, *self._strip(panel, top), *self._buttons(panel)]
        self.update(0)

    def refresh(self) -> None:
        for item in self._items():
            if item.id > self._last_item and item.id not in self._told:
                self._tell(item)
        self.rebuild()

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        camera = self.stage.camera
        if self._preview is not None and camera is not None:
            self._preview.show(camera.latest() if self._state == LIVE else None)
        if self._camera_state() != self._state:
            self._state = self._camera_state()
            self.rebuild()

    # Parts

    def _words(self, content: Rect) -> tuple[list[Widget], int]:
        """What to do or what is wrong, and the y below."""
        px, say, brush = self.layout.px, self.stage.say, self.stage.brush
        style = TITLE if self.layout.portrait else HEADING
        if self._state != LIVE:
            title, below = paragraph(content, self.damage, brush, say("The camera is not ready"), style=style)
            room = Rect(content.left, below + px(16), content.width, 0)
            words, below = paragraph(
                room, self.damage, brush, self.stage.say_reason(self._state), colour=QUIET
            )
            return [*title, *words], below
        title, below = paragraph(content, self.damage, brush, say("Hold the garment still"), style=style)
        count = len(self._arrived)
        told = say("The whole garment inside the frame")
        if count:
            told = self.stage.say_count(
                "{count} garment added so far", "{count} garments added so far", count
            )
        room = Rect(content.left, below + px(8), content.width, 0)
        words, below = paragraph(room, self.damage, brush, told, colour=SOFT)
        return [*title, *words], below

    def _strip(self, panel: Rect, top: int) -> list[Widget]:
        """The garments that have arrived, the newest first; a tap corrects."""
        px = self.layout.px
        height = px(250)
        place = Rect(panel.left, top + px(24), panel.width, height)
        if not self._arrived:
            return []
        items = [
            StripItem(key, self.stage.name_of(category), garment_id)
            for garment_id, category, key in self._arrived[-_SHOWN:][::-1]
        ]
        columns = _SHOWN if self.layout.portrait else 2
        return [Strip(place, self.damage, self.stage.pictures, items, columns, tapped=self._open)]

    def _buttons(self, panel: Rect) -> list[Widget]:
        px, say = self.layout.px, self.stage.say
        height = px(BUTTON)
        bottom = self.layout.area.bottom - px(MARGIN if self.layout.portrait else 32)
        half = (panel.width - px(GAP + 8)) // 2
        if self.layout.portrait:
            done = Rect(panel.left, bottom - height, half, height)
            take = Rect(panel.right - half, bottom - height, half, height)
        else:
            done = Rect(panel.left, bottom - height, panel.width, height)
            take = Rect(panel.left, done.top - px(24) - height, panel.width, height)
        buttons: list[Widget] = [Pill(done, self.damage, say("Done"), self.stage.doors.back)]
        if self._state == LIVE:
            buttons.append(Pill(take, self.damage, say("Take photo"), self._take, chosen=True, icon="camera"))
        return buttons

    # Touch

    def _take(self) -> None:
        camera, person = self.stage.camera, self.stage.person
        if camera is None or person is None:
            return
        camera.take(person.id)
        if self._preview is not None:
            self._preview.flash()

    def _open(self, garment_id: int) -> None:
        self.stage.doors.garment(garment_id, [garment[0] for garment in reversed(self._arrived)])

    # Within

    def _items(self) -> list[InboxItem]:
        person = self.stage.person
        return [] if person is None else self.stage.closet.inbox.items(person.id, ended_too=True)

    def _camera_state(self) -> str:
        camera = self.stage.camera
        return camera.state if camera is not None else self.stage.say("There is no camera at this mirror.")

    def _tell(self, item: InboxItem) -> None:
        """Say what a photo became, once."""
        stage, say = self.stage, self.stage.say
        if item.state is InboxState.FAILED:
            self._told.add(item.id)
            stage.doors.toast(
                stage.say_reason(item.reason), button=say("Show"), action=stage.doors.inbox, lasting_s=TOAST_S
            )
        if item.state is not InboxState.DONE or item.garment_id is None:
            return
        self._told.add(item.id)
        garment_id = item.garment_id
        try:
            garment = stage.closet.garments.get(item.person_id, garment_id)
        except NotFound:
            return
        name = stage.name_of(garment.category)
        words = say("{category} · in your closet", category=name)
        if item.duplicate:
            words = say("{category} · was in your closet already", category=name)
        else:
            key = PictureKey(garment.photo.glow, self._strip_side())
            self._arrived.append((garment_id, garment.category, key))
        stage.doors.toast(
            words, button=say("Correct"), action=lambda: self._open(garment_id), lasting_s=TOAST_S
        )

    def _strip_side(self) -> int:
        return self.layout.px(176)
