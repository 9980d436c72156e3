"""People who walk past the camera: paper puppets with knees and elbows, in textured clothes."""

from dataclasses import dataclass, field

import numpy as np

from .rooms import Colour
from .sprites import SKIN, Board, Sprite
from .things import Part, eased

HEAD_CM, TORSO_CM, THIGH_CM, SHIN_CM, UPPER_ARM_CM, FOREARM_CM = 25.0, 62.0, 46.0, 52.0, 32.0, 40.0


def _limb(thick: tuple[float, float], colour: Colour, pattern: str, end: Colour | None, seed: int) -> Sprite:
    """A leg's or an arm's part, from its joint (the anchor) down; `end`: a hand's or a shoe's colour."""
    board = Board(420, 240, seed)
    a, b = thick
    if end is not None and a < 0.3:
        board.oval((0.5, 1.58), (0.1, 0.14), end)
    board.part([(0.5 - a, 0.08), (0.5 + a, 0.08), (0.5 + b, 1.5), (0.5 - b, 1.5)], colour, 24, 0.1, pattern)
    board.oval((0.5, 0.12), (a, 0.11), colour)
    if end is not None and a >= 0.3:
        board.part([(0.3, 1.46), (0.66, 1.46), (0.95, 1.64), (0.97, 1.73), (0.3, 1.73)], end, 14)
    return board.done((0.5, 0.12))


def _torso(colour: Colour, pattern: str, seed: int) -> Sprite:
    board = Board(500, 300, seed)
    outline = [
        (0.34, 0.12),
        (0.6, 0.1),
        (0.74, 0.4),
        (0.72, 0.9),
        (0.74, 1.5),
        (0.24, 1.52),
        (0.22, 0.8),
        (0.22, 0.35),
    ]
    board.part(outline, colour, 50, 0.1, pattern)
    return board.done((0.48, 1.45))


def _head(skin: Colour, hair: Colour, seed: int) -> Sprite:
    board = Board(320, 260, seed)
    board.limb([(0.45, 0.85), (0.42, 1.2)], 0.3, skin)
    board.oval((0.5, 0.5), (0.32, 0.42), skin)
    board.part([(0.84, 0.56), (0.92, 0.66), (0.82, 0.7)], skin, 5)
    board.part(
        [(0.14, 0.7), (0.1, 0.3), (0.35, 0.05), (0.7, 0.07), (0.84, 0.3), (0.55, 0.32), (0.4, 0.75)], hair, 30
    )
    return board.done((0.42, 1.18))


@dataclass(frozen=True)
class Walker:
    """Someone who crosses the frame between `comes` and `gone`, the feet at `floor` (share of the height).

    near: how large, 1 for a grown person in the plane of the garments, less for one who is further away.
    pause_s: stands still halfway for so long.
    stands_from: already in view at the start, there (share of the width), and walks off from `comes` on.
    """

    comes: float
    gone: float
    leftward: bool = False
    floor: float = 1.12
    near: float = 1.0
    pause_s: float = 0.0
    stands_at: float | None = None
    colours: tuple[Colour, Colour] = ((150, 52, 60), (58, 66, 92))
    pattern: str = "check"
    skin: Colour = SKIN[0]
    seed: int = 0
    pieces: dict[str, Sprite] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        top, legs = self.colours
        made = {
            "head": _head(self.skin, (46, 34, 28), self.seed),
            "torso": _torso(top, self.pattern, self.seed + 1),
            "thigh": _limb((0.36, 0.27), legs, "denim", None, self.seed + 2),
            "shin": _limb((0.3, 0.2), legs, "denim", (60, 50, 46), self.seed + 3),
            "upper arm": _limb((0.2, 0.17), top, self.pattern, None, self.seed + 4),
            "forearm": _limb((0.17, 0.13), top, self.pattern, self.skin, self.seed + 5),
        }
        self.pieces.update(
            {name: sprite.mirrored() if self.leftward else sprite for name, sprite in made.items()}
        )

    def x(self, t: float) -> float:
        """Where the hips are, as a share of the width."""
        if self.stands_at is not None:
            share = self.stands_at + (1.7 - self.stands_at) * eased(t, self.comes, self.gone)
        else:
            walks_s = self.gone - self.comes - self.pause_s
            since = t - self.comes
            waited = min(max(since - walks_s / 2, 0.0), self.pause_s)
            share = -0.35 + 1.7 * (since - waited) / walks_s
        return 1 - share if self.leftward else share

    def parts(self, t: float) -> list[Part]:
        if t >= self.gone or (t < self.comes and self.stands_at is None):
            return []
        x, ahead = self.x(t), self.x(t + 0.04)
        goes = min(1.0, abs(ahead - x) / 0.01)
        smear = ((ahead - x) * 0.4, 0.0)
        phase = 2 * np.pi * 0.95 * t + self.seed
        side = -1 if self.leftward else 1
        hip = self.near * (-THIGH_CM - SHIN_CM * 0.9 + 1.2 * goes * abs(float(np.sin(phase))))
        lean = side * 3 * goes
        seen: list[Part] = []

        def piece(name: str, high: float, turn: float, off_cm: tuple[float, float]) -> Part:
            return Part(self.pieces[name], high * self.near, x, self.floor, turn, smear, off_cm)

        def limb(upper: str, lower: str, top: tuple[float, float], swing: float, bend: float) -> list[Part]:
            long = THIGH_CM if upper == "thigh" else UPPER_ARM_CM
            # Turning is clockwise in the picture, so a limb that swings ahead to the right turns negatively.
            a, b = -side * swing, -side * (swing - bend)
            reach = long * self.near * 0.94
            knee = (
                top[0] - reach * float(np.sin(np.radians(a))),
                top[1] + reach * float(np.cos(np.radians(a))),
            )
            low = (SHIN_CM if upper == "thigh" else FOREARM_CM) * 1.05
            return [piece(lower, low, b, knee), piece(upper, long * 1.17, a, top)]

        shoulder = (side * 0.8 * self.near, hip - TORSO_CM * 0.8 * self.near)
        for far in (True, False):
            beat = phase + (np.pi if far else 0)
            leg = limb(
                "thigh",
                "shin",
                (0.0, hip),
                goes * 27 * float(np.sin(beat)),
                goes * 48 * max(0.0, float(np.cos(beat))),
            )
            forearm = limb(
                "upper arm", "forearm", shoulder, -goes * 24 * float(np.sin(beat)) + 2, -goes * 22 - 6
            )
            body = [
                piece("torso", TORSO_CM, lean, (0.0, hip)),
                piece("head", HEAD_CM * 1.15, lean, (0.0, hip - TORSO_CM * 0.87 * self.near)),
            ]
            seen += [*forearm, *leg] if far else [*leg, *body, *forearm]
        return seen
