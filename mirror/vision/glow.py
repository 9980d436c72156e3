"""How a garment floats on a mirror's black: a fine white rim and a wide, weak glow keep black clothes visible."""

import cv2
import numpy as np
from numpy.typing import NDArray

from .geometry import letterbox

RIM_STRENGTH = 0.62
GLOW_STRENGTH = 0.16
INSET_SHARE = 0.06  # of the side, kept free for the glow


def on_black(rgba: NDArray[np.uint8], size_px: int, height_px: int | None = None) -> NDArray[np.uint8]:
    """The garment fitted into `size_px` (wide) x `height_px` (default the same) on black, with rim and glow.

    rgba: uint8 (height, width, 4). Returns RGB uint8 (height_px, size_px, 3).
    """
    height_px = height_px or size_px
    inset = round(min(size_px, height_px) * INSET_SHARE)
    fitted = fit(rgba, size_px, height_px, inset)
    alpha = fitted[..., 3].astype(np.float32) / 255
    rim_px = max(1.0, size_px / 360)
    rim = np.clip(cv2.GaussianBlur(alpha, (0, 0), 1.1 * rim_px) * 1.6, 0, 1)
    glow = cv2.GaussianBlur(alpha, (0, 0), inset * 0.5)
    light = np.clip(RIM_STRENGTH * rim + GLOW_STRENGTH * glow, 0, 1) * (1 - alpha)
    picture = fitted[..., :3] * alpha[..., np.newaxis] + 242 * light[..., np.newaxis]
    return np.asarray(np.clip(picture, 0, 255), np.uint8)


def fit(rgba: NDArray[np.uint8], width_px: int, height_px: int, inset_px: int) -> NDArray[np.uint8]:
    """The garment with its aspect ratio kept, centred in width x height, clear around it."""
    share = rgba[..., 3:].astype(np.float32) / 255
    premultiplied = np.dstack([rgba[..., :3] * share, rgba[..., 3:]]).astype(np.uint8)
    fitted = letterbox(premultiplied, width_px, height_px, (0, 0, 0, 0), inset_px)
    alpha = np.maximum(fitted[..., 3:].astype(np.float32), 1)
    colour = np.clip(fitted[..., :3] * (255 / alpha), 0, 255)
    return np.dstack([colour, fitted[..., 3:]]).astype(np.uint8)
