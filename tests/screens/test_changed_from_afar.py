"""What a phone or a backup changes while somebody is at the mirror or it sleeps: people and what they own."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.archive.merging import merge
from mirror.closet.backup import back_up

from ..conftest import MakeGarment
from .conftest import AddGarment
from .crowded import photo
from .people_steps import PIN, enter, tap_face
from .touching import Mirror
from .writing import from_afar

MakeMirror = Callable[..., Mirror]
OTHER_PIN = "1379"


@pytest.fixture
def sam(closet: Closet) -> Person:
    """A member, who speaks English."""
    return closet.people.add("Sam", language="en")


def look_up(mirror: Mirror) -> None:
    mirror.rooms.poll()
    mirror.wait(0.5)


@pytest.mark.parametrize(
    "where", ["closet", "garment", "inbox", "settings", "phone", "choose-pin", "wear-with"]
)
def test_who_is_at_the_mirror_lives_here_no_more(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    jieun: Person,
    sam: Person,
    add_garment: AddGarment,
    where: str,
) -> None:
    """Nobody else's closet takes its place: whoever stands there says who they are."""
    garment_id = add_garment(sam.id)
    mirror = make_mirror()
    mirror.rooms.admit(sam)
    doors = {
        "garment": lambda: mirror.rooms.garment(garment_id, [garment_id]),
        "inbox": mirror.rooms.inbox,
        "settings": mirror.rooms.settings,
        "phone": mirror.rooms.phone,
        "choose-pin": mirror.rooms.choose_pin,
        "wear-with": lambda: mirror.rooms.wear_with(garment_id),
    }
    doors.get(where, mirror.rooms.home)()
    mirror.wait(0.5)
    assert mirror.name == where
    from_afar(closet, lambda: closet.remove_person(sam.id))
    look_up(mirror)
    assert (mirror.name, mirror.stage.person) == ("people", None)
    assert not mirror.toast
    mirror.wait(5)
    assert mirror.name == "people"
    mirror.rooms.enter(closet.people.get(jieun.id))
    assert (mirror.name, mirror.stage.language) == ("closet", "ko")


def test_they_go_while_the_mirror_sleeps_on_their_closet(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, sam: Person
) -> None:
    mirror = make_mirror()
    mirror.rooms.admit(sam)
    for _ in range(30):
        mirror.step(5)
    assert mirror.name == "idle"
    from_afar(closet, lambda: closet.remove_person(sam.id))
    look_up(mirror)
    mirror.wait(1)
    assert mirror.name == "idle", "no reason to light a dark room"
    mirror.tap((500, 900))
    assert mirror.name == "people"


def test_a_touch_of_theirs_before_the_mirror_has_looked_up(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, sam: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(sam.id)
    mirror = make_mirror()
    mirror.rooms.admit(sam)
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(0.5)
    from_afar(closet, lambda: closet.remove_person(sam.id))
    mirror.tap_pill("I wear it today")
    assert mirror.name != "fault"
    look_up(mirror)
    assert (mirror.name, mirror.stage.person) == ("people", None)


def test_a_new_name_is_that_of_the_same_person(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(0.5)
    from_afar(closet, lambda: closet.people.rename(jieun.id, "지은이"))
    look_up(mirror)
    assert mirror.name == "garment", "and is left in peace"
    assert mirror.stage.person == closet.people.get(jieun.id)


def test_a_pin_that_was_set_meanwhile_is_asked_for_after_the_next_sleep(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    for pin in (PIN, OTHER_PIN):
        from_afar(closet, lambda pin=pin: closet.people.set_pin(jieun.id, pin))  # type: ignore[misc]
        look_up(mirror)
        assert mirror.name == "closet", "who has come in is not thrown out"
        for _ in range(30):
            mirror.step(5)
        mirror.tap((500, 900))
        assert mirror.name == "people"
        tap_face(mirror, 0)
        enter(mirror, pin)
        mirror.wait(0.5)
        assert mirror.name == "closet"


def test_a_pin_that_was_set_while_the_mirror_slept_is_asked_for_at_once(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    for _ in range(30):
        mirror.step(5)
    assert (mirror.name, mirror.stage.person) == ("idle", jieun)
    from_afar(closet, lambda: closet.people.set_pin(jieun.id, PIN))
    look_up(mirror)
    mirror.tap((500, 900))
    assert (mirror.name, mirror.stage.person) == ("people", None)


def test_what_a_backup_brings_shows_at_once(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    clock: FakeClock,
    jieun: Person,
    make_garment: MakeGarment,
    tmp_path: Path,
) -> None:
    """Into the grid that somebody looks at: what was there when the backup was made, and has gone since."""
    kept, gone = make_garment(jieun.id), make_garment(jieun.id)
    back_up(closet.data_dir, tmp_path / "backup.zip")
    closet.garments.delete(jieun.id, gone)
    clock.advance(3600)
    closet.reconcile()
    mirror = make_mirror()
    assert mirror.top._ids == [kept]  # type: ignore[attr-defined]
    from_afar(closet, lambda: merge(closet, tmp_path / "backup.zip"))
    look_up(mirror)
    assert len(mirror.top._ids) == 2  # type: ignore[attr-defined]
    assert closet.people.all() == [mirror.stage.person]


@pytest.mark.parametrize("where", ["idle", "closet", "inbox"])
def test_a_question_that_is_asked_and_answered_disturbs_nobody(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, where: str
) -> None:
    """The photo in the inbox waits a little longer, and says nothing else meanwhile."""
    add_garment(jieun.id)
    closet.inbox.submit(jieun.id, "coat.jpg", BytesIO(photo()), source="phone")
    mirror = make_mirror()
    if where == "inbox":
        mirror.rooms.inbox()
    elif where == "idle":
        for _ in range(30):
            mirror.step(5)
    mirror.wait(10)
    look_up(mirror)
    assert mirror.name == where
    before, frames = mirror.pixels(), mirror.frames

    def answer() -> None:
        question = closet.questions.take()
        assert question is not None
        closet.questions.note_stage(question.id, "cutout")
        closet.questions.fail(question, "the file is empty")

    ask = partial(closet.questions.ask, jieun.id, "shop.jpg", BytesIO(photo((10, 90, 200))))
    for step in (ask, answer):
        from_afar(closet, step)
        look_up(mirror)
    assert mirror.name == where
    assert not mirror.toast
    assert np.array_equal(mirror.pixels(), before)
    assert where != "idle" or mirror.frames == frames, "a sleeping mirror draws nothing"
