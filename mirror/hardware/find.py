"""Which camera the settings mean. `auto` takes the first that exists; nothing stands in for a missing one."""

from pathlib import Path

from ..config import CameraSettings
from ..errors import CameraError
from .camera import Camera


def find_camera(settings: CameraSettings) -> Camera | None:
    """The camera, not yet opened; None when the settings say that there is none.

    Raises CameraError with what to do when the one that is named, or with `auto` any, does not exist.
    """
    if settings.source == "none":
        return None
    if settings.source == "folder":
        from .photo_folder import PhotoFolder  # noqa: PLC0415  # each driver is loaded only where it is used

        if not settings.folder:
            raise CameraError('the settings name source = "folder" but no folder: set [camera] folder')
        return PhotoFolder(Path(settings.folder))
    if settings.source in ("auto", "picamera"):
        from .picamera import PiCamera  # noqa: PLC0415

        if PiCamera.found():
            return PiCamera()
        if settings.source == "picamera":
            raise CameraError("no Raspberry Pi camera was found: check its cable, then `otjang doctor`")
    devices = video_devices()
    if devices:
        from .webcam import Webcam  # noqa: PLC0415

        return Webcam(devices[0])
    raise CameraError("no camera was found: plug one in, or add photos with the phone")


def video_devices() -> list[int]:
    """The numbers of the /dev/videoN that there are, in order."""
    numbers = [path.name.removeprefix("video") for path in Path("/dev").glob("video*")]
    return sorted(int(number) for number in numbers if number.isdigit())
