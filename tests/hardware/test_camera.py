"""What every camera keeps to, whatever it is. Hardware that is not here is skipped with a reason."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from mirror.errors import CameraError, MirrorError
from mirror.hardware.camera import Camera
from mirror.hardware.photo_folder import PhotoFolder
from mirror.hardware.picamera import PiCamera
from mirror.hardware.webcam import Webcam

FIRST_COLOUR = (200, 40, 40)


@pytest.fixture(params=["photo folder", "webcam", "Raspberry Pi camera"])
def camera(request: pytest.FixtureRequest) -> Iterator[Camera]:
    if request.param == "photo folder":
        camera: Camera = PhotoFolder(request.getfixturevalue("photo_folder"), frames_per_s=1000)
    elif request.param == "webcam":
        camera = Webcam(request.getfixturevalue("film"))
    elif PiCamera.found():
        camera = PiCamera()
    else:
        pytest.skip("picamera2 is not installed or knows no camera")
    yield camera
    camera.close()


@pytest.mark.parametrize("look", [Camera.preview, Camera.still], ids=["preview", "still"])
def test_a_frame_is_an_rgb_picture_with_its_time(camera: Camera, look: Callable) -> None:
    camera.open()
    before_s = time.monotonic()
    frame = getattr(camera, look.__name__)()
    assert before_s <= frame.taken_s <= time.monotonic()
    assert frame.rgb.dtype == np.uint8
    assert frame.rgb.ndim == 3
    assert frame.rgb.shape[2] == 3
    assert frame.rgb.flags.writeable
    assert frame.rgb.flags.c_contiguous


def test_the_preview_is_small_and_the_still_is_not_smaller(camera: Camera) -> None:
    camera.open()
    preview, still = camera.preview().rgb, camera.still().rgb
    assert max(preview.shape) <= 1280
    assert still.shape[0] >= preview.shape[0]
    assert still.shape[1] >= preview.shape[1]
    assert still.shape[1] / still.shape[0] == pytest.approx(preview.shape[1] / preview.shape[0], rel=0.01)


def test_colours_are_red_green_blue_in_this_order(camera: Camera) -> None:
    if isinstance(camera, PiCamera):
        pytest.skip("nobody knows what the camera looks at")
    camera.open()
    for frame in (camera.preview(), camera.still()):
        assert np.abs(frame.rgb.reshape(-1, 3).mean(axis=0) - FIRST_COLOUR).max() < 8


def test_frames_keep_coming_and_are_one_s_own(camera: Camera) -> None:
    camera.open()
    first = camera.preview()
    kept = first.rgb.copy()
    times = [first.taken_s] + [camera.preview().taken_s for _ in range(5)]
    assert times == sorted(times)
    assert (first.rgb == kept).all()


def test_opening_and_closing_twice_does_nothing_more(camera: Camera) -> None:
    camera.close()
    camera.open()
    camera.open()
    camera.still()
    camera.close()
    camera.close()


def test_a_closed_camera_says_that_it_is_closed(camera: Camera) -> None:
    for _ in range(2):
        for look in (camera.preview, camera.still):
            with pytest.raises(CameraError, match="not open"):
                look()
        camera.open()
        camera.still()
        camera.close()


def test_a_camera_has_a_name_for_people(camera: Camera) -> None:
    assert camera.name.strip()


def test_a_camera_error_is_caught_by_family_and_by_meaning() -> None:
    assert issubclass(CameraError, MirrorError)
    assert issubclass(CameraError, OSError)


# Each in its own way


def test_a_folder_plays_its_photos_in_order_and_over_again(photo_folder: Path) -> None:
    camera = PhotoFolder(photo_folder, frames_per_s=1000)
    camera.open()
    played = [tuple(int(v) for v in camera.still().rgb[600, 800]) for _ in range(5)]
    assert len(set(played)) == 4
    assert played[4] == played[0]


def test_a_folder_s_preview_shows_what_the_next_still_takes(photo_folder: Path) -> None:
    camera = PhotoFolder(photo_folder, frames_per_s=1000)
    camera.open()
    for _ in range(5):
        preview = camera.preview().rgb[400, 500].astype(int)
        assert np.abs(camera.still().rgb[600, 800] - preview).max() < 4


def test_a_folder_without_photos_is_a_camera_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CameraError, match="has no photos"):
        PhotoFolder(tmp_path).open()
    with pytest.raises(CameraError, match="No such file"):
        PhotoFolder(tmp_path / "nowhere").open()


def test_a_photo_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_text("no photo")
    camera = PhotoFolder(tmp_path, frames_per_s=1000)
    camera.open()
    with pytest.raises(CameraError, match=r"cannot read 1\.jpg"):
        camera.still()


def test_a_webcam_that_gives_no_more_pictures_says_what_to_do(film: Path) -> None:
    camera = Webcam(film)
    camera.open()
    for _ in range(40):
        camera.still()
    with pytest.raises(CameraError, match="unplug it and plug it in again"):
        camera.still()
    camera.close()
    camera.open()
    assert camera.still().rgb.shape == (1200, 1600, 3)
    camera.close()


def test_a_webcam_that_is_not_there_says_what_to_do(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for device in (tmp_path / "nowhere.avi", 99):
        with pytest.raises(CameraError, match="is it plugged in"):
            Webcam(device).open()


def test_a_pi_camera_without_its_software_names_the_package() -> None:
    try:
        import picamera2
    except ImportError:
        assert not PiCamera.found()
        with pytest.raises(CameraError, match="apt install python3-picamera2"):
            PiCamera().open()
    else:
        pytest.skip(f"picamera2 is installed in {picamera2.__file__}")
