"""A monkey at the mirror, in a process of its own: `python -m tests.screens.monkey SEED TOUCHES [turning]`.

The whole face runs, as in a household, on a display in memory and with a clock that the monkey moves; in place of
sleeping, the runner lets the monkey post real events. Ends with what it saw as one line of JSON, or with the first
error that is not a MirrorError.
"""

import ctypes
import gc
import json
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import pygame
from pygame import FINGERDOWN, FINGERMOTION, FINGERUP
from pygame.event import Event

import mirror.screens.face as face_module
from mirror.clock import FakeClock
from mirror.config import MirrorSettings
from mirror.errors import MirrorError
from mirror.screens import MirrorFace
from mirror.screens.pictures import Pictures
from mirror.screens.runner import Runner

from .hands import Hands, Turn
from .household import Household
from .touching import ADMIN_URL

SIZE = (360, 640)
EACH = 1000  # so many touches after which the memory is looked at
CACHE_BYTES = 8 << 20  # of pictures: full soon, so that only what grows for ever grows
TOUCHING = (FINGERDOWN, FINGERMOTION, FINGERUP, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.KEYDOWN)


class Monkey(Hands):
    """Touches, and remembers what it has seen. `stop` is called after so many touches.

    seen: on which screens it was, with the turns on each; done: what it did, and how often; rss: the resident bytes
    after each thousand touches; deepest: how many screens lay on each other; most_left_over: how many of its events
    were in the queue after a turn.
    """

    def __init__(self, house: Household, touches: int, stop: Callable[[], None]) -> None:
        super().__init__(house.chance)
        self.house, self.clock = house, house.clock
        self._left, self._stop = touches, stop
        self._script: Iterator[Turn] = iter(())
        self.seen: dict[str, int] = {}
        self.done: dict[str, int] = {}
        self.rss: list[int] = []
        self.deepest = self.most_left_over = self.turns = 0

    def play(self, runner: Runner) -> list[Event]:
        """What happens next; time passes."""
        self.runner = runner
        self._look()
        turn = next(self._script, None)
        if turn is None:
            self._script = self._choose()
            turn = next(self._script)
        passed_s, events = turn
        self.clock.advance(passed_s)
        for event in events:
            assert pygame.event.post(event), "the queue is full"
        self.turns += 1
        return pygame.event.get()

    def report(self) -> dict[str, object]:
        """For the one who reads."""
        return {
            name: getattr(self, name)
            for name in ("seen", "done", "rss", "deepest", "most_left_over", "turns")
        }

    def _look(self) -> None:
        top = self.runner._stack.top
        if top is not None:
            self.seen[top.name] = self.seen.get(top.name, 0) + 1
        self.deepest = max(self.deepest, len(self.runner._stack._screens))
        self.most_left_over = max(self.most_left_over, len(pygame.event.get(TOUCHING)))

    def _choose(self) -> Iterator[Turn]:
        self._left -= 1
        if self._left < 0:
            self._stop()
        if self._left % EACH == 0:
            return self._weigh()
        if self._left % 40 == 0:
            self.house.go_on()
            self.runner._stack.closet_changed()
        ways = self.ways()
        way = self.chance.choices(list(ways), list(ways.values()))[0]
        self.done[way.__name__] = self.done.get(way.__name__, 0) + 1
        return way()

    def _weigh(self) -> Iterator[Turn]:
        """At home, with all pictures there, so that one time is like the other."""
        yield from self.tap()
        top = self.runner._stack.top
        assert top is not None
        stage, generation = top.stage, -1
        stage.doors.home()
        while stage.pictures.generation != generation:
            generation = stage.pictures.generation
            time.sleep(0.1)
            for _ in range(10):
                yield 0.1, []
        self.rss.append(_resident_bytes())
        self.house.keep_size()


def _resident_bytes() -> int:
    """What this process really holds: garbage collected, free pages given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Upright(MirrorFace):
    """A mirror that cannot be turned."""

    def _rotation(self, *_: object) -> Literal[0, 90, 180, 270]:
        return 0


def run(seed: int, touches: int, *, turning: bool = False) -> dict[str, object]:
    """Let a monkey touch so often, and say what it saw. Raises what the mirror would have shown as a fault.

    turning: whether the picture is turned when the monkey asks for it in the settings. Everything is built anew
    then and what was kept is forgotten, so memory is weighed without.
    """
    chance, clock = random.Random(seed), FakeClock()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="otjang-monkey-", dir=memory if os.access(memory, os.W_OK) else None
    ) as folder:
        house = Household(Path(folder) / "data", clock, chance)
        make = MirrorFace if turning else Upright
        face = make(house.closet, MirrorSettings(), clock, admin_url=ADMIN_URL, camera=house.feed)
        monkey = Monkey(house, touches, face.stop)

        class MonkeyRunner(Runner):
            """Lets the monkey act in place of sleeping; only what a person can act on may be a fault."""

            def run(self) -> None:
                shown = self._stack.fault

                def fault(error: Exception) -> None:
                    if not isinstance(error, MirrorError):
                        raise error
                    shown(error)

                self._stack.fault = fault  # type: ignore[method-assign]
                super().run()

            def _wait(self) -> list[Event]:
                return monkey.play(self)

        face_module.Runner = MonkeyRunner  # type: ignore[misc]
        face_module.Pictures = partial(Pictures, cache_bytes=CACHE_BYTES)  # type: ignore[misc,assignment]
        face.run(SIZE, off_screen=True)
        house.closet.close()
    return monkey.report()


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # pictures that are missing on purpose
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]), turning="turning" in sys.argv[3:])))
