"""Outfits that were worn, planned and passed over, and the wears that come and go with them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.attire import Occasion
from mirror.clock import FakeClock
from mirror.closet import Closet, Conditions, Felt, OutfitState, Person
from mirror.closet.models import OutfitRow
from mirror.errors import ClosetError, NotFound

MakeGarment = Callable[..., int]
TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
COLD = Conditions(-2.0, 4.0, 60.0, 0.0, 1.6, 1.5, 1.9)


@pytest.fixture
def ids(person: Person, make_garment: MakeGarment) -> list[int]:
    return [make_garment(person.id) for _ in range(4)]


@pytest.fixture
def days(closet: Closet, person: Person, ids: list[int]) -> Callable[[], list[list[date]]]:
    """On which days each of the garments was worn."""
    return lambda: [closet.garments.days_worn(person.id, number) for number in ids]


def test_an_outfit_is_kept_as_it_was_decided(
    closet: Closet, person: Person, ids: list[int], clock: FakeClock
) -> None:
    number = closet.outfits.wear(
        *(person.id, [ids[2], ids[0], ids[2]], YESTERDAY),
        occasion=Occasion.WORK,
        conditions=COLD,
        felt=Felt.TOO_COLD,
    )
    outfit = closet.outfits.get(person.id, number)
    assert (outfit.person_id, outfit.day, outfit.occasion, outfit.state) == (
        *(person.id, YESTERDAY, Occasion.WORK, OutfitState.WORN),
    )
    assert (outfit.felt, outfit.conditions) == (Felt.TOO_COLD, COLD)
    assert set(outfit.garment_ids) == {ids[0], ids[2]}
    assert outfit.decided_at == clock.now()


def test_wearing_notes_each_garments_day_once_and_removing_takes_back_no_more(
    closet: Closet, person: Person, ids: list[int], days: Callable[[], list[list[date]]]
) -> None:
    closet.garments.wear(person.id, ids[0], TODAY)
    number = closet.outfits.wear(person.id, ids[:2], TODAY)
    assert days() == [[TODAY], [TODAY], [], []]
    closet.outfits.remove(person.id, number)
    assert days() == [[TODAY], [], [], []], "what was noted before stays"
    with pytest.raises(NotFound):
        closet.outfits.remove(person.id, number)


@pytest.mark.parametrize("first_goes", [True, False])
def test_a_garment_in_two_outfits_of_a_day_stays_worn_until_both_are_gone(
    *,
    closet: Closet,
    person: Person,
    ids: list[int],
    days: Callable[[], list[list[date]]],
    first_goes: bool,
) -> None:
    shirt, morning, evening = ids[0], ids[1], ids[2]
    both = [closet.outfits.wear(person.id, [shirt, other], TODAY) for other in (morning, evening)]
    assert days() == [[TODAY], [TODAY], [TODAY], []]
    closet.outfits.remove(person.id, both.pop(0 if first_goes else 1))
    assert days() == [[TODAY], *([[], [TODAY]] if first_goes else [[TODAY], []]), []]
    closet.outfits.remove(person.id, both.pop())
    assert days() == [[], [], [], []]


def test_what_is_said_by_hand_is_no_outfits_to_take_back(
    closet: Closet, person: Person, ids: list[int], days: Callable[[], list[list[date]]]
) -> None:
    number = closet.outfits.wear(person.id, ids[:3], TODAY)
    closet.garments.unwear(person.id, ids[0], TODAY)  # not worn after all
    closet.garments.unwear(person.id, ids[1], TODAY)
    closet.garments.wear(person.id, ids[1], TODAY)  # worn all the same
    closet.garments.wear(person.id, ids[2], TODAY)  # said once more
    closet.outfits.wear(person.id, [ids[0]], YESTERDAY)
    closet.outfits.remove(person.id, number)
    assert days() == [[YESTERDAY], [TODAY], [TODAY], []]


def test_what_was_planned_becomes_worn_and_keeps_what_is_known_of_it(
    closet: Closet, person: Person, ids: list[int], clock: FakeClock, days: Callable[[], list[list[date]]]
) -> None:
    closet.outfits.plan(person.id, ids[:2], TOMORROW, conditions=COLD, occasion=Occasion.WORK)
    closet.outfits.plan(person.id, ids[:3], TOMORROW)
    assert days() == [[], [], [], []]
    clock.advance(86_400)
    number = closet.outfits.wear(person.id, ids[:2], TOMORROW)
    worn, planned = (
        closet.outfits.between(person.id, TOMORROW, TOMORROW, [state])
        for state in (OutfitState.WORN, OutfitState.PLANNED)
    )
    assert [(one.id, one.conditions) for one in worn] == [(number, COLD)]
    assert [one.garment_ids for one in planned] == [tuple(ids[:3])], "the day's other outfit stays"
    closet.outfits.feel(person.id, number, Felt.TOO_WARM)
    again = closet.outfits.wear(person.id, ids[:2], TOMORROW)
    assert closet.outfits.get(person.id, again).felt is Felt.TOO_WARM
    assert days() == [[TOMORROW], [TOMORROW], [], []]
    closet.outfits.remove(person.id, again)
    assert days() == [[], [], [], []]


def test_what_was_worn_is_not_passed_over_or_planned_by_the_way(
    closet: Closet, person: Person, ids: list[int], days: Callable[[], list[list[date]]]
) -> None:
    closet.outfits.skip(person.id, ids, TODAY)
    closet.outfits.wear(person.id, ids, TODAY, felt=Felt.RIGHT)
    for decide in (closet.outfits.skip, closet.outfits.plan):
        with pytest.raises(ClosetError, match="noted as worn"):
            decide(person.id, ids, TODAY)
    (only,) = closet.outfits.between(person.id, TODAY, TODAY)
    assert (only.state, only.felt) == (OutfitState.WORN, Felt.RIGHT)
    assert days() == [[TODAY]] * 4


@pytest.mark.parametrize(
    "wrong",
    [
        ("wear", TOMORROW, 1, "plan it"),
        ("plan", YESTERDAY, 1, "today or later"),
        ("wear", TODAY, 0, "1 to 20"),
        ("skip", TODAY, 21, "1 to 20"),
    ],
)
def test_what_cannot_be_is_refused(
    closet: Closet, person: Person, ids: list[int], wrong: tuple[str, date, int, str]
) -> None:
    act, day, count, why = wrong
    with pytest.raises(ClosetError, match=why):
        getattr(closet.outfits, act)(person.id, range(ids[0], ids[0] + count), day)
    assert not OutfitRow.select().exists()


def test_nobody_reaches_anothers_outfit_or_dresses_in_their_clothes(
    closet: Closet, person: Person, ids: list[int], make_garment: MakeGarment
) -> None:
    other = closet.people.add("민호")
    theirs = make_garment(other.id)
    for decide in (closet.outfits.wear, closet.outfits.plan, closet.outfits.skip):
        with pytest.raises(NotFound):
            decide(person.id, [ids[0], theirs], TODAY)
    assert closet.garments.days_worn(person.id, ids[0]) == [], "all or none"
    number = closet.outfits.wear(other.id, [theirs], TODAY)
    with pytest.raises(NotFound):
        closet.outfits.get(person.id, number)
    with pytest.raises(NotFound):
        closet.outfits.remove(person.id, number)
    with pytest.raises(NotFound):
        closet.outfits.feel(person.id, number, Felt.RIGHT)
    assert closet.outfits.between(person.id, date.min, date.max) == []
    assert closet.outfits.get(other.id, number).felt is Felt.UNSAID


def test_only_what_was_worn_felt_like_something(closet: Closet, person: Person, ids: list[int]) -> None:
    planned = closet.outfits.plan(person.id, ids, TODAY)
    with pytest.raises(ClosetError, match="only what was worn"):
        closet.outfits.feel(person.id, planned, Felt.TOO_COLD)
    worn = closet.outfits.wear(person.id, ids, TODAY, felt=Felt.TOO_COLD)
    closet.outfits.feel(person.id, worn, Felt.UNSAID)
    assert closet.outfits.get(person.id, worn).felt is Felt.UNSAID


def test_the_days_are_asked_for_in_order(
    closet: Closet, person: Person, ids: list[int], clock: FakeClock
) -> None:
    late = closet.outfits.skip(person.id, ids[:1], TODAY, occasion=Occasion.WORK)
    clock.advance(60)
    later = closet.outfits.skip(person.id, ids[:2], TODAY)
    first = closet.outfits.wear(person.id, ids, YESTERDAY)
    assert [one.id for one in closet.outfits.between(person.id, YESTERDAY, TODAY)] == [first, late, later]
    assert [one.id for one in closet.outfits.between(person.id, TODAY, TOMORROW)] == [late, later]
    of_day, skipped = closet.outfits.of_day, OutfitState.SKIPPED
    assert [one and one.id for one in (
        of_day(person.id, TODAY, skipped), of_day(person.id, TODAY, skipped, Occasion.WORK),
        of_day(person.id, TODAY, OutfitState.WORN), of_day(person.id, YESTERDAY, OutfitState.WORN),
    )] == [later, late, None, first]  # fmt: skip


def test_a_deleted_garment_is_missing_and_comes_back_into_its_outfits(
    closet: Closet, person: Person, ids: list[int], clock: FakeClock
) -> None:
    number, alone = (closet.outfits.wear(person.id, some, TODAY) for some in (ids[:2], ids[:1]))
    closet.garments.delete(person.id, ids[0])
    assert [one.garment_ids for one in closet.outfits.between(person.id, TODAY, TODAY)] == [(ids[1],)]
    closet.garments.undelete(person.id, ids[0])
    assert closet.outfits.get(person.id, number).garment_ids == tuple(ids[:2])
    closet.garments.delete(person.id, ids[0])
    closet.reconcile()
    assert closet.outfits.get(person.id, alone).garment_ids == (), "it can still come back"
    clock.advance(700)
    closet.reconcile()
    with pytest.raises(NotFound):
        closet.outfits.get(person.id, alone)
    assert closet.outfits.get(person.id, number).garment_ids == (ids[1],)
