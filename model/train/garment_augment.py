"""Changed copies of garment photos: other ground, light, turn and place; the garment itself is never cropped.

Works on the sheets of garment_cache (256 px, letterboxed) and writes uint8 RGB at the size that is trained.
"""

from __future__ import annotations

import cv2
import numpy as np

FULL_PHOTO_SHARE = 0.5
"""How often the photo keeps its own ground; otherwise the cutout lies on another floor or on a plain
colour."""
PLAIN_SHARE = 0.4
SMOOTH_SHARE = 0.3
"""How often a cutout on a plain colour loses its texture, like a drawing or a rendered garment."""
PLAUSIBLE_MASK = (0.05, 0.85)
"""Smallest and largest share of the photo for a mask that is believed."""


class Wardrobe:
    """The cached photos, as a source of garments and of floors.

    photos (n, 256, 256, 3) uint8 RGB, masks (n, 256, 256) uint8, boxes (n, 4) left, top, right, bottom.
    """

    def __init__(self, photos: np.ndarray, masks: np.ndarray, boxes: np.ndarray, floors: np.ndarray) -> None:
        """`floors` are the rows whose grounds may be used: training rows only."""
        self.photos, self.masks, self.boxes, self.floors = photos, masks, boxes, floors

    def sample(
        self, row: int, size: int, random: np.random.Generator, *, recolour: bool = True, smooth: bool = False
    ) -> np.ndarray:
        """A changed copy of photo `row`, (size, size, 3) uint8 RGB. Without `recolour` the garment keeps
        its colours as far as another light lets it: the same garment photographed again. `smooth` lets some
        look drawn."""
        photo, box = self.photos[row], self.boxes[row].astype(int)
        mask = self.masks[row].astype(np.float32) / 255
        left, top, right, bottom = box
        share = mask.sum() / ((right - left) * (bottom - top))
        believed = PLAUSIBLE_MASK[0] < share < PLAUSIBLE_MASK[1]
        if believed:
            x, y, wide, high = cv2.boundingRect((mask > 0.3).astype(np.uint8))
            garment = np.array([x, y, x + wide, y + high])
        else:
            garment = box
        ground = (0, 0, 0)
        if believed and random.random() > FULL_PHOTO_SHARE:
            if random.random() < PLAIN_SHARE:
                ground = plain_colour(random)
                if smooth and random.random() < SMOOTH_SHARE:
                    photo = smoothed(photo, random)
                photo = compose(photo, mask, np.full_like(photo, ground))
            else:
                floor = np.zeros_like(photo)
                floor[top:bottom, left:right] = self.floor(right - left, bottom - top, random)
                photo = compose(photo, mask, floor)
        turned = place(photo, garment, size, random, ground=ground)
        return relight(turned, random, recolour=recolour)

    def floor(self, width: int, height: int, random: np.random.Generator) -> np.ndarray:
        """Ground from another photo: of six patches the one with the least garment in it, (height, width,
        3)."""
        best, least = None, np.inf
        for _ in range(6):
            row = self.floors[random.integers(len(self.floors))]
            left, top, right, bottom = (int(v) for v in self.boxes[row])
            side = int(random.integers(48, 120))
            x = int(random.integers(left, max(left + 1, right - side)))
            y = int(random.integers(top, max(top + 1, bottom - side)))
            covered = self.masks[row, y : y + side, x : x + side].mean()
            if covered < least:
                best, least = self.photos[row, y : y + side, x : x + side], covered
        return cv2.resize(best, (int(width), int(height)), interpolation=cv2.INTER_LINEAR)


