"""Is all well, in real browsers: a mirror that looks at itself while the page waits, and what can be copied."""

from collections.abc import Callable, Iterator

import pytest

from mirror.clock import SystemClock
from mirror.closet import Closet, Person
from mirror.config import NetworkSettings
from mirror.doctor import Finding
from mirror.reach import NOTE
from mirror.reporting import Reporter

from .browser import Say, no_sideways_scrolling, sign_in

pytestmark = pytest.mark.browser

DIGITS = " ".join(["3F8A"] * 16)


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


@pytest.fixture
def findings() -> list[Finding]:
    """What the mirror finds from now on; may be changed."""
    return [Finding("camera", False, "the camera is gone: is it plugged in?")]


@pytest.fixture
def mirror(closet: Closet, clock: SystemClock, jieun: Person, findings: list[Finding]) -> Iterator[None]:
    """A mirror that runs and tells how it is."""
    closet.people.set_role(jieun.id, "owner")
    examine: Callable[[], list[Finding]] = lambda: list(findings)  # noqa: E731
    reporter = Reporter(closet, clock, examine, NetworkSettings(), first_after_s=0, poll_s=0.05)
    with closet.worker_lock() as held:
        assert held
        reporter.start()
        yield
        reporter.stop()


@pytest.mark.usefixtures("mirror")
def test_what_was_mended_is_well_after_looking_again(
    page: object, address: str, say: Say, findings: list[Finding]
) -> None:
    sign_in(page, address, to="/health")
    page.get_by_role("button", name=say("Look again")).click()
    page.locator(".finding-fault", has_text=say.line("the camera is gone: is it plugged in?")).wait_for()
    no_sideways_scrolling(page)
    findings[:] = [Finding("camera", True, "the mirror has hold of it")]
    page.get_by_role("button", name=say("Look again")).click()
    page.locator(".finding-ok", has_text=say.line("the mirror has hold of it")).wait_for()
    page.get_by_role("button", name=say("Look again")).and_(page.locator(":enabled")).wait_for()
    assert page.url == f"{address}/health"


@pytest.mark.usefixtures("mirror")
def test_address_and_fingerprint_can_be_copied_over_http_too(
    page: object, address: str, say: Say, closet: Closet
) -> None:
    said = {
        "url": "https://otjang.local",
        "addresses": ["https://192.168.0.31"],
        "fingerprint": ["Athens"] * 8,
    }
    closet.notes.put(NOTE, {**said, "fingerprint_hex": DIGITS, "renewed_on": "2026-10-02"})
    sign_in(page, address, to="/health")
    day = "2 Oct 2026" if page.locator("html").get_attribute("lang") == "en" else "2026년 10월 2일"
    new = say("It is new since %(day)s, so phones have warned once more.", day=day)
    page.get_by_text(new).wait_for()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate("addEventListener('copy', () => { window.copied = String(getSelection()); })")
    for text in ("https://otjang.local", "https://192.168.0.31", DIGITS):
        page.locator(".copy", has_text=text).get_by_role("button").click()
        page.wait_for_function("(text) => window.copied === text", arg=text)
    page.get_by_role("button", name=say("Copied")).last.wait_for()
    no_sideways_scrolling(page)
