"""Pixels to the files that the closet keeps. Nothing of the original file's metadata survives."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def jpeg(rgb: NDArray[np.uint8], quality: int = 88) -> bytes:
    """A baseline JPEG of RGB uint8 (height, width, 3)."""
    return _encoded(rgb, "JPEG", quality=quality)


def webp(picture: NDArray[np.uint8], quality: int = 88) -> bytes:
    """A lossy WebP of RGB or RGBA uint8 (height, width, 3 or 4); alpha is kept exactly."""
    return _encoded(picture, "WEBP", quality=quality, method=2)


def png(picture: NDArray[np.uint8]) -> bytes:
    """A PNG of RGB or RGBA uint8 (height, width, 3 or 4)."""
    return _encoded(picture, "PNG")


def _encoded(picture: NDArray[np.uint8], kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, kind, **options)
    return buffer.getvalue()
