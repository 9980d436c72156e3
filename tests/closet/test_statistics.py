"""A closet in numbers: what counts, of which time, in which order; and the stamp that says whether it changed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.seasons import Season
from mirror.vision.facts import NamedColour

MakeGarment = Callable[..., int]


def test_an_empty_closet_has_no_numbers_and_twelve_months(closet: Closet, person: Person) -> None:
    numbers = closet.statistics.of(person.id)
    assert (numbers.garments, numbers.categories, numbers.value, numbers.cheapest) == (0, {}, {}, ())
    assert [month.first for month in numbers.months][::11] == [date(2025, 12, 1), date(2026, 11, 1)]
    assert sum(month.wears for month in numbers.months) == 0


def test_what_is_put_away_deleted_or_anothers_does_not_count(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    other = closet.people.add("민호")
    kept, away, gone, theirs = (make_garment(who) for who in (*[person.id] * 3, other.id))
    for who, number in ((person.id, kept), (person.id, away), (person.id, gone), (other.id, theirs)):
        closet.garments.wear(who, number, date(2026, 11, 1))
        closet.garments.describe(who, number, price_minor=1000)
    closet.garments.retire(person.id, away)
    closet.garments.delete(person.id, gone)
    numbers = closet.statistics.of(person.id)
    assert (numbers.garments, numbers.wears, numbers.value) == (1, 1, {"KRW": 1000})
    assert [piece.id for piece in numbers.most_worn] == [kept]


def test_each_time_counts_its_own_wears(
    closet: Closet, person: Person, clock: FakeClock, make_garment: MakeGarment
) -> None:
    today = clock.now().date()
    lately, long_ago, never = (make_garment(person.id) for _ in range(3))
    for day in (today, today - timedelta(days=1), date(2024, 3, 4)):
        closet.garments.wear(person.id, lately, day)
    closet.garments.wear(person.id, long_ago, date(2024, 3, 4))
    ever, this, then = (closet.statistics.of(person.id, year) for year in (None, 2026, 2024))
    assert ever.years == (2026, 2024)
    assert (ever.worn, ever.rested, ever.never, ever.wears) == (1, 1, 1, 4)
    assert (this.worn, this.rested, this.never, this.wears) == (1, 1, 1, 2)
    assert (then.worn, then.rested, then.never, then.wears) == (2, 0, 0, 2), "never came after that year"
    assert [(piece.id, piece.wears) for piece in ever.most_worn] == [(lately, 3), (long_ago, 1)]
    assert [piece.id for piece in ever.least_worn] == [never]
    assert {month.first: month.wears for month in then.months if month.wears} == {date(2024, 3, 1): 2}
    assert then.weekdays == (2, 0, 0, 0, 0, 0, 0), "4 March 2024 was a Monday"
    assert this.months[0].first == date(2026, 1, 1)


def test_cost_per_wear_from_the_best_and_from_the_worst(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    numbers = {}
    for price, wears in ((1000, 4), (90_000, 2), (50_000, 0), (999, 2)):
        number = make_garment(person.id)
        closet.garments.describe(person.id, number, price_minor=price)
        for day in range(wears):
            closet.garments.wear(person.id, number, date(2026, 5, 1 + day))
        numbers[price] = number
    dollars = make_garment(person.id)
    closet.garments.describe(person.id, dollars, price_minor=2999, currency="USD")
    found = closet.statistics.of(person.id)
    assert [(piece.id, piece.cost_minor) for piece in found.cheapest] == [
        (numbers[1000], 250),
        (numbers[999], 500),
    ]
    assert [(piece.id, piece.cost_minor) for piece in found.dearest] == [(numbers[90_000], 45_000)]
    assert (found.priced, found.value) == (5, {"KRW": 141_999, "USD": 2999})


def test_categories_main_colours_and_seasons(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    grey = NamedColour("grey", (100, 100, 100), 0.6)
    make_garment(person.id, Category.SANDAL, colours=[grey, NamedColour("red", (200, 0, 0), 0.3)])
    make_garment(person.id, Category.SANDAL, colours=[NamedColour("grey", (140, 120, 100), 1.0)])
    make_garment(person.id, Category.COAT, colours=[])
    found = closet.statistics.of(person.id)
    assert found.categories == {Category.SANDAL: 2, Category.COAT: 1}
    assert [(hue.name, hue.rgb, hue.garments) for hue in found.colours] == [("grey", (120, 110, 100), 2)]
    assert found.seasons == {Season.SPRING: 1, Season.SUMMER: 2, Season.AUTUMN: 1, Season.WINTER: 1}


@pytest.mark.parametrize("change", ["own", "other connection"])
def test_the_stamp_changes_with_the_closet_and_only_then(
    closet: Closet, person: Person, make_garment: MakeGarment, change: str
) -> None:
    number = make_garment(person.id)
    before = closet.stamp()
    closet.statistics.of(person.id)
    assert closet.stamp() == before
    if change == "own":
        closet.garments.wash(person.id, number)
    else:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as other:
            other.submit(closet.garments.wash, person.id, number).result()
            other.submit(closet.close).result()
    assert closet.stamp() != before
    again = closet.stamp()
    closet.close()
    assert closet.stamp() != again, "the numbers of a new connection begin again"
