"""Pictures for cameras to play, as files and as short films, and every camera that this machine can have."""

import os
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from mirror.hardware.camera import Camera
from mirror.hardware.orientation import AS_IT_IS, Orientation
from mirror.hardware.photo_folder import PhotoFolder
from mirror.hardware.picamera import PiCamera
from mirror.hardware.webcam import Webcam

COLOURS = ((200, 40, 40), (40, 170, 60), (50, 70, 200), (230, 210, 60))
CAMERAS = ("photo folder", "webcam", "Raspberry Pi camera")

Build = Callable[..., Camera]


@pytest.fixture(scope="session")
def photo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four photos of 1600x1200 px, each of one colour, and things that are no photos."""
    folder = tmp_path_factory.mktemp("photos")
    for number, colour in enumerate(COLOURS):
        Image.new("RGB", (1600, 1200), colour).save(folder / f"{number}.jpg", quality=95)
    (folder / "notes.txt").write_text("no photo")
    (folder / "folder").mkdir()
    return folder


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of 1600x1200 px, 40 frames, ten of each colour."""
    frames = [np.full((1200, 1600, 3), colour, np.uint8) for colour in COLOURS for _ in range(10)]
    return written(tmp_path_factory.mktemp("film") / "film.avi", frames)


def written(file: Path, frames: list[np.ndarray]) -> Path:
    """A film of these frames, RGB, as motion JPEG."""
    height, width = frames[0].shape[:2]
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), 15, (width, height))
    assert writer.isOpened()
    for frame in frames:
        writer.write(frame[..., ::-1].copy())
    writer.release()
    return file


@pytest.fixture(scope="session")
def quarters() -> np.ndarray:
    """RGB, 1600x1200, a quarter of each colour: every turn and every mirror image of it is another picture."""
    picture = np.empty((1200, 1600, 3), np.uint8)
    picture[:600, :800], picture[:600, 800:] = COLOURS[0], COLOURS[1]
    picture[600:, 800:], picture[600:, :800] = COLOURS[2], COLOURS[3]
    return picture


@pytest.fixture(params=CAMERAS)
def build(request: pytest.FixtureRequest, tmp_path: Path, quarters: np.ndarray):
    """Builds one kind of camera: `build(orientation, picture=...)`.

    Those that can look at the quarters, or at the picture given; a Raspberry Pi camera looks at what it looks at.
    """
    built: list[Camera] = []

    def of(orientation: Orientation = AS_IT_IS, picture: np.ndarray = quarters) -> Camera:
        if request.param == "photo folder":
            folder = tmp_path / f"photos {len(built)}"
            folder.mkdir()
            Image.fromarray(picture).save(folder / "1.jpg", quality=95)
            camera: Camera = PhotoFolder(folder, 1000, orientation)
        elif request.param == "webcam":
            camera = Webcam(written(tmp_path / f"{len(built)}.avi", [picture] * 8), orientation)
        elif picture is not quarters:
            pytest.skip("a Raspberry Pi camera looks at what it looks at")
        else:
            camera = pi_camera(orientation)
        built.append(camera)
        return camera

    yield of
    for camera in built:
        camera.close()


def pi_camera(orientation: Orientation = AS_IT_IS) -> Camera:
    """The Raspberry Pi's camera; in the tree of tests/picamera the virtual one that looks at quarters too."""
    if os.environ.get("OTJANG_VIRTUAL_CAMERA"):
        from tests.picamera.virtual import QUARTERS, make

        return PiCamera(QUARTERS, orientation, make)
    if not PiCamera.found():
        pytest.skip("picamera2 is not installed or knows no camera (make test-picamera has virtual ones)")
    return PiCamera(orientation=orientation)


@pytest.fixture
def knows_its_view(request: pytest.FixtureRequest) -> None:
    """For tests that say what is in the picture."""
    real = request.node.callspec.params.get("build") == "Raspberry Pi camera"
    if real and not os.environ.get("OTJANG_VIRTUAL_CAMERA"):
        pytest.skip("nobody knows what the camera looks at")
