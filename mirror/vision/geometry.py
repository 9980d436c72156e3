"""Boxes, squares and sizes: the little geometry that cutout, classifier and thumbnails share."""

import cv2
import numpy as np
from numpy.typing import NDArray

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels; right and bottom are outside


def bounding_box(alpha: NDArray[np.uint8], threshold: int = 32) -> Box:
    """The smallest box around what is more opaque than `threshold` (0-255); the whole picture if nothing is."""
    rows = np.flatnonzero((alpha > threshold).any(axis=1))
    columns = np.flatnonzero((alpha > threshold).any(axis=0))
    if not len(rows):
        return 0, 0, alpha.shape[1], alpha.shape[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def widen(box: Box, by_px: int, width: int, height: int) -> Box:
    """The box with a margin, kept inside the picture."""
    left, top, right, bottom = box
    return max(left - by_px, 0), max(top - by_px, 0), min(right + by_px, width), min(bottom + by_px, height)


def shrink(picture: NDArray[np.uint8], longest_side_px: int) -> NDArray[np.uint8]:
    """The picture (height, width[, channels]) with its longest side at most this long; never enlarged."""
    height, width = picture.shape[:2]
    factor = longest_side_px / max(height, width)
    if factor >= 1:
        return picture
    return resize(picture, max(1, round(width * factor)), max(1, round(height * factor)))


def resize(picture: NDArray[np.uint8], width: int, height: int) -> NDArray[np.uint8]:
    """The picture at this size: averaged when it shrinks, interpolated when it grows."""
    method = cv2.INTER_AREA if width * height < picture.shape[0] * picture.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, (width, height), interpolation=method), np.uint8)


def letterbox(
    picture: NDArray[np.uint8], side_w: int, side_h: int, ground: tuple[int, ...], inset_px: int = 0
) -> NDArray[np.uint8]:
    """The whole picture, its aspect ratio kept, centred on a ground of `side_h` x `side_w` pixels."""
    height, width = picture.shape[:2]
    factor = min((side_w - 2 * inset_px) / width, (side_h - 2 * inset_px) / height)
    inner_w, inner_h = max(1, round(width * factor)), max(1, round(height * factor))
    inner = resize(picture, inner_w, inner_h)
    channels = picture.shape[2:]  # none for a mask
    result = np.empty((side_h, side_w, *channels), np.uint8)
    result[:] = ground[: channels[0]] if channels else ground[0]
    top, left = (side_h - inner_h) // 2, (side_w - inner_w) // 2
    result[top : top + inner_h, left : left + inner_w] = inner
    return result


def with_alpha(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """RGBA (height, width, 4) of a picture and its mask."""
    return np.dstack([rgb, alpha])


def on_ground(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8], ground: tuple[int, ...]) -> NDArray[np.uint8]:
    """The garment alone on an even ground (8-bit RGB)."""
    share = alpha[..., np.newaxis].astype(np.float32) / 255
    return np.asarray(rgb * share + np.array(ground[:3], np.float32) * (1 - share) + 0.5, np.uint8)
