"""Whether two pictures of a screen are the same to an eye, whatever a lossy file and the edges of letters do."""

import io
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

LONGEST_SIDE_PX = 960
QUALITY = 23
BLOCK_PX = 24
COLOUR_PX = 8  # WebP keeps colours coarsely, so they are compared coarsely
# Of 255. WebP alone differs by 11 in a block and 2.2 in the mean at most, letters drawn 0.15 px to the side by 14
# in a block at 800 x 480; another word differs by 16 and more.
MOST_MEAN = 2.8
MOST_IN_A_BLOCK = 14.5

Pixels = NDArray[np.uint8]


class Difference(NamedTuple):
    """mean: of the whole picture. worst: of the BLOCK_PX square that differs most, `at` its middle (x, y)."""

    mean: float
    worst: float
    at: tuple[int, int]

    @property
    def seen(self) -> bool:
        """Whether it is more than a file or a rasteriser does."""
        return self.mean > MOST_MEAN or self.worst > MOST_IN_A_BLOCK


def shrunk(image: Image.Image) -> Pixels:
    """RGB uint8 (height, width, 3) with a longest side of LONGEST_SIDE_PX or less, as pictures are kept."""
    pixels = np.asarray(image.convert("RGB"))
    share = LONGEST_SIDE_PX / max(image.size)
    if share >= 1:
        return pixels
    size = (round(image.width * share), round(image.height * share))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def packed(pixels: Pixels) -> bytes:
    """The file that is kept: lossy WebP."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def unpacked(file: bytes) -> Pixels:
    """What such a file shows."""
    with Image.open(io.BytesIO(file)) as image:
        return np.asarray(image.convert("RGB"))


def difference(one: Pixels, other: Pixels) -> Difference:
    """How much two pictures differ; of different sizes, altogether."""
    if one.shape != other.shape:
        return Difference(255.0, 255.0, (0, 0))
    parts = [cv2.absdiff(a, b) for a, b in zip(_parted(one), _parted(other), strict=True)]
    apart = cv2.max(parts[0], cv2.max(parts[1], parts[2]))
    # A box at every place, so that a word that lies across two blocks of a grid counts like one that does not.
    boxes = cv2.boxFilter(apart, cv2.CV_32F, (BLOCK_PX, BLOCK_PX), borderType=cv2.BORDER_REPLICATE)
    _, worst, _, at = cv2.minMaxLoc(boxes)
    return Difference(float(apart.mean()), float(worst), (int(at[0]), int(at[1])))


def _parted(pixels: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """Lightness, and two parts of the colour without their fine detail, each (height, width)."""
    light, red, blue = cv2.split(cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb))
    box = (COLOUR_PX, COLOUR_PX)
    return light, cv2.blur(red, box), cv2.blur(blue, box)


def beside_each_other(old: Pixels | None, new: Pixels) -> Image.Image:
    """What was, what is, and where they differ, bright."""
    if old is None:
        return Image.fromarray(new)
    height, width = max(old.shape[0], new.shape[0]), max(old.shape[1], new.shape[1])
    sides = [np.zeros((height, width, 3), np.uint8) for _ in range(3)]
    sides[0][: old.shape[0], : old.shape[1]] = old
    sides[1][: new.shape[0], : new.shape[1]] = new
    sides[2][:] = np.minimum(255, 4 * cv2.absdiff(sides[0], sides[1]).astype(int)).astype(np.uint8)
    return Image.fromarray(np.hstack(sides))
