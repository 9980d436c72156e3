"""Adding in a real browser: every way in, a folder through lost connections, a killed server and a reload."""

import hashlib
import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet, InboxState

from .browser import (
    BY_NAME,
    SIZES,
    Say,
    no_sideways_scrolling,
    shot,
    sign_in,
    sign_in_by_hand,
    touchable,
    until,
)
from .conftest import heic, jpeg
from .serving import Server

pytestmark = pytest.mark.browser

MANY = 40
LONG_NAME = "아주 긴 이름의 사진 " * 9 + ".jpg"


@pytest.fixture
def clock() -> SystemClock:
    return SystemClock()


@pytest.fixture
def worker(closet: Closet, make_garment: Callable[..., int]) -> Iterator[None]:
    """A mirror that takes every second photo surely for a coat and asks about the others; one it cannot read."""
    ended = threading.Event()

    def work() -> None:
        done = 0
        while not ended.wait(0.05):
            item = closet.inbox.take()
            if item is None:
                continue
            if item.file_name == "torn.jpg":
                closet.inbox.fail(
                    item.id, "the photo is damaged or cut off (x); copy it again from the camera"
                )
                continue
            done += 1
            made = make_garment(item.person_id, Category.COAT, sha256=item.sha256, sure=done % 2 == 0)
            closet.inbox.finish(item.id, made)
            closet.inbox.drop_file(item)
        closet.close()

    thread = threading.Thread(target=work)
    with closet.worker_lock() as held:
        assert held
        thread.start()
        yield
        ended.set()
        thread.join()


