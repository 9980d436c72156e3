"""Are colours named alike under any light? `python -m model.measure_colours [--sheet FILE.png]`.

PHOTOS photos of the validation senders are relit as lamps, daylight and shade would, 2700 K to 9000 K: gains of the
linear channels along the Planckian locus (Kim et al. 2002), as bright as before. Prints on how many the first
colour's name stays the same, as colours are named without a look at the light (mirror.vision.light) and with
one, and how many of the photos as they are get another name by it; `--sheet` shows those, before and after. Cutouts
are those of the photos as they are. Needs the photos: see model.garments.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from mirror.config import NetworkSettings
from mirror.vision.colours import look_at_cloth
from mirror.vision.cutout import cut_out
from mirror.vision.decode import decode
from mirror.vision.light import in_daylight, warmth_of_light
from mirror.vision.network import Network
from mirror.vision.recognise import crop_to_garment
from mirror.vision.srgb import LINEAR, LUMINANCE, shown
from model import garments

PHOTOS = 300
SEED = 3
LIGHTS_KELVIN = (2700, 3500, 4500, 5500, 7500, 9000)
DAYLIGHT_KELVIN = 6500
TILE_PX = 150
SHEET_COLUMNS = 5


class Named(NamedTuple):
    """The first colour's name without and with a look at the light; how warm that was found; milliseconds of it."""

    plain: str
    lit: str
    warmth: float
    ms: float


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(prog="python -m model.measure_colours", description=__doc__)
    parser.add_argument("--sheet", type=Path, metavar="FILE.png", help="the photos whose name changes")
    parser.add_argument("--photos", type=int, default=PHOTOS, metavar="N")
    options = parser.parse_args()
    network = Network(NetworkSettings().cutout)
    changed, as_they_are, relit = [], [], {kelvin: [] for kelvin in LIGHTS_KELVIN}
    for photo in chosen(options.photos):
        pixels = decode(photo.path)
        alpha = cut_out(pixels.rgb, network, pixels.alpha).alpha
        named = name(pixels.rgb, alpha)
        as_they_are.append(named)
        if named.plain != named.lit:
            changed.append((pixels.rgb, named))
        for kelvin, names in relit.items():
            names.append(name(under(pixels.rgb, kelvin), alpha))
    count = len(as_they_are)
    print(f"{count} photos, share whose first colour keeps its name\n  light  unlooked   looked at")
    for kelvin, names in relit.items():
        same = [
            (now.plain == was.plain, now.lit == was.lit) for now, was in zip(names, as_they_are, strict=True)
        ]
        plain, lit = np.mean(same, axis=0)
        print(f"{kelvin:5} K  {plain:8.1%}  {lit:9.1%}")
    print(
        f"as they are: light found on {np.mean([named.warmth != 0 for named in as_they_are]):.1%},", end=" "
    )
    print(f"another name for {len(changed) / count:.1%}; {_median_ms(as_they_are):.1f} ms a photo")
    if options.sheet and changed:
        cv2.imwrite(str(options.sheet), sheet(changed)[..., ::-1])


def chosen(number: int) -> list[garments.GarmentPhoto]:
    """The same photos of validation senders every time. Raises FileNotFoundError without photos."""
    held_back = garments.validation_senders()
    photos = [photo for photo in garments.photos() if photo.sender in held_back]
    return [photos[row] for row in sorted(np.random.default_rng(SEED).permutation(len(photos))[:number])]


def name(rgb: np.ndarray, alpha: np.ndarray) -> Named:
    """What the colours of a photo (h, w, 3) uint8 with its mask (h, w) uint8 are called first of all."""
    cutout = crop_to_garment(rgb, alpha)
    began = time.process_time()
    warmth = warmth_of_light(rgb, alpha)
    ms = 1000 * (time.process_time() - began)
    found = [look_at_cloth(cutout[..., :3], cutout[..., 3], light).colours for light in (0.0, warmth)]
    return Named(found[0][0].name, found[1][0].name, warmth, ms)


def under(rgb: np.ndarray, kelvin: float) -> np.ndarray:
    """A photo (h, w, 3) uint8 taken in daylight, as a light of this temperature would show it."""
    gains = _white(kelvin) / _white(DAYLIGHT_KELVIN)
    lit = np.clip(np.outer(LINEAR, gains / (gains @ LUMINANCE)), 0, 1)
    table = (shown(lit) + 0.5).astype(np.uint8)
    return np.stack([table[rgb[..., channel], channel] for channel in range(3)], axis=-1)


def _white(kelvin: float) -> np.ndarray:
    """Linear sRGB of a black body from 2222 K to 25000 K, of luminance 1."""
    t = 1000 / kelvin
    if kelvin <= 4000:
        x = -0.2661239 * t**3 - 0.2343589 * t**2 + 0.8776956 * t + 0.179910
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        x = -3.0258469 * t**3 + 2.1070379 * t**2 + 0.2226347 * t + 0.240390
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    to_rgb = [[3.2404542, -1.5371385, -0.4985314], [-0.9692660, 1.8760108, 0.0415560]]
    to_rgb += [[0.0556434, -0.2040259, 1.0572252]]
    return np.array(to_rgb) @ [x / y, 1, (1 - x - y) / y]


def sheet(changed: list[tuple[np.ndarray, Named]]) -> np.ndarray:
    """One picture of photos as they are and as daylight would show them, with the names of both."""
    tiles = []
    for rgb, named in changed:
        small = cv2.resize(rgb, (TILE_PX, TILE_PX), interpolation=cv2.INTER_AREA)
        daylight = in_daylight(small.reshape(-1, 3), named.warmth).reshape(small.shape)
        tile = np.pad(np.concatenate([small, daylight], axis=1), ((0, 24), (2, 2), (0, 0)))
        words = f"{len(tiles)} {named.plain} > {named.lit} {named.warmth:.2f}"
        cv2.putText(tile, words, (4, TILE_PX + 16), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 255), 1)
        tiles.append(tile)
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % SHEET_COLUMNS)
    rows = [
        np.concatenate(tiles[at : at + SHEET_COLUMNS], axis=1) for at in range(0, len(tiles), SHEET_COLUMNS)
    ]
    return np.concatenate(rows)


def _median_ms(named: list[Named]) -> float:
    return statistics.median(one.ms for one in named)


if __name__ == "__main__":
    main()
