"""The whole way of a household, in a real browser: the first account, photos in, corrections, both languages."""

import io
import threading
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet

from .browser import SIZES, no_sideways_scrolling, sign_in
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
        while not ended.wait(0.2):
            item = closet.inbox.take()
            if item is not None:
                closet.inbox.note_stage(item.id, "cutout")
                ended.wait(0.5)
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
    page: object, address: str, closet: Closet, worker: None
) -> None:
    code = closet.people.new_setup_code()
    page.goto(address)
    page.wait_for_url(f"{address}/welcome")
    no_sideways_scrolling(page)
    page.fill("#code", code)
    page.fill("#name", "Jieun")
    page.fill("#password", PASSWORD)
    page.fill("#repeated", "something else")
    page.click("button[type=submit]")
    page.get_by_text("The two passwords are not the same.").wait_for()
    page.fill("#password", PASSWORD)
    page.fill("#repeated", PASSWORD)
    page.click("button[type=submit]")
    page.get_by_text("No clothes yet").wait_for()

    page.get_by_role("link", name="Add clothes").first.click()
    page.set_input_files(
        "#photos",
        [
            {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()},
            {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"this is no photo"},
            {"name": "b.png", "mimeType": "image/png", "buffer": png()},
        ],
    )
    page.get_by_text("This is no photo that can be read").wait_for()
    page.locator("#sending .row-done").nth(1).wait_for(timeout=30_000)
    assert page.locator("#sending .row-done b").all_inner_texts() == ["Coat", "Coat"]
    no_sideways_scrolling(page)
    page.set_input_files("#camera", [{"name": "c.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}])
    page.get_by_text("Already in your closet.").wait_for()
    page.locator(".row-refused").get_by_role("button", name="Dismiss").click()
    assert page.get_by_text("This is no photo that can be read").count() == 0

    page.locator("#sending .row-done a").first.click()
    page.get_by_text("Something else").click()
    page.locator("details").get_by_role("button", name="Skirt").click()
    page.get_by_text("chosen by you").wait_for()
    assert page.locator("h1").inner_text() == "Skirt"
    page.get_by_role("button", name="Wearing it today").click()
    page.get_by_text("Worn once").wait_for()
    no_sideways_scrolling(page)
    page.get_by_role("button", name="Delete").click()
    page.get_by_text("Deleted.").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Skirt").first.wait_for()
    page.goto(address)
    assert page.locator(".card-garment").count() == 2


def test_both_languages(page: object, address: str, closet: Closet, jieun: object) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_text("한국어").click()
    page.get_by_role("heading", name="로그인").wait_for()
    page.get_by_text("English").click()
    sign_in(page, address)
    page.goto(f"{address}/me")
    page.get_by_role("button", name="한국어").click()
    page.get_by_role("heading", name="언어").wait_for()
    page.goto(address)
    assert page.title() == "옷장 · 옷장 Otjang"
    page.get_by_text("아직 옷이 없어요").wait_for()
    page.goto(f"{address}/me")
    page.get_by_role("button", name="로그아웃").click()
    page.wait_for_url(f"{address}/sign-in")


def test_scrolling_brings_the_next_cards(
    page: object, address: str, jieun: object, make_garment: Callable[..., int]
) -> None:
    for _ in range(70):
        make_garment(jieun.id)
    sign_in(page, address)
    assert page.locator(".card-garment").count() == 60
    page.locator(".more").scroll_into_view_if_needed()
    page.locator(".card-garment").nth(69).wait_for()
    assert page.locator(".more").count() == 0


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


def test_the_mirrors_picture_follows(page: object, address: str, closet: Closet, jieun: object) -> None:
    closet.people.set_role(jieun.id, "owner")
    sign_in(page, address)
    page.goto(f"{address}/mirror")
    page.get_by_text("The mirror shows nothing right now").wait_for()
    (closet.data_dir / "mirror.jpg").write_bytes(jpeg((90, 160)))
    page.get_by_alt_text("What the mirror shows now").wait_for(timeout=15_000)
