"""The maker of recordings: what a camera at the wardrobe would have sent while a story happened before it.

    python -m tests.capture.sequences --sheets DIR    a PNG for each story, a picture every half second

A recording says when photos may be made of it. Frames are uint8 RGB, deterministic by the recording's seed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from .rooms import Picture
from .things import Change, Lamp, Part, Thing, eased, steady

PER_SECOND = 12
READ_OUT_S = 0.025  # of one frame: 50 Hz lamps draw bands across it
JPEG_QUALITY = 85


@dataclass(frozen=True)
class Recording:
    """A story before a camera.

    room: uint8 RGB, the frame's size, empty. captures: (from, to) seconds, a photo has to be made in each, in this
    order, and no other. field_cm: the frame's height where garments are held. calm_s: until then nothing happens.
    again_s: when a person says that the last photo is not wanted. noise: standard deviation in good light.
    pumping: the exposure swings before it settles. bump: (second, pixels): the camera is knocked out of its place.
    black: (from, to) seconds without a picture.
    """

    room: Picture
    length_s: float
    things: tuple[Thing, ...] = ()
    captures: tuple[tuple[float, float], ...] = ()
    field_cm: float = 130.0
    calm_s: float = 2.4
    light: Callable[[float], float] = steady
    lamps: tuple[Lamp, ...] = ()
    changes: tuple[Change, ...] = ()
    again_s: tuple[float, ...] = ()
    noise: float = 2.6
    flicker: float = 0.008
    shake_px: float = 0.0
    pumping: bool = False
    bump: tuple[float, float] | None = None
    black: tuple[float, float] | None = None
    seed: int = 0

    @property
    def countdowns_s(self) -> tuple[int, ...]:
        """The countdowns, in seconds, that it is held still long enough for; with none at all nothing is hidden."""
        shortest_s = min((ends - begins for begins, ends in self.captures), default=0.0)
        return (0, 3) if shortest_s >= 4.4 else (0,)


class Shot(NamedTuple):
    """A frame, and at which second of the story it was taken. covered: 0 to 1, float32 (height, width), by things.

    empty: makes the room with nothing in it as lit and exposed in this frame but without noise, float32; to be
    called before the next frame is asked for.
    """

    t: float
    rgb: Picture
    covered: Picture
    empty: Callable[[], Picture]


def frames(recording: Recording) -> Iterator[Shot]:
    """The recording's frames in order."""
    return _Sensor(recording).run()


