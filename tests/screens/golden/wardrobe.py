"""The demo garments with fixed facts, their files made by the product's own code."""

import hashlib
import io
from functools import cache
from typing import NamedTuple

import numpy as np
from PIL import Image

from mirror.categories import Category
from mirror.closet import Look
from mirror.demo import DemoGarment, entries
from mirror.vision.classifier import Answer
from mirror.vision.decode import decode
from mirror.vision.facts import Guess, NamedColour
from mirror.vision.recognise import Recognition, crop_to_garment, files_for_closet
from mirror.vision.shades import NAMES

NETWORK = "golden"
# The second word of a demo garment's file, and the closet's name for that colour where it is another.
COLOURS = {"burgundy": "wine", "teal": "turquoise", "sky": "sky blue"}
RIVALS = {
    Category.COAT: (Category.SHIRT, Category.DRESS),
    Category.SHIRT: (Category.PULLOVER, Category.COAT),
    Category.PULLOVER: (Category.TSHIRT, Category.COAT),
    Category.TSHIRT: (Category.SHIRT, Category.DRESS),
    Category.TROUSER: (Category.SHORTS, Category.SKIRT),
}
_LIKE_EACH_OTHER = 0.72  # the cosine of two garments of one design and two colours


class Piece(NamedTuple):
    """A garment as it is admitted. key: its file without ".webp"."""

    key: str
    names: dict[str, str]
    sha256: str
    original: bytes
    files: dict[str, bytes]
    category: Category
    colours: tuple[NamedColour, ...]
    look: Look

    def guesses(self, confidence: float) -> tuple[Guess, ...]:
        """What it is taken for, so surely, and two others."""
        rivals = RIVALS.get(self.category, (Category.BAG, Category.SHOE, Category.HAT))
        others = [one for one in rivals if one != self.category][:2]
        left = 1 - confidence
        return Guess(self.category, confidence), Guess(others[0], 0.7 * left), Guess(others[1], 0.2 * left)


@cache
def pieces() -> tuple[Piece, ...]:
    """All of them, every seventh in turn, so that those that stand side by side are of many kinds."""
    everything = entries()
    order = sorted(range(len(everything)), key=lambda number: (number % 7, number))
    return tuple(_piece(everything[number]) for number in order)


@cache
def scene(*, empty: bool = False) -> np.ndarray:
    """What a camera sees: a garment before a wall, or the wall alone. RGB, 1280 x 960."""
    wall = _wall((960, 1280))
    if empty:
        return np.asarray(wall)
    with Image.open(next(entry.path for entry in entries() if entry.path.stem == "pullover-olive")) as image:
        cloth = image.convert("RGBA").resize((700, 700), Image.Resampling.LANCZOS)
    wall.paste(cloth, (130, 300), cloth)
    return np.asarray(wall)


def _wall(size: tuple[int, int]) -> Image.Image:
    """Plaster with light from the left."""
    width, height = size
    across = np.linspace(1.0, 0.72, width)[np.newaxis, :, np.newaxis]
    down = np.linspace(1.0, 0.86, height)[:, np.newaxis, np.newaxis]
    return Image.fromarray(np.uint8(np.array((176, 168, 156)) * across * down))


def _piece(entry: DemoGarment) -> Piece:
    pixels = decode(entry.path)
    assert pixels.alpha is not None
    cutout = crop_to_garment(pixels.rgb, pixels.alpha)
    nothing = Answer((), sure=True)
    seen = Recognition(pixels.rgb, cutout, False, nothing, (), {})
    original = entry.path.read_bytes()
    design, word = entry.path.stem.split("-")
    return Piece(
        key=entry.path.stem,
        names={"ko": entry.name_ko, "en": entry.name_en},
        sha256=hashlib.sha256(original).hexdigest(),
        original=original,
        files=files_for_closet(seen),
        category=entry.category,
        colours=_colours(COLOURS.get(word, word)),
        look=_look(design, word),
    )


def _colours(name: str) -> tuple[NamedColour, ...]:
    second = "navy" if name in ("blue", "red", "green") else "charcoal" if name in ("black", "grey") else ""
    first = NamedColour(name, NAMES[name], 0.86 if second else 1.0)
    return (first, NamedColour(second, NAMES[second], 0.14)) if second else (first,)


def _look(design: str, word: str) -> Look:
    """Garments of one design are alike, whatever their colour; others are not."""
    vector = np.zeros(256, np.float32)
    vector[int(hashlib.sha256(design.encode()).hexdigest(), 16) % 200] = _LIKE_EACH_OTHER**0.5
    vector[200 + int(hashlib.sha256(word.encode()).hexdigest(), 16) % 56] = (1 - _LIKE_EACH_OTHER) ** 0.5
    return Look(NETWORK, vector)


def photo_of_everything(key: str) -> bytes:
    """A photo whose garment could not be told from its ground: WebP with an alpha of 255 everywhere."""
    wall = _wall((480, 640))
    with Image.open(next(entry.path for entry in entries() if entry.path.stem == key)) as image:
        cloth = image.convert("RGBA").resize((400, 400), Image.Resampling.LANCZOS)
    wall.paste(cloth, (40, 140), cloth)
    out = io.BytesIO()
    wall.convert("RGBA").save(out, "WEBP", quality=88)
    return out.getvalue()
