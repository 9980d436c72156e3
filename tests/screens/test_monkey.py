"""A monkey at the mirror: thousands of random touches, and nothing may raise."""

import random
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest

from mirror.capture.view import Phase
from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.errors import MirrorError
from mirror.screens.touch import Touch, TouchKind

from .conftest import AddGarment
from .touching import FakeFeed, Mirror

TOUCHES = 1200


@pytest.mark.parametrize("seed", [1, 2])
def test_random_touches(
    *,
    make_mirror: Callable[..., Mirror],
    closet: Closet,
    jieun: Person,
    add_garment: AddGarment,
    noise: np.ndarray,
    seed: int,
) -> None:
    chance = random.Random(seed)
    for number in range(60):
        add_garment(jieun.id, Category(number % 14), stored=number % 3 > 0)
    closet.people.add("Sam", language="en")
    feed = FakeFeed(noise)
    mirror = make_mirror((360, 640), camera=feed if seed % 2 else None)

    def fault(error: Exception) -> None:
        if not isinstance(error, MirrorError):
            raise error

    mirror.stack.fault = fault  # type: ignore[method-assign]
    width, height = mirror.size
    seen: set[str] = set()
    now_s = 0.0
    for number in range(TOUCHES):
        seen.add(mirror.name)
        x, y = chance.randrange(width), chance.randrange(height)
        now_s += 0.2
        kind = chance.random()
        if kind < 0.6:
            mirror.send(mirror.gestures.down(1, x, y, now_s))
            mirror.send(mirror.gestures.up(1, x, y, now_s + 0.05))
        elif kind < 0.9:
            mirror.send(mirror.gestures.down(1, x, y, now_s))
            for _ in range(3):
                now_s += 0.02
                x, y = x + chance.randint(-200, 200), y + chance.randint(-200, 200)
                mirror.send(mirror.gestures.move(1, x, y, now_s))
                mirror.step()
            mirror.send(mirror.gestures.up(1, x, y, now_s))
        else:
            key = chance.choice(["up", "down", "left", "right", "enter", "escape", "space", "r", "c", "h"])
            mirror.send([Touch(TouchKind.KEY, key=key)])
        if number % 10 == 0:
            mirror.stack.closet_changed()
            _go_on(feed, closet, jieun, add_garment, chance)
        if number % 150 == 75:  # a monkey hardly ever hits the + by itself
            mirror.rooms.add()
        for _ in range(chance.randrange(4)):
            mirror.step(chance.choice([0.016, 0.05, 0.3]))
    assert {"closet", "garment", "people", "inbox"} <= seen
    assert "capture" in seen or not seed % 2
    assert len(mirror.stack._screens) < 40, "screens do not pile up without end"


def _go_on(
    feed: FakeFeed, closet: Closet, person: Person, add_garment: AddGarment, chance: random.Random
) -> None:
    """Something happens before the camera, or to the photos that wait."""
    feed.state = "live" if chance.random() < 0.9 else "the camera starts"
    feed.go(chance.choice(list(Phase)), held=chance.random(), seconds=chance.randrange(1, 4))
    if chance.random() < 0.3:
        name = f"{chance.random()}.jpg"
        item = closet.inbox.submit(person.id, name, BytesIO(name.encode()), source="camera").item
        feed.take(item.id)
    elif (waiting := closet.inbox.take()) is not None:
        if chance.random() < 0.8:
            category = Category(chance.randrange(14))
            closet.inbox.finish(waiting.id, add_garment(waiting.person_id, category, stored=False))
        else:
            closet.inbox.fail(waiting.id, "the file is empty")
