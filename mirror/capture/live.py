"""The camera on a thread of its own: frames for the preview, photos into the inbox, faults in words.

One thread owns the camera from opening to closing, so that a slow or dead camera never holds up the mirror. Faces
ask and are never kept waiting: what they want done is queued for that thread. Knows no screen.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from ..clock import Clock
from ..closet import Closet
from ..config import CaptureSettings
from ..errors import CameraError
from ..hardware.camera import Camera, Frame
from . import burst
from .empty_view import Memory
from .health import Health, fault_of
from .keeping import Keeper
from .session import Session
from .view import CaptureView, Taken

T = TypeVar("T")
log = logging.getLogger(__name__)

LIVE = "live"
RETRY_S = (1.0, 2.0, 5.0)  # pauses between tries to open the camera; the last one repeats
IDLE_AFTER_S = 3.0  # nobody has asked for a frame for so long: the thread rests
SEE_EVERY_S = 1 / 16  # pictures a second that are shown and looked at, however many come
PRESS_LASTS_S = 3.0
HUNG_S = 3.5  # a driver that has not come back for so long hangs; drivers give up by themselves after 3 s
HUNG = "the camera does not answer: unplug it and plug it in again, or restart the mirror"


class LiveCamera:
    """What screens.camera_feed.CameraFeed asks for; every method may be called from any thread.

    find: gives the camera that the settings mean, not yet opened. mirrored: whether the preview shows left on the
    left, as a mirror does. on_photo: called when a photo has come into the inbox.
    """

    def __init__(
        self,
        closet: Closet,
        find: Callable[[], Camera | None],
        clock: Clock,
        settings: CaptureSettings | None = None,
        *,
        mirrored: bool = True,
        on_photo: Callable[[], None] = lambda: None,
    ) -> None:
        self._closet = closet
        self._find = find
        self._clock = clock
        self._mirrored = mirrored
        self._on_photo = on_photo
        self._session = Session(settings or CaptureSettings())
        self._keeper = Keeper(closet, clock)
        self._memory = Memory(closet.data_dir)
        self._person_id: int | None = None
        self._watching = False
        self._asks: deque[Callable[[], None]] = deque()
        self._stop = threading.Event()
        self._wanted = threading.Event()
        self._asked_s = self._due_s = float("-inf")
        self._size: tuple[int, int] | None = None
        self._shown: NDArray[np.uint8] | None = None
        self._taken: Taken | None = None
        self._view = CaptureView()
        self._called_s: float | None = None  # the driver was called then and has not come back
        self._words = "the camera starts"
        self._thread: threading.Thread | None = None

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

    # For the face

    @property
    def state(self) -> str:
        """LIVE, or one line on what is wrong."""
        called_s = self._called_s
        if called_s is not None and self._clock.monotonic_s() - called_s >= HUNG_S:
            return HUNG
        return self._words

    def latest(self, size: tuple[int, int]) -> NDArray[np.uint8] | None:
        """The newest preview picture; see CameraFeed. Asking keeps pictures coming."""
        self._asked_s = self._clock.monotonic_s()
        self._size = size
        self._wanted.set()
        shown = self._shown
        return shown if shown is not None and shown.shape[1::-1] == size and self.state == LIVE else None

    def watch(self, person_id: int | None) -> None:
        """Photograph by itself what is held still, in this person's name; None ends it."""
        self._ask(lambda: self._begin_watching(person_id))

    def view(self) -> CaptureView:
        """How far the session is."""
        return self._view

    def shutter(self, person_id: int) -> None:
        """The button; see CameraFeed."""

        pressed_s = self._clock.monotonic_s()

        def press() -> None:
            now_s = self._clock.monotonic_s()
            if now_s - pressed_s < PRESS_LASTS_S:  # nobody is surprised by a photo when the camera comes back
                self._person_id = person_id
                self._session.shutter(now_s)

        self._ask(press)

    def again(self) -> None:
        """The garment in view may be photographed once more."""
        self._ask(self._session.again)

    # The thread

    def _ask(self, what: Callable[[], None]) -> None:
        self._asked_s = self._clock.monotonic_s()
        self._asks.append(what)
        self._wanted.set()

    def _begin_watching(self, person_id: int | None) -> None:
        self._watching = person_id is not None
        if person_id is not None:
            self._person_id = person_id
        self._session.watch(self._watching)

    def _run(self) -> None:
        tries = 0
        if (remembered := self._memory.load()) is not None:
            self._session.recall(remembered)
        while not self._stop.is_set():
            camera = health = None
            try:
                camera = self._find()
                if camera is None:
                    self._words = "the settings say that there is no camera"
                    return
                self._call(camera.open)
                health = Health(self._clock.monotonic_s())
                self._serve(camera, health)
            except CameraError as error:
                self._words = str(error)
                log.warning("%s", error)
            except Exception as error:
                # A driver may raise anything; the mirror says so and tries again.
                self._words = f"the camera broke ({type(error).__name__}): unplug it and plug it in again"
                log.exception("the camera broke")
            finally:
                self._shown = None
                self._let_go(camera)
                self._closet.close()
            tries = 1 if health is not None and health.seen_good else tries + 1
            self._stop.wait(RETRY_S[min(tries, len(RETRY_S)) - 1])

    def _let_go(self, camera: Camera | None) -> None:
        if camera is None:
            return
        try:
            self._call(camera.close)
        except Exception:  # a camera that broke may break once more; the next try begins anew
            log.exception("the camera was not closed properly")

    def _serve(self, camera: Camera, health: Health) -> None:
        while True:
            self._wanted.clear()  # before looking at what is wanted, so that nothing is missed in between
            if self._stop.is_set():
                return
            while self._asks:
                self._asks.popleft()()
            now_s = self._clock.monotonic_s()
            if now_s - self._asked_s < IDLE_AFTER_S or health.undecided(now_s):
                self._look(camera, health)
            else:
                self._shown = None
                self._memory.keep(self._session.background)
                self._wanted.wait()

    def _look(self, camera: Camera, health: Health) -> None:
        """One preview frame, and what follows from it."""
        frame = self._call(camera.preview)
        now_s = self._clock.monotonic_s()
        if health.good(frame, now_s):
            self._words = LIVE
            if now_s < self._due_s:
                return
            self._due_s = max(self._due_s + SEE_EVERY_S, now_s)
            self._show(frame.rgb)
            if self._session.see(frame.rgb, now_s):
                self._photograph(camera)
        elif words := health.words(now_s):
            self._words = words
            self._shown = None
        self._tell()

    def _tell(self) -> None:
        session = self._session
        self._view = CaptureView(
            session.phase,
            session.held,
            session.seconds,
            self._watching,
            self._taken,
            session.background is not None,
        )

    def _show(self, rgb: NDArray[np.uint8]) -> None:
        size = self._size
        if size is not None:
            self._shown = covering(rgb, size, mirrored=self._mirrored)

    def _photograph(self, camera: Camera) -> None:
        self._tell()
        try:
            photo = burst.best_of(self._burst(camera))
        except Exception:
            self._session.missed(self._clock.monotonic_s())
            self._tell()
            raise
        assert self._person_id is not None  # whoever made the session begin
        self._taken = self._keeper.keep(photo.rgb, self._person_id, self._session.background)
        if self._taken.item_id is not None:
            self._on_photo()
        self._session.taken(self._clock.monotonic_s())

    def _burst(self, camera: Camera) -> list[Frame]:
        """Photos that show something. Raises CameraError when none does."""
        frames = [self._call(camera.still) for _ in range(burst.LENGTH if camera.stills_alike else 1)]
        good = [frame for frame in frames if not (fault := fault_of(frame))]
        if not good:
            raise CameraError(fault)
        return good

    def _call(self, driver: Callable[[], T]) -> T:
        """What the driver answers; meanwhile `state` can tell whether it hangs."""
        self._called_s = self._clock.monotonic_s()
        try:
            return driver()
        finally:
            self._called_s = None


def covering(rgb: NDArray[np.uint8], size: tuple[int, int], *, mirrored: bool) -> NDArray[np.uint8]:
    """The middle of a picture, uint8 (height, width, 3), scaled to fill `size`, (width, height) in pixels."""
    width, height = size
    tall, wide = rgb.shape[:2]
    keep_w, keep_h = min(wide, max(1, tall * width // height)), min(tall, max(1, wide * height // width))
    left, top = (wide - keep_w) // 2, (tall - keep_h) // 2
    part = rgb[top : top + keep_h, left : left + keep_w]
    if mirrored:
        part = np.asarray(cv2.flip(part, 1), np.uint8)
    method = cv2.INTER_LINEAR if keep_w <= 2 * width else cv2.INTER_AREA
    return np.ascontiguousarray(cv2.resize(part, (width, height), interpolation=method), np.uint8)
