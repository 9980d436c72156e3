"""The Raspberry Pi's own camera through picamera2: one object, opened once and kept.

Repeated opening and mode switches end in "Cannot allocate memory", so preview and still are two streams of one
configuration. The driver may change sizes and formats: what it made of the request is read back and converted.
"""

import gc
import logging
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import CameraError
from .camera import PREVIEW_WAIT_S, STILL_WAIT_S, Camera
from .faults import in_words
from .orientation import AS_IT_IS, Orientation
from .pixels import fitted, to_rgb
from .settling import Settling

STILL_SIZE = (2304, 1296)
PREVIEW_SIZE = (1152, 648)
SETTLE_S = 1.0
CANCEL_S = 0.5
_AF_CONTINUOUS = 2  # libcamera.controls.AfModeEnum.Continuous

log = logging.getLogger(__name__)


class PiCamera(Camera):
    """Camera number `index` of libcamera. `make` builds its Picamera2 object; the default is picamera2's own."""

    def __init__(
        self,
        index: int = 0,
        orientation: Orientation = AS_IT_IS,
        make: Callable[[int], Any] | None = None,
    ) -> None:
        super().__init__(orientation)
        self.name = f"Raspberry Pi camera {index}"
        self._index = index
        self._make = make or picamera2
        self._camera: Any = None
        self._streams: dict[str, tuple[str, tuple[int, int]]] = {}
        self._preview_stream = "lores"
        self._focusing = False

    @staticmethod
    def found() -> bool:
        """Whether picamera2 is installed and knows a camera. libcamera lists webcams too: those are Webcam's."""
        try:
            from picamera2 import Picamera2  # noqa: PLC0415  # only a Pi has it

            return any("/usb" not in camera["Id"] for camera in Picamera2.global_camera_info())
        except (ImportError, RuntimeError, OSError):
            return False

    def modes(self) -> list[str]:
        """What is used, then the sizes that the sensor knows; picamera2's `sensor_modes` would stop the camera."""
        if self._camera is None:
            return []
        lines = [
            f"{name}: {width}x{height} {kind}" for name, (kind, (width, height)) in self._streams.items()
        ]
        try:
            from libcamera import StreamRole  # noqa: PLC0415

            raw = self._camera.camera.generate_configuration([StreamRole.Raw]).at(0).formats
            sizes = {(size.width, size.height) for kind in raw.pixel_formats for size in raw.sizes(kind)}
        except Exception as error:  # a camera without a raw stream answers in many ways
            log.debug("%s names no sensor modes: %s", self.name, error)
            sizes = set()
        return lines + [f"sensor: {width}x{height}" for width, height in sorted(sizes)]

    def _open(self) -> None:
        camera = None
        try:
            camera = self._make(self._index)
            self._configure(camera)
            camera.start()
        except ImportError as error:
            raise CameraError("picamera2 is not installed: `sudo apt install python3-picamera2`") from error
        except Exception as error:  # libcamera's errors come as anything
            _let_go(camera)
            raise in_words(error, self.name) from error
        self._camera = camera

    def _configure(self, camera: Any) -> None:
        camera.configure(
            camera.create_video_configuration(
                main={"size": STILL_SIZE, "format": "RGB888"},
                lores={"size": PREVIEW_SIZE, "format": "YUV420"},
                buffer_count=3,
                colour_space=_colour_space(),
            )
        )
        made = camera.camera_configuration()
        self._streams = {
            name: (made[name]["format"], tuple(made[name]["size"])) for name in ("main", "lores")
        }
        (_, (wide, high)), (_, (small_wide, small_high)) = self._streams["main"], self._streams["lores"]
        same_view = abs(wide * small_high - high * small_wide) <= 0.01 * wide * small_high
        self._preview_stream = "lores" if same_view and small_wide <= wide else "main"
        self._focusing = "AfMode" in camera.camera_controls
        if self._focusing:
            camera.set_controls({"AfMode": _AF_CONTINUOUS})

    def _preview(self) -> NDArray[np.uint8]:
        with self._request(PREVIEW_WAIT_S) as request:
            return fitted(self._picture(request, self._preview_stream))

    def _still(self) -> NDArray[np.uint8]:
        began_s = time.monotonic()
        settling = Settling(focusing=self._focusing)
        while True:
            with self._request(STILL_WAIT_S - (time.monotonic() - began_s)) as request:
                if settling.done(request.get_metadata()) or time.monotonic() - began_s > SETTLE_S:
                    return self._picture(request, "main")

    def _picture(self, request: Any, stream: str) -> NDArray[np.uint8]:
        kind, size = self._streams[stream]
        return to_rgb(request.make_array(stream), kind, size)

    @contextmanager
    def _request(self, wait_s: float) -> Iterator[Any]:
        """The next frame with its metadata, given back to the camera in any case. Raises CameraError."""
        try:
            request = self._next(wait_s)
            try:
                yield request
            finally:
                request.release()
        except CameraError:
            raise
        except Exception as error:
            raise in_words(error, self.name) from error

    def _next(self, wait_s: float) -> Any:
        job = self._camera.capture_request(wait=False)
        try:
            return job.get_result(timeout=wait_s)
        except TimeoutError:
            # Left in picamera2's list the job would take a later frame and never give it back.
            self._camera.cancel_all_and_flush()
            try:
                return job.get_result(timeout=CANCEL_S)  # it may have come at the last moment
            except CancelledError as error:
                raise TimeoutError(f"nothing within {wait_s:.0f} s") from error

    def _close(self) -> None:
        camera, self._camera = self._camera, None
        _let_go(camera)
        del camera
        gc.collect()  # picamera2's objects refer to each other, and hold a descriptor until they are collected


def picamera2(index: int, **options: Any) -> Any:
    """A Picamera2 object that leaves nothing behind when it cannot be built. Raises whatever picamera2 raises.

    Its own constructor forgets a pipe: a mirror that tries a busy camera every few seconds runs out of descriptors.
    """
    from picamera2 import Picamera2  # noqa: PLC0415  # only a Pi has it

    class Tidy(Picamera2):  # type: ignore[misc]
        def __init__(self) -> None:
            try:
                super().__init__(index, **options)
            except BaseException:
                if self.is_open:  # acquired, but not yet known to picamera2's own `close`
                    self.camera.release()
                    self.is_open: bool = False
                self.notifymeread.close()
                os.close(self.notifyme_w)
                raise

    return Tidy()


def _colour_space() -> Any:
    """The one by which OpenCV converts, BT.601 in limited range; left alone picamera2 takes BT.709 for video."""
    from libcamera import ColorSpace  # noqa: PLC0415  # only a Pi has it

    return ColorSpace.Smpte170m()


def _let_go(camera: Any) -> None:
    """Close it, which also stops it: `stop` alone waits for ever when picamera2's thread has died."""
    if camera is None:
        return
    try:
        camera.close()
    except Exception:
        log.exception("the camera was not closed properly")
