"""Which camera the settings mean: the one that is named, the first that exists, and never a stand-in."""

from pathlib import Path

import pytest

from mirror.config import CameraSettings
from mirror.errors import CameraError
from mirror.hardware import find
from mirror.hardware.find import find_camera
from mirror.hardware.orientation import Orientation
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


# What else the settings say


def test_a_named_device_that_does_not_exist_is_said_and_not_replaced(machine, tmp_path: Path) -> None:
    machine(pi=True, video=[0])
    with pytest.raises(CameraError, match=r"not there \(/dev/video97\): plug it in, or change"):
        find_camera(CameraSettings(source="webcam", device="97"))
    with pytest.raises(CameraError, match=r"not there \(/dev/video97\)"):
        find_camera(CameraSettings(device="/dev/video97"))
    with pytest.raises(CameraError, match=r"not there \(.*nowhere\.avi\)"):
        find_camera(CameraSettings(source="webcam", device=str(tmp_path / "nowhere.avi")))


def test_a_named_device_is_taken_by_its_number(machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(pi=False, video=[0])
    monkeypatch.setattr(Path, "exists", lambda path: str(path) == "/dev/video4")
    for named in ("4", "/dev/video4"):
        camera = find_camera(CameraSettings(source="webcam", device=named))
        assert isinstance(camera, Webcam)
        assert camera.name == "webcam 4"


def test_a_named_device_goes_before_a_pi_s_own_camera(machine, film: Path) -> None:
    machine(pi=True, video=[0])
    camera = find_camera(CameraSettings(device=str(film)))
    assert isinstance(camera, Webcam)
    camera.open()
    assert camera.still().rgb.shape == (1200, 1600, 3)
    camera.close()


@pytest.mark.parametrize("source", ["folder", "webcam", "picamera"])
@pytest.mark.parametrize(
    ("settings", "orientation"),
    [
        ({}, Orientation(0, False)),
        ({"rotation": 90, "flip": "none"}, Orientation(90, False)),
        ({"rotation": 270, "flip": "all"}, Orientation(270, True)),
    ],
)
def test_every_camera_hangs_as_the_settings_say(
    machine, photo_folder: Path, source: str, settings: dict, orientation: Orientation
) -> None:
    machine(pi=True, video=[0])
    camera = find_camera(CameraSettings(source=source, folder=str(photo_folder), **settings))
    assert camera is not None
    assert camera._orientation == orientation


def test_a_folder_keeps_the_pace_of_the_settings(photo_folder: Path) -> None:
    camera = find_camera(CameraSettings(source="folder", folder=str(photo_folder), pace=250))
    assert camera is not None
    camera.open()
    assert camera.modes() == ["4 photos, 250 previews a second"]
    camera.close()
