"""The Raspberry Pi camera without its software; with it, the tests of tests/picamera."""

import pytest

from mirror.errors import CameraError
from mirror.hardware.picamera import PiCamera


def test_a_pi_camera_without_its_software_names_the_package() -> None:
    try:
        import picamera2
    except ImportError:
        assert not PiCamera.found()
        with pytest.raises(CameraError, match="apt install python3-picamera2"):
            PiCamera().open()
    else:
        pytest.skip(f"picamera2 is installed in {picamera2.__file__}")
