"""What to wear in a real browser: another wish in place, worn and undone, felt, planned; and without a script."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet, Felt, OutfitState, Person
from mirror.stylist.weather.values import Sky
from mirror.vision.facts import NamedColour

from .browser import SIZES, Say, no_sideways_scrolling, shot, sign_in, touchable, until
from .weather import put_forecast

pytestmark = pytest.mark.browser

BODY = (Category.COAT, Category.PULLOVER, Category.SHIRT, Category.TROUSER, Category.ANKLE_BOOT)


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


@pytest.fixture
def clothes(closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> list[int]:
    """Two of each kind; one shirt has a long name."""
    colours = ([NamedColour("navy", (32, 42, 78), 1.0)], [NamedColour("grey", (132, 132, 132), 1.0)])
    found = [
        make_garment(jieun.id, category, colour[0].rgb, colours=colour)
        for category in BODY
        for colour in colours
    ]
    for number in found[4:6]:
        closet.garments.describe(jieun.id, number, name="할머니가 겨울마다 꺼내 주시던 아주 긴 이름의 셔츠")
    return found


def garments(page: object) -> list[set[int]]:
    """The outfits on offer, by the numbers of their garments."""
    found = page.locator(".offer form:first-child [name=garments]")
    return [{int(number) for number in one.input_value().split("-")} for one in found.all()]


def test_choose_wear_undo_and_say_how_it_felt(
    *,
    page: object,
    address: str,
    say: Say,
    closet: Closet,
    clock: SystemClock,
    jieun: Person,
    clothes: list[int],
) -> None:
    put_forecast(closet, clock.now(), celsius=lambda day: 2.0 + day, sky=Sky.RAIN, rain_mm=0.2)
    sign_in(page, address)
    page.get_by_role("navigation", name=say("Main")).get_by_role("link", name=say("Today")).click()
    page.wait_for_url(f"{address}/today")
    page.locator(".offer").nth(2).wait_for()
    no_sideways_scrolling(page)
    touchable(page)
    shot(page, "today-01")
    first = garments(page)[0]

    # Another wish is swapped in place, and the address says it; back undoes it.
    page.evaluate("window.stays = true")
    piece = page.locator(".offer").first.locator("details.piece").first
    piece.locator("summary").click()
    shot(page, "today-02-piece")
    touchable(page)
    left_out = int(str(piece.get_by_role("link", name=say("See it")).get_attribute("href")).split("/")[-1])
    piece.get_by_role("link", name=say("Without this")).click()
    page.wait_for_url(f"{address}/today?without={left_out}")
    until(page, lambda: all(left_out not in outfit for outfit in garments(page)))
    assert page.evaluate("window.stays")
    piece = page.locator(".offer").first.locator("details.piece").nth(1)
    piece.locator("summary").click()
    page.keyboard.press("Escape")
    piece.get_by_role("link", name=say("With this")).click()
    page.wait_for_url("**/today?with=*")
    page.locator(".wish").nth(1).wait_for()
    shot(page, "today-03-wishes")
    no_sideways_scrolling(page)
    touchable(page)
    page.go_back()
    page.wait_for_url(f"{address}/today?without={left_out}")
    page.locator(".wish").get_by_role("link").click()
    page.wait_for_url(f"{address}/today")
    until(page, lambda: garments(page)[:1] == [first])
    page.get_by_role("link", name=say("Show others")).click()
    page.wait_for_url("**/today?seen=*")
    until(page, lambda: first not in garments(page))
    page.get_by_role("link", name=say("Begin again")).first.click()
    page.wait_for_url(f"{address}/today")
    until(page, lambda: garments(page)[:1] == [first])

    # Worn, undone, worn again, too cold.
    today = clock.now().date()
    page.get_by_role("button", name=say("Wear this")).first.click()
    page.get_by_text(say("You wear this today")).wait_for()
    shot(page, "today-04-worn")
    page.get_by_role("button", name=say("Undo")).click()
    page.get_by_role("button", name=say("Wear this")).first.wait_for()
    assert closet.outfits.between(jieun.id, today, today) == []
    page.get_by_role("button", name=say("Wear this")).first.click()
    page.get_by_role("button", name=say("Too cold")).click()
    page.locator(".felt [aria-pressed=true]").wait_for()
    worn = closet.outfits.of_day(jieun.id, today, OutfitState.WORN)
    assert worn is not None
    assert (set(worn.garment_ids), worn.felt) == (first, Felt.TOO_COLD)

    # What has been learnt of it, and forgotten.
    page.locator(".need a").click()
    page.wait_for_url(f"{address}/today/learnt")
    page.locator(".learnt-said").wait_for()
    no_sideways_scrolling(page)
    touchable(page)
    shot(page, "learnt")
    page.locator(".forget summary").first.click()
    page.get_by_role("button", name=say("Forget how warm I like it")).click()
    page.get_by_text(say("Forgotten. What you say from now on counts.")).wait_for()
    assert page.locator(".learnt-said").count() == 0

    # Tomorrow is planned.
    page.goto(f"{address}/today")
    page.locator("#tab-1").click()
    page.wait_for_url("**/today?day=*")
    page.get_by_role("button", name=say("Plan this")).first.click()
    page.get_by_role("button", name=say("Remove the plan")).wait_for()
    shot(page, "today-05-planned")
    assert closet.outfits.of_day(jieun.id, today + timedelta(days=1), OutfitState.PLANNED) is not None


def test_all_of_it_without_a_script(
    *, browser: object, address: str, closet: Closet, clock: SystemClock, jieun: Person, clothes: list[int]
) -> None:
    """Nobody knows the weather: it asks; then an outfit is passed over, one is left out, one is worn."""
    say = Say("en")
    context = browser.new_context(viewport=SIZES["phone"], java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    sign_in(page, address, to="/today")
    page.get_by_role("button", name=say("It is cold")).click()
    page.locator(".answers [aria-pressed=true]").wait_for()
    first = page.locator(".offer form:first-child [name=garments]").first.input_value()
    page.get_by_role("button", name=say("Rather not")).first.click()
    page.wait_for_url(f"{address}/today?seen={first}")
    page.get_by_role("link", name=say("Work")).click()
    page.wait_for_url(f"{address}/today?occasion=work")
    page.locator("details.piece summary").first.click()
    page.get_by_role("link", name=say("Without this")).first.click()
    page.wait_for_url("**/today?occasion=work&without=*")
    page.get_by_role("button", name=say("Wear this")).first.click()
    page.get_by_text(say("You wear this today")).wait_for()
    today = clock.now().date()
    states = [outfit.state for outfit in closet.outfits.between(jieun.id, today, today)]
    assert states == [OutfitState.SKIPPED, OutfitState.WORN]
    context.close()
