"""Which photos a training batch holds, and their targets.

Rare categories and senders of few photos come up more often than their number. A few of each batch are not
photos but Fashion-MNIST pictures, coloured, and emoji, all laid on real floors: the only training pictures
of a Bag, and the same treatment for other categories, so that being blurred or drawn is no sign of being a
bag.
"""

from __future__ import annotations

import cv2
import numpy as np
import torch

from model import fashion_mnist_data, garments
from model.litert import fit
from model.train import garment_cache
from model.train.emoji import drawings
from model.train.garment_augment import Wardrobe, place, plain_colour, relight

DRAWN_SHARE = 0.06
"""Share of a batch that is made of Fashion-MNIST pictures; half of them bags."""
EMOJI_SHARE = 0.08
"""Share of a batch that is made of emoji, once they join; 40 of 100 are bags."""
BAG = garments.CATEGORIES.index("Bag")
MEAN, STD = 127 / 255, 128 / 255
"""Normalisation, the same for red, green and blue: (pixel / 255 - MEAN) / STD, about -1..1."""


class Batches:
    """Endless supply of training pictures."""

    def __init__(self, batch: int) -> None:
        """Raises FileNotFoundError while the cache, the photos or Fashion-MNIST are missing."""
        self.batch = batch
        everything = garments.photos()
        held_back = garments.validation_senders()
        senders = np.array([photo.sender for photo in everything])
        self.categories = np.array([photo.category for photo in everything])
        trains = ~np.isin(senders, list(held_back))
        self.rows = np.flatnonzero(trains & (self.categories != garments.UNCLEAR))
        self.wardrobe = Wardrobe(*garment_cache.load(), np.flatnonzero(trains))
        per_category = np.bincount(self.categories[self.rows], minlength=len(garments.CATEGORIES))
        per_sender = np.bincount(senders[self.rows])
        chance = per_category[self.categories[self.rows]] ** -0.5 * per_sender[senders[self.rows]] ** -0.3
        self.chance = chance / chance.sum()
        images, labels = fashion_mnist_data.load("train")
        self.drawn = [images[labels == number] for number in range(10)]
        self.emoji = {garments.CATEGORIES.index(name): some for name, some in drawings().items()}

    def epoch(self, random: np.random.Generator) -> np.ndarray:
        """Rows for one epoch, as many as there are training photos, in batches: (batches, batch)."""
        count = len(self.rows) // self.batch
        return random.choice(self.rows, (count, self.batch), p=self.chance)

    def pictures(
        self, rows: np.ndarray, size: int, random: np.random.Generator, *, emoji: bool
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Augmented pictures (n, 3, size, size), normalised, and their category numbers (n,); `emoji` says
        whether some are drawings or
        look like them."""
        pixels = np.empty((len(rows), size, size, 3), np.uint8)
        labels = self.categories[rows].copy()
        for place_in_batch, row in enumerate(rows):
            if random.random() < DRAWN_SHARE:
                labels[place_in_batch] = BAG if random.random() < 0.5 else random.integers(10)
                pixels[place_in_batch] = self._drawn(int(labels[place_in_batch]), size, random)
            elif emoji and random.random() < EMOJI_SHARE:
                labels[place_in_batch] = BAG if random.random() < 0.4 else random.choice(list(self.emoji))
                pixels[place_in_batch] = self._emoji(int(labels[place_in_batch]), size, random)
            else:
                pixels[place_in_batch] = self.wardrobe.sample(row, size, random, smooth=emoji)
        return normalised(pixels), torch.from_numpy(labels)

    def _drawn(self, category: int, size: int, random: np.random.Generator) -> np.ndarray:
        """A Fashion-MNIST picture as a coloured garment on a floor or a plain colour, (size, size, 3)."""
        side = garment_cache.SIZE_PX
        small = self.drawn[category][random.integers(len(self.drawn[category]))]
        grey = cv2.resize(small, (side, side), interpolation=cv2.INTER_CUBIC).astype(np.float32) / 255
        filled = cv2.morphologyEx((small > 8).astype(np.uint8) * 255, cv2.MORPH_CLOSE, np.ones((3, 3)))
        alpha = (
            cv2.GaussianBlur(cv2.resize(filled, (side, side)), (0, 0), 2).astype(np.float32)[..., None] / 255
        )
        alpha = np.clip((alpha - 0.3) / 0.4, 0, 1)
        colour = random.integers(20, 256, 3).astype(np.float32)
        return self._laid(colour * (0.25 + 0.75 * grey[..., None]), alpha, size, random)

    def _emoji(self, category: int, size: int, random: np.random.Generator) -> np.ndarray:
        """An emoji on a floor or a plain colour, (size, size, 3)."""
        side = garment_cache.SIZE_PX
        some = self.emoji[category]
        sheet = np.zeros((side, side, 4), np.uint8)
        drawing = fit(some[random.integers(len(some))], (side - 16, side - 16), "letterbox", [0, 0, 0, 0])
        sheet[8:-8, 8:-8] = drawing
        return self._laid(sheet[..., :3].astype(np.float32), sheet[..., 3:] / 255, size, random)

    def _laid(
        self, colours: np.ndarray, alpha: np.ndarray, size: int, random: np.random.Generator
    ) -> np.ndarray:
        """A garment (256, 256, 3) where `alpha` (256, 256, 1) in 0..1 says so, on a ground, turned and
        relit."""
        side = garment_cache.SIZE_PX
        sheet = np.concatenate([colours, 255 * alpha], axis=2).astype(np.uint8)
        placed = place(sheet, np.array([8, 8, side - 8, side - 8]), size, random, ground=(0, 0, 0, 0))
        if random.random() < 0.5:
            ground = np.full((size, size, 3), plain_colour(random), np.uint8)
        else:
            ground = self.wardrobe.floor(size, size, random)
        seen = placed[..., 3:] / 255
        return relight((placed[..., :3] * seen + ground * (1 - seen)).astype(np.uint8), random)


def normalised(pixels: np.ndarray) -> torch.Tensor:
    """(n, h, w, 3) uint8 RGB as the network takes it: (n, 3, h, w) real values of about -1..1."""
    values = torch.from_numpy(pixels).permute(0, 3, 1, 2)
    return ((values.float() / 255 - MEAN) / STD).contiguous(memory_format=torch.channels_last)


def validation(size: int) -> tuple[np.ndarray, np.ndarray]:
    """The held-back senders' photos with a category, letterboxed at `size`, (n, size, size, 3) uint8, and
    their category numbers (n,)."""
    everything = garments.photos()
    held_back = garments.validation_senders()
    rows = [
        row
        for row, photo in enumerate(everything)
        if photo.sender in held_back and photo.category != garments.UNCLEAR
    ]
    photos, _, _ = garment_cache.load()
    pixels = np.stack([cv2.resize(photos[row], (size, size), interpolation=cv2.INTER_AREA) for row in rows])
    return pixels, np.array([everything[row].category for row in rows])
