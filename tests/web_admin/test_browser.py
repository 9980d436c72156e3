"""The first way of a household in a real browser: an account, photos in, a correction; and without a script."""

import io
import threading
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet

from .browser import SIZES, Say, no_sideways_scrolling, shot, sign_in
from .conftest import PASSWORD, jpeg

pytestmark = pytest.mark.browser


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


@pytest.fixture
def worker(closet: Closet, make_garment: Callable[..., int]) -> Iterator[None]:
    """A mirror that recognises every photo as a coat."""
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(0.1):
            item = closet.inbox.take()
            if item is not None:
                closet.inbox.note_stage(item.id, "cutout")
                closet.inbox.finish(item.id, make_garment(item.person_id, Category.COAT, sha256=item.sha256))
                closet.inbox.drop_file(item)
        closet.close()

    thread = threading.Thread(target=work)
    with closet.worker_lock() as held:
        assert held
        thread.start()
        yield
        ended.set()
        thread.join()


def png(size: tuple[int, int] = (80, 80)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, (90, 20, 30)).save(buffer, "PNG")
    return buffer.getvalue()


def test_from_the_code_on_the_mirror_to_a_corrected_garment(
    page: object, address: str, say: Say, closet: Closet, worker: None
) -> None:
    code = closet.people.new_setup_code()
    page.goto(address)
    page.wait_for_url(f"{address}/welcome")
    no_sideways_scrolling(page)
    page.fill("#code", "AAAA-AAAA")
    page.fill("#name", "Jieun")
    page.fill("#password", PASSWORD)
    page.fill("#repeated", "something else")
    shot(page, "accounts-01-welcome")
    page.click("button[type=submit]")
    page.get_by_text(say("The two passwords are not the same.")).wait_for()
    assert page.input_value("#name") == "Jieun", "what was typed is still there"
    for typed in ("AAAA-AAAA", code):
        page.fill("#code", typed)
        page.fill("#password", PASSWORD)
        page.fill("#repeated", PASSWORD)
        if typed == code:
            shot(page, "accounts-02-wrong-code")
            assert page.locator(".refused").is_visible()
        page.click("button[type=submit]")
    page.get_by_text(say("No clothes yet")).wait_for()
    shot(page, "closet-01-empty")
    assert code not in page.content()

    page.get_by_role("link", name=say("Add clothes")).first.click()
    page.set_input_files(
        "#photos",
        [
            {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()},
            {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"this is no photo"},
            {"name": "b.png", "mimeType": "image/png", "buffer": png()},
        ],
    )
    coat = say(Category.COAT.label)
    page.locator("#sending .row-refused").wait_for()
    page.locator("#sending .row-done").nth(1).wait_for(timeout=30_000)
    assert page.locator("#sending .row-done b").all_inner_texts() == [coat, coat]
    no_sideways_scrolling(page)
    page.set_input_files("#camera", [{"name": "c.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}])
    page.get_by_text(say("Already in your closet.")).wait_for()
    page.locator(".row-refused").get_by_role("button", name=say("Dismiss")).click()
    assert page.locator(".row-refused").count() == 0

    page.locator("#sending .row-done a").first.click()
    page.get_by_text(say("Something else")).click()
    page.locator("details").get_by_role("button", name=say(Category.SKIRT.label), exact=True).click()
    page.get_by_text(say("chosen by you")).wait_for()
    assert page.locator("h1").inner_text() == say(Category.SKIRT.label)
    page.get_by_role("button", name=say("Wearing it today")).click()
    page.locator("#worn-words", has_text=say.many("Worn once", "Worn %(num)s times", 1)).wait_for()
    no_sideways_scrolling(page)
    page.get_by_role("button", name=say("Delete")).click()
    page.get_by_text(say("Deleted.")).wait_for()
    page.get_by_role("button", name=say("Undo")).click()
    page.get_by_role("heading", name=say(Category.SKIRT.label)).first.wait_for()
    page.goto(address)
    assert page.locator(".card-garment").count() == 2


def test_without_javascript(
    browser: object, address: str, closet: Closet, jieun: object, make_garment: Callable[..., int]
) -> None:
    for _ in range(61):
        make_garment(jieun.id)
    context = browser.new_context(viewport=SIZES["phone"], locale="en-GB", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, address)
    page.get_by_role("link", name="More").click()
    assert page.locator(".card-garment").count() == 1
    page.goto(f"{address}/add")
    page.set_input_files("#photos", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}])
    page.get_by_role("button", name="Send the photos").click()
    page.get_by_text("a.jpg: Kept.").wait_for()
    context.close()
