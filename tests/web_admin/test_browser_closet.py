"""The closet in a real browser: finding, selecting, changing many and taking it back, and the days of a garment."""

from collections.abc import Callable
from datetime import date

import pytest

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet, Person
from mirror.vision.facts import NamedColour

from .browser import SIZES, Say, no_sideways_scrolling, shot, sign_in, touchable

pytestmark = pytest.mark.browser


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


@pytest.fixture
def clothes(closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> list[int]:
    """Three navy coats, one of them named, and two red hats."""
    navy = [NamedColour("navy", (1, 2, 3), 1.0)]
    coats = [make_garment(jieun.id, Category.COAT, colours=navy) for _ in range(3)]
    closet.garments.describe(jieun.id, coats[0], name="할머니 코트", tags=["work"], brand="COS")
    return [*coats, *(make_garment(jieun.id, Category.HAT) for _ in range(2))]


def garments(say: Say, number: int) -> str:
    return say.many("%(count)s garment", "%(count)s garments", number)


def show(say: Say, number: int) -> str:
    return say.many("Show %(count)s garment", "Show %(count)s garments", number)


def test_find_select_change_and_undo(
    *, page: object, address: str, say: Say, closet: Closet, jieun: Person, clothes: list[int]
) -> None:
    sign_in(page, address)
    touchable(page)
    shot(page, "closet-02-five")
    cards = page.locator(".card-garment")
    assert cards.count() == 5

    # Words: the cards and the count follow, and the address says it.
    page.fill(".search-field", "할머니")
    page.get_by_text(garments(say, 1), exact=True).wait_for()
    assert cards.count() == 1
    page.wait_for_url("**/?q=*")
    page.reload()
    assert cards.count() == 1
    page.fill(".search-field", "no such thing")
    page.get_by_text(say("Nothing fits")).wait_for()
    shot(page, "closet-03-nothing-fits")
    page.get_by_role("link", name=say("Show all")).click()
    page.wait_for_url(f"{address}/")

    # The sheet: its button counts along, and back undoes it.
    page.locator(".filters summary").click()
    page.locator("label", has_text=say("navy")).click()
    page.get_by_role("button", name=show(say, 3)).wait_for()
    shot(page, "closet-04-filters")
    no_sideways_scrolling(page)
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name=show(say, 3)).is_visible()
    page.locator(".filters summary").click()
    page.get_by_role("button", name=show(say, 3)).click()
    page.wait_for_url(f"{address}/?colour=navy")
    assert cards.count() == 3
    assert page.locator(".filters-count").inner_text() == "1"
    page.go_back()
    page.wait_for_url(f"{address}/")
    page.go_forward()
    page.wait_for_url(f"{address}/?colour=navy")

    # Two of the three go into the wash, and come back.
    page.get_by_role("button", name=say("Select")).click()
    page.get_by_role("checkbox").nth(0).click()
    page.get_by_role("checkbox").nth(1).focus()
    page.keyboard.press("Space")
    page.get_by_text(say("%(num)s selected", num=2)).wait_for()
    shot(page, "closet-05-selected")
    no_sideways_scrolling(page)
    page.get_by_role("button", name=say("To wash"), exact=True).click()
    wash = say.many("%(count)s is in the wash.", "%(count)s are in the wash.", 2, count=garments(say, 2))
    page.get_by_text(wash).wait_for()
    shot(page, "closet-06-changed")
    assert page.url == f"{address}/?colour=navy"
    assert page.locator(".caption-more", has_text=say("in the wash")).count() == 2
    assert page.get_by_role("checkbox").count() == 0
    page.get_by_role("button", name=say("Undo")).click()
    page.get_by_text(say("It is as it was before.")).wait_for()
    assert page.url == f"{address}/?colour=navy"
    assert page.locator(".caption-more", has_text=say("in the wash")).count() == 0

    # All of the filter get another category, so that they leave its chip.
    page.get_by_role("link", name=f"{say(Category.COAT.label)} 3").click()
    page.wait_for_url("**/?category=coat&colour=navy")
    page.get_by_role("button", name=say("Select")).click()
    page.get_by_role("button", name=say("All %(count)s", count=3)).click()
    page.locator(".acts-kinds summary").click()
    page.locator(".acts-list").get_by_role("button", name=say(Category.SKIRT.label), exact=True).click()
    kinds = {"count": garments(say, 3), "kind": say(Category.SKIRT.label)}
    page.get_by_text(
        say.many("%(count)s is now %(kind)s.", "%(count)s are now %(kind)s.", 3, **kinds)
    ).wait_for()
    page.get_by_text(say("Nothing fits")).wait_for()
    assert closet.garments.counts(jieun.id) == {Category.SKIRT: 3, Category.HAT: 2}
    page.get_by_role("button", name=say("Undo")).click()
    page.get_by_text(say("It is as it was before.")).wait_for()
    assert cards.count() == 3
    assert closet.garments.counts(jieun.id) == {Category.COAT: 3, Category.HAT: 2}


