"""Is there light enough, and is the picture sharp? Advice on a camera's picture, for a person to act on.

Takes an array and gives words; knows no camera. The limits below were set on the garment photos of ordinary
people, so that a usable one gets no complaint: tests/vision/test_picture_quality.py counts how many do.
"""

import math
from enum import Enum
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .geometry import shrink
from .srgb import LINEAR, LUMINANCE

WORKING_SIDE_PX = 512

# Luminance is linear, 0 black to 1 white.
BLACK_BELOW = 0.006  # the brightest thousandth, 17 of 255: nothing is seen at all
DARK_BELOW = 0.15  # the brightest twentieth: a black coat in good light has something brighter beside it
BLOWN_FROM = 250  # of 255 in all three colours: white without a trace of cloth
BLOWN_SHARE = 0.2  # of the picture
WINDOW_SHARE = 0.3  # of the outer border blown out, as by a window or a lamp behind the garment
BACKLIT_RATIO = 4.0  # the border so many times brighter than the middle

# Sharpness. The width of edges in pixels of the shrunk picture is the root of its gradients' energy over that of
# its Laplacian: contrast cancels out, so that grey on grey can be as sharp as black on white.
DETAIL_FROM = 3.0  # grey levels; even walls stay below 1, garments begin at 4.7
BLURRED_FROM_PX = 1.9  # of people's photos 0.2 % are wider, after a blur of 2 px 95 %
COARSE_PX = 12.0  # shadows wider than that are no detail

GRAINY_FROM = 5.0  # grey levels in the smoothest tenth of the picture, at its own size
GRAIN_WINDOW_PX = 720
_GRAIN = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)

# A camera that meters by itself makes mid-grey of 0.18, and 250 N^2 / (t S) lux on the scene are what that takes
# (ISO 2720, incident light). With a lens of F2 and gain 1 as ISO 100 that is 10 / (t gain).
_LUX_SECONDS = 10.0 / 0.18


class Exposure(NamedTuple):
    """How long (seconds) and with which gain (1 and more) the picture was exposed."""

    exposure_s: float
    gain: float


# What cameras go to in the dark while they keep up 30 frames a second; taken where the camera does not tell.
DARK_EXPOSURE = Exposure(1 / 30, 8.0)


class Fault(Enum):
    """What may be wrong with a picture."""

    BLACK = "black"
    DARK = "dark"
    BRIGHT = "bright"
    BACKLIT = "backlit"
    BLURRED = "blurred"
    GRAINY = "grainy"


_LINES = {
    Fault.BLACK: "the picture is black: take the cap or film off the lens, and switch a light on",
    Fault.DARK: "too dark: about {lux} lux; add light in front of the garment",
    Fault.BACKLIT: "light from behind washes the picture out: close the curtain or add light in front",
    Fault.BRIGHT: "too bright: {percent} % of the picture is plain white; turn the lamp away",
    Fault.BLURRED: "blurred: wipe the lens, then set the focus",
    Fault.GRAINY: "grainy: the camera makes do with little light; add some",
}


class Advice(NamedTuple):
    """A fault, and one line that says what to do."""

    fault: Fault
    line: str


class Quality(NamedTuple):
    """What was measured.

    mean, high, highest: luminance 0 to 1, of the whole, of the brightest twentieth and thousandth.
    blown: share of the picture without detail left. backlit: whether the light comes from behind.
    edge_px: width of the edges; None where there is too little to judge by. grain: grey levels.
    """

    mean: float
    high: float
    highest: float
    blown: float
    backlit: bool
    edge_px: float | None
    grain: float


def measure(rgb: NDArray[np.uint8]) -> Quality:
    """Measure a picture, uint8 (height, width, 3). About 30 ms for a preview."""
    small = shrink(rgb, WORKING_SIDE_PX)
    light = _luminance(small)
    high, highest = np.quantile(light, (0.95, 0.999))
    blown = np.asarray(small.min(axis=2) >= BLOWN_FROM)
    return Quality(
        float(light.mean()),
        float(high),
        float(highest),
        float(blown.mean()),
        _is_backlit(light, blown),
        _edge_px(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)),
        _grain(rgb),
    )


def advice(rgb: NDArray[np.uint8], exposure: Exposure | None = None) -> list[Advice]:
    """What to do for a better picture, the weightiest first; empty when it is good.

    rgb: uint8 (height, width, 3), as the camera gives it.
    """
    return advice_on(measure(rgb), exposure)


