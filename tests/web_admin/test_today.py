"""What to wear: the wish in the address, the outfits of it, and what is decided on."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.datastructures import MultiDict

from mirror.attire import Occasion
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Felt, OutfitState, Person
from mirror.stylist.weather.values import Answer, Sky
from mirror.vision.facts import NamedColour
from web_admin import wishes
from web_admin.wishes import Asked

from .conftest import Phone
from .weather import put_forecast

MakeGarment = Callable[..., int]
BODY = (Category.COAT, Category.PULLOVER, Category.SHIRT, Category.TROUSER, Category.ANKLE_BOOT)
OFFER = re.compile(r'name="garments" value="([0-9-]+)"')


@pytest.fixture
def usual(clock: FakeClock) -> Asked:
    return Asked(day=clock.now().date(), occasion=Occasion.EVERYDAY)


@pytest.fixture
def clothes(closet: Closet, jieun: Person, make_garment: MakeGarment) -> list[int]:
    """Two each of coats, pullovers, shirts, trousers and boots, in quiet colours."""
    colours = ([NamedColour("navy", (32, 42, 78), 1.0)], [NamedColour("grey", (132, 132, 132), 1.0)])
    return [make_garment(jieun.id, category, colours=colour) for category in BODY for colour in colours]


def offered(text: str) -> list[str]:
    """The outfits of a page, each once, in their order."""
    return list(dict.fromkeys(OFFER.findall(text)))


def form(outfit: str, clock: FakeClock, *, days: int = 0, occasion: str = "everyday") -> dict[str, object]:
    day = clock.now().date() + timedelta(days=days)
    return {"garments": outfit, "day": day.isoformat(), "occasion": occasion}


def test_a_wish_comes_back_from_its_address(usual: Asked) -> None:
    asked = Asked(usual.day + timedelta(days=3), Occasion.WORK, (7, 3), (9,), ((1, 2), (3, 14, 15)))
    address = asked.address(usual)
    values: MultiDict[str, str] = MultiDict()
    for key, value in address.items():
        for one in value if isinstance(value, list) else [value]:
            values.add(key, str(one))
    assert wishes.read(values, usual) == asked
    assert usual.address(usual) == dict.fromkeys(("day", "occasion", "with", "without", "seen"))


@pytest.mark.parametrize(
    "query",
    ["day=yesterday", "day=1999-01-01", "day=2999-01-01", "occasion=war", "with=-1", "with=x", "with=", "without=²",
     "seen=-", "seen=1--2", "seen=" + "-".join("1" * 99), "with=" + "9" * 30, "day=2026-11-22T00:00"],
)  # fmt: skip
def test_what_makes_no_sense_in_an_address_is_passed_over(usual: Asked, query: str) -> None:
    key, value = query.split("=")
    assert wishes.read(MultiDict({key: value}), usual) == usual


def test_an_address_cannot_grow_without_end(usual: Asked) -> None:
    asked = usual
    for number in range(1, 200):
        asked = asked.pin(number).leave_out(number + 1000)
    for number in range(1, 200):
        asked = asked.past([[number, number + 1]])
    assert len(asked.pinned) == wishes.PINNED_MAX
    assert len(asked.without) == wishes.WITHOUT_MAX
    assert len(asked.seen) == wishes.SEEN_MAX
    assert asked.seen[-1] == (199, 200)


def test_to_want_one_and_to_leave_it_out_exclude_each_other(usual: Asked) -> None:
    assert usual.pin(3).leave_out(3).pinned == ()
    assert usual.leave_out(3).pin(3).without == ()
    assert usual.pin(3).leave_out(4).never_mind(3).never_mind(4) == usual


def test_the_numbers_and_the_reasons_are_told(
    phone: Phone, closet: Closet, clock: FakeClock, clothes: list[int]
) -> None:
    put_forecast(closet, clock.now(), celsius=lambda _day: -2.0, sky=Sky.SNOW, rain_mm=0.3)
    text = phone.get("/today").text
    for said in ("서울", "−2°", "feels", "clo needed", "MET Norway", "forecast from 2 hours ago", "Snow"):
        assert said in text, said
    assert "clo-range" in text
    assert len(offered(text)) == 3
    closet.preferences.change(units="imperial")
    assert "28°" in phone.get("/today").text


def test_worn_then_undone_then_felt(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, clothes: list[int]
) -> None:
    put_forecast(closet, clock.now())
    outfit = offered(phone.get("/today").text)[0]
    answer = phone.post("/today/decide?with=" + outfit.split("-")[0], form(outfit, clock))
    assert (answer.status_code, answer.location) == (303, "/today")
    worn = closet.outfits.of_day(jieun.id, clock.now().date(), OutfitState.WORN)
    assert worn is not None
    assert set(worn.garment_ids) == set(wishes.numbers(outfit))
    assert worn.conditions is not None
    text = phone.get("/today").text
    assert "You wear this today" in text
    undo = re.search(r'action="(/outfits/undo[^"]+)"', text)
    assert undo is not None
    phone.post(undo[1].replace("&amp;", "&"))
    assert closet.outfits.between(jieun.id, worn.day, worn.day) == []
    assert closet.wardrobe.worn_days(jieun.id, worn.day, worn.day) == {}

    phone.post("/today/decide", form(outfit, clock))
    worn = closet.outfits.of_day(jieun.id, clock.now().date(), OutfitState.WORN)
    assert worn is not None
    assert "like most people" in phone.get("/today").text
    answer = phone.post(f"/today/outfits/{worn.id}/felt?next=/today", {"felt": "too-cold"})
    assert answer.location == "/today"
    assert closet.outfits.get(jieun.id, worn.id).felt is Felt.TOO_COLD
    assert "colder than most" in phone.get("/today").text
    phone.post(f"/today/outfits/{worn.id}/felt?next=https://evil.example/", {"felt": ""})
    assert closet.outfits.get(jieun.id, worn.id).felt is Felt.UNSAID


def test_a_day_to_come_is_planned_and_the_plan_comes_first_and_true(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, clothes: list[int]
) -> None:
    put_forecast(closet, clock.now())
    day = clock.now().date() + timedelta(days=1)
    outfit = offered(phone.get(f"/today?day={day}").text)[1]
    phone.post(f"/today/decide?day={day}", form(outfit, clock, days=1))
    plan = closet.outfits.of_day(jieun.id, day, OutfitState.PLANNED)
    assert plan is not None
    text = phone.get(f"/today?day={day}").text
    assert outfit not in offered(text)  # it is not planned twice
    assert f"/today/outfits/{plan.id}/remove" in text
    clock.advance(24 * 3600)
    assert offered(phone.get("/today").text)[0] == outfit
    phone.post("/today/decide", form(outfit, clock))
    undo = re.search(r'action="(/outfits/undo[^"]+)"', phone.get("/today").text)
    assert undo is not None
    phone.post(undo[1].replace("&amp;", "&"))  # back to what it was before: planned
    plan = closet.outfits.of_day(jieun.id, day, OutfitState.PLANNED)
    assert plan is not None
    phone.post(f"/today/outfits/{plan.id}/remove")
    assert closet.outfits.of_day(jieun.id, day, OutfitState.PLANNED) is None


def test_a_page_from_before_midnight_notes_the_day_that_it_showed(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, clothes: list[int]
) -> None:
    outfit, shown = offered(phone.get("/today").text)[0], form("", clock)
    day = clock.now().date()
    clock.advance(24 * 3600)
    phone.post("/today/decide", shown | {"garments": outfit})
    assert closet.outfits.of_day(jieun.id, day, OutfitState.WORN) is not None


def test_passed_over_is_noted_and_not_shown_again(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, clothes: list[int]
) -> None:
    outfit = offered(phone.get("/today?occasion=work").text)[0]
    answer = phone.post("/today/skip?occasion=work", form(outfit, clock, occasion="work"))
    assert answer.location == f"/today?occasion=work&seen={outfit}"
    skipped = closet.outfits.of_day(jieun.id, clock.now().date(), OutfitState.SKIPPED)
    assert skipped is not None
    assert skipped.occasion is Occasion.WORK
    assert outfit not in offered(phone.get(answer.location).text)


def test_show_others_until_there_are_no_more(phone: Phone, clothes: list[int]) -> None:
    seen: list[str] = []
    path = "/today"
    for _ in range(40):
        text = phone.get(path).text
        new = offered(text)
        assert not set(new) & set(seen)
        seen += new
        onwards = re.search(r'id="further" href="([^"]+)"', text)
        if onwards is None:
            assert "Begin again" in text
            break
        path = onwards[1].replace("&amp;", "&")
    assert len(seen) > 3


def test_with_this_and_without_that(phone: Phone, clothes: list[int]) -> None:
    coat, shirt = clothes[0], clothes[4]
    text = phone.get(f"/today?with={shirt}&without={coat}").text
    assert offered(text)
    for outfit in offered(text):
        assert shirt in wishes.numbers(outfit)
        assert coat not in wishes.numbers(outfit)
    assert f'href="/today?without={coat}"' in text  # the chips that take them back
    assert f'href="/today?with={shirt}"' in text


def test_anothers_or_a_vanished_garment_in_an_address_is_passed_over(
    *,
    phone: Phone,
    closet: Closet,
    jieun: Person,
    minho: Person,
    make_garment: MakeGarment,
    clothes: list[int],
) -> None:
    theirs = make_garment(minho.id, Category.SHIRT)
    closet.garments.describe(minho.id, theirs, name="민호의 셔츠")
    closet.garments.change(jieun.id, [clothes[0]], retired=True)
    closet.garments.change(jieun.id, [clothes[1]], deleted=True)
    text = phone.get(f"/today?with={theirs}&with={clothes[0]}&with={clothes[1]}&without=999999").text
    assert "민호의 셔츠" not in text
    assert "What you asked for" not in text
    assert offered(text)


@pytest.mark.parametrize("endpoint", ["/today/decide", "/today/skip"])
def test_what_is_not_there_is_decided_by_nobody(
    *, phone: Phone, closet: Closet, clock: FakeClock, minho: Person, make_garment: MakeGarment, endpoint: str
) -> None:
    theirs = make_garment(minho.id, Category.SHIRT)
    assert phone.post(endpoint, form(str(theirs), clock)).status_code == 404
    for wrong in ({"garments": "x"}, {"garments": ""}, {"day": "soon"}, {"occasion": "war"}):
        assert phone.post(endpoint, form("1", clock) | wrong).status_code == 400
    assert closet.outfits.between(minho.id, clock.now().date(), clock.now().date()) == []


def test_without_a_forecast_it_asks_and_lives_by_the_answer(
    phone: Phone, closet: Closet, jieun: Person, clock: FakeClock, clothes: list[int]
) -> None:
    text = phone.get("/today").text
    assert "How is the weather?" in text
    assert "An owner can say" in text
    closet.people.set_role(jieun.id, "owner")
    assert "/household/settings#place" in phone.get("/today").text
    assert phone.post("/today/weather", {"answer": "nice"}).status_code == 400
    clo = []
    for answer in (Answer.COLD, Answer.WARM):
        assert phone.post("/today/weather", {"answer": answer.value}).location == "/today"
        text = phone.get("/today").text
        needed = re.search(r"([\d.]+)–[\d.]+ clo needed", text)
        assert needed is not None
        assert f'value="{answer.value}" aria-pressed="true"' in text
        clo.append(float(needed[1]))
    assert clo[0] > clo[1]


def test_the_newest_outfit_that_nobody_spoke_of_is_asked_about(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, clothes: list[int]
) -> None:
    yesterday = clock.now().date() - timedelta(days=1)
    number = closet.outfits.wear(jieun.id, clothes[:3], yesterday)
    text = phone.get("/today").text
    assert "How was it?" in text
    assert f"/today/outfits/{number}/felt" in text
    closet.outfits.feel(jieun.id, number, Felt.RIGHT)
    assert "How was it?" not in phone.get("/today").text


def test_an_empty_closet_says_what_to_do(phone: Phone) -> None:
    text = phone.get("/today").text
    assert "There are no clothes here yet" in text
    assert 'href="/add"' in text
    assert "Wear this" not in text


def test_clothes_of_no_known_colour(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    for category in BODY:
        make_garment(jieun.id, category, colours=[])
    assert offered(phone.get("/today").text)
