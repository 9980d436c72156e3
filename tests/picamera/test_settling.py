"""The still waits for exposure, white balance and focus: real requests, with metadata as a sensor gives them."""

import time
from collections.abc import Callable

import pytest

from mirror.hardware import picamera as module

from .conftest import MakeCamera


@pytest.fixture
def metadata(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[dict]]:
    """Puts these metadata on the requests that follow, the last on all others; returns what was looked at."""
    from picamera2.request import CompletedRequest

    def follow(*frames: dict) -> list[dict]:
        looked_at: list[dict] = []

        def get_metadata(request: object) -> dict:
            looked_at.append(frames[min(len(looked_at), len(frames) - 1)])
            return looked_at[-1]

        monkeypatch.setattr(CompletedRequest, "get_metadata", get_metadata)
        return looked_at

    return follow


@pytest.fixture
def made_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], object]:
    """A camera whose lens moves: it knows AfMode and is told of it, which a virtual one does not."""
    from picamera2 import Picamera2

    from .virtual import make

    def of(index: int) -> object:
        camera = make(index)
        known = type(camera).camera_controls.fget(camera)
        monkeypatch.setattr(
            Picamera2, "camera_controls", property(lambda self: known | {"AfMode": (0, 2, 0)})
        )
        camera.told = []
        camera.set_controls = camera.told.append
        return camera

    return of


def test_without_metadata_of_that_kind_the_next_frame_is_taken(camera_of: MakeCamera, metadata) -> None:
    camera = camera_of()
    camera.open()
    looked_at = metadata({"SensorTimestamp": 1})
    camera.still()
    assert len(looked_at) == 1


def test_the_still_is_the_frame_that_has_settled(camera_of: MakeCamera, metadata) -> None:
    camera = camera_of()
    camera.open()
    looked_at = metadata(
        {"AeState": 1, "ColourGains": (1.0, 2.0)},
        {"AeState": 1, "ColourGains": (1.4, 2.0)},
        {"AeState": 2, "ColourGains": (1.5, 2.0)},
        {"AeState": 2, "ColourGains": (1.5, 2.0)},
    )
    camera.still()
    assert len(looked_at) == 4


def test_a_light_that_never_settles_is_waited_for_a_second_and_no_longer(
    camera_of: MakeCamera, metadata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SETTLE_S", 0.2)
    camera = camera_of()
    camera.open()
    looked_at = metadata({"AeLocked": False})
    began_s = time.monotonic()
    assert camera.still().rgb.shape == (1296, 2304, 3)
    assert 0.2 < time.monotonic() - began_s < 2
    assert len(looked_at) > 2


def test_a_lens_that_moves_focuses_all_the_time_and_is_waited_for(
    camera_of: MakeCamera, metadata, made_of
) -> None:
    camera = camera_of(make=made_of)
    camera.open()
    assert camera._camera.told == [{"AfMode": 2}]
    looked_at = metadata({"AfState": 0}, {"AfState": 1}, {"AfState": 1}, {"AfState": 2})
    camera.still()
    assert len(looked_at) == 4


def test_the_number_of_continuous_focus_is_libcamera_s() -> None:
    from libcamera import controls

    assert int(controls.AfModeEnum.Continuous) == module._AF_CONTINUOUS
    assert int(controls.AfStateEnum.Scanning) == 1
    assert int(controls.AfStateEnum.Focused) == 2
