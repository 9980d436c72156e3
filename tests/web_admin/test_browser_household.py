"""The household and its mirror in real browsers: who joins and looks, settings, the live picture, health, logs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mirror.clock import SystemClock
from mirror.closet import Closet, Person

from .browser import PASSWORD, SIZES, Say, no_sideways_scrolling, shot, sign_in, touchable
from .conftest import jpeg

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
    *,
    page: object,
    browser: object,
    address: str,
    say: Say,
    closet: Closet,
    owner: Person,
) -> None:
    sign_in(page, address, to="/household")
    touchable(page)
    no_sideways_scrolling(page)
    page.get_by_role("button", name=say("Invite somebody")).click()
    code = page.locator(".code").inner_text()
    join = page.locator(".address").inner_text()
    no_sideways_scrolling(page)
    assert code not in page.url
    shot(page, "household-01-invitation")

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
    page.get_by_role("button", name=f"{say('May not look')} ({LONG})").click()
    page.get_by_text(say("%(name)s may look at your closet.", name=LONG)).wait_for()
    no_sideways_scrolling(page)
    shot(page, "household-02-two")
    other.goto(f"{address}/household")
    other.get_by_role("link", name="Jieun's closet").click()
    other.locator(".card-garment").click()
    other.get_by_role("heading", name="T-shirt").wait_for()
    other.wait_for_function("document.querySelector('.look-photo img').naturalWidth > 0")
    shot(other, "shared-01-garment")
    page.get_by_role("button", name=f"{say('May look')} ({LONG})").click()
    page.get_by_text(say("%(name)s can no longer look at your closet.", name=LONG)).wait_for()
    other.reload()
    other.get_by_text("There is no such page in this closet.").wait_for()
    context.close()

    page.goto(f"{address}/household/people/{sam.id}")
    page.get_by_text(say("Remove %(name)s", name=LONG)).click()
    page.fill("#typed", "somebody else")
    page.get_by_role("button", name=say("Remove"), exact=True).click()
    page.get_by_text(say("That is not the name: nothing has been removed.")).wait_for()
    no_sideways_scrolling(page)
    shot(page, "household-03-person")
    page.fill("#typed", LONG)
    page.get_by_role("button", name=say("Remove"), exact=True).click()
    page.get_by_text(say("%(name)s and all their clothes have been removed.", name=LONG)).wait_for()
    assert [one.id for one in closet.people.all()] == [owner.id]


def test_settings_with_the_phones_own_place(
    page: object, address: str, say: Say, closet: Closet, owner: Person
) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 37.566535, "longitude": 126.977969})
    sign_in(page, address, to="/household/settings")
    touchable(page)
    page.locator("#brightness").fill("45")
    assert page.locator("output").inner_text() == "45 %"
    page.select_option("#units", "imperial")
    page.select_option("#dark_after_s", "60")
    page.get_by_role("button", name=say("Save")).first.click()
    page.locator("#mirror .refused").wait_for()
    assert page.input_value("#brightness") == "45", "what was chosen is still there"
    shot(page, "settings-01-refused")
    page.select_option("#dark_after_s", "1800")
    page.get_by_role("button", name=say("Save")).first.click()
    page.get_by_text(say("Saved. The mirror lives by it now.")).wait_for()
    chosen = closet.preferences.get()
    assert (chosen.brightness, chosen.units, chosen.dark_after_s) == (45, "imperial", 1800)
    page.get_by_role("button", name=say("Use this phone's place")).click()
    page.wait_for_function("document.querySelector('#longitude').value === '126.98'")
    page.fill("#place_name", "서울")
    page.get_by_role("button", name=say("Save")).last.click()
    page.get_by_text(say("Saved. The mirror lives by it now.")).wait_for()
    chosen = closet.preferences.get()
    assert (chosen.place_name, chosen.latitude, chosen.longitude) == ("서울", 37.57, 126.98)
    no_sideways_scrolling(page)
    shot(page, "settings-02-saved")


def test_what_the_mirror_shows_and_how_it_is(
    *, page: object, address: str, say: Say, closet: Closet, owner: Person, tmp_path: Path
) -> None:
    sign_in(page, address, to="/mirror")
    page.get_by_text(say("The mirror shows nothing right now")).wait_for()
    shot(page, "mirror-01-off")
    (closet.data_dir / "mirror.jpg").write_bytes(jpeg((90, 160)))
    page.get_by_alt_text(say("What the mirror shows now")).wait_for()
    shot(page, "mirror-02-on")

    page.goto(f"{address}/health")
    touchable(page)
    shot(page, "health-01-mirror-off")
    with closet.worker_lock():
        page.reload()
        page.get_by_role("button", name=say("Look again")).click()
        page.get_by_text(say("The mirror looks…")).wait_for()
        assert closet.notes.get("health_wanted") is not None
        no_sideways_scrolling(page)
        shot(page, "health-02-looking")

    logs = closet.data_dir / "logs"
    logs.mkdir(exist_ok=True)
    (logs / "mirror.log").write_text("2026-11-25 08:00:00 INFO mirror.app: a line <b>of the mirror</b>\n")
    (logs / "web.log").write_text("2026-11-25 08:00:01 INFO web_admin: a line of these pages\n")
    page.goto(f"{address}/health")
    page.locator("main a[href='/health/log']").click()
    page.get_by_text("a line <b>of the mirror</b>").wait_for()
    touchable(page)
    no_sideways_scrolling(page)
    shot(page, "health-03-logs")
    page.get_by_role("link", name=say("These pages")).click()
    page.get_by_text("a line of these pages").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name=say("Download the logs")).click()
    download.value.save_as(tmp_path / "logs.txt")
    both = (tmp_path / "logs.txt").read_text()
    assert "a line <b>of the mirror</b>" in both
    assert "a line of these pages" in both
