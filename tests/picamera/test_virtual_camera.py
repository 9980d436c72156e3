"""PiCamera on the real picamera2 and libcamera: what is read back, how it looks, what goes wrong in words."""

import threading
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from mirror.errors import CameraError
from mirror.hardware import picamera as module

from .conftest import MakeCamera

BAR_COLOURS = (
    (255, 255, 255),
    (255, 255, 0),
    (0, 255, 255),
    (0, 255, 0),
    (255, 0, 255),
    (255, 0, 0),
    (0, 0, 255),
    (0, 0, 0),
)


def test_a_request_for_rgb888_comes_back_as_nv12_and_is_read_as_such(camera_of: MakeCamera) -> None:
    from libcamera import ColorSpace

    camera = camera_of()
    camera.open()
    assert camera._streams == {"main": ("NV12", (2304, 1296)), "lores": ("NV12", (1152, 648))}
    assert str(camera._camera.camera_configuration()["colour_space"]) == str(ColorSpace.Smpte170m())
    assert camera.still().rgb.shape == (1296, 2304, 3)
    assert camera.preview().rgb.shape == (648, 1152, 3)


@pytest.mark.parametrize("look", ["preview", "still"])
def test_the_bars_have_their_colours(camera_of: MakeCamera, look: str) -> None:
    camera = camera_of()
    camera.open()
    rgb = getattr(camera, look)().rgb
    # The bars wander a column a frame, so the colours are asked for and not their places.
    row = rgb[rgb.shape[0] // 2]
    for colour in BAR_COLOURS:
        share = (np.abs(row.astype(int) - colour).max(axis=1) < 6).mean()
        assert share == pytest.approx(1 / 8, abs=0.02), colour


def test_a_camera_with_a_small_picture_has_a_still_as_small(camera_of: MakeCamera) -> None:
    from .virtual import SMALL

    camera = camera_of(SMALL)
    camera.open()
    preview, still = camera.preview().rgb, camera.still().rgb
    assert preview.shape == still.shape == (480, 640, 3)


def test_a_preview_read_back_too_large_is_made_smaller(
    camera_of: MakeCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .virtual import QUARTERS

    monkeypatch.setattr(module, "PREVIEW_SIZE", module.STILL_SIZE)
    camera = camera_of(QUARTERS)
    camera.open()
    assert camera._streams["lores"][1] == module.STILL_SIZE
    assert camera.preview().rgb.shape == (720, 1280, 3)


def test_a_preview_of_another_view_gives_way_to_the_still_s(
    camera_of: MakeCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    from .virtual import SMALL

    monkeypatch.setattr(module, "STILL_SIZE", (1152, 648))
    monkeypatch.setattr(module, "PREVIEW_SIZE", (640, 480))

    def with_another_shape(index: int) -> object:
        from .virtual import make

        camera = make(index)
        read_back = camera.camera_configuration

        def reported() -> dict:
            made = read_back()
            return made | {"lores": made["lores"] | {"size": (640, 360)}}

        camera.camera_configuration = reported
        return camera

    camera = camera_of(SMALL, make=with_another_shape)
    camera.open()
    assert camera._preview_stream == "main"
    preview, still = camera.preview().rgb, camera.still().rgb
    assert preview.shape == still.shape


def test_no_frame_in_time_is_said_and_the_next_ones_still_come(
    camera_of: MakeCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PREVIEW_WAIT_S", 0.1)
    monkeypatch.setattr(module, "STILL_WAIT_S", 0.1)
    camera = camera_of()
    camera.open()
    camera.preview()
    camera._camera.stop()
    for look in (camera.preview, camera.still) * 4:  # more often than there are buffers: none may be lost
        began_s = time.monotonic()
        with pytest.raises(CameraError, match=r"no picture came in time .*: check the camera's cable"):
            look()
        assert time.monotonic() - began_s < 3
    camera._camera.start()
    monkeypatch.undo()
    for _ in range(5):
        camera.preview()
        camera.still()


def test_a_frame_that_cannot_be_converted_is_given_back(
    camera_of: MakeCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera = camera_of()
    camera.open()
    with monkeypatch.context() as broken:
        broken.setitem(camera._streams, "main", ("NV12", (4608, 2592)))
        broken.setitem(camera._streams, "lores", ("SRGGB10", (1152, 648)))
        for _ in range(10):
            with pytest.raises(CameraError, match="damaged pictures"):
                camera.still()
            with pytest.raises(CameraError, match="SRGGB10"):
                camera.preview()
        broken.setattr(module, "to_rgb", lambda *_: 1 / 0)
        for _ in range(10):
            with pytest.raises(CameraError, match=r"does not work .*division by zero"):
                camera.still()
    assert camera.still().rgb.shape == (1296, 2304, 3)


def test_a_second_open_of_the_same_camera_is_busy_and_harms_nobody(camera_of: MakeCamera) -> None:
    first, second = camera_of(), camera_of()
    first.open()
    first.preview()
    for _ in range(3):
        with pytest.raises(CameraError, match=r"another program uses the camera .*: close it; see"):
            second.open()
    first.preview()
    first.still()
    first.close()
    second.open()
    assert second.still().rgb.shape == (1296, 2304, 3)


def test_two_cameras_stand_beside_each_other(camera_of: MakeCamera) -> None:
    from .virtual import BARS, QUARTERS

    one, other = camera_of(BARS), camera_of(QUARTERS)
    one.open()
    other.open()
    assert np.abs(one.still().rgb.astype(int) - other.still().rgb).mean() > 20
    one.close()
    other.preview()


def test_a_camera_without_memory_says_how_to_give_it_more(
    camera_of: MakeCamera, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / "full"
    full.touch()
    monkeypatch.setenv("FAKEHEAP_FULL", str(full))
    camera = camera_of()
    for _ in range(3):
        with pytest.raises(
            CameraError, match=r"got no memory .*: give it more with dtoverlay=vc4-kms-v3d,cma-384"
        ):
            camera.open()
    full.unlink()
    camera.open()
    assert camera.preview().rgb.shape == (648, 1152, 3)


def test_a_camera_number_that_does_not_exist_is_gone(camera_of: MakeCamera) -> None:
    with pytest.raises(CameraError, match=r"the camera is gone .*: is it plugged in"):
        camera_of(7).open()


def test_closing_while_a_request_is_held_ends_and_the_camera_opens_again(camera_of: MakeCamera) -> None:
    camera = camera_of()
    camera.open()
    with pytest.raises(CameraError), camera._request(3.0):
        camera.close()
        assert camera._camera is None
        raise RuntimeError("the frame is of a camera that is closed")
    camera.open()
    camera.preview()


def test_closing_ends_also_when_picamera2_s_thread_has_died(camera_of: MakeCamera) -> None:
    camera = camera_of()
    camera.open()
    camera._camera._preview._abort.set()
    camera._camera._preview.thread.join()
    closing = threading.Thread(target=camera.close, daemon=True)
    closing.start()
    closing.join(5)
    assert not closing.is_alive()
    camera.open()
    camera.preview()


def test_sensor_modes_are_asked_for_without_stopping_the_camera(camera_of: MakeCamera) -> None:
    camera = camera_of()
    assert camera.modes() == []
    camera.open()
    assert camera.modes() == ["main: 2304x1296 NV12", "lores: 1152x648 NV12"]
    camera.preview()


def test_the_still_is_the_preview_s_view_in_more_pixels(camera_of: MakeCamera) -> None:
    from .virtual import QUARTERS

    camera = camera_of(QUARTERS)
    camera.open()
    preview, still = camera.preview().rgb, camera.still().rgb
    shrunk = cv2.resize(still, (1152, 648), interpolation=cv2.INTER_AREA)
    assert np.abs(shrunk.astype(int) - preview).mean() < 2
