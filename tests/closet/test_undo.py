"""Many garments changed at once, and every change taken back exactly, for ten minutes."""

from collections.abc import Callable
from datetime import date

import pytest

from mirror.attire import Care, Formality, Weight
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Garment, Person
from mirror.closet.models import UndoRow
from mirror.errors import ClosetError, NotFound
from mirror.seasons import Season

MakeGarment = Callable[..., int]
TEN_MINUTES_S = 600


@pytest.fixture
def other(closet: Closet) -> Person:
    return closet.people.add("민호")


@pytest.fixture
def ids(closet: Closet, person: Person, clock: FakeClock, make_garment: MakeGarment) -> list[int]:
    """Five garments, no two alike: one corrected, one in the wash, one put away, one with seasons."""
    numbers = [make_garment(person.id, category) for category in list(Category)[:5]]
    closet.garments.set_category(person.id, numbers[0], Category.HAT)
    closet.garments.wash(person.id, numbers[1])
    closet.garments.retire(person.id, numbers[2])
    closet.garments.describe(person.id, numbers[3], seasons=[Season.WINTER], tags=["work"], brand="Uniqlo")
    closet.garments.describe(
        *(person.id, numbers[4]), weight=Weight.LIGHT, formality=Formality.CASUAL, favourite=True
    )
    clock.advance(3600)
    return numbers


def all_of(closet: Closet, person: Person, ids: list[int]) -> list[Garment]:
    return closet.garments.several(person.id, ids)


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        (
            {"category": Category.SKIRT},
            lambda one: one.category == Category.SKIRT and one.corrected and one.reviewed,
        ),
        ({"washing": True}, lambda one: one.in_wash),
        ({"washing": False}, lambda one: not one.in_wash),
        ({"retired": True}, lambda one: one.retired_at is not None),
        ({"retired": False}, lambda one: one.retired_at is None),
        (
            {"seasons": [Season.AUTUMN, Season.SPRING]},
            lambda one: one.seasons == {Season.SPRING, Season.AUTUMN},
        ),
        ({"seasons": []}, lambda one: one.seasons == frozenset()),
        ({"favourite": True}, lambda one: one.favourite),
        (
            {"weight": Weight.HEAVY, "care": Care.HAND, "formality": Formality.SPORT},
            lambda one: (one.weight, one.care, one.formality) == (Weight.HEAVY, Care.HAND, Formality.SPORT),
        ),
        (
            {"weight": None, "formality": None, "favourite": False},
            lambda one: one.weight is None and one.formality is None and not one.favourite,
        ),
        ({"washing": True, "retired": True}, lambda one: one.in_wash and one.retired_at is not None),
    ],
)
def test_a_change_reaches_all_and_undo_gives_back_exactly_what_there_was(
    closet: Closet,
    person: Person,
    ids: list[int],
    change: dict[str, object],
    holds: Callable[[Garment], bool],
) -> None:
    before = all_of(closet, person, ids)
    number = closet.garments.change(person.id, ids, **change)  # type: ignore[arg-type]
    assert all(map(holds, all_of(closet, person, ids)))
    assert sorted(closet.garments.undo(person.id, number)) == sorted(ids)
    assert all_of(closet, person, ids) == before
    with pytest.raises(NotFound):
        closet.garments.undo(person.id, number)


def test_what_is_in_the_wash_or_put_away_stays_so_since_then(
    closet: Closet, person: Person, ids: list[int]
) -> None:
    before = all_of(closet, person, ids)
    closet.garments.change(person.id, ids, washing=True, retired=True)
    after = all_of(closet, person, ids)
    assert after[1].washing_since == before[1].washing_since
    assert after[2].retired_at == before[2].retired_at


def test_deleted_together_and_back_together(closet: Closet, person: Person, ids: list[int]) -> None:
    before = all_of(closet, person, ids)
    number = closet.garments.change(person.id, ids[:4], deleted=True)
    assert all_of(closet, person, ids) == before[4:]
    closet.garments.purge()
    closet.garments.undo(person.id, number)
    assert all_of(closet, person, ids) == before


def test_undo_ends_after_ten_minutes_and_is_forgotten(
    closet: Closet, person: Person, clock: FakeClock, ids: list[int]
) -> None:
    gone = closet.garments.change(person.id, ids[:2], deleted=True)
    washed = closet.garments.change(person.id, ids[2:], washing=True)
    clock.advance(TEN_MINUTES_S - 1)
    closet.garments.undo(person.id, washed)
    clock.advance(1)
    with pytest.raises(NotFound):
        closet.garments.undo(person.id, gone)
    closet.garments.purge()
    assert UndoRow.select().count() == 0
    assert all_of(closet, person, ids) == closet.garments.several(person.id, ids[2:])


def test_undo_touches_only_what_the_change_had_touched(
    closet: Closet, person: Person, ids: list[int]
) -> None:
    number = closet.garments.change(person.id, ids, washing=True)
    closet.garments.describe(person.id, ids[0], name="written since")
    closet.garments.retire(person.id, ids[0])
    closet.garments.undo(person.id, number)
    garment = closet.garments.get(person.id, ids[0])
    assert (garment.name, garment.in_wash) == ("written since", False)
    assert garment.retired_at is not None


