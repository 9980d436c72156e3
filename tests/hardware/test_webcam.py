"""The webcam in its own way: films that end, devices that are busy, queues that are stale, frames cut off."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from mirror.errors import CameraError
from mirror.hardware import webcam as module
from mirror.hardware.faults import Fault
from mirror.hardware.webcam import QUEUE, STALE_AFTER_S, TRIES, WARM_UP_S, Webcam

from .conftest import written


class Device(Webcam):
    """A film played as the driver of a real device would: with a queue."""

    def _start(self) -> tuple[cv2.VideoCapture, int]:
        return super()._start()[0], QUEUE


@pytest.fixture
def numbered(tmp_path: Path) -> Path:
    """A film whose frame n has the grey 6 n."""
    return written(tmp_path / "numbered.avi", [np.full((48, 64, 3), 6 * n, np.uint8) for n in range(40)])


def number(rgb: np.ndarray) -> int:
    return round(float(rgb.mean()) / 6)


def test_a_webcam_that_gives_no_more_pictures_says_what_to_do(film: Path) -> None:
    camera = Webcam(film)
    camera.open()
    for _ in range(40):
        camera.still()
    for _ in range(2):
        with pytest.raises(CameraError, match="unplug it and plug it in again"):
            camera.still()
    camera.close()
    camera.open()
    assert camera.still().rgb.shape == (1200, 1600, 3)
    camera.close()


def test_a_webcam_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    for device in (tmp_path / "nowhere.avi", 99):
        with pytest.raises(CameraError, match="is it plugged in"):
            Webcam(device).open()


def test_a_file_that_is_no_film_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "film.avi"
    file.write_bytes(b"no film" * 100)
    with pytest.raises(CameraError, match="does not work"):
        Webcam(file).open()


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Fault.BUSY, "another program uses the camera .*: close it; see `otjang doctor`"),
        (Fault.NOT_ALLOWED, "add this user to the group `video`"),
        (Fault.GONE, "is it plugged in"),
        (None, "does not work"),
    ],
)
def test_a_device_that_does_not_open_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: Fault | None, said: str
) -> None:
    file = tmp_path / "video0"
    file.write_bytes(b"no device")
    monkeypatch.setattr(module, "device_of", lambda number: file)
    asked = []
    monkeypatch.setattr(module, "why_not", lambda device: asked.append(device) or why)
    camera = Webcam(99)
    with pytest.raises(CameraError, match=said):
        camera.open()
    assert asked == [file]


def test_a_device_that_is_unplugged_while_it_streams_is_gone(numbered: Path) -> None:
    camera = Webcam(numbered)
    camera.open()
    camera.preview()
    numbered.unlink()
    with pytest.raises(CameraError, match="is it plugged in"):
        for _ in range(40):
            camera.preview()
    camera.close()


def test_after_a_pause_the_driver_s_stale_frames_are_dropped(numbered: Path) -> None:
    now_s = 100.0
    camera = Device(numbered, monotonic_s=lambda: now_s)
    camera.open()
    assert number(camera.preview().rgb) == 0
    now_s += STALE_AFTER_S - 0.01
    assert number(camera.preview().rgb) == 1
    now_s += STALE_AFTER_S + 0.01
    assert number(camera.preview().rgb) == 2 + QUEUE
    assert number(camera.still().rgb) > 2 + QUEUE
    camera.close()


def test_a_film_has_no_stale_frames(numbered: Path) -> None:
    now_s = 100.0
    camera = Webcam(numbered, monotonic_s=lambda: now_s)
    camera.open()
    for expected in range(5):
        assert number(camera.still().rgb) == expected
        now_s += 10
    camera.close()


def test_the_first_still_waits_until_the_exposure_has_settled(numbered: Path) -> None:
    now_s = 100.0

    def tenths() -> float:
        nonlocal now_s
        now_s += 0.05
        return now_s

    camera = Device(numbered, monotonic_s=tenths)
    camera.open()
    camera.still()
    assert now_s - 100 > WARM_UP_S
    began_s = now_s
    camera.still()
    assert now_s - began_s < WARM_UP_S
    camera.close()


# Frames that lack their end


def cut_short(film: Path, cut: Callable[[int], bool], *, keep_end_marker: bool) -> Path:
    """The same film, the second half of the frames that `cut` names lost on the way: the bytes are zero."""
    content = bytearray(film.read_bytes())
    place, frame = content.find(b"movi") + 4, 0
    while content[place : place + 4] == b"00dc":
        (size,) = struct.unpack("<I", content[place + 4 : place + 8])
        if cut(frame):
            half = place + 8 + size // 2
            content[half : place + 8 + size] = bytes(place + 8 + size - half)
            if keep_end_marker:
                content[half : half + 2] = b"\xff\xd9"
        place += 8 + size + size % 2
        frame += 1
    assert frame > 4
    film.write_bytes(content)
    return film


@pytest.fixture
def cloth() -> np.ndarray:
    """RGB, 640x480: coloured noise, coarse enough to survive JPEG."""
    small = np.random.default_rng(7).integers(40, 215, (60, 80, 3), np.uint8)
    return np.asarray(Image.fromarray(small).resize((640, 480), Image.Resampling.BICUBIC))


class Jpegs(Webcam):
    """Its frames go through libjpeg, as those of a real device do, and not through FFmpeg."""

    def _start(self) -> tuple[cv2.VideoCapture, int]:
        return cv2.VideoCapture(str(self._path), cv2.CAP_OPENCV_MJPEG), 0


def test_a_frame_that_is_cut_off_is_left_out(tmp_path: Path, cloth: np.ndarray) -> None:
    film = written(tmp_path / "film.avi", [np.roll(cloth, 40 * n, axis=1) for n in range(8)])
    camera = Jpegs(cut_short(film, lambda frame: frame in (1, 2, 5), keep_end_marker=True))
    camera.open()
    for n in (0, 3, 4, 6, 7):
        assert np.abs(camera.preview().rgb.astype(int) - np.roll(cloth, 40 * n, axis=1)).mean() < 6
    camera.close()


def test_when_all_frames_are_cut_off_the_cable_is_to_blame(tmp_path: Path, cloth: np.ndarray) -> None:
    film = written(tmp_path / "film.avi", [cloth] * 8)
    camera = Jpegs(cut_short(film, lambda frame: frame < TRIES, keep_end_marker=True))
    camera.open()
    with pytest.raises(CameraError, match=r"damaged pictures .*: check its cable"):
        camera.still()
    assert np.abs(camera.still().rgb.astype(int) - cloth).mean() < 6
    camera.close()


@pytest.mark.parametrize("kind", [Webcam, Jpegs], ids=["FFmpeg", "libjpeg"])
@pytest.mark.parametrize("keep_end_marker", [True, False])
def test_whatever_is_made_of_damaged_frames_is_a_picture_or_a_camera_error(
    tmp_path: Path, cloth: np.ndarray, kind: type[Webcam], keep_end_marker: bool
) -> None:
    film = written(tmp_path / "film.avi", [cloth] * 8)
    camera = kind(cut_short(film, lambda frame: frame % 2 == 1, keep_end_marker=keep_end_marker))
    camera.open()
    whole = 0
    for _ in range(4):
        try:
            rgb = camera.still().rgb
        except CameraError:
            continue
        assert rgb.shape == (480, 640, 3)
        whole += int(np.abs(rgb.astype(int) - cloth).mean() < 6)
    assert whole >= 2
    camera.close()


@pytest.mark.parametrize(
    "frame",
    [np.zeros((48, 64), np.uint8), np.zeros((48, 64, 2), np.uint8), np.zeros((0, 64, 3), np.uint8)],
    ids=["grey", "two channels", "empty"],
)
def test_a_frame_of_the_wrong_shape_is_damage(numbered: Path, frame: np.ndarray) -> None:
    class Odd:
        """A driver whose frames are not what it promised."""

        def isOpened(self) -> bool:
            return True

        def read(self) -> tuple[bool, np.ndarray]:
            return True, frame

        def release(self) -> None:
            pass

    class OddWebcam(Webcam):
        def _start(self) -> tuple[cv2.VideoCapture, int]:
            return Odd(), 0  # type: ignore[return-value]

    camera = OddWebcam(numbered)
    camera.open()
    with pytest.raises(CameraError, match="damaged pictures"):
        camera.preview()
    camera.close()


def test_opencv_does_not_wait_ten_seconds_for_a_stalled_device() -> None:
    assert int(os.environ["OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT"]) <= 3
