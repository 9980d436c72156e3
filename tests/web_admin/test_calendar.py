"""The calendar, a day and the history on the phone: what was worn, what is planned, and how both are corrected."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.attire import Occasion
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Conditions, Felt, Outfit, OutfitState, Person
from web_admin import diary

from .conftest import Phone

MakeGarment = Callable[..., int]
UNDO = re.compile(r'action="(/outfits/undo[^"]*)"')
WINTRY = Conditions(
    celsius=-2,
    wind_ms=4,
    humidity_percent=60,
    rain_mm=3,
    given_clo=1.6,
    least_clo=1.5,
    neutral_clo=1.9,
)


@pytest.fixture
def today(clock: FakeClock) -> date:
    return clock.now().date()


@pytest.fixture
def clothes(jieun: Person, make_garment: MakeGarment) -> list[int]:
    kinds = (Category.COAT, Category.SHIRT, Category.TROUSER, Category.SHOE)
    return [make_garment(jieun.id, kind) for kind in kinds]


def of_day(closet: Closet, jieun: Person, day: date) -> list[Outfit]:
    return closet.outfits.between(jieun.id, day, day)


def undo(phone: Phone, text: str) -> None:
    found = UNDO.search(text)
    assert found is not None, "no note offers to take it back"
    answer = phone.post(found[1].replace("&amp;", "&"), follow_redirects=True)
    assert "as it was before" in answer.text


def test_a_month_shows_what_was_worn_and_what_is_planned(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], today: date
) -> None:
    closet.outfits.wear(jieun.id, clothes, today - timedelta(days=3), conditions=WINTRY)
    closet.outfits.plan(jieun.id, clothes[1:], today + timedelta(days=3))
    closet.garments.wear(jieun.id, clothes[0], today - timedelta(days=5))
    text = phone.get("/calendar").text
    assert text.count('class="square-pictures"') == 3
    assert "4 garments worn" in text
    assert "−2°" in text
    assert "3 garments planned" in text
    assert "1 garment worn" in text
    assert text.count("square-planned") == 1
    assert phone.get("/calendar?month=2026-12").text.count('class="square-pictures"') == 0
    for month in ("2026-13", "x", "0000-00", "9999-12", "1800-01"):
        assert phone.get(f"/calendar?month={month}").status_code == 200


def test_a_day_says_all_that_is_known_of_it(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], make_garment: MakeGarment, today: date
) -> None:
    hat = make_garment(jieun.id, Category.HAT)
    closet.outfits.wear(jieun.id, clothes, today, occasion=Occasion.WORK, conditions=WINTRY)
    closet.garments.wear(jieun.id, hat, today)
    text = phone.get("/calendar/day").text
    for words in ("Work", "−2° · 4 m/s · 3 mm", "1.6 clo, 1.5–1.9 needed", "Worn beside", f"/garments/{hat}"):
        assert words in text, words
    assert "I wore this" not in text
    closet.preferences.change(units="imperial")
    assert "28° · 9 mph · 0.12 in" in phone.get("/calendar/day").text
    for day in ("yesterday", "9999-12-31", "0001-01-01", ""):
        assert phone.get(f"/calendar/day?day={day}").status_code == 200


@pytest.mark.parametrize(
    ("days_ago", "occasion", "told"),
    [(30, Occasion.WORK, True), (31, Occasion.WORK, False), (5, Occasion.SPORT, False)],
)
def test_the_same_for_the_same_occasion_within_thirty_days_is_told(
    *,
    phone: Phone,
    closet: Closet,
    jieun: Person,
    clothes: list[int],
    make_garment: MakeGarment,
    today: date,
    days_ago: int,
    occasion: Occasion,
    told: bool,
) -> None:
    other_shoes = make_garment(jieun.id, Category.SNEAKER)
    closet.outfits.wear(
        jieun.id, [*clothes[1:3], other_shoes], today - timedelta(days=days_ago), occasion=Occasion.WORK
    )
    closet.outfits.plan(jieun.id, clothes, today, occasion=occasion)
    entry = diary_day(phone, jieun, today).planned[0]
    assert (entry.repeats is not None) is told
    assert ("The same for the same occasion" in phone.get("/calendar/day").text) is told


def diary_day(phone: Phone, jieun: Person, day: date) -> diary.DayOf:
    with phone.client.application.test_request_context():
        return diary.day_of(jieun.id, day)


def test_a_plan_comes_true_and_is_taken_back(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], today: date
) -> None:
    number = closet.outfits.plan(jieun.id, clothes, today, occasion=Occasion.FORMAL, conditions=WINTRY)
    phone.post(f"/outfits/{number}/worn")
    (worn,) = of_day(closet, jieun, today)
    assert (worn.state, worn.occasion) == (OutfitState.WORN, Occasion.FORMAL)
    assert closet.garments.days_worn(jieun.id, clothes[0]) == [today]
    undo(phone, phone.get("/calendar/day").text)
    (planned,) = of_day(closet, jieun, today)
    assert (planned.state, planned.occasion) == (OutfitState.PLANNED, Occasion.FORMAL)
    assert closet.garments.days_worn(jieun.id, clothes[0]) == []


def test_a_plan_of_a_day_that_is_over_comes_true_under_the_weather_that_was_foreseen(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], clock: FakeClock, today: date
) -> None:
    number = closet.outfits.plan(jieun.id, clothes, today, conditions=WINTRY)
    clock.advance(2 * 24 * 3600)
    phone.post(f"/outfits/{number}/worn")
    (worn,) = of_day(closet, jieun, today)
    assert (worn.state, worn.conditions) == (OutfitState.WORN, WINTRY)


def test_a_plan_moves_to_another_day_and_back(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], today: date
) -> None:
    number = closet.outfits.plan(jieun.id, clothes, today, occasion=Occasion.WORK)
    later = today + timedelta(days=4)
    answer = phone.post(f"/outfits/{number}/move", {"day": later.isoformat()}, follow_redirects=True)
    assert of_day(closet, jieun, today) == []
    (moved,) = of_day(closet, jieun, later)
    assert (moved.state, moved.occasion, moved.garment_ids) == (
        OutfitState.PLANNED,
        Occasion.WORK,
        tuple(clothes),
    )
    undo(phone, answer.text)
    assert of_day(closet, jieun, later) == []
    (back,) = of_day(closet, jieun, today)
    yesterday = (today - timedelta(days=1)).isoformat()
    refused = phone.post(f"/outfits/{back.id}/move", {"day": yesterday}, follow_redirects=True)
    assert "That day is over" in refused.text
    assert of_day(closet, jieun, today) == [back]
    assert phone.post(f"/outfits/{back.id}/move", {"day": "soon"}).status_code == 400


def test_how_it_felt_is_corrected_and_taken_back(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], today: date
) -> None:
    number = closet.outfits.wear(jieun.id, clothes, today)
    for felt in (Felt.TOO_COLD, Felt.RIGHT, Felt.UNSAID):
        assert phone.post(f"/outfits/{number}/felt", {"felt": felt.value}).status_code == 303
        assert closet.outfits.get(jieun.id, number).felt is felt
    planned = closet.outfits.plan(jieun.id, clothes, today + timedelta(days=1))
    assert phone.post(f"/outfits/{planned}/felt", {"felt": "right"}).status_code == 400
    assert phone.post(f"/outfits/{number}/felt", {"felt": "odd"}).status_code == 400


def test_what_is_removed_comes_back_as_it_was_and_only_once(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], today: date
) -> None:
    day = today - timedelta(days=9)
    number = closet.outfits.wear(
        jieun.id, clothes, day, occasion=Occasion.WORK, conditions=WINTRY, felt=Felt.TOO_WARM
    )
    before = closet.outfits.get(jieun.id, number)
    text = phone.post(f"/outfits/{number}/remove", follow_redirects=True).text
    assert of_day(closet, jieun, day) == []
    assert closet.garments.days_worn(jieun.id, clothes[0]) == []
    undo(phone, text)
    (after,) = of_day(closet, jieun, day)
    same = ("day", "occasion", "state", "felt", "conditions", "garment_ids")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    assert closet.garments.days_worn(jieun.id, clothes[0]) == [day]
    address = UNDO.search(text)
    assert address is not None
    again = phone.post(address[1].replace("&amp;", "&"), follow_redirects=True)
    assert "can no longer be undone" in again.text
    assert of_day(closet, jieun, day) == [after]


def test_the_history_goes_back_over_years_page_by_page(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], today: date
) -> None:
    days = [today - timedelta(days=ago) for ago in (0, 1, *range(10, 34), 400, 4000)]
    for day in days:
        closet.outfits.wear(jieun.id, clothes, day, felt=Felt.RIGHT if day == today else Felt.UNSAID)
    closet.outfits.plan(jieun.id, clothes, today + timedelta(days=1))
    told = re.compile(r'href="/calendar/day\?day=([0-9-]+)"')
    first = phone.get("/history").text
    assert "Just right" in first
    seen = told.findall(first)
    more = re.search(r'hx-get="([^"]+)"', first)
    while more is not None:
        part = phone.get(more[1], headers={"HX-Request": "true"}).text
        assert "<html" not in part
        seen += told.findall(part)
        more = re.search(r'hx-get="([^"]+)"', part)
    assert seen == [day.isoformat() for day in days]


def test_without_clothes_every_page_says_what_to_do(phone: Phone) -> None:
    assert "Nothing was worn or planned" in phone.get("/calendar").text
    assert "Nothing is noted" in phone.get("/calendar/day").text
    assert "Nothing worn yet" in phone.get("/history").text
    assert "No clothes yet" in phone.get("/calendar/record").text
