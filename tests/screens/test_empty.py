"""Where there is nothing to show: a sign, what is missing, and what to do about it, at every size."""

from collections.abc import Callable

import numpy as np
import pytest
from pygame import Rect

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.config import MirrorSettings
from mirror.screens.empty_state import Remedy, empty_state
from mirror.screens.widgets.button import Pill
from mirror.screens.widgets.icon import Icon
from mirror.screens.widgets.nav import NavItem, PlusButton
from mirror.screens.widgets.rail import Rail

from .conftest import AddGarment
from .crowded import BEZEL, SIZES, size_id, trouble
from .touching import FakeFeed, Mirror

MakeMirror = Callable[..., Mirror]


@pytest.mark.parametrize("camera", [False, True], ids=["no camera", "camera"])
def test_an_empty_closet_leads_to_the_first_garment(
    make_mirror: MakeMirror, jieun: Person, noise: np.ndarray, camera: bool
) -> None:
    mirror = make_mirror(camera=FakeFeed(noise) if camera else None)
    assert mirror.stage.say("Nothing here yet") in mirror.words()
    assert not [w for w in mirror.top.widgets if isinstance(w, Rail)], "there is nothing to choose from"
    mirror.tap(mirror.one(PlusButton))
    assert mirror.name == ("capture" if camera else "phone")
    mirror.key("escape")
    mirror.tap_pill(mirror.stage.say("Connect a phone"))
    assert mirror.name == "phone"


def test_the_first_garment_takes_its_place(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    mirror = make_mirror()
    garment_id = add_garment(jieun.id)
    mirror.closet_changed()
    assert mirror.top._ids == [garment_id]
    assert mirror.stage.say("Nothing here yet") not in mirror.words()


def test_a_closet_of_which_all_is_put_away_is_not_empty(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    closet.garments.retire(jieun.id, garment_id)
    mirror = make_mirror()
    assert mirror.stage.say("Nothing here yet") not in mirror.words()
    chips = {chip.value: place for chip, place in mirror.one(Rail)._places()}
    mirror.tap(list(chips.values())[-1])
    assert mirror.top._ids == [garment_id], "it can be reached"


def test_show_everything_shows_something(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    closet.garments.retire(jieun.id, garment_id)
    mirror = make_mirror()
    mirror.tap_pill(mirror.stage.say("Show everything"))
    assert mirror.top._ids == [garment_id]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("framed", [False, True], ids=["bare", "framed"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_every_empty_page_has_its_room(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    add_garment: AddGarment,
    noise: np.ndarray,
    cuts: list[str],
    size: tuple[int, int],
    framed: bool,
    language: str,
) -> None:
    person = closet.people.add("Sam", language=language)  # type: ignore[arg-type]
    closet.people.set_password_hash(person.id, "hash")
    mirror = make_mirror(
        size, settings=MirrorSettings(bezel_px=BEZEL if framed else 0), camera=FakeFeed(noise)
    )
    assert mirror.stage.say("Nothing here yet") in mirror.words()
    assert not trouble(mirror, cuts)
    assert [w for w in mirror.top.widgets if isinstance(w, NavItem)]
    mirror.rooms.inbox()
    mirror.wait(0.5)
    assert mirror.stage.say("No photo is waiting") in mirror.words()
    assert not trouble(mirror, cuts)
    mirror.key("escape")
    garment_id = add_garment(person.id, Category.DRESS)
    for open_room in (mirror.rooms.wear_with, mirror.rooms.look_alikes):
        open_room(garment_id)
        mirror.wait(0.5)
        assert not trouble(mirror, cuts)
        mirror.key("escape")
    closet.garments.retire(person.id, garment_id)
    mirror.closet_changed()
    assert mirror.stage.say("Nothing like this") in mirror.words()
    found = [line for line in trouble(mirror, cuts) if "TextLink" not in line]  # see the header's own tests
    assert not found


@pytest.mark.parametrize("height", [240, 320, 420, 700, 1200])
def test_what_is_low_goes_without_the_sign(make_mirror: MakeMirror, jieun: Person, height: int) -> None:
    mirror = make_mirror()
    room = Rect(64, 400, 952, height)
    remedy = Remedy("모두 보기", lambda: None)
    widgets = empty_state(
        mirror.stage,
        mirror.top.damage,
        room,
        icon="search",
        title="그런 옷이 없어요",
        hint="고른 조건에 맞는 옷이 없어요.",
        remedy=remedy,
    )
    signs = [w for w in widgets if isinstance(w, Icon)]
    [pill] = [w for w in widgets if isinstance(w, Pill)]
    assert len(signs) == (height >= 480)
    if height >= 320:
        assert all(room.contains(widget.rect) for widget in widgets)
    tops = [widget.rect.top for widget in widgets]
    assert tops == sorted(tops)
    assert pill.rect.centerx == room.centerx
