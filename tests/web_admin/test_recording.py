"""Noting by hand what was worn on a day, or planning one to come, on the phone."""

import re
from datetime import date, timedelta

import pytest

from mirror.attire import Occasion
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Felt, OutfitState, Person

from .conftest import Phone
from .test_calendar import MakeGarment, of_day, undo


@pytest.fixture
def today(clock: FakeClock) -> date:
    return clock.now().date()


@pytest.fixture
def clothes(jieun: Person, make_garment: MakeGarment) -> list[int]:
    kinds = (Category.COAT, Category.SHIRT, Category.TROUSER, Category.SHOE)
    return [make_garment(jieun.id, kind) for kind in kinds]


def test_a_past_day_is_noted_by_ticking(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], today: date
) -> None:
    day = (today - timedelta(days=2)).isoformat()
    closet.garments.describe(jieun.id, clothes[1], name="할머니 셔츠")
    form = {"day": day, "id": clothes[:1], "occasion": "work", "felt": "too-cold"}
    found = phone.post("/calendar/ticks", form | {"act": "look", "q": "할머니"}, follow_redirects=True).text
    boxes = re.findall(r'name="id" value="(\d+)"( checked)?', found)
    assert boxes == [(str(clothes[0]), " checked"), (str(clothes[1]), "")]
    kept = phone.post("/calendar/ticks", form | {"id": clothes[:2], "act": "keep"}, follow_redirects=True)
    (worn,) = of_day(closet, jieun, today - timedelta(days=2))
    assert (worn.garment_ids, worn.occasion, worn.felt) == (tuple(clothes[:2]), Occasion.WORK, Felt.TOO_COLD)
    undo(phone, kept.text)
    assert of_day(closet, jieun, today - timedelta(days=2)) == []


def test_ticks_survive_a_category_and_a_refusal(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], make_garment: MakeGarment, today: date
) -> None:
    shoes = phone.post(
        "/calendar/ticks", {"day": today, "id": clothes[0], "category": "shoe"}, follow_redirects=True
    ).text
    assert re.findall(r'name="id" value="(\d+)"( checked)?', shoes) == [
        (str(clothes[0]), " checked"),
        (str(clothes[3]), ""),
    ]
    nothing = phone.post("/calendar/ticks", {"day": today, "act": "keep"}, follow_redirects=True)
    assert "An outfit has 1 to 20 garments" in nothing.text
    assert phone.post("/calendar/ticks", {"day": "soon", "id": clothes, "act": "keep"}).status_code == 400
    many = [make_garment(jieun.id) for _ in range(25)]
    refused = phone.post("/calendar/ticks", {"day": today, "id": many, "act": "keep"}, follow_redirects=True)
    assert "An outfit has 1 to 20 garments" in refused.text
    assert refused.text.count(" checked>\n") >= 20
    assert of_day(closet, jieun, today) == []


def test_a_day_to_come_is_planned_by_ticking(
    *, phone: Phone, closet: Closet, jieun: Person, clothes: list[int], today: date
) -> None:
    wedding = today + timedelta(days=60)
    assert "How did it feel?" not in phone.get(f"/calendar/record?day={wedding}").text
    phone.post("/calendar/ticks", {"day": wedding, "id": clothes, "occasion": "formal", "act": "keep"})
    (planned,) = of_day(closet, jieun, wedding)
    assert (planned.state, planned.occasion) == (OutfitState.PLANNED, Occasion.FORMAL)


def test_anothers_garments_are_neither_shown_nor_noted(
    *, phone: Phone, closet: Closet, jieun: Person, minho: Person, make_garment: MakeGarment, today: date
) -> None:
    own, theirs = make_garment(jieun.id), make_garment(minho.id)
    assert f'value="{theirs}"' not in phone.get(f"/calendar/record?id={theirs}&id={own}").text
    answer = phone.post("/calendar/ticks", {"day": today, "id": [own, theirs], "act": "keep"})
    assert answer.status_code == 404
    assert of_day(closet, jieun, today) == []
