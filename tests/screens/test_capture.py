"""The camera's screen: what it says and shows in every phase of a session, its keys, its faults."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest

from mirror.capture.view import Phase
from mirror.closet import Closet, Person
from mirror.screens.widgets.nav import PlusButton
from mirror.screens.widgets.preview import Preview
from mirror.screens.widgets.ring import Ring
from mirror.screens.widgets.switch import Switch

from .touching import FakeFeed, Mirror

MakeMirror = Callable[..., Mirror]
HINT = "옷을 가만히 들고 있으면 저절로 찍혀요. 이어서 다음 옷을 들면 돼요."


@pytest.fixture
def feed(noise: np.ndarray) -> FakeFeed:
    return FakeFeed(noise)


@pytest.fixture
def mirror(make_mirror: MakeMirror, jieun: Person, feed: FakeFeed) -> Mirror:
    """A mirror whose camera's screen is open."""
    mirror = make_mirror(camera=feed)
    mirror.tap(mirror.one(PlusButton))
    assert mirror.name == "capture"
    return mirror


def look(mirror: Mirror) -> np.ndarray:
    """The middle of the preview."""
    return mirror.pixels()[620:860, 300:780].astype(int)


def minutes(mirror: Mirror, seconds: int) -> None:
    """A long time in long steps."""
    for _ in range(seconds):
        mirror.step(1)


# What it says


def test_what_to_do_in_each_phase(mirror: Mirror, feed: FakeFeed) -> None:
    assert {"옷을 들어 주세요", "옷 전체가 틀 안에 들어오게 해 주세요", HINT} <= set(mirror.words())
    for phase in (Phase.IN_VIEW, Phase.HOLD, Phase.COUNTDOWN, Phase.BURST):
        feed.go(phase, seconds=2)
        mirror.wait(0.2)
        assert "옷을 가만히 들어 주세요" in mirror.words(), phase
        assert ("멈추기" if phase is Phase.COUNTDOWN else "지금 찍기") in mirror.words(), phase
    feed.go(Phase.LOOK)
    mirror.wait(0.2)
    assert "옷을 들어 주세요" in mirror.words()


def test_people_step_aside_until_the_empty_view_is_known(mirror: Mirror, feed: FakeFeed) -> None:
    feed.now = feed.now._replace(learned=False)
    mirror.wait(0.2)
    assert "잠깐 옆으로 비켜 주세요" in mirror.words()
    mirror.tap(mirror.one(Switch))
    assert "잠깐 옆으로 비켜 주세요" not in mirror.words(), "the button needs no empty view"
    mirror.tap(mirror.one(Switch))
    feed.now = feed.now._replace(learned=True)
    mirror.wait(0.2)
    assert "옷을 들어 주세요" in mirror.words()


# The ring


def test_the_ring_fills_while_it_is_held(mirror: Mirror, feed: FakeFeed) -> None:
    ring = mirror.one(Ring)
    assert ring.share is None
    bare = look(mirror)
    feed.go(Phase.HOLD, held=0.8)
    mirror.step(0.02)
    mirror.step(0.02)
    first = ring.share
    mirror.wait(1)
    assert 0 < first < 0.8, "it runs there and does not leap"
    assert ring.share == pytest.approx(0.8, abs=0.01)
    assert ring.seconds == 0
    assert (look(mirror) != bare).any()
    feed.go(Phase.IN_VIEW)
    mirror.wait(0.2)
    assert ring.share is None
    assert (look(mirror) == bare).all()


def test_the_ring_runs_out_smoothly_while_the_seconds_are_counted(mirror: Mirror, feed: FakeFeed) -> None:
    ring = mirror.one(Ring)
    shares: list[float] = []
    for seconds in (3, 2, 1):
        feed.go(Phase.COUNTDOWN, seconds=seconds)
        for _ in range(20):
            mirror.step(0.05)
            shares.append(ring.share)
        assert ring.seconds == seconds
    assert all(before >= after for before, after in itertools.pairwise(shares)), "never back"
    assert len({round(share, 3) for share in shares}) > 50, "between the whole seconds, too"
    assert shares[-1] < 0.02
    feed.go(Phase.COUNTDOWN, seconds=1)
    mirror.wait(2)
    assert ring.share >= 0, "a camera that is late keeps it waiting"


