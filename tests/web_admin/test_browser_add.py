"""Adding clothes in a real browser: a folder dropped on the page, lost connections, a killed server, a reload; and
looking through what was recognised."""

import hashlib
import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet, InboxState

from .browser import SIZES, no_sideways_scrolling, sign_in
from .conftest import jpeg
from .serving import PROGRAM, free_port

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


class Server:
    """The served app, which can be killed and come back at the same address."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir, self._port = data_dir, free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        arguments = [sys.executable, "-c", PROGRAM, str(self._data_dir), str(self._port)]
        self._process = subprocess.Popen(arguments, start_new_session=True)

    def kill(self) -> None:
        """All of its processes at once, as the power does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def server(closet: Closet) -> Iterator[Server]:
    server = Server(closet.data_dir)
    yield server
    server.kill()


def noise(seed: int, side_px: int) -> bytes:
    """A photo that no compression makes small."""
    pixels = np.random.default_rng(seed).integers(0, 256, (side_px, side_px, 3), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def test_every_way_in_and_what_becomes_of_each(
    page: object, address: str, closet: Closet, jieun: object, worker: None
) -> None:
    sign_in(page, address)
    page.goto(f"{address}/add")
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
    page.get_by_text("5 of 5 · 3 could not be read").wait_for()
    no_sideways_scrolling(page)
    assert page.get_by_text("This photo is on its way already.").count() == 1
    assert page.get_by_text("not sure, please choose").count() == 1
    assert page.locator("#on-the-way .row-item").count() == 0, "each photo has one row"
    page.get_by_role("button", name="Dismiss").first.click()
    page.get_by_text("4 of 4").wait_for()
    page.locator("#sending .row-failed").get_by_role("button", name="Try again").click()
    page.locator("#sending .row-failed").get_by_role("button", name="Dismiss").click()
    page.get_by_text("3 of 3").wait_for()
    assert closet.inbox.counts(jieun.id)[InboxState.FAILED] == 0

    page.evaluate(PASTE, list(jpeg(colour=(90, 0, 0))))
    page.get_by_text("4 of 4").wait_for()
    page.evaluate("dispatchEvent(dropOf('dragenter', []))")
    page.get_by_text("Drop the photos here").wait_for()
    page.evaluate("dispatchEvent(dropOf('dragleave', []))")
    page.get_by_text("Drop the photos here").wait_for(state="hidden")
    page.evaluate("([one]) => dispatchEvent(dropOf('drop', [one]))", [list(jpeg(colour=(0, 90, 0)))])
    page.get_by_text("5 of 5").wait_for()
    assert sum(closet.garments.counts(jieun.id).values()) == 3
    page.get_by_role("link", name="Is this right?").click()
    page.get_by_role("heading", name="Coat?").wait_for()


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
    wait_for(server)
    sign_in(page, server.address)
    page.goto(f"{server.address}/add")
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


def wait_for(server: Server) -> None:
    for _ in range(300):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", int(server.address.rsplit(":", 1)[1]))) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def until(page: object, holds: Callable[[], bool]) -> None:
    """Let the page go on until something holds; for a minute at most."""
    for _ in range(1200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to that")


def test_without_digests_each_photo_is_one_request(
    page: object, address: str, closet: Closet, jieun: object, worker: None
) -> None:
    """Over plain http a browser makes none."""
    page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    sign_in(page, address)
    page.goto(f"{address}/add")
    with page.expect_request(lambda request: request.method == "POST" and request.url == f"{address}/add"):
        page.set_input_files("#photos", [file("a.jpg", jpeg()), file("x.jpg", b"no photo")])
    page.get_by_text("2 of 2 · 1 could not be read").wait_for()
    assert page.locator("#sending b").all_inner_texts() == ["Coat", "x.jpg"]


def test_cancelling_leaves_nothing(page: object, address: str, closet: Closet, jieun: object) -> None:
    sign_in(page, address)
    page.goto(f"{address}/add")
    held = []
    page.route("**/finish", lambda route: held.append(route))  # noqa: PLW0108
    page.set_input_files("#photos", [file("a.jpg", jpeg()), file("b.jpg", jpeg(colour=(9, 9, 9)))])
    until(page, lambda: len(held) == 2)
    page.get_by_role("button", name="Cancel", exact=True).click()
    assert page.locator("#sending .row-item").count() == 0
    until(page, lambda: list(closet.photos.inbox_dir.iterdir()) == [])
    page.unroute_all(behavior="ignoreErrors")


def test_swiping_through_what_was_recognised(
    page: object, address: str, closet: Closet, jieun: object, make_garment: Callable[..., int]
) -> None:
    ids = [make_garment(jieun.id, category) for category in (Category.HAT, Category.COAT, Category.SHIRT)]
    sign_in(page, address)
    page.goto(f"{address}/review")
    no_sideways_scrolling(page)
    page.get_by_role("heading", name="Shirt?").wait_for()
    swipe(page, 200)
    page.get_by_role("heading", name="Coat?").wait_for()
    assert page.get_by_text("2 of 3").count() == 1
    assert closet.garments.get(jieun.id, ids[2]).reviewed
    swipe(page, 30)
    assert page.locator("details[open]").count() == 0
    swipe(page, -200)
    page.locator("details[open]").get_by_role("button", name="Skirt").click()
    page.get_by_role("heading", name="Hat?").wait_for()
    page.reload()
    assert page.get_by_text("3 of 3").count() == 1
    page.get_by_role("link", name="Back to the one before").click()
    page.get_by_role("heading", name="Skirt?").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Hat?").wait_for()
    page.keyboard.press("ArrowLeft")
    page.locator("details[open]").wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="All done").wait_for()
    assert closet.garments.review_count(jieun.id) == 0
    assert closet.garments.get(jieun.id, ids[1]).category == Category.SKIRT


def swipe(page: object, by_px: int) -> None:
    box = page.locator("[data-swipe]").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by_px / 2, y, steps=3)
    page.mouse.move(x + by_px, y + 4, steps=3)
    page.mouse.up()
