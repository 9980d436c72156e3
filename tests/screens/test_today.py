"""What to wear today: outfits that are thought out elsewhere, worn, passed over, asked about, answered."""

import threading
from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
from pygame import Rect

from mirror.attire import Occasion
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.outfit_records import Felt, OutfitState
from mirror.config import MirrorSettings
from mirror.screens.thinking import Thinking
from mirror.screens.widgets.button import TextLink
from mirror.screens.widgets.choice_sheet import ChoiceSheet
from mirror.screens.widgets.flat_lay import flat_lay
from mirror.screens.widgets.look_pager import LookPager
from mirror.screens.widgets.menu_sheet import MenuSheet
from mirror.screens.widgets.nav import NavItem
from mirror.screens.widgets.need_bar import NeedBar
from mirror.screens.widgets.rail import Rail
from mirror.screens.widgets.segments import Segments
from mirror.stylist.weather.values import Answer, Origin, Sky

from .conftest import AddGarment
from .crowded import BEZEL, SIZES, crowd, size_id, trouble
from .skies import FakeSky, hour, whole_day
from .touching import Mirror

MakeMirror = Callable[..., Mirror]
KINDS = (
    *(Category.COAT, Category.COAT, Category.PULLOVER, Category.PULLOVER, Category.SHIRT, Category.TSHIRT),
    *(Category.TROUSER, Category.TROUSER, Category.SKIRT, Category.ANKLE_BOOT, Category.SHOE, Category.HAT),
)


@pytest.fixture
def sky(clock: FakeClock) -> FakeSky:
    """A cold clear day by this morning's forecast, and snow tomorrow."""
    now = clock.now()
    tomorrow = whole_day(now.date() + timedelta(days=1), -6, sky=Sky.SNOW, rain_mm=5, fetched_at=now)
    return FakeSky(hour(-2), whole_day(now.date(), -2, fetched_at=now), tomorrow)


@pytest.fixture
def clothes(jieun: Person, add_garment: AddGarment) -> list[int]:
    """Enough for several outfits in the cold."""
    return [add_garment(jieun.id, category) for category in KINDS]


@pytest.fixture
def mirror(make_mirror: MakeMirror, clothes: list[int], sky: FakeSky) -> Mirror:
    """A mirror that shows what to wear today."""
    mirror = make_mirror(sky=sky)
    mirror.rooms.today()
    mirror.wait(0.5)
    return mirror


def shown(mirror: Mirror) -> frozenset[int]:
    """The garments of the outfit in sight."""
    return frozenset(mirror.top._in_sight())


def say(mirror: Mirror, text: str) -> str:
    return mirror.stage.say(text)


def chip(mirror: Mirror, value: object) -> Rect:
    return next(place for one, place in mirror.one(Rail)._places() if one.value == value)


def worn(closet: Closet, person: Person) -> list[frozenset[int]]:
    today = closet.outfits._clock.now().date()
    return [
        frozenset(outfit.garment_ids)
        for outfit in closet.outfits.between(person.id, today, today, (OutfitState.WORN,))
    ]


# Choosing


def test_three_outfits_with_their_reasons(mirror: Mirror, clothes: list[int]) -> None:
    words = mirror.words()
    assert {"오늘은 이렇게", "−2°", "맑음 · 바람 4 m/s", "1 / 3"} <= set(words)
    assert any(" clo" in text for text in words)
    bar, pager = mirror.one(NeedBar), mirror.one(LookPager)
    assert shown(mirror) <= set(clothes)
    assert len(pager.places) == len(shown(mirror)) >= 4, "coat, top, trousers, shoes at least"
    look = mirror.top.choosing.look
    assert bar.at(look.conditions.given_clo) in range(bar.rect.left, bar.rect.right)
    seen = {shown(mirror)}
    y = pager.rect.centery
    for number in (2, 3):
        mirror.swipe((800, y), (200, y))
        assert f"{number} / 3" in mirror.words()
        seen.add(shown(mirror))
    assert len(seen) == 3
    mirror.swipe((800, y), (200, y))
    assert "3 / 3" in mirror.words(), "nothing lies behind the last one"
    mirror.swipe((200, y), (800, y))
    assert "2 / 3" in mirror.words()


