"""What the capture screen needs of a camera. The composer hands in something that fits; no driver is known here."""

from typing import Protocol

import numpy as np
import numpy.typing as npt


class CameraFeed(Protocol):
    """A camera that runs, and the way of its photos into the inbox."""

    @property
    def state(self) -> str:
        """The word "live", or else a sentence for a person that says what is wrong and what to do."""
        ...

    def latest(self) -> npt.NDArray[np.uint8] | None:
        """The newest preview picture, RGB, height x width x 3, or None before the first; a new array each time."""
        ...

    def take(self, person_id: int) -> None:
        """Take a photo and hand it to the inbox in this person's name. Raises MirrorError when that fails."""
        ...
