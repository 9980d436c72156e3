"""Which pictures there are: every screen, full and empty, at rest and asking."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from mirror.capture.view import CaptureView, Phase, Taken
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Order, Wanted
from mirror.doctor import Finding
from mirror.screens.fault_screen import FaultScreen
from mirror.screens.machine import NoMachine
from mirror.screens.phone.code_screen import PhoneCodeScreen
from mirror.screens.screenshot import SAMPLE_CODE
from mirror.screens.widgets.picture_rail import PictureRail
from mirror.screens.widgets.theme import TOAST_S, UNDO_S
from mirror.stylist.weather.values import Sky

from ..skies import FakeSky, hour, whole_day
from ..touching import FakeFeed
from .filling import DESCRIBED, IN_THE_WASH, LONELY, NOW, RETIRED, UNCERTAIN, UNSURE
from .finger import Finger
from .wardrobe import scene

SIZES = ((1080, 1920), (1920, 1080), (800, 480))
UPRIGHT, SMALL = SIZES[:1], SIZES[2:]  # where the other sizes would show nothing new
LANGUAGES = ("ko", "en")
URL, SECURE_URL = "http://otjang.local:8080", "https://otjang.local:8443"
FINGERPRINT = ("ringbolt", "paperweight", "stapler", "adviser", "minnow", "Jupiter", "slowdown", "holiness")
WELL = (
    Finding("data", True, "68 garments of 3 people, 0 photos wait, 0 failed, the worker is up"),
    Finding("disk", True, "24.3 GB free"),
    Finding("network", True, "the network garment_photo is loaded and answers"),
    Finding("display", True, "/dev/dri/card1"),
    Finding("clock", True, "2026-11-22 08:12 KST"),
)
ILL = (Finding("camera", False, "no camera was found: plug one in, or add photos with the phone"), *WELL)


def clear() -> FakeSky:
    """A cold clear morning, by this morning's forecast, and snow on the day after."""
    today = NOW.date()
    tomorrow = whole_day(today + timedelta(days=1), -5, sky=Sky.SNOW, rain_mm=6, fetched_at=NOW)
    return FakeSky(hour(-2), whole_day(today, -2, fetched_at=NOW), tomorrow)


class Case(NamedTuple):
    """One picture. name: of its files. screen: as `otjang screenshot` calls it. garment: its key.

    sky: what the weather is. then: what happens before it is drawn. shows: the screen that is seen in the end,
    where it is another one. writes: whether it needs a closet of its own. given: what else the picture is given.
    """

    name: str
    screen: str
    household: str = "home"
    garment: str = ""
    then: Callable[[Finger], object] = lambda _: None
    shows: str = ""
    writes: bool = False
    sky: Callable[[], FakeSky] = clear
    given: Callable[[], dict[str, Any]] = dict
    sizes: tuple[tuple[int, int], ...] = SIZES

    @property
    def seen(self) -> str:
        """The screen that is seen in the end."""
        return self.shows or self.screen


def _only(finger: Finger, wanted: Wanted) -> None:
    finger.top._narrow(wanted, Order.NEWEST)  # type: ignore[attr-defined]
    finger.top.rebuild()


def _press(*icons: str) -> Callable[[Finger], None]:
    def press(finger: Finger) -> None:
        for icon in icons:
            finger.icon(icon)

    return press


def _dress(finger: Finger) -> None:
    """Choose something of the first rows."""
    for row in range(3):
        finger.first_of(PictureRail, skip=row, left_px=finger.top.layout.px(90))


def _type(*keys: str) -> Callable[[Finger], None]:
    return lambda finger: finger.keys(*keys)


def _choose_pin(finger: Finger, typed: str = "") -> None:
    finger.rooms.choose_pin()
    finger.keys(*typed)


def _code(finger: Finger) -> None:
    """Without a real one, which would be another in each picture."""
    person = finger.stage.person
    assert person is not None
    finger.rooms.stack.push(PhoneCodeScreen(finger.stage, "invite", person.id, SAMPLE_CODE))


