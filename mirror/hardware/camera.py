"""The camera, whatever it is: opened once and kept, frames as RGB arrays with their time and their sharpness.

Every implementation keeps to this class's word; one test suite runs over all of them.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import CameraError
from .damage import cut_off
from .orientation import AS_IT_IS, Orientation
from .sharpness import sharpness

PREVIEW_WAIT_S, STILL_WAIT_S = 3.0, 5.0


class CameraState(Enum):
    """Whether somebody has hold of the camera. A camera that fails stays open until it is closed."""

    CLOSED = "closed"
    OPEN = "open"


class Frame(NamedTuple):
    """A picture: RGB uint8 (height, width, 3), the monotonic second at which it came, and its sharpness.

    Sharpness is sharpness.sharpness(): to be compared between frames of one size and one scene. cut_off: its end
    got lost on the way from the camera.
    """

    rgb: NDArray[np.uint8]
    taken_s: float
    sharpness: float
    cut_off: bool = False


class Camera(ABC):
    """A camera. Methods are called from one thread. `name` is for people.

    Preview and still show the same view, upright as `orientation` says, the still in no lower resolution.
    """

    name: str
    # Whether stills one right after another show the same view, so that the best of them can be chosen.
    stills_alike = True

    def __init__(self, orientation: Orientation = AS_IT_IS) -> None:
        self._orientation = orientation
        self._state = CameraState.CLOSED

    @property
    def state(self) -> CameraState:
        """OPEN between `open` and `close`."""
        return self._state

    def open(self) -> None:
        """Take hold of the camera; does nothing when it is open. Raises CameraError with what to do about it."""
        if self._state is CameraState.CLOSED:
            self._open()
            self._state = CameraState.OPEN

    def preview(self) -> Frame:
        """The next frame, longest side 1280 px or less. Raises CameraError when none comes within 3 s."""
        return self._framed(self._preview)

    def still(self) -> Frame:
        """A frame in the best resolution there is, exposure, white balance and focus settled.

        Raises CameraError when none comes within 5 s.
        """
        return self._framed(self._still)

    def close(self) -> None:
        """Let go of the camera; does nothing when it is closed."""
        if self._state is CameraState.OPEN:
            self._state = CameraState.CLOSED
            self._close()

    def modes(self) -> list[str]:
        """What an open camera can do, for people: one line a mode, such as "2304x1296, 30 frames a second"."""
        return []

    # For each camera to fill in. `_open` leaves nothing behind when it raises.

    @abstractmethod
    def _open(self) -> None: ...

    @abstractmethod
    def _preview(self) -> NDArray[np.uint8]: ...

    @abstractmethod
    def _still(self) -> NDArray[np.uint8]: ...

    @abstractmethod
    def _close(self) -> None: ...

    # Within

    def _framed(self, grab: Callable[[], NDArray[np.uint8]]) -> Frame:
        if self._state is CameraState.CLOSED:
            raise CameraError("the camera is not open")
        grabbed = grab()
        rgb = self._orientation.upright(grabbed)
        return Frame(rgb, time.monotonic(), sharpness(rgb), cut_off(grabbed))
