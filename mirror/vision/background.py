"""A fixed camera knows its empty view, and that tells which of what a network finds was there before.

What looks as it did in the empty view is not the garment, the surer the more there is to recognise in it; what
clearly differs may be. The outline is left to the network: noise, soft shadows and a shaken camera make differences
along every edge, so a difference as thin as that says nothing. Light that changed, evenly or towards a side, is
evened out, and a shadow, which darkens and does not colour, is not a difference (Horprasert, Harwood, Davis: A
statistical approach for real-time robust background subtraction and shadow detection, 1999).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from .geometry import resize

Pixels = NDArray[np.float32]

WORKING_SIDE_PX = 384
COARSE_SIDE_PX = 48  # for the light, which changes slowly over a picture
MOST_ASPECT_CHANGE = 0.02  # of width by height, between photo and background; more is another view
GROUND, MAYBE_GROUND = 0.2, 0.3  # of the network's say, under which a pixel may tell light and camera
LEAST_GROUND = 0.01  # of the picture, without which there is nothing to compare light by
MOST_CHANGED = 5.0  # 8-bit values in RGB's distance; where half of the ground exceeds it, it is another view
NO_DIFFERENCE, CLEAR_DIFFERENCE = 6.0, 18.0  # 8-bit values in RGB's distance
DARKEST_SHADOW = 0.45  # of the light that is left
BRIGHTEST = 248.0  # 8-bit; above it light is clipped, and what is there cannot be told
TEXTURE_WINDOW_PX = 15
FAINT_TEXTURE = 60.0  # the fourth power of an 8-bit contrast that noise has too

# Log-odds. A person's arm differs as much as a garment does, so the network is hardly overruled there; an even area
# of the ground's colour may be a white shirt on a white wall; a texture does not come again by chance.
DIFFERS, LOOKS_ALIKE, SAME_TEXTURE = 0.5, -1.0, -10.0
DOUBT = 0.01  # that a network's 0 and 1 are left with


def evidence(rgb: NDArray[np.uint8], background: NDArray[np.uint8], saliency: Pixels) -> Pixels | None:
    """What the empty view adds to the log-odds that a pixel is the garment: float32, coarser than the photo.

    rgb: uint8 (height, width, 3). background: the same view with nothing in it, uint8 of any size and the same
    aspect ratio. saliency: the network's 0 to 1, (height, width).
    None where the background says nothing: another shape, another view, light too different, or no ground in sight.
    """
    height, width = rgb.shape[:2]
    if abs(background.shape[1] * height / (background.shape[0] * width) - 1) > MOST_ASPECT_CHANGE:
        return None
    factor = min(1.0, WORKING_SIDE_PX / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    seen, empty = (resize(one, *size).astype(np.float32) for one in (rgb, background))
    found = np.asarray(cv2.resize(saliency, size, interpolation=cv2.INTER_LINEAR), np.float32)
    if float((found < GROUND).mean()) < LEAST_GROUND:
        return None
    relit = _in_this_light(empty, seen, found)
    if relit is None:
        return None
    return _weighed(seen, _in_this_place(relit, seen, found), found < GROUND)


def combine(saliency: Pixels, log_odds: Pixels) -> Pixels:
    """The network's word, 0 to 1 (height, width), with the evidence, of any size."""
    everywhere = cv2.resize(log_odds, saliency.shape[::-1], interpolation=cv2.INTER_LINEAR)
    odds = cv2.exp(everywhere) * (saliency + DOUBT)
    return np.asarray(odds / (odds + (1 + DOUBT - saliency)), np.float32)


def _in_this_light(empty: Pixels, seen: Pixels, found: Pixels) -> Pixels | None:
    """The empty view in the photo's light: each channel times a smooth field, fitted where the network sees ground.

    None where too little ground is neither black nor clipped.
    """
    height, width = found.shape
    factor = min(1.0, COARSE_SIDE_PX / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    now, then, say = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in (seen, empty, found))
    extremes = np.dstack([now, then])
    usable = (say < MAYBE_GROUND) & (extremes.min(axis=2) > 6) & (extremes.max(axis=2) < BRIGHTEST)
    if float(usable.mean()) < LEAST_GROUND:
        return None
    change = (np.log(now + 4) - np.log(then + 4)).reshape(-1, 3)
    across, down = np.meshgrid(np.linspace(-0.5, 0.5, size[0]), np.linspace(-0.5, 0.5, size[1]))
    terms = [np.ones_like(across), across, down, across**2, across * down, down**2]
    basis = np.stack(terms, axis=-1).reshape(-1, len(terms))
    counts = usable.ravel()
    fitted = np.broadcast_to(np.median(change[counts], axis=0), change.shape)
    for _ in range(6):  # arms, shadows and lost sleeves lose their say step by step
        error = np.sqrt(((change - fitted) ** 2).mean(axis=1))
        usual = max(1.5 * float(np.median(error[counts])), 0.01)
        weighted = basis * (counts / (1 + (error / usual) ** 2) ** 2)[:, np.newaxis]
        calm = 5e-4 * weighted[:, 0].sum() * np.diag([0.01, 0.2, 0.2, 1, 1, 1])
        fitted = basis @ np.linalg.solve(weighted.T @ basis + calm, weighted.T @ change)
    field = np.exp(fitted).reshape(size[1], size[0], 3).astype(np.float32)
    return np.asarray((empty + 4) * cv2.resize(field, (width, height)) - 4, np.float32)


