"""Looks: kept small, compared only within one network, and answered with garments that are still there."""

from collections.abc import Callable

import numpy as np
import pytest

from mirror.categories import Category
from mirror.closet import Closet, Look, Person
from mirror.closet.models import database
from mirror.errors import NotFound
from mirror.vision.facts import NamedColour

MakeGarment = Callable[..., int]


def _looks(count: int, seed: int = 1, network: str = "eye-1") -> list[Look]:
    vectors = np.random.default_rng(seed).normal(size=(count, 256)).astype(np.float32)
    return [Look(network, vector) for vector in vectors]


@pytest.fixture
def three(closet: Closet, person: Person, make_garment: MakeGarment) -> tuple[list[int], list[Look]]:
    looks = _looks(3)
    ids = [make_garment(person.id, category) for category in (Category.SHIRT, Category.HAT, Category.BAG)]
    for garment_id, look in zip(ids, looks, strict=True):
        closet.embeddings.store(garment_id, look)
    return ids, looks


def test_nearest_is_the_same_garment_seen_again(
    closet: Closet, person: Person, three: tuple[list[int], list[Look]]
) -> None:
    ids, looks = three
    again = Look("eye-1", looks[1].vector * 7 + 0.1)
    best = closet.embeddings.nearest(person.id, again)
    assert best[0].garment_id == ids[1]
    assert best[0].similarity > 0.95
    assert best[0].category == Category.HAT
    assert [neighbour.similarity for neighbour in best] == sorted((n.similarity for n in best), reverse=True)


