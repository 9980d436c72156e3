"""What a grid may want of a closet, in every order, against a plain filter and sort in Python."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Order, Person, State, Wanted
from mirror.errors import NotFound
from mirror.vision.facts import Guess, NamedColour

SEOUL = timezone(timedelta(hours=9))
COLOURS = ("red", "blue", "light blue", "navy", "grey")
BRANDS = ("", "Uniqlo", "유니클로", "100% Wool_", "O'Neill")
DAYS = [date(2026, 10, 1) + timedelta(days) for days in range(60)]


class Cloth(NamedTuple):
    """A garment as the test knows it. place: the how-manieth it came. came_on: the date in Seoul."""

    id: int
    place: int
    category: Category
    colours: tuple[str, ...]
    brand: str
    came_on: date
    days: frozenset[date]
    washing: bool
    retired: bool
    deleted: bool

    @property
    def state(self) -> State:
        return State.RETIRED if self.retired else State.WASH if self.washing else State.CLEAN


def add(
    closet: Closet, person_id: int, sha256: str, *colours: str, category: Category = Category.SHIRT
) -> int:
    return closet.garments.add(
        person_id,
        sha256,
        guesses=[Guess(category, 0.9)],
        colours=[NamedColour(colour, (1, 2, 3), 0.5) for colour in colours],
        cutout_uncertain=False,
    )


@pytest.fixture(scope="module", params=[1, 2])
def wardrobe(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Closet, Person, list[Cloth]]]:
    """A closet of 90 garments at random, beside another person's."""
    folder: Path = tmp_path_factory.mktemp("wardrobe")
    clock = FakeClock(datetime(2026, 10, 1, 6, tzinfo=UTC).astimezone(SEOUL))
    closet = Closet.open(folder / "data", clock)
    person, other = closet.people.add("지은"), closet.people.add("민호")
    dice = random.Random(request.param)
    clothes: list[Cloth] = []
    worn: list[tuple[int, int, date]] = []
    for place in range(90):
        clock.advance(dice.choice((0, 0, 60, 5 * 3600, 20 * 3600)))  # several may come in one moment
        colours = tuple(dice.sample(COLOURS, dice.randrange(4)))
        category = dice.choice(list(Category)[:4])
        number = add(closet, person.id, f"{place:064x}", *colours, category=category)
        theirs = add(closet, other.id, f"{place:064x}", "red")
        came_on = clock.now().date()
        days = frozenset(dice.sample(DAYS, dice.choice((0, 0, 1, 1, 2, 5))))
        worn += [(person.id, number, day) for day in days]
        worn.append((other.id, theirs, dice.choice(DAYS)))
        brand = dice.choice(BRANDS)
        closet.garments.describe(person.id, number, brand=brand)
        washing, retired, deleted = dice.random() < 0.3, dice.random() < 0.2, dice.random() < 0.1
        closet.garments.wash(person.id, number, washing=washing)
        closet.garments.retire(person.id, number, retired=retired)
        if deleted:
            closet.garments.delete(person.id, number)
        cloth = Cloth(number, place, category, colours, brand, came_on, days, washing, retired, deleted)
        clothes.append(cloth)
    clock.advance(100 * 24 * 3600)  # nothing is worn on a day that is still to come
    for whose, number, day in worn:
        if not any(cloth.id == number and cloth.deleted for cloth in clothes):
            closet.garments.wear(whose, number, day)
    yield closet, person, clothes
    closet.close()


def plainly(clothes: list[Cloth], wanted: Wanted, order: Order) -> list[Cloth]:
    """What `listing` has to give."""
    found = [
        cloth
        for cloth in clothes
        if not cloth.deleted
        and (not cloth.retired if wanted.state is None else cloth.state == wanted.state)
        and wanted.category in (None, cloth.category)
        and (not wanted.colours or wanted.colours & set(cloth.colours))
        and (not wanted.brands or cloth.brand in wanted.brands)
    ]
    if order == Order.UNWORN:
        return sorted(found, key=lambda cloth: (max(cloth.days, default=cloth.came_on), cloth.place))
    newest = sorted(found, key=lambda cloth: -cloth.place)
    if order == Order.MOST_WORN:
        return sorted(newest, key=lambda cloth: -len(cloth.days))
    return newest