class _Sensor:
    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self.height, self.width = recording.room.shape[:2]
        self.random = np.random.default_rng(recording.seed)
        self.room = recording.room.astype(np.float32)
        grain = self.random.normal(0, 1, (self.height + 41, self.width + 57, 3)).astype(np.float32)
        grain = cv2.GaussianBlur(grain, (0, 0), 0.55)
        self.grain = grain / grain.std()
        self.sized: dict[tuple[int, int], Picture] = {}
        y, x = np.mgrid[: self.height, : self.width].astype(np.float32)
        self.rows = np.arange(self.height, dtype=np.float32)[:, None, None] / self.height
        self.glows = []
        for lamp in recording.lamps:
            away = np.hypot(x - lamp.at[0] * self.width, y - lamp.at[1] * self.height)
            spot = np.exp(-((away / (lamp.reach * self.height)) ** 2))
            self.glows.append(spot[..., None] * np.float32(lamp.tint))

    def run(self) -> Iterator[Shot]:
        exposure, speed = None, 0.0
        for number in range(round(self.recording.length_s * PER_SECOND)):
            t = number / PER_SECOND
            room = self._room(t)
            scene, covered = self._with_things(room, t)
            light = self._light(t)
            lit = cv2.multiply(scene, light) if isinstance(light, np.ndarray) else scene * np.float32(light)
            wanted = 0.55 * float(np.log(118 / max(float(cv2.mean(lit[::6, ::6])[1]), 2.0)))
            wanted = min(wanted, 0.9)
            if exposure is None:
                exposure = wanted
            stiff, damping = (26.0, 2.2) if self.recording.pumping else (9.0, 6.0)
            for _ in range(3):
                speed += (stiff * (wanted - exposure) - damping * speed) / PER_SECOND / 3
                exposure += speed / PER_SECOND / 3
            gain = self._gain(t, exposure)
            rgb = self._read(cv2.multiply(lit, gain), gain, t)
            yield Shot(t, rgb, covered, lambda: self._shifted(room * light * gain, t))  # noqa: B023  # asked at once

    def _room(self, t: float) -> Picture:
        if not self.recording.changes:
            return self.room
        room = self.room.copy()
        for change in self.recording.changes:
            change.change(room, t)
        return room

    def _light(self, t: float) -> Picture | float:
        light: Picture | float = self.recording.light(t)
        for lamp, glow in zip(self.recording.lamps, self.glows, strict=True):
            level = lamp.level(t)
            if level:
                light = light + level * glow
        return light

    def _gain(self, t: float, exposure: float) -> Picture:
        bands = np.sin(2 * np.pi * (self.rows * READ_OUT_S * 100 + t * 100.4))
        white = 1 + 0.004 * np.sin(t * 0.6 + np.float32([0, 2.1, 4.2]))
        drift = 1 + 0.008 * np.sin(t * 0.35 + self.recording.seed)
        gain = np.exp(exposure) * drift * (1 + self.recording.flicker * bands) * white
        return cv2.resize(gain.astype(np.float32), (self.width, self.height), interpolation=cv2.INTER_NEAREST)

    def _with_things(self, room: Picture, t: float) -> tuple[Picture, Picture]:
        laid = [cut for thing in self.recording.things for part in thing.parts(t) if (cut := self._cut(part))]
        covered = np.zeros((self.height, self.width), np.float32)
        for place, _, alpha in laid:
            covered[place] = np.maximum(covered[place], alpha)
        if not laid:
            return room, covered
        small = cv2.resize(covered, (self.width // 6, self.height // 6), interpolation=cv2.INTER_AREA)
        aside = cv2.warpAffine(small, np.float64([[1, 0, 3], [0, 1, 2]]), small.shape[::-1])
        near = cv2.GaussianBlur(aside, (0, 0), small.shape[0] / 40)
        wide = cv2.GaussianBlur(small, (0, 0), small.shape[0] / 9)
        shade = cv2.resize(1 - 0.24 * near - 0.14 * wide, (self.width, self.height))
        scene = cv2.multiply(room, cv2.merge([shade] * 3))
        for place, rgb, alpha in laid:
            scene[place] = cv2.blendLinear(rgb, np.ascontiguousarray(scene[place]), alpha, 1 - alpha)
        return scene, covered

    def _cut(self, part: Part) -> tuple[tuple[slice, slice], Picture, Picture] | None:
        """The part as it lies in the frame: where, its colours, its alpha 0 to 1; None when it is out of view."""
        high = round(part.height_cm / self.recording.field_cm * self.height * 4) / 4
        key = (id(part.sprite), round(high * 4))
        if key not in self.sized:
            self.sized[key] = part.sprite.sized(high)
        sprite = self.sized[key]
        c, s = np.cos(np.radians(part.turn)), np.sin(np.radians(part.turn))
        turn = np.array([[c, -s], [s, c]])
        cm = self.height / self.recording.field_cm
        move = np.array([part.x * self.width, part.y * self.height]) + cm * np.array(part.off_cm)
        move -= turn @ sprite.anchor
        h, w = sprite.alpha.shape
        corners = turn @ np.array([[0, w, w, 0], [0, 0, h, h]]) + move[:, None]
        smear = [abs(part.smear[0]) * self.width, abs(part.smear[1]) * self.height]
        left, top = np.floor(corners.min(axis=1) - smear).astype(int) - 1
        right, bottom = np.ceil(corners.max(axis=1) + smear).astype(int) + 2
        left, top, right, bottom = max(0, left), max(0, top), min(self.width, right), min(self.height, bottom)
        if right <= left or bottom <= top:
            return None
        matrix = np.column_stack([turn, move - (left, top)])
        size = (int(right - left), int(bottom - top))
        rgb = cv2.warpAffine(sprite.rgb, matrix, size, borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.warpAffine(sprite.alpha, matrix, size)
        if max(smear) >= 2:
            blur = tuple(max(1, int(length)) for length in smear)
            rgb, alpha = cv2.blur(rgb, blur), cv2.blur(alpha, blur)
        place = slice(int(top), int(bottom)), slice(int(left), int(right))
        return place, rgb.astype(np.float32), alpha.astype(np.float32) / 255

    def _shifted(self, picture: Picture, t: float) -> Picture:
        """The camera's own movement."""
        dx = self.recording.shake_px * (np.sin(2 * np.pi * 0.31 * t) + 0.4 * np.sin(2 * np.pi * 3.7 * t))
        dy = self.recording.shake_px * 0.6 * np.sin(2 * np.pi * 0.43 * t + 1)
        if self.recording.bump is not None and t >= self.recording.bump[0]:
            since = t - self.recording.bump[0]
            far = self.recording.bump[1] * (
                eased(since, -0.05, 0.1) + 1.5 * np.exp(-since / 0.12) * np.sin(30 * since)
            )
            dx, dy = dx + far * 0.9, dy + far * 0.45
        if abs(dx) + abs(dy) < 0.02:
            return picture
        matrix = np.array([[1, 0, dx], [0, 1, dy]], np.float64)
        return cv2.warpAffine(picture, matrix, (self.width, self.height), borderMode=cv2.BORDER_REPLICATE)

    def _read(self, picture: Picture, gain: Picture, t: float) -> Picture:
        picture = self._shifted(picture, t)
        noise = self.recording.noise * min(3.0, max(0.7, float(gain[0, 0, 1])))
        if self.recording.black is not None and self.recording.black[0] <= t < self.recording.black[1]:
            picture = np.zeros_like(picture)
        top, left = self.random.integers(0, 41), self.random.integers(0, 57)
        grain = self.grain[top : top + self.height, left : left + self.width]
        raw = cv2.addWeighted(picture, 1, grain, noise, 0, dtype=cv2.CV_8U)
        _, coded = cv2.imencode(".jpg", raw, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        return cv2.imdecode(coded, cv2.IMREAD_COLOR)


def main() -> None:
    """Draw the sheets."""
    import argparse
    from pathlib import Path

    from .photos import Photos
    from .stories import STORIES

    parser = argparse.ArgumentParser(prog="python -m tests.capture.sequences")
    parser.add_argument("--sheets", type=Path, required=True, metavar="DIR")
    parser.add_argument("names", nargs="*", help="stories; all of them when none is named")
    arguments = parser.parse_args()
    arguments.sheets.mkdir(parents=True, exist_ok=True)
    photos = Photos.beside_the_checkout()
    for name, story in STORIES.items():
        if (arguments.names and name not in arguments.names) or (story.photos and photos is None):
            continue
        seen = [shot.rgb for shot in frames(story.make(photos))][:: PER_SECOND // 2]
        across = 10 if seen[0].shape[0] > seen[0].shape[1] else 6
        seen += [np.zeros_like(seen[0])] * (-len(seen) % across)
        sheet = np.vstack([np.hstack(seen[row : row + across]) for row in range(0, len(seen), across)])
        cv2.imwrite(str(arguments.sheets / f"{name}.png"), sheet[..., ::-1])


if __name__ == "__main__":
    main()
