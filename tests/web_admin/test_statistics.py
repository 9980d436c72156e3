"""The page of the statistics, its charts, and the sheet that a spreadsheet opens."""

import csv
import io
from collections.abc import Callable
from datetime import date

import pytest

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.vision.facts import NamedColour
from web_admin import charts

from .conftest import Phone

MakeGarment = Callable[..., int]


def test_an_empty_closet_says_how_to_begin(phone: Phone) -> None:
    text = phone.get("/statistics").text
    assert "Nothing to count yet" in text
    assert 'href="/add"' in text
    assert '<svg class="chart' not in text


def test_the_page_shows_what_was_counted(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    coat = make_garment(jieun.id, Category.COAT, colours=[NamedColour("blue", (20, 40, 200), 0.9)])
    closet.garments.describe(jieun.id, coat, name="<b>Coat</b>", price_minor=9000, bought_on=date(2026, 1, 5))
    for day in (1, 2, 3):
        closet.garments.wear(jieun.id, coat, date(2026, 11, day))
    hat = make_garment(jieun.id, Category.HAT)
    text = phone.get("/statistics?year=2026").text
    assert "&lt;b&gt;Coat&lt;/b&gt;" in text
    assert "₩3,000" in text, "what one wear has cost"
    assert "bought in 2026" in text
    assert "November 2026: 3" in text
    assert 'stroke="rgb(20,40,200)"' in text
    for link in (f"/garments/{coat}", f"/garments/{hat}", "/?category=coat", "/?colour=blue"):
        assert f'href="{link}"' in text
    assert text.count('role="img"') == 3
    assert "style=" not in text
    assert "3 wears of all time" not in text
    assert '3</b> <span class="quiet">wears of all time' in phone.get("/statistics").text


@pytest.mark.parametrize("year", ["1850", "x", "0", "-1", "99999999999999999999", "2031"])
def test_a_year_that_makes_no_sense_does_no_harm(
    phone: Phone, jieun: Person, make_garment: MakeGarment, year: str
) -> None:
    make_garment(jieun.id)
    assert phone.get(f"/statistics?year={year}").status_code == 200


def test_the_sheet_has_every_garment_of_this_person_alone(
    phone: Phone, closet: Closet, jieun: Person, minho: Person, make_garment: MakeGarment
) -> None:
    coat, away = make_garment(jieun.id, Category.COAT), make_garment(jieun.id)
    make_garment(minho.id)
    closet.garments.describe(
        jieun.id, coat, name='=HYPERLINK("http://evil")', notes="two\nlines", price_minor=2999, currency="USD"
    )
    closet.garments.retire(jieun.id, away)
    answer = phone.get("/statistics.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="otjang-2026-11-22.csv"'
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["Number"] for row in rows] == [str(coat), str(away)]
    assert rows[0]["Name"] == '\'=HYPERLINK("http://evil")'
    assert (rows[0]["Price"], rows[0]["Currency"], rows[0]["Notes"]) == ("29.99", "USD", "two\nlines")
    assert (rows[0]["Where it is"], rows[1]["Where it is"]) == ("Clean", "Put away")


def test_columns_stand_in_proportion_and_a_little_is_still_seen() -> None:
    columns = charts.columns([0, 1, 1000], room=80)
    assert [column.height for column in columns] == [0, 1.5, 80]
    assert all(column.top + column.height == pytest.approx(100) for column in columns)
    assert columns[-1].left + columns[-1].width < 100
    assert [column.height for column in charts.columns([0, 0])] == [0, 0]


def test_the_parts_of_a_ring_close_it() -> None:
    arcs = charts.ring([2, 1, 1])
    assert [(arc.start, arc.length) for arc in arcs] == [(0, 50), (50, 25), (75, 25)]
    assert charts.ring([]) == charts.ring([0, 0]) == []
