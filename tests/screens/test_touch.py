"""Fingers to touches, display to picture, and the arithmetic of gliding: no display, no closet."""

import itertools
import math
import random

import pytest
from pygame import Rect

from mirror.screens.rotation import to_display, to_upright, upright_size
from mirror.screens.touch import CORNER_S, Gestures, Touch, TouchKind, merged
from mirror.screens.widgets.damage import Damage
from mirror.screens.widgets.kinetics import Kinetics

SCREEN = (0, 0, 1080, 1920)


def kinds(events: list) -> list[str]:
    return [event.kind.name for event in events]


def pair(gestures: Gestures, first: tuple[int, int], second: tuple[int, int]) -> list[Touch]:
    """Two fingers come down, as two of one hand do."""
    return gestures.down(1, *first, 0) + gestures.down(2, *second, 0.02)


def test_a_trembling_finger_taps() -> None:
    gestures = Gestures(18)
    events = gestures.down(1, 100, 100, 0) + gestures.move(1, 110, 95, 0.05) + gestures.up(1, 112, 96, 0.1)
    assert kinds(events) == ["DOWN", "TAP"]


def test_a_drag_is_followed_from_where_it_began() -> None:
    gestures = Gestures(18)
    gestures.down(1, 100, 100, 0)
    [drag] = gestures.move(1, 100, 140, 0.02)
    assert (drag.dy, drag.start_y) == (40, 100), "nothing of the way is lost to the slop"
    [drag] = gestures.move(1, 100, 150, 0.04)
    assert drag.dy == 10
    [release] = gestures.up(1, 100, 150, 0.05)
    assert release.kind is TouchKind.RELEASE
    assert release.vy == pytest.approx(1250, rel=0.1)


def test_a_finger_that_rested_throws_nothing() -> None:
    gestures = Gestures(18)
    gestures.down(1, 0, 0, 0)
    gestures.move(1, 0, 300, 0.1)
    [release] = gestures.up(1, 0, 300, 0.5)
    assert (release.vx, release.vy) == (0, 0)


