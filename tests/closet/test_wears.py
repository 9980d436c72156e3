"""What was worn on a day, and what with what."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.closet import Closet, Person
from mirror.errors import NotFound

MakeGarment = Callable[..., int]
TODAY = date(2026, 11, 22)


def test_what_was_worn_on_a_day(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    other = closet.people.add("민호")
    shirt, coat, hat = (make_garment(person.id) for _ in range(3))
    theirs = make_garment(other.id)
    for garment in (shirt, hat):
        closet.garments.wear(person.id, garment, TODAY)
    closet.garments.wear(person.id, coat, TODAY - timedelta(days=1))
    closet.garments.wear(other.id, theirs, TODAY)

    def worn(day: date = TODAY) -> list[int]:
        return [tile.id for tile in closet.garments.worn_on(person.id, day)]

    assert worn() == [hat, shirt]
    assert closet.garments.worn_on(person.id, TODAY) == closet.garments.tiles(person.id, among=[hat, shirt])
    assert worn(TODAY - timedelta(days=1)) == [coat]
    assert worn(TODAY + timedelta(days=1)) == []
    closet.garments.unwear(person.id, hat, TODAY)
    assert worn() == [shirt]
    closet.garments.retire(person.id, shirt)
    assert [(tile.id, tile.retired) for tile in closet.garments.worn_on(person.id, TODAY)] == [(shirt, True)]
    closet.garments.delete(person.id, shirt)
    assert worn() == []


@pytest.mark.parametrize("seed", range(3))
def test_what_was_worn_together_against_a_plain_count(
    closet: Closet, person: Person, make_garment: MakeGarment, seed: int
) -> None:
    dice = random.Random(seed)
    other = closet.people.add("민호")
    mine = [make_garment(person.id) for _ in range(12)]
    theirs = make_garment(other.id)
    days: dict[int, set[date]] = {}
    for garment in mine:
        days[garment] = {TODAY - timedelta(days=dice.randrange(12)) for _ in range(dice.randrange(6))}
        for day in days[garment]:
            closet.garments.wear(person.id, garment, day)
            closet.garments.wear(other.id, theirs, day)
    closet.garments.retire(person.id, mine[0])
    closet.garments.delete(person.id, mine[1])
    for garment in mine[2:]:
        expected = Counter({one: len(days[garment] & days[one]) for one in mine[2:] if one != garment})
        assert closet.garments.worn_together(person.id, garment) == dict(+expected)
    found = closet.garments.worn_together(person.id, mine[0])  # one that was put aside may still be asked for
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_nobody_s_garment_was_worn_with_nothing(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    other = closet.people.add("민호")
    theirs = make_garment(other.id)
    for number in (theirs, 99):
        with pytest.raises(NotFound):
            closet.garments.worn_together(person.id, number)
