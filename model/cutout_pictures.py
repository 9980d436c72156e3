"""Photos with masks for training and measuring a cutout network: real ones with U2-Net-P's mask where it can
be believed, and composites whose mask is exactly known.

A composite is a garment, cut out by a believable mask, turned, scaled and relit, on another photo's floor or
a plain ground, with a soft shadow; sometimes the edge of a second garment peeps in at the border and counts
as ground. Works on letterboxed sheets, for training those of garment_cache (256 px), with floors from
floors.npy, which `prepared()` makes once. All pictures are uint8 RGB, all masks uint8 0..255.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from model import garments
from model.train import garment_cache

FOLDER = Path(".cache/cutout")
BELIEVABLE_SHARE = (0.05, 0.8)
"""Smallest and largest share of the photo."""
MOST_GREY = 0.08
"""Undecided pixels (40..215 of 255), as a share of the mask."""
LEAST_IN_ONE_PART = 0.98
MOST_OF_BORDER = 0.08
"""Mean share of the photo's four sides that the mask touches."""
PLAIN_SHARE = 0.12
PATCH_SHARE = 0.4
"""How often the ground is plain, or a magnified patch of a floor; otherwise a photo with its garment painted
out."""
DISTRACTOR_SHARE = 0.25
FLOOR_PX = 256
INPAINT_PX = 96
SHOES = frozenset(map(garments.CATEGORIES.index, ("Sandal", "Sneaker", "Ankle boot", "Shoe")))
"""A second shoe at the border belongs to the garment, so shoes never peep in."""
"""Side at which garments are painted out of their photos."""


def believable(mask: np.ndarray, box: np.ndarray) -> bool:
    """Whether a sheet's mask, uint8, looks like one garment: one part, decided, mostly off the border. `box`
    is the photo's left, top, right, bottom on its sheet."""
    left, top, right, bottom = (int(v) for v in box)
    inner = mask[top:bottom, left:right]
    solid = inner > 127
    area = solid.sum()
    if not BELIEVABLE_SHARE[0] < area / solid.size < BELIEVABLE_SHARE[1]:
        return False
    count, _, statistics, _ = cv2.connectedComponentsWithStats(solid.astype(np.uint8))
    sides = np.mean([solid[0].mean(), solid[-1].mean(), solid[:, 0].mean(), solid[:, -1].mean()])
    return bool(
        ((inner > 40) & (inner < 215)).sum() < MOST_GREY * area
        and count > 1
        and statistics[1:, cv2.CC_STAT_AREA].max() > LEAST_IN_ONE_PART * area
        and sides < MOST_OF_BORDER
    )