def _to_the_end(finger: Finger) -> None:
    """Scroll as far as it goes."""
    column = next(widget for widget in finger.top.widgets if hasattr(widget, "kinetics"))
    column.kinetics.scroll(100_000)
    column._moved()


def _fault(finger: Finger, error: Exception) -> None:
    finger.rooms.stack.push(FaultScreen(finger.stage, error))


def _toast(finger: Finger, *, undo: bool) -> None:
    say = finger.stage.say
    if undo:
        finger.rooms.toast(say("Deleted"), button=say("Undo"), lasting_s=UNDO_S)
    else:
        finger.rooms.toast(
            finger.stage.say_reason("the closet is busy; try again in a moment"), lasting_s=TOAST_S
        )


# The camera


def _camera(view: CaptureView) -> Callable[[], dict[str, Any]]:
    def given() -> dict[str, Any]:
        feed = FakeFeed(scene(empty=view.phase is Phase.LOOK))
        feed.now = view
        return {"camera": feed}

    return given


def _gone() -> dict[str, Any]:
    feed = FakeFeed(scene())
    feed.state = "the camera is gone: is it plugged in?"
    return {"camera": feed}


def _session(finger: Finger, *, taken: bool) -> None:
    """Seven garments have been photographed before; the newest one is the eighth."""
    stage, screen = finger.stage, finger.top
    assert stage.person is not None
    items = stage.closet.inbox.items(stage.person.id, ended_too=True)
    ids = [item.id for item in items if item.garment_id]
    *before, newest = [number for number in ids if number != ids[-1]]  # the very newest was put away
    screen.shots.recall(before[-7:], step_s=14.0)  # type: ignore[attr-defined]
    if taken:
        feed = stage.camera
        assert isinstance(feed, FakeFeed)
        feed.now = CaptureView(Phase.TAKEN, hands_free=True, taken=Taken(1, newest))
    screen.refresh()
    finger.rest()


# What to wear


def _wear(finger: Finger) -> None:
    """It is worn, and evening."""
    finger.words("I’ll wear this")
    finger.rooms.stack.end_toast()
    clock = finger.stage.clock
    assert isinstance(clock, FakeClock)
    clock.advance(9.5 * 3600)
    finger.top.refresh()


_LOOK = CaptureView(Phase.LOOK, hands_free=True)
_COUNTS = CaptureView(Phase.COUNTDOWN, seconds=2, hands_free=True)
_HOLDS = CaptureView(Phase.HOLD, held=0.6, hands_free=True)
_LEARNS = CaptureView(Phase.LOOK, hands_free=True, learned=False)