def test_a_byte_a_number_loses_next_to_nothing(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    (look,) = _looks(1)
    closet.embeddings.store(make_garment(person.id), look)
    assert closet.embeddings.nearest(person.id, look)[0].similarity > 0.9995


def test_networks_are_not_compared(
    closet: Closet, person: Person, three: tuple[list[int], list[Look]]
) -> None:
    _, looks = three
    assert closet.embeddings.nearest(person.id, Look("eye-2", looks[0].vector)) == []


def test_another_persons_garments_are_not_found(closet: Closet, three: tuple[list[int], list[Look]]) -> None:
    other = closet.people.add("민수")
    assert closet.embeddings.nearest(other.id, three[1][0]) == []


def test_deleted_garments_are_not_found_even_from_memory(
    closet: Closet, person: Person, three: tuple[list[int], list[Look]]
) -> None:
    ids, looks = three
    assert closet.embeddings.nearest(person.id, looks[0])[0].garment_id == ids[0]
    closet.garments.delete(person.id, ids[0])
    assert ids[0] not in [
        neighbour.garment_id for neighbour in closet.embeddings.nearest(person.id, looks[0])
    ]


def test_a_look_that_is_replaced_counts_at_once(
    closet: Closet, person: Person, three: tuple[list[int], list[Look]]
) -> None:
    ids, looks = three
    fresh = _looks(1, seed=9)[0]
    assert closet.embeddings.nearest(person.id, fresh)[0].similarity < 0.5
    closet.embeddings.store(ids[2], fresh)
    best = closet.embeddings.nearest(person.id, fresh)[0]
    assert (best.garment_id, round(best.similarity, 2)) == (ids[2], 1.0)
    assert closet.embeddings.nearest(person.id, looks[2])[0].similarity < 0.5


def test_missing_names_what_this_network_has_not_seen(
    closet: Closet, person: Person, make_garment: MakeGarment, three: tuple[list[int], list[Look]]
) -> None:
    ids, _ = three
    late = make_garment(person.id)
    assert closet.embeddings.missing("eye-1") == [(person.id, late)]
    assert {garment_id for _, garment_id in closet.embeddings.missing("eye-2")} == {*ids, late}
    closet.embeddings.skip(late, "eye-1")
    assert closet.embeddings.missing("eye-1") == []
    assert len(closet.embeddings.nearest(person.id, _looks(1)[0])) == 3


def test_corrected_garments_are_missing_first(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    first, corrected, last = (make_garment(person.id) for _ in range(3))
    closet.garments.set_category(person.id, corrected, Category.COAT)
    assert [garment_id for _, garment_id in closet.embeddings.missing("eye-1")] == [corrected, last, first]


@pytest.mark.parametrize(
    "vector", [np.zeros(8), np.ones((2, 4)), np.ones(257), np.array([np.nan, 1.0]), np.ones(0)]
)
def test_what_is_no_vector_is_refused(
    closet: Closet, person: Person, make_garment: MakeGarment, vector: np.ndarray
) -> None:
    with pytest.raises(ValueError, match="embedding"):
        closet.embeddings.store(make_garment(person.id), Look("eye-1", vector.astype(np.float32)))


def test_look_alikes_say_why(closet: Closet, person: Person, three: tuple[list[int], list[Look]]) -> None:
    ids, looks = three
    red = NamedColour("red", (184, 32, 40), 1.0)
    first, *others = closet.look_alikes(person.id, looks[0], category=Category.SHIRT, colours=[red])
    assert first.garment.id == ids[0]
    assert first.same_category
    assert first.same_colour == (closet.garments.get(person.id, ids[0]).colours[0].name == "red")
    assert not any(other.same_category for other in others)
    assert len(closet.look_alikes(person.id, looks[0], limit=2)) == 2


def test_a_second_opinion_keeps_a_persons_word(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    corrected, plain = (make_garment(person.id, Category.SHIRT) for _ in range(2))
    closet.garments.set_category(person.id, corrected, Category.DRESS)
    for garment_id in (corrected, plain):
        other = closet.garments.get(person.id, garment_id).top3[1]
        closet.garments.see_again(garment_id, [other], sure=False)
        seen = closet.garments.get(person.id, garment_id)
        assert (seen.predicted, seen.confidence, seen.sure) == (other.category, other.confidence, False)
        assert seen.category == (Category.DRESS if garment_id == corrected else other.category)
    with pytest.raises(NotFound):
        closet.garments.get(person.id + 1, plain)


def _answered(number: int, seed: int = 1, network: str = "eye-1") -> Look:
    answer = np.full(14, 0.2 / 13, np.float32)
    answer[number] = 0.8
    return _looks(1, seed, network)[0]._replace(answer=answer)


def test_corrections_are_what_was_said_beside_what_was_answered(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    ids = [make_garment(person.id, Category.SHIRT) for _ in range(3)]
    looks = [_answered(number) for number in (Category.SHIRT, Category.PULLOVER, Category.HAT)]
    for garment_id, look in zip(ids, looks, strict=True):
        closet.embeddings.store(garment_id, look)
    assert closet.embeddings.corrections(person.id, "eye-1").answers.shape == (0, 14)
    closet.garments.set_category(person.id, ids[0], Category.COAT)
    closet.garments.set_category(person.id, ids[2], Category.BAG)
    said, answers = closet.embeddings.corrections(person.id, "eye-1")
    assert (said.dtype, answers.dtype) == (np.int64, np.float32)
    assert list(said) == [Category.COAT, Category.BAG]
    assert np.array_equal(answers, np.array([looks[0].answer, looks[2].answer]))
    assert list(closet.embeddings.corrections(person.id, "eye-1", but=ids[0]).said) == [Category.BAG]


def test_corrections_of_nobody_else_of_no_other_network_and_of_nothing_deleted(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(person.id, Category.SHIRT)
    closet.embeddings.store(garment_id, _answered(Category.SHIRT))
    closet.garments.set_category(person.id, garment_id, Category.COAT)
    other = closet.people.add("민수")

    def count(person_id: int, network: str = "eye-1") -> int:
        return len(closet.embeddings.corrections(person_id, network).said)

    assert (count(person.id), count(other.id), count(person.id, "eye-2")) == (1, 0, 0)
    closet.garments.delete(person.id, garment_id)
    assert count(person.id) == 0
    closet.garments.undelete(person.id, garment_id)
    assert count(person.id) == 1
    closet.embeddings.store(garment_id, _answered(Category.HAT, network="eye-2"))
    assert (count(person.id), count(person.id, "eye-2")) == (0, 1)


def test_a_garment_whose_answer_is_not_known_teaches_nothing(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    plain, skipped, known = (make_garment(person.id, Category.SHIRT) for _ in range(3))
    closet.embeddings.store(plain, _looks(1)[0])
    closet.embeddings.skip(skipped, "eye-1")
    closet.embeddings.store(known, _answered(Category.SHIRT))
    for garment_id in (plain, skipped, known):
        closet.garments.set_category(person.id, garment_id, Category.COAT)
    assert len(closet.embeddings.corrections(person.id, "eye-1").said) == 1
    assert len(closet.embeddings.nearest(person.id, _looks(1)[0])) == 2


@pytest.mark.parametrize("answer", [np.ones(10), np.ones((1, 14)), np.full(14, np.nan), np.full(14, -0.1)])
def test_what_is_no_answer_is_refused(
    closet: Closet, person: Person, make_garment: MakeGarment, answer: np.ndarray
) -> None:
    garment_id = make_garment(person.id)
    with pytest.raises(ValueError, match="answer"):
        closet.embeddings.store(garment_id, _looks(1)[0]._replace(answer=answer.astype(np.float32)))
    assert closet.embeddings.missing("eye-1") == [(person.id, garment_id)]


def test_the_corrections_of_a_large_closet_are_one_question(
    closet: Closet, person: Person, make_garment: MakeGarment, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(5):
        garment_id = make_garment(person.id)
        closet.embeddings.store(garment_id, _answered(Category.SHIRT, seed))
        closet.garments.set_category(person.id, garment_id, Category.COAT)
    asked: list[str] = []
    run = database.obj.execute_sql

    def note(sql: str, *rest: object, **named: object) -> object:
        asked.append(sql)
        return run(sql, *rest, **named)

    monkeypatch.setattr(database.obj, "execute_sql", note)
    assert len(closet.embeddings.corrections(person.id, "eye-1").said) == 5
    assert len(asked) == 1
