"""Which of one's own garments look alike enough to say so."""

from collections.abc import Callable

import numpy as np
import pytest

from mirror.categories import Category
from mirror.closet import Closet, Look, Person
from mirror.closet.closet import ALIKE
from mirror.errors import NotFound
from mirror.vision.facts import NamedColour

MakeGarment = Callable[..., int]


def look(similarity: float, other_way: int = 1, network: str = "eye-1") -> Look:
    """A look that is this similar to that of similarity 1; `other_way` is where it points besides."""
    vector = np.zeros(64, np.float32)
    vector[0], vector[other_way] = similarity, np.sqrt(1 - similarity**2)
    return Look(network, vector)


@pytest.fixture
def add(closet: Closet, person: Person, make_garment: MakeGarment) -> Callable[..., int]:
    def add(similarity: float, other_way: int = 1, *, network: str = "eye-1", **facts: object) -> int:
        number = make_garment(facts.pop("person_id", person.id), **facts)
        closet.embeddings.store(number, look(similarity, other_way, network))
        return number

    return add


def similar(closet: Closet, person: Person, number: int, limit: int = 12) -> list[int]:
    return [alike.garment.id for alike in closet.similar(person.id, number, limit)]


def test_the_nearest_come_first_and_itself_never(
    closet: Closet, person: Person, add: Callable[..., int]
) -> None:
    this, near, nearest, far = add(1), add(ALIKE + 0.05), add(0.95), add(ALIKE - 0.05)
    assert similar(closet, person, this) == [nearest, near]
    assert similar(closet, person, this, limit=1) == [nearest]
    found = closet.similar(person.id, this)
    assert [round(alike.similarity, 2) for alike in found] == [0.95, round(ALIKE + 0.05, 2)]
    assert far not in [alike.garment.id for alike in found]


def test_why_they_are_alike_is_said(closet: Closet, person: Person, add: Callable[..., int]) -> None:
    red, blue = (NamedColour(name, (1, 2, 3), 1.0) for name in ("red", "blue"))
    this = add(1, category=Category.SHIRT, colours=[red])
    add(0.95, category=Category.SHIRT, colours=[blue])
    add(0.9, category=Category.COAT, colours=[red, blue])
    add(0.8, category=Category.COAT, colours=[])
    assert [(alike.same_category, alike.same_colour) for alike in closet.similar(person.id, this)] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_what_is_not_in_the_closet_any_more_is_left_out(
    closet: Closet, person: Person, add: Callable[..., int]
) -> None:
    this, retired, deleted, washing = add(1), add(0.9), add(0.9), add(0.9)
    assert set(similar(closet, person, this)) == {retired, deleted, washing}
    closet.garments.retire(person.id, retired)
    closet.garments.delete(person.id, deleted)
    closet.garments.wash(person.id, washing)
    assert similar(closet, person, this) == [washing]
    closet.garments.undelete(person.id, deleted)
    assert set(similar(closet, person, this)) == {washing, deleted}
    assert set(similar(closet, person, retired)) == {
        this,
        washing,
        deleted,
    }  # what it was like is still asked


def test_nobody_else_s_and_no_other_network_s(
    closet: Closet, person: Person, add: Callable[..., int]
) -> None:
    other = closet.people.add("민호")
    this = add(1)
    theirs = add(1, person_id=other.id)
    add(1, network="eye-2")
    assert similar(closet, person, this) == []
    with pytest.raises(NotFound):
        closet.similar(person.id, theirs)
    with pytest.raises(NotFound):
        closet.similar(person.id, 99)


def test_what_no_network_has_seen_is_like_nothing(
    closet: Closet, person: Person, make_garment: MakeGarment, add: Callable[..., int]
) -> None:
    unseen, skipped = make_garment(person.id), make_garment(person.id)
    closet.embeddings.skip(skipped, "eye-1")
    this = add(1)
    for number in (unseen, skipped, this):
        assert closet.similar(person.id, number) == []
    closet.embeddings.store(unseen, look(0.9))
    assert similar(closet, person, unseen) == [this]


def test_many_alike_come_by_the_limit(closet: Closet, person: Person, add: Callable[..., int]) -> None:
    this, *others = [add(1 - 0.01 * place, 1 + place) for place in range(15)]
    assert similar(closet, person, this) == others[:12]
    assert similar(closet, person, this, limit=100) == others
