"""The packing list on the phone: the journey in the address, the list and the outfits of its days."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person

from .conftest import Phone
from .weather import put_forecast

MakeGarment = Callable[..., int]
KINDS = (Category.COAT, Category.PULLOVER, Category.SHIRT, Category.TROUSER, Category.ANKLE_BOOT)


@pytest.fixture
def clothes(jieun: Person, make_garment: MakeGarment) -> list[int]:
    return [make_garment(jieun.id, kind) for kind in KINDS for _ in range(2)]


@pytest.fixture
def journey(clock: FakeClock) -> Callable[..., str]:
    def address(first: int = 1, last: int = 3, **values: object) -> str:
        today = clock.now().date()
        days = {"from": today + timedelta(days=first), "to": today + timedelta(days=last)}
        return "/packing?" + urlencode(days | values, doseq=True)

    return address


def packed(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'type="checkbox" name="id" value="(\d+)"', text)]


def test_the_list_holds_all_that_its_outfits_need(
    phone: Phone, clothes: list[int], journey: Callable[..., str]
) -> None:
    text = phone.get(journey(place="부산", warmth="cold", occasion=["everyday", "work"])).text
    assert "Packing for 부산" in text
    days = text[text.index("Day by day") :]
    assert days.count("<article") == 4
    needed = {int(number) for number in re.findall(r'href="/garments/(\d+)"', days)}
    assert set(packed(text)) == needed
    assert needed <= set(clothes)
    assert len(packed(text)) == len(needed)
    assert "clo" in days


def test_how_warm_it_is_there_is_a_word_a_number_or_the_forecast(
    *, phone: Phone, closet: Closet, clothes: list[int], journey: Callable[..., str], clock: FakeClock
) -> None:
    put_forecast(closet, clock.now(), celsius=lambda _day: 4.0)
    assert "4°" in phone.get(journey()).text
    assert "– 0°" in phone.get(journey(warmth="cold")).text
    assert "– 31°" in phone.get(journey(warmth="cold", degrees="31")).text
    assert "– −8°" in phone.get(journey(degrees="−8,4")).text
    closet.preferences.change(units="imperial")
    assert "– 86°" in phone.get(journey(degrees="86")).text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (3, 1, "A journey ends on the day on which it begins"),
        (1, 22, "at most 21 days"),
        (-2, 3, "within the year to come"),
        (400, 402, "within the year to come"),
    ],
)
def test_days_that_make_no_journey_are_told(
    *, phone: Phone, clothes: list[int], journey: Callable[..., str], first: int, last: int, said: str
) -> None:
    text = phone.get(journey(first, last)).text
    assert said in text
    assert packed(text) == []
    assert f'value="{journey(first, last)[14:24]}"' in text


@pytest.mark.parametrize(
    "query", ["from=x&to=y", "from=&to=", "from=2026-11-25&warmth=war&degrees=nan&occasion=x"]
)
def test_an_address_that_makes_no_sense_is_answered(phone: Phone, clothes: list[int], query: str) -> None:
    assert phone.get(f"/packing?{query}").status_code == 200


def test_what_is_missing_is_told(
    phone: Phone, jieun: Person, make_garment: MakeGarment, journey: Callable[..., str]
) -> None:
    assert "there are no clothes here yet" in phone.get(journey()).text.lower()
    make_garment(jieun.id, Category.SHIRT)
    text = phone.get(journey()).text
    assert "There are no clean trousers or skirt" in text


def test_the_form_alone_asks_for_nothing(phone: Phone, clothes: list[int]) -> None:
    text = phone.get("/packing").text
    assert '<details class="card-plain trip" open>' in text
    assert packed(text) == []
