"""One finger on the glass, from its coming down to its leaving: where it was and how fast it is. Pure."""

import math
from collections import deque

_LOOK_BACK_S = 0.1  # a finger's speed is that of its last tenth of a second
_STILL_S = 0.12  # a finger that rested so long before it was lifted throws nothing


class Contact:
    """What touches the glass, in pixels of the upright picture.

    start: where it came down; since_s: when; told: whether a screen knows of it, and told_at: up to where;
    dragged: whether it has left its place.
    """

    def __init__(self, x: int, y: int, now_s: float) -> None:
        self.start = self.told_at = (x, y)
        self.since_s = now_s
        self.told = self.dragged = False
        self._trail: deque[tuple[float, int, int]] = deque([(now_s, x, y)], maxlen=32)

    @property
    def at(self) -> tuple[int, int]:
        """Where it is."""
        return self._trail[-1][1:]

    @property
    def silent_since_s(self) -> float:
        """When it was last heard of."""
        return self._trail[-1][0]

    def go(self, x: int, y: int, now_s: float) -> None:
        """It has moved there."""
        self._trail.append((now_s, x, y))

    def within(self, at: tuple[int, int], way_px: int) -> bool:
        """Whether it is at most so far from there on either axis."""
        return max(abs(self.at[0] - at[0]), abs(self.at[1] - at[1])) <= way_px

    def speed(self, now_s: float) -> tuple[float, float]:
        """Pixels a second on both axes, as it leaves."""
        recent = [point for point in self._trail if now_s - point[0] <= _LOOK_BACK_S]
        if len(recent) < 2 or now_s - recent[-1][0] > _STILL_S:
            return 0.0, 0.0
        (from_s, from_x, from_y), (to_s, to_x, to_y) = recent[0], recent[-1]
        passed_s = max(to_s - from_s, 1e-3)
        return (to_x - from_x) / passed_s, (to_y - from_y) / passed_s


def apart_px(first: Contact, second: Contact) -> float:
    """How far apart two are."""
    return math.dist(first.at, second.at)


def middle(first: Contact, second: Contact) -> tuple[int, int]:
    """The place between two."""
    return (first.at[0] + second.at[0]) // 2, (first.at[1] + second.at[1]) // 2
