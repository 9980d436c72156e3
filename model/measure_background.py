"""Measures what an empty background is worth to the cutout: `python -m model.measure_background` (needs the garment
photos; about a quarter of an hour on one core).

Garments of held-back senders, whose masks are known, are laid into rooms; the same room without the garment is the
background. Both are then photographed, each with its own noise and JPEG, the one with the garment in another light,
with a cast shadow, or by a camera that has moved a little. The mask of the whole photo counts (cut_out's alpha from
128 on): a photo that is kept whole, because no outline was believed, counts as what it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from mirror.vision.cutout import cut_out
from mirror.vision.network import Network
from model.cutout_pictures import Pictures, dressed, laid
from model.measure_cutout import overlap, supply

SIDE_PX = 768
"""Of the square composites: about as many pixels as the product's 1024 x 576."""
COUNT, SEED = 100, 31


class Sample(NamedTuple):
    """The photo and the background, (h, w, 3) uint8 RGB, of sizes of their own; the garment's mask (h, w) bool."""

    photo: np.ndarray
    background: np.ndarray
    truth: np.ndarray


class Set(NamedTuple):
    """One row of the table. room: what the garment hangs or lies before; change: what differs but the garment."""

    name: str
    room: str = "plain"
    change: str = "same"


SETS = (
    Set("noise and JPEG alone"),
    Set("exposure, white balance", change="exposure"),
    Set("a lamp on one side", change="lamp"),
    Set("cast shadows", change="shadow"),
    Set("camera shifted 0-2 px", change="shift"),
    Set("background of half size", change="half"),
    Set("all of these", change="all"),
    Set("nearly the ground's colour", "alike", "all"),
    Set("carpet, tiles, curtain", "patterned", "all"),
    Set("other clothes in the room", "clutter", "all"),
    Set("a hand with a hanger", "hand", "all"),
    Set("light changed much", change="strong light"),
    Set("another view", change="other view"),
)


