"""When a Raspberry Pi camera has settled, by what libcamera says of its frames."""

import pytest

from mirror.hardware.settling import Settling


def frames_until_done(frames: list[dict], *, focusing: bool = False) -> int | None:
    settling = Settling(focusing=focusing)
    return next((n for n, frame in enumerate(frames, 1) if settling.done(frame)), None)


@pytest.mark.parametrize(
    ("frames", "taken"),
    [
        ([{}], 1),
        ([{"ExposureTime": 10000}], 1),
        ([{"AeLocked": False}, {"AeLocked": False}, {"AeLocked": True}], 3),
        ([{"AeState": 1}, {"AeState": 2}], 2),
        ([{"AeState": 0}], 1),  # exposure by hand
        ([{"AeState": 1, "AeLocked": True}, {"AeState": 2, "AeLocked": False}], 2),  # the newer word counts
        ([{"AeState": 1}] * 9, None),
    ],
)
def test_exposure(frames: list[dict], taken: int | None) -> None:
    assert frames_until_done(frames) == taken


@pytest.mark.parametrize(
    ("gains", "taken"),
    [
        ([(1.5, 2.0), (1.5, 2.0)], 2),
        ([(1.5, 2.0), (1.6, 2.0), (1.7, 2.0), (1.71, 2.0)], 4),
        ([(1.5, 2.0), (1.5, 2.2), (1.5, 2.21)], 3),
        ([(1.5, 2.0)], None),
    ],
)
def test_white_balance_has_settled_when_its_gains_stay(gains: list[tuple], taken: int | None) -> None:
    assert frames_until_done([{"ColourGains": pair} for pair in gains]) == taken


@pytest.mark.parametrize(
    ("states", "focusing", "taken"),
    [
        ([0, 1, 1, 2], True, 4),
        ([0, 1, 3], True, 3),  # it found nothing to focus on, and will not
        ([0], False, 1),  # a lens that does not move
    ],
)
def test_focus(states: list[int], focusing: bool, taken: int) -> None:
    assert frames_until_done([{"AfState": state} for state in states], focusing=focusing) == taken


def test_all_of_them_at_once() -> None:
    frames = [
        {"AeState": 2, "ColourGains": (1.0, 1.0), "AfState": 2},
        {"AeState": 1, "ColourGains": (1.0, 1.0), "AfState": 2},
        {"AeState": 2, "ColourGains": (1.5, 1.0), "AfState": 2},
        {"AeState": 2, "ColourGains": (1.5, 1.0), "AfState": 1},
        {"AeState": 2, "ColourGains": (1.5, 1.0), "AfState": 2},
    ]
    assert frames_until_done(frames, focusing=True) == 5
