"""What is wrong with a camera, in words for a person: a driver raises anything, the mirror says one of these lines.

What stands in brackets is a detail for the log; without it each line is the same for every camera, so that it can
be translated.
"""

import errno
from enum import Enum

from ..errors import CameraError


class Fault(Enum):
    """The lines, with {} where the detail goes."""

    BUSY = "another program uses the camera{}: close it; see `otjang doctor`"
    NO_MEMORY = (
        "the camera got no memory{}: give it more with dtoverlay=vc4-kms-v3d,cma-384 in"
        " /boot/firmware/config.txt and restart"
    )
    NOT_ALLOWED = "the camera may not be used{}: add this user to the group `video`"
    GONE = "the camera is gone{}: is it plugged in?"
    NO_PICTURE = "the camera gives no picture{}: unplug it and plug it in again"
    LATE = "no picture came in time{}: check the camera's cable"
    DAMAGED = "the camera gives damaged pictures{}: check its cable"
    BROKEN = "the camera does not work{}: check its cable, then `otjang doctor`"


_BY_NUMBER = {
    errno.EBUSY: Fault.BUSY,
    errno.ENOMEM: Fault.NO_MEMORY,
    errno.EACCES: Fault.NOT_ALLOWED,
    errno.EPERM: Fault.NOT_ALLOWED,
    errno.ENODEV: Fault.GONE,
    errno.ENXIO: Fault.GONE,
    errno.ENOENT: Fault.GONE,
}
# libcamera's errors reach Python as plain RuntimeErrors: what they say is all that there is.
_BY_WORDS = {
    "Device or resource busy": Fault.BUSY,
    "Cannot allocate memory": Fault.NO_MEMORY,
    "Permission denied": Fault.NOT_ALLOWED,
    "Operation not permitted": Fault.NOT_ALLOWED,
    "No such device": Fault.GONE,
    "No camera number": Fault.GONE,
    "Camera(s) not found": Fault.GONE,
}


def fault(kind: Fault, detail: str = "") -> CameraError:
    """The line as an error to raise; `detail` (which camera, what the driver said) is for the log."""
    return CameraError(kind.value.format(f" ({detail})" if detail else ""))


def in_words(error: BaseException, camera: str, otherwise: Fault = Fault.BROKEN) -> CameraError:
    """The error to raise for whatever a driver raised, or for what that was caused by; `camera` is its name."""
    kind = otherwise
    said = type(error).__name__
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        found = _kind(cause)
        said = str(cause) or said
        if found is not None:
            kind = found
            break
        cause = cause.__cause__ or cause.__context__
    return fault(kind, f"{camera}: {said}")


def _kind(error: BaseException) -> Fault | None:
    if isinstance(error, MemoryError):
        return Fault.NO_MEMORY
    if isinstance(error, TimeoutError):
        return Fault.LATE
    if isinstance(error, OSError) and error.errno in _BY_NUMBER:
        return _BY_NUMBER[error.errno]
    return next((kind for words, kind in _BY_WORDS.items() if words in str(error)), None)
