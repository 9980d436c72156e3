"""A camera that plays the photos of a folder, in order and over again. Only when the settings name it."""

import time
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from ..errors import CameraError
from .camera import Camera, Frame

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}


class PhotoFolder(Camera):
    """Each still moves on to the next photo; the preview shows the one that the next still will take."""

    def __init__(self, folder: Path, frames_per_s: float = 15.0) -> None:
        self.name = f"photos in {folder.name}"
        self._folder = folder
        self._pause_s = 1 / frames_per_s
        self._files: list[Path] = []
        self._next = 0
        self._preview: tuple[int, Image.Image] | None = None

    def open(self) -> None:
        if self._files:
            return
        try:
            files = sorted(path for path in self._folder.iterdir() if path.suffix.lower() in SUFFIXES)
        except OSError as error:
            raise CameraError(f"cannot read the camera folder {self._folder}: {error.strerror}") from error
        if not files:
            raise CameraError(f"the camera folder {self._folder} has no photos")
        self._files = files

    def preview(self) -> Frame:
        self._need_open()
        time.sleep(self._pause_s)
        if self._preview is None or self._preview[0] != self._next:
            image = self._read()
            image.thumbnail((1280, 1280))
            self._preview = (self._next, image)
        return _frame(self._preview[1])

    def still(self) -> Frame:
        self._need_open()
        image = self._read()
        self._next = (self._next + 1) % len(self._files)
        return _frame(image)

    def close(self) -> None:
        self._files = []
        self._preview = None

    def _need_open(self) -> None:
        if not self._files:
            raise CameraError("the camera is not open")

    def _read(self) -> Image.Image:
        file = self._files[self._next]
        try:
            with Image.open(file) as image:
                return ImageOps.exif_transpose(image).convert("RGB")
        except OSError as error:
            raise CameraError(f"cannot read {file.name}: {error}") from error


def _frame(image: Image.Image) -> Frame:
    return Frame(np.asarray(image, np.uint8).copy(), time.monotonic())
