"""The camera at work: frames for the preview, and photos into the inbox. Knows no screen.

One thread owns the camera from opening to closing, so that a slow or dead camera never holds up the mirror.
"""

import io
import logging
import threading
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .clock import Clock
from .closet import Closet
from .errors import CameraError, MirrorError
from .hardware.camera import Camera
from .vision.encode import jpeg

log = logging.getLogger(__name__)

RETRY_S = (1.0, 2.0, 5.0)  # pauses between tries to open the camera; the last one repeats
IDLE_AFTER_S = 3.0  # nobody has asked for a frame for so long: the thread rests


class LiveCamera:
    """`state` is "live", or one line on what is wrong. `latest` and `take` may be called from any thread."""

    def __init__(self, closet: Closet, find: Callable[[], Camera | None], clock: Clock) -> None:
        self._closet = closet
        self._find = find
        self._clock = clock
        self._stop = threading.Event()
        self._wanted = threading.Event()
        self._asked_s = float("-inf")
        self._latest: NDArray[np.uint8] | None = None
        self._takes: list[int] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.state = "the camera starts"

    def start(self) -> None:
        """Begin on a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def stop(self, wait_s: float = 1.0) -> None:
        """Let go of the camera."""
        self._stop.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join(wait_s)

    def latest(self) -> NDArray[np.uint8] | None:
        """The newest preview frame, RGB uint8 (height, width, 3); None until there is one. Keeps frames coming."""
        self._asked_s = self._clock.monotonic_s()
        self._wanted.set()
        return self._latest

    def take(self, person_id: int) -> None:
        """Photograph now; the photo goes into this person's inbox."""
        with self._lock:
            self._takes.append(person_id)
        self._wanted.set()

    def _run(self) -> None:
        tries = 0
        while not self._stop.is_set():
            camera = None
            try:
                camera = self._find()
                if camera is None:
                    self.state = "the settings say that there is no camera"
                    return
                camera.open()
                tries = 0
                self._serve(camera)
            except CameraError as error:
                self.state = str(error)
                log.warning("%s", error)
            except Exception as error:
                # A driver may raise anything; the mirror says so and tries again.
                self.state = f"the camera broke ({type(error).__name__}): unplug it and plug it in again"
                log.exception("the camera broke")
            finally:
                self._latest = None
                if camera is not None:
                    camera.close()
                self._closet.close()
            self._stop.wait(RETRY_S[min(tries, len(RETRY_S) - 1)])
            tries += 1

    def _serve(self, camera: Camera) -> None:
        self.state = "live"
        while True:
            self._wanted.clear()  # before looking at what is wanted, so that nothing is missed in between
            if self._stop.is_set():
                return
            person_id = self._next_take()
            if person_id is not None:
                self._photograph(camera, person_id)
            elif self._clock.monotonic_s() - self._asked_s < IDLE_AFTER_S:
                self._latest = camera.preview().rgb
            else:
                self._latest = None
                self._wanted.wait()

    def _next_take(self) -> int | None:
        with self._lock:
            return self._takes.pop(0) if self._takes else None

    def _photograph(self, camera: Camera, person_id: int) -> None:
        photo = jpeg(camera.still().rgb, quality=92)
        name = f"{self._clock.now():%Y-%m-%d %H.%M.%S}.jpg"
        try:
            self._closet.inbox.submit(person_id, name, io.BytesIO(photo), source="camera")
        except MirrorError as error:
            self.state = str(error)
            log.error("the photo was not kept: %s", error)  # noqa: TRY400  # a person's line
        else:
            self.state = "live"
