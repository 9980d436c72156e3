"""The camera: hold a garment up, and see it arrive in the closet. One after another, with no hand free."""

from pygame import Rect

from ...capture.view import CaptureView, Phase, Taken
from ...closet import InboxState
from ..screen import Screen
from ..stage import Stage
from ..touch import Touch, TouchKind
from ..widgets.card import Card
from ..widgets.preview import Preview
from ..widgets.ring import Ring
from ..widgets.switch import Switch
from ..widgets.theme import TOAST_S
from .actions import correction_sheet, discard
from .parts import buttons, card_of, places_for, strip_of, switch_words, words
from .shots import Shot, Shots
from .subject import Subject
from .words import told

LIVE = "live"
FRAMES_A_SECOND = 25  # of the preview, at most
_LOOKS_A_SECOND = 50  # so often the camera is asked for its newest frame
_BEHIND_A_SHEET_S = 0.5  # a darkened preview need not run
_AWAKE_S = 300.0  # nothing was held up for so long: the mirror may sleep


class CaptureScreen(Screen):
    """Knows which photos came in since it opened, and is about one of them: the newest, or one that was tapped."""

    name = "capture"
    stays_awake = True
    rest_s = 1 / _LOOKS_A_SECOND

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.shots = Shots(stage.closet, stage.person.id if stage.person is not None else 0)
        self._state = self._camera_state()
        self._view = CaptureView()
        self._number = self._newest_number()
        self._subject = Subject()
        self._told: set[int] = set()
        self._stopped = False
        self._built: object = None
        self._alive_s = stage.clock.monotonic_s()
        self._card: Card | None = None
        self._places = places_for(stage)
        view, guide = self._places.view, self._places.guide
        words_px = self._places.words.bottom - view.top if self.layout.portrait else 0
        self._preview = Preview(view, self.damage, guide, words_px=words_px, every_s=1 / FRAMES_A_SECOND)
        self._ring = Ring(self._places.ring, self.damage)

    # Life

    @property
    def settled(self) -> bool:
        return self._holder is None  # the preview never rests

    @property
    def toast_room(self) -> Rect:
        if self._state != LIVE:
            return super().toast_room
        room = self._places.view.inflate(-2 * self.layout.px(32), 0)
        room.height = self._places.switch.top - self.layout.px(16) - room.top
        return room

    def entered(self) -> None:
        self._alive_s = self.stage.clock.monotonic_s()
        self._watch(self.stage.hands_free)
        self.refresh()

    def left(self) -> None:
        super().left()
        self._watch(False)

    def refresh(self) -> None:
        self.shots.read()
        for shot in self.shots.all:
            if not shot.pending and shot.item_id not in self._told:
                self._tell(shot)
        self.rebuild()

    def build(self) -> None:
        live, shot = self._state == LIVE, self._shot
        before, self._card = self._card, None
        if live and self._subject.large:
            self._card = card_of(self.stage, self.damage, self.shots, self._places, shot, before=before)
        self._preview.guide(self._card is None)
        self.widgets = [self._preview]
        if live:
            said = told(
                self.stage,
                self.shots,
                self._view,
                shot=shot if self._card is None else None,
                stopped=self._stopped,
            )
            self.widgets += words(self.stage, self.damage, self._places, said)
            self.widgets.append(self._ring)
            self.widgets += [self._card] if self._card is not None else []
            on = self.stage.hands_free
            said_of_switch = switch_words(self.stage)
            self.widgets.append(Switch(self._places.switch, self.damage, said_of_switch, self._switch, on=on))
        else:
            self.widgets += words(self.stage, self.damage, self._places, self.stage.say_reason(self._state))
        if live or self.shots.all:  # how it goes is of no use while there is no camera
            self.widgets += strip_of(
                self.stage,
                self.damage,
                self._places,
                self.shots,
                about=self._subject.item_id,
                tapped=self._choose,
            )
        self.widgets += buttons(self, self._places, shot, live=live, counting=self._counting)
        self._built = self._shape()

    def update(self, dt_s: float) -> None:
        camera = self.stage.camera
        self._state = self._camera_state()
        if camera is not None:
            self._follow(camera.view() if self._state == LIVE else CaptureView())
            frame = camera.latest(self._preview.rect.size)
            self._preview.every_s = _BEHIND_A_SHEET_S if self.sheet is not None else 1 / FRAMES_A_SECOND
            self._preview.show(frame if self._state == LIVE else None)
        super().update(dt_s)
        self.stays_awake = self.stage.clock.monotonic_s() - self._alive_s < _AWAKE_S
        if self._shape() != self._built and self.settled:
            self.rebuild()

    # What a person does

    def touch(self, event: Touch) -> None:
        if event.kind is TouchKind.KEY and self.sheet is None and self._key(event.key):
            return
        super().touch(event)

    def press_shutter(self, *, stop: bool) -> None:
        """Take a photo, or end the countdown; nothing when the session has got further than the person saw."""
        camera, person = self.stage.camera, self.stage.person
        if camera is None or person is None or self._state != LIVE:
            return
        self._alive_s = self.stage.clock.monotonic_s()
        if stop == (camera.view().phase is Phase.COUNTDOWN):
            self._stopped = stop
            self._subject.large = False
            camera.shutter(person.id)

    def accept(self) -> None:
        """It is right: nothing more about this one."""
        self._subject.settle()

    def correct(self) -> None:
        """Ask what it is, over this screen."""
        shot = self._shot
        garment = None if shot is None else self.shots.garment(shot)
        if garment is None or self.sheet is not None:
            return

        def leave() -> None:
            if self.sheet is not None:
                self.sheet.leave()

        self.show_sheet(
            correction_sheet(self.stage, self.damage, garment, leave=leave, closed=self._end_sheet)
        )

    def retake(self) -> None:
        """This photo is not wanted; what is in view may be photographed again."""
        shot, stage = self._shot, self.stage
        if shot is None or shot.pending:
            return
        newest = shot is self.shots.all[0]
        self._subject.settle()
        discard(stage, self.shots, shot, undone=lambda: self._subject.taken(shot.item_id))
        if newest and stage.camera is not None:
            stage.camera.again()
        stage.doors.changed()

    def _choose(self, item_id: int) -> None:
        """A photo of the strip: show it large, or put it away again."""
        self._subject.choose(item_id)
        self.rebuild()

    def _switch(self) -> None:
        self.stage.hands_free = not self.stage.hands_free
        self._watch(self.stage.hands_free)
        self.rebuild()

    def _key(self, key: str) -> bool:
        does = {
            "space": lambda: self.press_shutter(stop=self._counting),
            "enter": lambda: self.press_shutter(stop=self._counting),
            "r": self.retake,
            "c": self.correct,
            "h": self._switch,
        }.get(key)
        if does is not None:
            does()
        return does is not None

    # What the camera does

    def _follow(self, view: CaptureView) -> None:
        before, self._view = self._view.phase, view
        if view.phase is not before:
            if view.phase is Phase.BURST:
                self._preview.flash()
            self._subject.go(view.phase)
            self._stopped = self._stopped and view.phase in (Phase.COUNTDOWN, Phase.TAKEN)
        if view.phase is not Phase.LOOK:
            self._alive_s = self.stage.clock.monotonic_s()
        if view.taken is not None and view.taken.number != self._number:
            self._number = view.taken.number
            self._take_in(view.taken, flashed=Phase.BURST in (before, view.phase))
        if view.phase is Phase.COUNTDOWN and view.seconds > 0:
            self._ring.count(view.seconds)
        elif view.phase is Phase.HOLD:
            self._ring.hold(view.held)
        else:
            self._ring.off()

    def _take_in(self, taken: Taken, *, flashed: bool) -> None:
        """A photo has been taken."""
        if not flashed:
            self._preview.flash()
        self._stopped = False
        self.stage.sounds.play("wrong" if taken.item_id is None else "taken")
        if taken.item_id is None:
            self.stage.doors.toast(self.stage.say_reason(taken.said), lasting_s=TOAST_S)
            return
        self.shots.note(taken.item_id, self.stage.clock.monotonic_s())
        self._told.discard(taken.item_id)
        self._subject.taken(taken.item_id)
        self.stage.doors.changed()

    def _tell(self, shot: Shot) -> None:
        """Say what a photo became, once: large where nothing else is to be seen, and a failure in any case."""
        self._told.add(shot.item_id)
        self.stage.sounds.play("wrong" if shot.state is InboxState.FAILED else "done")
        if not self._subject.known(shot.item_id, self._view.phase) and shot.state is InboxState.FAILED:
            self.stage.doors.toast(
                self.stage.say_reason(shot.reason),
                button=self.stage.say("Show"),
                action=lambda: self._choose(shot.item_id),
                lasting_s=TOAST_S,
            )

    # Within

    @property
    def _shot(self) -> Shot | None:
        return self.shots.get(self._subject.item_id)

    @property
    def _counting(self) -> bool:
        return self._view.phase is Phase.COUNTDOWN

    def _shape(self) -> object:
        """What a change of makes the screen look otherwise; the ring and the preview see to themselves."""
        phase = self._view.phase
        steady = Phase.IN_VIEW if phase in (Phase.HOLD, Phase.BURST) else phase
        return (
            self._state,
            steady,
            self._view.learned,
            self._stopped,
            self._subject.large,
            self._subject.item_id,
        )

    def _end_sheet(self) -> None:
        self.close_sheet()
        self.refresh()

    def _watch(self, watching: bool) -> None:
        camera, person = self.stage.camera, self.stage.person
        if camera is not None:
            camera.watch(person.id if watching and person is not None else None)

    def _camera_state(self) -> str:
        camera = self.stage.camera
        return camera.state if camera is not None else self.stage.say("There is no camera at this mirror.")

    def _newest_number(self) -> int:
        taken = None if self.stage.camera is None else self.stage.camera.view().taken
        return 0 if taken is None else taken.number
