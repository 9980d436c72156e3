"""A quick eye: sees in a file what its bytes say, so that the way in is tested without a network."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mirror.categories import Category
from mirror.errors import PhotoError
from mirror.vision.classifier import Answer
from mirror.vision.facts import Guess, NamedColour
from mirror.vision.recognise import Recognition


class QuickEye:
    """b"hat 3" is a hat; b"bad ..." is no photo; b"bug ..." is what nobody foresaw. Notes what it was shown.

    before: called with each file's content before it is looked at.
    """

    def __init__(self) -> None:
        self.shown: list[bytes] = []
        self.backgrounds: list[np.ndarray | None] = []
        self.uncertain = False
        self.network: str | None = None
        self.before: Callable[[bytes], None] = lambda _: None

    def recognise(
        self, file: Path, on_stage: Callable[[str], None], background: np.ndarray | None = None
    ) -> Recognition:
        self.backgrounds.append(background)
        content = file.read_bytes()
        self.shown.append(content)
        self.before(content)
        on_stage("decode")
        word = content.split()[0].decode()
        if word == "bad":
            raise PhotoError("the photo is too dark")
        if word == "bug":
            raise ZeroDivisionError("nobody foresaw this")
        for stage in ("cutout", "classify"):
            on_stage(stage)
        rgb = np.full((32, 32, 3), 120, np.uint8)
        category = Category.from_label(word.capitalize())
        answer = Answer((Guess(category, 0.9), Guess(Category.COAT, 0.1)), sure=True, embedding=None)
        cutout = np.dstack([rgb, np.full((32, 32), 255, np.uint8)])
        colours = (NamedColour("grey", (120, 120, 120), 1.0),)
        return Recognition(rgb, cutout, self.uncertain, answer, colours, {}, extent_px=(300.0, 600.0))


@pytest.fixture
def eye() -> QuickEye:
    return QuickEye()