def test_worn_undone_and_asked_later_how_it_felt(
    mirror: Mirror, closet: Closet, clock: FakeClock, jieun: Person
) -> None:
    outfit = shown(mirror)
    mirror.tap_pill(say(mirror, "I’ll wear this"))
    assert worn(closet, jieun) == [outfit]
    assert mirror.toast == say(mirror, "Noted: you wear this today")
    assert "오늘의 코디" in mirror.words()
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert worn(closet, jieun) == []
    assert "오늘은 이렇게" in mirror.words()
    mirror.tap_pill(say(mirror, "I’ll wear this"))
    assert not [w for w in mirror.top.widgets if isinstance(w, Segments)], "nobody knows that yet"
    mirror.key("escape")
    clock.advance(9 * 3600)
    mirror.rooms.today()
    mirror.wait(0.5)
    segments = mirror.one(Segments)
    mirror.tap(segments.place(0))
    [noted] = closet.outfits.between(jieun.id, clock.now().date(), clock.now().date())
    assert noted.felt is Felt.TOO_COLD
    assert mirror.one(Segments).chosen == 0
    assert shown(mirror) == outfit
    mirror.tap(chip(mirror, "again"))
    assert worn(closet, jieun) == []
    assert mirror.pill(say(mirror, "I’ll wear this"))


def test_chosen_again_after_all(mirror: Mirror, closet: Closet, jieun: Person) -> None:
    mirror.tap_pill(say(mirror, "I’ll wear this"))
    mirror.tap_pill(say(mirror, "Choose again"))
    assert worn(closet, jieun) == []
    assert closet.garments.worn_on(jieun.id, closet.outfits._clock.now().date()) == []
    assert mirror.pill(say(mirror, "I’ll wear this"))


def test_something_else_passes_over_and_goes_on_to_the_end_and_begins_anew(
    mirror: Mirror, closet: Closet, clock: FakeClock, jieun: Person
) -> None:
    first, seen = shown(mirror), []
    for _ in range(60):
        seen.append(shown(mirror))
        mirror.tap_pill(say(mirror, "Another one"))
        mirror.wait(1)
        if shown(mirror) == first:
            break
    assert shown(mirror) == first, "it starts over"
    assert len(seen) == len(set(seen)) > 3, "each of them is another"
    assert str(len(seen)) in mirror.toast
    today = clock.now().date()
    skipped = closet.outfits.between(jieun.id, today, today, (OutfitState.SKIPPED,))
    assert {frozenset(outfit.garment_ids) for outfit in skipped} == set(seen)


def test_without_this_one_with_this_one_and_with_any_again(mirror: Mirror) -> None:
    def menu(garment_id: int, words: str) -> None:
        place = mirror.one(LookPager).places[mirror.top._in_sight().index(garment_id)]
        mirror.tap(place)
        mirror.wait(0.5)
        sheet = mirror.one(MenuSheet)
        mirror.tap(next(row for row in sheet.parts if getattr(row, "words", "") == say(mirror, words)))
        mirror.wait(0.5)

    left_out = mirror.top._in_sight()[0]
    menu(left_out, "Outfits without this one")
    assert all(left_out not in look.ids for look in mirror.top.choosing.looks)
    pinned = mirror.top._in_sight()[1]
    menu(pinned, "Outfits with this one")
    assert all(pinned in look.ids for look in mirror.top.choosing.looks)
    mirror.tap(chip(mirror, "free"))
    assert not mirror.top.choosing.wishes.narrowed
    menu(shown_first := mirror.top._in_sight()[0], "Look at it")
    assert mirror.name == "garment"
    assert mirror.top._id == shown_first
    mirror.key("escape")
    assert mirror.name == "today"