def test_a_second_countdown_begins_anew(mirror: Mirror, feed: FakeFeed) -> None:
    ring = mirror.one(Ring)
    feed.go(Phase.COUNTDOWN, seconds=1)
    mirror.wait(0.9)
    feed.go(Phase.IN_VIEW)
    mirror.wait(0.2)
    feed.go(Phase.COUNTDOWN, seconds=3)
    mirror.step(0.01)
    mirror.step(0.01)
    assert ring.share > 0.95


def test_the_picture_lights_up_when_the_photo_is_taken(mirror: Mirror, feed: FakeFeed) -> None:
    before = look(mirror).mean()
    feed.go(Phase.BURST)
    mirror.step(0.02)
    mirror.step(0.02)
    assert look(mirror).mean() > before + 40
    mirror.wait(1)
    assert look(mirror).mean() == pytest.approx(before, abs=1)


# The picture


def test_only_a_new_picture_is_drawn_and_not_too_often(mirror: Mirror, feed: FakeFeed) -> None:
    preview = mirror.one(Preview)
    mirror.wait(0.5)
    frames, shown = mirror.frames, preview.shown
    mirror.wait(1)
    assert (mirror.frames, preview.shown) == (frames, shown), "the same picture is not drawn twice"
    for _ in range(100):
        feed.picture = np.array(feed.picture)
        mirror.step(0.01)
    assert 20 <= preview.shown - shown <= 30, "a camera of 100 pictures a second"


def test_no_old_picture_stands_for_a_camera_that_is_gone(mirror: Mirror, feed: FakeFeed) -> None:
    assert look(mirror).mean() > 60
    feed.state = "the camera starts"
    mirror.wait(0.3)
    assert {"카메라가 준비되지 않았어요", "카메라를 켜는 중이에요", "휴대폰으로 담기"} <= set(mirror.words())
    assert not {"지금 찍기", "손대지 않고 찍기"} & set(mirror.words())
    assert not look(mirror).any()
    feed.state = "live"
    mirror.wait(0.3)
    assert "지금 찍기" in mirror.words()
    assert look(mirror).mean() > 60
    feed.state = "the camera is on fire: pour water on it"
    mirror.wait(0.3)
    assert "The camera is on fire: pour water on it" in mirror.words()
    mirror.tap_pill("휴대폰으로 담기")
    assert mirror.name == "phone"
    feed.state = "live"
    mirror.key("escape")
    assert mirror.name == "capture"
    mirror.wait(0.3)
    assert look(mirror).mean() > 60


def test_a_fault_ends_a_countdown_on_the_glass(mirror: Mirror, feed: FakeFeed) -> None:
    feed.go(Phase.COUNTDOWN, seconds=2)
    mirror.wait(0.3)
    feed.state = "the camera starts"
    mirror.wait(0.3)
    mirror.key("space")
    assert feed.pressed == []
    assert "멈추기" not in mirror.words()


# By hand, and without


def test_it_watches_while_it_is_open_and_stops_when_it_is_left(
    mirror: Mirror, feed: FakeFeed, jieun: Person
) -> None:
    assert feed.watching == [jieun.id]
    mirror.rooms.phone()
    mirror.wait(0.3)
    assert feed.watching == [jieun.id, None]
    mirror.key("escape")
    assert feed.watching == [jieun.id, None, jieun.id]
    mirror.tap_pill("그만 담기")
    assert mirror.name == "closet"
    assert feed.watching[-1] is None


