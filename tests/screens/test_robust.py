"""What goes wrong, and that the mirror goes on: a screen that raises, files that are gone, a busy closet."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mirror.closet import Closet, Person
from mirror.errors import ClosetBusy
from mirror.screens.pictures import PictureKey, Pictures
from mirror.screens.screen import Screen
from mirror.screens.screenshot import SCREENS, screenshot
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.grid import Grid

from .conftest import AddGarment
from .touching import ADMIN_URL, Mirror

MakeMirror = Callable[..., Mirror]


class Breaking(Screen):
    """Raises where it is told to."""

    name = "breaking"

    def __init__(self, stage: Any, where: str, error: Exception) -> None:
        super().__init__(stage)
        self.where, self.error = where, error

    def _maybe(self, where: str) -> None:
        if where == self.where:
            raise self.error

    def build(self) -> None:
        self._maybe("build")

    def update(self, dt_s: float) -> None:
        self._maybe("update")

    def draw(self, canvas: Canvas) -> None:
        self._maybe("draw")

    def touch(self, event: object) -> None:
        self._maybe("touch")


@pytest.mark.parametrize("where", ["build", "update", "draw", "touch"])
def test_a_screen_that_raises_falls_to_the_fault_screen(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, where: str
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    mirror.stack.push(Breaking(mirror.stage, where, RuntimeError("the shelf fell")))
    mirror.wait(0.5)
    mirror.tap((500, 500))
    assert mirror.name == "fault"
    assert "RuntimeError: the shelf fell" in mirror.words()
    assert mirror.pixels().any(), "it is drawn"
    mirror.tap_pill("옷장으로 돌아가기")
    assert mirror.name == "closet"
    mirror.tap(mirror.one(Grid).rect_of(0))
    assert mirror.name == "garment", "the mirror goes on"


def test_a_mirror_error_is_told_in_its_own_words(make_mirror: MakeMirror, jieun: Person) -> None:
    mirror = make_mirror()
    busy = ClosetBusy("the closet is busy; try again in a moment")
    mirror.stack.push(Breaking(mirror.stage, "touch", busy))
    mirror.tap((500, 500))
    assert (mirror.name, mirror.toast) == ("breaking", "옷장이 바빠요. 잠시 뒤에 다시 해 주세요.")
    mirror.stack.push(Breaking(mirror.stage, "update", busy))
    mirror.wait(0.3)
    assert mirror.name == "fault"
    assert "옷장이 바빠요. 잠시 뒤에 다시 해 주세요." in mirror.words()
    assert not any("ClosetBusy" in words for words in mirror.words())


def test_a_fault_screen_that_fails_ends_the_mirror(make_mirror: MakeMirror, jieun: Person) -> None:
    mirror = make_mirror()
    mirror.stack._make_fault = lambda error: Breaking(mirror.stage, "build", error)
    with pytest.raises(RuntimeError, match="for good"):
        mirror.stack.fault(RuntimeError("broken for good"))


def test_missing_and_corrupt_thumbnails_are_quiet_placeholders(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id, stored=False)
    broken = add_garment(jieun.id)
    empty = add_garment(jieun.id)
    cut = add_garment(jieun.id)
    files = {tile.id: tile.glow for tile in closet.garments.tiles(jieun.id)}
    files[broken].write_bytes(b"RIFF\x10\x00\x00\x00WEBPVP8 not a picture")
    files[empty].write_bytes(b"")
    files[cut].write_bytes(files[cut].read_bytes()[:200])
    mirror = make_mirror()
    assert mirror.name == "closet"
    for index in range(4):
        place = mirror.one(Grid).rect_of(index)
        assert mirror.pixels()[place.centery, place.centerx].any(), "each has its placeholder"
    mirror.tap(mirror.one(Grid).rect_of(3))
    assert mirror.name == "garment", "a garment without its picture opens too"


def test_a_thumbnail_that_comes_later_is_shown(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, garment_files: list[Any]
) -> None:
    add_garment(jieun.id, stored=False)
    mirror = make_mirror()
    grid = mirror.one(Grid)
    [tile] = closet.garments.tiles(jieun.id)
    tile.glow.parent.mkdir(parents=True)
    tile.glow.write_bytes(garment_files[0]["glow"])
    mirror.closet_changed()
    assert mirror.pictures.get(grid._key(0)) is not None


def test_the_cache_is_bounded_by_bytes(closet: Closet, jieun: Person, add_garment: AddGarment) -> None:
    for _ in range(12):
        add_garment(jieun.id)
    keys = [PictureKey(tile.glow, 200) for tile in closet.garments.tiles(jieun.id)]
    pictures = Pictures(cache_bytes=5 * 200 * 200 * 4)
    for key in keys:
        pictures.want("me", [key])
    assert pictures.held_bytes <= 5 * 200 * 200 * 4
    assert pictures.get(keys[-1]) is not None
    assert pictures.get(keys[0]) is None


def test_the_decoding_thread_decodes_and_ends(closet: Closet, jieun: Person, add_garment: AddGarment) -> None:
    add_garment(jieun.id, stored=False)
    add_garment(jieun.id)
    keys = [PictureKey(tile.glow, 200) for tile in closet.garments.tiles(jieun.id)]
    import threading

    arrived = threading.Semaphore(0)
    with Pictures(arrived=arrived.release) as pictures:
        pictures.want("me", keys)
        assert arrived.acquire(timeout=10)
        assert arrived.acquire(timeout=10)
        assert pictures.get(keys[0]) is not None
        assert pictures.has(keys[1])
        assert pictures.get(keys[1]) is None
    assert not any(thread.name == "pictures" for thread in threading.enumerate())


@pytest.mark.parametrize("screen", SCREENS)
def test_draw_changes_no_state(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, screen: str
) -> None:
    for _ in range(14):
        add_garment(jieun.id)
    from mirror.screens import screenshot as module

    mirror = make_mirror()
    mirror.stack.reset(module.__globals__["_MAKERS"][screen](mirror.stage, None))
    mirror.wait(1)
    once = mirror.pixels()
    state = {key: value for key, value in vars(mirror.top).items() if key not in ("damage",)}
    for _ in range(2):
        mirror.stack.damage.everything()
        mirror.stack.draw(mirror.canvas)
    assert np.array_equal(once, mirror.pixels())
    assert state == {key: value for key, value in vars(mirror.top).items() if key not in ("damage",)}


def test_drawing_only_the_dirty_part_gives_the_same_picture(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    """After scrolling, toasts and sheets the picture equals one drawn from nothing."""
    for _ in range(40):
        add_garment(jieun.id)
    mirror = make_mirror()
    mirror.swipe((540, 1300), (540, 900))
    mirror.rooms.toast("지웠어요", button="되돌리기", lasting_s=20)
    mirror.wait(1)
    partly = mirror.pixels()
    mirror.stack.damage.everything()
    mirror.stack.draw(mirror.canvas)
    assert np.array_equal(partly, mirror.pixels()), "sliding in, the toast leaves no trace"
    mirror.wait(20)
    mirror.key("down", "right")
    mirror.swipe((900, 1640), (300, 1640))
    partly = mirror.pixels()
    mirror.stack.damage.everything()
    mirror.stack.draw(mirror.canvas)
    assert np.array_equal(partly, mirror.pixels())


def test_an_idle_mirror_draws_nothing_but_the_minute(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    for _ in range(9):
        add_garment(jieun.id)
    mirror = make_mirror()
    mirror.wait(60 - mirror.clock.now().second + 1)
    mirror.frames = 0
    mirror.wait(50)
    assert mirror.frames == 0
    mirror.wait(10)
    assert mirror.frames == 1, "the minute has changed"


def test_untouched_it_falls_asleep_and_a_touch_only_wakes_it(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    mirror.wait(125)
    assert mirror.name == "idle"
    mirror.wait(500)
    assert not mirror.pixels().any(), "a plain mirror"
    mirror.frames = 0
    mirror.wait(300)
    assert mirror.frames == 0
    mirror.tap((200, 500))
    assert mirror.name == "closet", "the touch that wakes it opens nothing"
    mirror.tap((200, 500))
    assert mirror.name == "garment"
    mirror.wait(125)
    mirror.idle.wake()
    mirror.step()
    assert mirror.name == "garment"


def test_screenshots_of_an_empty_closet(closet: Closet, clock: Any) -> None:
    from mirror.config import MirrorSettings
    from mirror.errors import ClosetError

    for screen in SCREENS:
        if screen in ("garment", "look-alikes", "wear-with", "pin"):
            with pytest.raises(ClosetError, match=r"no garment|nobody lives here"):
                screenshot(closet, MirrorSettings(), clock, screen, (480, 800), admin_url=ADMIN_URL)
        else:
            png = screenshot(closet, MirrorSettings(), clock, screen, (480, 800), admin_url=ADMIN_URL)
            assert png.startswith(b"\x89PNG")
    with pytest.raises(ClosetError, match="no screen 'wardrobe'"):
        screenshot(closet, MirrorSettings(), clock, "wardrobe", (480, 800), admin_url=ADMIN_URL)


@pytest.mark.parametrize("name", ["\u200b", "a\x00b", "bad\udcff.jpg", "👗 옷", "\uffff"])
def test_odd_names_are_drawn(make_mirror: MakeMirror, closet: Closet, jieun: Person, name: str) -> None:
    from io import BytesIO

    brush = make_mirror().stage.brush
    from mirror.screens.widgets.theme import TEXT

    assert brush.width(name, TEXT) >= 0
    brush.text(name, TEXT, (255, 255, 255))
    brush.fit(name, TEXT, 20)
    if "\udcff" not in name:
        closet.inbox.submit(jieun.id, name, BytesIO(b"1"), source="phone")
        mirror = make_mirror()
        mirror.rooms.inbox()
        mirror.wait(0.3)
        assert mirror.name == "inbox"
