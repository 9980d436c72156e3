"""What Linux says of video devices: which are cameras, and why one cannot be used."""

import errno
import os
import struct
from pathlib import Path

import pytest

from mirror.hardware import v4l2
from mirror.hardware.faults import Fault


def test_video_devices_are_numbers_in_order() -> None:
    devices = v4l2.video_devices()
    assert devices == sorted(devices)
    assert all(Path(f"/dev/video{number}").exists() for number in devices)


def _capability(driver: bytes, device_caps: int, whole: int = 0x80000000 | 0x04200001) -> bytes:
    """A struct v4l2_capability as the kernel fills it."""
    return struct.pack("16s32s32s3I12x", driver, b"card", b"bus", 0, whole, device_caps)


@pytest.mark.parametrize(
    ("driver", "device_caps", "is_camera"),
    [
        (b"uvcvideo", 0x04200001, True),  # the picture of a USB camera
        (b"uvcvideo", 0x04A00000, False),  # its second device, which gives metadata only
        (b"bcm2835-codec", 0x04204000, False),  # memory to memory
        (b"unicam", 0x05200001, False),  # a Pi's raw sensor
        (b"bcm2835-isp", 0x04200001, False),
    ],
)
def test_codecs_and_raw_sensors_are_no_webcam(driver: bytes, device_caps: int, is_camera: bool) -> None:
    assert v4l2.captures(_capability(driver, device_caps)) is is_camera


@pytest.fixture
def device(tmp_path: Path) -> Path:
    file = tmp_path / "video0"
    file.touch()
    return file


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.EBUSY, Fault.BUSY),
        (errno.EACCES, Fault.NOT_ALLOWED),
        (errno.EPERM, Fault.NOT_ALLOWED),
        (errno.ENODEV, Fault.GONE),
        (errno.EINVAL, None),
        (0, None),
    ],
)
def test_why_a_device_gives_nothing_is_what_it_answers_when_asked_for_buffers(
    device: Path, code: int, why: Fault | None
) -> None:
    asked = []

    def ioctl(descriptor: int, request: int, buffers: bytearray) -> None:
        asked.append((str(Path(f"/proc/self/fd/{descriptor}").readlink()), request, bytes(buffers)))
        if code:
            raise OSError(code, os.strerror(code))

    before = set(Path("/proc/self/fd").iterdir())
    assert v4l2.why_not(device, ioctl) is why
    assert set(Path("/proc/self/fd").iterdir()) == before
    ((opened, request, buffers),) = asked
    assert opened == str(device)
    # VIDIOC_REQBUFS: read and write, 20 bytes, 'V', 8; no buffers, of video capture, mapped.
    assert request == 3 << 30 | 20 << 16 | ord("V") << 8 | 8
    assert struct.unpack("5I", buffers) == (0, 1, 1, 0, 0)


def test_a_device_that_is_not_there_is_gone(tmp_path: Path) -> None:
    assert v4l2.why_not(tmp_path / "video7") is Fault.GONE


def test_a_device_of_somebody_else_may_not_be_used(device: Path) -> None:
    device.chmod(0)
    if os.access(device, os.R_OK):
        pytest.skip("root may use everything")
    assert v4l2.why_not(device) is Fault.NOT_ALLOWED


def test_what_is_no_video_device_has_no_reason_of_linux(device: Path) -> None:
    assert v4l2.why_not(device) is None


def test_a_device_is_known_by_its_other_names_too(tmp_path: Path) -> None:
    by_id = tmp_path / "usb-Maker_Webcam-video-index0"
    by_id.symlink_to("/dev/video42")
    assert v4l2.number_of(by_id) == 42
    assert v4l2.number_of(Path("/dev/video3")) == 3
    assert v4l2.number_of(tmp_path / "video3") is None
    assert v4l2.number_of(Path("/dev/null")) is None
