"""The inbox: photos that wait, are worked on or failed, and what a person can do about those."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from mirror.closet import Closet, InboxState, Person
from mirror.config import MirrorSettings
from mirror.screens.widgets.button import Pill
from mirror.screens.widgets.rows import Rows

from .conftest import AddGarment
from .crowded import BEZEL, SIZES, photo, size_id, trouble
from .touching import Mirror

MakeMirror = Callable[..., Mirror]
REASON = "this is no photo that can be read; send JPEG, PNG, WebP or HEIC"


class Photos:
    """Hands photos in and says what becomes of them."""

    def __init__(self, closet: Closet, person: Person) -> None:
        self.inbox, self.person, self.count = closet.inbox, person, 0

    def send(self, name: str | None = None, data: bytes | None = None) -> int:
        self.count += 1
        data = data or photo((self.count * 5 % 256, 200, 90), (300 + self.count, 400))
        name = name or f"IMG_{self.count:04d}.jpg"
        return self.inbox.submit(self.person.id, name, BytesIO(data), source="phone").item.id

    def work(self, stage: str = "cutout") -> int:
        item = self.inbox.take()
        assert item is not None
        self.inbox.note_stage(item.id, stage)
        return item.id

    def fail(self, count: int = 1) -> list[int]:
        made = []
        for _ in range(count):
            self.send()
            item_id = self.work()
            self.inbox.fail(item_id, REASON)
            made.append(item_id)
        return made

    def states(self) -> dict[InboxState, int]:
        return {state: n for state, n in self.inbox.counts(self.person.id).items() if n}


@pytest.fixture
def photos(closet: Closet, jieun: Person) -> Photos:
    return Photos(closet, jieun)


def open_inbox(mirror: Mirror) -> None:
    mirror.rooms.inbox()
    mirror.wait(0.5)
    assert mirror.name == "inbox"


def rows(mirror: Mirror) -> list[tuple[str, str]]:
    return [(row.title, row.detail) for row in mirror.one(Rows)._rows]


def button(mirror: Mirror, row: int, number: int) -> object:
    widget = mirror.one(Rows)
    return widget._button_places(widget._rows[row], widget._place(row))[number]


def pills(mirror: Mirror) -> list[str]:
    return [w.words for w in mirror.top.widgets if isinstance(w, Pill)]


def all_at_once(mirror: Mirror) -> tuple[Pill, Pill]:
    retry, dismiss = (w for w in mirror.top.widgets if isinstance(w, Pill))
    return retry, dismiss


# Rows


def test_each_photo_says_how_far_it_is(make_mirror: MakeMirror, photos: Photos, closet: Closet) -> None:
    [failed] = photos.fail()
    working = photos.send()
    photos.work("cutout")
    photos.send()
    mirror = make_mirror()
    open_inbox(mirror)
    assert rows(mirror) == [
        ("IMG_0001.jpg", mirror.stage.say_reason(REASON)),
        ("IMG_0002.jpg", "배경을 지우는 중"),
        ("IMG_0003.jpg", "차례를 기다리는 중"),
    ]
    for stage, words in (("decode", "사진을 읽는 중"), ("classify", "어떤 옷인지 알아보는 중")):
        closet.inbox.note_stage(working, stage)
        mirror.closet_changed()
        assert rows(mirror)[1][1] == words
    del failed


def test_each_row_shows_its_photo(make_mirror: MakeMirror, photos: Photos) -> None:
    colours = [(250, 20, 20), (20, 250, 20), (20, 20, 250)]
    for colour in colours:
        photos.send(data=photo(colour))
    mirror = make_mirror()
    open_inbox(mirror)
    widget = mirror.one(Rows)
    pixels = mirror.pixels()
    for number, colour in enumerate(colours):
        place = widget._place(number)
        at = (place.centery, place.left + mirror.layout.px(36) + widget._side_px // 2)
        assert np.abs(pixels[at].astype(int) - colour).max() < 24


def test_a_photo_stands_upright(make_mirror: MakeMirror, photos: Photos) -> None:
    picture = Image.new("RGB", (400, 300), (250, 20, 20))
    picture.paste((20, 20, 250), (200, 0, 400, 300))
    exif = Image.Exif()
    exif[0x0112] = 6  # the right edge of what is stored is the lower edge of what was seen
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    photos.send(data=out.getvalue())
    mirror = make_mirror()
    open_inbox(mirror)
    widget = mirror.one(Rows)
    place = widget._place(0)
    x = place.left + mirror.layout.px(36) + widget._side_px // 2
    above, below = (mirror.pixels()[place.centery + way * widget._side_px // 4, x] for way in (-1, 1))
    assert above[0] > 200 > below[0], "red above, blue below"


@pytest.mark.parametrize("data", [b"no photo", b"\xff\xd8\xff\xe0 cut", photo()[:400]], ids=range(3))
def test_a_file_that_is_no_photo_shows_a_sign(make_mirror: MakeMirror, photos: Photos, data: bytes) -> None:
    photos.send(data=data)
    mirror = make_mirror()
    open_inbox(mirror)
    widget = mirror.one(Rows)
    place = widget._place(0)
    sign = mirror.pixels()[place.top : place.bottom, place.left : place.left + mirror.layout.px(150)]
    assert sign.any()


@pytest.mark.parametrize(
    ("size", "shown"), [((4000, 6000), True), ((6000, 8000), False)], ids=["24MP", "48MP"]
)
def test_a_photo_is_shown_unless_it_is_larger_than_the_closet_takes(
    make_mirror: MakeMirror, photos: Photos, size: tuple[int, int], shown: bool
) -> None:
    photos.send(data=photo((250, 20, 20), size))
    mirror = make_mirror()
    open_inbox(mirror)
    widget = mirror.one(Rows)
    assert (widget._picture(widget._rows[0]) is not None) is shown


# One


def test_a_failed_one_is_tried_again(make_mirror: MakeMirror, photos: Photos) -> None:
    first, second = photos.fail(2)
    mirror = make_mirror()
    open_inbox(mirror)
    mirror.tap(button(mirror, 1, 0))  # type: ignore[arg-type]
    assert photos.inbox.get(photos.person.id, second).state is InboxState.WAITING
    assert photos.inbox.get(photos.person.id, first).state is InboxState.FAILED
    assert mirror.toast == mirror.stage.say_count("It is tried once more", "{count} are tried once more", 1)
    assert len(rows(mirror)) == 2


def test_a_failed_one_is_dismissed(make_mirror: MakeMirror, photos: Photos, closet: Closet) -> None:
    first, second = photos.fail(2)
    file = closet.photos.spooled(closet.inbox.get(photos.person.id, first).sha256)
    assert file.exists()
    mirror = make_mirror()
    open_inbox(mirror)
    mirror.tap(button(mirror, 0, 1))  # type: ignore[arg-type]
    assert [item.id for item in closet.inbox.items(photos.person.id)] == [second]
    assert not file.exists()
    assert len(rows(mirror)) == 1


def test_what_waits_has_no_buttons(make_mirror: MakeMirror, photos: Photos) -> None:
    photos.send()
    photos.send()
    photos.work()
    mirror = make_mirror()
    open_inbox(mirror)
    assert not list(mirror.one(Rows).targets())
    assert pills(mirror) == []


def test_one_that_the_phone_has_dealt_with_is_told(make_mirror: MakeMirror, photos: Photos) -> None:
    [item_id] = photos.fail()
    mirror = make_mirror()
    open_inbox(mirror)
    photos.inbox.dismiss(photos.person.id, item_id)  # the mirror has not looked up since
    mirror.tap(button(mirror, 0, 0))  # type: ignore[arg-type]
    assert mirror.toast
    mirror.closet_changed()
    assert mirror.stage.say("No photo is waiting") in mirror.words()


# All


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_from_three_on_all_can_be_dealt_with_at_once(
    make_mirror: MakeMirror, photos: Photos, count: int
) -> None:
    photos.fail(count)
    mirror = make_mirror()
    open_inbox(mirror)
    assert len(pills(mirror)) == (2 if count >= 3 else 0)


def test_all_are_tried_again(make_mirror: MakeMirror, photos: Photos) -> None:
    photos.fail(4)
    photos.send()
    mirror = make_mirror()
    open_inbox(mirror)
    mirror.tap(all_at_once(mirror)[0])
    assert photos.states() == {InboxState.WAITING: 5}
    assert pills(mirror) == []
    assert "4" in mirror.toast


def test_all_failed_ones_are_dismissed(make_mirror: MakeMirror, photos: Photos) -> None:
    photos.fail(4)
    waiting = photos.send()
    mirror = make_mirror()
    open_inbox(mirror)
    mirror.tap(all_at_once(mirror)[1])
    assert [item.id for item in photos.inbox.items(photos.person.id)] == [waiting]


def test_the_last_one_dismissed_leaves_an_empty_inbox(make_mirror: MakeMirror, photos: Photos) -> None:
    photos.fail(3)
    mirror = make_mirror()
    open_inbox(mirror)
    mirror.tap(all_at_once(mirror)[1])
    assert mirror.stage.say("No photo is waiting") in mirror.words()
    mirror.tap_pill(mirror.stage.say("Connect a phone"))
    assert mirror.name == "phone"


def test_all_are_those_that_are_shown(make_mirror: MakeMirror, photos: Photos) -> None:
    first, *_ = photos.fail(3)
    photos.send()
    last = photos.work()
    mirror = make_mirror()
    open_inbox(mirror)
    photos.inbox.retry(photos.person.id, first)
    photos.inbox.fail(last, REASON)
    mirror.closet_changed()
    assert len([1 for _, detail in rows(mirror) if detail == mirror.stage.say_reason(REASON)]) == 3
    mirror.tap(all_at_once(mirror)[1])
    assert photos.states() == {InboxState.WAITING: 1}


# Scrolling, and changes meanwhile


def test_the_place_is_kept_when_something_changes(make_mirror: MakeMirror, photos: Photos) -> None:
    photos.fail(14)
    mirror = make_mirror()
    open_inbox(mirror)
    mirror.swipe((400, 1600), (400, 900))
    place = mirror.one(Rows).kinetics.offset_px
    assert place > 400
    photos.send()
    mirror.closet_changed()
    assert len(rows(mirror)) == 15
    assert mirror.one(Rows).kinetics.offset_px == place
    photos.work()
    mirror.closet_changed()
    assert mirror.one(Rows).kinetics.offset_px == place
    shown = next(n for n in range(14) if mirror.one(Rows).rect.contains(mirror.one(Rows)._place(n)))
    mirror.tap(button(mirror, shown, 1))  # type: ignore[arg-type]
    assert len(rows(mirror)) == 14
    assert mirror.one(Rows).kinetics.offset_px == place


def test_the_place_is_kept_within_what_is_left(make_mirror: MakeMirror, photos: Photos) -> None:
    made = photos.fail(14)
    mirror = make_mirror()
    open_inbox(mirror)
    for _ in range(8):
        mirror.swipe((400, 1600), (400, 700), seconds=0.05)
    for item_id in made[:9]:
        photos.inbox.dismiss(photos.person.id, item_id)
    mirror.closet_changed()
    mirror.wait(2)
    widget = mirror.one(Rows)
    assert 0 <= widget.kinetics.offset_px <= widget.kinetics.end_px
    assert widget.rect.colliderect(widget._place(0)) or widget.rect.colliderect(widget._place(4))


def test_a_photo_that_became_a_garment_leaves(
    make_mirror: MakeMirror, photos: Photos, add_garment: AddGarment
) -> None:
    item_id = photos.send()
    photos.work()
    mirror = make_mirror()
    open_inbox(mirror)
    photos.inbox.finish(item_id, add_garment(photos.person.id))
    mirror.closet_changed()
    assert mirror.stage.say("No photo is waiting") in mirror.words()
    mirror.key("escape")
    assert len(mirror.top._ids) == 1


def test_a_change_under_the_finger_waits_until_it_has_left(make_mirror: MakeMirror, photos: Photos) -> None:
    first, second, third = photos.fail(3)
    mirror = make_mirror()
    open_inbox(mirror)
    at = button(mirror, 2, 1).center  # type: ignore[attr-defined]
    mirror.send(mirror.gestures.down(1, *at, mirror.clock.monotonic_s()))
    photos.inbox.dismiss(photos.person.id, first)
    mirror.closet_changed()
    mirror.send(mirror.gestures.up(1, *at, mirror.clock.monotonic_s()))
    mirror.wait(0.5)
    assert [item.id for item in photos.inbox.items(photos.person.id)] == [second], "the one that was touched"
    del third


def test_only_ones_own_photos(make_mirror: MakeMirror, photos: Photos, closet: Closet) -> None:
    sam = closet.people.add("Sam")
    Photos(closet, sam).fail(3)
    mirror = make_mirror()
    open_inbox(mirror)
    assert mirror.stage.say("No photo is waiting") in mirror.words()
    del photos


# Room

REASONS = (
    REASON,
    "the photo is damaged at its beginning; copy it again from the camera",
    "the photo is too small: 20x20 pixels",
    "the disk is full: free some space, nothing was lost",
)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("framed", [False, True], ids=["bare", "framed"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_a_full_inbox_has_its_room(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    cuts: list[str],
    size: tuple[int, int],
    framed: bool,
    language: str,
) -> None:
    person = closet.people.add("Sam", language=language)  # type: ignore[arg-type]
    closet.people.set_password_hash(person.id, "hash")
    photos = Photos(closet, person)
    for reason in REASONS:
        photos.send(name="20261122_081245.heic")
        photos.inbox.fail(photos.work(), reason)
    photos.send(name="20261122_081246.heic")
    photos.work("classify")
    photos.send(name="20261122_081247.heic")
    mirror = make_mirror(size, settings=MirrorSettings(bezel_px=BEZEL if framed else 0))
    mirror.wait(8)
    open_inbox(mirror)
    assert not trouble(mirror, cuts)
    for item in photos.inbox.items(person.id):
        if item.state is InboxState.FAILED:
            photos.inbox.dismiss(person.id, item.id)
    mirror.closet_changed()
    assert not trouble(mirror, cuts)