def samples(pictures: Pictures, wanted: Set) -> Iterator[Sample]:
    """One composite of each garment."""
    for row in pictures.rows:
        random = np.random.default_rng([SEED, row, *wanted.name.encode()])
        room = _room(pictures, wanted.room, random)
        picture, alpha = pictures.garment(row, SIDE_PX, random)
        if random.random() < 0.3:
            picture = dressed(picture, alpha, pictures.floors, random)
        if wanted.room == "alike" and (alpha > 127).any():
            shift = np.median(room[alpha > 127], axis=0) - picture[alpha > 127].mean(0)
            picture = np.clip(picture + random.uniform(0.6, 0.95) * shift, 0, 255)
        ground = room
        if wanted.change in ("shadow", "all"):
            ground = _shaded(ground, alpha, random)
        if wanted.room == "hand":
            ground = _held(ground, alpha, random)
        photo = _relit(laid(ground, np.asarray(picture, np.float32), alpha, random), wanted.change, random)
        matrix = np.eye(2, 3)
        if wanted.change in ("shift", "all"):
            matrix[:, 2] = random.uniform(-2, 2, 2)
        if wanted.change == "other view":
            matrix[:, 2] = random.uniform(12, 60, 2) * random.choice([-1, 1], 2)
        room = cv2.warpAffine(room, matrix, (SIDE_PX, SIDE_PX), borderMode=cv2.BORDER_REFLECT)
        if wanted.change in ("half", "all"):
            room = cv2.resize(room, (SIDE_PX // 2,) * 2, interpolation=cv2.INTER_AREA)
        yield Sample(_photographed(photo, random), _photographed(room, random), alpha > 127)


def _room(pictures: Pictures, kind: str, random: np.random.Generator) -> np.ndarray:
    """What is there without the garment, float32 0..255, with the fine grain that small photos lack."""
    room = pictures.ground(SIDE_PX, random).astype(np.float32)
    if kind == "patterned":
        room = _pattern(random)
    for _ in range(int(random.integers(2, 5)) if kind == "clutter" else 0):
        row = pictures.distractors[random.integers(len(pictures.distractors))]
        other, alpha = pictures.garment(row, SIDE_PX, random, aside=random.random() < 0.4)
        small = random.uniform(0.35, 0.7)
        matrix = np.column_stack([np.eye(2) * small, random.uniform(-0.1, 1.1 - small, 2) * SIDE_PX])
        other, alpha = (cv2.warpAffine(part, matrix, (SIDE_PX, SIDE_PX)) for part in (other, alpha))
        room = laid(room, other.astype(np.float32), alpha, random)
    grain = cv2.GaussianBlur(random.standard_normal(room.shape[:2], np.float32), (0, 0), 0.8)
    return np.clip(room + random.uniform(0, 14) * grain[..., None], 0, 255)


def _pattern(random: np.random.Generator) -> np.ndarray:
    """A carpet of blots in a few colours, tiles with joints, or a striped curtain in folds; float32 0..255."""
    colours = random.uniform(20, 250, (4, 3)).astype(np.float32)
    across, down = np.meshgrid(np.arange(SIDE_PX), np.arange(SIDE_PX))
    period = random.uniform(0.04, 0.18) * SIDE_PX
    kind = random.integers(3)
    if kind == 0:
        blots = random.standard_normal((SIDE_PX, SIDE_PX), np.float32)
        blots = cv2.GaussianBlur(blots, (0, 0), period / 6)
        return colours[np.digitize(blots, np.quantile(blots, [0.25, 0.5, 0.75]))]
    column, line = (across // period).astype(int), (down // period).astype(int)
    if kind == 1:
        tiles = colours[:2][(column + line) % 2] + 8 * random.normal(0, 1, (99, 99, 1))[line, column]
        joint = ((across % period) < 4) | ((down % period) < 4)
        return np.where(joint[..., None], colours[2], tiles).astype(np.float32)
    stripes = colours[column % random.integers(2, 5)]
    folds = 0.8 + 0.2 * np.sin(2 * np.pi * across / (period * random.uniform(1.5, 4)))
    return (stripes * folds[..., None]).astype(np.float32)


def _shaded(ground: np.ndarray, alpha: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """The garment's shadow on a wall behind it: up to half of the light is gone."""
    matrix = np.column_stack([np.eye(2), random.uniform(-0.07, 0.07, 2) * SIDE_PX])
    shade = cv2.warpAffine(alpha, matrix, (SIDE_PX, SIDE_PX))
    shade = cv2.GaussianBlur(shade, (0, 0), random.uniform(0.004, 0.03) * SIDE_PX) / np.float32(255)
    return ground * (1 - random.uniform(0.15, 0.5) * shade[..., None])


def _held(ground: np.ndarray, alpha: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """An arm from the nearer side of the picture, its hand and a hanger's hook above the garment."""
    x, y, wide, _ = cv2.boundingRect((alpha > 127).astype(np.uint8))
    hand = np.array([x + wide / 2, max(y - 0.03 * SIDE_PX, 0.04 * SIDE_PX)])
    side = SIDE_PX * 1.05 if hand[0] > SIDE_PX / 2 else -0.05 * SIDE_PX
    shoulder = np.array([side, hand[1] + random.uniform(-0.1, 0.35) * SIDE_PX])
    skin = random.uniform(0.35, 1.0) * np.array([235, 185, 155]) + random.normal(0, 6, 3)
    thick = int(random.uniform(0.06, 0.1) * SIDE_PX)
    arm = np.zeros(ground.shape[:2], np.uint8)
    cv2.line(arm, hand.astype(int).tolist(), shoulder.astype(int).tolist(), 255, thick)
    cv2.circle(arm, hand.astype(int).tolist(), int(thick * 0.7), 255, -1)
    round_light = cv2.GaussianBlur(arm, (0, 0), thick / 4)[..., None] / np.float32(255)
    held = laid(ground, np.clip(skin * (0.5 + 0.55 * round_light), 0, 255), arm, random)
    hook = (hand + np.array([0, 0.1 * SIDE_PX])).astype(int).tolist()
    return cv2.line(held, hand.astype(int).tolist(), hook, (120, 120, 125), 4)


def _relit(scene: np.ndarray, change: str, random: np.random.Generator) -> np.ndarray:
    """The scene in the light that the photo is taken in, float32."""
    gain = np.ones(3)
    if change in ("exposure", "all"):
        warmth = random.uniform(0.93, 1.07)
        gain = np.exp(random.uniform(np.log(0.8), np.log(1.25))) * np.array([warmth, 1, 1 / warmth])
        scene = 255 * (np.clip(scene, 0, 255) / 255) ** random.uniform(0.95, 1.05)
    if change == "strong light":
        gain = random.choice([random.uniform(0.3, 0.6), random.uniform(1.6, 2.3)]) * random.uniform(
            0.8, 1.2, 3
        )
    if change in ("lamp", "all", "strong light"):
        across, down = np.meshgrid(np.linspace(0, 1, SIDE_PX), np.linspace(0, 1, SIDE_PX))
        x, y = random.choice([-0.1, 1.1]), random.uniform(0, 1)
        glow = np.exp(-((across - x) ** 2 + (down - y) ** 2) / (2 * random.uniform(0.4, 0.8) ** 2))
        strength = 1.2 if change == "strong light" else random.uniform(-0.25, 0.35)
        gain = gain * (1 + strength * glow[..., None] * [1, random.uniform(0.85, 1), random.uniform(0.7, 1)])
    return np.asarray(scene * gain, np.float32)


def _photographed(scene: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Through a sensor with its noise, and through JPEG."""
    grain = random.standard_normal(scene.shape, np.float32) * random.uniform(1, 4)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(85, 93))]
    file = cv2.imencode(".jpg", np.clip(scene + grain, 0, 255).astype(np.uint8), quality)[1]
    return cv2.imdecode(file, cv2.IMREAD_COLOR)


def figures(found: np.ndarray) -> str:
    """Mean, mean of the worst tenth, share under 0.9."""
    worst = np.sort(found)[: max(1, len(found) // 10)].mean()
    return f"{found.mean():.4f} {worst:.3f} {(found < 0.9).mean():4.0%}"


def sheet(rows: list[tuple[Sample, np.ndarray, np.ndarray]], file: Path) -> None:
    """Photos with the outline without (red) and with the background (green) beside each other, four in a row."""
    tiles = []
    for sample, *alphas in rows:
        pair = [sample.photo.copy(), sample.photo.copy()]
        for picture, alpha, colour in zip(pair, alphas, ((255, 0, 0), (0, 255, 0)), strict=True):
            solid = (alpha > 127).astype(np.uint8)
            outlines, _ = cv2.findContours(solid, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
            cv2.drawContours(picture, outlines, -1, colour, 6)
        tiles.append(cv2.resize(np.hstack(pair), (384, 192), interpolation=cv2.INTER_AREA))
    lines = [np.hstack(tiles[at : at + 4]) for at in range(0, len(tiles) - 3, 4)]
    cv2.imwrite(str(file), cv2.cvtColor(np.vstack(lines), cv2.COLOR_RGB2BGR))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m model.measure_background", description=__doc__)
    parser.add_argument("--sheet", type=Path, metavar="FILE.png", help="draw the most changed outlines there")
    parser.add_argument(
        "--skip", type=int, default=0, help="measure on others than the first so many garments"
    )
    options = parser.parse_args()
    network, pictures = Network("garment_cutout"), supply(options.skip, COUNT, Network("cutout"))
    seen = []
    print("mean IoU, worst tenth, share under 0.9: the network alone | with the background | gained")
    for wanted in SETS:
        pairs = []
        for sample in samples(pictures, wanted):
            alphas = [cut_out(sample.photo, network, background=b).alpha for b in (None, sample.background)]
            pairs.append([overlap(alpha > 127, sample.truth) for alpha in alphas])
            if options.sheet:
                seen.append((sample, *alphas, pairs[-1][1] - pairs[-1][0]))
        alone, both = np.array(pairs).T
        gained = both - alone
        line = f"{gained.mean():+.4f}, worst {gained.min():+.3f}, {(gained < -0.1).sum()} lost over 0.1"
        print(f"{wanted.name:28} {figures(alone)} | {figures(both)} | {line}", flush=True)
        seen = sorted(seen, key=lambda one: -abs(one[3]))[:40]
    if options.sheet:
        sheet([one[:3] for one in sorted(seen, key=lambda one: one[3])], options.sheet)


if __name__ == "__main__":
    main()
