"""Finding in the grid: the search, each filter, the order, and that the address alone says what is shown."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.models import GarmentRow, PhotoRow, database
from mirror.closet.sqlite import writing
from mirror.seasons import Season
from mirror.vision.facts import NamedColour
from mirror.vision.shades import NAMES
from web_admin.dots import DOTS
from web_admin.filters import Filters, months_before, read

from .conftest import Phone

MakeGarment = Callable[..., int]


EACH = (
    ("/", [0, 1, 2]),
    ("/?q=할머니", [0]),
    ("/?q=100%25", [0]),
    ("/?q=%25", [0]),
    ("/?q=ATTIC", [1]),
    ("/?q=_", []),
    ("/?q=coat", [0]),
    ("/?colour=navy", [0]),
    ("/?colour=red", [1, 2]),
    ("/?colour=navy&colour=red", [0, 1, 2]),
    ("/?state=clean", [0, 1]),
    ("/?state=wash", [2]),
    ("/?state=retired", [3]),
    ("/put-away", [3]),
    ("/put-away?q=hat", [3]),
    ("/put-away?state=wash", [3]),
    ("/put-away?q=coat", []),
    ("/?season=summer", [1, 2]),
    ("/?season=winter", [0, 2]),
    ("/?season=summer&season=winter", [0, 1, 2]),
    ("/?tag=work", [0]),
    ("/?tag=work&tag=trip", [0, 1]),
    ("/?tag=a/b", [0]),
    ("/?brand=COS+%26+Co", [0]),
    ("/?unworn=3", [0]),
    ("/?unworn=6", [0]),
    ("/?unworn=12", []),
    ("/?category=coat&colour=red", []),
    ("/?category=hat&state=wash&season=winter", [2]),
    ("/cards?tag=work", [0]),
    ("/cards?retired=1", [3]),
)
"""Addresses, and which of the clothes they show."""

NONSENSE = (
    *(
        "category=spacesuit",
        "state=torn",
        "season=monsoon",
        "unworn=4",
        "unworn=x",
        "order=sideways",
        "page=0",
    ),
    *("q=", "q=+++", "colour=", "tag=", "brand=" + "x" * 500, "shown=x"),
)


def shown(phone: Phone, address: str) -> list[int]:
    """The numbers of the garments on a page."""
    return sorted(int(number) for number in re.findall(r'data-garment="(\d+)"', phone.get(address).text))


@pytest.fixture
def clothes(
    closet: Closet, clock: FakeClock, jieun: Person, minho: Person, make_garment: MakeGarment
) -> list[int]:
    """A coat, a skirt, a hat in the wash and one put away; the coat is old, and one like it is Minho's.

    Asked for before `phone`, whose session would not outlive the time that passes here.
    """
    make_garment(minho.id, Category.COAT)
    coat = make_garment(jieun.id, Category.COAT, colours=[NamedColour("navy", (1, 2, 3), 1.0)])
    closet.garments.describe(jieun.id, coat, name="할머니 코트 100%", brand="COS & Co", tags=["work", "a/b"])
    clock.advance(200 * 24 * 3600)
    skirt, hat, away = (make_garment(jieun.id, one) for one in (Category.SKIRT, Category.HAT, Category.HAT))
    closet.garments.describe(jieun.id, skirt, seasons=[Season.SUMMER], tags=["trip"], place="attic")
    closet.garments.wear(jieun.id, skirt, clock.now().date())
    closet.garments.wash(jieun.id, hat)
    closet.garments.retire(jieun.id, away)
    return [coat, skirt, hat, away]


def test_each_filter(clothes: list[int], phone: Phone) -> None:
    for address, expected in EACH:
        assert shown(phone, address) == [clothes[place] for place in expected], address


def test_what_makes_no_sense_is_passed_over(clothes: list[int], phone: Phone) -> None:
    for nonsense in NONSENSE:
        assert shown(phone, f"/?{nonsense}") == clothes[:3], nonsense
    assert phone.get("/?page=99999999999999999999").status_code == 200


def test_the_button_says_how_many_there_would_be(clothes: list[int], phone: Phone) -> None:
    assert phone.get("/count?tag=work&tag=trip").text == "Show 2 garments"
    assert phone.get("/count?q=할머니").text == "Show 1 garment"
    assert phone.get("/count?retired=1").text == "Show 1 garment"
    text = phone.get("/?tag=work&season=winter&unworn=3").text
    assert '<span class="filters-count">3</span>' in text
    assert ">Show 1 garment</button>" in text
    assert '<span class="filters-count">' not in phone.get("/put-away").text


def test_links_keep_what_was_chosen(clothes: list[int], phone: Phone) -> None:
    text = phone.get("/?q=o&season=winter&category=coat&order=unworn").text
    assert 'href="/?q=o&amp;category=hat&amp;season=winter&amp;order=unworn"' not in text, (
        "there is no such hat"
    )
    assert 'href="/?q=o&amp;category=coat&amp;season=winter&amp;order=unworn" aria-current="true"' in text
    assert 'href="/?q=o&amp;category=coat"' in text, "clear all leaves the search and the category"
    assert 'name="category" value="coat"' in text
    assert "Nothing fits" in phone.get("/?q=nothing+like+it").text
    assert 'href="/"' in phone.get("/?q=nothing+like+it").text


def test_the_captions(clothes: list[int], phone: Phone, closet: Closet, clock: FakeClock) -> None:
    text = phone.get("/").text
    assert re.search(r"Skirt</span>\s*<span class=\"caption-more\">1 wear<", text)
    assert re.search(r"Hat</span>\s*<span class=\"caption-more\">in the wash<", text)
    assert re.search(r"할머니 코트 100%</span>\s*</span>", text)
    assert ">7 months ago<" in phone.get("/?order=unworn").text.replace("added ", "")
    clock.advance(9 * 24 * 3600)
    assert ">9 days ago<" in phone.get("/").text
    assert ">1 wear<" in phone.get("/?order=most_worn").text


def test_what_a_filter_says_is_text(clothes: list[int], phone: Phone, closet: Closet, jieun: Person) -> None:
    evil = '"><script>alert(1)</script>'
    closet.garments.describe(jieun.id, clothes[0], brand=evil, tags=[evil])
    for address in ("/", f"/?q={evil}", f"/?tag={evil}&brand={evil}&colour={evil}"):
        assert "<script>alert" not in phone.get(address).text


def test_an_address_is_read_and_written_the_same() -> None:
    filters = Filters(
        category=Category.COAT,
        colours=("navy", "red"),
        seasons=(Season.SPRING, Season.WINTER),
        brands=("COS & Co",),
        tags=("여행",),
        unworn=6,
        search="할머니 코트",
    )
    pairs = [
        (key, one)
        for key, value in filters.address().items()
        for one in (value if isinstance(value, list) else [value])
    ]
    assert read(MultiDict((key, str(one)) for key, one in pairs)) == filters
    assert Filters().address() == {}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 25), 3, date(2026, 8, 25)),
        (date(2026, 1, 31), 3, date(2025, 10, 31)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
    ],
)
def test_so_many_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_the_dots_have_the_colours_of_the_mirror() -> None:
    assert DOTS == NAMES


def test_a_closet_of_five_thousand_is_a_light_page(
    app: Flask, phone: Phone, closet: Closet, jieun: Person
) -> None:
    """What a phone loads does not grow with the closet, whatever is in it."""
    rows = [
        {
            "id": number,
            "person": jieun.id,
            "category": number % 14,
            "predicted": 0,
            "confidence": 0.9,
            "top3": "[[0,0.9]]",
            "colours": f'[{{"name":"{list(NAMES)[number % 25]}","rgb":[1,2,3],"share":1.0}}]',
            "added_ms": 1_700_000_000_000 + number,
            "name": "이름이 아주 긴 옷 " * 7,
            "brand": f"Brand number {number % 700} of a house with a long name",
        }
        for number in range(1, 5_001)
    ]
    photos = [
        {
            "person": jieun.id,
            "garment": number,
            "sha256": f"{number:064x}",
            "cutout_uncertain": False,
            "added_ms": 0,
        }
        for number in range(1, 5_001)
    ]
    with writing(database):
        for start in range(0, len(rows), 500):
            GarmentRow.insert_many(rows[start : start + 500]).execute()
            PhotoRow.insert_many(photos[start : start + 500]).execute()
    closet.garments.set_tags(jieun.id, 1, [f"tag {number}" for number in range(20)])
    answer = phone.get("/")
    assert "5,000 garments" in answer.text
    assert answer.text.count('class="card-garment"') == 60
    assert len(answer.data) < 150_000
    assert answer.text.count('name="brand"') == 60, "the most frequent; the search finds the others"
    assert phone.get("/?brand=Brand+number+699+of+a+house+with+a+long+name").text.count('name="brand"') == 61
    assert phone.get("/?q=number+699").text.count('class="card-garment"') == 7
    assert len(phone.get("/cards?page=80").data) < 60_000
    assert phone.get("/?shown=99").text.count('class="card-garment"') == 480
    assert (
        "5,000 garments"
        in phone.post("/garments/change", {"all": "1", "act": "wash"}, follow_redirects=True).text
    )
    assert closet.garments.facets(jieun.id).states["wash"] == 5_000
