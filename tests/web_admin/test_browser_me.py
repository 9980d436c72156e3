"""The doors and the person's own pages in a real browser: two devices, an eye, and a line that helps."""

import pytest

from mirror.clock import SystemClock
from mirror.closet import Closet, Person

from .browser import SIZES, no_sideways_scrolling, sign_in
from .conftest import PASSWORD

pytestmark = pytest.mark.browser

NEW = "another good password"


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


def touchable(page: object) -> None:
    """Nothing that a finger aims at is lower than 44 px, but links within a sentence."""
    low = page.evaluate(
        """[...document.querySelectorAll("main a, main button, main input:not([type=hidden])")]
        .filter((one) => one.checkVisibility() && !one.closest("p:not(.languages)"))
        .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML)"""
    )
    assert low == []


def test_who_is_invited_joins_with_the_help_of_the_page(
    page: object, address: str, closet: Closet, jieun: Person
) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_role("link", name="I was invited").click()
    no_sideways_scrolling(page)
    touchable(page)
    page.fill("#code", closet.people.new_invite_code().lower())
    page.fill("#name", "민호")
    rule = page.locator("#rule")
    for typed, said in (
        ("1234567", "Too short: 1 more to go."),
        ("1q2w3e4r", "Many people use that password"),
        ("민호민호 민호!", "That is a name"),
        ("qwertz12", "Easy to guess"),
        ("three red dogs", "Good."),
        ("three red socks on a line", "Very good."),
    ):
        page.fill("#password", typed)
        rule.filter(has_text=said).wait_for()
    page.fill("#password", "")
    assert "8 characters or more." in rule.inner_text()
    page.fill("#password", NEW)
    page.fill("#repeated", NEW)
    eye = page.get_by_role("button", name="Show the password").first
    eye.click()
    assert page.get_attribute("#password", "type") == "text"
    assert eye.get_attribute("aria-pressed") == "true"
    page.click("button[type=submit]")
    page.wait_for_url(f"{address}/")
    assert closet.people.find("민호") is not None


def test_a_new_password_ends_the_other_device(
    browser: object, page: object, address: str, jieun: Person
) -> None:
    elsewhere = browser.new_context(viewport=SIZES["phone"], locale="en-GB", java_script_enabled=False)
    other = elsewhere.new_page()
    sign_in(other, address)
    sign_in(page, address)
    for path in ("/me", "/me/name", "/me/devices", "/me/pin", "/me/password"):
        page.goto(address + path)
        no_sideways_scrolling(page)
        touchable(page)
    page.fill("#current", PASSWORD)
    page.fill("#password", NEW)
    page.fill("#repeated", NEW)
    page.click("button[type=submit]")
    page.get_by_text("The new password is set.").wait_for()
    page.goto(f"{address}/me/devices")
    assert page.locator(".way").count() == 1
    other.goto(f"{address}/me")
    assert other.url.startswith(f"{address}/sign-in")
    other.fill("#password", NEW)
    other.click("button[type=submit]")
    other.wait_for_url(f"{address}/me")
    page.reload()
    page.locator("main").get_by_role("button", name="Sign out: ").click()
    page.get_by_text("That device has been signed out.").wait_for()
    other.reload()
    assert other.url.startswith(f"{address}/sign-in")
    elsewhere.close()
