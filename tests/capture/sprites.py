"""Things that come into view, drawn: garments, hangers, hands and arms, people, a cat, a chair.

A thing is drawn flat on a board of its own and then lit as if it were round or full of folds, so that it has the
soft edges, gradients and grain that a camera sees.
"""

from typing import NamedTuple

import cv2
import numpy as np

from .rooms import Colour, Picture, clouds

SKIN: tuple[Colour, ...] = ((214, 166, 138), (168, 116, 84), (104, 70, 52))
Outline = list[tuple[float, float]]


class Sprite(NamedTuple):
    """rgb: uint8 (height, width, 3); alpha: uint8 (height, width); anchor: x, y in pixels, where it is held."""

    rgb: Picture
    alpha: Picture
    anchor: tuple[float, float]

    def sized(self, height_px: float) -> "Sprite":
        """The same, this high."""
        scale = height_px / len(self.rgb)
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        rgb = cv2.resize(self.rgb, None, fx=scale, fy=scale, interpolation=how)
        alpha = cv2.resize(self.alpha, (rgb.shape[1], rgb.shape[0]), interpolation=how)
        return Sprite(rgb, alpha, (self.anchor[0] * scale, self.anchor[1] * scale))

    def mirrored(self) -> "Sprite":
        """The same, left and right exchanged."""
        width = self.rgb.shape[1]
        anchor = (width - 1 - self.anchor[0], self.anchor[1])
        return Sprite(
            np.ascontiguousarray(self.rgb[:, ::-1]), np.ascontiguousarray(self.alpha[:, ::-1]), anchor
        )


class Board:
    """Where a sprite is drawn, part after part: (height, width) pixels. Outlines are in shares of the width."""

    def __init__(self, height: int, width: int, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.rgb = np.zeros((height, width, 3), np.float32)
        self.alpha = np.zeros((height, width), np.float32)

    def part(
        self, outline: Outline, colour: Colour, round_px: float = 14, folds: float = 0.09, pattern: str = ""
    ) -> None:
        """A filled shape with soft, shaded edges; `round_px`: how far from its edge it curves away."""
        mask = np.zeros(self.alpha.shape, np.uint8)
        points = np.round(np.array(outline) * self.alpha.shape[1] * 16).astype(np.int32)
        cv2.fillPoly(mask, [points], 255, cv2.LINE_AA, 4)
        self._lay(mask, colour, round_px, folds, pattern)

    def limb(
        self, outline: Outline, thick: float, colour: Colour, folds: float = 0.02, pattern: str = ""
    ) -> None:
        """A rounded stroke along `outline`, `thick` of the board's width."""
        mask = np.zeros(self.alpha.shape, np.uint8)
        points = np.round(np.array(outline) * self.alpha.shape[1] * 16).astype(np.int32)
        thick_px = max(1, round(thick * self.alpha.shape[1]))
        cv2.polylines(mask, [points], False, 255, thick_px, cv2.LINE_AA, 4)
        self._lay(mask, colour, thick_px / 2, folds, pattern)

    def oval(
        self, middle: tuple[float, float], half: tuple[float, float], colour: Colour, turn: float = 0
    ) -> None:
        """An ellipse, turned by degrees."""
        steps = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        x, y = half[0] * np.cos(steps), half[1] * np.sin(steps)
        c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
        outline = list(zip(middle[0] + c * x - s * y, middle[1] + s * x + c * y, strict=True))
        self.part(outline, colour, min(half) * self.alpha.shape[1], 0.03)

    def done(self, anchor: tuple[float, float]) -> Sprite:
        """The sprite; anchor in shares of the board's width."""
        width = self.alpha.shape[1]
        rgb = np.clip(cv2.GaussianBlur(self.rgb, (0, 0), 0.7), 0, 255).astype(np.uint8)
        return Sprite(rgb, (self.alpha * 255).astype(np.uint8), (anchor[0] * width, anchor[1] * width))

    def _lay(self, mask: Picture, colour: Colour, round_px: float, folds: float, pattern: str) -> None:
        x, y, width, height = cv2.boundingRect(mask)
        left, top = max(0, x - 4), max(0, y - 4)
        place = slice(top, y + height + 4), slice(left, x + width + 4)
        mask = mask[place]
        height, width = mask.shape
        inside = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, 5)
        near = np.clip(inside / max(round_px, 1), 0, 1)
        high = cv2.GaussianBlur(np.sqrt(1 - (1 - near) ** 2), (0, 0), max(0.6, round_px / 6)) * round_px
        slope_y, slope_x = np.gradient(high) if min(height, width) > 1 else (high, high)
        # The light comes from the upper left and a little from everywhere.
        shade = 0.92 - 0.22 * np.clip(slope_x, -1.5, 1.5) - 0.16 * np.clip(slope_y, -1.5, 1.5)
        shade += folds * clouds(height, width, self.random, max(8, self.alpha.shape[1] / 7), 3.5)
        shade += 0.025 * clouds(height, width, self.random, 2)
        rows, columns = (
            np.mgrid[top : top + height, left : left + width].astype(np.float32) / self.alpha.shape[1]
        )
        cloth = np.asarray(colour, np.float32) * _pattern(pattern, rows, columns, self.random)
        soft = cv2.GaussianBlur(mask, (0, 0), 0.8).astype(np.float32) / 255
        rgb = self.rgb[place]
        rgb += soft[..., None] * (np.clip(cloth * shade[..., None], 0, 255) - rgb)
        # Colours reach beyond the edge, so that resizing brings no black rim in.
        rgb[(self.alpha[place] == 0) & (soft == 0)] = colour
        self.alpha[place] = np.maximum(self.alpha[place], soft)