def floors(
    photos: np.ndarray, masks: np.ndarray, boxes: np.ndarray, size: int = FLOOR_PX
) -> Iterator[np.ndarray]:
    """Photos without their garments, squashed, (size, size, 3) uint8: what a mask covers is painted over
    from around it, coarsely, and roughened with grain from elsewhere in the same photo."""
    random = np.random.default_rng(1)
    for sheet, sheet_mask, box in zip(photos, masks, boxes, strict=True):
        photo, mask = (squashed(part, box, size) for part in (sheet, sheet_mask))
        hole = cv2.dilate((mask > 25).astype(np.uint8), np.ones((size // 15,) * 2, np.uint8))
        side = (INPAINT_PX, INPAINT_PX)
        small = cv2.resize(photo, side, interpolation=cv2.INTER_AREA)
        painted = cv2.inpaint(small, cv2.resize(hole, side), 3, cv2.INPAINT_TELEA)
        painted = cv2.resize(painted, (size, size)).astype(np.float32)
        grain = photo.astype(np.float32) - cv2.GaussianBlur(photo, (0, 0), 4)
        away = random.integers(size // 4, 3 * size // 4, 2)
        grain = np.clip(np.roll(grain, away, (0, 1)), -15, 15)
        yield np.where(hole[..., None] > 0, np.clip(painted + grain, 0, 255), photo).astype(np.uint8)


def prepared(validation: bool) -> Pictures:
    """The pictures of one part of the split; makes believable.npy and floors.npy in FOLDER when they are not
    there (some minutes)."""
    photos, masks, boxes = garment_cache.load()
    files = FOLDER / "believable.npy", FOLDER / "floors.npy"
    if not files[0].exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        flags = [believable(mask, box) for mask, box in zip(masks, boxes, strict=True)]
        np.save(files[1], np.stack(list(floors(photos, masks, boxes))))
        np.save(files[0], flags)
    held_back = garments.validation_senders()
    everything = garments.photos()
    own = np.array([(photo.sender in held_back) == validation for photo in everything])
    rows = np.flatnonzero(own & np.load(files[0]))
    distractors = rows[[everything[row].category not in SHOES for row in rows]]
    painted = np.load(files[1], mmap_mode="r")[rows]
    return Pictures(photos, masks, boxes, rows=rows, distractors=distractors, floors=painted)


class Pictures:
    """Endless supply of pictures with masks out of the rows it is given."""

    def __init__(
        self,
        photos: np.ndarray,
        masks: np.ndarray,
        boxes: np.ndarray,
        *,
        rows: np.ndarray,
        distractors: np.ndarray,
        floors: np.ndarray,
    ) -> None:
        """`rows`: those whose masks are believable; `distractors`: those that may peep in; floors: (n, side,
        side, 3). All from the same part of the split."""
        self.photos, self.masks, self.boxes = photos, masks, boxes
        self.rows, self.distractors, self.floors = rows, distractors, floors

    def real(self, row: int, size: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Photo `row` squashed to size x size, a little turned, scaled and relit, and its mask."""
        left, top, right, bottom = (float(v) for v in self.boxes[row])
        squash = np.diag([size / (right - left), size / (bottom - top)])
        turn = turned(random, random.normal(0, 6), random.uniform(0.85, 1.2)) @ squash
        shift = np.full(2, size / 2) - turn @ [(left + right) / 2, (top + bottom) / 2]
        matrix = np.column_stack([turn, shift + random.uniform(-0.06, 0.06, 2) * size])
        corner = np.float64([[1, 0, left], [0, 1, top]])
        inside = matrix @ np.vstack([corner, [0, 0, 1]])
        picture = self.photos[row][int(top) : int(bottom), int(left) : int(right)]
        mask = hardened(self.masks[row][int(top) : int(bottom), int(left) : int(right)])
        picture, mask = (
            cv2.warpAffine(
                part, inside, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
            )
            for part in (picture, mask)
        )
        return relit(picture, random), mask

    def composite(
        self, row: int, size: int, random: np.random.Generator, *, hard: bool = True
    ) -> tuple[np.ndarray, np.ndarray]:
        """The garment of photo `row` elsewhere, size x size, and its mask. `hard`: at times with a print or a
        pattern it had not, or in nearly the ground's colour."""
        ground = self.ground(size, random).astype(np.float32)
        if random.random() < DISTRACTOR_SHARE:
            row_aside = self.distractors[random.integers(len(self.distractors))]
            other, alpha = self.garment(row_aside, size, random, aside=True)
            ground = laid(ground, other.astype(np.float32), alpha, random)
        picture, alpha = self.garment(row, size, random)
        picture = dressed(picture, alpha, self.floors, random) if hard else picture
        if hard and random.random() < 0.2:  # hardly another colour than the ground
            shift = ground.mean((0, 1)) - picture[alpha > 127].mean(0) if (alpha > 127).any() else 0
            picture = np.clip(picture + random.uniform(0.4, 0.9) * np.asarray(shift), 0, 255)
        picture = laid(ground, picture.astype(np.float32), alpha, random)
        return finished(picture.astype(np.uint8), random), alpha

    def garment(
        self, row: int, size: int, random: np.random.Generator, *, aside: bool = False
    ) -> tuple[np.ndarray, np.ndarray]:
        """The photo and mask of `row` placed at random on size x size; `aside`: over a border, so that a
        smaller part of it is seen."""
        mask = hardened(self.masks[row])
        x, y, wide, high = cv2.boundingRect((mask > 127).astype(np.uint8))
        angle = random.normal(0, 10) if random.random() < 0.85 else random.uniform(-180, 180)
        stretch = np.exp(random.normal(0.1, 0.18))  # photos are mostly upright, and squashing widens them
        turn = turned(random, angle, 1.0) @ np.diag([stretch, 1 / stretch])
        corners = np.array([[x, y], [x + wide, y], [x, y + high], [x + wide, y + high]], float) @ turn.T
        low, high_corner = corners.min(0), corners.max(0)
        extent = high_corner - low
        scale = size / extent.max() * random.uniform(0.55, 1.03)
        slack = np.maximum(size - scale * extent, 0)
        middle = size / 2 - scale * (low + high_corner) / 2 + random.uniform(-0.5, 0.5, 2) * slack
        if aside:
            direction = random.integers(4)
            reach = scale * extent / 2
            seen = random.uniform(0.02, 0.16) * size
            target = np.array([random.uniform(0, size), random.uniform(0, size)])
            axis, far = direction % 2, direction >= 2
            target[axis] = size - seen + reach[axis] if far else seen - reach[axis]
            middle = target - scale * (low + high_corner) / 2
        matrix = np.column_stack([scale * turn, middle])
        picture = cv2.warpAffine(self.photos[row], matrix, (size, size), borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.warpAffine(mask, matrix, (size, size))
        return recoloured(picture, random), alpha

    def ground(self, size: int, random: np.random.Generator) -> np.ndarray:
        """A floor, a part of one, or a plain ground with a slope of light, (size, size, 3) uint8."""
        draw = random.random()
        if draw < PLAIN_SHARE:
            colour = random.integers(200, 256, 3) if random.random() < 0.5 else random.integers(0, 256, 3)
            slope = random.uniform(-25, 25, (2, 2, 1)).astype(np.float32)
            slope = cv2.resize(slope, (size, size))[..., None]
            return np.clip(colour + slope, 0, 255).astype(np.uint8)
        floor = self.floors[random.integers(len(self.floors))]
        whole = draw >= PLAIN_SHARE + PATCH_SHARE
        side = len(floor) if whole else int(len(floor) * random.uniform(0.4, 0.9))
        x, y = random.integers(0, len(floor) + 1 - side, 2)
        floor = cv2.resize(floor[y : y + side, x : x + side], (size, size), interpolation=cv2.INTER_LINEAR)
        if random.random() < 0.5:
            floor = floor[:, ::-1]
        if random.random() < 0.3:
            floor = np.rot90(floor, random.integers(1, 4))
        return recoloured(np.ascontiguousarray(floor), random)


def hardened(mask: np.ndarray) -> np.ndarray:
    """U2-Net-P's mask with a steeper edge: 0 below 0.3, 255 above 0.7."""
    return np.clip((mask.astype(np.float32) / 255 - 0.3) * (255 / 0.4), 0, 255).astype(np.uint8)


def turned(random: np.random.Generator, angle: float, scale: float) -> np.ndarray:
    """A 2 x 2 matrix: `angle` in degrees, `scale`, mirrored half of the time."""
    sine, cosine = np.sin(np.radians(angle)), np.cos(np.radians(angle))
    turn = scale * np.array([[cosine, -sine], [sine, cosine]])
    return turn @ np.diag([-1.0, 1.0]) if random.random() < 0.5 else turn


def recoloured(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Another hue, colourfulness and brightness."""
    if random.random() < 0.5:
        return picture
    values = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)
    values[..., 0] = (values[..., 0].astype(np.int16) + int(random.integers(180))) % 180
    grown = values[..., 1:].astype(np.float32) * random.uniform(0.6, 1.35, 2).astype(np.float32)
    values[..., 1:] = np.clip(grown, 0, 255).astype(np.uint8)
    return cv2.cvtColor(values, cv2.COLOR_HSV2RGB)


def relit(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Another light and camera."""
    picture = recoloured(picture, random) if random.random() < 0.3 else picture
    return finished(picture, random)


def finished(picture: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """White balance, contrast, gamma, and at times blur or noise."""
    steps = np.arange(256, dtype=np.float32) / 255
    gamma, gain = np.exp(random.normal(0, 0.25)), np.exp(random.normal(0, 0.12))
    balance = np.exp(random.normal(0, 0.06, 3))
    curves = np.clip(255 * balance * gain * steps[:, None] ** gamma, 0, 255).astype(np.uint8)
    lit = cv2.LUT(picture, curves[None])
    draw = random.random()
    if draw < 0.15:
        return cv2.GaussianBlur(lit, (0, 0), random.uniform(0.4, 1.3))
    if draw < 0.3:
        noise = random.normal(0, random.uniform(2, 9), lit.shape).astype(np.float32)
        return np.clip(lit + noise, 0, 255).astype(np.uint8)
    return lit


def dressed(
    picture: np.ndarray, alpha: np.ndarray, floors: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """The garment with a print or a pattern it had not: a picture on its front, stripes, a check, dots."""
    draw = random.random()
    size = len(picture)
    if draw < 0.22:  # a print
        x, y, wide, high = cv2.boundingRect((alpha > 127).astype(np.uint8))
        w, h = (max(4, int(side * random.uniform(0.2, 0.6))) for side in (wide, high))
        left = int(x + (wide - w) * random.uniform(0.25, 0.75))
        top = int(y + (high - h) * random.uniform(0.15, 0.7))
        if left < 0 or top < 0 or left + w > size or top + h > size:
            return picture
        floor = floors[random.integers(len(floors))]
        if random.random() < 0.5:
            floor = np.full_like(floor, random.integers(0, 256, 3))
        shape = np.zeros((h, w), np.uint8)
        if random.random() < 0.5:
            cv2.ellipse(shape, (w // 2, h // 2), (w // 2, h // 2), 0, 0, 360, 255, -1)
        else:
            shape[:] = 255
        patch = cv2.resize(floor, (w, h)).astype(np.float32)
        part = (shape / 255.0)[..., None] * random.uniform(0.6, 1)
        picture = picture.astype(np.float32)
        place = picture[top : top + h, left : left + w]
        picture[top : top + h, left : left + w] = place * (1 - part) + patch * part
        return picture
    if draw < 0.42:  # stripes, check, dots
        across, down = np.meshgrid(np.arange(size, dtype=np.float32), np.arange(size, dtype=np.float32))
        angle = random.choice([0, np.pi / 2, random.uniform(0, np.pi)])
        period = random.uniform(0.02, 0.15) * size
        along = np.cos(angle) * across + np.sin(angle) * down
        over = -np.sin(angle) * across + np.cos(angle) * down
        wave = np.sin(2 * np.pi * along / period)
        kind = random.integers(3)
        if kind == 1:
            wave = np.maximum(wave, np.sin(2 * np.pi * over / period))
        elif kind == 2:
            wave = wave * np.sin(2 * np.pi * over / period) - 0.3
        part = (wave > random.uniform(-0.3, 0.6)).astype(np.float32)[..., None] * random.uniform(0.4, 1)
        light = picture.mean(2, keepdims=True) / 160
        colour = random.integers(0, 256, 3).astype(np.float32) * np.clip(light, 0.5, 1.3)
        return picture * (1 - part) + colour * part
    return picture


def laid(
    ground: np.ndarray, picture: np.ndarray, alpha: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """`picture` on `ground` where alpha says so, with a soft shadow; float32 0..255."""
    part = alpha.astype(np.float32)[..., None] / 255
    if random.random() < 0.8:
        size = len(ground)
        reach = random.uniform(0.004, 0.03) * size
        shift = np.float32([[1, 0, random.normal(0, reach)], [0, 1, random.normal(0, reach)]])
        shade = cv2.GaussianBlur(cv2.warpAffine(alpha, shift, (size, size)), (0, 0), reach)
        ground = ground * (1 - random.uniform(0.1, 0.55) * shade.astype(np.float32)[..., None] / 255)
    return np.clip(ground * (1 - part) + picture * part, 0, 255)


def squashed(part: np.ndarray, box: np.ndarray, size: int) -> np.ndarray:
    """A photo or mask off its sheet, squashed to size x size."""
    left, top, right, bottom = (int(v) for v in box)
    return cv2.resize(part[top:bottom, left:right], (size, size), interpolation=cv2.INTER_LINEAR)
