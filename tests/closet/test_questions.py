"""Questions: kept before they are acknowledged, each to its own person, gone when they are to be."""

import io
import shutil
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, InboxState, Look, Person, Question, Seen, questions
from mirror.errors import ClosetError, NotFound
from mirror.vision.facts import Guess, NamedColour

SEEN = Seen((Guess(Category.SHIRT, 0.9),), True, (NamedColour("blue", (40, 60, 150), 1.0),), False, False)
FILES = {"original": b"photo", "cutout": b"cutout", "thumbnail": b"small", "glow": b"glow"}


def ask(closet: Closet, person: Person, content: bytes = b"a picture", name: str = "shop.jpg") -> Question:
    return closet.questions.ask(person.id, name, io.BytesIO(content))


def answer(closet: Closet) -> Question:
    question = closet.questions.take()
    assert question is not None
    closet.questions.finish(question, SEEN, FILES)
    return closet.questions.get(question.person_id, question.id)


def files(closet: Closet) -> list[str]:
    return sorted(file.name for file in closet.questions.folder.iterdir())


def test_the_file_that_came_in_is_there_until_it_is_answered(closet: Closet, person: Person) -> None:
    question = ask(closet, person)
    assert closet.questions.asked(question.sha256).read_bytes() == b"a picture"
    assert question.state == InboxState.WAITING
    answered = answer(closet)
    assert (answered.state, answered.seen) == (InboxState.DONE, SEEN)
    assert not closet.questions.asked(question.sha256).exists()
    assert closet.questions.picture(question.sha256, "cutout").read_bytes() == b"cutout"
    assert list(closet.photos.inbox_dir.iterdir()) == []
    assert closet.questions.take() is None


def test_a_look_comes_back_as_it_went(closet: Closet, person: Person) -> None:
    vector = np.random.default_rng(1).normal(size=256).astype(np.float32)
    ask(closet, person)
    question = closet.questions.take()
    assert question is not None
    closet.questions.finish(question, SEEN.compared_by(Look("eye-1", vector)), FILES)
    kept = closet.questions.get(person.id, question.id).seen
    assert kept is not None
    assert kept.look is not None
    assert kept.look.network == "eye-1"
    assert np.array_equal(kept.look.vector, vector)


def test_another_person_never_reaches_it(closet: Closet, person: Person) -> None:
    other = closet.people.add("민수")
    question = ask(closet, person)
    for reach in (closet.questions.get, closet.questions.forget, closet.questions.again):
        with pytest.raises(NotFound):
            reach(other.id, question.id)
    assert closet.questions.recent(other.id) == []
    with pytest.raises(NotFound):
        closet.questions.ask(99, "a.jpg", io.BytesIO(b"a picture of nobody"))
    assert files(closet) == [question.sha256]


def test_two_people_ask_about_the_same_picture(closet: Closet, person: Person) -> None:
    other = closet.people.add("민수")
    first, second = ask(closet, person), ask(closet, other)
    assert first.sha256 == second.sha256
    answer(closet)
    assert closet.questions.asked(first.sha256).exists()  # the second one waits for it
    answer(closet)
    closet.questions.forget(person.id, first.id)
    assert len(files(closet)) == 4
    closet.questions.forget(other.id, second.id)
    assert files(closet) == []


def test_the_same_picture_asked_again_is_looked_at_anew(closet: Closet, person: Person) -> None:
    first = ask(closet, person)
    assert ask(closet, person).id == first.id  # it waits already
    answer(closet)
    again = ask(closet, person, name="later.jpg")
    assert (again.id, again.state, again.seen) == (first.id, InboxState.WAITING, None)
    assert answer(closet).file_name == "later.jpg"


def test_after_a_crash_it_waits_again_but_not_for_ever(closet: Closet, person: Person) -> None:
    question = ask(closet, person)
    for _ in range(2):
        closet.questions.take()
        closet.reconcile()
        assert closet.questions.get(person.id, question.id).state == InboxState.WAITING
    closet.questions.take()
    closet.reconcile()
    failed = closet.questions.get(person.id, question.id)
    assert (failed.state, failed.reason) == (
        InboxState.FAILED,
        "the mirror stopped 3 times while reading this photo",
    )
    closet.questions.again(person.id, question.id)
    assert answer(closet).state == InboxState.DONE


def test_what_a_crash_left_is_swept_and_questions_are_kept(closet: Closet, person: Person) -> None:
    waiting = ask(closet, person)
    ask(closet, person, b"another")
    for name in ("f" * 64, "f" * 64 + ".cutout.webp", f"{waiting.sha256}.jpg.77.part"):
        (closet.questions.folder / name).write_bytes(b"left")
    before = len(files(closet))
    closet.reconcile()
    assert len(files(closet)) == before - 3
    assert closet.questions.asked(waiting.sha256).exists()


def test_questions_without_their_pictures_end_as_after_a_restored_backup(
    closet: Closet, person: Person
) -> None:
    ask(closet, person)
    answer(closet)
    ask(closet, person, b"another")
    shutil.rmtree(closet.questions.folder)
    closet.reconcile()
    assert closet.questions.recent(person.id) == []


def test_it_is_forgotten_after_a_day(closet: Closet, person: Person, clock: FakeClock) -> None:
    ask(closet, person)
    answer(closet)
    waits = ask(closet, person, b"another")
    clock.advance(timedelta(hours=23).total_seconds())
    closet.questions.prune()
    assert len(closet.questions.recent(person.id)) == 2
    clock.advance(timedelta(hours=2).total_seconds())
    closet.questions.prune()
    assert [question.id for question in closet.questions.recent(person.id)] == [waits.id]
    assert files(closet) == [waits.sha256]


def test_what_was_forgotten_meanwhile_leaves_nothing(closet: Closet, person: Person) -> None:
    question = ask(closet, person)
    taken = closet.questions.take()
    assert taken is not None
    closet.questions.forget(person.id, question.id)
    closet.questions.finish(taken, SEEN, FILES)
    assert files(closet) == []
    assert closet.questions.recent(person.id) == []


def test_nobody_fills_the_way_or_the_disk(
    closet: Closet, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST_OPEN", 2)
    monkeypatch.setattr(questions, "MOST_KEPT", 3)
    for number in range(5):
        ask(closet, person, f"picture {number}".encode(), f"{number}.jpg")
        answer(closet)
    assert [question.file_name for question in closet.questions.recent(person.id)] == [
        "4.jpg",
        "3.jpg",
        "2.jpg",
    ]
    assert len(files(closet)) == 3 * 4
    assert ask(closet, person, b"picture 2").seen is None  # asked again, it does not crowd itself out
    ask(closet, person, b"waits too")
    with pytest.raises(ClosetError, match="2 pictures wait for an answer already"):
        ask(closet, person, b"one too many")
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_a_full_disk_loses_no_earlier_answer(
    closet: Closet, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "MOST_KEPT", 1)
    ask(closet, person)
    first = answer(closet)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(questions, "sync_folder", full)
        with pytest.raises(ClosetError, match="No space left"):
            ask(closet, person, b"another")
    assert closet.questions.recent(person.id) == [first]
    assert closet.questions.picture(first.sha256, "glow").exists()
    closet.reconcile()
    assert len(files(closet)) == 4


def test_a_person_who_goes_takes_the_pictures_along(closet: Closet, person: Person, data_dir: Path) -> None:
    ask(closet, person)
    answer(closet)
    from mirror.closet.models import PersonRow

    PersonRow.delete().where(PersonRow.id == person.id).execute()
    closet.questions.prune()
    assert list((data_dir / "questions").iterdir()) == []
