"""Writes that a touch has asked for. A busy closet is no reason to stop the mirror: they are tried again."""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from ..clock import Clock
from ..errors import ClosetBusy, MirrorError

PATIENCE_MS = 100  # for one try; the picture stands still meanwhile
TRY_FOR_S = 8.0


class _Write(NamedTuple):
    write: Callable[[], None]
    then: Callable[[], None]
    until_s: float
    once: Hashable


class Writes:
    """Carried out in order, the first one at once.

    tell: says what could not be done, in the closet's own words. wait: says that one has to wait.
    """

    def __init__(self, clock: Clock, tell: Callable[[MirrorError], None], wait: Callable[[], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._wait = wait
        self._waiting: list[_Write] = []

    def carry_out(self, write: Callable[[], None], then: Callable[[], None], once: Hashable = None) -> None:
        """Do it now, or, behind others that wait or while the closet is busy, a little later.

        once: what is asked for again under this name while the first one waits is not done twice; None for no name.
        """
        if once is not None and any(waiting.once == once for waiting in self._waiting):
            return
        self._waiting.append(_Write(write, then, self._clock.monotonic_s() + TRY_FOR_S, once))
        if len(self._waiting) == 1:
            self.again()
            if self._waiting:
                self._wait()

    def again(self) -> None:
        """Try what still waits."""
        while self._waiting:
            first = self._waiting[0]
            try:
                first.write()
            except ClosetBusy as error:
                if self._clock.monotonic_s() < first.until_s:
                    return
                self._tell(error)
            except MirrorError as error:
                self._tell(error)
            except BaseException:
                self._waiting.pop(0)
                raise
            else:
                self._waiting.pop(0)
                first.then()
                continue
            self._waiting.pop(0)
