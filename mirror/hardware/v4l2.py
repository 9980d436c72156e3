"""What Linux says of its video devices, asked of the kernel: which are cameras, and why one cannot be used."""

import errno
import fcntl
import os
import struct
from collections.abc import Callable
from pathlib import Path

from .faults import Fault

Ioctl = Callable[[int, int, bytearray], object]

# linux/videodev2.h: struct v4l2_capability, VIDIOC_QUERYCAP, and the bits of its capabilities.
_CAPABILITY = struct.Struct("16s32s32s3I12x")
_VIDIOC_QUERYCAP = 0x80685600
_VIDEO_CAPTURE = 0x1
_MEMORY_TO_MEMORY = 0x4000 | 0x8000
_HAS_DEVICE_CAPS = 0x80000000
# struct v4l2_requestbuffers: count, type, memory, capabilities, flags.
_REQUEST_BUFFERS = struct.Struct("4IB3x")
_VIDIOC_REQBUFS = 0xC0145608
_OF_VIDEO_CAPTURE, _MAPPED = 1, 1
# A Pi's raw sensors and image processors: libcamera's business, not OpenCV's.
_NOT_FOR_WEBCAM = {"unicam", "bcm2835-isp", "bcm2835-codec", "rp1-cfe", "pispbe", "rpivid", "rpi-hevc-dec"}


def device_of(number: int) -> Path:
    """/dev/videoN"""
    return Path(f"/dev/video{number}")


def number_of(device: Path) -> int | None:
    """The N of /dev/videoN, also by another name such as /dev/v4l/by-id/...; None when it is no video device."""
    real = device.resolve()
    number = real.name.removeprefix("video")
    return int(number) if real.parent == Path("/dev") and number.isdigit() else None


def video_devices() -> list[int]:
    """The numbers of the /dev/videoN that a webcam stands behind, in order."""
    numbers = (number_of(path) for path in Path("/dev").glob("video*"))
    return sorted(number for number in numbers if number is not None and _is_webcam(device_of(number)))


def _is_webcam(device: Path) -> bool:
    """Whether the device gives pictures of its own. A Pi also lists its codecs and raw sensors as video devices."""
    answer = bytearray(_CAPABILITY.size)
    try:
        _ask(device, _VIDIOC_QUERYCAP, answer, fcntl.ioctl)
    except PermissionError:
        return True  # it is there: opening it says what to do
    except OSError:
        return False
    return captures(bytes(answer))


def captures(capability: bytes) -> bool:
    """Whether a V4L2 `struct v4l2_capability` (104 bytes) is that of a camera."""
    driver, _, _, _, whole, device_caps = _CAPABILITY.unpack(capability)
    own = device_caps if whole & _HAS_DEVICE_CAPS else whole
    name = driver.split(b"\0", 1)[0].decode("ascii", "replace")
    return bool(own & _VIDEO_CAPTURE) and not own & _MEMORY_TO_MEMORY and name not in _NOT_FOR_WEBCAM


def why_not(device: Path, ioctl: Ioctl = fcntl.ioctl) -> Fault | None:
    """Why the device gives no pictures: GONE, NOT_ALLOWED or BUSY; None when Linux knows no reason.

    Nobody but the program that streams may ask for buffers, not even for none: that is how others notice. Only to
    be asked when this program does not stream itself.
    """
    nothing = bytearray(_REQUEST_BUFFERS.pack(0, _OF_VIDEO_CAPTURE, _MAPPED, 0, 0))
    try:
        _ask(device, _VIDIOC_REQBUFS, nothing, ioctl)
    except OSError as error:
        if error.errno == errno.EBUSY:
            return Fault.BUSY
        if error.errno in (errno.EACCES, errno.EPERM):
            return Fault.NOT_ALLOWED
        if error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO):
            return Fault.GONE
    return None


def _ask(device: Path, request: int, answer: bytearray, ioctl: Ioctl) -> None:
    """One ioctl on a descriptor of its own. Raises OSError."""
    descriptor = os.open(device, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        ioctl(descriptor, request, answer)
    finally:
        os.close(descriptor)
