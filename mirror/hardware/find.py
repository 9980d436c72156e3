"""Which camera the settings mean. `auto` takes the first that exists; nothing stands in for a missing one."""

from pathlib import Path

from ..config import CameraSettings
from ..errors import CameraError
from .camera import Camera
from .orientation import Orientation
from .v4l2 import device_of, number_of, video_devices


def find_camera(settings: CameraSettings) -> Camera | None:
    """The camera, not yet opened; None when the settings say that there is none.

    Raises CameraError with what to do when the one that is named, or with `auto` any, does not exist.
    """
    orientation = Orientation(settings.rotation, settings.flip == "all")
    if settings.source == "none":
        return None
    if settings.source == "folder":
        from .photo_folder import PhotoFolder  # noqa: PLC0415  # each driver is loaded only where it is used

        if not settings.folder:
            raise CameraError('the settings name source = "folder" but no folder: set [camera] folder')
        return PhotoFolder(Path(settings.folder), settings.pace, orientation)
    if settings.source == "picamera" or (settings.source == "auto" and not settings.device):
        from .picamera import PiCamera  # noqa: PLC0415

        if PiCamera.found():
            return PiCamera(orientation=orientation)
        if settings.source == "picamera":
            raise CameraError("no Raspberry Pi camera was found: check its cable, then `otjang doctor`")
    from .webcam import Webcam  # noqa: PLC0415

    return Webcam(_webcam_device(settings.device), orientation, paced=True)


def _webcam_device(named: str) -> int | Path:
    """The number of the webcam, or the video file. Raises CameraError when there is none, or not the one named."""
    if not named:
        devices = video_devices()
        if not devices:
            raise CameraError("no camera was found: plug one in, or add photos with the phone")
        return devices[0]
    path = device_of(int(named)) if named.isdecimal() else Path(named).expanduser()
    if not path.exists():
        raise CameraError(
            f"the camera that the settings name is not there ({path}): plug it in, or change [camera] device"
        )
    number = number_of(path)
    return path if number is None else number
