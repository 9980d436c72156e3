"""A camera of one picture, for the camera's screen where nothing runs: screenshots."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from ...capture.view import CaptureView


class StillFeed:
    """Shows one photo and stands still in one moment of a session. Takes no photos."""

    state = "live"

    def __init__(self, photo: Path, view: CaptureView) -> None:
        self._photo = photo
        self._view = view

    def latest(self, size: tuple[int, int]) -> npt.NDArray[np.uint8]:
        """The middle of the photo, scaled to fill `size`. Raises OSError when there is no such photo."""
        with Image.open(self._photo) as image:
            return np.ascontiguousarray(ImageOps.fit(image.convert("RGB"), size), np.uint8)

    def watch(self, person_id: int | None) -> None: ...

    def view(self) -> CaptureView:
        return self._view

    def shutter(self, person_id: int) -> None: ...

    def again(self) -> None: ...
