"""How things come into view, are held and go again; and what else moves or shines in a room.

Places are in shares of the frame (x of its width, y of its height), lengths in centimetres, angles in degrees,
times in seconds of the recording.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import cv2
import numpy as np

from .rooms import Picture, clouds
from .sprites import Sprite

Place = tuple[float, float]
ASIDE: dict[str, Place] = {
    "left": (-0.75, 0.04),
    "right": (0.75, 0.04),
    "top": (0.1, -1.1),
    "bottom": (0.05, 1.1),
}
"""How far out of the frame something begins, from where it is held."""
STILL_PX = (
    2.5  # in a fifteenth of a second, in a frame 640 px long; what moves less is still to a person's eye
)


class Part(NamedTuple):
    """A sprite to be laid: turned by degrees about its anchor, which comes to `x`, `y` and `off_cm` from there;
    blurred by what it moves, `smear`."""

    sprite: Sprite
    height_cm: float
    x: float
    y: float
    turn: float = 0.0
    smear: tuple[float, float] = (0.0, 0.0)
    off_cm: tuple[float, float] = (0.0, 0.0)


class Thing(Protocol):
    """Something that is in view at times."""

    def parts(self, t: float) -> list[Part]:
        """What of it is to be seen at `t`, the farthest first."""
        ...


def eased(t: float, begins: float, ends: float) -> float:
    """0 before, 1 after, and in between as a hand moves: slowly, fast, slowly."""
    u = min(1.0, max(0.0, (t - begins) / max(ends - begins, 1e-6)))
    return u * u * u * (10 - 15 * u + 6 * u * u)


@dataclass(frozen=True)
class Held:
    """A garment, or anything, brought in, held still by a hand and taken away.

    comes, stays, goes, gone: when it enters, arrives, leaves and is out. `still` is when a photo may be made.
    tremor: of the hand, in shares of the frame's height. arm: enters at `arm_turn` degrees, 0 from the right.
    alone: the hand hangs it up and draws back. hand: the hand's height over the sprite's anchor.
    """

    sprite: Sprite
    height_cm: float
    comes: float
    stays: float
    goes: float
    gone: float
    at: Place = (0.5, 0.13)
    enters: str = "right"
    leaves: str = "right"
    sway: float = 5.0
    sway_s: float = 0.45
    tremor: float = 0.0015
    turned: float = 0.0
    arm: Sprite | None = None
    arm_turn: float = -14.0
    alone: bool = False
    seed: int = 0

    @property
    def settled(self) -> float:
        """When its sway has become a tremor."""
        reach = 0.5 if self.height_cm > 40 else 0.2
        fastest_px = np.radians(self.sway) * reach * 640 * 2 * np.pi * 0.9 / 15
        return self.stays + max(0.0, self.sway_s * float(np.log(max(fastest_px / STILL_PX, 1.0))))

    @property
    def still(self) -> tuple[float, float]:
        return (self.settled + (0.7 if self.alone else 0.0), self.goes)

    def parts(self, t: float) -> list[Part]:
        if not self.comes <= t < self.gone:
            return []
        x, y = self._place(t)
        before = self._place(t - 1 / 60)
        smear = (x - before[0], y - before[1])
        swing = 0.0
        for begins, strength in ((self.stays - 0.25, 1.0), (self.goes, 1.5)):
            if t > begins:
                since = t - begins
                swing += strength * self.sway * np.exp(-since / self.sway_s) * np.sin(2 * np.pi * 0.9 * since)
        moving = (x - self._place(t - 0.1)[0]) * 60
        turn = self.turned + swing + (moving if self.sway else 0)
        seen = [Part(self.sprite, self.height_cm, x, y, turn, smear)]
        if self.arm is not None:
            back = eased(t, self.settled - 0.2, self.settled + 0.6) * 1.2 if self.alone else 0.0
            if self.alone and t > self.goes:
                back = 0.0
            seen.append(Part(self.arm, 19.7, x + back, y, self.arm_turn, smear))
        return seen

    def _place(self, t: float) -> Place:
        came, left = eased(t, self.comes, self.stays), eased(t, self.goes, self.gone)
        start, end = ASIDE[self.enters], ASIDE[self.leaves]
        x = self.at[0] + (1 - came) * start[0] + left * end[0]
        y = self.at[1] + (1 - came) * start[1] + left * end[1]
        if self.alone:
            return x, y
        phase = np.random.default_rng(self.seed).uniform(0, 2 * np.pi, 8)
        slow = sum(np.sin(2 * np.pi * f * t + phase[i]) / (i + 1) for i, f in enumerate((0.23, 0.5, 0.9)))
        fine = 0.3 * np.sin(2 * np.pi * 8.3 * t + phase[4])
        slower = sum(np.sin(2 * np.pi * f * t + phase[i + 5]) / (i + 1) for i, f in enumerate((0.3, 0.7)))
        return x + self.tremor * float(slow + fine), y + self.tremor * 0.6 * float(slower + fine)


@dataclass(frozen=True)
class Standing:
    """Something put down between `comes` and `stays`, until `goes`; it then stands as still as furniture."""

    sprite: Sprite
    height_cm: float
    at: Place
    comes: float = -1.0
    stays: float = 0.0
    goes: float = 1e6
    gone: float = 1e6 + 1
    enters: Place = (0.0, 0.4)
    steps: float = 0.0  # it walks in and out, bobbing by so many degrees

    def parts(self, t: float) -> list[Part]:
        if not self.comes <= t < self.gone:
            return []
        away = 1 - eased(t, self.comes, self.stays) + eased(t, self.goes, self.gone)
        walks = 4 * away * (1 - away)
        bob = self.steps * walks * float(np.sin(2 * np.pi * 2.2 * t))
        x, y = self.at[0] + away * self.enters[0], self.at[1] + away * self.enters[1]
        return [Part(self.sprite, self.height_cm, x, y, bob)]


class Change(Protocol):
    """Something of the room itself that changes."""

    def change(self, room: Picture, t: float) -> None:
        """Draw it at `t` into the room, float32 (height, width, 3)."""
        ...


@dataclass(frozen=True)
class Wind:
    """The left part of the room, up to `reach` of its width, waves as a curtain does."""

    reach: float = 0.43
    begins: float = 2.5

    def change(self, room: Picture, t: float) -> None:
        height, width = room.shape[:2]
        wide = int(self.reach * width)
        y, x = np.mgrid[:height, :wide].astype(np.float32)
        blows = eased(t, self.begins, self.begins + 1) * (0.6 + 0.4 * np.sin(1.1 * t))
        low = (y / height) ** 1.5 * np.sin(np.pi * x / wide)
        shift = blows * low * width * 0.022 * (np.sin(2 * np.pi * 0.6 * t + x / wide * 5) + 0.5)
        room[:, :wide] = cv2.remap(
            room[:, :wide].copy(),
            (x + shift).astype(np.float32),
            y,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT,
        )


@dataclass(frozen=True)
class Television:
    """A screen in the upper left corner that plays; its pictures change with a cut every second or so."""

    seed: int = 3

    def change(self, room: Picture, t: float) -> None:
        height, width = room.shape[:2]
        side = min(height, width)
        high, wide = int(side * 0.13), int(side * 0.21)
        scene = np.random.default_rng(self.seed + int(t / 0.9))
        colour = scene.uniform(30, 240, 3)
        picture = (
            colour + 50 * clouds(high, wide * 2, scene, wide / 3)[:, int(wide * (t % 0.9)) :][:, :wide, None]
        )
        top, left = int(side * 0.03), int(side * 0.02)
        room[top - 2 : top + high + 2, left - 2 : left + wide + 2] = 18
        room[top : top + high, left : left + wide] = np.clip(picture, 0, 255)
        room[: side // 3, : side // 3] *= 1 + 0.05 * (colour / 128 - 1)


@dataclass(frozen=True)
class Lamp:
    """A light that reaches around x, y (shares); level(t): how much brighter it makes its middle, 0 for off."""

    at: Place
    reach: float
    level: Callable[[float], float]
    tint: tuple[float, float, float] = (1.1, 1.0, 0.78)


def steady(t: float) -> float:
    """Light that does not change."""
    return 1.0


def switched(*changes: tuple[float, float], start: float = 1.0) -> Callable[[float], float]:
    """Light that jumps to a level at a time, within two frames as a lamp does: (second, level), ..."""

    def level(t: float) -> float:
        now = start
        for at_s, to in changes:
            now += (to - now) * eased(t, at_s, at_s + 0.12)
        return now

    return level


def slowly(*changes: tuple[float, float, float], start: float = 1.0) -> Callable[[float], float]:
    """Light that goes from level to level: (from second, to second, level), ..."""

    def level(t: float) -> float:
        now = start
        for begins, ends, to in changes:
            now += (to - now) * eased(t, begins, ends)
        return now

    return level