def _in_this_place(empty: Pixels, seen: Pixels, found: Pixels) -> Pixels:
    """The empty view moved by what the camera has moved, two pixels at most: two steps of Lucas and Kanade's."""
    now, then = (
        cv2.GaussianBlur(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY), (0, 0), 1.5) for one in (seen, empty)
    )
    ground = (found < MAYBE_GROUND).ravel()
    by = np.zeros(2)
    then = moved = np.asarray(then, np.float32)
    for _ in range(2):
        slopes = np.stack(
            [cv2.Sobel(moved, cv2.CV_32F, *way, scale=1 / 8).ravel() for way in ((1, 0), (0, 1))]
        )
        error = (now - moved).ravel()
        weighted = slopes * (ground / np.square(1 + np.square(error / 6)))
        by -= np.linalg.solve(weighted @ slopes.T + 200 * np.eye(2), weighted @ error)
        by = np.clip(by, -2, 2)
        moved = _shifted(then, by)
    return _shifted(empty, by)


def _shifted(picture: Pixels, by: NDArray[np.float64]) -> Pixels:
    matrix = np.column_stack([np.eye(2), by])
    size = picture.shape[1], picture.shape[0]
    return np.asarray(cv2.warpAffine(picture, matrix, size, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _weighed(seen: Pixels, empty: Pixels, ground: NDArray[np.bool_]) -> Pixels | None:
    """The evidence of two pictures of one light and place; None where even the ground differs."""
    near = np.ones((3, 3), np.uint8)
    low, high = cv2.erode(empty, near), cv2.dilate(empty, near)  # a pixel's way is no difference
    distance = _length(seen - np.clip(seen, low, high))
    if float((distance[ground] > MOST_CHANGED).mean()) > 0.5:
        return None
    light = (_product(seen, empty) / (_product(empty, empty) + 50))[..., np.newaxis]
    hue = _length(seen - np.clip(seen, light * low, light * high))
    shadow = (light[..., 0] < 1) & (light[..., 0] > DARKEST_SHADOW)
    change = np.where(shadow, hue, distance)
    unclipped = cv2.inRange(empty, np.full(3, -255.0), np.full(3, BRIGHTEST)) > 0
    known = unclipped | (distance >= NO_DIFFERENCE)

    differs = np.clip((change - NO_DIFFERENCE) / (CLEAR_DIFFERENCE - NO_DIFFERENCE), 0, 1)
    alike = np.clip((8 - change) / 4, 0, 1)
    texture = cv2.erode(_same_texture(seen, empty) * alike, near)
    clearly = cv2.erode(cv2.GaussianBlur(differs, (0, 0), 0.8), near)
    calm = cv2.erode(alike, near)
    weighed = DIFFERS * clearly + LOOKS_ALIKE * calm * (1 - texture) + SAME_TEXTURE * texture
    return np.asarray(weighed * known, np.float32)


def _same_texture(seen: Pixels, empty: Pixels) -> Pixels:
    """How surely what is to be recognised around each pixel is the same: 0 to 1; an even area has nothing of it."""
    one, other = (cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (seen, empty))
    sums = [
        cv2.blur(values, (TEXTURE_WINDOW_PX,) * 2)
        for values in (one, other, one * one, other * other, one * other)
    ]
    mean_one, mean_other, square_one, square_other, product = sums
    common = np.maximum(product - mean_one * mean_other, 0)
    spread = (square_one - mean_one**2) * (square_other - mean_other**2)
    return np.asarray(np.clip((common**2 / (spread + FAINT_TEXTURE) - 0.5) / 0.35, 0, 1), np.float32)


def _length(vectors: Pixels) -> Pixels:
    return np.asarray(np.sqrt(_product(vectors, vectors)), np.float32)


def _product(one: Pixels, other: Pixels) -> Pixels:
    return np.asarray(cv2.transform(one * other, np.ones((1, 3), np.float32)), np.float32)
