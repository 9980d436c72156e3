"""In a real browser: a backup is made, downloaded, and brought into another closet that was empty."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mirror.clock import SystemClock
from mirror.closet import Closet

from .browser import PASSWORD, no_sideways_scrolling, sign_in
from .serving import served

pytestmark = pytest.mark.browser


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


def test_a_closet_moves_to_a_new_mirror(
    *,
    page: object,
    address: str,
    closet: Closet,
    make_garment: Callable[..., int],
    password_hash: str,
    tmp_path: Path,
) -> None:
    owner = closet.people.create_first_account(closet.people.new_setup_code(), "Jieun", password_hash)
    closet.people.set_language(owner.id, "en")
    sam = closet.people.add("Sam", language="en")
    for number in (owner.id, owner.id, sam.id):
        make_garment(number)
    sign_in(page, address)
    page.goto(f"{address}/backup")
    page.get_by_role("button", name="Back up now").click()
    page.get_by_text("The backup is done. Download it now.").wait_for()
    no_sideways_scrolling(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    elsewhere = tmp_path / "elsewhere"
    other = Closet.open(elsewhere)
    code = other.people.new_setup_code()
    other.close()
    with served(elsewhere) as (_process, base):
        page.goto(base)
        for field, value in {
            "code": code,
            "name": "Jieun",
            "password": PASSWORD,
            "repeated": PASSWORD,
        }.items():
            page.fill(f"#{field}", value)
        page.click("button[type=submit]")
        page.get_by_text("No clothes yet").wait_for()
        page.goto(f"{base}/backup")
        page.set_input_files("#file", {"name": "b.zip", "mimeType": "application/zip", "buffer": b"no zip"})
        page.get_by_role("button", name="Send it and look inside").click()
        page.get_by_text("This is no ZIP file").wait_for()
        page.set_input_files("#file", file)
        page.get_by_role("button", name="Send it and look inside").click()
        page.get_by_text("holds 2 people and 3 garments").wait_for()
        no_sideways_scrolling(page)
        page.get_by_role("button", name="Bring it in").click()
        page.get_by_text("3 garments came.").wait_for()
        page.goto(f"{base}/")
        assert page.locator(".card-garment").count() == 2  # Sam's is Sam's
