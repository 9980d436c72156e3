"""When nobody touches the mirror: the large clock, then plain mirror. Any touch wakes it, and does only that."""

import threading

from .idle_screen import IdleScreen
from .stack import Stack
from .stage import Stage
from .widgets.theme import DARK_AFTER_S, IDLE_AFTER_S


class Idle:
    """Counts the seconds since the last touch. `wake` may be called from any thread."""

    def __init__(self, stage: Stage, stack: Stack) -> None:
        self._stage = stage
        self._stack = stack
        self._still_s = 0.0
        self._woken = threading.Event()
        self._screen: IdleScreen | None = None

    def wake(self) -> None:
        """Somebody is there."""
        self._woken.set()

    def step(self, dt_s: float, touched: bool) -> bool:
        """Let time pass. False when the touches only woke the mirror and mean nothing else."""
        self._still_s += dt_s
        woken = touched or self._woken.is_set()
        if woken:
            self._woken.clear()
            self._still_s = 0.0
            if self._screen is not None:
                self._stack.remove(self._screen)
                self._screen = None
                return False
        elif self._screen is not None:
            self._screen.show_dark(self._still_s >= DARK_AFTER_S)
        elif self._still_s >= IDLE_AFTER_S and self._may_sleep():
            self._screen = IdleScreen(self._stage)
            self._stack.push(self._screen)
        return True

    def _may_sleep(self) -> bool:
        top = self._stack.top
        return top is not None and not top.stays_awake
