"""The door: over a real closet, with what was worn, said and planned kept in it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.attire import Occasion, Weight
from mirror.categories import Category, Slot
from mirror.clock import FakeClock
from mirror.closet import Closet, Felt, OutfitState, Person
from mirror.errors import ClosetError, NotFound
from mirror.stylist.advice import Wish
from mirror.stylist.reasons import Lack, Why
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.values import Answer, DayWeather, MonthNormal, Weather

from .test_outfits import weather

MakeGarment = Callable[..., int]
KINDS = (
    *(Category.TSHIRT, Category.SHIRT, Category.SHIRT, Category.PULLOVER, Category.PULLOVER, Category.COAT),
    *(
        Category.COAT,
        Category.TROUSER,
        Category.TROUSER,
        Category.SKIRT,
        Category.SNEAKER,
        Category.ANKLE_BOOT,
    ),
)


class Known:
    """Weather that somebody sets."""

    def __init__(self) -> None:
        self.celsius: float | None = 8.0

    def on(self, day: date) -> DayWeather | None:
        return None if self.celsius is None else weather(self.celsius)

    def now(self) -> Weather | None:
        return None

    def normal(self, month: int) -> MonthNormal | None:
        return None

    def answer(self, day: date, answer: Answer) -> None:
        self.celsius = {Answer.COLD: 0.0, Answer.MILD: 13.0, Answer.WARM: 22.0, Answer.HOT: 30.0}[answer]


@pytest.fixture
def known() -> Known:
    return Known()


@pytest.fixture
def stylist(closet: Closet, clock: FakeClock, known: Known) -> Stylist:
    return Stylist(closet, clock, known)


@pytest.fixture
def wardrobe(closet: Closet, person: Person, make_garment: MakeGarment) -> list[int]:
    """Twelve garments, of the two coats, pullovers and trousers one heavy and one light."""
    ids = [make_garment(person.id, kind, rgb=(10 * at, 40, 60)) for at, kind in enumerate(KINDS)]
    for at, weight in zip((3, 4, 5, 6, 7, 8), (Weight.LIGHT, Weight.HEAVY) * 3, strict=True):
        closet.garments.describe(person.id, ids[at], weight=weight)
    return ids


@pytest.fixture
def wish(clock: FakeClock) -> Wish:
    return Wish(day=clock.now().date())


def warmth(stylist: Stylist, person: Person, wish: Wish) -> float:
    looks = stylist.advise(person.id, wish).looks
    return sum(look.given_clo for look in looks) / len(looks)


def say(
    stylist: Stylist, closet: Closet, clock: FakeClock, person: Person, *, felt: Felt, times: int = 4
) -> None:
    """Wear what is proposed on so many days, and say how it felt."""
    for _ in range(times):
        today = clock.now().date()
        look = stylist.advise(person.id, Wish(day=today)).looks[0]
        closet.outfits.feel(person.id, stylist.wear(person.id, look.ids, today), felt)
        clock.advance(24 * 3600)


@pytest.mark.parametrize(("felt", "sign"), [(Felt.TOO_COLD, 1), (Felt.TOO_WARM, -1)])
def test_what_a_person_says_moves_what_they_are_given(
    *,
    stylist: Stylist,
    closet: Closet,
    clock: FakeClock,
    person: Person,
    wardrobe: list[int],
    wish: Wish,
    felt: Felt,
    sign: int,
) -> None:
    need = stylist.advise(person.id, wish).need
    say(stylist, closet, clock, person, felt=felt)
    offset = stylist.offset(person.id)
    assert offset.answers == 4
    assert sign * offset.celsius > 1
    after = stylist.advise(person.id, Wish(day=clock.now().date()))
    assert need is not None
    assert after.need is not None
    assert sign * (after.need.least_clo - need.least_clo) > 0.05
    assert after.offset_celsius == offset.celsius
    # What is kept of an outfit is what anybody needs: an answer must not count twice.
    kept = closet.outfits.between(person.id, wish.day, wish.day)[0].conditions
    assert kept is not None
    assert kept.least_clo == pytest.approx(need.least_clo)

    closet.styling.reset_warmth(person.id, clock.now())
    assert stylist.offset(person.id).celsius == 0


def test_who_is_cold_is_dressed_warmer_than_who_is_warm(
    *,
    stylist: Stylist,
    closet: Closet,
    clock: FakeClock,
    person: Person,
    wardrobe: list[int],
) -> None:
    say(stylist, closet, clock, person, felt=Felt.TOO_COLD)
    clock.advance(40 * 24 * 3600)  # no longer than what was worn lately is put off
    cold = warmth(stylist, person, Wish(day=clock.now().date()))
    closet.styling.reset_warmth(person.id, clock.now())
    say(stylist, closet, clock, person, felt=Felt.TOO_WARM)
    clock.advance(40 * 24 * 3600)
    assert cold > warmth(stylist, person, Wish(day=clock.now().date())) + 0.1


def test_the_same_history_gives_the_same_answer(
    *, stylist: Stylist, closet: Closet, clock: FakeClock, person: Person, wardrobe: list[int], known: Known
) -> None:
    say(stylist, closet, clock, person, felt=Felt.RIGHT, times=2)
    wish = Wish(day=clock.now().date())
    assert stylist.advise(person.id, wish) == Stylist(closet, clock, known).advise(person.id, wish)


def test_what_is_passed_over_sinks_and_can_be_forgotten(
    *, stylist: Stylist, closet: Closet, clock: FakeClock, person: Person, wardrobe: list[int], wish: Wish
) -> None:
    shirt, trousers = wardrobe[1], wardrobe[7]
    for number in range(3):
        stylist.skip(person.id, [shirt, trousers, wardrobe[10 + number % 2]], wish.day)
    taste = stylist.taste(person.id)
    assert taste.passed == 2  # the same again on one day is one
    assert taste.pairs[(shirt, trousers)] < 0
    clock.advance(60)
    closet.styling.reset_taste(person.id, clock.now())
    assert stylist.taste(person.id).pairs == {}


def test_wearing_notes_the_day_and_the_weather_and_can_be_taken_back(
    *, stylist: Stylist, closet: Closet, person: Person, wardrobe: list[int], wish: Wish
) -> None:
    look = stylist.advise(person.id, wish).looks[0]
    number = stylist.wear(person.id, look.ids, wish.day)
    kept = closet.outfits.get(person.id, number)
    assert kept.conditions == look.conditions
    assert {tile.id for tile in closet.garments.worn_on(person.id, wish.day)} == look.ids
    closet.outfits.remove(person.id, number)
    assert closet.garments.worn_on(person.id, wish.day) == []


def test_what_is_planned_comes_first_on_its_day_and_for_its_occasion(
    *, stylist: Stylist, person: Person, wardrobe: list[int], wish: Wish
) -> None:
    tomorrow = wish.day + timedelta(days=1)
    chosen = [wardrobe[1], wardrobe[9], wardrobe[11]]
    stylist.plan(person.id, chosen, tomorrow, Occasion.WORK)
    first = stylist.advise(person.id, Wish(day=tomorrow, occasion=Occasion.WORK)).looks[0]
    assert first.ids == set(chosen)
    assert first.reasons[0].code is Why.PLANNED
    other = stylist.advise(person.id, Wish(day=tomorrow)).looks[0]
    assert other.reasons[0].code is not Why.PLANNED


def test_nobody_is_dressed_in_another_ones_clothes(
    *,
    stylist: Stylist,
    closet: Closet,
    person: Person,
    wardrobe: list[int],
    wish: Wish,
    make_garment: MakeGarment,
) -> None:
    other = closet.people.add("Sam")
    theirs = make_garment(other.id, Category.SHIRT, rgb=(1, 2, 3))
    pinned = Wish(day=wish.day, pinned=frozenset({theirs}))
    for asked in (
        lambda: stylist.advise(person.id, pinned),
        lambda: stylist.rate(person.id, [theirs], wish),
        lambda: stylist.companions(person.id, theirs, wish),
        lambda: stylist.wear(person.id, [theirs], wish.day),
    ):
        with pytest.raises(NotFound):
            asked()
    assert {lack.code for lack in stylist.advise(other.id, wish).lacking} >= {Lack.NO_BOTTOM, Lack.NO_SHOES}


def test_days_out_of_reach_are_refused(
    stylist: Stylist, person: Person, wardrobe: list[int], wish: Wish
) -> None:
    for days in (-1, 8):
        with pytest.raises(ClosetError):
            stylist.advise(person.id, Wish(day=wish.day + timedelta(days=days)))
    with pytest.raises(ClosetError):
        stylist.rate(person.id, [], wish)


def test_companions_are_what_can_be_worn_with_it(
    *, stylist: Stylist, closet: Closet, person: Person, wardrobe: list[int], wish: Wish
) -> None:
    closet.garments.wash(person.id, wardrobe[7])
    with_shirt = stylist.companions(person.id, wardrobe[1], wish)
    assert {one.category for one in with_shirt[Slot.TOP]} == {Category.PULLOVER}  # over it
    assert wardrobe[7] not in {one.id for one in with_shirt[Slot.BOTTOM]}
    with_skirt = stylist.companions(person.id, wardrobe[9], wish)
    assert Slot.BOTTOM not in with_skirt
    assert len(with_skirt[Slot.TOP]) == 5


def test_a_rated_outfit_says_what_it_gives(
    stylist: Stylist, person: Person, wardrobe: list[int], wish: Wish
) -> None:
    light = stylist.rate(person.id, [wardrobe[0], wardrobe[9]], wish)
    assert light.reasons[0].code is Why.TOO_LIGHT
    warm = stylist.rate(person.id, [wardrobe[i] for i in (1, 4, 6, 8, 11)], wish)
    assert warm.given_clo > light.given_clo + 0.5
    assert warm.garments[0].category is Category.COAT


def test_without_weather_the_face_is_told_to_ask(
    stylist: Stylist, person: Person, wardrobe: list[int], wish: Wish, known: Known
) -> None:
    known.celsius = None
    advice = stylist.advise(person.id, wish)
    assert advice.weather is None
    assert advice.looks
    number = stylist.wear(person.id, advice.looks[0].ids, wish.day)
    assert stylist.offset(person.id).answers == 0
    assert number
    stylist.weather.answer(wish.day, Answer.COLD)
    assert stylist.advise(person.id, wish).need is not None


def test_states_are_kept_apart(
    stylist: Stylist, closet: Closet, person: Person, wardrobe: list[int], wish: Wish
) -> None:
    stylist.plan(person.id, wardrobe[1:3], wish.day)
    stylist.skip(person.id, wardrobe[3:5], wish.day)
    states = {one.state for one in closet.outfits.between(person.id, wish.day, wish.day)}
    assert states == {OutfitState.PLANNED, OutfitState.SKIPPED}
