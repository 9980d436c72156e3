"""The real Picamera2 on libcamera's virtual cameras: `make test-picamera`. Elsewhere these tests are skipped."""

import os
from collections.abc import Callable, Iterator

import pytest

from mirror.hardware.picamera import PiCamera

MakeCamera = Callable[..., PiCamera]


@pytest.fixture(autouse=True)
def _in_the_tree() -> None:
    if not os.environ.get("OTJANG_VIRTUAL_CAMERA"):
        pytest.skip("libcamera's virtual cameras are in a tree of their own: make test-picamera")


@pytest.fixture
def camera_of(_in_the_tree: None) -> Iterator[MakeCamera]:
    """Builds PiCameras on virtual cameras; `camera_of(number, make=...)`."""
    from .virtual import BARS, make

    built: list[PiCamera] = []

    def of(number: int = BARS, make: Callable = make, **rest: object) -> PiCamera:
        built.append(PiCamera(number, make=make, **rest))  # type: ignore[arg-type]
        return built[-1]

    yield of
    for camera in built:
        camera.close()
