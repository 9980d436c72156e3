"""A real browser over the test's closet, a phone in Korean and a desktop in English, and the hands that use it.

conftest.py takes the fixtures over, so that every test may ask for them; such a test is marked `browser`.
OTJANG_SHOTS=FOLDER keeps a picture of each place that a test calls `shot` at.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from mirror.closet import Closet
from mirror.locale import Language, words
from mirror.locale.lines import line

from .serving import Server, Starter

PASSWORD = "a good password"
CHROMIUM = Path("/usr/bin/chromium")
BY_NAME = (
    "otjang.local"  # what a phone in the same Wi-Fi calls the mirror; no page there counts as safe over http
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--host-resolver-rules=MAP {BY_NAME} 127.0.0.1",
]
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 860}}
LOCALES: dict[Language, str] = {"ko": "ko-KR", "en": "en-GB"}
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Face(NamedTuple):
    """What a person holds, and the language that they read."""

    size: str
    language: Language


class Say:
    """The words of the page in one language, as the catalogues have them. The English text is the key."""

    def __init__(self, language: Language) -> None:
        self._words = words(language, "web")

    def __call__(self, text: str, **values: object) -> str:
        found = self._words.gettext(text)
        return found % values if values else found

    def many(self, one: str, many: str, number: int, **values: object) -> str:
        found = self._words.ngettext(one, many, number)
        return found % {"num": number, "count": f"{number:,}", **values}

    def line(self, text: str) -> str:
        """What the closet says, as a sentence."""
        return line(self._words, text)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    starter = Starter()
    yield starter
    starter.end()


@pytest.fixture
def server(closet: Closet, starter: Starter) -> Iterator[Server]:
    """The admin over the test's closet, in a process of its own."""
    server = Server(starter, closet.data_dir)
    yield server
    server.kill()


@pytest.fixture
def address(server: Server) -> str:
    return server.address


@pytest.fixture(params=[Face("phone", "ko"), Face("desktop", "en")], ids="-".join)
def face(request: pytest.FixtureRequest) -> Face:
    """Both sizes and both languages in two runs; the accounts of conftest.py speak it too."""
    found: Face = request.param
    return found


@pytest.fixture
def say(face: Face) -> Say:
    return Say(face.language)


@pytest.fixture
def page(browser: object, address: str, face: Face) -> Iterator[object]:
    """A fresh browser; what its console complains of fails the test, but refused forms and what http lacks."""
    context = browser.new_context(viewport=SIZES[face.size], locale=LOCALES[face.language])
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    expected = ("Failed to load resource", "The Cross-Origin-Opener-Policy header has been ignored")
    assert [text for text in complaints if not text.startswith(expected)] == []


def sign_in(page: object, address: str, name: str = "Jieun", to: str = "/") -> None:
    """Sign in without the form, which the tests of the accounts fill in by hand, and open a page."""
    token = _TOKEN.search(page.request.get(f"{address}/sign-in").text())
    assert token is not None
    form = {"csrf_token": token[1], "name": name, "password": PASSWORD}
    assert page.request.post(f"{address}/sign-in", form=form, max_redirects=0).status == 303
    page.goto(address + to)


def sign_in_by_hand(page: object, address: str, name: str = "Jieun", password: str = PASSWORD) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("#name", name)
    page.fill("#password", password)
    page.click("button[type=submit]")


def no_sideways_scrolling(page: object) -> None:
    """The locator waits for a page that is still arriving, which has no root element yet."""
    assert page.locator("html").evaluate("root => root.scrollWidth <= innerWidth"), page.url


def touchable(page: object) -> None:
    """Nothing that a finger aims at is lower than 44 px, but links within a sentence."""
    low = page.evaluate(
        """[...document.querySelectorAll("main :is(a, button, summary, input:not([type=hidden], [type=file]))")]
        .filter((one) => one.checkVisibility() && !one.closest("p:not(.languages)"))
        .filter((one) => !one.matches(".visually-hidden, .pick input, .check input"))
        .filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 200))"""
    )
    assert low == [], page.url


def until(page: object, holds: Callable[[], bool]) -> None:
    """Let the page go on until something holds; for a minute at most."""
    for _ in range(1200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to that")


def shot(page: object, name: str) -> None:
    """Keep a picture of the whole page, where the environment asks for pictures."""
    folder = os.environ.get("OTJANG_SHOTS")
    if not folder:
        return
    size = "phone" if page.viewport_size["width"] < 600 else "desktop"
    language = page.evaluate("document.documentElement.lang")
    page.wait_for_timeout(400)  # for pictures that are on their way; only where somebody wants to look
    page.screenshot(
        path=Path(folder) / f"{name}.{size}.{language}.png", full_page=True, animations="disabled"
    )
