"""The camera's screen: what becomes of the photos, and what a person does about them on the spot."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest

from mirror.capture.view import Phase
from mirror.categories import Category
from mirror.closet import Closet, InboxState, Person
from mirror.config import MirrorSettings
from mirror.errors import NotFound
from mirror.screens.screenshot import screenshot
from mirror.screens.widgets.card import Card
from mirror.screens.widgets.choice_sheet import ChoiceSheet
from mirror.screens.widgets.strip import Strip

from .conftest import AddGarment
from .touching import ADMIN_URL, FakeFeed, Mirror

MakeMirror = Callable[..., Mirror]
ACTIONS = {"맞아요", "고치기", "다시 찍기"}


class Session:
    """A person who photographs, a camera and a worker that do what they are told."""

    def __init__(self, mirror: Mirror, feed: FakeFeed, person: Person, add_garment: AddGarment) -> None:
        self.mirror, self.feed, self.person, self.add = mirror, feed, person, add_garment
        self.count = 0

    def photo(self) -> int:
        """A photo comes into the inbox, and the camera says so."""
        self.count += 1
        name = f"{self.count}.jpg"
        data = BytesIO(f"photo {self.count}".encode())
        item_id = self.mirror.closet.inbox.submit(self.person.id, name, data, source="camera").item.id
        self.feed.take(item_id)
        self.mirror.wait(0.3)
        return item_id

    def becomes(self, item_id: int, category: Category = Category.SHIRT, **more: object) -> int:
        """The worker has recognised it."""
        garment_id = self.add(self.person.id, category, **more)
        self.mirror.closet.inbox.finish(item_id, garment_id)
        self.mirror.closet_changed()
        return garment_id

    def fails(self, item_id: int) -> None:
        self.mirror.closet.inbox.fail(item_id, "the photo is too small: 20x20 pixels")
        self.mirror.closet_changed()

    def go(self, phase: Phase) -> None:
        self.feed.go(phase, seconds=2)
        self.mirror.wait(0.2)

    def garments(self) -> list[int]:
        return [entry.id for entry in self.mirror.closet.garments.listing(self.person.id)]

    def cards(self) -> list[str]:
        return [part.words for part in self.mirror.top.widgets if isinstance(part, Card)]

    def strip(self) -> int:
        strips = [part for part in self.mirror.top.widgets if isinstance(part, Strip)]
        return len(list(strips[0].targets())) if strips else 0

    def tap_strip(self, number: int) -> None:
        self.mirror.tap(list(self.mirror.one(Strip).targets())[number])


@pytest.fixture
def session(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, noise: np.ndarray) -> Session:
    feed = FakeFeed(noise)
    mirror = make_mirror((540, 960), camera=feed)
    mirror.rooms.add()
    mirror.wait(0.3)
    return Session(mirror, feed, jieun, add_garment)


def test_twenty_garments_one_after_another(session: Session) -> None:
    mirror = session.mirror
    for number in range(20):
        for phase in (Phase.IN_VIEW, Phase.HOLD, Phase.COUNTDOWN, Phase.BURST):
            session.go(phase)
        assert not session.cards(), "nothing hides the preview while a garment is held up"
        item_id = session.photo()
        assert "어떤 옷인지 알아보는 중이에요…" in mirror.words()
        assert not ACTIONS & set(mirror.words()), "nothing to decide before it is known"
        session.becomes(item_id, Category(number % 14))
        assert session.cards() == [mirror.stage.name_of(Category(number % 14))]
        assert set(mirror.words()) >= ACTIONS
        mirror.clock.advance(11)
        session.go(Phase.LOOK)
    assert len(session.garments()) == 20
    assert session.strip() == 5
    (told,) = [words for words in mirror.words() if words.startswith("이번에 20벌 담았어요 · 한 벌에 ")]
    assert 12 <= int(told.removesuffix("초").rsplit(" ", 1)[1]) <= 16
    assert session.feed.pressed == []


def test_a_result_that_comes_late_does_not_hide_the_next_garment(session: Session) -> None:
    item_id = session.photo()
    session.go(Phase.IN_VIEW)
    session.becomes(item_id, Category.BAG)
    assert session.cards() == []
    assert "가방" in session.mirror.words()
    assert set(session.mirror.words()) >= ACTIONS, "whoever steps up to the mirror can still correct it"


def test_the_result_makes_room_for_the_next_garment(session: Session) -> None:
    session.becomes(session.photo())
    session.go(Phase.LOOK)
    assert session.cards() == ["셔츠"]
    session.go(Phase.IN_VIEW)
    assert session.cards() == []
    session.tap_strip(0)
    assert session.cards() == ["셔츠"], "who asks for it sees it"
    session.go(Phase.COUNTDOWN)
    assert session.cards() == []


def test_it_asks_where_it_is_not_sure(session: Session) -> None:
    session.becomes(session.photo(), Category.COAT, confidence=0.41)
    assert session.cards() == ["코트인가요?"]


def test_photos_that_wait_before_it(session: Session, closet: Closet, jieun: Person) -> None:
    for number in range(3):
        closet.inbox.submit(jieun.id, "IMG.jpg", BytesIO(b"%d" % number), source="phone")
    session.photo()
    assert "앞에 사진 3장이 기다리고 있어요" in session.mirror.words()
    closet.inbox.fail(closet.inbox.take().id, "the file is empty")  # type: ignore[union-attr]
    session.mirror.closet_changed()
    assert "앞에 사진 2장이 기다리고 있어요" in session.mirror.words()


def test_right_puts_it_away(session: Session) -> None:
    session.becomes(session.photo())
    session.mirror.tap_pill("맞아요")
    assert session.cards() == []
    assert not ACTIONS & set(session.mirror.words())
    assert session.strip() == 1
    assert len(session.garments()) == 1


# Correcting


@pytest.mark.parametrize("by_key", [False, True])
def test_a_correction_on_the_spot(session: Session, closet: Closet, jieun: Person, *, by_key: bool) -> None:
    mirror = session.mirror
    garment_id = session.becomes(session.photo(), Category.SHIRT, rivals=(Category.HAT, Category.BAG))
    if by_key:
        mirror.key("c")
    else:
        mirror.tap_pill("고치기")
    mirror.wait(0.5)
    choices = [pill.words for pill in mirror.one(ChoiceSheet).parts[1:]]
    assert choices[:3] == ["셔츠", "모자", "가방"], "the classifier's three come first"
    assert sorted(choices) == sorted(mirror.stage.name_of(category) for category in Category)
    mirror.tap(mirror.one(ChoiceSheet).parts[2])
    mirror.wait(0.5)
    assert mirror.name == "capture"
    assert not [part for part in mirror.top.widgets if isinstance(part, ChoiceSheet)]
    garment = closet.garments.get(jieun.id, garment_id)
    assert (garment.category, garment.corrected) == (Category.HAT, True)
    assert session.cards() == ["모자"]


def test_the_sheet_outlives_what_happens_meanwhile(session: Session, closet: Closet, jieun: Person) -> None:
    first = session.becomes(session.photo(), Category.SHIRT)
    session.mirror.key("c")
    session.mirror.wait(0.5)
    second = session.becomes(session.photo(), Category.BAG)
    session.mirror.wait(0.5)
    session.mirror.tap(session.mirror.one(ChoiceSheet).parts[2])
    session.mirror.wait(0.5)
    assert closet.garments.get(jieun.id, first).category is Category.PULLOVER, "the one that was asked about"
    assert closet.garments.get(jieun.id, second).category is Category.BAG


def test_escape_closes_the_sheet_and_no_more(session: Session) -> None:
    session.becomes(session.photo())
    session.mirror.key("c")
    session.mirror.wait(0.5)
    session.mirror.key("space", "escape")
    session.mirror.wait(0.5)
    assert session.mirror.name == "capture"
    assert session.feed.pressed == []
    session.mirror.key("c")
    assert session.mirror.one(ChoiceSheet)


def test_an_older_garment_of_the_strip_is_corrected_as_well(
    session: Session, closet: Closet, jieun: Person
) -> None:
    first = session.becomes(session.photo(), Category.SHIRT)
    second = session.becomes(session.photo(), Category.BAG)
    session.tap_strip(1)
    assert session.cards() == ["셔츠"]
    session.mirror.tap_pill("다시 찍기")
    assert session.feed.agains == 0, "the garment in view is another one, and has been photographed"
    assert session.garments() == [second]
    session.tap_strip(0)
    session.tap_strip(0)
    assert session.cards() == [], "a second tap puts it away"
    with pytest.raises(NotFound):
        closet.garments.get(jieun.id, first)


# Once more


@pytest.mark.parametrize("by_key", [False, True])
def test_retake_deletes_and_undo_brings_back(session: Session, *, by_key: bool) -> None:
    mirror = session.mirror
    kept = session.becomes(session.photo(), Category.BAG)
    unwanted = session.becomes(session.photo())
    if by_key:
        mirror.key("r")
    else:
        mirror.tap_pill("다시 찍기")
    mirror.wait(0.3)
    assert session.feed.agains == 1
    assert session.garments() == [kept]
    assert (session.strip(), session.cards()) == (1, [])
    assert not ACTIONS & set(mirror.words()), "a second tap must not delete the one before"
    assert "이번에 1벌 담았어요" in mirror.words()
    assert mirror.toast == "지웠어요"
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast)
    mirror.wait(0.3)
    assert session.garments() == [unwanted, kept]
    assert session.strip() == 2
    assert set(mirror.words()) >= ACTIONS


def test_a_photo_that_failed_is_taken_again(session: Session, closet: Closet, jieun: Person) -> None:
    mirror = session.mirror
    session.fails(session.photo())
    (reason,) = session.cards()
    assert "20x20" in reason or "20×20" in reason
    assert set(mirror.words()) & ACTIONS == {"다시 찍기"}
    assert mirror.toast == "", "it is said once"
    mirror.tap_pill("다시 찍기")
    assert session.feed.agains == 1
    assert closet.inbox.items(jieun.id) == []
    assert session.strip() == 0


def test_a_failure_is_said_also_while_the_next_one_is_held_up(session: Session, closet: Closet) -> None:
    item_id = session.photo()
    session.go(Phase.IN_VIEW)
    session.fails(item_id)
    assert "20" in session.mirror.toast
    assert session.cards() == []
    assert session.mirror.stack.toast is not None
    session.mirror.tap(session.mirror.stack.toast)
    assert len(session.cards()) == 1
    assert closet.inbox.counts()[InboxState.FAILED] == 1


def test_what_was_there_before_is_said_and_never_deleted(
    session: Session, add_garment: AddGarment, closet: Closet, jieun: Person
) -> None:
    garment_id = add_garment(jieun.id)
    item_id = session.photo()
    closet.inbox.finish(item_id, garment_id, duplicate=True)
    session.mirror.closet_changed()
    assert session.cards() == ["셔츠 · 이미 옷장에 있어요"]
    assert not [words for words in session.mirror.words() if words.startswith("이번에")], "it was not added"
    session.mirror.tap_pill("다시 찍기")
    assert session.garments() == [garment_id]
    assert session.feed.agains == 1


def test_the_very_same_photo_again_is_no_new_garment(session: Session, closet: Closet, jieun: Person) -> None:
    item_id = session.photo()
    garment_id = session.becomes(item_id)
    session.feed.take(item_id)  # what the inbox answers to bytes that it has
    session.mirror.wait(0.4)
    assert session.cards() == ["셔츠 · 이미 옷장에 있어요"]
    session.mirror.key("r")
    assert session.garments() == [garment_id]


def test_a_garment_that_the_phone_deletes_leaves_the_strip(
    session: Session, closet: Closet, jieun: Person
) -> None:
    garment_id = session.becomes(session.photo())
    closet.garments.delete(jieun.id, garment_id)
    session.mirror.closet_changed()
    assert session.strip() == 0
    session.mirror.key("c", "r")
    assert session.feed.agains == 0


def test_a_finger_that_rests_loses_nothing(session: Session) -> None:
    mirror = session.mirror
    session.becomes(session.photo())
    at = mirror.pill("다시 찍기").rect.center
    mirror.send(mirror.gestures.down(1, *at, mirror.clock.monotonic_s()))
    session.go(Phase.IN_VIEW)
    mirror.closet_changed()
    mirror.send(mirror.gestures.up(1, *at, mirror.clock.monotonic_s()))
    assert session.garments() == []


def test_the_calibration_sheet_is_told_and_is_no_garment(session: Session) -> None:
    session.feed.take(None, said="the colours are right now")
    session.mirror.wait(0.3)
    assert session.mirror.toast == "The colours are right now"
    assert session.strip() == 0
    session.mirror.wait(8)
    assert session.mirror.toast == ""
    session.becomes(session.photo())
    assert session.strip() == 1


def test_a_new_session_begins_at_nothing(session: Session) -> None:
    session.becomes(session.photo())
    session.mirror.tap_pill("그만 담기")
    session.mirror.rooms.add()
    session.mirror.wait(0.3)
    assert session.strip() == 0
    assert session.cards() == []


def test_a_screenshot_shows_a_session_over_a_garments_photo(
    session: Session, closet: Closet, jieun: Person, noise: np.ndarray
) -> None:
    from PIL import Image

    for _ in range(4):
        garment_id = session.becomes(session.photo())
        original = closet.garments.get(jieun.id, garment_id).photo.original
        Image.fromarray(noise).save(original, "JPEG")
    png = screenshot(
        closet, MirrorSettings(), session.mirror.clock, "capture", (540, 960), admin_url=ADMIN_URL
    )
    shown = np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(int)
    assert shown[250:500, 60:480].mean() > 60, "the photo"
    assert shown[690:790, 40:500].any(), "the garments before"
