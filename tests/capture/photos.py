"""Garments and floors out of real photos, cut out by the product's own network."""

from functools import cache
from pathlib import Path
from typing import Self

import cv2
import numpy as np

from mirror.vision.cutout import cut_out
from mirror.vision.decode import decode
from mirror.vision.network import Network

from .rooms import Picture, floor_of
from .sprites import Sprite

GARMENTS = {
    "checked shirt": "fc33993c-6696-4a4e-be6a-dc6f5c08eb09",
    "pullover": "7274c3e4-817d-4667-96db-4b79ffddb3fd",
    "leather jacket": "369fa09e-1fdd-4844-8814-fb1e18ace137",
    "jeans": "f7e20220-14c1-44c0-8d0b-e0ac4bf8b18b",
    "dress": "41e13fef-86f5-40cb-807f-84adde1ba3d2",
    "sneakers": "b232d13e-54fc-4c3a-9479-040932738ab3",
    "white blazer": "9733514d-5fff-4f71-a07f-10cdb1a19d4d",
    "black skirt": "567298c6-e892-4aa3-bac6-4f8993ee23c0",
    "checked skirt": "a6a301fe-74f4-4a22-9847-a6f6ce98aa4b",
}
FLOORS = {
    "tiles": "cf9d6ed6-7325-425e-be2b-bb5a6bc43fbe",
    "dark boards": "9733514d-5fff-4f71-a07f-10cdb1a19d4d",
    "dark carpet": "f9c7e0bc-dfde-4720-b6bd-64bfeb2c55fa",
    "grey carpet": "f7e20220-14c1-44c0-8d0b-e0ac4bf8b18b",
    "light boards": "25450d12-43a6-48c1-b5c0-fd613ad61ee0",
}


class Photos:
    """Photos of `folder` by the names above; each is cut out once."""

    def __init__(self, folder: Path) -> None:
        network = Network("garment_cutout", threads=2)

        @cache
        def cut(image: str) -> tuple[Picture, Picture]:
            rgb = decode(folder / f"{image}.jpg").rgb
            cutout = cut_out(rgb, network)
            assert not cutout.uncertain, f"{image}.jpg was not cut out"
            return rgb, cutout.alpha

        self._cut = cut

    @classmethod
    def beside_the_checkout(cls) -> Self | None:
        """The garment photos beside the checkout; None where they are absent."""
        folder = Path(__file__).parents[3] / "shared" / "garments" / "photos"
        return cls(folder) if folder.is_dir() else None

    def garment(self, name: str) -> Sprite:
        """A garment, cropped to what there is of it; anchor: the middle of its upper edge."""
        rgb, alpha = self._cut(GARMENTS[name])
        x, y, width, height = cv2.boundingRect((alpha > 40).astype(np.uint8))
        rgb, alpha = rgb[y : y + height, x : x + width], alpha[y : y + height, x : x + width]
        held = alpha[: max(3, height // 40)].max(axis=0) > 40
        return Sprite(rgb, alpha, (float(np.flatnonzero(held).mean()), 0.02 * height))

    def floor(self, name: str, size: tuple[int, int]) -> Picture:
        """What a garment was photographed on, without the garment; size: (width, height)."""
        return floor_of(*self._cut(FLOORS[name]), size)