CASES: tuple[Case, ...] = (
    Case("today", "today"),
    Case("today-why", "today", then=_press("chevron-up"), sizes=UPRIGHT),
    Case("today-worn", "today", then=_wear, writes=True, sizes=UPRIGHT),
    Case("today-weather-unknown", "today", sky=FakeSky, sizes=SIZES[::2]),
    Case("today-nothing", "today", "empty", sizes=SMALL),
    Case("closet", "closet"),
    Case("closet-dense", "closet", then=_press("sliders", "grid-3x3")),
    Case("closet-filters", "closet", then=_press("sliders")),
    Case(
        "closet-filtered",
        "closet",
        then=partial(_only, wanted=Wanted(category=Category.TSHIRT, colours=frozenset({"navy", "red"}))),
    ),
    Case(
        "closet-no-match",
        "closet",
        then=partial(_only, wanted=Wanted(category=Category.HAT, colours=frozenset({"pink"}))),
        sizes=SIZES[::2],
    ),
    Case("closet-empty", "closet", "empty", sky=FakeSky),
    Case("closet-toast", "closet", "empty", then=partial(_toast, undo=False), sizes=SMALL),
    Case("closet-toast-undo", "closet", "lonely", then=partial(_toast, undo=True)),
    Case("closet-photos-wait", "closet", "busy", sky=FakeSky, sizes=SIZES[::2]),
    Case("garment", "garment", garment="coat-beige"),
    Case("garment-unsure", "garment", garment=UNSURE),
    Case("garment-described", "garment", garment=DESCRIBED),
    Case("garment-in-the-wash", "garment", garment=IN_THE_WASH[0], sizes=UPRIGHT),
    Case("garment-retired", "garment", garment=RETIRED[0], sizes=UPRIGHT),
    Case("garment-no-outline", "garment", garment=UNCERTAIN),
    Case("garment-menu", "garment", garment="coat-beige", then=_press("three-dots")),
    Case("garment-choice", "garment", garment=UNSURE, then=lambda finger: finger.top._open_choice()),  # type: ignore[attr-defined]
    Case("look-alikes", "look-alikes", garment="tshirt-blue"),
    Case("look-alikes-none", "look-alikes", "lonely", garment=LONELY),
    Case("wear-with", "wear-with", garment="coat-beige", then=_dress),
    Case("wear-with-unchosen", "wear-with", garment="dress-blue", sizes=SIZES[::2]),
    Case("wear-with-nothing", "wear-with", "lonely", garment=LONELY),
    Case("inbox", "inbox", "busy"),
    Case("inbox-empty", "inbox", "empty"),
    Case("inbox-failures", "inbox", "troubled"),
    Case("people", "people"),
    Case("people-one", "people", "lonely"),
    Case("people-many", "people", "crowd", sizes=SIZES[::2]),
    Case("people-menu", "people", then=lambda finger: finger.top._tapped(0)),  # type: ignore[attr-defined]
    Case("people-pictures", "people", then=lambda finger: finger.top._offer_pictures(finger.stage.person)),  # type: ignore[attr-defined]
    Case("pin", "pin"),
    Case("pin-wrong", "pin", "locked", then=_type("1", "1", "1", "1", "ok"), writes=True),
    Case("pin-blocked", "pin", "blocked"),
    Case("choose-pin", "people", then=partial(_choose_pin, typed="1234"), shows="choose-pin"),
    Case("choose-pin-old", "people", "locked", then=_choose_pin, shows="choose-pin", sizes=SMALL),
    Case("settings", "settings"),
    Case("settings-end", "settings", then=_to_the_end, sizes=SMALL),  # the others show all of it at once
    Case("settings-rotation", "settings", then=lambda finger: finger.top.turn(1)),  # type: ignore[attr-defined]
    Case("settings-power", "settings", then=lambda finger: finger.top.ask_to_switch_off()),  # type: ignore[attr-defined]
    Case("health", "health", given=lambda: {"machine": NoMachine(ILL)}),
    Case("health-well", "health", given=lambda: {"machine": NoMachine(WELL)}),
    Case("phone", "phone"),
    Case(
        "phone-help",
        "phone",
        then=lambda finger: finger.rooms.phone_help(),
        shows="phone-help",
        sizes=SIZES[::2],
    ),
    Case("phone-code", "phone", then=_code, shows="phone-code", sizes=SIZES[::2]),
    Case("phone-no-account", "phone", "nobody"),
    Case("first-start", "first-start", "nobody"),
    Case(
        "first-start-fingerprint",
        "first-start",
        "nobody",
        given=lambda: {"admin_url": SECURE_URL, "fingerprint": FINGERPRINT},
    ),
    Case("capture", "capture", given=_camera(_LOOK), then=partial(_session, taken=False)),
    Case("capture-first", "capture", "empty", given=_camera(_LEARNS)),
    Case("capture-hold", "capture", given=_camera(_HOLDS), then=partial(_session, taken=False)),
    Case("capture-countdown", "capture", given=_camera(_COUNTS), then=partial(_session, taken=False)),
    Case("capture-card", "capture", given=_camera(_LOOK), then=partial(_session, taken=True)),
    Case("capture-no-camera", "capture", "empty", given=_gone),
    Case("idle", "idle"),
    Case("idle-plain", "idle", "empty", sky=FakeSky),
    Case("idle-dark", "idle", then=lambda finger: finger.top.show_dark(True)),  # type: ignore[attr-defined]
    Case("fault", "fault"),
    Case(
        "fault-unknown",
        "fault",
        then=partial(_fault, error=ZeroDivisionError("division by zero")),
        sizes=SMALL,
    ),
)
