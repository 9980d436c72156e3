"""Augmentation for Fashion-MNIST: mirror, shift, random erasing; whole batches at a time."""

from __future__ import annotations

import torch

SHIFT_PX = 2
ERASE_CHANCE = 0.5
ERASE_SHARE = (0.02, 0.25)
"""Smallest and largest share of the picture that one erased rectangle covers."""


def augment(pictures: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Changed copies of `pictures` (n, 28, 28), real values 0..1: each mirrored in half of the cases,
    shifted by up to SHIFT_PX in both directions (black comes in), and with one rectangle of noise in half
    of the cases."""
    return erase(shift(mirror(pictures, random), random), random)


def mirror(pictures: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Left and right swapped in half of the pictures."""
    swapped = torch.rand(len(pictures), 1, 1, generator=random) < 0.5
    return torch.where(swapped, pictures.flip(2), pictures)


def shift(pictures: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Each picture moved by -SHIFT_PX..SHIFT_PX rows and columns of its own."""
    count, height, width = pictures.shape
    padded = torch.nn.functional.pad(pictures, (SHIFT_PX,) * 4)
    offsets = torch.randint(0, 2 * SHIFT_PX + 1, (2, count, 1), generator=random)
    rows = offsets[0] + torch.arange(height)
    columns = offsets[1] + torch.arange(width)
    return padded[torch.arange(count)[:, None, None], rows[:, :, None], columns[:, None, :]]


def erase(pictures: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """One rectangle (aspect ratio 1:3 to 3:1) of uniform noise, with chance ERASE_CHANCE (Zhong et al.
    2017)."""
    count, height, width = pictures.shape
    share = torch.empty(count).uniform_(*ERASE_SHARE, generator=random)
    aspect = torch.exp(torch.empty(count).uniform_(-1.0986, 1.0986, generator=random))
    tall = (share * aspect).sqrt().clamp(max=1) * height
    wide = (share / aspect).sqrt().clamp(max=1) * width
    top = torch.rand(count, generator=random) * (height - tall)
    left = torch.rand(count, generator=random) * (width - wide)
    row, column = torch.arange(height) + 0.5, torch.arange(width) + 0.5
    in_rows = (row > top[:, None]) & (row < (top + tall)[:, None])
    in_columns = (column > left[:, None]) & (column < (left + wide)[:, None])
    chosen = torch.rand(count, 1, 1, generator=random) < ERASE_CHANCE
    hole = in_rows[:, :, None] & in_columns[:, None, :] & chosen
    return torch.where(hole, torch.rand(pictures.shape, generator=random), pictures)
