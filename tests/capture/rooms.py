"""Empty rooms as a camera at the wardrobe sees them, drawn; and the surfaces all drawn things are made of.

Pictures are uint8 RGB (height, width, 3).
"""

from collections.abc import Callable

import cv2
import numpy as np

Picture = np.ndarray
Colour = tuple[int, int, int]


def clouds(
    height: int, width: int, random: np.random.Generator, grain_px: float, down: float = 1.0
) -> Picture:
    """Smooth noise of mean 0 and deviation 1, float32 (height, width). grain_px: of its largest lumps; `down` draws
    them longer from top to bottom, as wood and hanging cloth have them."""
    total = np.zeros((height, width), np.float32)
    weight = 1.0
    while grain_px >= 1:
        rows, columns = int(height / grain_px / down) + 2, int(width / grain_px) + 2
        lumps = random.normal(0, 1, (rows, columns)).astype(np.float32)
        total += weight * cv2.resize(lumps, (width, height), interpolation=cv2.INTER_CUBIC)
        grain_px, weight = grain_px / 2, weight * 0.6
    return (total - total.mean()) / max(float(total.std()), 1e-6)


def painted(shape: tuple[int, int], colour: Colour, texture: Picture | float, amount: float) -> Picture:
    """A surface of this colour, float32 (height, width, 3): `texture` makes it lighter and darker by `amount`."""
    shade = 1 + amount * np.broadcast_to(np.asarray(texture, np.float32), shape)
    return np.asarray(colour, np.float32) * shade[..., None]


