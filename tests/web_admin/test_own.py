"""Do I own this? What the page says of a picture and a closet, and that it says it to nobody else."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from flask import Flask

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, InboxState, Look, Person, Seen
from mirror.vision.facts import Guess, NamedColour

from .conftest import Phone, jpeg

NETWORK = "eye-1"
BLUE = NamedColour("blue", (52, 104, 186), 1.0)
RED = NamedColour("red", (184, 32, 40), 1.0)
SEEN = Seen((Guess(Category.SHIRT, 0.9),), True, (BLUE,), False, False)
FILES = {"original": jpeg((60, 70)), "cutout": b"cutout", "thumbnail": b"small", "glow": b"glow"}


def plain(html: str) -> str:
    """Without the spans that hold a reason's words together; a line for each row's reasons."""
    return re.sub(r"</?span[^>]*>", "", html.replace("</span> <span>", " · "))


def vector(similarity: float = 1.0) -> np.ndarray:
    """A vector whose cosine with vector(1) is this."""
    found = np.zeros(16, np.float32)
    found[:2] = similarity, (1 - similarity**2) ** 0.5
    return found


COMPARED = SEEN.compared_by(Look(NETWORK, vector()))


@pytest.fixture
def own(closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> Callable[..., int]:
    """Puts a garment into Jieun's closet, so similar to what will be asked about."""

    def make(similarity: float, colour: NamedColour = BLUE, category: Category = Category.SHIRT) -> int:
        garment_id = make_garment(jieun.id, category, colours=[colour])
        closet.embeddings.store(garment_id, Look(NETWORK, vector(similarity)))
        return garment_id

    return make


@pytest.fixture
def asked(closet: Closet, jieun: Person) -> Callable[..., int]:
    """Asks as Jieun and answers as the mirror would."""

    def ask(seen: Seen = COMPARED, content: bytes = b"a picture") -> int:
        question = closet.questions.ask(jieun.id, "shop.jpg", io.BytesIO(content))
        taken = closet.questions.take()
        assert taken is not None
        closet.questions.finish(taken, seen, FILES)
        return question.id

    return ask


def test_a_picture_is_asked_and_waits(phone: Phone, closet: Closet, jieun: Person) -> None:
    assert "Take a photo" in phone.get("/own").text
    sent = phone.post("/own", {"picture": (io.BytesIO(jpeg()), "shop/셔츠.jpg")})
    assert sent.status_code == 303
    (question,) = closet.questions.recent(jieun.id)
    assert sent.location == f"/own/{question.id}"
    assert question.file_name == "셔츠.jpg"
    page = phone.get(sent.location).text
    assert "The mirror is not running" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    with closet.worker_lock():
        working = phone.get(sent.location).text
        assert "The mirror looks at it" in working
        mark = f"{question.state}-{question.stage}-1"
        assert phone.get(f"{sent.location}/now?seen={mark}").status_code == 204
        closet.questions.take()
        changed = phone.get(f"{sent.location}/now?seen={mark}")
        assert "reading the photo" in changed.text
        assert "<html" not in changed.text
    assert "셔츠.jpg" in phone.get("/own").text


def test_scripts_get_the_address_or_a_reason(phone: Phone) -> None:
    script = {"Accept": "application/json"}
    sent = phone.post("/own", {"picture": (io.BytesIO(jpeg()), "a.jpg")}, headers=script)
    assert phone.get(sent.json["url"]).status_code == 200
    for body, reason in ((b"no photo", "This is no photo"), (b"", "The file is empty")):
        refused = phone.post("/own", {"picture": (io.BytesIO(body), "a.jpg")}, headers=script)
        assert refused.status_code == 422
        assert reason in refused.json["error"]
    assert phone.post("/own", {}, headers=script).status_code == 422
    plain = phone.post("/own", {"picture": (io.BytesIO(b"no photo"), "a.jpg")}, follow_redirects=True)
    assert "This is no photo" in plain.text


@pytest.mark.parametrize(
    ("closet_of", "headline"),
    [
        ([(0.9, BLUE)], "You have a shirt that is almost the same."),
        ([(0.9, BLUE), (0.85, BLUE), (0.3, BLUE)], "You have 2 shirts that are almost the same."),
        ([(0.75, BLUE)], "You have a shirt like it."),
        ([(0.75, BLUE), (0.74, BLUE), (0.71, BLUE)], "You have 3 shirts like it."),
        ([(0.95, RED)], "You have a shirt of the same cut in another colour."),
        ([(0.6, BLUE)], "You own nothing like it."),
        ([(0.1, BLUE)], "Nothing in your closet comes near."),
    ],
)
def test_headlines(
    phone: Phone,
    own: Callable[..., int],
    asked: Callable[..., int],
    closet_of: list[tuple[float, NamedColour]],
    headline: str,
) -> None:
    for similarity, colour in closet_of:
        own(similarity, colour)
    assert headline in phone.get(f"/own/{asked()}").text


def test_several_kinds_are_garments(phone: Phone, own: Callable[..., int], asked: Callable[..., int]) -> None:
    own(0.9)
    own(0.9, category=Category.PULLOVER)
    page = plain(phone.get(f"/own/{asked()}").text)
    assert "You have 2 garments that are almost the same." in page
    assert "other kind · same colour" in page


