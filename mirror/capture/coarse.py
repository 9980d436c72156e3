"""A coarse, calm picture, and what can be told of two of them: light, motion, shadow."""

import cv2
import numpy as np
from numpy.typing import NDArray

COARSE_PX = 160  # longest side of the coarse picture
SHIFT_PX = 0.8  # of the coarse picture, by which a camera may shake and a hand tremble
LEAST_EDGE = 3.0  # gradient, 8-bit values a pixel, by which an object's outline exceeds the view without it
LEAST_OUTLINE = 0.35  # of the outline, that has such edges
STEEPER = 1.4  # times the gradient without it, on average
ROUGH, LIKE = 5.0, 0.6  # mean gradient of shelves or foliage; correlation of what is still the same pattern
UNCLEAR = 0.04  # of the share of edges that run along an outline, by which two pictures have to differ
SHADOW = (0.45, 1.0)  # of the empty view's brightness; darker is cloth
SHADOW_EDGE = 6.0  # gradient, by which a shadow's soft rim may exceed the empty view's
SHADOW_TINT = 0.10  # by which the channels' shares may differ in a shadow

Mask = NDArray[np.bool_]
Coarse = NDArray[np.float32]


def coarse(rgb: NDArray[np.uint8]) -> Coarse:
    """The picture shrunk to COARSE_PX and calmed, float32 of 8-bit values (height, width, 3)."""
    height, width = rgb.shape[:2]
    factor = COARSE_PX / max(height, width)
    size = (max(8, round(width * factor)), max(8, round(height * factor)))
    if factor <= 0.25:  # halving has a fast way of its own
        rgb = np.asarray(cv2.resize(rgb, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 1.0), np.float32)


def gains_between(before: Coarse, now: Coarse, ground: Mask) -> NDArray[np.float32]:
    """By how much each channel became brighter where there is `ground`: the median of the shares, float32 (3,)."""
    before, now = before[::2, ::2], now[::2, ::2]
    usable = ground[::2, ::2] & (_least(before) > 12) & (_most(now) < 250) & (_most(before) < 250)
    if np.count_nonzero(usable) < 50:
        return np.ones(3, np.float32)
    return np.asarray(np.clip(np.median(now[usable] / before[usable], axis=0), 0.2, 5.0), np.float32)


def gradient(picture: Coarse) -> NDArray[np.float32]:
    """How steep each pixel is in its steepest channel, 8-bit values a pixel, float32 (height, width)."""
    return _most(np.asarray(cv2.magnitude(*_slopes(picture)), np.float32))


def _slopes(picture: Coarse) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Across and down, of each channel."""
    across, down = (cv2.Sobel(picture, cv2.CV_32F, *way, ksize=3, scale=1 / 8) for way in ((1, 0), (0, 1)))
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def differs(expected: Coarse, now: Coarse, least: float) -> Mask:
    """Where two pictures differ by more than `least` and than a shift of SHIFT_PX makes of the edges they share."""
    difference = _most(np.abs(now - expected))
    near = np.ones((3, 3), np.uint8)
    slope = np.minimum(cv2.dilate(gradient(expected), near), cv2.dilate(gradient(now), near))
    return np.asarray(difference > least + SHIFT_PX * slope, bool)


def is_object(part: Mask, before: Coarse, now: Coarse) -> bool | None:
    """Whether a part that has changed is something that was put there; None where that cannot be told.

    False for what is only lit otherwise, and for what was taken away: then the outline has no edges that were not
    there. Full shelves have edges everywhere; there an object hides the pattern, and edges run along its outline.
    """
    outline = cv2.morphologyEx(part.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    outline[[0, -1]] = outline[:, [0, -1]] = False
    if not outline.any():
        return False
    slopes, slopes_before = gradient(now), gradient(before)
    steep, was = slopes[outline], slopes_before[outline]
    if (steep > was + LEAST_EDGE).mean() >= LEAST_OUTLINE and steep.mean() >= STEEPER * was.mean():
        return True
    if max(float(slopes[part].mean()), float(slopes_before[part].mean())) < ROUGH:
        return False
    if _likeness(part, before, now) >= LIKE:
        return False
    more = _along(part, now, outline) - _along(part, before, outline)
    return None if abs(more) < UNCLEAR else more > 0


def _along(part: Mask, picture: Coarse, outline: Mask) -> float:
    """How far the edges on an outline run along it: 1 all, 0.5 as chance has it."""
    soft = np.asarray(cv2.GaussianBlur(part.astype(np.float32), (0, 0), 1.5), np.float32)[..., np.newaxis]
    out_x, out_y = (one[outline] for one in _slopes(soft))
    length = np.maximum(np.hypot(out_x, out_y), 1e-6)[:, np.newaxis]
    across, down = (one[outline] for one in _slopes(picture))
    aligned = (across * (out_x[:, np.newaxis] / length) + down * (out_y[:, np.newaxis] / length)) ** 2
    faint = len(across) * LEAST_EDGE**2  # so that noise alone runs along nothing
    return float(aligned.sum() / (float((across**2 + down**2).sum()) + faint))


def _likeness(part: Mask, before: Coarse, now: Coarse) -> float:
    """The correlation of two patterns by their edges: 1 for the same one, however it is lit."""
    one, other = (np.concatenate([way[part] for way in _slopes(picture)]) for picture in (before, now))
    return float((one * other).sum() / max(float(np.sqrt((one**2).sum() * (other**2).sum())), 1e-6))


def is_shadow(expected: Coarse, now: Coarse) -> Mask:
    """Where a picture is darker than expected by about the same share in every channel, and no rougher."""
    share = (now + 2) / (expected + 2)
    darkest, lightest = _least(share), _most(share)
    even = lightest - darkest < SHADOW_TINT
    calm = gradient(now) - gradient(expected) < SHADOW_EDGE
    return np.asarray((darkest > SHADOW[0]) & (lightest < SHADOW[1]) & even & calm, bool)


def _most(picture: Coarse) -> Coarse:
    """The largest channel of each pixel; many times faster than numpy's max over so short an axis."""
    return np.asarray(np.maximum(np.maximum(picture[..., 0], picture[..., 1]), picture[..., 2]), np.float32)


def _least(picture: Coarse) -> Coarse:
    return np.asarray(np.minimum(np.minimum(picture[..., 0], picture[..., 1]), picture[..., 2]), np.float32)
