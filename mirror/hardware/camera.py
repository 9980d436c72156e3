"""The camera, whatever it is: opened once and kept, frames as RGB arrays with their time.

Every implementation keeps to this class's word; one test suite runs over all of them.
"""

from abc import ABC, abstractmethod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Frame(NamedTuple):
    """A picture: RGB uint8 (height, width, 3), and the monotonic second at which it was taken."""

    rgb: NDArray[np.uint8]
    taken_s: float


class Camera(ABC):
    """A camera. Methods are called from one thread. `name` is for people."""

    name: str

    @abstractmethod
    def open(self) -> None:
        """Take hold of the camera; does nothing when it is open. Raises CameraError with what to do about it."""

    @abstractmethod
    def preview(self) -> Frame:
        """The next frame, longest side 1280 px or less. Raises CameraError when none comes within 3 s."""

    @abstractmethod
    def still(self) -> Frame:
        """A frame in the best resolution there is. Raises CameraError when none comes within 5 s."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the camera; does nothing when it is closed."""
