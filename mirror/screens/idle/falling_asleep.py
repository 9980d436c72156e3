"""When nobody touches the mirror: the large clock, then plain mirror, then no light at all.

A touch, or `wake` from any thread, lights it again first, shows what was there, and does only that; in the
morning it may show what to wear instead. So does a fault that comes on top meanwhile.
"""

import logging
import threading

from ..settings.sleep_times import SleepTimes, after_s
from ..stack import Stack
from ..stage import Stage
from .screen import IdleScreen

_log = logging.getLogger(__name__)


class Idle:
    """Counts the seconds since the last touch, for the times that `stage.preferences` has by then.

    Whoever has a PIN has left their closet when the mirror falls asleep on it.
    """

    def __init__(self, stage: Stage, stack: Stack) -> None:
        self._stage = stage
        self._stack = stack
        self._still_s = 0.0
        self._woken = threading.Event()
        self._screen: IdleScreen | None = None
        self._lit = True
        self._slept_on = stage.clock.now().date()

    @property
    def asleep(self) -> bool:
        """Whether it shows the clock or less."""
        return self._screen is not None

    @property
    def still_s(self) -> float:
        """How many seconds ago somebody touched the mirror or woke it."""
        return self._still_s

    def sleep_on(self, still_s: float) -> None:
        """Be asleep at once, as after so many seconds: nobody has touched a mirror that was only built anew."""
        self._fall_asleep()
        if self._screen is not None:
            self._still_s = still_s
            self._sleep_on(self._screen)

    def wake(self) -> None:
        """Somebody is there. Safe from any thread."""
        self._woken.set()

    def step(self, dt_s: float, touched: bool) -> bool:
        """Let time pass. False when the touches only woke the mirror and mean nothing else."""
        self._still_s += dt_s
        if touched or self._woken.is_set():
            self._woken.clear()
            self._still_s = 0.0
            if self._screen is not None:
                self._wake_up()
                if self._lock():  # who was here without a PIN may have been given one meanwhile
                    self._greet()
                return False
        elif self._screen is not None:
            self._sleep_on(self._screen)
        elif self._still_s >= self._times[0] and self._may_sleep():
            self._fall_asleep()
        return True

    @property
    def _times(self) -> tuple[float, float, float]:
        """Seconds until the clock, the dark and no light, in this order whatever the preferences say."""
        chosen = SleepTimes.of(self._stage.preferences)
        clock_s = after_s(chosen.clock_s)
        dark_s = max(clock_s, after_s(chosen.dark_s))
        return clock_s, dark_s, max(dark_s, after_s(chosen.off_s))

    def _may_sleep(self) -> bool:
        top = self._stack.top
        return top is not None and not top.stays_awake

    def _fall_asleep(self) -> None:
        self._still_s = self._times[
            0
        ]  # the clock comes first, also after a screen that stayed awake for long
        if not self._lock():
            self._still_s = 0.0
            return
        self._slept_on = self._stage.clock.now().date()
        self._screen = IdleScreen(self._stage)
        self._stack.push(self._screen)

    def _lock(self) -> bool:
        """Whoever has a PIN has left. False when that failed; the fault is shown, as those of screens are."""
        try:
            self._stage.doors.lock()
        except Exception as error:  # whatever it is must not end the mirror
            self._stack.fault(error)
            return False
        return True

    def _sleep_on(self, screen: IdleScreen) -> None:
        if (top := self._stack.top) is not screen:
            if top is not None and top.name == "fault":
                self._still_s = 0.0
                self._wake_up()
                return
            self._stack.remove(
                screen
            )  # the phone has changed who is at the mirror: no reason to light a dark room
            self._stack.push(screen)
        _, dark_s, off_s = self._times
        screen.show_dark(self._still_s >= dark_s)
        self._light(self._still_s < off_s)

    def _wake_up(self) -> None:
        screen, self._screen = self._screen, None
        self._light(True)
        if screen is not None:
            self._stack.remove(screen)

    def _greet(self) -> None:
        """What was there yesterday is not what somebody comes for in the morning."""
        if self._stage.clock.now().date() != self._slept_on:
            self._stage.doors.morning()

    def _light(self, on: bool) -> None:
        if on == self._lit:
            return
        self._lit = on
        try:
            self._stage.machine.light(on)
        except Exception:  # a display that cannot be switched is black all the same
            _log.exception("the display could not be switched %s", "on" if on else "off")