def _pattern(name: str, y: Picture, x: Picture, random: np.random.Generator) -> Picture:
    """A cloth's colour is multiplied by this, float32 (height, width, 3); y, x in shares of the board's width."""
    height, width = x.shape
    ones = np.ones((height, width, 3), np.float32)
    if name == "stripes":
        ones[np.sin(y * 95) > 0.1] *= (0.25, 0.3, 0.5)
    elif name == "check":
        ones *= (0.75 + 0.25 * np.sign(np.sin(x * 62)))[..., None] * (0.75 + 0.25 * np.sign(np.sin(y * 62)))[
            ..., None
        ]
        ones[np.abs(np.sin(x * 31)) < 0.06] *= (1.5, 0.7, 0.6)
    elif name == "print":
        middle = (np.hypot(x - 0.5, (y - 0.48) * 1.3) < 0.13) & (clouds(height, width, random, 60) > -0.5)
        ones[middle] *= (0.25, 0.5, 1.0)
    elif name == "flowers":
        blots = clouds(height, width, random, 40)
        ones[blots > 0.9] *= (1.5, 0.5, 0.5)
        ones[blots < -1.1] *= (0.5, 1.2, 0.6)
    elif name == "denim":
        ones *= (1 + 0.08 * clouds(height, width, random, 60, 3))[..., None]
    elif name == "tabby":
        ones *= (1 - 0.18 * np.sin(x * 80 + 3 * np.sin(y * 12)))[..., None]
    return ones


