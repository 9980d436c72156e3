"""The mirror's few sounds: soft, short, made here. The one place that knows pygame's mixer.

An open audio device is kept going by a thread of SDL's that mixes silence, so it is opened for a sound and closed
after some seconds of silence. Both happen on a thread of their own: closing takes 0.1 to 0.2 s, and opening as long
as the driver does. Opening holds the interpreter's lock, though (5 ms with ALSA's null device).
"""

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
import pygame

RATE_HZ = 22_050
QUIET_S = 4.0
_BUFFER_SAMPLES = 1024  # 46 ms: soon enough for a shutter, and the mixing thread wakes 21 times a second only
_RETRY_S = 300.0  # a device that could not be opened is not asked again before
_MOST_WAITING = 4
_LOUD = 0.22  # of full scale
_log = logging.getLogger(__name__)

Wave = npt.NDArray[np.float32]


def silent() -> bool:
    """For a mirror that is to make no sound."""
    return False


class Sounds:
    """Plays "taken", "done" and "wrong" while `enabled` says so; any other name is silence.

    Returns at once, never raises, and says once in the log when there is nothing to play on. quiet_s: of silence,
    after which the device is closed.
    """

    def __init__(self, enabled: Callable[[], bool] = silent, *, quiet_s: float = QUIET_S) -> None:
        self._enabled = enabled
        self._quiet_s = quiet_s
        self._asked: queue.Queue[str | None] = queue.Queue(_MOST_WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._not_before_s = 0.0
        self._told = False

    def play(self, name: str) -> None:
        """Let it be heard; nothing when so many wait already that it would come too late."""
        if name not in TUNES or not self._enabled():
            return
        with self._lock, contextlib.suppress(queue.Full):
            if time.monotonic() < self._not_before_s:
                return
            self._asked.put_nowait(name)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="sounds", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """End, closing the device where it is open. Waits for a second at most."""
        with self._lock:
            thread = self._thread
            if thread is not None:
                with contextlib.suppress(queue.Full):
                    self._asked.put_nowait(None)
        if thread is not None:
            thread.join(1.0)

    @property
    def open(self) -> bool:
        """Whether the audio device is open, or about to be."""
        return self._thread is not None

    # On the thread

    def _work(self) -> None:
        """One thread until its device is closed again: the mixer does not bear two that open and close it."""
        while True:
            self._sound()
            with self._lock:
                if self._asked.empty():
                    self._thread = None
                    return

    def _sound(self) -> None:
        """Open the device, play what is asked for until it has been silent for a while, and close it."""
        try:
            pygame.mixer.init(RATE_HZ, -16, 1, _BUFFER_SAMPLES, allowedchanges=0)
        except (pygame.error, NotImplementedError) as error:  # the latter where pygame came without its mixer
            self._give_up(str(error))
            return
        try:
            while self._play_next():
                pass
        except pygame.error as error:  # the device is gone
            self._give_up(str(error))
        finally:
            pygame.mixer.quit()

    def _play_next(self) -> bool:
        """False when nothing was asked for during the silence, or the end was."""
        try:
            name = self._asked.get(timeout=self._quiet_s)
        except queue.Empty:
            return False
        if name is None:
            self._drop()
            return False
        pygame.mixer.Sound(buffer=_pcm(name)).play()
        return True

    def _give_up(self, reason: str) -> None:
        with self._lock:
            self._not_before_s = time.monotonic() + _RETRY_S
            self._drop()
        if not self._told:
            self._told = True
            _log.warning("no sound: %s. The mirror goes on without", reason)

    def _drop(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._asked.get_nowait()


# The tunes


def tone(hertz: float, seconds: float) -> Wave:
    """A struck note: a quick soft beginning, then dying away; with a little of its octave for warmth."""
    t = np.arange(int(RATE_HZ * seconds), dtype=np.float32) / RATE_HZ
    wave = np.sin(2 * np.pi * hertz * t) + 0.18 * np.sin(4 * np.pi * hertz * t)
    swell = np.minimum(1, t / 0.012) * np.exp(-t * 5 / seconds) * np.minimum(1, (seconds - t) / 0.02)
    return np.asarray(wave * swell, np.float32)


def click(seconds: float, hertz: float) -> Wave:
    """A dry tick, like one leaf of a shutter: a breath of noise with a body of so many hertz."""
    t = np.arange(int(RATE_HZ * seconds), dtype=np.float32) / RATE_HZ
    noise = np.random.default_rng(7).standard_normal(len(t)).astype(np.float32)
    soft = np.convolve(noise, np.ones(6, np.float32) / 6, mode="same")
    swell = np.minimum(1, t / 0.001) * np.exp(-t * 7 / seconds)
    return np.asarray((0.9 * soft + 0.5 * np.sin(2 * np.pi * hertz * t)) * swell, np.float32)


def joined(*parts: tuple[float, Wave]) -> Wave:
    """Waves that begin at so many seconds each."""
    end = max(int(RATE_HZ * at_s) + len(wave) for at_s, wave in parts)
    whole = np.zeros(end, np.float32)
    for at_s, wave in parts:
        start = int(RATE_HZ * at_s)
        whole[start : start + len(wave)] += wave
    return whole


TUNES: dict[str, Callable[[], Wave]] = {
    "taken": lambda: joined((0, click(0.035, 1400)), (0.075, click(0.06, 900))),
    "done": lambda: joined((0, tone(659.3, 0.28)), (0.12, tone(880.0, 0.42))),
    "wrong": lambda: joined((0, tone(196.0, 0.4))),
}


@cache
def _pcm(name: str) -> bytes:
    """A tune as signed 16 bit samples, one channel."""
    wave = TUNES[name]()
    return np.asarray(wave / np.abs(wave).max() * _LOUD * 32767, np.int16).tobytes()
