"""The Raspberry Pi's own camera through picamera2: one object, opened once and kept.

Repeated opening and mode switches end in "Cannot allocate memory", so preview and still are two streams of one
configuration. The driver may change sizes and formats: what it made of the request is read back and converted.
"""

import time
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ..errors import CameraError
from .camera import Camera, Frame

STILL_SIZE = (2304, 1296)
PREVIEW_SIZE = (1152, 648)


class PiCamera(Camera):
    """Camera number `index` of libcamera."""

    def __init__(self, index: int = 0) -> None:
        self.name = f"Raspberry Pi camera {index}"
        self._index = index
        self._camera: Any = None
        self._formats: dict[str, tuple[str, tuple[int, int]]] = {}

    @staticmethod
    def found() -> bool:
        """Whether picamera2 is installed and knows a camera."""
        try:
            from picamera2 import Picamera2  # noqa: PLC0415  # only a Pi has it

            return bool(Picamera2.global_camera_info())
        except (ImportError, RuntimeError, OSError):
            return False

    def open(self) -> None:
        if self._camera is not None:
            return
        try:
            from picamera2 import Picamera2  # noqa: PLC0415  # only a Pi has it
        except ImportError as error:
            raise CameraError("picamera2 is not installed: `sudo apt install python3-picamera2`") from error
        camera = None
        try:
            camera = Picamera2(self._index)
            camera.configure(
                camera.create_video_configuration(
                    main={"size": STILL_SIZE, "format": "RGB888"},
                    lores={"size": PREVIEW_SIZE, "format": "YUV420"},
                    buffer_count=3,
                )
            )
            made = camera.camera_configuration()
            self._formats = {
                name: (made[name]["format"], tuple(made[name]["size"])) for name in ("main", "lores")
            }
            camera.start()
        except (RuntimeError, OSError, IndexError, ValueError) as error:
            if camera is not None:
                camera.close()
            raise CameraError(
                f"the camera does not start ({error}): check its cable, then `otjang doctor`"
            ) from error
        self._camera = camera

    def preview(self) -> Frame:
        return self._frame("lores", 3.0)

    def still(self) -> Frame:
        return self._frame("main", 5.0)

    def close(self) -> None:
        if self._camera is not None:
            self._camera.stop()
            self._camera.close()
            self._camera = None

    def _frame(self, stream: str, wait_s: float) -> Frame:
        if self._camera is None:
            raise CameraError("the camera is not open")
        try:
            array = self._camera.capture_array(stream, wait=wait_s)
        except (RuntimeError, OSError, TimeoutError) as error:
            raise CameraError(f"no picture came within {wait_s:.0f} s: check the camera's cable") from error
        kind, size = self._formats[stream]
        return Frame(to_rgb(array, kind, size), time.monotonic())


def to_rgb(array: NDArray[np.uint8], kind: str, size: tuple[int, int]) -> NDArray[np.uint8]:
    """RGB uint8 (height, width, 3) of a libcamera array.

    kind: "RGB888" (which holds B, G, R in memory), "BGR888", "XBGR8888", "XRGB8888", "YUV420" or "NV12".
    size: (width, height) without the padding at the end of each row. Raises CameraError for another format.
    """
    width, height = size
    if kind == "RGB888":
        return np.ascontiguousarray(array[:height, :width, ::-1])
    if kind == "BGR888":
        return np.ascontiguousarray(array[:height, :width])
    if kind in ("XBGR8888", "XRGB8888"):
        channels = array[:height, :width, :3]
        return np.ascontiguousarray(channels if kind == "XBGR8888" else channels[..., ::-1])
    if kind in ("YUV420", "NV12"):
        method = cv2.COLOR_YUV2RGB_I420 if kind == "YUV420" else cv2.COLOR_YUV2RGB_NV12
        return np.ascontiguousarray(cv2.cvtColor(array, method)[:height, :width])
    raise CameraError(f"the camera gives pictures as {kind}, which is not known: report it")