def test_the_near_colour_comes_first_and_rows_say_why(
    phone: Phone, closet: Closet, jieun: Person, own: Callable[..., int], asked: Callable[..., int]
) -> None:
    red, blue = own(0.95, RED), own(0.8)
    closet.garments.retire(jieun.id, red)
    page = plain(phone.get(f"/own/{asked()}").text)
    assert page.index(f'href="/garments/{blue}"') < page.index(f'href="/garments/{red}"')
    assert "same colour · not worn yet" in page
    assert "without" not in page
    assert "same kind · other colour" in page
    assert "Put away" in page
    assert "Shirt, blue" in page


def test_how_often_it_was_worn(
    phone: Phone, closet: Closet, jieun: Person, own: Callable[..., int], asked: Callable[..., int]
) -> None:
    garment, question = own(0.9), asked()

    def says(*sentences: str) -> bool:
        page = phone.get(f"/own/{question}").text
        return all(sentence in page for sentence in sentences)

    assert says("You have not worn it yet.", "not worn yet")
    closet.garments.wear(jieun.id, garment, date(2024, 1, 5))
    assert says("Not worn for 2 years.", "worn once")
    closet.garments.wear(jieun.id, garment, date(2025, 12, 17))
    assert says("Not worn for 11 months.", "worn 2 times")
    closet.garments.wear(jieun.id, garment, date(2026, 11, 20))
    assert says("Worn only once this year.", "worn once this year")
    closet.garments.wear(jieun.id, garment, date(2026, 11, 21))
    closet.garments.wash(jieun.id, garment)
    assert says("Worn only twice this year. It is in the wash now.", "In the wash")
    closet.garments.retire(jieun.id, garment)
    assert says("It is put away now.", "Put away")


def test_in_january_few_wears_are_not_called_only_a_few(
    phone: Phone, clock: FakeClock, own: Callable[..., int], asked: Callable[..., int]
) -> None:
    clock.advance(timedelta(days=48).total_seconds())  # the ninth of January
    garment, question = own(0.9), asked()
    assert phone.post(f"/garments/{garment}/wear").status_code == 303
    assert "Worn once this year." in phone.get(f"/own/{question}").text


def test_the_answer_is_of_the_closet_as_it_is_now(
    phone: Phone, closet: Closet, jieun: Person, own: Callable[..., int], asked: Callable[..., int]
) -> None:
    question = asked()
    assert "Your closet is empty." in phone.get(f"/own/{question}").text
    garment = own(0.9)
    assert "almost the same" in phone.get(f"/own/{question}").text
    closet.garments.delete(jieun.id, garment)
    page = phone.get(f"/own/{question}")
    assert page.status_code == 200
    assert f"/garments/{garment}" not in page.text
    assert phone.get("/own").status_code == 200


def test_without_an_embedding_it_says_so(
    phone: Phone, own: Callable[..., int], asked: Callable[..., int]
) -> None:
    own(0.9)
    assert "This mirror cannot compare clothes." in phone.get(f"/own/{asked(SEEN)}").text


def test_garments_that_another_network_saw_are_counted(
    phone: Phone, own: Callable[..., int], asked: Callable[..., int]
) -> None:
    own(0.9)
    question = asked(SEEN.compared_by(Look("eye-2", vector())))
    assert "1 garment could not be compared." in phone.get(f"/own/{question}").text


def test_it_can_be_added_once_bought(
    phone: Phone, closet: Closet, jieun: Person, asked: Callable[..., int]
) -> None:
    question = asked()
    added = phone.post(f"/own/{question}/add")
    assert added.location == "/add"
    (item,) = closet.inbox.items(jieun.id)
    assert closet.photos.spooled(item.sha256).read_bytes() == FILES["original"]
    assert phone.get(f"/own/{question}").status_code == 404
    assert phone.post(f"/own/{question}/add").status_code == 404


def test_a_forgotten_picture_is_gone(phone: Phone, closet: Closet, asked: Callable[..., int]) -> None:
    question = asked()
    picture = phone.get(f"/own/{question}/cutout")
    assert (picture.data, picture.headers["Cache-Control"]) == (b"cutout", "private, no-store")
    assert phone.post(f"/own/{question}/forget", follow_redirects=True).status_code == 200
    assert phone.get(f"/own/{question}/cutout").status_code == 404
    assert list(closet.questions.folder.iterdir()) == []


def test_a_failed_one_says_why_and_can_be_tried_again(phone: Phone, closet: Closet, jieun: Person) -> None:
    question = closet.questions.ask(jieun.id, "a.jpg", io.BytesIO(b"x"))
    taken = closet.questions.take()
    assert taken is not None
    assert phone.post(f"/own/{question.id}/again").status_code == 404
    assert phone.post(f"/own/{question.id}/add").status_code == 400
    closet.questions.fail(taken, "the photo is damaged or cut off (3 bytes); copy it again from the camera")
    assert "The photo is damaged or cut off" in phone.get(f"/own/{question.id}").text
    assert phone.post(f"/own/{question.id}/again").status_code == 303
    assert closet.questions.get(jieun.id, question.id).state == InboxState.WAITING


def test_nobody_elses(
    app: Flask, minho: Person, phone: Phone, stranger: Phone, asked: Callable[..., int]
) -> None:
    question = asked()
    other = Phone(app, address="192.168.0.21")
    other.sign_in(minho.name)
    for path in ("", "/now", "/cutout", "/original", "/thumbnail", "/glow"):
        assert other.get(f"/own/{question}{path}").status_code == 404
        assert stranger.get(f"/own/{question}{path}").status_code in (303, 401)
    for act in ("add", "forget", "again"):
        assert other.post(f"/own/{question}/{act}").status_code == 404
    assert phone.get(f"/own/{question}").status_code == 200
    assert phone.client.post(f"/own/{question}/forget").status_code == 400  # without the page's token