def compose(photo: np.ndarray, mask: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """The garment of `photo` where `mask` (0..1) says so, `ground` elsewhere; a shadow in some degree is
    left."""
    alpha = mask[..., None]
    return (photo * alpha + ground * (1 - alpha)).astype(np.uint8)


def smoothed(photo: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The photo (h, w, 3) without fine texture, in half of the cases in shades of one colour only."""
    calm = cv2.medianBlur(photo, int(random.choice([7, 11, 15])))
    if random.random() < 0.5:
        return calm
    shade = cv2.cvtColor(calm, cv2.COLOR_RGB2GRAY).astype(np.float32)
    shade = np.clip(0.75 + (shade - np.median(shade)) / 255, 0.2, 1.1)
    return np.clip(shade[..., None] * random.integers(20, 256, 3), 0, 255).astype(np.uint8)


def plain_colour(random: np.random.Generator) -> tuple[int, int, int]:
    """Black half of the time, white or nearly so a quarter, any other colour a quarter."""
    draw = random.random()
    if draw < 0.5:
        return 0, 0, 0
    if draw < 0.75:
        return (int(random.integers(225, 256)),) * 3
    return tuple(int(v) for v in random.integers(0, 256, 3))


def place(
    sheet: np.ndarray,
    garment: np.ndarray,
    size: int,
    random: np.random.Generator,
    *,
    ground: tuple[int, ...],
) -> np.ndarray:
    """`sheet` mirrored, turned, scaled and moved at random onto size x size so that the rectangle `garment`
    (left, top, right, bottom) stays wholly inside. Around the sheet comes `ground`."""
    angle = random.normal(0, 12)
    if random.random() < 0.08:
        angle += 90 * random.integers(1, 4)
    sine, cosine = np.sin(np.radians(angle)), np.cos(np.radians(angle))
    turn = np.array([[cosine, -sine], [sine, cosine]])
    stretch = np.exp(random.normal(0, 0.04))
    turn = turn @ np.diag([stretch, 1 / stretch])
    if random.random() < 0.5:
        turn = turn @ np.diag([-1.0, 1.0])
    left, top, right, bottom = (float(v) for v in garment)
    corners = np.array([[left, top], [right, top], [left, bottom], [right, bottom]]) @ turn.T
    low, high = corners.min(0), corners.max(0)
    extent = high - low
    scale = min(size / sheet.shape[0] * random.uniform(0.75, 1.25), 0.98 * size / extent.max())
    slack = size - scale * extent
    middle = size / 2 - scale * (low + high) / 2
    jitter = random.uniform(-0.5, 0.5, 2) * np.minimum(slack, 0.3 * size)
    matrix = np.column_stack([scale * turn, middle + jitter])
    way = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_LINEAR
    return cv2.warpAffine(sheet, matrix, (size, size), flags=way, borderValue=ground)


def relight(picture: np.ndarray, random: np.random.Generator, *, recolour: bool = True) -> np.ndarray:
    """Another light and camera: hue, saturation, white balance, contrast, brightness, gamma, blur, noise."""
    if recolour:
        hue = random.normal(0, 0.25) if random.random() < 0.7 else random.uniform(-np.pi, np.pi)
        saturation = random.uniform(0.5, 1.5) if random.random() > 0.07 else 0.0
    else:
        hue, saturation = random.normal(0, 0.05), random.uniform(0.85, 1.15)
    balance = np.exp(random.normal(0, 0.08, 3))
    matrix = hue_and_saturation(hue, saturation) * balance[:, None]
    values = picture.reshape(-1, 3).astype(np.float32) @ matrix.T.astype(np.float32)
    gain, shift = np.exp(random.normal(0, 0.2)), random.normal(0, 12)
    values = np.clip((values - 128) * gain + 128 + shift, 0, 255).astype(np.uint8)
    gamma = np.exp(random.normal(0, 0.25))
    curve = (255 * (np.arange(256) / 255) ** gamma).astype(np.uint8)
    lit = cv2.LUT(values.reshape(picture.shape), curve)
    draw = random.random()
    if draw < 0.12:
        lit = cv2.GaussianBlur(lit, (0, 0), random.uniform(0.4, 1.5))
    elif draw < 0.24:
        noise = random.normal(0, random.uniform(2, 12), lit.shape[:2])[..., None]
        lit = np.clip(lit + noise, 0, 255).astype(np.uint8)
    # The letterbox's bars stay black: the product's are.
    lit[(picture == 0).all(2)] = 0
    return lit


def hue_and_saturation(hue: float, saturation: float) -> np.ndarray:
    """A 3 x 3 matrix on RGB that turns hues by `hue` radians and scales colourfulness (YIQ colour space)."""
    to_yiq = np.array([[0.299, 0.587, 0.114], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]])
    sine, cosine = saturation * np.sin(hue), saturation * np.cos(hue)
    turn = np.array([[1, 0, 0], [0, cosine, -sine], [0, sine, cosine]])
    return np.linalg.inv(to_yiq) @ turn @ to_yiq
