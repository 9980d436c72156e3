"""Which camera the settings mean: the one that is named, the first that exists, and never a stand-in."""

import struct
from pathlib import Path

import pytest

from mirror.config import CameraSettings
from mirror.errors import CameraError
from mirror.hardware import find
from mirror.hardware.find import find_camera
from mirror.hardware.photo_folder import PhotoFolder
from mirror.hardware.picamera import PiCamera
from mirror.hardware.webcam import Webcam


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch):
    """A machine with these cameras."""

    def have(*, pi: bool, video: list[int]) -> None:
        monkeypatch.setattr(PiCamera, "found", staticmethod(lambda: pi))
        monkeypatch.setattr(find, "video_devices", lambda: video)

    return have


def test_none_is_no_camera_whatever_there_is(machine) -> None:
    machine(pi=True, video=[0])
    assert find_camera(CameraSettings(source="none")) is None


def test_auto_takes_the_pi_s_own_camera_first(machine) -> None:
    machine(pi=True, video=[0])
    assert isinstance(find_camera(CameraSettings()), PiCamera)


def test_auto_takes_the_first_webcam_where_there_is_no_other(machine) -> None:
    machine(pi=False, video=[2, 4])
    camera = find_camera(CameraSettings())
    assert isinstance(camera, Webcam)
    assert camera.name == "webcam 2"


def test_a_webcam_that_is_named_is_taken_beside_a_pi_camera(machine) -> None:
    machine(pi=True, video=[0])
    assert isinstance(find_camera(CameraSettings(source="webcam")), Webcam)


@pytest.mark.parametrize(
    ("source", "pi", "video", "reason"),
    [
        ("auto", False, [], "plug one in, or add photos with the phone"),
        ("webcam", True, [], "plug one in"),
        ("picamera", False, [0], "check its cable"),
        ("folder", True, [0], "set \\[camera\\] folder"),
    ],
)
def test_nothing_stands_in_for_a_camera_that_is_missing(
    machine, source: str, pi: bool, video: list[int], reason: str
) -> None:
    machine(pi=pi, video=video)
    with pytest.raises(CameraError, match=reason):
        find_camera(CameraSettings(source=source))  # type: ignore[arg-type]


def test_a_folder_plays_only_when_it_is_named(machine, photo_folder: Path) -> None:
    machine(pi=True, video=[0])
    camera = find_camera(CameraSettings(source="folder", folder=str(photo_folder)))
    assert isinstance(camera, PhotoFolder)
    assert not isinstance(find_camera(CameraSettings(folder=str(photo_folder))), PhotoFolder)


def test_video_devices_are_numbers_in_order() -> None:
    devices = find.video_devices()
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
    assert find.captures(_capability(driver, device_caps)) is is_camera