def test_another_day_is_planned_for_in_its_weather(
    mirror: Mirror, closet: Closet, clock: FakeClock, jieun: Person
) -> None:
    mirror.tap(chip(mirror, "day"))
    mirror.wait(0.5)
    tomorrow = next(part for part in mirror.one(ChoiceSheet).parts if getattr(part, "words", "") == "내일")
    mirror.tap(tomorrow)
    mirror.wait(0.5)
    assert {"내일은 이렇게", "−6° / −1°", "눈 · 바람 4 m/s"} <= set(mirror.words())
    outfit = shown(mirror)
    mirror.tap_pill(say(mirror, "I’ll wear this then"))
    plan = closet.outfits.of_day(jieun.id, clock.now().date() + timedelta(days=1), OutfitState.PLANNED)
    assert plan is not None
    assert frozenset(plan.garment_ids) == outfit
    clock.advance(86_400)
    mirror.wait(0.5)
    assert "오늘은 이렇게" in mirror.words(), "the day has come"
    assert shown(mirror) == outfit, "what was planned comes first"


def test_an_occasion_is_kept_apart(mirror: Mirror, closet: Closet, jieun: Person) -> None:
    mirror.tap_pill(say(mirror, "I’ll wear this"))
    mirror.tap(chip(mirror, Occasion.WORK))
    assert mirror.pill(say(mirror, "I’ll wear this")), "not chosen yet for this one"
    mirror.tap(chip(mirror, Occasion.EVERYDAY))
    assert "오늘의 코디" in mirror.words()
    mirror.key("escape")
    closet.styling.change(jieun.id, occasion=Occasion.SPORT)
    mirror.rooms.today()
    mirror.wait(0.5)
    assert mirror.top.choosing.wishes.occasion is Occasion.EVERYDAY, "as it was chosen today"


def test_all_reasons_can_be_read(mirror: Mirror, cuts: list[str]) -> None:
    mirror.tap(mirror.one(TextLink))
    mirror.wait(0.5)
    words = [getattr(part, "words", "") for part in mirror.top.sheet.parts]
    assert sum(" clo" in text for text in words) >= 1
    assert any("아침" in text for text in words)
    assert not trouble(mirror, cuts)


# The weather


def test_nobody_knows_the_weather_so_somebody_is_asked(make_mirror: MakeMirror, clothes: list[int]) -> None:
    mirror = make_mirror(sky=FakeSky())
    mirror.rooms.today()
    mirror.wait(0.5)
    assert clothes
    assert shown(mirror), "outfits for the season all the same"
    question = mirror.one(Segments)
    assert any("휴대폰" in text for text in mirror.words()), "a place on the phone ends the question"
    mirror.tap(question.place(list(Answer).index(Answer.COLD)))
    assert mirror.one(NeedBar)
    assert "알려 주신 날씨" in mirror.words()


@pytest.mark.parametrize(
    ("days", "said"), [(0, "맑음 · 바람 4 m/s"), (1, "맑음 · 어제 예보"), (3, "맑음 · 3일 전 예보")]
)
def test_an_old_forecast_says_its_age(
    *, make_mirror: MakeMirror, clothes: list[int], clock: FakeClock, days: int, said: str
) -> None:
    now = clock.now()
    old = whole_day(now.date(), -2, fetched_at=now - timedelta(days=days))
    mirror = make_mirror(sky=FakeSky(hour(-2), old))
    mirror.rooms.today()
    mirror.wait(0.5)
    assert clothes
    assert said in mirror.words()


def test_what_is_usual_says_so(make_mirror: MakeMirror, clothes: list[int], clock: FakeClock) -> None:
    usual = whole_day(clock.now().date(), 3, origin=Origin.NORMAL)
    mirror = make_mirror(sky=FakeSky(None, usual))
    mirror.rooms.today()
    mirror.wait(0.5)
    assert clothes
    assert {"11월 평년", "3° / 8°"} <= set(mirror.words())


# Thinking


def test_the_frame_shows_while_the_stylist_thinks(
    make_mirror: MakeMirror, clothes: list[int], sky: FakeSky, closet: Closet
) -> None:
    may_go_on, arrived = threading.Event(), threading.Event()
    with Thinking(arrived=arrived.set, ending=closet.close) as thinking:
        mirror = make_mirror(sky=sky, thinking=thinking)
        advise = mirror.stage.stylist.advise

        def slowly(*asked: object) -> object:
            assert may_go_on.wait(20)
            return advise(*asked)  # type: ignore[arg-type]

        mirror.stage.stylist.advise = slowly  # type: ignore[method-assign,assignment]
        mirror.rooms.today()
        mirror.wait(1)
        assert say(mirror, "Looking through your clothes…") in mirror.words()
        assert [w for w in mirror.top.widgets if isinstance(w, NavItem)]
        may_go_on.set()
        assert arrived.wait(20)
        mirror.wait(0.5)
        assert shown(mirror) <= set(clothes)
        assert "1 / 3" in mirror.words()


