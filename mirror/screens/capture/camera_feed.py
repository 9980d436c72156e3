"""What the capture screen needs of a camera. The composer hands in something that fits; no driver is known here."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from ...capture.view import CaptureView


class CameraFeed(Protocol):
    """A camera that runs, the session that watches its pictures, and the way of its photos into the inbox."""

    @property
    def state(self) -> str:
        """The word "live", or else a sentence for a person that says what is wrong and what to do."""
        ...

    def latest(self, size: tuple[int, int]) -> npt.NDArray[np.uint8] | None:
        """The newest preview picture, RGB, height x width x 3: the middle of what the camera sees.

        It is scaled to fill `size`, (width, height) in pixels. The same array until the next picture has come; None
        before the first one.
        """
        ...

    def watch(self, person_id: int | None) -> None:
        """Photograph by itself what is held still, in this person's name; None ends it."""
        ...

    def view(self) -> CaptureView:
        """How far the session is."""
        ...

    def shutter(self, person_id: int) -> None:
        """The button: photograph after the countdown, or at once without one; during a countdown it ends that."""
        ...

    def again(self) -> None:
        """The last photo is not wanted: the garment that is still in view may be photographed once more."""
        ...