def noise(seed: int, side_px: int) -> bytes:
    """A photo that no compression makes small."""
    pixels = np.random.default_rng(seed).integers(0, 256, (side_px, side_px, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def far(say: Say, done: int, of: int) -> str:
    """How many of them are through."""
    return say("{done} of {all}").replace("{done}", str(done)).replace("{all}", str(of))


def test_every_way_in_and_what_becomes_of_each(
    *, page: object, address: str, say: Say, closet: Closet, jieun: object, worker: None
) -> None:
    sign_in(page, address, to="/add")
    touchable(page)
    shot(page, "add-01-begin")
    page.set_input_files(
        "#photos",
        [
            file(LONG_NAME, jpeg(colour=(1, 2, 3))),
            file("same.jpg", jpeg(colour=(1, 2, 3))),
            file("torn.jpg", jpeg(colour=(4, 5, 6))),
            file("text.jpg", b"this is no photo"),
            file("empty.jpg", b""),
        ],
    )
    failed = say("{failed} could not be read").replace("{failed}", "3")
    page.get_by_text(f"{far(say, 5, 5)} · {failed}").wait_for()
    shot(page, "add-02-five")
    no_sideways_scrolling(page)
    assert page.get_by_text(say("This photo is on its way already.")).count() == 1
    assert page.get_by_text(say("not sure, please choose")).count() == 1
    assert page.locator("#on-the-way .row-item").count() == 0, "each photo has one row"
    page.get_by_role("button", name=say("Dismiss")).first.click()
    page.get_by_text(far(say, 4, 4)).wait_for()
    with page.expect_response("**/retry"):
        page.locator("#sending .row-failed").get_by_role("button", name=say("Try again")).click()
    until(page, lambda: closet.inbox.counts(jieun.id)[InboxState.FAILED] == 1)
    page.locator("#sending .row-failed").get_by_role("button", name=say("Dismiss")).click()
    page.get_by_text(far(say, 3, 3)).wait_for()
    assert closet.inbox.counts(jieun.id)[InboxState.FAILED] == 0

    page.evaluate(PASTE, list(jpeg(colour=(90, 0, 0))))
    page.get_by_text(far(say, 4, 4)).wait_for()
    page.evaluate("dispatchEvent(dropOf('dragenter', []))")
    page.get_by_text(say("Drop the photos here")).wait_for()
    shot(page, "add-03-drop")
    page.evaluate("dispatchEvent(dropOf('dragleave', []))")
    page.get_by_text(say("Drop the photos here")).wait_for(state="hidden")
    page.evaluate("([one]) => dispatchEvent(dropOf('drop', [one]))", [list(jpeg(colour=(0, 90, 0)))])
    page.get_by_text(far(say, 5, 5)).wait_for()
    photo = {"name": "IMG_0001.HEIC", "mimeType": "image/heic", "buffer": heic()}
    page.set_input_files("#camera", [photo])
    page.get_by_text(far(say, 6, 6)).wait_for()
    assert sum(closet.garments.counts(jieun.id).values()) == 4
    page.get_by_role("link", name=say("Is this right?")).click()
    page.get_by_role("heading", name=say("%(kind)s?", kind=say(Category.COAT.label))).wait_for()


PASTE = """(bytes) => {
  window.dropOf = (kind, files) => {
    const carried = new DataTransfer();
    for (const one of files) carried.items.add(new File([new Uint8Array(one)], 'dropped.jpg'));
    if (!files.length) carried.items.add(new File([''], 'x'));
    return new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true});
  };
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(bytes)], 'image.png', {type: 'image/png'}));
  document.dispatchEvent(new ClipboardEvent('paste', {clipboardData: carried, bubbles: true, cancelable: true}));
}"""


def test_a_folder_through_lost_connections_a_killed_server_and_a_reload(
    browser: object, server: Server, closet: Closet, jieun: object, tmp_path: Path
) -> None:
    """Nothing is lost, nothing comes twice, and what was sent already is not sent again."""
    folder = tmp_path / "closet"
    (folder / "winter").mkdir(parents=True)
    (folder / "notes.txt").write_text("not a photo, and not asked about")
    (folder / ".hidden.jpg").write_bytes(b"x")
    photos = {f"{number}.jpg": noise(number, 200) for number in range(MANY - 2)}
    photos |= {f"large-{number}.jpg": noise(100 + number, 1600) for number in range(2)}  # 3 pieces each
    for number, (name, data) in enumerate(photos.items()):
        (folder / ("winter" if number % 2 else ".") / name).write_bytes(data)
    sent: list[int] = []
    lost = 0

    def sometimes_lost(route: object) -> None:
        nonlocal lost
        if len(sent) % 9 == 4 and lost < 5:
            lost += 1
            route.abort()
            return
        body = route.request.post_data_buffer or b""
        sent.append(len(body))
        route.continue_()

    context = browser.new_context(viewport=SIZES["desktop"], locale="en-GB")
    page = context.new_page()
    sign_in(page, server.address, to="/add")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("no photo")
    page.set_input_files("#folder", tmp_path / "empty")
    page.get_by_text("There is no photo in there.").wait_for()
    page.route("**/add/uploads/*?offset=*", sometimes_lost)
    page.set_input_files("#folder", folder)
    page.locator("#sending .row-item").nth(MANY - 1).wait_for()
    until(page, lambda: closet.inbox.counts(jieun.id)[InboxState.WAITING] >= 10)
    server.kill()
    page.get_by_text("No connection. It goes on by itself.").first.wait_for()
    before = closet.inbox.counts(jieun.id)[InboxState.WAITING]
    assert before < MANY
    server.start()
    until(page, lambda: closet.inbox.counts(jieun.id)[InboxState.WAITING] >= before + 3)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.set_input_files("#folder", folder)
    until(page, lambda: closet.inbox.counts(jieun.id)[InboxState.WAITING] == MANY)
    page.wait_for_function("!document.querySelector('#sending progress')")
    context.close()

    items = closet.inbox.items(jieun.id)
    assert {item.sha256 for item in items} == {hashlib.sha256(data).hexdigest() for data in photos.values()}
    assert {item.file_name for item in items} == set(photos)
    for item in items:
        assert closet.photos.spooled(item.sha256).read_bytes() == photos[item.file_name]
    assert sorted(file.name for file in closet.photos.inbox_dir.iterdir()) == sorted(
        item.sha256 for item in items
    )
    assert lost == 5
    most = sum(map(len, photos.values())) * 1.35
    assert sum(sent) < most, "what was sent is not sent again"


def test_without_digests_each_photo_is_one_request(
    *, page: object, address: str, say: Say, closet: Closet, jieun: object, worker: None
) -> None:
    """Over plain http, and called by another name than localhost, a browser makes none."""
    address = address.replace("127.0.0.1", BY_NAME)
    sign_in_by_hand(page, address)
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/add")
    assert page.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    with page.expect_request(lambda request: request.method == "POST" and request.url == f"{address}/add"):
        page.set_input_files("#photos", [file("a.jpg", jpeg()), file("x.jpg", b"no photo")])
    failed = say("{failed} could not be read").replace("{failed}", "1")
    page.get_by_text(f"{far(say, 2, 2)} · {failed}").wait_for()
    assert page.locator("#sending b").all_inner_texts() == [say(Category.COAT.label), "x.jpg"]


def test_cancelling_leaves_nothing(
    page: object, address: str, say: Say, closet: Closet, jieun: object
) -> None:
    sign_in(page, address, to="/add")
    held = []
    page.route("**/finish", lambda route: held.append(route))  # noqa: PLW0108
    page.set_input_files("#photos", [file("a.jpg", jpeg()), file("b.jpg", jpeg(colour=(9, 9, 9)))])
    until(page, lambda: len(held) == 2)
    assert page.locator("#sending progress").count() == 2
    shot(page, "add-04-sending")
    page.get_by_role("button", name=say("Cancel"), exact=True).click()
    assert page.locator("#sending .row-item").count() == 0
    until(page, lambda: list(closet.photos.inbox_dir.iterdir()) == [])
    page.unroute_all(behavior="ignoreErrors")
