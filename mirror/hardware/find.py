"""Which camera the settings mean. `auto` takes the first that exists; nothing stands in for a missing one."""

import fcntl
import os
import struct
from pathlib import Path

from ..config import CameraSettings
from ..errors import CameraError
from .camera import Camera

# linux/videodev2.h: struct v4l2_capability, VIDIOC_QUERYCAP, and the bits of its capabilities.
_CAPABILITY = struct.Struct("16s32s32s3I12x")
_VIDIOC_QUERYCAP = 0x80685600
_VIDEO_CAPTURE = 0x1
_MEMORY_TO_MEMORY = 0x4000 | 0x8000
_HAS_DEVICE_CAPS = 0x80000000
# A Pi's raw sensors and image processors: libcamera's business, not OpenCV's.
_NOT_FOR_WEBCAM = {"unicam", "bcm2835-isp", "bcm2835-codec", "rp1-cfe", "pispbe", "rpivid", "rpi-hevc-dec"}


def find_camera(settings: CameraSettings) -> Camera | None:
    """The camera, not yet opened; None when the settings say that there is none.

    Raises CameraError with what to do when the one that is named, or with `auto` any, does not exist.
    """
    if settings.source == "none":
        return None
    if settings.source == "folder":
        from .photo_folder import PhotoFolder  # noqa: PLC0415  # each driver is loaded only where it is used

        if not settings.folder:
            raise CameraError('the settings name source = "folder" but no folder: set [camera] folder')
        return PhotoFolder(Path(settings.folder))
    if settings.source in ("auto", "picamera"):
        from .picamera import PiCamera  # noqa: PLC0415

        if PiCamera.found():
            return PiCamera()
        if settings.source == "picamera":
            raise CameraError("no Raspberry Pi camera was found: check its cable, then `otjang doctor`")
    devices = video_devices()
    if devices:
        from .webcam import Webcam  # noqa: PLC0415

        return Webcam(devices[0])
    raise CameraError("no camera was found: plug one in, or add photos with the phone")


def video_devices() -> list[int]:
    """The numbers of the /dev/videoN that a webcam stands behind, in order."""
    found = []
    for path in Path("/dev").glob("video*"):
        number = path.name.removeprefix("video")
        if number.isdigit() and _is_webcam(path):
            found.append(int(number))
    return sorted(found)


def _is_webcam(device: Path) -> bool:
    """Whether the device gives pictures of its own. A Pi also lists its codecs and raw sensors as video devices."""
    answer = bytearray(_CAPABILITY.size)
    try:
        descriptor = os.open(device, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.ioctl(descriptor, _VIDIOC_QUERYCAP, answer)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return captures(bytes(answer))


def captures(capability: bytes) -> bool:
    """Whether a V4L2 `struct v4l2_capability` (104 bytes) is that of a camera."""
    driver, _, _, _, whole, device_caps = _CAPABILITY.unpack(capability)
    own = device_caps if whole & _HAS_DEVICE_CAPS else whole
    name = driver.split(b"\0", 1)[0].decode("ascii", "replace")
    return bool(own & _VIDEO_CAPTURE) and not own & _MEMORY_TO_MEMORY and name not in _NOT_FOR_WEBCAM
