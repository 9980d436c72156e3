"""Pixels as the drivers give them, made RGB; and pictures made smaller for a preview."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .faults import Fault, fault

PREVIEW_SIDE_PX = 1280

# The channels of a packed format, as the places of red, green and blue in memory.
_PACKED = {"RGB888": (3, -1), "BGR888": (3, 1), "XRGB8888": (4, -1), "XBGR8888": (4, 1), "MJPEG": (3, 1)}
_VIDEO = {
    "YUV420": cv2.COLOR_YUV2RGB_I420,
    "YVU420": cv2.COLOR_YUV2RGB_YV12,
    "NV12": cv2.COLOR_YUV2RGB_NV12,
    "NV21": cv2.COLOR_YUV2RGB_NV21,
}


def to_rgb(array: NDArray[np.uint8], kind: str, size: tuple[int, int]) -> NDArray[np.uint8]:
    """RGB uint8 (height, width, 3), contiguous, of a libcamera array.

    kind: "RGB888" (which holds B, G, R in memory), "BGR888", "XBGR8888", "XRGB8888", "YUV420", "YVU420", "NV12",
    "NV21" (these four of BT.601, limited range), "YUYV", or "MJPEG", decoded. size: (width, height) without the
    padding at the end of each row. Raises CameraError for another format, and for an array too small for its size.
    """
    width, height = size
    if kind in _PACKED:
        channels, step = _PACKED[kind]
        _need(array, (height, width, channels))
        return np.ascontiguousarray(array[:height, :width, :3][..., ::step])
    if kind in _VIDEO:
        _need(array, (height * 3 // 2, width))
        return np.ascontiguousarray(cv2.cvtColor(array, _VIDEO[kind])[:height, :width])
    if kind == "YUYV":
        _need(array, (height, width, 2))
        return np.ascontiguousarray(cv2.cvtColor(array, cv2.COLOR_YUV2RGB_YUYV)[:height, :width])
    raise fault(Fault.BROKEN, f"pictures come as {kind}, which is not known")


def fitted(rgb: NDArray[np.uint8], side_px: int = PREVIEW_SIDE_PX) -> NDArray[np.uint8]:
    """The picture, made smaller where its longest side has more than `side_px`."""
    height, width = rgb.shape[:2]
    factor = side_px / max(height, width)
    if factor >= 1:
        return rgb
    size = (round(width * factor), round(height * factor))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def _need(array: NDArray[np.uint8], shape: tuple[int, ...]) -> None:
    """Raise CameraError when the array has less of rows, columns or channels than this."""
    if array.ndim != len(shape) or any(has < needs for has, needs in zip(array.shape, shape, strict=True)):
        raise fault(Fault.DAMAGED, f"{array.shape} where {shape} was due")
