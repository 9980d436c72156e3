"""A USB or laptop camera through OpenCV, or a video file that stands in for one in development and tests."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from .camera import PREVIEW_WAIT_S, Camera
from .damage import cut_off
from .faults import Fault, fault
from .orientation import AS_IT_IS, Orientation
from .pixels import fitted
from .v4l2 import device_of, why_not

WANTED_WIDTH, WANTED_HEIGHT = 1920, 1080
QUEUE = 2  # frames that the driver keeps for us
STALE_AFTER_S = 0.5
WARM_UP_S = 1.0  # exposure and white balance settle; a webcam does not say when
TRIES = 3  # frames cut off one after another before the cable is to blame

# OpenCV waits 10 s for a frame of a stalled device. It reads this once, before its first frame; whole seconds.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(int(PREVIEW_WAIT_S)))


class Webcam(Camera):
    """`device`: the number N of /dev/videoN, or a video file, which ends like a camera that is unplugged.

    paced: a video file gives its frames as fast as they were filmed, instead of as fast as they are asked for.
    """

    def __init__(
        self,
        device: int | Path = 0,
        orientation: Orientation = AS_IT_IS,
        monotonic_s: Callable[[], float] = time.monotonic,
        *,
        paced: bool = False,
    ) -> None:
        super().__init__(orientation)
        self._path = device_of(device) if isinstance(device, int) else device
        self._number = device if isinstance(device, int) else None
        self.name = f"webcam {device}" if isinstance(device, int) else f"video {device.name}"
        self._now_s = monotonic_s
        self._paced = paced and self._number is None
        self._frame_s = 0.0  # from one frame of a paced film to the next
        self._capture: cv2.VideoCapture | None = None
        self._queue = 0
        self._opened_s = self._read_s = 0.0

    def modes(self) -> list[str]:
        if self._capture is None:
            return []
        width, height, rate = (
            self._capture.get(what)
            for what in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS)
        )
        return [f"{width:.0f}x{height:.0f}, {rate:g} frames a second"]

    def _open(self) -> None:
        if not self._path.exists():
            raise fault(Fault.GONE, f"there is no {self._path}")
        capture, self._queue = self._start()
        if not capture.isOpened():
            capture.release()
            raise fault(self._reason(Fault.BROKEN), self.name)
        self._capture = capture
        if self._paced:
            self._frame_s = 1 / max(1.0, capture.get(cv2.CAP_PROP_FPS))
        self._opened_s = self._read_s = self._now_s()

    def _preview(self) -> NDArray[np.uint8]:
        return fitted(self._read())

    def _still(self) -> NDArray[np.uint8]:
        picture = self._read()
        while self._queue and self._now_s() - self._opened_s < WARM_UP_S:
            picture = self._read()
        return picture

    def _close(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    # Within

    def _start(self) -> tuple[cv2.VideoCapture, int]:
        """OpenCV's capture, opened or not, and how many frames its driver keeps: 0 for a file."""
        if self._number is None:
            return cv2.VideoCapture(str(self._path)), 0
        capture = cv2.VideoCapture(self._number, cv2.CAP_V4L2)
        # MJPG first: at this size a USB 2 cable carries five uncompressed frames a second.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, WANTED_WIDTH)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, WANTED_HEIGHT)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, QUEUE)
        return capture, max(QUEUE, int(capture.get(cv2.CAP_PROP_BUFFERSIZE)))

    def _read(self) -> NDArray[np.uint8]:
        """The next whole frame, RGB. Raises CameraError."""
        if self._now_s() - self._read_s > STALE_AFTER_S:
            self._drop_stale()
        for _ in range(TRIES):
            time.sleep(max(0.0, self._read_s + self._frame_s - self._now_s()))
            rgb = self._grab()
            self._read_s = self._now_s()
            if not cut_off(rgb):
                return rgb
        raise fault(Fault.DAMAGED, self.name)

    def _drop_stale(self) -> None:
        """The driver's queue holds frames of the time when nobody read: let them go."""
        assert self._capture is not None
        for _ in range(self._queue):
            if not self._capture.grab():
                return  # reading says what is wrong

    def _grab(self) -> NDArray[np.uint8]:
        assert self._capture is not None
        try:
            good, bgr = self._capture.read()
        except cv2.error as error:
            raise fault(Fault.DAMAGED, f"{self.name}: {error.err}") from error
        if not good or bgr is None:
            raise fault(self._reason(Fault.NO_PICTURE), self.name)
        if bgr.ndim != 3 or bgr.shape[2] != 3 or bgr.dtype != np.uint8 or not bgr.size:
            raise fault(Fault.DAMAGED, f"{self.name}: {bgr.dtype} {bgr.shape}")
        return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)

    def _reason(self, otherwise: Fault) -> Fault:
        """Why it gives nothing, as far as Linux knows."""
        if not self._path.exists():
            return Fault.GONE
        if self._number is None or self._capture is not None:  # a stream of our own would be found busy
            return otherwise
        return why_not(self._path) or otherwise
