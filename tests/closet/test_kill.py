"""kill -9 before any line on the way in: no photo that was acknowledged is lost, and none becomes two garments."""

import io
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, InboxState, Seen
from mirror.vision.encode import png
from mirror.vision.facts import Guess

SCRIPT = Path(__file__).parent / "die_in_the_middle.py"
PHOTO = b"the one photo"
BACKGROUND = png(np.full((24, 24, 3), 200, np.uint8))  # the empty view
PLACES = 25  # at most; spread over all lines, with some chance in each


def die(action: str, pairs: list[tuple[int, Path]]) -> list[str]:
    arguments = [f"{line}:{folder}" for line, folder in pairs]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), action, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def remains(data_dir: Path):
    """The folders that remain when an action was killed before some line of it, each with that line's number."""

    def kill_everywhere(action: str) -> list[tuple[int, Path]]:
        whole = data_dir.parent / "whole"
        shutil.copytree(data_dir, whole)
        (count,) = die(action, [(0, whole)])
        chance = random.Random(action)
        step = max(1.0, int(count) / PLACES)
        lines = sorted({min(int(count), int(step * (n + chance.random())) + 1) for n in range(PLACES)})
        pairs = [(line, data_dir.parent / f"killed-{line}") for line in lines]
        for _, folder in pairs:
            shutil.copytree(data_dir, folder)
        assert die(action, pairs) == ["killed by 9"] * len(pairs)
        return pairs

    return kill_everywhere


def prepare(data_dir: Path, *, handed_in: bool) -> None:
    closet = Closet.open(data_dir, FakeClock())
    person = closet.people.add("Jieun")
    if handed_in:
        photo = io.BytesIO(PHOTO)
        closet.inbox.submit(person.id, "x.jpg", photo, source="camera", background=BACKGROUND)
    closet.close()


def finish(closet: Closet) -> int:
    """What the worker does after the restart, without the network; returns how many photos it ended."""
    ended = 0
    while (item := closet.inbox.take()) is not None:
        assert closet.photos.spooled(item.sha256).read_bytes() == PHOTO
        kinds = ("original", "cutout", "thumbnail", "glow")
        closet.photos.store(item.sha256, dict.fromkeys(kinds, b"picture"))
        closet.admit(item, guesses=[Guess(Category.HAT, 1.0)], colours=[], cutout_uncertain=False)
        closet.inbox.drop_file(item)
        ended += 1
    return ended


def check_one_whole_garment(closet: Closet, line: int) -> None:
    (person,) = closet.people.all()
    tiles = closet.garments.tiles(person.id)
    assert len(tiles) == 1, f"killed before line {line}"
    photo = closet.garments.get(person.id, tiles[0].id).photo
    for file in (photo.original, photo.cutout, photo.thumbnail, photo.glow):
        assert file.read_bytes() == b"picture", f"killed before line {line}"
    files = [path for path in closet.photos.photos_dir.rglob("*") if path.is_file()]
    assert len(files) == 4, f"killed before line {line}"
    (item,) = closet.inbox.items(person.id, ended_too=True)
    assert (item.state, item.garment_id) == (InboxState.DONE, tiles[0].id)


def test_killed_while_a_photo_becomes_a_garment(data_dir: Path, remains) -> None:
    prepare(data_dir, handed_in=True)
    ended = []
    for line, folder in remains("admit"):
        clock = FakeClock()
        closet = Closet.open(folder, clock)
        closet.reconcile()
        ended.append(finish(closet))
        check_one_whole_garment(closet, line)
        clock.advance(10 * 365 * 24 * 3600)  # the files' own times are the machine's
        closet.reconcile()
        assert list(closet.photos.inbox_dir.iterdir()) == [], f"killed before line {line}"
        closet.close()
    assert set(ended) == {0, 1}  # some were killed before the garment's row, some after


@pytest.mark.parametrize("action", ["submit", "photograph"])
def test_killed_while_a_photo_is_handed_in(data_dir: Path, remains, action: str) -> None:
    """Not acknowledged, so it may be there or not; handing it in again makes one garment either way."""
    prepare(data_dir, handed_in=False)
    outcomes = set()
    for line, folder in remains(action):
        clock = FakeClock()
        closet = Closet.open(folder, clock)
        closet.reconcile()
        (person,) = closet.people.all()
        for item in closet.inbox.items(person.id):
            assert closet.photos.spooled(item.sha256).read_bytes() == PHOTO, f"killed before line {line}"
            if action == "photograph":
                assert closet.photos.background(item.sha256).read_bytes() == BACKGROUND
        outcomes.add(closet.inbox.submit(person.id, "x.jpg", io.BytesIO(PHOTO), source="phone").outcome)
        assert finish(closet) == 1
        check_one_whole_garment(closet, line)
        clock.advance(10 * 365 * 24 * 3600)  # the files' own times are the machine's
        closet.reconcile()
        assert list(closet.photos.inbox_dir.iterdir()) == [], f"killed before line {line}"
        closet.close()
    assert outcomes == {"queued", "already_waiting"}


@pytest.mark.parametrize("action", ["ask", "answer"])
def test_killed_while_a_question_is_asked_or_answered(data_dir: Path, remains, action: str) -> None:
    """It is there or not, never half; asked again and answered it is whole, and nothing else is left."""
    prepare(data_dir, handed_in=False)
    if action == "answer":
        closet = Closet.open(data_dir, FakeClock())
        closet.questions.ask(closet.people.all()[0].id, "x.jpg", io.BytesIO(PHOTO))
        closet.close()
    kept = set()
    for line, folder in remains(action):
        closet = Closet.open(folder, FakeClock())
        closet.reconcile()
        (person,) = closet.people.all()
        states = [question.state for question in closet.questions.recent(person.id)]
        assert action == "ask" or states in ([InboxState.WAITING], [InboxState.DONE]), (
            f"killed before line {line}"
        )
        kept.add(tuple(states))
        asked = closet.questions.ask(person.id, "x.jpg", io.BytesIO(PHOTO))
        question = closet.questions.take()
        assert question is not None
        assert closet.questions.asked(question.sha256).read_bytes() == PHOTO, f"killed before line {line}"
        seen = Seen((Guess(Category.HAT, 1.0),), True, (), False, False)
        closet.questions.finish(
            question, seen, dict.fromkeys(("original", "cutout", "thumbnail", "glow"), b"new")
        )
        assert closet.questions.get(person.id, asked.id).seen == seen
        closet.reconcile()
        files = [file.read_bytes() for file in closet.questions.folder.iterdir()]
        assert files == [b"new"] * 4, f"killed before line {line}"
        closet.close()
    assert len(kept) == 2
