"""Fingers to touches, display to picture, and the arithmetic of gliding: no display, no closet."""

import pytest
from pygame import Rect

from mirror.screens.rotation import to_display, to_upright, upright_size
from mirror.screens.touch import Gestures, TouchKind
from mirror.screens.widgets.damage import Damage
from mirror.screens.widgets.kinetics import Kinetics


def kinds(events: list) -> list[str]:
    return [event.kind.name for event in events]


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


def test_a_second_finger_is_ignored() -> None:
    gestures = Gestures(18)
    gestures.down(1, 0, 0, 0)
    assert gestures.down(2, 500, 500, 0.01) == []
    assert gestures.move(2, 600, 600, 0.02) == []
    assert gestures.up(2, 600, 600, 0.03) == []
    assert kinds(gestures.up(1, 0, 0, 0.1)) == ["TAP"]


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