def test_nobody_changes_or_undoes_another_s(
    closet: Closet, person: Person, other: Person, ids: list[int], make_garment: MakeGarment
) -> None:
    theirs = make_garment(other.id)
    before = closet.garments.get(other.id, theirs)
    number = closet.garments.change(person.id, [*ids, theirs, 999], deleted=True)
    assert closet.garments.get(other.id, theirs) == before
    assert closet.garments.own(person.id, [*ids, theirs]) == []
    for who, which in ((other.id, number), (person.id, number + 1)):
        with pytest.raises(NotFound):
            closet.garments.undo(who, which)
    for wrong in ([theirs], [999], []):
        with pytest.raises(NotFound):
            closet.garments.change(person.id, wrong, washing=True)
    assert UndoRow.select().count() == 1, "what changes nothing leaves nothing to undo"
    closet.garments.undo(person.id, number)
    assert closet.garments.own(person.id, [*ids, theirs]) == ids


def test_a_garment_that_ended_does_not_come_back(closet: Closet, person: Person, ids: list[int]) -> None:
    first = closet.garments.change(person.id, ids[:2], washing=True)
    number = closet.garments.change(person.id, ids[:1], deleted=True)
    closet.garments.purge(all_deleted=True)
    with pytest.raises(NotFound):
        closet.garments.undo(person.id, number)
    assert closet.garments.undo(person.id, first) == [ids[1]]


# Words


def test_words_are_taken_back_with_the_spellings_that_they_changed(
    closet: Closet, person: Person, ids: list[int]
) -> None:
    closet.garments.describe(person.id, ids[4], brand="Uniqlo", tags=["work", "travel"])
    before = all_of(closet, person, ids)
    number = closet.garments.describe(
        person.id,
        ids[3],
        name="coat",
        brand="UNIQLO",
        tags=["WORK", "home"],
        seasons=[],
        price_minor=5,
        bought_on=date(2024, 2, 29),
        shop="무신사",
        place="attic",
    )
    assert number is not None
    after = all_of(closet, person, ids)
    assert [one.brand for one in after[3:]] == ["UNIQLO", "UNIQLO"]
    assert [one.tags for one in after[3:]] == [("WORK", "home"), ("WORK", "travel")]
    assert (after[3].bought_on, after[3].shop, after[3].place) == (date(2024, 2, 29), "무신사", "attic")
    closet.garments.undo(person.id, number)
    assert all_of(closet, person, ids) == before


def test_nothing_said_is_nothing_to_undo(closet: Closet, person: Person, ids: list[int]) -> None:
    assert closet.garments.describe(person.id, ids[0]) is None
    closet.garments.describe(person.id, ids[0], bought_on=date(2026, 11, 1))
    closet.garments.describe(person.id, ids[0], bought_on=None)
    assert closet.garments.get(person.id, ids[0]).bought_on is None


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"bought_on": date(2026, 11, 23)}, "still to come"),
        ({"shop": "x" * 61}, "a shop's name has at most 60 letters"),
        ({"place": "x" * 61}, "a place has at most 60 letters"),
        ({"tags": ["x" * 31]}, "a tag has at most 30 letters"),
        ({"tags": [str(number) for number in range(21)]}, "at most 20 tags"),
    ],
)
def test_what_is_no_word_changes_nothing(
    closet: Closet, person: Person, ids: list[int], wrong: dict[str, object], reason: str
) -> None:
    before = all_of(closet, person, ids)
    with pytest.raises(ClosetError, match=reason):
        closet.garments.describe(person.id, ids[3], name="new", **wrong)  # type: ignore[arg-type]
    assert all_of(closet, person, ids) == before
    assert UndoRow.select().count() == 2, "but for what made this closet"


# Tags


def test_tags_are_tidied_and_spelled_as_the_closet_spells_them(
    closet: Closet, person: Person, other: Person, ids: list[int], make_garment: MakeGarment
) -> None:
    garments = closet.garments
    garments.set_tags(person.id, ids[0], ["  Summer   trip ", "Work", "summer TRIP", "a,b", "", "여행"])
    assert garments.get(person.id, ids[0]).tags == ("Summer trip", "a b", "work", "여행")
    theirs = make_garment(other.id)
    garments.set_tags(other.id, theirs, ["WORK"])
    assert garments.facets(person.id).tags == {"work": 2, "Summer trip": 1, "a b": 1, "여행": 1}
    garments.set_tags(person.id, ids[0], ["work"])
    garments.set_tags(person.id, ids[0], ["Work"])
    assert garments.get(person.id, ids[3]).tags == ("Work",)
    assert garments.get(other.id, theirs).tags == ("WORK",)
    garments.set_tags(person.id, ids[0], [])
    assert garments.get(person.id, ids[0]).tags == ()
    with pytest.raises(NotFound):
        garments.set_tags(person.id, theirs, ["mine"])


# Days


def test_days_worn_are_past_days_and_today(closet: Closet, person: Person, ids: list[int]) -> None:
    garments, number = closet.garments, ids[0]
    days = [date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 22)]
    for day in reversed(days):
        garments.wear(person.id, number, day)
    assert garments.days_worn(person.id, number) == days
    with pytest.raises(ClosetError, match="still to come"):
        garments.wear(person.id, number, date(2026, 11, 23))
    with pytest.raises(ClosetError, match="still to come"):
        garments.wear_all(person.id, [ids[1], ids[2]], date(2027, 1, 1))
    garments.unwear(person.id, number, days[0])
    assert garments.days_worn(person.id, number) == days[1:]
    with pytest.raises(NotFound):
        garments.days_worn(closet.people.add("Ghost").id, number)
