"""Any screen of the mirror drawn in memory, for pictures and tests. Needs no display and changes no closet."""

import io
from collections.abc import Callable
from typing import TypedDict, Unpack

from PIL.Image import Image

from ..capture.view import CaptureView, Phase
from ..clock import Clock
from ..closet import Closet
from ..config import MirrorSettings
from ..errors import ClosetBusy, ClosetError
from ..stylist.stylist import Stylist
from .capture.camera_feed import CameraFeed
from .capture.screen import CaptureScreen
from .capture.still_feed import StillFeed
from .closet.screen import ClosetScreen
from .fault_screen import FaultScreen
from .garment.look_alikes_screen import LookAlikesScreen
from .garment.screen import GarmentScreen
from .garment.wear_with_screen import WearWithScreen
from .idle.screen import IdleScreen
from .inbox_screen import InboxScreen
from .machine import Machine
from .people.pin_page import PinPage
from .people.pin_screen import PinScreen
from .people.screen import PeopleScreen
from .phone.first_start_screen import FirstStartScreen
from .phone.screen import PhoneScreen
from .pictures import Pictures
from .pixels import blank, image_of
from .rooms import Rooms
from .screen import Screen
from .settings.health_screen import HealthScreen
from .settings.screen import SettingsScreen
from .sounds import Sounds
from .stack import Stack
from .stage import Stage
from .today.screen import TodayScreen
from .widgets.canvas import Canvas
from .widgets.theme import Layout

_SAMPLE_SHOTS, _SAMPLE_PACE_S = 7, 14.0
_MOST_LOOKED_AT = 60  # garments, for one that has look-alikes
_DOCTOR_S = 60.0
_STEP_S, _STEPS = 0.1, 8  # what a screen needs to come to rest, at most: a preview never does
SAMPLE_CODE = "7KQ2-MX4D"  # a real one would end the code that the running mirror shows


class _AskedAnyway(PinScreen):
    """The PIN's screen, also for somebody who has none."""

    def refresh(self) -> None:
        PinPage.refresh(self)


def _owned(stage: Stage) -> list[int]:
    ids = [entry.id for entry in stage.closet.garments.listing(stage.person.id)] if stage.person else []
    if not ids:
        raise ClosetError("there is no garment to show: add one first")
    return ids


def _garment(stage: Stage, garment_id: int | None) -> Screen:
    ids = _owned(stage)
    return GarmentScreen(stage, ids[0] if garment_id is None else garment_id, ids)


def _look_alikes(stage: Stage, garment_id: int | None) -> Screen:
    """Those of the newest garment that has any."""
    ids = _owned(stage)
    if garment_id is None and stage.person is not None:
        closet, mine = stage.closet, stage.person.id
        garment_id = next(
            (one for one in ids[:_MOST_LOOKED_AT] if closet.similar(mine, one, limit=1)), ids[0]
        )
    return LookAlikesScreen(stage, ids[0] if garment_id is None else garment_id)


def _wear_with(stage: Stage, garment_id: int | None) -> Screen:
    ids = _owned(stage)
    return WearWithScreen(stage, ids[0] if garment_id is None else garment_id)


def _pin(stage: Stage, _: int | None) -> Screen:
    everyone = stage.closet.people.all()
    if not everyone:
        raise ClosetError("nobody lives here yet: add somebody with `otjang people --add NAME`")
    return _AskedAnyway(stage, next((person for person in everyone if person.has_pin), everyone[0]))


def _capture(stage: Stage, _: int | None) -> Screen:
    """A session in full swing, of the person's newest garments, where there is no camera."""
    garments = stage.closet.garments
    newest = garments.tiles(stage.person.id, limit=1) if stage.person is not None else []
    if stage.camera is not None or stage.person is None or not newest:
        return CaptureScreen(stage)
    photo = garments.get(stage.person.id, newest[0].id).photo.original
    stage.camera = StillFeed(photo, CaptureView(Phase.COUNTDOWN, seconds=2, hands_free=True))
    screen = CaptureScreen(stage)
    done = [item for item in stage.closet.inbox.items(stage.person.id, ended_too=True) if item.garment_id]
    screen.shots.recall([item.id for item in done][-_SAMPLE_SHOTS - 1 : -1], step_s=_SAMPLE_PACE_S)
    return screen


