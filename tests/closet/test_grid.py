"""What a grid asks for: pages of tiles, tiles by number, and how often each was worn."""

from collections.abc import Callable
from datetime import date

from mirror.closet import Closet, Person


def test_tiles_come_in_pages(closet: Closet, person: Person, make_garment: Callable[..., int]) -> None:
    ids = [make_garment(person.id) for _ in range(5)][::-1]
    assert [tile.id for tile in closet.garments.tiles(person.id)] == ids
    assert [tile.id for tile in closet.garments.tiles(person.id, limit=2)] == ids[:2]
    assert [tile.id for tile in closet.garments.tiles(person.id, offset=3, limit=60)] == ids[3:]
    assert [tile.id for tile in closet.garments.tiles(person.id, offset=4)] == ids[4:]
    assert closet.garments.tiles(person.id, offset=5, limit=2) == []


def test_tiles_by_number_are_the_persons_own(
    closet: Closet, person: Person, make_garment: Callable[..., int]
) -> None:
    other = closet.people.add("민호")
    mine, theirs = make_garment(person.id), make_garment(other.id)
    assert [tile.id for tile in closet.garments.tiles(person.id, among=[mine, theirs, 999])] == [mine]
    assert closet.garments.tiles(person.id, among=[]) == []


def test_wear_counts_of_some_garments(
    closet: Closet, person: Person, make_garment: Callable[..., int]
) -> None:
    other = closet.people.add("민호")
    often, once, never = (make_garment(person.id) for _ in range(3))
    theirs = make_garment(other.id)
    for day in (1, 2, 2, 3):
        closet.garments.wear(person.id, often, date(2026, 11, day))
    closet.garments.wear(person.id, once, date(2026, 11, 1))
    closet.garments.wear(other.id, theirs, date(2026, 11, 1))
    assert closet.garments.wear_counts(person.id, [often, once, never, theirs]) == {often: 3, once: 1}
    assert closet.garments.wear_counts(person.id, []) == {}