def test_only_the_newest_question_is_answered() -> None:
    begun, may_go_on, answered = threading.Event(), threading.Event(), threading.Event()
    asked: list[str] = []

    def question(name: str) -> str:
        asked.append(name)
        begun.set()
        assert may_go_on.wait(20)
        return name

    with Thinking(arrived=lambda: answered.set() if len(asked) == 2 else None) as thinking:
        first = thinking.ask("me", lambda: question("first"))
        assert begun.wait(20)
        dropped = thinking.ask("me", lambda: question("second"))
        last = thinking.ask("me", lambda: question("third"))
        may_go_on.set()
        assert answered.wait(20)
    assert asked == ["first", "third"]
    assert (first.take(), last.take(), dropped.over) == ("first", "third", False)


def test_what_changes_on_the_phone_changes_the_outfits(mirror: Mirror, closet: Closet, jieun: Person) -> None:
    before = mirror.top._in_sight()
    closet.garments.wash(jieun.id, before[0])
    mirror.closet_changed()
    assert before[0] not in shown(mirror)
    mirror.tap_pill(say(mirror, "I’ll wear this"))
    closet.garments.delete(jieun.id, mirror.top._in_sight()[0])
    mirror.closet_changed()
    assert mirror.name == "today"
    assert "오늘의 코디" in mirror.words()


def test_a_pinned_garment_that_is_deleted_is_told_and_let_go(
    mirror: Mirror, closet: Closet, jieun: Person
) -> None:
    pinned = mirror.top._in_sight()[0]
    mirror.top._wish(mirror.top.choosing.wishes.pin(pinned))
    closet.garments.delete(jieun.id, pinned)
    mirror.closet_changed()
    mirror.wait(0.5)
    assert mirror.toast
    assert shown(mirror)
    assert pinned not in shown(mirror)


# Nothing to wear


def test_without_clothes_it_says_how_they_come_in(
    make_mirror: MakeMirror, jieun: Person, sky: FakeSky
) -> None:
    mirror = make_mirror(sky=sky)
    mirror.rooms.today()
    mirror.wait(0.5)
    assert jieun.id
    mirror.tap_pill(say(mirror, "Add clothes"))
    assert mirror.name == "phone"


def test_everything_in_the_wash(mirror: Mirror, closet: Closet, jieun: Person, clothes: list[int]) -> None:
    for number in clothes:
        closet.garments.wash(jieun.id, number)
    mirror.closet_changed()
    assert any("빨래" in text or "세탁" in text for text in mirror.words())
    mirror.tap_pill(say(mirror, "To the closet"))
    assert mirror.name == "closet"


# Who, when, and how it is reached


def test_todays_outfits_are_of_the_person_at_the_mirror(
    mirror: Mirror, closet: Closet, clothes: list[int], add_garment: AddGarment
) -> None:
    mirror.tap_pill(say(mirror, "I’ll wear this"))
    sam = closet.people.add("Sam", language="en")
    theirs = {add_garment(sam.id, category) for category in KINDS}
    mirror.rooms.admit(closet.people.get(sam.id))
    mirror.rooms.today()
    mirror.wait(0.5)
    assert "For today" in mirror.words()
    assert shown(mirror) <= theirs
    closet.people.set_pin(sam.id, "2580")
    mirror.rooms.admit(closet.people.get(sam.id))
    mirror.rooms.today()
    mirror.rooms.lock()
    mirror.wait(0.5)
    assert mirror.name == "people"
    assert clothes