_MAKERS: dict[str, Callable[[Stage, int | None], Screen]] = {
    "today": lambda stage, _: TodayScreen(stage),
    "closet": lambda stage, _: ClosetScreen(stage),
    "garment": _garment,
    "look-alikes": _look_alikes,
    "wear-with": _wear_with,
    "inbox": lambda stage, _: InboxScreen(stage),
    "people": lambda stage, _: PeopleScreen(stage),
    "pin": _pin,
    "settings": lambda stage, _: SettingsScreen(stage),
    "health": lambda stage, _: HealthScreen(stage),
    "phone": lambda stage, _: PhoneScreen(stage, SAMPLE_CODE),
    "first-start": lambda stage, _: FirstStartScreen(stage, SAMPLE_CODE),
    "capture": _capture,
    "idle": lambda stage, _: IdleScreen(stage),
    "fault": lambda stage, _: FaultScreen(stage, ClosetBusy("the closet is busy; try again in a moment")),
}
SCREENS: tuple[str, ...] = tuple(_MAKERS)


def _nothing(_: Rooms) -> None:
    """For screens that are shown as they come up."""


class Given(TypedDict, total=False):
    """What a picture may be given besides its screen and its size.

    admin_url is needed. language: "ko" or "en" instead of the person's. garment_id: which garment, or the newest.
    camera, fingerprint, machine, stylist: as a stage has them. then: what happens before the picture is drawn: a
    sheet that opens, a wrong PIN.
    """

    admin_url: str
    language: str | None
    garment_id: int | None
    camera: CameraFeed | None
    fingerprint: tuple[str, ...]
    machine: Machine | None
    stylist: Stylist | None
    then: Callable[[Rooms], None]


def picture(
    closet: Closet,
    settings: MirrorSettings,
    clock: Clock,
    screen: str,
    size: tuple[int, int],
    **given: Unpack[Given],
) -> Image:
    """A screen of SCREENS, RGB, of `size` pixels, for the first person of the closet, when it has come to rest.

    Raises ClosetError for an unknown screen or one that there is nothing for, NotFound for an unknown garment.
    """
    if screen not in _MAKERS:
        raise ClosetError(f"there is no screen {screen!r}; there are {', '.join(SCREENS)}")
    stage = Stage(
        closet,
        settings,
        clock,
        layout=Layout(size, settings.bezel),
        pictures=Pictures(),
        admin_url=given["admin_url"],
        camera=given.get("camera"),
        fingerprint=given.get("fingerprint", ()),
        machine=given.get("machine"),
        stylist=given.get("stylist"),
    )
    stage.sounds = Sounds()  # a picture makes none
    rooms = Rooms(stage)
    everyone = closet.people.all()
    stage.set_person(everyone[0] if everyone else None, given.get("language"))
    shown = _MAKERS[screen](stage, given.get("garment_id"))
    canvas = Canvas(blank(size), stage.brush)
    rooms.stack.reset(shown, raising=True)
    if isinstance(shown, HealthScreen) and shown.examination is not None:
        shown.examination.wait(_DOCTOR_S)
    _come_to_rest(rooms.stack)
    given.get("then", _nothing)(rooms)
    _come_to_rest(rooms.stack)
    rooms.stack.draw(canvas)
    return image_of(canvas.surface)


def screenshot(
    closet: Closet,
    settings: MirrorSettings,
    clock: Clock,
    screen: str,
    size: tuple[int, int],
    **given: Unpack[Given],
) -> bytes:
    """The same as a PNG."""
    out = io.BytesIO()
    picture(closet, settings, clock, screen, size, **given).save(out, "PNG")
    return out.getvalue()


def _come_to_rest(stack: Stack) -> None:
    stack.update(0)
    for _ in range(_STEPS):
        if not stack.moving:
            break
        stack.update(_STEP_S)
    if stack.toast is not None:
        stack.toast.settle()
