"""Make the pictures of the README, docs/mirror.md and docs/phone.md: both faces over a closet of demo garments.

Run it by `make pictures` after a change to either face. The garments go the real way in, through the networks.
"""

import secrets
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from phone_pictures import Shown, photograph_first_start, photograph_phone
from PIL import Image

from mirror.capture.view import CaptureView, Phase
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.config import MirrorSettings, Settings
from mirror.demo import garment_files
from mirror.doctor import Finding
from mirror.intake import admit_photo
from mirror.screens.capture.screen import CaptureScreen
from mirror.screens.capture.still_feed import StillFeed
from mirror.screens.machine import NoMachine
from mirror.screens.rooms import Rooms
from mirror.screens.screenshot import picture
from mirror.screens.touch import Touch, TouchKind
from mirror.screens.widgets.button import IconButton
from mirror.screens.widgets.picture_rail import PictureRail
from mirror.vision.recognise import Recogniser
from web_admin.passwords import make_hash

PICTURES = Path(__file__).parent / "pictures"
SIZE, WIDTH = (1080, 1920), 420
NOW = datetime(2026, 11, 22, 8, 12, tzinfo=timezone(timedelta(hours=9), "KST"))
OWNER = "지은"
TODAY = ("coat-navy", "pullover-yellow", "jeans-blue", "boot-black")
COUNTDOWN = CaptureView(Phase.COUNTDOWN, seconds=2, hands_free=True)
IN_THE_WASH = ("shirt-blue", "vneck-white")
WELL = (
    Finding("data", True, "68 garments of 3 people, 0 photos wait, 0 failed, the worker is up"),
    Finding("disk", True, "24.3 GB free"),
    Finding("network", True, "garment_photo: loaded and answers"),
    Finding("clock", True, "2026-11-22 08:12 KST"),
)


class _Picture(NamedTuple):
    """screen: as `otjang screenshot` calls it. then: what is touched before it is drawn."""

    name: str
    screen: str
    language: str = "ko"
    garment: str = ""
    then: Callable[[Rooms], None] = lambda _: None
    given: Callable[[], dict[str, Any]] = dict


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        password = secrets.token_urlsafe(9)
        clock = FakeClock(NOW)
        closet = Closet.open(data_dir / "new", clock)
        _draw(_Picture("first-start", "first-start", "en"), closet, clock, {})
        closet.close()
        photograph_first_start(data_dir / "new", PICTURES)
        closet = Closet.open(data_dir, clock)
        ids = _fill(closet, password)
        for wanted in _pictures(_scene(data_dir / "scene.jpg")):
            _draw(wanted, closet, clock, ids)
        _send_photos(closet)
        _draw(_Picture("inbox", "inbox"), closet, clock, ids)
        image = picture(
            closet, MirrorSettings(), clock, "idle", SIZE, language="ko", admin_url="", garment_id=None
        )
        image.save(data_dir / "mirror.jpg", quality=88)
        closet.close()
        closet = Closet.open(data_dir)  # the pages are of today, by the machine's own clock
        shown, eye = Shown(closet, ids), Recogniser(Settings().network)
        photograph_phone(shown, eye, password, PICTURES)
        closet.close()


def _draw(wanted: _Picture, closet: Closet, clock: FakeClock, ids: dict[str, int]) -> None:
    image = picture(
        closet,
        MirrorSettings(),
        clock,
        wanted.screen,
        SIZE,
        admin_url="https://otjang.local",
        language=wanted.language,
        garment_id=ids[wanted.garment] if wanted.garment else None,
        then=wanted.then,
        **wanted.given(),
    )
    _shrink(image, PICTURES / f"mirror-{wanted.name}.webp")


def _pictures(scene: Path) -> list[_Picture]:
    words = ("ringbolt", "paperweight", "stapler", "adviser", "minnow", "Jupiter", "slowdown", "holiness")
    return [
        _Picture("closet", "closet"),
        _Picture("filters", "closet", "en", then=_open_filters),
        _Picture("garment", "garment", garment="pullover-yellow"),
        _Picture("look-alikes", "look-alikes", "en", garment="tshirt-blue"),
        _Picture("wear-with", "wear-with", garment="coat-navy", then=_dress),
        _Picture(
            "capture", "capture", then=_photograph, given=lambda: {"camera": StillFeed(scene, COUNTDOWN)}
        ),
        _Picture("people", "people"),
        _Picture("pin", "pin", "en"),
        _Picture("settings", "settings"),
        _Picture("health", "health", given=lambda: {"machine": NoMachine(WELL)}),
        _Picture("phone", "phone", given=lambda: {"fingerprint": words}),
        _Picture("idle", "idle"),
    ]


