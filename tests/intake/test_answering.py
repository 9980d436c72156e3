"""The worker answers questions: before photos, with the person's own words, and never adds a garment."""

import io
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mirror import intake
from mirror.categories import Category
from mirror.closet import Closet, InboxState, Look, Person, Question
from mirror.intake import Worker, answer_question
from mirror.vision.classifier import Answer
from mirror.vision.facts import Guess


def ask(closet: Closet, person: Person, content: bytes) -> Question:
    return closet.questions.ask(person.id, "shop.jpg", io.BytesIO(content))


def take(closet: Closet) -> Question:
    question = closet.questions.take()
    assert question is not None
    return question


def test_it_is_answered_and_nothing_is_added(closet: Closet, person: Person, eye: Any) -> None:
    asked = ask(closet, person, b"hat 1")
    stages: list[str] = []
    eye.before = lambda _: stages.append(closet.questions.get(person.id, asked.id).stage)
    answer_question(closet, eye, take(closet))
    question = closet.questions.get(person.id, asked.id)
    assert question.state == InboxState.DONE
    assert question.seen is not None
    assert question.seen.guesses[0].category == Category.HAT
    assert question.seen.look is None  # this eye makes no embedding
    assert stages == ["decode"]
    for kind in ("original", "cutout", "thumbnail", "glow"):
        assert closet.questions.picture(question.sha256, kind).stat().st_size > 0
    assert sum(closet.garments.counts(person.id).values()) == 0
    assert closet.inbox.items(person.id, ended_too=True) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"bad 1", "the photo is too dark"),
        (b"bug 1", "something unforeseen happened (ZeroDivisionError): try it again"),
    ],
)
def test_a_picture_that_cannot_be_read_says_why(
    closet: Closet, person: Person, eye: Any, content: bytes, reason: str
) -> None:
    asked = ask(closet, person, content)
    answer_question(closet, eye, take(closet))
    question = closet.questions.get(person.id, asked.id)
    assert (question.state, question.reason) == (InboxState.FAILED, reason)
    assert closet.questions.asked(asked.sha256).read_bytes() == content


def test_it_follows_what_the_person_said_of_look_alikes(
    closet: Closet, person: Person, eye: Any, make_garment: Callable[..., int]
) -> None:
    vector = np.ones(64, np.float32)
    twin = make_garment(person.id, Category.SHIRT)
    closet.embeddings.store(twin, Look("eye-2", vector))
    closet.garments.set_category(person.id, twin, Category.COAT)

    class Looking:
        network = "eye-2"

        def recognise(self, *values: Any, **more: Any) -> Any:
            guesses = Guess(Category.SHIRT, 0.6), Guess(Category.COAT, 0.4)
            answer = Answer(guesses, True, vector, "eye-2", 0.5)
            return eye.recognise(*values, **more)._replace(answer=answer)

    asked = ask(closet, person, b"shirt 1")
    answer_question(closet, Looking(), take(closet))  # type: ignore[arg-type]
    seen = closet.questions.get(person.id, asked.id).seen
    assert seen is not None
    assert seen.guesses[0].category == Category.COAT
    assert seen.look is not None
    (found,) = closet.look_alikes(person.id, seen.look)
    assert (found.garment.id, round(found.similarity, 2)) == (twin, 1.0)


def test_questions_go_before_photos(
    closet: Closet, person: Person, eye: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that comes while photos are being worked on."""
    monkeypatch.setattr(intake, "POLL_S", 0.002)
    for number in (1, 2):
        closet.inbox.submit(person.id, "a.jpg", io.BytesIO(f"hat {number}".encode()), source="phone")
    ask(closet, person, b"coat 1")
    worker = Worker(closet, lambda: eye)

    def look(content: bytes) -> None:
        if content == b"hat 1":
            ask(closet, person, b"coat 2")
        if content == b"hat 2":
            worker.stop()

    eye.before = look
    too_late = threading.Timer(20, worker.stop)
    too_late.start()
    worker.run()
    too_late.cancel()
    assert worker.problem == ""
    assert eye.shown == [b"coat 1", b"hat 1", b"coat 2", b"hat 2"]
    assert {question.state for question in closet.questions.recent(person.id)} == {InboxState.DONE}