def test_a_long_press_selects_and_does_not_open(
    page: object, address: str, say: Say, clothes: list[int]
) -> None:
    sign_in(page, address)
    box = page.locator(".card-garment").first.bounding_box()
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    where = [{"x": box["x"] + 40, "y": box["y"] + 40}]
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": where})
    page.get_by_text(say("%(num)s selected", num=1)).wait_for()
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert page.get_by_role("checkbox", checked=True).count() == 1
    page.get_by_role("checkbox").nth(1).click()
    page.get_by_text(say("%(num)s selected", num=2)).wait_for()
    assert page.url == f"{address}/"
    page.get_by_role("button", name=say("End selecting")).click()
    page.locator(".card-garment").first.click()
    page.wait_for_url("**/garments/*")


def test_where_one_had_scrolled_to(
    page: object, address: str, say: Say, jieun: Person, make_garment: Callable[..., int]
) -> None:
    for _ in range(130):
        make_garment(jieun.id)
    sign_in(page, address)
    cards = page.locator(".card-garment")
    assert cards.count() == 60
    cards.nth(59).scroll_into_view_if_needed()
    cards.nth(100).scroll_into_view_if_needed()
    cards.nth(100).click()
    page.wait_for_url("**/garments/*")
    page.get_by_role("button", name=say("Into the wash")).click()
    page.get_by_text(say("It is in the wash.")).wait_for()
    page.get_by_role("link", name=say("Back to the closet")).click()
    page.wait_for_url(f"{address}/")
    assert cards.count() >= 120
    assert page.evaluate("scrollY") > 1000
    assert page.locator(".caption-more", has_text=say("in the wash")).count() == 1
    page.get_by_role("button", name=say("Select")).click()
    cards.nth(101).click()
    page.get_by_role("button", name=say("Delete")).click()
    gone = say.many("%(count)s deleted.", "%(count)s deleted.", 1, count=garments(say, 1))
    page.get_by_text(gone).wait_for()
    assert page.evaluate("scrollY") > 1000
    assert cards.count() >= 119
    cards.nth(118).scroll_into_view_if_needed()
    cards.nth(128).wait_for()
    assert page.locator(".more").count() == 0
    assert cards.count() == 129


def test_the_days_of_a_garment(
    *, page: object, address: str, say: Say, closet: Closet, jieun: Person, clothes: list[int]
) -> None:
    today = date.today()  # noqa: DTZ011
    closet.garments.describe(jieun.id, clothes[0], price_minor=30_000)
    sign_in(page, address)
    page.goto(f"{address}/garments/{clothes[0]}")
    this_month = page.locator("#month").inner_text()
    page.get_by_role("link", name=say("Month before")).click()
    page.locator("#month").filter(has_not_text=this_month).wait_for()
    earlier = page.locator(".day[name=worn]")
    for _ in range(2):
        earlier.first.click()
        page.locator(".day[name=not_worn]").nth(_).wait_for()
    page.get_by_text(say.many("Worn once", "Worn %(num)s times", 2)).wait_for()
    page.get_by_text(say("%(money)s per wear", money="₩15,000")).wait_for()
    assert len(closet.garments.days_worn(jieun.id, clothes[0])) == 2
    assert all(day < today.replace(day=1) for day in closet.garments.days_worn(jieun.id, clothes[0]))
    page.locator(".day[name=not_worn]").first.click()
    page.get_by_text(say.many("Worn once", "Worn %(num)s times", 1)).wait_for()
    no_sideways_scrolling(page)
    touchable(page)
    shot(page, "garment-01-days")
    page.get_by_role("button", name="work").click()
    assert page.locator("#tags").input_value() == ""
    page.get_by_role("button", name=say("Save")).click()
    page.get_by_text(say("Saved.")).wait_for()
    assert closet.garments.get(jieun.id, clothes[0]).tags == ()

    # Away from the closet, and back.
    page.get_by_role("button", name=say("Put it away")).click()
    page.goto(f"{address}/put-away")
    page.get_by_text("할머니 코트").wait_for()
    shot(page, "closet-07-put-away")
    page.get_by_text("할머니 코트").click()
    page.get_by_role("button", name=say("Take it back")).click()
    page.goto(f"{address}/put-away")
    page.get_by_role("heading", name=say("Nothing is put away")).wait_for()


def test_finding_without_javascript(browser: object, address: str, clothes: list[int]) -> None:
    context = browser.new_context(viewport=SIZES["phone"], locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, address)
    page.locator(".filters summary").click()
    page.locator("label", has_text="navy").click()
    page.locator("#matching").click()
    page.wait_for_url("**colour=navy**")
    assert page.locator(".card-garment").count() == 3
    page.fill(".search-field", "할머니")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=%**")
    assert page.locator(".card-garment").count() == 1
    assert "colour=navy" in page.url
    page.locator(".card-garment").click()
    page.locator(".day[name=worn]").first.click()
    page.locator("#worn-words", has_text="Worn once").wait_for()
    context.close()
