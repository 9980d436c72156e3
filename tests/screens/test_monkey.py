"""A monkey at the mirror: thousands of random touches, and nothing may raise."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.errors import MirrorError
from mirror.screens.touch import Touch, TouchKind

from .conftest import AddGarment
from .test_layout import LiveCamera
from .touching import Mirror

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
    mirror = make_mirror((360, 640), camera=LiveCamera(noise) if seed % 2 else None)

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
            key = chance.choice(["up", "down", "left", "right", "enter", "escape"])
            mirror.send([Touch(TouchKind.KEY, key=key)])
        if number % 10 == 0:
            mirror.stack.closet_changed()
        for _ in range(chance.randrange(4)):
            mirror.step(chance.choice([0.016, 0.05, 0.3]))
    assert {"closet", "garment", "people", "inbox"} <= seen
    assert len(mirror.stack._screens) < 40, "screens do not pile up without end"
