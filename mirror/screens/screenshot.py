"""Any screen of the mirror drawn in memory, for pictures and tests. Needs no display and changes no closet."""

import io
from collections.abc import Callable

from ..capture.view import CaptureView, Phase
from ..clock import Clock
from ..closet import Closet
from ..config import MirrorSettings
from ..errors import ClosetBusy, ClosetError
from .camera_feed import CameraFeed
from .capture_screen import CaptureScreen
from .closet_screen import ClosetScreen
from .fault_screen import FaultScreen
from .first_start_screen import FirstStartScreen
from .garment_screen import GarmentScreen
from .idle_screen import IdleScreen
from .inbox_screen import InboxScreen
from .people_screen import PeopleScreen
from .phone_screen import PhoneScreen
from .pictures import Pictures
from .pixels import blank, image_of
from .rooms import Rooms
from .screen import Screen
from .stage import Stage
from .still_feed import StillFeed
from .widgets.canvas import Canvas
from .widgets.theme import Layout

_SAMPLE_SHOTS, _SAMPLE_PACE_S = 7, 14.0
SAMPLE_CODE = "7KQ2-MX4D"  # a real one would end the code that the running mirror shows


def _garment(stage: Stage, garment_id: int | None) -> Screen:
    ids = [number for number, _ in stage.closet.garments.listing(stage.person.id)] if stage.person else []
    if garment_id is None and not ids:
        raise ClosetError("there is no garment to show: add one first")
    return GarmentScreen(stage, ids[0] if garment_id is None else garment_id, ids)


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
    "closet": lambda stage, _: ClosetScreen(stage),
    "garment": _garment,
    "first-start": lambda stage, _: FirstStartScreen(stage, SAMPLE_CODE),
    "inbox": lambda stage, _: InboxScreen(stage),
    "phone": lambda stage, _: PhoneScreen(stage),
    "people": lambda stage, _: PeopleScreen(stage),
    "capture": _capture,
    "idle": lambda stage, _: IdleScreen(stage),
    "fault": lambda stage, _: FaultScreen(stage, ClosetBusy("the closet is busy; try again in a moment")),
}
SCREENS: tuple[str, ...] = tuple(_MAKERS)


def screenshot(
    closet: Closet,
    settings: MirrorSettings,
    clock: Clock,
    screen: str,
    size: tuple[int, int],
    *,
    admin_url: str,
    language: str | None = None,
    garment_id: int | None = None,
    camera: CameraFeed | None = None,
) -> bytes:
    """A screen of SCREENS as a PNG of `size` pixels, for the first person of the closet.

    language: "ko" or "en" instead of the person's. garment_id: which garment, or the newest.
    Raises ClosetError for an unknown screen, NotFound for an unknown garment.
    """
    if screen not in _MAKERS:
        raise ClosetError(f"there is no screen {screen!r}; there are {', '.join(SCREENS)}")
    stage = Stage(
        closet,
        settings,
        clock,
        layout=Layout(size, settings.bezel_px),
        pictures=Pictures(),
        admin_url=admin_url,
        camera=camera,
    )
    rooms = Rooms(stage)
    everyone = closet.people.all()
    stage.set_person(everyone[0] if everyone else None, language)
    shown = _MAKERS[screen](stage, garment_id)
    canvas = Canvas(blank(size), stage.brush)
    rooms.stack.reset(shown, raising=True)
    rooms.stack.update(0)
    if rooms.stack.toast is not None:
        rooms.stack.toast.settle()
    rooms.stack.draw(canvas)
    out = io.BytesIO()
    image_of(canvas.surface).save(out, "PNG")
    return out.getvalue()
