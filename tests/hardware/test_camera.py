"""What every camera keeps to, whatever it is. Hardware that is not here is skipped with a reason."""

import time

import cv2
import numpy as np
import pytest

from mirror.errors import CameraError, MirrorError
from mirror.hardware.camera import Camera, CameraState
from mirror.hardware.orientation import Orientation
from mirror.hardware.sharpness import sharpness

from .conftest import COLOURS, Build

LOOKS = pytest.mark.parametrize("look", ["preview", "still"])
CLOSE = (
    20  # levels of 255: JPEG, and YUV of full range read as limited (libcamera's virtual camera does that)
)


@pytest.fixture
def camera(build: Build) -> Camera:
    return build()


def corners(rgb: np.ndarray) -> list[tuple[int, int, int]]:
    """The number of the colour nearest to the middle of each quarter, clockwise from the upper left."""
    height, width = rgb.shape[:2]
    places = [(0.25, 0.25), (0.25, 0.75), (0.75, 0.75), (0.75, 0.25)]
    seen = [rgb[int(height * down), int(width * right)].astype(int) for down, right in places]
    nearest = [min(COLOURS, key=lambda colour, at=at: abs(at - colour).sum()) for at in seen]
    for at, colour in zip(seen, nearest, strict=True):
        assert np.abs(at - colour).max() <= CLOSE, f"{at} is none of the colours shown"
    return nearest


@LOOKS
def test_a_frame_is_an_rgb_picture_with_its_time(camera: Camera, look: str) -> None:
    camera.open()
    before_s = time.monotonic()
    frame = getattr(camera, look)()
    assert before_s <= frame.taken_s <= time.monotonic()
    assert frame.rgb.dtype == np.uint8
    assert frame.rgb.ndim == 3
    assert frame.rgb.shape[2] == 3
    assert frame.rgb.flags.writeable
    assert frame.rgb.flags.c_contiguous


@LOOKS
def test_a_frame_says_how_sharp_it_is(camera: Camera, look: str) -> None:
    camera.open()
    frame = getattr(camera, look)()
    assert frame.sharpness == sharpness(frame.rgb)


@LOOKS
def test_a_blurred_picture_is_less_sharp(build: Build, look: str) -> None:
    threads = np.kron(np.indices((150, 200)).sum(axis=0) % 2, np.ones((8, 8)))
    cloth = np.repeat(60 + 120 * threads[..., None], 3, axis=2).astype(np.uint8)
    of = []
    for picture in (cloth, cv2.GaussianBlur(cloth, (0, 0), 3)):
        camera = build(picture=picture)
        camera.open()
        of.append(getattr(camera, look)().sharpness)
    assert of[0] > 4 * of[1] > 0


def test_the_preview_is_small_and_the_still_is_not_smaller(camera: Camera) -> None:
    camera.open()
    preview, still = camera.preview().rgb, camera.still().rgb
    assert max(preview.shape) <= 1280
    assert still.shape[0] >= preview.shape[0]
    assert still.shape[1] >= preview.shape[1]
    assert still.shape[1] / still.shape[0] == pytest.approx(preview.shape[1] / preview.shape[0], rel=0.01)


@pytest.mark.usefixtures("knows_its_view")
def test_preview_and_still_show_the_same_view(camera: Camera) -> None:
    camera.open()
    preview, still = camera.preview().rgb, camera.still().rgb
    shrunk = cv2.resize(still, preview.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(shrunk.astype(int) - preview).mean() < 3


@LOOKS
@pytest.mark.usefixtures("knows_its_view")
def test_colours_are_red_green_blue_in_this_order(camera: Camera, look: str) -> None:
    camera.open()
    assert corners(getattr(camera, look)().rgb) == list(COLOURS)


@LOOKS
@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("flipped", [False, True], ids=["", "flipped"])
@pytest.mark.usefixtures("knows_its_view")
def test_a_camera_that_hangs_otherwise_gives_upright_pictures(
    build: Build, look: str, degrees: int, flipped: bool
) -> None:
    camera = build(Orientation(degrees, flipped))
    camera.open()
    rgb = getattr(camera, look)().rgb
    turned = [COLOURS[(corner - degrees // 90) % 4] for corner in range(4)]
    assert corners(rgb) == ([turned[1], turned[0], turned[3], turned[2]] if flipped else turned)
    assert (rgb.shape[0] > rgb.shape[1]) == (degrees in (90, 270))
    assert rgb.flags.c_contiguous


@LOOKS
@pytest.mark.usefixtures("knows_its_view")
def test_a_camera_that_looks_into_a_mirror_is_turned_back(build: Build, look: str) -> None:
    camera = build(Orientation(flipped=True))
    camera.open()
    assert corners(getattr(camera, look)().rgb) == [COLOURS[1], COLOURS[0], COLOURS[3], COLOURS[2]]


def test_frames_keep_coming_and_are_one_s_own(camera: Camera) -> None:
    camera.open()
    first = camera.preview()
    kept = first.rgb.copy()
    times = [first.taken_s] + [camera.preview().taken_s for _ in range(5)]
    assert times == sorted(times)
    assert (first.rgb == kept).all()
    camera.preview().rgb[:] = 0
    assert camera.preview().rgb.any()


def test_opening_and_closing_twice_does_nothing_more(camera: Camera) -> None:
    camera.close()
    assert camera.state is CameraState.CLOSED
    camera.open()
    camera.open()
    assert camera.state is CameraState.OPEN
    camera.still()
    camera.close()
    camera.close()
    assert camera.state is CameraState.CLOSED


def test_a_closed_camera_says_that_it_is_closed_and_can_be_opened_again(camera: Camera) -> None:
    for _ in range(2):
        for look in (camera.preview, camera.still):
            with pytest.raises(CameraError, match="not open"):
                look()
        camera.open()
        camera.preview()
        camera.still()
        camera.close()


def test_a_camera_has_a_name_for_people(camera: Camera) -> None:
    assert camera.name.strip()


def test_an_open_camera_says_what_it_can_do(camera: Camera) -> None:
    camera.open()
    modes = camera.modes()
    assert modes
    assert all(isinstance(mode, str) and mode for mode in modes)
    camera.preview()  # asking did not stop it


def test_a_camera_error_is_caught_by_family_and_by_meaning() -> None:
    assert issubclass(CameraError, MirrorError)
    assert issubclass(CameraError, OSError)
