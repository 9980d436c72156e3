"""Asking the mirror in a real browser: a question waits, is answered by a quick worker, is added or forgotten."""

import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet, InboxState, Look, Person
from mirror.intake import answer_question
from mirror.vision.classifier import Answer
from mirror.vision.facts import Guess, NamedColour
from mirror.vision.recognise import Recognition

from .browser import Say, no_sideways_scrolling, shot, sign_in, touchable
from .conftest import jpeg

pytestmark = pytest.mark.browser

VECTOR = np.ones(32, np.float32)


@pytest.fixture
def clock() -> SystemClock:
    return SystemClock()


class QuickEye:
    """Sees a red T-shirt in everything."""

    network: str | None = "eye-1"

    def recognise(
        self, file: Path, on_stage: Callable[[str], None], background: object = None
    ) -> Recognition:
        on_stage("cutout")
        rgb = np.array(Image.open(file).convert("RGB"))
        cutout = np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])
        answer = Answer((Guess(Category.TSHIRT, 0.9), Guess(Category.COAT, 0.1)), True, VECTOR, "eye-1")
        return Recognition(rgb, cutout, False, answer, (NamedColour("red", (184, 32, 40), 1.0),), {})

    def look_again(self, original: Path) -> Answer:
        raise NotImplementedError


@pytest.fixture
def worker(closet: Closet) -> Iterator[threading.Event]:
    """A mirror that answers questions once the event is set."""
    begin, ended = threading.Event(), threading.Event()

    def work() -> None:
        while not ended.wait(0.1):
            question = closet.questions.take() if begin.is_set() else None
            if question is not None:
                answer_question(closet, QuickEye(), question)
        closet.close()

    thread = threading.Thread(target=work)
    with closet.worker_lock() as held:
        assert held
        thread.start()
        yield begin
        ended.set()
        thread.join()


@pytest.fixture
def twin(closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> int:
    """A red T-shirt of Jieun's that looks like everything."""
    garment_id = make_garment(jieun.id)
    closet.embeddings.store(garment_id, Look("eye-1", VECTOR))
    return garment_id


def test_asked_answered_and_added(
    *, page: object, address: str, say: Say, closet: Closet, twin: int, worker: threading.Event
) -> None:
    sign_in(page, address)
    page.get_by_role("link", name=say("Own it?")).click()
    page.get_by_text(say("Choose a photo")).wait_for()
    no_sideways_scrolling(page)
    page.set_input_files("#picture", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no photo"})
    page.locator("#refused").wait_for()
    shot(page, "own-01-refused")
    page.set_input_files("#picture", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg((300, 400))})
    page.get_by_role("heading", name=say("The mirror looks at it")).wait_for()
    shot(page, "own-02-waiting")
    worker.set()
    twin_said = say("You have %(what)s that is almost the same.", what=say("a T-shirt"))
    page.get_by_role("heading", name=twin_said).wait_for()
    no_sideways_scrolling(page)
    page.get_by_text("100%").wait_for()
    loaded = "[...document.querySelectorAll('.own img')].every(img => img.complete && img.naturalWidth)"
    page.wait_for_function(loaded)
    touchable(page)
    shot(page, "own-03-answer")
    page.locator(f"a[href='/garments/{twin}']").wait_for()
    assert closet.inbox.items() == []
    page.get_by_role("button", name=say("Add it to my closet")).click()
    page.wait_for_url(f"{address}/add")
    assert [item.state for item in closet.inbox.items()] == [InboxState.WAITING]


def test_dropped_pasted_and_forgotten(
    *, page: object, address: str, say: Say, closet: Closet, jieun: Person, worker: threading.Event
) -> None:
    worker.set()
    sign_in(page, address)
    for event in ("drop", "paste"):
        page.goto(f"{address}/own")
        page.evaluate(
            """([kind, bytes]) => {
                const files = new DataTransfer();
                files.items.add(new File([new Uint8Array(bytes)], `${kind}.png`, { type: "image/png" }));
                document.dispatchEvent(kind === "drop"
                    ? new DragEvent("drop", { dataTransfer: files, cancelable: true, bubbles: true })
                    : new ClipboardEvent("paste", { clipboardData: files, bubbles: true }));
            }""",
            [event, list(_png(len(event)))],
        )
        page.get_by_role("heading", name=say("Your closet is empty.")).wait_for()
    assert [question.file_name for question in closet.questions.recent(jieun.id)] == ["paste.png", "drop.png"]
    page.get_by_role("button", name=say("Forget this picture")).click()
    page.get_by_text(say("Forgotten.")).wait_for()
    assert page.locator(".asked-card").count() == 1
    shot(page, "own-04-recent")
    no_sideways_scrolling(page)


def _png(grey: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (80, 80), (grey, grey, grey)).save(buffer, "PNG")
    return buffer.getvalue()
