"""What the worker does with embeddings: corrections are followed, older garments are looked at again."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.errors import PhotoError
from mirror.intake import admit_photo, renew_look, weigh
from mirror.vision.classifier import Answer
from mirror.vision.facts import Guess

NETWORK = "eye-2"


class LookingEye:
    """Answers every photo with the same guesses, shirt or coat, and a vector that its second word decides.

    shirt: the share of shirt in that answer, to be changed between photos. sure_from: see Answer.
    """

    network: str | None = NETWORK

    def __init__(self, quick: Any) -> None:
        self._quick = quick
        self.broken = False
        self.shirt = 0.55
        self.sure_from = 0.5

    def answer(self, seed: int) -> Answer:
        vector = np.random.default_rng(seed).normal(size=64).astype(np.float32)
        guesses = Guess(Category.SHIRT, self.shirt), Guess(Category.COAT, round(1 - self.shirt, 4))
        return Answer(guesses, self.shirt >= self.sure_from, vector, NETWORK, self.sure_from)

    def recognise(self, file: Path, on_stage: Callable[[str], None], background: Any = None) -> Any:
        seed = int(file.read_bytes().split()[1])
        return self._quick.recognise(file, on_stage, background)._replace(answer=self.answer(seed))

    def look_again(self, original: Path) -> Answer:
        if self.broken:
            raise PhotoError("the photo is damaged")
        return self.answer(zlib.crc32(str(original).encode()))


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
    """Also where the network answers in another way than it did, so that habits have nothing to say."""
    first = _take_in(closet, person, looking, b"shirt 1 front")
    assert closet.garments.get(person.id, first).category == Category.SHIRT
    closet.garments.set_category(person.id, first, Category.COAT)
    looking.shirt = 0.8
    alike = closet.garments.get(person.id, _take_in(closet, person, looking, b"shirt 1 back"))
    other = closet.garments.get(person.id, _take_in(closet, person, looking, b"shirt 2 front"))
    assert alike.category == Category.COAT
    assert not alike.corrected
    assert alike.confidence > 0.5
    assert other.category == Category.SHIRT


def test_a_correction_is_followed_by_another_garment_of_the_same_answer(
    closet: Closet, person: Person, looking: LookingEye
) -> None:
    looking.sure_from = 0.6
    first = _take_in(closet, person, looking, b"shirt 1 front")
    before = closet.garments.get(person.id, _take_in(closet, person, looking, b"shirt 2 front"))
    closet.garments.set_category(person.id, first, Category.COAT)
    after = closet.garments.get(person.id, _take_in(closet, person, looking, b"shirt 3 front"))
    assert (before.category, before.sure) == (Category.SHIRT, False)
    assert (after.category, after.predicted, after.corrected) == (Category.COAT, Category.COAT, False)
    assert 0.5 < after.confidence < 0.6
    assert not after.sure
    closet.garments.set_category(person.id, after.id, Category.COAT)
    settled = closet.garments.get(person.id, _take_in(closet, person, looking, b"shirt 4 front"))
    assert settled.confidence > 0.6
    assert settled.sure


def test_what_the_network_answers_otherwise_is_not_touched(
    closet: Closet, person: Person, looking: LookingEye
) -> None:
    looking.shirt = 0.02
    first = _take_in(closet, person, looking, b"shirt 1 front")
    closet.garments.set_category(person.id, first, Category.HAT)
    looking.shirt = 0.98
    other = closet.garments.get(person.id, _take_in(closet, person, looking, b"shirt 2 front"))
    assert [(guess.category, guess.confidence) for guess in other.top3] == [
        (Category.SHIRT, 0.98),
        (Category.COAT, 0.02),
    ]


def test_the_networks_own_answer_is_kept_not_the_corrected_one(
    closet: Closet, person: Person, looking: LookingEye
) -> None:
    for number in (1, 2):
        garment_id = _take_in(closet, person, looking, f"shirt {number} front".encode())
        closet.garments.set_category(person.id, garment_id, Category.COAT)
    said, answers = closet.embeddings.corrections(person.id, NETWORK)
    assert list(said) == [Category.COAT] * 2
    assert answers[:, Category.SHIRT] == pytest.approx([0.55, 0.55])
    assert answers[:, Category.COAT] == pytest.approx([0.45, 0.45])
    assert answers.sum() == pytest.approx(2)


@pytest.mark.parametrize("content", [b"shirt 1 back", b"shirt 2 front"])
def test_another_persons_corrections_are_not_followed(
    closet: Closet, person: Person, looking: LookingEye, content: bytes
) -> None:
    first = _take_in(closet, person, looking, b"shirt 1 front")
    closet.garments.set_category(person.id, first, Category.COAT)
    other = closet.people.add("민수")
    alike = closet.garments.get(other.id, _take_in(closet, other, looking, content))
    assert (alike.category, alike.confidence) == (Category.SHIRT, 0.55)


def test_a_garment_is_not_taught_by_its_own_correction(
    closet: Closet, person: Person, looking: LookingEye
) -> None:
    garment_id = _take_in(closet, person, looking, b"shirt 7 front")
    closet.garments.set_category(person.id, garment_id, Category.COAT)
    answer = looking.answer(7)
    again, _, look = weigh(closet, person.id, answer, garment_id)
    assert again == answer.guesses
    assert look is not None
    assert weigh(closet, person.id, answer)[0][0].category == Category.COAT


def test_older_garments_follow_corrections_when_they_are_looked_at_again(
    closet: Closet, person: Person, looking: LookingEye, make_garment: Callable[..., int]
) -> None:
    """Whichever is older: what was corrected is looked at before the others."""
    first, corrected, last = (make_garment(person.id, Category.HAT) for _ in range(3))
    closet.garments.set_category(person.id, corrected, Category.COAT)
    while renew_look(closet, looking):
        pass
    assert [closet.garments.get(person.id, garment_id).predicted for garment_id in (first, last)] == [
        Category.COAT
    ] * 2
    own = closet.garments.get(person.id, corrected)
    assert (own.category, own.predicted, own.confidence) == (Category.COAT, Category.SHIRT, 0.55)


def test_older_garments_are_looked_at_again_once_each(
    closet: Closet, person: Person, looking: LookingEye, make_garment: Callable[..., int]
) -> None:
    kept, open_ = (make_garment(person.id, Category.HAT) for _ in range(2))
    closet.garments.set_category(person.id, kept, Category.BAG)
    assert [renew_look(closet, looking) for _ in range(3)] == [True, True, False]
    assert closet.garments.get(person.id, kept).category == Category.BAG
    renewed = closet.garments.get(person.id, open_)
    assert renewed.category == Category.SHIRT
    assert renewed.confidence == pytest.approx(0.55, abs=0.02)  # a bag was answered like this, too
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
