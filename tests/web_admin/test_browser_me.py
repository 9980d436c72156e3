"""The doors and the person's own pages in a real browser: codes, passwords, devices, the language, the way out."""

import pytest

from mirror.clock import SystemClock
from mirror.closet import Closet, Person
from mirror.locale import NATIVE_NAMES

from .browser import SIZES, Face, Say, no_sideways_scrolling, shot, sign_in, sign_in_by_hand, touchable
from .conftest import PASSWORD

pytestmark = pytest.mark.browser

NEW = "another good password"


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


def test_who_is_invited_joins_with_the_help_of_the_page(
    page: object, address: str, say: Say, closet: Closet, jieun: Person
) -> None:
    page.goto(f"{address}/sign-in")
    shot(page, "accounts-03-sign-in")
    touchable(page)
    page.get_by_role("link", name=say("I was invited")).click()
    no_sideways_scrolling(page)
    touchable(page)
    page.fill("#code", closet.people.new_invite_code().lower())
    page.fill("#name", "민호")
    rule = page.locator("#rule")
    for typed, said in (
        ("1234567", say("Too short: %(num)s more to go.", num="1")),
        ("1q2w3e4r", say("Many people use that password, so it is guessed first. Choose another.")),
        ("민호민호 민호!", say("That is a name and little more. Choose a password that nobody guesses.")),
        ("qwertz12", say("Easy to guess: make it longer, or use several words.")),
        ("three red dogs", say("Good. One more word makes it very good.")),
        ("three red socks on a line", say("Very good.")),
    ):
        page.fill("#password", typed)
        rule.filter(has_text=said).wait_for()
        if typed == "1q2w3e4r":
            shot(page, "accounts-04-join-weak")
    page.fill("#password", "")
    assert say("8 characters or more. Three or four words make a good one.") in rule.inner_text()

    # The server has the last word, and what was typed stays.
    page.fill("#password", "1q2w3e4r")
    page.fill("#repeated", "1q2w3e4r")
    page.click("button[type=submit]")
    page.locator(".refused").wait_for()
    assert page.input_value("#name") == "민호"
    page.fill("#password", NEW)
    page.fill("#repeated", NEW)
    eye = page.get_by_role("button", name=say("Show the password")).first
    eye.click()
    assert page.get_attribute("#password", "type") == "text"
    assert eye.get_attribute("aria-pressed") == "true"
    page.click("button[type=submit]")
    page.wait_for_url(f"{address}/")
    assert closet.people.find("민호") is not None


def test_a_forgotten_password(
    *, browser: object, page: object, address: str, say: Say, closet: Closet, jieun: Person
) -> None:
    """The mirror's code sets a new one, ends every session there was, and opens nothing a second time."""
    elsewhere = browser.new_context(viewport=SIZES["phone"])
    other = elsewhere.new_page()
    sign_in(other, address, to="/me")
    sign_in_by_hand(page, address, password="a guess")
    page.get_by_text(say("The name or the password is not right.")).wait_for()
    shot(page, "accounts-05-wrong-password")
    page.get_by_role("link", name=say("I forgot my password")).click()
    code = closet.people.new_password_code(jieun.id)
    no_sideways_scrolling(page)
    touchable(page)

    def ask() -> None:
        page.fill("#code", code)
        page.fill("#name", "Jieun")
        page.fill("#password", NEW)
        page.fill("#repeated", NEW)
        page.click("button[type=submit]")

    shot(page, "accounts-06-forgotten")
    ask()
    page.get_by_text(say("The new password is set. All your other devices have been signed out.")).wait_for()
    page.wait_for_url(f"{address}/")
    other.reload()
    assert other.url.startswith(f"{address}/sign-in")
    other.goto(f"{address}/new-password")
    page.context.clear_cookies()
    page.goto(f"{address}/new-password")
    ask()
    page.locator(".refused").wait_for()
    sign_in_by_hand(page, address, password=NEW)
    page.wait_for_url(f"{address}/")
    elsewhere.close()


def test_the_devices_of_a_person(
    *, browser: object, page: object, address: str, face: Face, say: Say, jieun: Person
) -> None:
    """A new password ends the other one; so does signing it out; so does signing out everywhere but here."""
    elsewhere = browser.new_context(
        viewport=SIZES["phone"],
        java_script_enabled=False,
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_1)",
    )
    other = elsewhere.new_page()
    sign_in_by_hand(other, address)
    sign_in_by_hand(page, address)
    page.wait_for_url(f"{address}/")
    for path in ("/me", "/me/name", "/me/devices", "/me/pin", "/me/password"):
        page.goto(address + path)
        no_sideways_scrolling(page)
        touchable(page)
        shot(page, f"me-{path.rsplit('/', 1)[1]}")
    page.fill("#current", PASSWORD)
    page.fill("#password", NEW)
    page.fill("#repeated", NEW)
    page.click("button[type=submit]")
    page.get_by_text(say("The new password is set. All your other devices have been signed out.")).wait_for()
    page.goto(f"{address}/me/devices")
    assert page.locator(".way").count() == 1

    def back_in() -> None:
        other.goto(f"{address}/me")
        assert other.url.startswith(f"{address}/sign-in")
        other.fill("#password", NEW)
        other.click("button[type=submit]")
        other.wait_for_url(f"{address}/me")
        page.reload()

    back_in()
    page.locator("main").get_by_role("button", name=say("Sign out: %(device)s", device="iPhone")).click()
    page.get_by_text(say("That device has been signed out.")).wait_for()
    back_in()
    page.get_by_role("button", name=say("Sign out on all others")).click()
    page.get_by_text(say("All your other devices have been signed out.")).wait_for()
    assert page.locator(".way").count() == 1
    other.reload()
    assert other.url.startswith(f"{address}/sign-in")
    elsewhere.close()


def test_another_language_another_name_a_pin_and_out(
    *, page: object, address: str, face: Face, say: Say, closet: Closet, jieun: Person
) -> None:
    language = "en" if face.language == "ko" else "ko"
    other = Say(language)
    page.goto(f"{address}/sign-in")
    page.get_by_role("link", name=NATIVE_NAMES[language]).click()
    page.get_by_role("heading", name=other("Sign in")).wait_for()
    sign_in(page, address, to="/me")
    page.get_by_role("button", name=NATIVE_NAMES[language]).click()
    page.get_by_role("heading", name=other("Language")).wait_for()
    page.goto(address)
    assert page.title() == f"{other('Closet')} · {other('Otjang')}"
    page.get_by_text(other("No clothes yet")).wait_for()
    assert closet.people.get(jieun.id).language == language

    page.goto(f"{address}/me/name")
    page.fill("#name", "지은이")
    page.click("main button[type=submit]")
    page.get_by_text(other("Saved. Sign in with this name from now on.")).wait_for()
    page.goto(f"{address}/me/pin")
    page.fill("[name=pin]", "2580")
    page.locator("main button[type=submit]").first.click()
    page.get_by_text(other("The mirror asks for your PIN from now on.")).wait_for()
    person = closet.people.get(jieun.id)
    assert (person.name, person.has_pin) == ("지은이", True)
    page.goto(f"{address}/me")
    page.get_by_role("button", name=other("Sign out")).click()
    page.wait_for_url(f"{address}/sign-in")
    page.go_back()
    page.reload()
    assert page.url.startswith(f"{address}/sign-in")