def test_a_throw_is_as_fast_as_the_finger_however_often_the_panel_reports() -> None:
    for hertz in (60, 240, 1000):
        gestures = Gestures(18)
        gestures.down(1, 0, 1000, 0)
        for step in range(1, hertz // 5 + 1):
            gestures.move(1, 0, 1000 - round(1500 * step / hertz), step / hertz)
        [release] = gestures.up(1, 0, 700, 0.2)
        assert release.vy == pytest.approx(-1500, rel=0.15), f"at {hertz} Hz"


def test_two_fingers_pinch() -> None:
    gestures = Gestures(18)
    assert kinds(pair(gestures, (400, 600), (600, 600))) == ["DOWN", "CANCEL"]
    assert gestures.move(2, 610, 600, 0.04) == [], "within the slop nothing is pinched"
    [pinch] = gestures.move(2, 818, 640, 0.06)
    assert pinch.kind is TouchKind.PINCH
    assert pinch.scale == pytest.approx(math.dist((400, 600), (818, 640)) / 218)
    assert (pinch.start_x, pinch.start_y) == (500, 600)
    assert (pinch.x, pinch.y) == (609, 620)
    [pinch] = gestures.move(1, 600, 640, 0.08)
    assert pinch.scale == pytest.approx(1.0), "as far apart as at the start"
    [end] = gestures.up(1, 600, 640, 0.1)
    assert end.kind is TouchKind.PINCH_END
    assert end.scale == pytest.approx(1.0)
    assert (end.start_x, end.start_y) == (500, 600)


def test_a_pinch_begins_without_a_leap() -> None:
    for way in (1, -1):
        gestures = Gestures(18)
        pair(gestures, (400, 600), (600, 600))
        scales = [e.scale for x in range(1, 40) for e in gestures.move(2, 600 + way * x, 600, 0.02 + x / 100)]
        assert scales[0] == pytest.approx(1, abs=0.006)
        steps = [later - earlier for earlier, later in itertools.pairwise(scales)]
        assert all(0 < way * step < 0.006 for step in steps)


def test_fingers_that_meet_still_give_a_scale() -> None:
    gestures = Gestures(18)
    pair(gestures, (400, 600), (600, 600))
    [pinch] = gestures.move(2, 400, 600, 0.1)
    assert 0 < pinch.scale < 0.01


def test_after_a_pinch_nothing_begins_until_all_have_left() -> None:
    gestures = Gestures(18)
    pair(gestures, (400, 600), (600, 600))
    gestures.move(2, 800, 600, 0.1)
    assert kinds(gestures.up(2, 800, 600, 0.2)) == ["PINCH_END"]
    assert gestures.move(1, 400, 900, 0.3) == []
    assert gestures.down(3, 700, 900, 0.4) == []
    assert gestures.move(3, 700, 1200, 0.5) == []
    assert gestures.up(1, 400, 900, 0.6) == []
    assert gestures.up(3, 700, 1200, 0.7) == []
    assert kinds(gestures.down(4, 100, 100, 0.8) + gestures.up(4, 100, 100, 0.9)) == ["DOWN", "TAP"]


def test_two_fingers_that_keep_their_distance_mean_nothing() -> None:
    gestures = Gestures(18)
    events = pair(gestures, (400, 600), (600, 600))
    for step in range(1, 30):
        for finger, x in ((1, 400), (2, 600)):
            events += gestures.move(finger, x + 3 * step, 600 + 5 * step, 0.02 + step / 100)
    events += gestures.up(1, 487, 745, 0.5) + gestures.up(2, 687, 745, 0.52)
    assert kinds(events) == ["DOWN", "CANCEL"], "a two-finger tap, a tremble or a palm's edge"


def test_a_second_finger_ends_a_drag() -> None:
    gestures = Gestures(18)
    gestures.down(1, 500, 1000, 0)
    assert kinds(gestures.move(1, 500, 900, 0.1)) == ["DRAG"]
    assert kinds(gestures.down(2, 700, 900, 0.2)) == ["CANCEL"]


def test_a_palm_ends_everything() -> None:
    gestures = Gestures(18)
    events = pair(gestures, (400, 600), (600, 600))
    events += gestures.move(2, 700, 600, 0.05)
    events += gestures.down(3, 500, 700, 0.06)
    assert kinds(events) == ["DOWN", "CANCEL", "PINCH", "PINCH_END"]
    rest = [touch for n in range(10) for touch in gestures.move(1 + n % 3, 100 * n, 50 * n, 0.1 + n / 50)]
    rest += [touch for finger in (1, 2, 3) for touch in gestures.up(finger, 0, 0, 0.5)]
    assert rest == []
    assert kinds(gestures.down(1, 900, 900, 1)) == ["DOWN"]


def test_what_begins_under_the_frame_is_nobody() -> None:
    gestures = Gestures(18, (100, 100, 880, 1720))
    for at_s, (x, y) in enumerate([(50, 500), (1000, 500), (500, 50), (500, 1900), (799, -3616), (90, 500)]):
        assert gestures.down(7, x, y, at_s) == []
        assert gestures.move(7, 500, 500, at_s + 0.1) == []
        tap = gestures.down(8, 500, 500, at_s + 0.2) + gestures.up(8, 500, 500, at_s + 0.3)
        assert kinds(tap) == ["DOWN", "TAP"]
        assert gestures.up(7, 500, 500, at_s + 0.4) == []
    for x, y in ((100, 100), (979, 1819), (92, 500)):
        assert kinds(gestures.down(7, x, y, 10)) == ["DOWN"], "a finger at the edge is a finger"
        assert kinds(gestures.move(7, 20, 20, 11)) == ["DRAG"], "and may go on beyond"
        gestures.cancel()


def test_a_bounce_is_no_second_tap() -> None:
    gestures = Gestures(18)
    events = gestures.down(1, 500, 500, 0) + gestures.up(1, 500, 500, 0.1)
    events += gestures.down(2, 503, 498, 0.13) + gestures.up(2, 503, 498, 0.16)
    events += gestures.down(3, 503, 498, 0.19) + gestures.up(3, 503, 498, 0.21)
    assert kinds(events) == ["DOWN", "TAP"]
    events = gestures.down(4, 503, 498, 0.27) + gestures.up(4, 503, 498, 0.35)
    assert kinds(events) == ["DOWN", "TAP"], "a person's quick second tap is one"
    events = gestures.down(5, 600, 498, 0.38) + gestures.up(5, 600, 498, 0.45)
    assert kinds(events) == ["DOWN", "TAP"], "and so is another finger's, right after"


def test_a_finger_lost_on_its_way_is_found() -> None:
    gestures = Gestures(18)
    gestures.down(1, 500, 1000, 0)
    gestures.move(1, 500, 900, 0.1)
    assert kinds(gestures.up(1, 500, 900, 0.11)) == ["RELEASE"]
    assert gestures.down(2, 500, 890, 0.13) == []
    down, drag = gestures.move(2, 500, 800, 0.15)
    assert (down.kind, down.y) == (TouchKind.DOWN, 890)
    assert (drag.kind, drag.dy) == (TouchKind.DRAG, -90)
    assert kinds(gestures.up(2, 500, 800, 0.2)) == ["RELEASE"]


def test_a_finger_that_comes_down_twice_has_left_in_between() -> None:
    gestures = Gestures(18)
    gestures.down(1, 500, 500, 0)
    assert kinds(gestures.down(1, 500, 900, 1)) == ["CANCEL", "DOWN"]
    assert kinds(gestures.up(1, 500, 900, 1.1)) == ["TAP"]
    pair(gestures, (400, 600), (600, 600))
    gestures.move(2, 700, 600, 2)
    assert kinds(gestures.down(2, 900, 900, 2.1)) == ["PINCH_END"]


def test_a_finger_that_never_left_does_not_make_the_mirror_deaf() -> None:
    gestures = Gestures(18)
    gestures.down(1, 500, 500, 0)
    assert kinds(gestures.down(2, 300, 900, 3)) == ["CANCEL"]
    assert gestures.up(2, 300, 900, 3.1) == []
    assert gestures.down(3, 300, 900, 5) + gestures.up(3, 300, 900, 5.1) == [], "it may rest there still"
    assert kinds(gestures.down(4, 300, 900, 10) + gestures.up(4, 300, 900, 10.1)) == ["DOWN", "TAP"]
    assert gestures.up(1, 500, 500, 11) == [], "and when it leaves after all, that means nothing"


def test_a_pinch_of_which_one_finger_was_lost_ends() -> None:
    gestures = Gestures(18)
    pair(gestures, (400, 600), (600, 600))
    gestures.move(2, 700, 600, 1)
    assert kinds(gestures.move(2, 710, 600, 9)) == ["PINCH"]
    assert kinds(gestures.move(2, 720, 600, 10)) == ["PINCH_END"]
    assert gestures.up(2, 720, 600, 10.1) == []
    assert kinds(gestures.down(3, 100, 100, 10.3)) == ["DOWN"]


def test_silence_alone_says_nothing() -> None:
    gestures = Gestures(18)
    gestures.down(1, 500, 500, 0)
    assert gestures.passed(3600) == []
    assert kinds(gestures.up(1, 500, 500, 3600)) == ["TAP"], "it rested for an hour, and then it left"


def test_a_finger_held_in_the_corner() -> None:
    gestures = Gestures(18, SCREEN, 120)
    assert gestures.rest_s(0) == math.inf
    gestures.down(1, 1000, 60, 10)
    assert gestures.rest_s(10.5) == pytest.approx(CORNER_S - 0.5)
    assert gestures.move(1, 1008, 66, 10.6) == []
    assert gestures.passed(10 + CORNER_S - 0.01) == []
    cancel, corner = gestures.passed(10 + CORNER_S + 0.01)
    assert (cancel.kind, corner.kind) == (TouchKind.CANCEL, TouchKind.CORNER)
    assert (corner.start_x, corner.start_y) == (1000, 60)
    assert gestures.passed(20) == [], "once"
    assert gestures.rest_s(20) == math.inf
    assert gestures.up(1, 1008, 66, 20) == [], "and nothing is tapped"
    assert kinds(gestures.down(1, 1000, 60, 21) + gestures.up(1, 1000, 60, 21.2)) == ["DOWN", "TAP"]


@pytest.mark.parametrize(
    ("x", "y"), [(80, 60), (1000, 1860), (950, 60), (1000, 130)], ids=["left", "below", "beside", "under"]
)
def test_only_that_corner(x: int, y: int) -> None:
    gestures = Gestures(18, SCREEN, 120)
    gestures.down(1, x, y, 0)
    assert gestures.passed(5) == []
    assert kinds(gestures.up(1, x, y, 5)) == ["TAP"]


def test_a_finger_that_moves_in_the_corner_means_what_it_does() -> None:
    gestures = Gestures(18, SCREEN, 120)
    gestures.down(1, 1000, 60, 0)
    gestures.move(1, 1000, 90, 0.5)
    assert gestures.passed(3) == []
    gestures.cancel()
    gestures.down(1, 1000, 60, 5)
    gestures.down(2, 980, 100, 5.1)
    assert gestures.passed(9) == [], "nor do two"
    assert Gestures(18).passed(9) == []


def test_drags_and_pinches_of_one_turn_are_merged() -> None:
    gestures = Gestures(18)
    events = gestures.down(1, 100, 100, 0)
    for step in range(1, 20):
        events += gestures.move(1, 100 + 10 * step, 100 - 5 * step, step / 240)
    events += gestures.up(1, 290, 5, 0.09)
    down, drag, release = merged(events)
    assert (down.kind, drag.kind, release.kind) == (TouchKind.DOWN, TouchKind.DRAG, TouchKind.RELEASE)
    assert (drag.x, drag.y, drag.dx, drag.dy) == (290, 5, 190, -95)
    assert release.vx == pytest.approx(2400, rel=0.1)
    pinches = [Touch(TouchKind.PINCH, scale=1 + n / 10) for n in range(5)]
    assert merged([*pinches, Touch(TouchKind.PINCH_END, scale=1.4)]) == [
        pinches[-1],
        Touch(TouchKind.PINCH_END, scale=1.4),
    ]
    taps = [Touch(TouchKind.KEY, key="up")] * 3
    assert merged(taps) == taps, "nothing else is"


@pytest.mark.parametrize("seed", range(20))
def test_whatever_fingers_do_a_screen_hears_sense(seed: int) -> None:
    """A press ends before the next begins, in one of four ways, and so does a pinch; nothing stays on the glass."""
    chance = random.Random(seed)
    gestures = Gestures(18, (0, 0, 400, 400), 60)
    now_s, x, y, open_press, open_pinch = 0.0, 0, 0, False, False
    seen: set[str] = set()
    for _ in range(3000):
        now_s += chance.choice([0.0, 0.01, 0.05, 0.3, 2, 6])
        finger = chance.randrange(4)
        if chance.random() < 0.5:
            x, y = chance.randrange(-40, 440), chance.randrange(-40, 440)
        events = gestures.passed(now_s)
        events += chance.choice([gestures.down, gestures.move, gestures.move, gestures.up])(
            finger, x, y, now_s
        )
        if chance.random() < 0.01:
            events += gestures.cancel()
        for event in events:
            seen.add(event.kind.name)
            match event.kind:
                case TouchKind.DOWN:
                    assert not open_press and not open_pinch
                    open_press = True
                case TouchKind.DRAG:
                    assert open_press
                case TouchKind.TAP | TouchKind.RELEASE | TouchKind.CANCEL:
                    assert open_press
                    open_press = False
                case TouchKind.PINCH:
                    assert not open_press and event.scale > 0
                    open_pinch = True
                case TouchKind.PINCH_END:
                    assert open_pinch
                    open_pinch = False
                case TouchKind.CORNER:
                    assert not open_press and not open_pinch
    assert {"DOWN", "DRAG", "TAP", "RELEASE", "CANCEL", "PINCH", "PINCH_END"} <= seen
    now_s += 20
    gestures.down(9, 200, 200, now_s)
    gestures.up(9, 200, 200, now_s + 0.1)
    assert not gestures._contacts, "no finger is remembered for ever"


def test_cancel_forgets_the_finger() -> None:
    gestures = Gestures(18)
    gestures.down(1, 5, 5, 0)
    assert kinds(gestures.cancel()) == ["CANCEL"]
    assert gestures.cancel() == []
    assert gestures.up(1, 5, 5, 0.1) == []


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_rotation_there_and_back(rotation: int) -> None:
    display = (800, 480)
    upright = upright_size(display, rotation)
    assert upright_size(upright, rotation) == display
    for x, y in [(0, 0), (799, 0), (0, 479), (799, 479), (123, 45)]:
        at = to_upright(x, y, upright, rotation)
        assert Rect((0, 0), upright).collidepoint(at)
        assert to_display(Rect(at, (1, 1)), upright, rotation).topleft == (x, y)


def test_turned_clockwise_the_top_is_at_the_right() -> None:
    assert to_display(Rect(0, 0, 1080, 10), (1080, 1920), 90) == Rect(1910, 0, 10, 1080)


def test_kinetics_stays_within_its_bounds() -> None:
    kinetics = Kinetics(1000)
    kinetics.set_content(5000)
    kinetics.hold()
    kinetics.drag(-200)
    kinetics.release(-3000)
    while kinetics.update(1 / 60) or kinetics.moving:
        assert -130 <= kinetics.offset_px <= 4130
    assert 1000 < kinetics.offset_px < 2000, "a throw of 3000 px/s goes about 1360 px"
    for _ in range(20):
        kinetics.release(-8000)
        kinetics.update(0.3)
    while kinetics.moving:
        kinetics.update(1 / 60)
    assert kinetics.offset_px == kinetics.end_px == 4000


def test_kinetics_lasts_as_long_at_any_frame_rate() -> None:
    ends = []
    for hertz in (30, 60, 144):
        kinetics = Kinetics(1000)
        kinetics.set_content(50_000)
        kinetics.release(-2500)
        while kinetics.moving:
            kinetics.update(1 / hertz)
        ends.append(kinetics.offset_px)
    assert max(ends) - min(ends) < 12


def test_less_than_a_screenful_pulls_and_returns() -> None:
    kinetics = Kinetics(1000)
    kinetics.set_content(300)
    kinetics.hold()
    kinetics.drag(-400)
    assert 0 < kinetics.offset_px < 400
    kinetics.release(-5000)
    for _ in range(120):
        kinetics.update(1 / 60)
    assert kinetics.offset_px == 0


def test_damage_merges_and_never_overlaps() -> None:
    damage = Damage(Rect(0, 0, 1000, 1000))
    damage.add(Rect(0, 0, 100, 100))
    damage.add(Rect(500, 500, 100, 100))
    damage.add(Rect(50, 50, 100, 100))
    damage.add(Rect(900, 900, 500, 500))
    rects = damage.take()
    assert sorted(tuple(rect) for rect in rects) == [
        (0, 0, 150, 150),
        (500, 500, 100, 100),
        (900, 900, 100, 100),
    ]
    assert not damage
    damage.add(Rect(2000, 2000, 10, 10))
    assert not damage, "off the screen is no damage"