@pytest.mark.parametrize("order", Order)
def test_every_wish_in_every_order(wardrobe: tuple[Closet, Person, list[Cloth]], order: Order) -> None:
    closet, person, clothes = wardrobe
    found = 0
    for category, state, colours, brands in product(
        (None, Category.TSHIRT, Category.DRESS, Category.BAG),
        (None, *State),
        ((), ("red",), ("blue", "navy"), ("green",)),
        ((), ("Uniqlo",), ("유니클로", "O'Neill"), ("100% Wool_",), ("nobody",)),
    ):
        wanted = Wanted(category, state, frozenset(colours), frozenset(brands))
        listing = closet.garments.listing(person.id, wanted, order)
        expected = plainly(clothes, wanted, order)
        assert [(entry.id, entry.sha256, entry.in_wash) for entry in listing] == [
            (cloth.id, f"{cloth.place:064x}", cloth.washing) for cloth in expected
        ], wanted
        found += len(listing)
    assert found > 500


def test_the_facets_count_what_can_be_wanted(wardrobe: tuple[Closet, Person, list[Cloth]]) -> None:
    closet, person, clothes = wardrobe
    facets = closet.garments.facets(person.id)
    for category, count in facets.categories.items():
        assert count == len(closet.garments.listing(person.id, Wanted(category=category)))
    assert facets.categories == closet.garments.counts(person.id)
    assert list(facets.categories) == sorted(facets.categories)
    for state in State:
        assert facets.states[state] == len(closet.garments.listing(person.id, Wanted(state=state)))
    for colour, count in facets.colours.items():
        wanted = Wanted(colours=frozenset([colour]))
        assert count == len(closet.garments.listing(person.id, wanted))
    for brand, count in facets.brands.items():
        assert count == len(closet.garments.listing(person.id, Wanted(brands=frozenset([brand]))))
    there = [cloth for cloth in clothes if not cloth.deleted and not cloth.retired]
    assert set(facets.colours) == {colour for cloth in there for colour in cloth.colours}
    assert set(facets.brands) == {cloth.brand for cloth in there} - {""}
    for counted in (facets.colours, facets.brands):
        assert list(counted.values()) == sorted(counted.values(), reverse=True)


def test_the_facets_of_what_was_put_aside(wardrobe: tuple[Closet, Person, list[Cloth]]) -> None:
    closet, person, clothes = wardrobe
    aside = [cloth for cloth in clothes if cloth.retired and not cloth.deleted]
    facets = closet.garments.facets(person.id, retired=True)
    assert facets.states == closet.garments.facets(person.id).states
    assert sum(facets.categories.values()) == facets.states[State.RETIRED] == len(aside) > 0
    assert facets.brands == dict(Counter(cloth.brand for cloth in aside if cloth.brand))
    assert facets.colours == dict(Counter(colour for cloth in aside for colour in cloth.colours))


def test_an_empty_closet_has_nothing_to_choose_from(closet: Closet, person: Person) -> None:
    facets = closet.garments.facets(person.id)
    assert (facets.categories, facets.colours, facets.brands) == ({}, {}, {})
    assert facets.states == {State.CLEAN: 0, State.WASH: 0, State.RETIRED: 0}
    for order in Order:
        assert closet.garments.listing(person.id, Wanted(), order) == []