def wood(height: int, width: int, colour: Colour, random: np.random.Generator, board: float = 0.0) -> Picture:
    """Wood with its grain from top to bottom; `board`: the boards' width in pixels, 0 for one piece."""
    picture = painted((height, width), colour, clouds(height, width, random, max(3, width / 12), 9), 0.06)
    if board:
        for left in np.arange(0, width, board):
            piece = slice(int(left), int(left + board))
            picture[:, piece] *= random.uniform(0.86, 1.12)
            picture[:, int(left) : int(left) + max(1, width // 250)] *= 0.6
            joint = int(random.uniform(0, height))
            picture[joint : joint + max(1, height // 300), piece] *= 0.7
    return picture


def _wall(height: int, width: int, colour: Colour, random: np.random.Generator) -> Picture:
    return painted((height, width), colour, clouds(height, width, random, width / 2), 0.015)


def _floor(picture: Picture, top: int, colour: Colour, random: np.random.Generator) -> None:
    """Boards that run away from the camera, from `top` down, with a skirting board above."""
    height, width = picture.shape[:2]
    deep = height - top
    flat = wood(max(2 * deep, 8), 2 * width, colour, random, width / 4)
    near = np.float32(
        [[-0.8 * width, height], [1.8 * width, height], [width * 1.05, top], [-0.05 * width, top]]
    )
    whole = np.float32([[0, len(flat)], [2 * width, len(flat)], [2 * width, 0], [0, 0]])
    matrix = cv2.getPerspectiveTransform(whole, near)
    picture[top:] = cv2.warpPerspective(flat, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)[top:]
    skirting = height // 28
    picture[top - skirting : top] = picture[top - skirting : top] * 0.4 + 140
    picture[top - 2 : top + 1] *= 0.55
    picture[top - skirting - 1 : top - skirting] *= 0.8


def _white_wall(height: int, width: int, random: np.random.Generator) -> Picture:
    picture = _wall(height, width, (206, 203, 197), random)
    _floor(picture, int(height * 0.8), (150, 106, 66), random)
    x, y, side = int(width * 0.88), int(height * 0.7), max(6, width // 28)
    cv2.rectangle(picture, (x, y), (x + side, y + side), (226, 225, 222), -1)
    cv2.rectangle(picture, (x, y), (x + side, y + side), (150, 148, 145), 1)
    cv2.circle(picture, (x + side // 2, y + side // 2), side // 3, (175, 174, 170), -1)
    return picture


def _wardrobe(height: int, width: int, random: np.random.Generator) -> Picture:
    picture = _wall(height, width, (188, 181, 166), random)
    _floor(picture, int(height * 0.9), (96, 82, 70), random)
    left, right, top, bottom = int(width * 0.08), int(width * 0.93), int(height * 0.04), int(height * 0.91)
    picture[top:bottom, left:right] = wood(bottom - top, right - left, (172, 122, 78), random)
    doors = 2 if height > width else 4
    wide = (right - left) / doors
    for door in range(doors):
        a, b = int(left + door * wide), int(left + (door + 1) * wide)
        inner = slice(top + height // 20, bottom - height // 20), slice(a + width // 24, b - width // 24)
        picture[inner] *= 0.93
        cv2.rectangle(
            picture,
            (inner[1].start, inner[0].start),
            (inner[1].stop, inner[0].stop),
            (126, 86, 52),
            1,
            cv2.LINE_AA,
        )
        picture[top:bottom, b - 1 : b + 1] *= 0.4
        handle = b - width // 40 if door % 2 == 0 else a + width // 40
        middle = (top + bottom) // 2
        cv2.line(
            picture, (handle, middle - height // 20), (handle, middle + height // 20), (214, 212, 205),
            max(2, width // 110), cv2.LINE_AA,
        )  # fmt: skip
    picture[bottom : bottom + height // 60, left:right] *= 0.5
    return picture


def _curtain(height: int, width: int, random: np.random.Generator) -> Picture:
    picture = _wall(height, width, (190, 186, 178), random)
    _floor(picture, int(height * 0.86), (120, 104, 90), random)
    fall = int(width * 0.42)
    x = np.arange(fall, dtype=np.float32)
    folds = np.sin(x / fall * 26 + 1.5 * np.sin(x / fall * 7)) * 0.16 + 0.08 * np.sin(x / fall * 61)
    cloth = painted((int(height * 0.88), fall), (150, 160, 140), folds[None], 1.0)
    cloth *= 1 + 0.03 * clouds(*cloth.shape[:2], random, 4)[..., None]
    picture[: len(cloth), :fall] = cloth
    picture[: len(cloth), fall : fall + width // 40] *= 0.75
    return picture


def _dark_wood(height: int, width: int, random: np.random.Generator) -> Picture:
    picture = _wall(height, width, (58, 58, 66), random)
    picture[:, int(width * 0.2) :] = wood(height, width - int(width * 0.2), (52, 40, 34), random)
    for line in (0.2, 0.6, 0.99):
        picture[:, int(width * line) : int(width * line) + 2] *= 0.35
    picture[int(height * 0.93) :] *= 0.6
    return picture


def _shelves(height: int, width: int, random: np.random.Generator) -> Picture:
    """Many edges: books, boxes and a row of hung clothes, where a small shift of the camera changes much."""
    picture = _wall(height, width, (175, 168, 155), random)
    rows = 5 if height > width else 3
    deep = height / rows
    for row in range(rows):
        top, floor = int(row * deep + deep * 0.06), int((row + 1) * deep - deep * 0.06)
        picture[top:floor] = picture[top:floor] * 0.45
        x = width * 0.01
        while x < width * 0.98:
            wide = random.uniform(0.015, 0.07) * width
            high = random.uniform(0.55, 0.97) * (floor - top)
            colour = tuple(int(value) for value in random.uniform(40, 190) + random.uniform(-30, 30, 3))
            body = painted(
                (int(high), max(2, int(wide))), colour, clouds(int(high), max(2, int(wide)), random, 16), 0.04
            )
            end = min(width, int(x) + body.shape[1])
            picture[floor - int(high) : floor, int(x) : end] = body[:, : end - int(x)]
            picture[floor - int(high) : floor, int(x) : int(x) + 1] *= 0.5
            x += wide + random.uniform(0, 0.008) * width
        picture[floor : floor + int(deep * 0.1)] = (196, 190, 178)
    return picture


def _carpet(height: int, width: int, random: np.random.Generator) -> Picture:
    picture = painted((height, width), (122, 110, 112), clouds(height, width, random, 4), 0.13)
    y, x = np.mgrid[:height, :width].astype(np.float32) / width
    rings = np.sin(14 * np.hypot(x - 0.5, y - 0.7)) + np.sin(21 * x) * np.sin(21 * y)
    picture[rings > 0.7] *= (1.25, 0.8, 0.8)
    return picture


ROOMS: dict[str, Callable[[int, int, np.random.Generator], Picture]] = {
    "white wall": _white_wall,
    "wardrobe": _wardrobe,
    "curtain": _curtain,
    "dark wood": _dark_wood,
    "shelves": _shelves,
    "carpet": _carpet,
}


def room(name: str, size: tuple[int, int]) -> Picture:
    """The empty room, size: (width, height). Light falls off to one side and to the corners; the lens is soft."""
    width, height = size
    picture = ROOMS[name](height, width, np.random.default_rng(len(name)))
    y, x = np.mgrid[:height, :width].astype(np.float32)
    off_middle = np.hypot(x / width - 0.5, y / height - 0.5)
    picture = picture * (1.08 - 0.35 * off_middle**2 - 0.16 * x / width)[..., None]
    return np.clip(cv2.GaussianBlur(picture, (0, 0), 0.6), 0, 255).astype(np.uint8)


def floor_of(photo: Picture, alpha: Picture, size: tuple[int, int]) -> Picture:
    """A real photo's own floor or wall: what `alpha` covers is painted over from around it and roughened as much as
    the rest. size: (width, height); the photo is scaled to fill it."""
    height, width = photo.shape[:2]
    hole = cv2.dilate((alpha > 20).astype(np.uint8), np.ones((width // 9,) * 2, np.uint8))
    small = cv2.resize(photo, (96, 96), interpolation=cv2.INTER_AREA)
    flat = cv2.inpaint(
        small, cv2.resize(hole, (96, 96), interpolation=cv2.INTER_NEAREST), 3, cv2.INPAINT_TELEA
    )
    flat = cv2.GaussianBlur(flat.astype(np.float32), (0, 0), 4)
    flat = cv2.resize(flat, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = photo.astype(np.float32) - cv2.GaussianBlur(photo, (0, 0), 4)
    strength = float(np.clip(grain, -18, 18)[hole == 0].std())
    flat += (strength * clouds(height, width, np.random.default_rng(1), 8))[..., None]
    soft = cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 6)[..., None]
    whole = photo * (1 - soft) + flat * soft
    scale = max(size[0] / width, size[1] / height)
    whole = cv2.resize(whole, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    top, left = (whole.shape[0] - size[1]) // 2, (whole.shape[1] - size[0]) // 2
    return np.clip(whole[top : top + size[1], left : left + size[0]], 0, 255).astype(np.uint8)
