"""A monkey at the mirror: twenty thousand touches, none of which may raise, pile up or cost memory for good."""

import inspect
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mirror.screens import rooms
from mirror.screens.screen import Screen

TOUCHES, WARM_UP = 20_000, 4_000
MOST_BYTES = 5 << 20  # that the mirror may grow by, after the warm-up
DEEPEST = 20  # screens on each other: a way from garment to garment is long, but not without end


def watch(seed: int, touches: int, *more: str) -> dict[str, Any]:
    """What a monkey has seen, in a process of its own. Fails with the error that it met."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.screens.monkey", str(seed), str(touches), *more],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "SDL_AUDIODRIVER": "dummy", "PYTHONWARNINGS": "error", "PYTHONFAULTHANDLER": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert sum(report["done"].values()) >= touches * 0.99
    assert report["most_left_over"] == 0, "events are left in the queue after a turn"
    assert report["deepest"] <= DEEPEST, "screens pile up"
    return report


def rooms_of_the_house() -> set[str]:
    """The names of all screens that rooms.py knows, but for the two that a furnished house never shows."""
    screens = {
        room.name for _, room in inspect.getmembers(rooms, inspect.isclass) if issubclass(room, Screen)
    }
    return (screens | {"idle"}) - {Screen.name, "fault", "first-start"}


@pytest.mark.timeout(900)
def test_twenty_thousand_touches() -> None:
    report = watch(1, TOUCHES)
    assert rooms_of_the_house() <= report["seen"].keys()
    weights = report["rss"][WARM_UP // 1000 :]
    assert len(weights) >= 15
    grown = statistics.median(weights[-4:]) - statistics.median(weights[:4])
    assert grown <= MOST_BYTES, f"{grown / 2**20:.1f} MiB after the warm-up: {[w >> 20 for w in weights]}"


@pytest.mark.timeout(300)
def test_a_monkey_that_turns_the_picture() -> None:
    report = watch(2, 2_000, "turning")
    assert {"closet", "garment", "people", "settings"} <= report["seen"].keys()