def shirt(colour: Colour, pattern: str = "", sleeves: float = 0.24, seed: int = 1) -> Sprite:
    """A T-shirt or, with longer sleeves (to 0.8), a pullover; anchor: the hook of its hanger, above the collar."""
    board = Board(640, 560, seed)
    hanger_on(board, 0.14)
    down, out = 0.2 + sleeves * 0.9, 0.02 + 0.1 * (1 - sleeves)
    for side in (0, 1):
        arm = [(0.27, 0.21), (0.3, 0.42), (out + 0.16, down + 0.2), (out, down + 0.16)]
        board.part([(abs(side - x), y) for x, y in arm], colour, 22, 0.1, pattern)
    body = [
        (0.4, 0.155), (0.26, 0.205), (0.245, 0.4), (0.24, 1.1), (0.5, 1.12), (0.76, 1.1), (0.755, 0.4),
        (0.74, 0.205), (0.6, 0.155), (0.56, 0.2), (0.5, 0.215), (0.44, 0.2),
    ]  # fmt: skip
    board.part(body, colour, 26, 0.1, pattern)
    dark: Colour = (colour[0] * 6 // 10, colour[1] * 6 // 10, colour[2] * 6 // 10)
    board.limb([(0.405, 0.158), (0.44, 0.202), (0.5, 0.217), (0.56, 0.202), (0.595, 0.158)], 0.014, dark)
    return board.done((0.5, 0.03))


def coat(colour: Colour, pattern: str = "", seed: int = 2) -> Sprite:
    """A long coat with lapels and buttons; anchor: the hook of its hanger."""
    board = Board(760, 520, seed)
    hanger_on(board, 0.14)
    dark: Colour = (colour[0] * 6 // 10, colour[1] * 6 // 10, colour[2] * 6 // 10)
    for side in (0, 1):
        arm = [(0.25, 0.22), (0.27, 0.5), (0.2, 1.02), (0.05, 1.0), (0.1, 0.5)]
        board.part([(abs(side - x), y) for x, y in arm], colour, 26, 0.08, pattern)
        half = [(0.42, 0.16), (0.23, 0.22), (0.2, 1.42), (0.505, 1.44), (0.505, 0.5)]
        board.part([(abs(side - x), y) for x, y in half], colour, 24, 0.08, pattern)
        board.part([(abs(side - x), y) for x, y in [(0.42, 0.15), (0.34, 0.3), (0.5, 0.56)]], dark, 8, 0.05)
    for y in (0.62, 0.76, 0.9):
        board.oval((0.54, y), (0.014, 0.014), dark)
    return board.done((0.5, 0.03))


def trousers(colour: Colour, pattern: str = "denim", seed: int = 3) -> Sprite:
    """Trousers held at the waist; anchor: the middle of the waist."""
    board = Board(760, 380, seed)
    legs = [
        (0.2, 0.06),
        (0.15, 0.6),
        (0.1, 1.94),
        (0.4, 1.95),
        (0.49, 0.72),
        (0.51, 0.72),
        (0.6, 1.95),
        (0.9, 1.94),
    ]
    board.part([*legs, (0.85, 0.6), (0.8, 0.06)], colour, 26, 0.08, pattern)
    dark: Colour = (colour[0] * 7 // 10, colour[1] * 7 // 10, colour[2] * 7 // 10)
    board.limb([(0.2, 0.09), (0.5, 0.115), (0.8, 0.09)], 0.06, dark)
    board.limb([(0.5, 0.12), (0.5, 0.6)], 0.012, dark)
    return board.done((0.5, 0.09))


def cap(colour: Colour, seed: int = 4) -> Sprite:
    """A cap with a visor; anchor: its rim, where a hand holds it."""
    board = Board(260, 360, seed)
    dome = [(0.18, 0.5)] + [
        (0.47 - 0.31 * np.cos(a), 0.5 - 0.4 * np.sin(a)) for a in np.linspace(0, np.pi, 24)
    ]
    board.part([*dome, (0.78, 0.52)], colour, 60, 0.04)
    board.part(
        [(0.2, 0.48), (0.55, 0.46), (0.8, 0.48), (0.97, 0.6), (0.8, 0.64), (0.45, 0.56)], colour, 14, 0.03
    )
    dark: Colour = (colour[0] // 2, colour[1] // 2, colour[2] // 2)
    for bend in (-0.12, 0.02, 0.15):
        board.limb([(0.47, 0.1), (0.47 + bend, 0.28), (0.47 + bend * 1.2, 0.48)], 0.008, dark)
    return board.done((0.18, 0.5))


def shoes(colour: Colour, seed: int = 5) -> Sprite:
    """A pair of sneakers from the side, one before the other; anchor: the heels."""
    board = Board(330, 480, seed)
    for off_x, off_y in ((0.06, 0.0), (0.0, 0.17)):
        upper = [(0.1, 0.12), (0.3, 0.1), (0.42, 0.24), (0.66, 0.31), (0.86, 0.36), (0.9, 0.44), (0.08, 0.44)]
        board.part([(x + off_x, y + off_y) for x, y in upper], colour, 26, 0.05)
        sole = [(0.07, 0.42), (0.91, 0.42), (0.9, 0.485), (0.07, 0.485)]
        board.part([(x + off_x, y + off_y) for x, y in sole], (226, 224, 218), 8, 0.03)
        for step in range(4):
            x, y = 0.36 + step * 0.07 + off_x, 0.2 + step * 0.033 + off_y
            board.limb([(x - 0.03, y + 0.07), (x + 0.03, y)], 0.014, (240, 238, 230))
    return board.done((0.1, 0.2))


def hanger_on(board: Board, top: float, colour: Colour = (96, 66, 42)) -> None:
    """A hanger with its hook at the top middle, its arms from `top` down (shares of the width)."""
    hook = [(0.5 + 0.03 * np.cos(a), 0.045 + 0.03 * np.sin(a)) for a in np.linspace(-np.pi, 0.5 * np.pi, 14)]
    board.limb([*hook, (0.5, top)], 0.01, (150, 150, 152))
    board.limb(
        [(0.2, top + 0.11), (0.36, top + 0.045), (0.5, top), (0.64, top + 0.045), (0.8, top + 0.11)],
        0.03,
        colour,
    )


def empty_hanger(seed: int = 6) -> Sprite:
    """Nothing but a wooden hanger with a bar; anchor: its hook."""
    board = Board(170, 560, seed)
    hanger_on(board, 0.12)
    board.limb([(0.2, 0.23), (0.8, 0.23)], 0.014, (130, 96, 66))
    return board.done((0.5, 0.03))


def arm(skin: Colour, sleeve: Colour, pattern: str = "", seed: int = 7) -> Sprite:
    """A hand that holds something at the anchor, its forearm and sleeve reaching far to the right."""
    board = Board(300, 1100, seed)
    board.part([(0.1, 0.105), (0.34, 0.09), (0.34, 0.19), (0.1, 0.165)], skin, 44, 0.02)
    board.limb([(0.33, 0.14), (0.36, 0.14)], 0.13, sleeve, 0.05, pattern)
    board.limb([(0.34, 0.14), (1.1, 0.155)], 0.125, sleeve, 0.12, pattern)
    board.oval((0.088, 0.135), (0.05, 0.036), skin, 8)
    for finger in range(4):
        x, y = 0.052 + 0.003 * finger, 0.108 + finger * 0.018
        board.limb([(0.085, y), (x, y - 0.002), (x - 0.006, y + 0.012)], 0.0195, skin)
    board.limb([(0.1, 0.112), (0.075, 0.094), (0.052, 0.1)], 0.021, skin)
    short = board.done((0.05, 0.112))
    rest = (short.rgb[:, :600:-1], short.alpha[:, :600:-1])  # so long that its end never comes into view
    longer = [
        np.ascontiguousarray(np.hstack([part, more])) for part, more in zip(short[:2], rest, strict=True)
    ]
    return Sprite(longer[0], longer[1], short.anchor)


def foot(sock: Colour, trouser: Colour, seed: int = 8) -> Sprite:
    """A foot in a sock from above, and the leg that ends below the frame; anchor: the bottom of the leg."""
    board = Board(360, 200, seed)
    toes = [(0.5 + 0.24 * np.cos(a), 0.34 + 0.3 * np.sin(a)) for a in np.linspace(-np.pi, 0, 20)]
    board.part([*toes, (0.7, 1.1), (0.3, 1.1)], sock, 40, 0.05)
    board.part([(0.24, 1.0), (0.76, 1.0), (0.82, 1.8), (0.18, 1.8)], trouser, 34, 0.1)
    return board.done((0.5, 1.78))


def chair(seed: int = 9) -> Sprite:
    """A wooden chair from the side; anchor: its feet."""
    board = Board(520, 300, seed)
    for line in ([(0.16, 0.05), (0.2, 1.68)], [(0.8, 0.88), (0.84, 1.68)]):
        board.limb(line, 0.07, (134, 94, 58), 0.05)
    for y in (0.12, 0.3, 0.48):
        board.limb([(0.16, y), (0.22, y + 0.02)], 0.1, (120, 84, 52))
    board.part([(0.12, 0.84), (0.86, 0.84), (0.9, 0.94), (0.12, 0.94)], (150, 60, 52), 10, 0.05)
    board.limb([(0.2, 1.3), (0.82, 1.3)], 0.04, (120, 84, 52))
    return board.done((0.5, 1.7))


def cat(seed: int = 10) -> Sprite:
    """A tabby from the side, looking left; anchor: between its feet."""
    board = Board(300, 460, seed)
    fur: Colour = (118, 108, 98)
    board.limb([(0.86, 0.3), (0.95, 0.16), (0.93, 0.05)], 0.05, fur, 0.1, "tabby")
    for x in (0.3, 0.38, 0.72, 0.82):
        board.limb([(x, 0.4), (x - 0.01, 0.61)], 0.065, fur, 0.08)
    board.oval((0.57, 0.34), (0.32, 0.14), fur)
    board.limb([(0.34, 0.34), (0.8, 0.34)], 0.2, fur, 0.1, "tabby")
    board.oval((0.2, 0.22), (0.12, 0.1), fur)
    for x in (0.12, 0.24):
        board.part([(x - 0.03, 0.16), (x, 0.05), (x + 0.05, 0.14)], fur, 6)
    return board.done((0.55, 0.63))
