"""What the mirror tells the phone about itself: how its camera, networks and display are, and that it is alive.

The phone's process asks through a note in the closet and reads the answer there; this is the side that answers.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from . import __version__
from .clock import Clock
from .closet import Closet
from .closet.reports import ALIVE_NAME, HEALTH, WANTED, Found, MeasuredNetwork, Report
from .closet.times import to_ms
from .config import NetworkSettings
from .doctor import Finding
from .errors import MirrorError
from .vision.network import model_folder

_log = logging.getLogger(__name__)

POLL_S = 2.0
BEAT_S = 60.0
AGAIN_AFTER_S = 30.0  # when it could not be written down
FIRST_AFTER_S = 10.0  # the first picture of the mirror comes first


class Reporter:
    """Looks at the mirror once after the start and whenever somebody asks, on a thread of its own.

    examine: what the doctor finds, one after the other; takes seconds. The file mirror.alive says by its time when
    the mirror was last alive, to a minute.
    """

    def __init__(
        self,
        closet: Closet,
        clock: Clock,
        examine: Callable[[], Iterable[Finding]],
        networks: NetworkSettings,
        *,
        first_after_s: float = FIRST_AFTER_S,
        poll_s: float = POLL_S,
    ) -> None:
        self._closet = closet
        self._clock = clock
        self._examine = examine
        self._networks = networks
        self._first_after_s = first_after_s
        self._poll_s = poll_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="reporter", daemon=True)
        self._started_ms = to_ms(clock.now())
        self._answered: datetime | None = None
        self._reported = False

    def start(self) -> None:
        """From now on the phone is told."""
        self._thread.start()

    def stop(self) -> None:
        """No more of it; a look that is under way ends with the finding it is at."""
        self._stopping.set()
        self._thread.join(timeout=0.5)
        self._say_alive()

    def report(self) -> None:
        """Look now, and answer what was asked before. Raises ClosetError when the answer cannot be written."""
        wanted = self._closet.notes.get(WANTED)
        found = self._findings()
        if self._stopping.is_set():
            return
        self._closet.notes.put(
            HEALTH,
            Report(
                version=__version__,
                started_ms=self._started_ms,
                answers_ms=0 if wanted is None else to_ms(wanted.at),
                findings=tuple(found),
                networks=measured(self._networks),
            ),
        )
        self._answered = None if wanted is None else wanted.at
        self._reported = True

    def _work(self) -> None:
        self._say_alive()
        now_s = self._clock.monotonic_s()
        beat_s, look_s = now_s + BEAT_S, now_s + self._first_after_s
        try:
            while not self._stopping.wait(self._poll_s):
                now_s = self._clock.monotonic_s()
                if now_s >= beat_s:
                    beat_s = now_s + BEAT_S
                    self._say_alive()
                try:
                    if now_s >= look_s and (not self._reported or self._asked()):
                        self.report()
                except MirrorError as error:
                    look_s = now_s + AGAIN_AFTER_S
                    _log.warning("the phone is not told how the mirror is: %s", error)
                except Exception:
                    look_s = now_s + AGAIN_AFTER_S
                    _log.exception("the phone is not told how the mirror is")
        finally:
            self._closet.close()

    def _asked(self) -> bool:
        """Whether somebody asks who has had no answer. Any other moment is another question: clocks go back."""
        wanted = self._closet.notes.get(WANTED)
        return wanted is not None and wanted.at != self._answered

    def _findings(self) -> list[Found]:
        found: list[Found] = []
        try:
            for finding in self._examine():
                if self._stopping.is_set():
                    break
                found.append(Found(*finding))
        except Exception as error:  # a doctor that stumbles is a finding too
            _log.exception("the doctor could not finish")
            found.append(Found("", False, str(error) or type(error).__name__))
        return found

    def _say_alive(self) -> None:
        file = self._closet.data_dir / ALIVE_NAME
        now_s = self._clock.now().timestamp()
        with suppress(OSError):
            file.touch(mode=0o600)
            os.utime(file, (now_s, now_s))


def measured(networks: NetworkSettings, folder: Path | None = None) -> tuple[MeasuredNetwork, ...]:
    """The networks in use and what their cards say of how good they are."""
    found = []
    for name in (networks.classifier, networks.cutout):
        card: dict[str, Any] = {}
        with suppress(OSError, MirrorError, msgspec.DecodeError):
            card = msgspec.json.decode(((folder or model_folder()) / f"{name}.json").read_bytes(), type=dict)
        figures = card.get("accuracy")
        found.append(MeasuredNetwork(name, str(card.get("kind", "classifier")), _figure(figures)))
    return tuple(found)


def _figure(figures: object) -> float | None:
    """A classifier's share of right answers as it is delivered, a cutout's overlap with the true mask."""
    if not isinstance(figures, dict):
        return None
    known = (figures.get(key) for key in ("int8", "iou_100_plain", "float"))
    return next((float(figure) for figure in known if isinstance(figure, int | float)), None)