def test_hands_free_is_switched_and_remembered(mirror: Mirror, feed: FakeFeed, jieun: Person) -> None:
    mirror.tap(mirror.one(Switch))
    assert not mirror.one(Switch).on
    assert feed.watching == [jieun.id, None]
    assert "그리고 ‘지금 찍기’를 눌러 주세요" in mirror.words()
    mirror.key("escape")
    mirror.tap(mirror.one(PlusButton))
    assert not mirror.one(Switch).on
    assert feed.watching[-1] is None, "it does not watch when it is opened again"
    mirror.key("h")
    assert mirror.one(Switch).on
    assert feed.watching[-1] == jieun.id


def test_the_settings_say_how_it_begins(make_mirror: MakeMirror, jieun: Person, feed: FakeFeed) -> None:
    mirror = make_mirror(camera=feed, hands_free=False)
    mirror.rooms.add()
    mirror.wait(0.3)
    assert not mirror.one(Switch).on
    assert feed.watching == [None]


def test_the_button_takes_and_stops(mirror: Mirror, feed: FakeFeed, jieun: Person) -> None:
    mirror.tap_pill("지금 찍기")
    assert feed.pressed == [jieun.id]
    feed.go(Phase.COUNTDOWN, seconds=3)
    mirror.wait(0.2)
    mirror.tap_pill("멈추기")
    assert feed.pressed == [jieun.id] * 2
    feed.go(Phase.TAKEN)
    mirror.wait(0.2)
    assert "멈췄어요" in mirror.words()
    feed.go(Phase.LOOK)
    mirror.wait(0.2)
    assert "멈췄어요" not in mirror.words()


def test_stop_comes_too_late_and_takes_no_second_photo(mirror: Mirror, feed: FakeFeed) -> None:
    feed.go(Phase.COUNTDOWN, seconds=1)
    mirror.wait(0.2)
    stop = mirror.pill("멈추기").rect.center
    mirror.send(mirror.gestures.down(1, *stop, mirror.clock.monotonic_s()))
    feed.go(Phase.TAKEN)
    mirror.wait(0.1)
    mirror.send(mirror.gestures.up(1, *stop, mirror.clock.monotonic_s()))
    assert feed.pressed == []


@pytest.mark.parametrize("key", ["space", "enter"])
def test_the_keyboard_takes_and_stops(mirror: Mirror, feed: FakeFeed, jieun: Person, key: str) -> None:
    mirror.key(key)
    feed.go(Phase.COUNTDOWN, seconds=3)
    mirror.wait(0.2)
    mirror.key(key)
    assert feed.pressed == [jieun.id] * 2
    mirror.key("r", "c", "x")
    assert mirror.name == "capture"
    assert feed.agains == 0, "there is no photo yet to take again"
    mirror.key("escape")
    assert mirror.name == "closet"


def test_enter_presses_what_the_arrows_have_reached(mirror: Mirror, feed: FakeFeed) -> None:
    mirror.stack.focus.set(mirror.pill("그만 담기").rect)
    mirror.key("enter")
    assert mirror.name == "closet"
    assert feed.pressed == []


def test_the_mirror_sleeps_when_nobody_holds_anything_up(mirror: Mirror, feed: FakeFeed) -> None:
    minutes(mirror, 200)
    assert mirror.name == "capture", "somebody may be fetching clothes"
    feed.go(Phase.IN_VIEW)
    mirror.wait(0.2)
    feed.go(Phase.LOOK)
    minutes(mirror, 200)
    assert mirror.name == "capture"
    minutes(mirror, 150)
    assert mirror.name == "idle"
    assert feed.watching[-1] is None
    mirror.tap((500, 500))
    assert mirror.name == "capture"
    assert feed.watching[-1] is not None


def test_without_a_camera_it_says_so(make_mirror: MakeMirror, closet: Closet, jieun: Person) -> None:
    from mirror.screens.capture.screen import CaptureScreen

    mirror = make_mirror()
    mirror.stack.push(CaptureScreen(mirror.stage))
    mirror.wait(0.3)
    assert "카메라가 준비되지 않았어요" in mirror.words()
    mirror.key("space", "r", "c", "h", "escape")
    assert mirror.name == "closet"
