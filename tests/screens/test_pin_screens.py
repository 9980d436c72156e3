"""The PIN at the mirror: asked for, chosen, changed and taken away, all by touch alone."""

import logging
import sqlite3

import numpy as np
import pytest

from mirror.closet import Closet, Person
from mirror.screens.widgets.button import IconButton
from mirror.screens.widgets.pinpad import BACK, KEYS, OK, PinDots, PinPad
from mirror.screens.widgets.theme import TOUCH

from .conftest import AddGarment
from .people_steps import (
    PIN,
    SIZES,
    MakeMirror,
    choose,
    enter,
    enter_from_people,
    offered,
    open_people,
    press,
    says,
    tap_face,
)
from .touching import Mirror

each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture
def sam(closet: Closet) -> Person:
    """The owner, who speaks English, has no PIN and is at the mirror when it starts."""
    person = closet.people.add("Sam", language="en", role="owner")
    closet.people.set_password_hash(person.id, "argon2id-hash")
    return closet.people.get(person.id)


@pytest.fixture
def kim(closet: Closet, sam: Person) -> Person:
    """Somebody with a PIN."""
    person = closet.people.add("Kim", language="en")
    closet.people.set_pin(person.id, PIN)
    return closet.people.get(person.id)


def block(mirror: Mirror, person: Person) -> None:
    mirror.rooms.enter(person)
    mirror.wait(0.3)
    for _ in range(5):
        enter(mirror, "0000")


def test_the_pad_types_deletes_and_offers_ok_from_four_digits(make_mirror: MakeMirror, kim: Person) -> None:
    mirror = make_mirror()
    mirror.rooms.enter(kim)
    mirror.wait(0.3)
    assert offered(mirror) == 10, "neither OK nor backspace yet"
    press(mirror, "258")
    assert mirror.one(PinDots).count == 3
    press(mirror, [OK])
    assert mirror.name == "pin" and mirror.one(PinDots).count == 3, "three are no PIN"
    press(mirror, [BACK, BACK])
    assert mirror.one(PinDots).count == 1
    press(mirror, "580")
    assert offered(mirror) == len(KEYS)
    press(mirror, "99")
    assert mirror.one(PinDots).count == 6
    press(mirror, "7")
    assert mirror.one(PinDots).count == 6, "six at most"
    press(mirror, [BACK, BACK, OK])
    assert mirror.name == "closet"


def test_a_finger_that_trembles_on_a_key_types_and_one_that_leaves_it_does_not(
    make_mirror: MakeMirror, kim: Person
) -> None:
    mirror = make_mirror()
    mirror.rooms.enter(kim)
    mirror.wait(0.3)
    five = mirror.one(PinPad).place_of("5")
    mirror.swipe((five.centerx - 30, five.centery), (five.centerx + 30, five.centery), settle_s=0.2)
    assert mirror.one(PinDots).count == 1
    mirror.swipe(five.center, mirror.one(PinPad).place_of("6").center, settle_s=0.2)
    assert mirror.one(PinDots).count == 1


