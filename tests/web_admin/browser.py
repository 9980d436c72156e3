"""A real browser over the test's closet, in phone and desktop size, and the hands that use it.

conftest.py takes the fixtures over, so that every test may ask for them; such a test is marked `browser`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mirror.closet import Closet

from .serving import served

PASSWORD = "a good password"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 860}}


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def address(closet: Closet) -> Iterator[str]:
    """The admin over the test's closet, in a process of its own."""
    with served(closet.data_dir) as (_process, base):
        yield base


@pytest.fixture(params=SIZES)
def page(browser: object, address: str, request: pytest.FixtureRequest) -> Iterator[object]:
    """A fresh browser in English; what its console complains of (but refused forms) fails the test."""
    context = browser.new_context(viewport=SIZES[request.param], locale="en-GB")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [text for text in complaints if "Failed to load resource" not in text] == []


def sign_in(page: object, address: str, name: str = "Jieun") -> None:
    page.goto(f"{address}/sign-in")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(f"{address}/")


def no_sideways_scrolling(page: object) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
