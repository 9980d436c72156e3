"""Finding garments by words, seasons, tags and by how long they were not worn."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Order, Person, State, Wanted
from mirror.seasons import Season
from mirror.vision.facts import Guess, NamedColour

MakeGarment = Callable[..., int]


@pytest.fixture
def find(closet: Closet, person: Person) -> Callable[..., list[int]]:
    """The numbers of what is wanted."""

    def found(search: str = "", **values: object) -> list[int]:
        wanted = Wanted(search=search, **values)  # type: ignore[arg-type]
        ids = [entry.id for entry in closet.garments.listing(person.id, wanted)]
        assert sum(closet.garments.counts(person.id, wanted).values()) == len(ids)
        return sorted(ids)

    return found


def test_every_field_is_searched_and_all_words_must_be_there(
    closet: Closet, person: Person, make_garment: MakeGarment, find: Callable[..., list[int]]
) -> None:
    number, plain = make_garment(person.id, Category.SKIRT), make_garment(person.id, Category.HAT)
    closet.garments.describe(
        person.id,
        number,
        name="할머니 코트",
        brand="Café Noir",
        notes="dry\nclean",
        shop="동대문",
        place="Left wardrobe",
        tags=["Travel kit"],
    )
    for word in (
        "할머니",
        "café",
        "CAFÉ noir",
        "dry clean",
        "동대문",
        "WARDROBE",
        "travel",
        "할머니 travel noir",
    ):
        assert find(word) == [number], word
    for word in ("cafe", "할머니 hat", "wardrobes", "travelkit"):
        assert find(word) == [], word
    assert find("   ") == [number, plain]
    assert find("치마") == find("skirt") == [number], "what it is, in both languages"
    assert find("빨강") == find("RED") == [number, plain]
    assert find("skirt red 할머니") == [number]


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("%", 0), ("_", 1), ("100%", 0), ("'", 2), ("\\", 3), ('"', 4), ("a_c", 1), ("(", 5)],
)
def test_a_sign_is_a_sign(
    closet: Closet, make_garment: MakeGarment, find: Callable[..., list[int]], sign: str, expected: int
) -> None:
    person = closet.people.all()[0]
    names = ("100% wool", "a_c", "O'Neill", "back\\slash", 'so "called"', "(", "abc 100 wool")
    ids = [make_garment(person.id) for _ in names]
    for number, name in zip(ids, names, strict=True):
        closet.garments.describe(person.id, number, name=name)
    assert find(sign) == [ids[expected]]


def test_hangul_is_found_however_it_is_composed(
    closet: Closet, person: Person, make_garment: MakeGarment, find: Callable[..., list[int]]
) -> None:
    number = make_garment(person.id)
    for stored in ("NFC", "NFD"):
        closet.garments.describe(person.id, number, name=unicodedata.normalize(stored, "검정 재킷"))  # type: ignore[arg-type]
        for asked in ("NFC", "NFD"):
            assert find(unicodedata.normalize(asked, "재킷")) == [number]  # type: ignore[arg-type]


def test_search_and_filters_narrow_together(
    closet: Closet, person: Person, make_garment: MakeGarment, find: Callable[..., list[int]]
) -> None:
    other = closet.people.add("민호")
    ids = [make_garment(person.id, category) for category in (Category.SHIRT, Category.SHIRT, Category.COAT)]
    theirs = make_garment(other.id)
    for number in ids:
        closet.garments.describe(
            person.id, number, name="blue one", tags=["work"] if number != ids[1] else []
        )
    closet.garments.describe(other.id, theirs, name="blue one", tags=["work"])
    closet.garments.wash(person.id, ids[2])
    assert find("blue") == ids
    assert find("blue", tags=frozenset(["work"])) == [ids[0], ids[2]]
    assert find("blue", tags=frozenset(["work"]), state=State.WASH) == [ids[2]]
    assert find("blue", category=Category.SHIRT) == ids[:2]
    assert find(tags=frozenset(["nobody's", "work"])) == [ids[0], ids[2]]
    closet.garments.retire(person.id, ids[0])
    assert find("blue") == ids[1:]
    assert find("blue", state=State.RETIRED) == ids[:1]


def test_seasons_are_those_chosen_or_the_usual_ones(
    closet: Closet, person: Person, make_garment: MakeGarment, find: Callable[..., list[int]]
) -> None:
    sandal, coat, bag = (
        make_garment(person.id, one) for one in (Category.SANDAL, Category.COAT, Category.BAG)
    )
    summer_coat = make_garment(person.id, Category.COAT)
    closet.garments.describe(person.id, summer_coat, seasons=[Season.SUMMER])
    assert find(seasons=frozenset([Season.SUMMER])) == sorted([sandal, bag, summer_coat])
    assert find(seasons=frozenset([Season.WINTER])) == [coat, bag]
    assert find(seasons=frozenset([Season.SUMMER, Season.WINTER])) == sorted([sandal, coat, bag, summer_coat])
    facets = closet.garments.facets(person.id)
    assert list(facets.seasons) == list(Season)
    for season, count in facets.seasons.items():
        assert len(find(seasons=frozenset([season]))) == count


def test_unworn_since_counts_local_days(tmp_path: Path) -> None:
    seoul = timezone(timedelta(hours=9))
    clock = FakeClock(
        datetime(2026, 10, 1, 14, 30, tzinfo=UTC).astimezone(seoul)
    )  # half an hour before midnight
    closet = Closet.open(tmp_path / "data", clock)
    person = closet.people.add("지은")

    def add(name: str) -> int:
        return closet.garments.add(
            person.id, name, guesses=[Guess(Category.BAG, 1.0)], colours=[NamedColour("red", (1, 2, 3), 1.0)],
            cutout_uncertain=False,
        )  # fmt: skip

    came_first = add("a")
    clock.advance(3600)
    came_second, worn, worn_long_ago = add("b"), add("c"), add("d")
    clock.advance(40 * 24 * 3600)
    closet.garments.wear(person.id, worn, date(2026, 10, 20))
    closet.garments.wear(person.id, worn_long_ago, date(2026, 9, 1))

    def unworn(day: date) -> list[int]:
        wanted = Wanted(unworn_since=day)
        return sorted(entry.id for entry in closet.garments.listing(person.id, wanted, Order.UNWORN))

    assert unworn(date(2026, 10, 1)) == [worn_long_ago]
    assert unworn(date(2026, 10, 2)) == [came_first, worn_long_ago]
    assert unworn(date(2026, 10, 3)) == [came_first, came_second, worn_long_ago]
    assert unworn(date(2026, 10, 20)) == [came_first, came_second, worn_long_ago]
    assert unworn(date(2026, 10, 21)) == [came_first, came_second, worn, worn_long_ago]
    closet.close()
