"""Calendar, laundry and packing in a real browser: a plan comes true, a past day is noted, a pile becomes clean."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.attire import Occasion
from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet, Felt, OutfitState, Person

from .browser import SIZES, Say, no_sideways_scrolling, shot, sign_in, touchable

pytestmark = pytest.mark.browser

KINDS = (Category.COAT, Category.SHIRT, Category.TROUSER, Category.ANKLE_BOOT)


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


@pytest.fixture
def clothes(closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> list[int]:
    return [make_garment(jieun.id, kind) for kind in KINDS for _ in range(2)]


def test_a_plan_comes_true_and_a_past_day_is_noted(
    *, page: object, address: str, say: Say, closet: Closet, jieun: Person, clothes: list[int]
) -> None:
    today = SystemClock().now().date()
    closet.outfits.plan(jieun.id, clothes[::2], today, occasion=Occasion.WORK)
    sign_in(page, address, to="/calendar")
    shot(page, "planning-01-calendar")
    no_sideways_scrolling(page)
    touchable(page)
    page.locator(".square[aria-current=date]").click()
    page.get_by_role("button", name=say("I wore this")).click()
    page.get_by_text(say("Noted as worn.")).wait_for()
    page.get_by_role("button", name=say("Too cold")).click()
    page.locator("button[aria-pressed=true]", has_text=say("Too cold")).wait_for()
    (worn,) = closet.outfits.between(jieun.id, today, today)
    assert (worn.state, worn.felt, worn.occasion) == (OutfitState.WORN, Felt.TOO_COLD, Occasion.WORK)
    shot(page, "planning-02-day")
    no_sideways_scrolling(page)
    touchable(page)

    # The day before: ticked garments survive a search and another category.
    page.get_by_role("link", name=say("Day before")).click()
    page.get_by_role("link", name=say("Note what you wore")).click()
    page.locator(f".tick:has([value='{clothes[1]}'])").click()
    page.get_by_role("button", name=say(Category.TROUSER.label)).click()
    page.wait_for_url("**category=trouser**")
    assert page.locator(".tick input").count() == 3
    page.locator(f".tick:has([value='{clothes[5]}'])").click()
    shot(page, "planning-03-record")
    no_sideways_scrolling(page)
    touchable(page)
    page.get_by_role("button", name=say("I wore these")).click()
    page.get_by_text(say("Noted as worn.")).wait_for()
    yesterday = today - timedelta(days=1)
    (noted,) = closet.outfits.between(jieun.id, yesterday, yesterday)
    assert set(noted.garment_ids) == {clothes[1], clothes[5]}
    page.get_by_role("button", name=say("Undo")).click()
    page.get_by_text(say("It is as it was before.")).wait_for()
    assert closet.outfits.between(jieun.id, yesterday, yesterday) == []


def test_a_laundry_day_and_a_packing_list(
    *, page: object, address: str, say: Say, closet: Closet, jieun: Person, clothes: list[int]
) -> None:
    today = SystemClock().now().date()
    for day in range(3):
        closet.garments.wear(jieun.id, clothes[2], today - timedelta(days=day))
    sign_in(page, address, to="/laundry")
    page.locator(f".tick:has([value='{clothes[2]}'])").click()
    page.get_by_role("button", name=say("Ticked ones into the wash")).click()
    page.locator(".pile").wait_for()
    assert closet.garments.get(jieun.id, clothes[2]).in_wash
    shot(page, "planning-04-laundry")
    no_sideways_scrolling(page)
    touchable(page)
    page.get_by_role("button", name=say("All of this is clean")).click()
    page.get_by_role("heading", name=say("Nothing to wash")).wait_for()
    page.get_by_role("button", name=say("Undo")).click()
    page.locator(".pile").wait_for()
    assert closet.garments.get(jieun.id, clothes[2]).in_wash

    page.goto(f"{address}/packing")
    page.fill("[name=place]", "부산")
    page.locator("label", has_text=say("As at home")).press("ArrowRight")
    page.get_by_role("button", name=say("Make the list")).click()
    page.get_by_role("heading", name=say("Packing for %(place)s", place="부산")).wait_for()
    assert "warmth=cold" in page.url
    page.locator(".tick").nth(1).click()
    ticked = page.locator(".tick input:checked").get_attribute("value")
    page.reload()
    assert page.locator(".tick input:checked").get_attribute("value") == ticked
    shot(page, "planning-05-packing")
    no_sideways_scrolling(page)
    touchable(page)


def test_a_day_is_noted_without_javascript(
    *, browser: object, address: str, closet: Closet, jieun: Person, clothes: list[int]
) -> None:
    context = browser.new_context(viewport=SIZES["phone"], locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, address, to="/calendar/record")
    page.locator(f".tick:has([value='{clothes[0]}'])").click()
    page.fill("[name=q]", "trouser")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=trouser**")
    page.locator(f".tick:has([value='{clothes[4]}'])").click()
    page.get_by_role("button", name="I wore these").click()
    page.get_by_text("Noted as worn.").wait_for()
    day: date = SystemClock().now().date()
    assert set(closet.outfits.between(jieun.id, day, day)[0].garment_ids) == {clothes[0], clothes[4]}
    context.close()
