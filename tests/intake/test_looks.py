"""What the worker does with embeddings: corrections are followed, older garments are looked at again."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.errors import PhotoError
from mirror.intake import admit_photo, renew_look
from mirror.vision.classifier import Answer
from mirror.vision.facts import Guess

NETWORK = "eye-2"


class LookingEye:
    """Answers every photo with the same guesses and a vector that its first byte decides."""

    network: str | None = NETWORK

    def __init__(self, quick: Any) -> None:
        self._quick = quick
        self.broken = False

    def _answer(self, seed: int) -> Answer:
        vector = np.random.default_rng(seed).normal(size=64).astype(np.float32)
        return Answer((Guess(Category.SHIRT, 0.55), Guess(Category.COAT, 0.45)), False, vector, NETWORK, 0.5)

    def recognise(self, file: Path, on_stage: Callable[[str], None]) -> Any:
        seed = int(file.read_bytes().split()[1])
        return self._quick.recognise(file, on_stage)._replace(answer=self._answer(seed))

    def look_again(self, original: Path) -> Answer:
        if self.broken:
            raise PhotoError("the photo is damaged")
        return self._answer(7)


@pytest.fixture
def looking(eye: Any) -> LookingEye:
    return LookingEye(eye)


def _take_in(closet: Closet, person: Person, eye: Any, content: bytes) -> int:
    closet.inbox.submit(person.id, "a.jpg", io.BytesIO(content), source="import")
    item = closet.inbox.take()
    assert item is not None
    garment_id = admit_photo(closet, eye, item)
    assert garment_id is not None
    return garment_id


def test_a_correction_is_followed_by_what_looks_the_same(
    closet: Closet, person: Person, looking: LookingEye
) -> None:
    first = _take_in(closet, person, looking, b"shirt 1 front")
    assert closet.garments.get(person.id, first).category == Category.SHIRT
    closet.garments.set_category(person.id, first, Category.COAT)
    alike = closet.garments.get(person.id, _take_in(closet, person, looking, b"shirt 1 back"))
    other = closet.garments.get(person.id, _take_in(closet, person, looking, b"shirt 2 front"))
    assert alike.category == Category.COAT
    assert not alike.corrected
    assert alike.confidence > 0.5
    assert other.category == Category.SHIRT


def test_another_persons_corrections_are_not_followed(
    closet: Closet, person: Person, looking: LookingEye
) -> None:
    first = _take_in(closet, person, looking, b"shirt 1 front")
    closet.garments.set_category(person.id, first, Category.COAT)
    other = closet.people.add("민수")
    alike = _take_in(closet, other, looking, b"shirt 1 back")
    assert closet.garments.get(other.id, alike).category == Category.SHIRT


def test_older_garments_are_looked_at_again_once_each(
    closet: Closet, person: Person, looking: LookingEye, make_garment: Callable[..., int]
) -> None:
    kept, open_ = (make_garment(person.id, Category.HAT) for _ in range(2))
    closet.garments.set_category(person.id, kept, Category.BAG)
    assert [renew_look(closet, looking) for _ in range(3)] == [True, True, False]
    assert closet.garments.get(person.id, kept).category == Category.BAG
    renewed = closet.garments.get(person.id, open_)
    assert (renewed.category, renewed.confidence) == (Category.SHIRT, 0.55)
    assert len(closet.embeddings.nearest(person.id, _look())) == 2


def test_a_damaged_photo_is_passed_over(
    closet: Closet, person: Person, looking: LookingEye, make_garment: Callable[..., int]
) -> None:
    garment_id = make_garment(person.id, Category.HAT)
    looking.broken = True
    assert [renew_look(closet, looking) for _ in range(2)] == [True, False]
    assert closet.garments.get(person.id, garment_id).category == Category.HAT


def test_an_eye_without_embeddings_renews_nothing(
    closet: Closet, person: Person, looking: LookingEye, make_garment: Callable[..., int]
) -> None:
    make_garment(person.id)
    looking.network = None
    assert not renew_look(closet, looking)


def _look() -> Any:
    from mirror.closet import Look

    return Look(NETWORK, np.random.default_rng(7).normal(size=64).astype(np.float32))