def test_a_wrong_pin_shakes_says_how_many_are_left_and_nobody_writes_it_down(
    make_mirror: MakeMirror, kim: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mirror = make_mirror()
    mirror.rooms.enter(kim)
    mirror.wait(0.3)
    press(mirror, "4821")
    place = mirror.one(PinPad).place_of(OK).center
    mirror.send(mirror.gestures.down(1, *place, mirror.clock.monotonic_s()))
    mirror.send(mirror.gestures.up(1, *place, mirror.clock.monotonic_s()))
    dots = mirror.one(PinDots)
    assert dots.moving and dots.count == 4
    still = mirror.pixels()
    mirror.wait(0.05)
    assert not np.array_equal(still, mirror.pixels()), "it shakes"
    mirror.wait(0.3)
    assert not dots.moving and dots.count == 0
    assert says(mirror, "4 tries are left")
    press(mirror, "1")
    assert not says(mirror, "left"), "typing again takes the word away"
    press(mirror, [BACK])
    for _ in range(3):
        enter(mirror, "4821")
    assert says(mirror, "1 try is left")
    assert "4821" not in caplog.text and not says(mirror, "4821") and not mirror.toast


def test_five_wrong_ones_block_count_down_and_end_by_themselves(make_mirror: MakeMirror, kim: Person) -> None:
    mirror = make_mirror()
    block(mirror, kim)
    assert says(mirror, "Again in") and offered(mirror) == 0
    enter(mirror, PIN)
    assert mirror.name == "pin", "the right one is refused as well"
    first = next(words for words in mirror.words() if "Again in" in words)
    mirror.wait(10)
    assert not says(mirror, first), "it counts"
    frames = mirror.frames
    mirror.wait(5)
    assert 4 <= mirror.frames - frames <= 6, "a second is one frame"
    mirror.wait(20)
    assert not says(mirror, "Again in") and offered(mirror) == 10
    enter(mirror, PIN)
    assert mirror.name == "closet"


def test_a_longer_wait_is_told_in_minutes(make_mirror: MakeMirror, kim: Person) -> None:
    mirror = make_mirror()
    block(mirror, kim)
    for wait_s in (30, 60):
        mirror.wait(wait_s + 1)
        enter(mirror, "0000")
    mirror.wait(5)
    assert says(mirror, "Again in 1 min 5"), mirror.words()


def test_the_wait_outlives_the_mirror(
    make_mirror: MakeMirror, closet: Closet, sam: Person, kim: Person
) -> None:
    block(make_mirror(), kim)
    again = make_mirror()
    open_people(again)
    tap_face(again, 1)
    assert says(again, "Again in") and offered(again) == 0
    again.wait(35)
    enter(again, PIN)
    assert (again.name, again.stage.person) == ("closet", kim)


def test_back_leaves_and_forgets_what_was_typed(make_mirror: MakeMirror, kim: Person) -> None:
    mirror = make_mirror()
    open_people(mirror)
    tap_face(mirror, 1)
    press(mirror, "258")
    mirror.tap(mirror.one(IconButton))
    assert mirror.name == "people"
    tap_face(mirror, 1)
    assert mirror.one(PinDots).count == 0


def test_a_busy_closet_answers_later_and_counts_no_try_twice(
    make_mirror: MakeMirror, closet: Closet, kim: Person
) -> None:
    mirror = make_mirror()
    mirror.rooms.enter(kim)
    mirror.wait(0.3)
    other = sqlite3.connect(closet.data_dir / "closet.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    enter(mirror, "0000")
    press(mirror, [OK])
    assert says(mirror, "One moment")
    other.execute("ROLLBACK")
    other.close()
    mirror.rooms.poll()
    mirror.wait(0.5)
    assert says(mirror, "4 tries are left"), "a second tap on OK is no second try"


def test_somebody_who_is_gone_meanwhile_is_not_asked(
    make_mirror: MakeMirror, closet: Closet, kim: Person
) -> None:
    mirror = make_mirror()
    open_people(mirror)
    tap_face(mirror, 1)
    closet.people.set_pin(kim.id, None)
    mirror.closet_changed()
    assert (mirror.name, mirror.stage.person and mirror.stage.person.id) == ("closet", kim.id)


def test_set_a_pin(make_mirror: MakeMirror, closet: Closet, sam: Person) -> None:
    mirror = make_mirror()
    open_people(mirror)
    tap_face(mirror, 0)
    choose(mirror, "Set a PIN")
    assert mirror.name == "choose-pin" and says(mirror, "A new PIN")
    enter(mirror, "1357")
    assert says(mirror, "Once more")
    enter(mirror, "1358")
    assert says(mirror, "The two differ") and says(mirror, "A new PIN")
    assert not closet.people.get(sam.id).has_pin
    for _ in range(2):
        enter(mirror, "1357")
    assert mirror.name == "people" and "asks for your PIN" in mirror.toast
    assert closet.people.try_pin(sam.id, "1357").right
    assert mirror.stage.person == closet.people.get(sam.id)


def test_change_and_remove_a_pin(make_mirror: MakeMirror, closet: Closet, sam: Person) -> None:
    closet.people.set_pin(sam.id, PIN)
    mirror = make_mirror()
    enter_from_people(mirror)
    open_people(mirror)
    tap_face(mirror, 0)
    choose(mirror, "Change the PIN")
    assert says(mirror, "Your PIN now") and not says(mirror, "No PIN"), "first the old one"
    enter(mirror, "0000")
    assert says(mirror, "4 tries are left")
    enter(mirror, PIN)
    for _ in range(2):
        enter(mirror, "975310")
    assert closet.people.try_pin(sam.id, "975310").right
    mirror.rooms.choose_pin()
    mirror.wait(0.3)
    enter(mirror, "975310")
    mirror.tap_pill("No PIN")
    assert mirror.name == "people" and "no PIN any more" in mirror.toast
    assert not closet.people.get(sam.id).has_pin


def test_the_old_pin_is_throttled_too(make_mirror: MakeMirror, closet: Closet, sam: Person) -> None:
    closet.people.set_pin(sam.id, PIN)
    mirror = make_mirror()
    enter_from_people(mirror)
    mirror.rooms.choose_pin()
    mirror.wait(0.3)
    for _ in range(5):
        enter(mirror, "0000")
    assert says(mirror, "Again in") and offered(mirror) == 0
    enter(mirror, PIN)
    assert says(mirror, "Your PIN now")


@each_size
def test_nothing_is_cut_or_too_small_where_pins_and_choices_are_made(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    sam: Person,
    add_garment: AddGarment,
    cuts: list[str],
    size: tuple[int, int],
) -> None:
    for _ in range(12):
        add_garment(sam.id)
    closet.people.set_pin(sam.id, PIN)
    mirror = make_mirror(size)

    def look(what: str) -> None:
        mirror.wait(0.5)
        assert not cuts, f"{what}: {cuts}"
        least = mirror.layout.px(TOUCH) - 1
        for target in mirror.top.targets():
            assert min(target.size) >= least, f"{what}: {target}"
            assert mirror.layout.area.contains(target), f"{what}: {target}"

    def pad_is_low() -> None:
        if mirror.layout.portrait:
            assert mirror.one(PinPad).rect.top >= mirror.layout.area.centery

    look("locked")
    tap_face(mirror, 0)
    look("pin")
    pad_is_low()
    enter(mirror, "0000")
    look("wrong")
    enter(mirror, PIN)
    mirror.rooms.choose_pin()
    look("old")
    enter(mirror, PIN)
    look("new")
    pad_is_low()
    enter(mirror, "1357")
    look("again")
    enter(mirror, "1359")
    look("differ")
    mirror.key("escape")
    for row in ("", "Language", "Choose a picture"):
        open_people(mirror)
        tap_face(mirror, 0)
        mirror.wait(0.5)
        if row:
            choose(mirror, row)
        look(f"menu {row}")
        mirror.rooms.home()
    closet.people.set_pin(sam.id, PIN)
    mirror.rooms.lock()
    mirror.wait(0.5)
    tap_face(mirror, 0)
    for _ in range(5):
        enter(mirror, "0000")
    look("blocked")
