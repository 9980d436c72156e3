"""The statistics in a real browser: the numbers of a year, and the sheet of everything."""

import csv
from collections.abc import Callable
from datetime import date

import pytest

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet, Person

from .browser import Say, no_sideways_scrolling, shot, sign_in, touchable

pytestmark = pytest.mark.browser


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


@pytest.fixture
def this_year(closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> int:
    """With a coat of a long name that was worn in the two years before, and a shirt worn once in the last."""
    year = SystemClock().now().year
    coat, shirt = (make_garment(jieun.id, kind) for kind in (Category.COAT, Category.SHIRT))
    closet.garments.describe(jieun.id, coat, name="가" * 80, price_minor=99_999_999, currency="KRW")
    for day in (date(year - 1, 2, 3), date(year - 1, 2, 4), date(year - 2, 5, 6)):
        closet.garments.wear(jieun.id, coat, day)
    closet.garments.wear(jieun.id, shirt, date(year - 1, 2, 3))
    return year


def test_a_year_is_chosen_and_everything_is_taken_along(
    page: object, address: str, this_year: int, say: Say
) -> None:
    sign_in(page, address)
    me = page.get_by_role("navigation", name=say("Main")).get_by_role("link", name="Jieun")
    me.click()
    page.locator("main").get_by_role("link", name=say("Statistics")).click()
    page.wait_for_url(f"{address}/statistics")
    assert me.get_attribute("aria-current") == "true"

    def wears(number: int, time: str) -> None:
        section = page.locator("section", has=page.get_by_role("heading", name=say("Worn each month")))
        words = say.many("wear %(time)s", "wears %(time)s", number, time=time)
        assert section.locator(".figure").inner_text() == f"{number} {words}"
        no_sideways_scrolling(page)

    wears(4, say("of all time"))
    touchable(page)
    shot(page, "statistics")
    years = page.get_by_role("navigation", name=say("Time"))
    chips = years.get_by_role("link").all_inner_texts()
    assert chips == [say("All time"), *(str(this_year - ago) for ago in range(3))]
    for year, number in ((this_year - 1, 3), (this_year - 2, 1), (this_year, 0)):
        years.get_by_role("link", name=str(year)).click()
        page.wait_for_url(f"{address}/statistics?year={year}")
        wears(number, say("in %(year)s", year=year))
        assert years.locator("[aria-current]").inner_text() == str(year)

    with page.expect_download() as coming:
        page.get_by_role("link", name=say("Everything as a spreadsheet (CSV)")).click()
    assert coming.value.suggested_filename.endswith(".csv")
    with coming.value.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert sum("가" * 80 in row.values() for row in rows) == 1


def test_an_empty_closet_says_what_will_stand_here(
    page: object, address: str, jieun: Person, say: Say
) -> None:
    sign_in(page, address, to="/statistics")
    assert page.locator("h2").inner_text() == say("Nothing to count yet")
    assert page.locator("svg.chart-columns").count() == 0
    page.get_by_role("main").get_by_role("link", name=say("Add clothes")).click()
    page.wait_for_url(f"{address}/add")