def test_the_bar_leads_there_and_back_to_where_one_was(mirror: Mirror) -> None:
    def place(number: int) -> NavItem:
        return [widget for widget in mirror.top.widgets if isinstance(widget, NavItem)][number]

    mirror.tap(place(1))
    assert mirror.name == "closet"
    mirror.tap(place(0))
    assert mirror.name == "today"


@pytest.mark.parametrize(
    ("slept_s", "chosen", "name"),
    [
        (20 * 3600, False, "closet"),
        (24 * 3600, False, "today"),
        (24 * 3600, True, "closet"),
        (600, False, "closet"),
    ],
    ids=["before dawn", "in the morning", "already chosen", "the same morning"],
)
def test_a_new_morning_begins_with_what_to_wear(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    clock: FakeClock,
    jieun: Person,
    clothes: list[int],
    sky: FakeSky,
    slept_s: float,
    chosen: bool,
    name: str,
) -> None:
    assert 5 <= clock.now().hour < 11
    mirror = make_mirror(sky=sky)
    mirror.idle.sleep_on(0)
    clock.advance(slept_s)
    mirror.wait(0.5)
    if chosen:
        closet.outfits.wear(jieun.id, clothes[:1], clock.now().date())
    assert mirror.name == "idle"
    mirror.tap((500, 500))
    assert mirror.name == name


# Room


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_everything_has_its_room(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    clock: FakeClock,
    garment_files: list[dict[str, bytes]],
    sky: FakeSky,
    cuts: list[str],
    size: tuple[int, int],
    language: str,
) -> None:
    person = closet.people.add("Sam", language=language)  # type: ignore[arg-type]
    closet.people.set_password_hash(person.id, "hash")
    crowd(closet, clock, person.id, garment_files)
    mirror = make_mirror(size, settings=MirrorSettings(bezel_px=BEZEL), sky=sky)
    mirror.wait(8)
    mirror.rooms.today()
    mirror.wait(0.5)
    assert shown(mirror)
    assert not trouble(mirror, cuts)
    mirror.tap(mirror.one(TextLink))
    mirror.wait(0.5)
    assert not trouble(mirror, cuts)
    mirror.top.close_sheet()
    sky.days.clear()
    mirror.closet_changed()
    assert not trouble(mirror, cuts), "the question about the weather"
    mirror.tap_pill(say(mirror, "I’ll wear this"))
    mirror.wait(8)
    clock.advance(4000)
    mirror.closet_changed()
    assert mirror.one(Segments)
    assert not trouble(mirror, cuts)


@pytest.mark.parametrize("size", [(952, 800), (700, 900), (380, 330)], ids=size_id)
@pytest.mark.parametrize(
    "weights",
    [
        [1.0, 1.0, 1.0, 0.7, 0.6],
        [1.0, 1.0, 0.7],
        [1.0, 1.0],
        [1.0, 0.7, 0.6, 0.7],
        [1.0],
        [1.0, 1.0, 1.0, 1.0, 0.7, 0.6, 0.7],
        [1.0] * 6,
        [0.7],
    ],
    ids=len,
)
def test_garments_lie_apart_within_their_room(size: tuple[int, int], weights: list[float]) -> None:
    room = Rect((40, 60), size)
    places = flat_lay(room, weights)
    assert len(places) == len(weights)
    for number, place in enumerate(places):
        assert room.contains(place)
        assert place.width == place.height > 0
        assert place.collidelist(places[:number]) < 0
    large = [place.width for place, weight in zip(places, weights, strict=True) if weight == 1]
    small = [place.width for place, weight in zip(places, weights, strict=True) if weight < 1]
    assert not large or not small or min(large) >= max(small)


def test_a_swipe_draws_what_a_whole_drawing_would(mirror: Mirror) -> None:
    y = mirror.one(LookPager).rect.centery
    mirror.send(mirror.gestures.down(1, 800, y, mirror.clock.monotonic_s()))
    for x in range(780, 300, -40):
        mirror.step()
        mirror.send(mirror.gestures.move(1, x, y, mirror.clock.monotonic_s()))
    mirror.step()
    partly = mirror.pixels()
    mirror.stack.damage.everything()
    mirror.stack.draw(mirror.canvas)
    assert np.array_equal(partly, mirror.pixels())
