"""From a garment held up to a photo, and on to the next: the state machine, by what it says."""

from collections.abc import Callable

import numpy as np
import pytest

from mirror.capture.session import HOLD_S, Session
from mirror.capture.view import Phase
from mirror.config import CaptureSettings

SIZE = (320, 180)
FRAME_S = 1 / 15


class Visit:
    """Somebody in front of the camera. `photos` are the seconds at which a photo was made."""

    def __init__(self, **settings: object) -> None:
        self.session = Session(CaptureSettings(**settings))
        self.now_s = 0.0
        self.photos: list[float] = []
        self.phases: list[Phase] = []
        random = np.random.default_rng(1)
        self.room = random.integers(120, 200, (*SIZE, 3)).astype(np.float32)
        self.room[:] = self.room.mean(axis=(0, 1)) + np.linspace(-20, 20, SIZE[0])[:, None, None]
        self.session.watch(True)
        self.empty(2)

    def empty(self, seconds: float) -> None:
        self.show(seconds, self.room)

    def garment(self, seconds: float, colour: float = 40, aside: int = 0, each: int = 0) -> None:
        """A garment, `aside` pixels right of the middle, and moving by `each` with every frame."""
        for frame in range(max(1, round(seconds / FRAME_S))):
            picture = self.room.copy()
            left = 50 + aside + each * frame
            picture[90:220, max(0, left) : left + 80] = (colour, colour * 1.2, 255 - colour)
            self.show(FRAME_S, picture)

    def show(self, seconds: float, picture: np.ndarray) -> None:
        for _ in range(max(1, round(seconds / FRAME_S))):
            if self.session.see(np.clip(picture, 0, 255).astype(np.uint8), self.now_s):
                assert self.session.phase is Phase.BURST
                self.photos.append(self.now_s)
                self.session.taken(self.now_s)
            if not self.phases or self.phases[-1] is not self.session.phase:
                self.phases.append(self.session.phase)
            self.now_s += FRAME_S


@pytest.fixture
def visit() -> Callable[..., Visit]:
    return Visit


def test_a_garment_held_still_is_photographed_once(visit) -> None:
    one = visit(countdown_s=0)
    began_s = one.now_s
    one.garment(5)
    assert len(one.photos) == 1
    assert HOLD_S <= one.photos[0] - began_s < HOLD_S + 0.5
    assert one.phases == [Phase.LOOK, Phase.IN_VIEW, Phase.HOLD, Phase.TAKEN]


def test_a_countdown_is_counted_in_whole_seconds(visit) -> None:
    one = visit(countdown_s=3)
    one.garment(1.2)
    assert one.session.phase is Phase.COUNTDOWN
    seconds = []
    while not one.photos:
        seconds.append(one.session.seconds)
        one.garment(FRAME_S)
    assert list(dict.fromkeys(seconds)) == [3, 2, 1]
    assert one.session.seconds == 0


def test_held_grows_to_one(visit) -> None:
    one = visit(countdown_s=3)
    held = []
    while one.session.phase is not Phase.COUNTDOWN:
        one.garment(FRAME_S)
        held.append(one.session.held)
    rising = [value for value in held if value]
    assert rising == sorted(rising)
    assert max(rising) >= 0.8


def test_one_after_another_with_and_without_an_empty_view_between(visit) -> None:
    one = visit(countdown_s=0)
    one.garment(2)
    one.empty(1)
    one.garment(2, colour=90)
    assert len(one.photos) == 2
    one.garment(2, colour=10)
    assert len(one.photos) == 3
    one.empty(3)
    assert len(one.photos) == 3
    assert one.session.phase is Phase.LOOK


def test_the_same_garment_waits_until_it_has_left(visit) -> None:
    one = visit(countdown_s=0)
    one.garment(20)
    assert len(one.photos) == 1
    assert one.session.phase is Phase.TAKEN
    one.empty(1)
    one.garment(2)
    assert len(one.photos) == 2


def test_again_photographs_what_is_in_view(visit) -> None:
    one = visit(countdown_s=0)
    one.garment(2)
    one.session.again()
    one.garment(2)
    assert len(one.photos) == 2


def test_motion_ends_the_holding_and_the_countdown(visit) -> None:
    one = visit(countdown_s=3)
    one.garment(0.5)
    one.garment(0.5, each=5)
    one.garment(0.5, aside=40)
    assert not one.photos
    one.garment(1, aside=40)
    assert one.session.phase is Phase.COUNTDOWN
    one.garment(1, aside=40, each=-6)
    assert one.session.phase is Phase.IN_VIEW
    one.empty(4)
    assert not one.photos
    assert one.session.phase is Phase.LOOK


def test_a_garment_taken_away_during_the_countdown_is_not_photographed(visit) -> None:
    one = visit(countdown_s=3)
    one.garment(2)
    one.empty(5)
    assert not one.photos


def test_frames_that_stop_do_not_count_as_holding_still(visit) -> None:
    one = visit(countdown_s=0)
    one.garment(0.4)
    one.now_s += 5
    one.garment(0.3)
    assert not one.photos
    one.garment(1)
    assert len(one.photos) == 1


def test_a_countdown_does_not_go_on_after_the_camera_was_away(visit) -> None:
    one = visit(countdown_s=2)
    one.session.shutter(one.now_s)
    one.empty(1)
    one.now_s += 30
    one.empty(3)
    assert not one.photos


def test_a_press_is_heard_although_the_camera_rested(visit) -> None:
    one = visit(countdown_s=1)
    one.now_s += 30
    one.session.shutter(one.now_s)
    one.empty(1.5)
    assert len(one.photos) == 1


@pytest.mark.parametrize("countdown_s", [0, 2])
def test_the_button_photographs_whatever_is_in_view(visit, countdown_s: int) -> None:
    one = visit(countdown_s=countdown_s)
    one.session.watch(False)
    one.garment(3)
    assert not one.photos
    pressed_s = one.now_s
    one.session.shutter(one.now_s)
    one.garment(3, each=1)
    assert len(one.photos) == 1
    assert countdown_s - 0.01 <= one.photos[0] - pressed_s < countdown_s + 0.2
    one.session.shutter(one.now_s)
    one.empty(3)
    assert len(one.photos) == 2


def test_the_button_during_a_countdown_ends_it_for_this_garment(visit) -> None:
    one = visit(countdown_s=3)
    one.garment(2)
    assert one.session.phase is Phase.COUNTDOWN
    one.session.shutter(one.now_s)
    one.garment(8)
    assert not one.photos
    one.empty(1)
    one.garment(6)
    assert len(one.photos) == 1


def test_ending_the_watch_ends_what_began_by_itself(visit) -> None:
    one = visit(countdown_s=3)
    one.garment(2)
    one.session.watch(False)
    one.garment(6)
    assert not one.photos
    assert one.session.phase is Phase.LOOK


def test_a_photo_that_failed_is_tried_again(visit) -> None:
    one = visit(countdown_s=0)
    one.garment(2)
    one.session.missed(one.now_s)
    one.garment(2)
    assert len(one.photos) == 2
