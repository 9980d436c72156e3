"""What to store, to bring out and to part with, by the month's normals or by the calendar of either hemisphere."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.attire import Formality
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person, Wearable
from mirror.seasons import Season
from mirror.stylist.planning.season_change import LIST_MAX, month_season, season_change
from mirror.stylist.planning.values import Advisable
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.kept import KeptWeather
from mirror.stylist.weather.values import MonthNormal

from .wearables import wearable

NOTED = 100
SPRING, SUMMER, AUTUMN, WINTER = Season
# Mean daily low and high by month, degrees Celsius, about those of the years 1991 to 2020.
SEOUL = tuple(
    zip(
        (-5.5, -3.2, 1.9, 8.0, 13.5, 18.7, 22.3, 22.9, 17.7, 10.6, 3.5, -3.4),
        (2.1, 5.1, 11.0, 17.9, 23.6, 27.6, 29.0, 30.0, 26.2, 20.2, 11.9, 4.2),
        strict=True,
    )
)
LONDON = tuple(
    zip(
        (2.7, 2.7, 4.1, 6.0, 9.1, 12.0, 14.2, 14.1, 11.6, 8.8, 5.3, 3.1),
        (8.4, 9.0, 11.7, 15.0, 18.4, 21.6, 23.9, 23.4, 20.2, 15.8, 11.5, 8.8),
        strict=True,
    )
)
SINGAPORE = ((24, 31),) * 12

LINEN = wearable(Category.SHIRT, "cream", number=1, seasons=frozenset({SUMMER}))
PARKA = wearable(Category.COAT, "black", number=2, seasons=frozenset({WINTER}))
TRENCH = wearable(Category.COAT, "beige", number=3, seasons=frozenset({SPRING, AUTUMN}))
JEANS = wearable(Category.TROUSER, "blue", number=4)
WARDROBE = (LINEN, PARKA, TRENCH, JEANS)


def unknown(month: int) -> None:
    """Nobody knows what a month is like."""


def suggested(
    today: date, *garments: Wearable, latitude: float | None = None, days_noted: int = NOTED
) -> set[tuple[str, int]]:
    found = season_change(garments, today, unknown, latitude=latitude, days_noted=days_noted)
    return {(one.what.value, one.garment.id) for one in found}


@pytest.mark.parametrize(
    ("month", "latitude", "wanted"),
    [
        (3, 37.6, {("store", 1), ("store", 2), ("bring-out", 3)}),
        (9, 37.6, {("store", 1), ("store", 2), ("bring-out", 3)}),
        (5, 37.6, {("store", 2), ("bring-out", 1)}),
        (5, -33.9, {("store", 1), ("bring-out", 2)}),
        (11, None, {("store", 1), ("bring-out", 2)}),
        (11, -33.9, {("store", 2), ("bring-out", 1)}),
        (7, None, {("store", 2), ("store", 3)}),
    ],
)
def test_the_calendar_tells_where_no_normals_do(
    month: int, latitude: float | None, wanted: set[tuple[str, int]]
) -> None:
    assert suggested(date(2026, month, 10), *WARDROBE, latitude=latitude) == wanted


def _normals(place: tuple[tuple[float, float], ...]) -> Callable[[int], MonthNormal]:
    return lambda month: MonthNormal(month, *place[month - 1], rain_mm=2.0)


@pytest.mark.parametrize(
    ("place", "winter", "spring", "summer", "autumn"),
    [
        (SEOUL, {12, 1, 2}, {3, 4, 5}, {6, 7, 8, 9}, {10, 11}),
        (LONDON, {12, 1, 2, 3}, {4, 5}, {6, 7, 8}, {9, 10, 11}),
        (SINGAPORE, set(), set(), set(range(1, 13)), set()),
    ],
    ids=["Seoul", "London", "Singapore"],
)
def test_the_months_of_a_place_have_the_seasons_that_people_there_speak_of(
    place, winter: set[int], spring: set[int], summer: set[int], autumn: set[int]
) -> None:
    seasons = {month: month_season(month, _normals(place)) for month in range(1, 13)}
    for season, months in zip(
        (WINTER, SPRING, SUMMER, AUTUMN), (winter, spring, summer, autumn), strict=True
    ):
        assert {month for month, one in seasons.items() if one is season} == months


def test_sydney_s_normals_turn_the_year_without_its_latitude() -> None:
    sydney = _normals(SEOUL[6:] + SEOUL[:6])
    assert [month_season(month, sydney) for month in (1, 4, 7, 10)] == [SUMMER, AUTUMN, WINTER, SPRING]
    assert month_season(1, lambda month: _normals(SEOUL)(1) if month == 1 else None) is WINTER


def test_what_is_in_use_or_in_the_wash_stays_where_it_is() -> None:
    today = date(2026, 9, 10)
    lately = wearable(Category.SANDAL, "brown", number=1, last_worn=today - timedelta(days=5), wear_count=9)
    not_lately = wearable(
        Category.SANDAL, "brown", number=2, last_worn=today - timedelta(days=20), wear_count=9
    )
    in_wash = wearable(Category.SHORTS, "khaki", number=3, in_wash=True)
    assert suggested(today, lately, not_lately, in_wash) == {("store", 2)}


def test_who_hangs_there_for_a_year_is_thought_about() -> None:
    today = date(2027, 4, 10)
    year, less = today - timedelta(days=400), today - timedelta(days=300)
    garments = (
        wearable(
            Category.TSHIRT, "red", number=1, added_on=year - timedelta(days=99), last_worn=year, wear_count=3
        ),
        wearable(Category.TSHIRT, "red", number=2, added_on=year),
        wearable(Category.TSHIRT, "red", number=3, added_on=less),  # came lately
        wearable(Category.TSHIRT, "red", number=4, added_on=year, last_worn=less, wear_count=1),
        wearable(
            Category.TROUSER, "navy", number=5, added_on=year, formality=Formality.FORMAL
        ),  # for a wedding
        wearable(Category.TSHIRT, "red", number=6, added_on=year, favourite=True),
        wearable(
            Category.TSHIRT, "red", number=7, added_on=less, last_worn=year, wear_count=1
        ),  # from a backup
    )
    assert suggested(today, *garments) == {("retire", 1), ("retire", 2)}
    assert suggested(today, *garments, days_noted=3) == set(), "who notes nothing has not said what is unworn"
    told = season_change(garments, today, unknown, days_noted=NOTED)
    assert [one.unworn_days for one in told] == [400, 400]


def test_thousands_are_cut_to_the_most_telling() -> None:
    today = date(2027, 9, 10)
    many = [
        wearable(
            *(Category.SANDAL, "brown"),
            number=number,
            added_on=date(2027, 1, 1),
            last_worn=today - timedelta(days=15 + number % 200),
            wear_count=1,
        )
        for number in range(1, 5001)
    ]
    told = season_change(many, today, unknown, days_noted=NOTED)
    assert len(told) == LIST_MAX
    assert {one.what for one in told} == {Advisable.STORE}
    assert {one.unworn_days for one in told} == {214}, "those that were left longest"


def test_the_door_asks_the_closet_for_place_and_wears(
    closet: Closet, clock: FakeClock, person: Person, make_garment
) -> None:
    stylist = Stylist(closet, clock, KeptWeather(closet, clock))  # in November
    sandals = make_garment(person.id, Category.SANDAL)
    assert [(one.what, one.garment.id) for one in stylist.season_change(person.id)] == [
        (Advisable.STORE, sandals)
    ]
    closet.preferences.change(place_name="Sydney", latitude=-33.87, longitude=151.21)
    assert [one.what for one in stylist.season_change(person.id)] == [Advisable.BRING_OUT]
    assert stylist.season_change(closet.people.add("Minseo").id) == ()
