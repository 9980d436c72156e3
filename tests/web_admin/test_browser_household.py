"""A household grows in real browsers: an invitation taken up on a second phone, a closet opened and closed."""

from collections.abc import Callable

import pytest

from mirror.clock import SystemClock
from mirror.closet import Closet, Person

from .browser import PASSWORD, SIZES, no_sideways_scrolling, sign_in

pytestmark = pytest.mark.browser

LONG = "Sam Alexander Montgomery-Featherstone"


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


@pytest.fixture
def owner(closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> Person:
    closet.people.set_role(jieun.id, "owner")
    make_garment(jieun.id)
    return jieun


def test_invite_join_let_look_and_stop(
    page: object,
    browser: object,
    address: str,
    closet: Closet,
    owner: Person,
) -> None:
    sign_in(page, address)
    page.goto(f"{address}/household")
    no_sideways_scrolling(page)
    page.get_by_role("button", name="Invite somebody").click()
    code = page.locator(".code").inner_text()
    join = page.locator(".address").inner_text()
    no_sideways_scrolling(page)
    assert code not in page.url

    context = browser.new_context(viewport=SIZES["phone"], locale="en-GB")
    other = context.new_page()
    other.goto(join)
    other.fill("#code", code.lower().replace("-", " "))
    other.fill("#name", LONG)
    other.fill("#password", PASSWORD)
    other.fill("#repeated", PASSWORD)
    other.click("main form button[type=submit]")
    other.get_by_text("No clothes yet").wait_for()
    sam = closet.people.find(LONG)
    assert sam is not None

    page.goto(f"{address}/household")
    page.get_by_role("button", name=f"May not look ({LONG})").click()
    page.get_by_text(f"{LONG} may look at your closet.").wait_for()
    no_sideways_scrolling(page)
    other.goto(f"{address}/household")
    other.get_by_role("link", name="Jieun's closet").click()
    other.locator(".card-garment").click()
    other.get_by_role("heading", name="T-shirt").wait_for()
    assert other.evaluate("document.querySelector('.look-photo img').naturalWidth") > 0
    page.get_by_role("button", name=f"May look ({LONG})").click()
    page.get_by_text("can no longer look at your closet").wait_for()
    other.reload()
    other.get_by_text("There is no such page in this closet.").wait_for()
    context.close()

    page.goto(f"{address}/household/people/{sam.id}")
    page.get_by_text(f"Remove {LONG}").click()
    page.fill("#typed", LONG)
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_text("have been removed").wait_for()
    assert [one.id for one in closet.people.all()] == [owner.id]


def test_settings_with_the_phones_own_place(
    page: object, address: str, closet: Closet, owner: Person
) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 37.566535, "longitude": 126.977969})
    sign_in(page, address)
    page.goto(f"{address}/household/settings")
    page.locator("#brightness").fill("45")
    assert page.locator("output").inner_text() == "45 %"
    page.select_option("#units", "imperial")
    page.select_option("#dark_after_s", "1800")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_text("Saved. The mirror lives by it now.").wait_for()
    chosen = closet.preferences.get()
    assert (chosen.brightness, chosen.units, chosen.dark_after_s) == (45, "imperial", 1800)
    page.get_by_role("button", name="Use this phone's place").click()
    page.wait_for_function("document.querySelector('#longitude').value === '126.98'")
    page.fill("#place_name", "서울")
    page.get_by_role("button", name="Save").last.click()
    page.get_by_text("Saved. The mirror lives by it now.").wait_for()
    chosen = closet.preferences.get()
    assert (chosen.place_name, chosen.latitude, chosen.longitude) == ("서울", 37.57, 126.98)
    no_sideways_scrolling(page)


def test_looking_again_without_leaving_the_page(
    page: object, address: str, closet: Closet, owner: Person
) -> None:
    sign_in(page, address)
    with closet.worker_lock():
        page.goto(f"{address}/health")
        page.get_by_role("button", name="Look again").click()
        page.get_by_text("The mirror looks").wait_for()
        assert closet.notes.get("health_wanted") is not None
        no_sideways_scrolling(page)