def test_one_colour_s_name_within_another_s_is_not_it(closet: Closet, person: Person) -> None:
    light, blue = add(closet, person.id, "a", "light blue"), add(closet, person.id, "b", "blue")

    def of(*colours: str) -> list[int]:
        return [entry.id for entry in closet.garments.listing(person.id, Wanted(colours=frozenset(colours)))]

    assert (of("blue"), of("light blue"), of("light")) == ([blue], [light], [])
    assert of("blue", "light blue") == [blue, light]


@pytest.mark.parametrize("name", ["%", "_lue", 'x" or ', "b\\lue", "'; DROP TABLE garment; --", "파랑"])
def test_a_colour_that_is_none_finds_nothing(closet: Closet, person: Person, name: str) -> None:
    add(closet, person.id, "a", "blue")
    assert closet.garments.listing(person.id, Wanted(colours=frozenset([name]))) == []
    named = add(closet, person.id, "b", name)
    found = closet.garments.listing(person.id, Wanted(colours=frozenset([name])))
    assert [entry.id for entry in found] == [named]


def test_never_worn_counts_from_the_day_it_came(closet: Closet, person: Person, clock: FakeClock) -> None:
    """The clock's day, not the day of Greenwich: a wear of that very day is no later."""
    first = add(closet, person.id, "a")
    clock.advance(24 * 3600)
    second = add(closet, person.id, "b")
    closet.garments.wear(person.id, first, clock.now().date())
    clock.advance(24 * 3600)
    third = add(closet, person.id, "c")

    def order() -> list[int]:
        return [entry.id for entry in closet.garments.listing(person.id, Wanted(), Order.UNWORN)]

    assert order() == [first, second, third]
    clock.advance(24 * 3600)
    closet.garments.wear(person.id, first, clock.now().date())
    assert order() == [second, third, first]
    closet.garments.unwear(person.id, first, clock.now().date())
    assert order() == [first, second, third]


# What moves a garment from one list to another


def test_a_retired_garment_keeps_its_wash_state(closet: Closet, person: Person, clock: FakeClock) -> None:
    number = add(closet, person.id, "a")
    closet.garments.wash(person.id, number)
    since = clock.now()
    clock.advance(60)
    closet.garments.retire(person.id, number)
    retired = closet.garments.get(person.id, number)
    assert (retired.in_wash, retired.washing_since) == (True, since)
    assert closet.garments.facets(person.id).states == {State.CLEAN: 0, State.WASH: 0, State.RETIRED: 1}
    closet.garments.retire(person.id, number, retired=False)
    assert [entry.in_wash for entry in closet.garments.listing(person.id, Wanted(state=State.WASH))] == [True]


def test_deleting_and_bringing_back_change_nothing_else(
    closet: Closet, person: Person, clock: FakeClock
) -> None:
    number = add(closet, person.id, "a", "red")
    closet.garments.describe(person.id, number, brand="Uniqlo", size="M", price_minor=29000)
    closet.garments.wash(person.id, number)
    closet.garments.wear(person.id, number, date(2026, 11, 1))
    before = closet.garments.get(person.id, number)
    clock.advance(60)
    closet.garments.delete(person.id, number)
    assert closet.garments.facets(person.id).brands == {}
    clock.advance(60)
    closet.garments.undelete(person.id, number)
    assert closet.garments.get(person.id, number) == before


def test_twice_in_the_wash_is_since_the_first_time(closet: Closet, person: Person, clock: FakeClock) -> None:
    number = add(closet, person.id, "a")
    closet.garments.wash(person.id, number)
    since = clock.now()
    clock.advance(3600)
    closet.garments.wash(person.id, number)
    assert closet.garments.get(person.id, number).washing_since == since
    for _ in range(2):
        closet.garments.wash(person.id, number, washing=False)
        assert not closet.garments.get(person.id, number).in_wash


def test_nobody_washes_another_s_garment(closet: Closet, person: Person) -> None:
    other = closet.people.add("민호")
    number = add(closet, person.id, "a")
    with pytest.raises(NotFound):
        closet.garments.wash(other.id, number)
    assert not closet.garments.get(person.id, number).in_wash