# The closet


def _fill(closet: Closet, password: str) -> dict[str, int]:
    """Returns the garments' ids by the names of their files."""
    person = closet.people.create_first_account(closet.people.new_setup_code(), OWNER, make_hash(password))
    eye = Recogniser(Settings().network)
    files, ids = garment_files(), {}
    # Every seventh in turn, so that the newest ones, which stand first, are of many kinds.
    for file in sorted(files, key=lambda file: (files.index(file) % 7, files.index(file))):
        ids[file.stem] = _admit(closet, eye, person.id, file)
    garments, today = closet.garments, NOW.date()
    for key in TODAY:
        garments.wear(person.id, ids[key], today)
    for week in range(1, 14):
        garments.wear(person.id, ids["pullover-yellow"], today - timedelta(weeks=week))
    garments.describe(
        person.id, ids["pullover-yellow"], name="노란 스웨터", brand="유니클로", size="M", price_minor=39_000
    )
    garments.set_category(person.id, ids["pullover-yellow"], Category.PULLOVER)
    for key in IN_THE_WASH:
        garments.wash(person.id, ids[key])
    closet.people.set_avatar(person.id, ids["dress-red"])
    for name, file in (("민수", "cap-sky"), ("하린", "backpack-red")):
        other = closet.people.add(name)
        mine = _admit(closet, eye, other.id, next(path for path in files if path.stem == file))
        closet.people.set_avatar(other.id, mine)
    closet.people.set_pin(next(one.id for one in closet.people.all() if one.name == "민수"), "2486")
    return ids


def _send_photos(closet: Closet) -> None:
    """Three that nobody has looked at, one of them at work."""
    person = closet.people.all()[0]
    for number, stem in enumerate(("shirt-pink", "coat-grey", "sneaker-blue")):
        photo = next(path for path in garment_files() if path.stem == stem).read_bytes() + b"."
        closet.inbox.submit(person.id, f"IMG_204{number + 1}.jpg", BytesIO(photo), source="phone")
    item = closet.inbox.take()
    assert item is not None
    closet.inbox.note_stage(item.id, "cutout")


def _scene(file: Path) -> Path:
    """What a camera sees: a garment before a wall."""
    light = np.linspace(1.0, 0.72, 960)[np.newaxis, :, np.newaxis] * np.ones((1280, 1, 1))
    wall = Image.fromarray(np.uint8(np.array((176, 168, 156)) * light))
    with Image.open(next(path for path in garment_files() if path.stem == "pullover-olive")) as image:
        cloth = image.convert("RGBA").resize((700, 700), Image.Resampling.LANCZOS)
    wall.paste(cloth, (130, 300), cloth)
    wall.save(file, quality=95)
    return file


def _admit(closet: Closet, eye: Recogniser, person_id: int, file: Path) -> int:
    with file.open("rb") as stream:
        closet.inbox.submit(person_id, file.name, stream, source="import")
    item = closet.inbox.take()
    assert item is not None
    garment_id = admit_photo(closet, eye, item)
    assert garment_id is not None, file
    return garment_id


# Fingers


def _photograph(rooms: Rooms) -> None:
    """Seven garments have been photographed before."""
    screen = rooms.stack.top
    assert isinstance(screen, CaptureScreen)
    assert screen.stage.person is not None
    items = screen.stage.closet.inbox.items(screen.stage.person.id, ended_too=True)
    screen.shots.recall([item.id for item in items if item.garment_id][-8:-1], step_s=14.0)
    screen.refresh()


def _open_filters(rooms: Rooms) -> None:
    assert rooms.stack.top is not None
    buttons = [widget for widget in rooms.stack.top.widgets if isinstance(widget, IconButton)]
    _tap(rooms, next(button.rect.center for button in buttons if button._icon == "sliders"))


def _dress(rooms: Rooms) -> None:
    """The first garment of each row that goes with a coat; no dress over trousers."""
    assert rooms.stack.top is not None
    rails = [widget for widget in rooms.stack.top.widgets if isinstance(widget, PictureRail)]
    for number in (0, 1, 3):
        _tap(rooms, (rails[number].rect.left + 60, rails[number].rect.centery))


def _tap(rooms: Rooms, at: tuple[int, int]) -> None:
    for kind in (TouchKind.DOWN, TouchKind.TAP):
        rooms.stack.touch(Touch(kind, *at, *at))


def _shrink(image: Image.Image, out: Path, *, width: int = WIDTH, quality: int = 84) -> None:
    """They are looked at small."""
    size = (width, round(width * image.height / image.width))
    image.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, quality=quality, method=6)


if __name__ == "__main__":
    main()
