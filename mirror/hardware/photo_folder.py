"""A camera that plays the photos of a folder, in order and over again. Only when the settings name it."""

import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from ..errors import CameraError
from .camera import Camera
from .orientation import AS_IT_IS, Orientation
from .pixels import PREVIEW_SIDE_PX

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


class PhotoFolder(Camera):
    """Each still moves on to the next photo; the preview shows the one that the next still will take.

    frames_per_s: how fast previews come, counted from the one before; the first does not wait.
    """

    stills_alike = False

    def __init__(self, folder: Path, frames_per_s: float = 15.0, orientation: Orientation = AS_IT_IS) -> None:
        super().__init__(orientation)
        self.name = f"photos in {folder.name}"
        self._folder = folder
        self._pause_s = 1 / frames_per_s
        self._files: list[Path] = []
        self._next = 0
        self._due_s = 0.0
        self._shown: tuple[Path, NDArray[np.uint8]] | None = None

    def modes(self) -> list[str]:
        return [f"{len(self._files)} photos, {1 / self._pause_s:g} previews a second"]

    def _open(self) -> None:
        try:
            files = sorted(path for path in self._folder.iterdir() if path.suffix.lower() in SUFFIXES)
        except OSError as error:
            raise CameraError(f"cannot read the camera folder {self._folder}: {error.strerror}") from error
        if not files:
            raise CameraError(f"the camera folder {self._folder} has no photos")
        self._files = files
        self._next %= len(files)
        self._due_s = time.monotonic()

    def _preview(self) -> NDArray[np.uint8]:
        time.sleep(max(0.0, self._due_s - time.monotonic()))
        self._due_s = time.monotonic() + self._pause_s
        file = self._files[self._next]
        if self._shown is None or self._shown[0] != file:
            image = _read(file)
            image.thumbnail((PREVIEW_SIDE_PX, PREVIEW_SIDE_PX))
            self._shown = (file, np.asarray(image, np.uint8))
        return self._shown[1].copy()

    def _still(self) -> NDArray[np.uint8]:
        picture = np.asarray(_read(self._files[self._next]), np.uint8).copy()
        self._next = (self._next + 1) % len(self._files)
        return picture

    def _close(self) -> None:
        self._files = []
        self._shown = None


def _read(file: Path) -> Image.Image:
    try:
        with Image.open(file) as image:
            return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise CameraError(f"cannot read {file.name}: {error}") from error
