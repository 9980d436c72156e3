"""A closet of 300 garments in which things go on happening, for a mirror that is touched a thousand times."""

import itertools
import random
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np

from mirror.capture.view import Phase
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.closet.records import Guess, NamedColour

from .conftest import HUES, webp
from .touching import FakeFeed

GARMENTS = 300


class Household:
    """The owner with 300 garments, one with 12, and one with none who has a PIN."""

    def __init__(self, data_dir: Path, clock: FakeClock, chance: random.Random) -> None:
        self.clock, self.chance = clock, chance
        self.closet = Closet.open(data_dir, clock)
        self.feed = FakeFeed(np.random.default_rng(1).integers(0, 255, (480, 640, 3), dtype=np.uint8))
        self._numbers = itertools.count()
        self._files = [
            {
                "cutout": webp(hue, 320, alpha=True),
                "thumbnail": webp(hue, 180, alpha=True),
                "glow": webp(hue, 180, alpha=False),
                "original": b"\xff\xd8",
            }
            for hue in HUES
        ]
        people = self.closet.people
        owner = people.add("지은", role="owner")
        people.set_password_hash(owner.id, "argon2id-hash")
        self.people = [owner.id, people.add("Sam", language="en").id, people.add("할머니").id]
        people.set_pin(self.people[2], "2580")
        self.keep_size()
        for _ in range(12):
            self._add(self.people[1])

    def go_on(self) -> None:
        """Something happens before the camera, to the photos that wait, or on a phone."""
        chance, closet, feed = self.chance, self.closet, self.feed
        feed.state = "live" if chance.random() < 0.9 else "the camera starts"
        feed.go(chance.choice(list(Phase)), held=chance.random(), seconds=chance.randrange(1, 4))
        if chance.random() < 0.3:
            name = f"{chance.random()}.jpg"
            item = closet.inbox.submit(
                chance.choice(self.people), name, BytesIO(name.encode()), source="camera"
            ).item
            feed.take(item.id)
        elif (waiting := closet.inbox.take()) is not None:
            if chance.random() < 0.8:
                closet.inbox.finish(waiting.id, self._add(waiting.person_id))
            else:
                closet.inbox.fail(waiting.id, "the file is empty")

    def keep_size(self) -> None:
        """As many garments as at the start, more or less, whatever has been deleted or added."""
        owner = self.people[0]
        numbers = self._numbers_of(owner)
        for _ in range(GARMENTS - len(numbers)):
            self._add(owner)
        for number in numbers[GARMENTS:]:
            self.closet.garments.delete(owner, number)

    def _numbers_of(self, person_id: int) -> list[int]:
        return [entry[0] for entry in self.closet.garments.listing(person_id)]

    def _add(self, person_id: int) -> int:
        number = next(self._numbers)
        name = sha256(f"garment {number}".encode()).hexdigest()
        if number % 20:  # of some the files are missing
            for kind, data in self._files[number % len(self._files)].items():
                file = self.closet.photos.path(name, kind)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        self.clock.advance(0.01)
        category = Category(number % 14)
        rivals = [other for other in (Category.PULLOVER, Category.COAT) if other != category]
        guesses = [Guess(category, 0.8), *(Guess(rival, 0.08) for rival in rivals)]
        colours = [NamedColour("blue", HUES[number % len(HUES)], 0.8), NamedColour("navy", (28, 40, 84), 0.2)]
        garment = self.closet.garments.add(
            person_id, name, guesses=guesses, colours=colours, cutout_uncertain=number % 9 == 0
        )
        if number % 3 == 0:
            worn = (self.clock.now() - timedelta(days=number % 40)).date()
            self.closet.garments.wear(person_id, garment, worn)
        return garment