def advice_on(quality: Quality, exposure: Exposure | None = None) -> list[Advice]:
    """The same of what was measured before."""
    if quality.highest < BLACK_BELOW:
        return [Advice(Fault.BLACK, _LINES[Fault.BLACK])]
    dark = quality.high < DARK_BELOW
    lit_wrong = {
        Fault.DARK: dark,
        Fault.BACKLIT: quality.backlit,
        Fault.BRIGHT: quality.blown > BLOWN_SHARE,
    }
    found = [fault for fault, is_so in lit_wrong.items() if is_so][:1]
    if quality.edge_px is not None and quality.edge_px > BLURRED_FROM_PX:
        found.append(Fault.BLURRED)
    if quality.grain > GRAINY_FROM and not dark:
        found.append(Fault.GRAINY)
    lux, percent = max(1, round(lux_about(quality.mean, exposure))), round(100 * quality.blown)
    return [Advice(fault, _LINES[fault].format(lux=lux, percent=percent)) for fault in found]


def lux_about(mean: float, exposure: Exposure | None = None) -> float:
    """Roughly how much light falls on the scene, in lux: right within a factor of two or three.

    mean: luminance of the picture, 0 to 1. Without an exposure the camera is taken to be at the end of what it can
    do, as it is in the dark: of a bright picture the figure then says nothing.
    """
    exposure = exposure or DARK_EXPOSURE
    return mean * _LUX_SECONDS / (exposure.exposure_s * exposure.gain)


def _luminance(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Linear luminance, 0 to 1."""
    return np.asarray(LINEAR.astype(np.float32)[rgb] @ LUMINANCE.astype(np.float32), np.float32)


def _is_backlit(light: NDArray[np.float32], blown: NDArray[np.bool_]) -> bool:
    """A dark garment before a bright wall is none: the border has to be blown out too."""
    height, width = light.shape
    border = np.ones(light.shape, bool)
    border[height // 8 : height - height // 8, width // 8 : width - width // 8] = False
    middle = light[height // 4 : height - height // 4, width // 4 : width - width // 4]
    return bool(
        blown[border].mean() > WINDOW_SHARE
        and light[border].mean() > BACKLIT_RATIO * max(middle.mean(), 1e-3)
    )


def _edge_px(grey: NDArray[np.uint8]) -> float | None:
    """How wide the edges in the middle are; None without detail, as before an even wall."""
    height, width = grey.shape
    middle = grey[height // 5 : height - height // 5, width // 5 : width - width // 5].astype(np.float32)
    smooth = cv2.GaussianBlur(middle, (0, 0), 1.0)  # grain would pass for sharpness
    detail = smooth - cv2.GaussianBlur(smooth, (0, 0), COARSE_PX)
    if float(detail.std()) < DETAIL_FROM:
        return None
    across, down = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    slope = float((across * across + down * down).mean()) / 64  # a Sobel kernel weighs 8
    bend = float((cv2.Laplacian(smooth, cv2.CV_32F) ** 2).mean())
    return float((slope / max(bend, 1e-9)) ** 0.5)


def _grain(rgb: NDArray[np.uint8]) -> float:
    """The sensor's noise in grey levels where cloth is smoothest (Immerkaer: Fast noise estimation, 1996)."""
    height, width = rgb.shape[:2]
    top, left = max(0, (height - GRAIN_WINDOW_PX) // 2), max(0, (width - GRAIN_WINDOW_PX) // 2)
    middle = rgb[top : top + GRAIN_WINDOW_PX, left : left + GRAIN_WINDOW_PX]
    grey = cv2.cvtColor(middle, cv2.COLOR_RGB2GRAY).astype(np.float32)
    weight = math.sqrt(math.pi / 2) / 6
    grain = np.asarray(np.abs(cv2.filter2D(grey, cv2.CV_32F, _GRAIN)) * weight, np.float32)
    rough, level = _blocks(grain), _blocks(grey)
    told = rough[(level > 12) & (level < 243)]  # at the ends of the scale noise is clipped
    return float(np.quantile(told, 0.1)) if told.size else 0.0


def _blocks(picture: NDArray[np.float32], side_px: int = 16) -> NDArray[np.float32]:
    """Means of squares of this side; what is left over at the edges is dropped."""
    rows, columns = (length // side_px for length in picture.shape)
    whole = picture[: rows * side_px, : columns * side_px]
    return np.asarray(whole.reshape(rows, side_px, columns, side_px).mean(axis=(1, 3)), np.float32)
