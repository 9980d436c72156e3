"""What a monkey's hands can do at a mirror, as real events and the seconds between them."""

import itertools
import random
from collections.abc import Callable, Iterator

import pygame
from pygame import FINGERDOWN, FINGERMOTION, FINGERUP
from pygame.event import Event

from mirror.screens.rotation import to_display
from mirror.screens.runner import Runner

DOORS = [
    "today",
    "phone",
    "people",
    "settings",
    "health",
    "add",
    "inbox",
    "choose_pin",
]  # the last ones for somebody
KEYS = ["up", "down", "left", "right", "return", "escape", "space", "c", "h", "r"]
Turn = tuple[float, list[Event]]  # seconds that pass, then what happens


class Hands:
    """At the mirror that `runner` runs."""

    runner: Runner

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self._fingers = itertools.count(1)

    def ways(self) -> dict[Callable[[], Iterator[Turn]], float]:
        """All it can do, and how often it does."""
        return {
            self.tap: 50,
            self._double_tap: 4,
            self._drag: 14,
            self._pinch: 6,
            self._palm: 3,
            self._two_people: 3,
            self._key: 10,
            self._click: 4,
            self._wheel: 3,
            self._ghost: 1,
            self._lost_finger: 1,
            self._lost_focus: 1,
            self._corner: 0.5,
            self._nobody: 0.5,
            self._door: 1,
        }

    def tap(self) -> Iterator[Turn]:
        at, finger = self._place(), next(self._fingers)
        yield self._pause(), [self._finger(FINGERDOWN, at, finger)]
        yield 0.06, [self._finger(FINGERUP, at, finger)]

    def _double_tap(self) -> Iterator[Turn]:
        at = self._place()
        for finger in (next(self._fingers), next(self._fingers)):
            yield 0.07, [self._finger(FINGERDOWN, at, finger), self._finger(FINGERUP, at, finger)]

    def _drag(self) -> Iterator[Turn]:
        """Some slow, some thrown; the reports of several instants come at once."""
        (x, y), finger, chance = self._place(), next(self._fingers), self.chance
        dx, dy = chance.randint(-40, 40), chance.randint(-60, 60)
        yield self._pause(), [self._finger(FINGERDOWN, (x, y), finger)]
        for _ in range(chance.randint(1, 6)):
            ways = range(chance.randint(1, 8))
            yield (
                0.03,
                [self._finger(FINGERMOTION, (x := x + dx // 4, y := y + dy // 4), finger) for _ in ways],
            )
        yield chance.choice([0.01, 0.3]), [self._finger(FINGERUP, (x, y), finger)]
        if chance.random() < 0.3:
            yield 0.5, []

    def _pinch(self) -> Iterator[Turn]:
        (x, y), chance = self._place(), self.chance
        one, two, apart = next(self._fingers), next(self._fingers), chance.randint(20, 120)
        step = chance.randint(-12, 12)
        yield self._pause(), [self._finger(FINGERDOWN, (x - apart, y), one)]
        yield 0.02, [self._finger(FINGERDOWN, (x + apart, y), two)]
        for _ in range(chance.randint(1, 8)):
            apart = max(1, apart + step)
            yield (
                0.03,
                [
                    self._finger(FINGERMOTION, (x - apart, y), one),
                    self._finger(FINGERMOTION, (x + apart, y), two),
                ],
            )
        yield 0.03, [self._finger(FINGERUP, (x, y), one)]
        yield 0.05, [self._finger(FINGERUP, (x, y), two)]

    def _palm(self) -> Iterator[Turn]:
        (x, y), chance = self._place(), self.chance
        fingers = [next(self._fingers) for _ in range(chance.randint(3, 8))]
        at = [(x + chance.randint(-60, 60), y + chance.randint(-60, 60)) for _ in fingers]
        for kind in (FINGERDOWN, FINGERMOTION, FINGERUP):
            yield 0.1, [self._finger(kind, place, finger) for place, finger in zip(at, fingers, strict=True)]

    def _two_people(self) -> Iterator[Turn]:
        """Each does something else, at the same time."""
        scripts = [self.chance.choice([self.tap, self._drag, self._double_tap])() for _ in range(2)]
        while scripts:
            script = self.chance.choice(scripts)
            turn = next(script, None)
            if turn is None:
                scripts.remove(script)
            else:
                yield turn

    def _key(self) -> Iterator[Turn]:
        key = pygame.key.key_code(self.chance.choice(KEYS))
        yield self._pause(), [Event(pygame.KEYDOWN, {"key": key, "mod": 0})]

    def _click(self) -> Iterator[Turn]:
        at = {"pos": self._on_display(self._place()), "button": 1, "touch": False}
        moved = {"pos": self._on_display(self._place()), "rel": (1, 1), "buttons": (1, 0, 0), "touch": False}
        yield self._pause(), [Event(pygame.MOUSEBUTTONDOWN, at)]
        if self.chance.random() < 0.3:
            yield 0.03, [Event(pygame.MOUSEMOTION, moved)]
        yield 0.06, [Event(pygame.MOUSEBUTTONUP, at)]

    def _wheel(self) -> Iterator[Turn]:
        pygame.key.set_mods(self.chance.choice([0, pygame.KMOD_LCTRL]))
        yield self._pause(), [Event(pygame.MOUSEWHEEL, {"x": 0, "y": self.chance.choice([-3, -1, 1])})]
        pygame.key.set_mods(0)

    def _ghost(self) -> Iterator[Turn]:
        at, finger = self.chance.choice([(799, -3616), (-90, 300), (300, 9000)]), next(self._fingers)
        yield 0.1, [self._finger(FINGERDOWN, at, finger), self._finger(FINGERMOTION, (100, 100), finger)]

    def _lost_finger(self) -> Iterator[Turn]:
        yield self._pause(), [self._finger(FINGERDOWN, self._place(), next(self._fingers))]
        yield 11, []

    def _lost_focus(self) -> Iterator[Turn]:
        finger = next(self._fingers)
        yield self._pause(), [self._finger(FINGERDOWN, self._place(), finger)]
        yield 0.1, [Event(pygame.WINDOWFOCUSLOST)]
        yield 0.1, [self._finger(FINGERUP, self._place(), finger)]

    def _corner(self) -> Iterator[Turn]:
        finger, at = next(self._fingers), (self.runner._display.size[0] - 12, 12)
        yield self._pause(), [self._finger(FINGERDOWN, at, finger)]
        yield 1.6, []
        yield 0.1, [self._finger(FINGERUP, at, finger)]

    def _nobody(self) -> Iterator[Turn]:
        """Long enough for the clock, the plain mirror, or the display to go off."""
        for _ in range(self.chance.choice([3, 10, 40])):
            yield 100, []

    def _door(self) -> Iterator[Turn]:
        """Some rooms are hard to find by chance; it is shown the way now and then."""
        yield 0.1, []
        top = self.runner._stack.top
        assert top is not None
        somebody = top.stage.person is not None
        getattr(top.stage.doors, self.chance.choice(DOORS if somebody else DOORS[:4]))()
        yield 0.5, []

    # Where

    def _place(self) -> tuple[int, int]:
        """Often on something that can be touched, in pixels of the upright picture."""
        stack, chance = self.runner._stack, self.chance
        targets = stack.top.targets() if stack.top is not None and chance.random() < 0.6 else []
        if targets:
            return chance.choice(targets).center
        width, height = self.runner._display.size
        return chance.randrange(width), chance.randrange(height)

    def _pause(self) -> float:
        return self.chance.choice([0.06, 0.1, 0.3])

    def _on_display(self, at: tuple[int, int]) -> tuple[int, int]:
        display = self.runner._display
        return to_display(pygame.Rect(at, (1, 1)), display.size, display._rotation).topleft

    def _finger(self, kind: int, at: tuple[int, int], finger: int) -> Event:
        (x, y), (width, height) = self._on_display(at), self.runner._display.window_size
        place = {"x": x / (width - 1), "y": y / (height - 1), "finger_id": finger, "touch_id": 1}
        return Event(kind, place)
