"""Who is at the mirror: faces, languages and pictures, all by touch alone."""

from typing import Any

import numpy as np
import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.screens.widgets.brush import Brush
from mirror.screens.widgets.button import IconButton
from mirror.screens.widgets.choice_sheet import ChoiceSheet
from mirror.screens.widgets.faces import SMALLEST, Faces
from mirror.screens.widgets.menu_sheet import MenuSheet
from mirror.screens.widgets.names import drawable, initial
from mirror.screens.widgets.picture_sheet import PictureSheet
from mirror.screens.widgets.theme import TOUCH, Layout

from .conftest import HUES, AddGarment
from .people_steps import (
    PIN,
    SIZES,
    MakeMirror,
    choose,
    colourful,
    enter,
    enter_from_people,
    open_people,
    tap_face,
)

each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
LONG_NAMES = (
    "Maximilian Alexander von Hohenstein-Wit",
    "서연이와 우리 집 강아지 콩이",
    "Christopher-Bartholomew",
    "가나다라마바사아자차카타파하",
    "할머니",
    "O",
    "🐰🐰",
    "Donaudampfschifffahrtsgesellschaft",
    "Ana María de la Concepción",
    "민수",
    "Wwwwwwwwwwwwwwwwwwww",
)


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


def test_a_tap_lets_somebody_without_a_pin_in(
    make_mirror: MakeMirror, closet: Closet, sam: Person, add_garment: AddGarment
) -> None:
    yuna = closet.people.add("유나", language="ko")
    add_garment(sam.id)
    mirror = make_mirror()
    open_people(mirror)
    tap_face(mirror, 1)
    assert (mirror.name, mirror.stage.person, mirror.stage.language) == ("closet", yuna, "ko")
    assert "옷장" in mirror.words()


def test_each_sees_only_their_own_clothes(
    make_mirror: MakeMirror, sam: Person, kim: Person, add_garment: AddGarment
) -> None:
    add_garment(sam.id)
    hers = [add_garment(kim.id) for _ in range(2)]
    mirror = make_mirror()
    open_people(mirror)
    tap_face(mirror, 1)
    assert mirror.name == "pin"
    enter(mirror, PIN)
    assert (mirror.name, mirror.stage.person) == ("closet", kim)
    assert mirror.stage.closet.garments.listing(kim.id)[0].id in hers
    tap = mirror.top.targets()[0]
    mirror.tap(tap)
    assert mirror.name == "garment"
    mirror.key("escape")
    open_people(mirror)
    tap_face(mirror, 0)
    assert mirror.stage.person == sam, "who has no PIN is let back in"


def test_a_locked_mirror_shows_people_and_nothing_of_a_closet(
    make_mirror: MakeMirror, closet: Closet, sam: Person, add_garment: AddGarment
) -> None:
    closet.people.set_pin(sam.id, PIN)
    for _ in range(12):
        add_garment(sam.id)
    mirror = make_mirror()
    assert mirror.name == "people", "the first one has a PIN"
    enter_from_people(mirror)
    shown = colourful(mirror)
    assert shown > 1000, "the closet shows its colours"
    mirror.rooms.lock()
    mirror.wait(0.5)
    assert (mirror.name, mirror.stage.person) == ("people", None)
    assert colourful(mirror) == 0
    icons = [widget._icon for widget in mirror.top.widgets if isinstance(widget, IconButton)]
    assert icons == ["gear"], "nothing lies below, so there is no way back"
    mirror.key("escape")
    assert mirror.name == "people"
    enter_from_people(mirror)


def test_another_language_is_spoken_at_once(make_mirror: MakeMirror, closet: Closet, sam: Person) -> None:
    mirror = make_mirror()
    open_people(mirror)
    tap_face(mirror, 0)
    choose(mirror, "Language")
    korean, _english = list(mirror.one(ChoiceSheet).targets())
    mirror.tap(korean)
    assert closet.people.get(sam.id).language == "ko"
    assert (mirror.name, mirror.stage.language) == ("closet", "ko") and "옷장" in mirror.words()
    open_people(mirror)
    tap_face(mirror, 0)
    mirror.wait(0.5)
    mirror.key("escape")
    mirror.wait(0.5)
    assert not any(isinstance(widget, MenuSheet) for widget in mirror.top.widgets)
    mirror.top._offer_languages(closet.people.get(sam.id))  # type: ignore[attr-defined]
    mirror.wait(0.5)
    mirror.tap(list(mirror.one(ChoiceSheet).targets())[1])
    assert mirror.stage.language == "en"


def test_a_garment_becomes_ones_picture_and_goes_again(
    make_mirror: MakeMirror, closet: Closet, sam: Person, add_garment: AddGarment
) -> None:
    ids = [add_garment(sam.id) for _ in range(15)]
    mirror = make_mirror()
    open_people(mirror)
    assert colourful(mirror) == 0, "a letter"
    tap_face(mirror, 0)
    choose(mirror, "Choose a picture")
    *tiles, _none = list(mirror.one(PictureSheet).targets())
    assert len(tiles) == 12
    mirror.tap(tiles[2])
    mirror.wait(0.5)
    chosen = closet.garments.get(sam.id, ids[-3]).photo.sha256
    assert closet.people.get(sam.id).avatar == chosen
    assert mirror.name == "people" and not any(isinstance(w, PictureSheet) for w in mirror.top.widgets)
    place = mirror.one(Faces).place_of(0)
    middle = mirror.pixels()[place.top + place.height // 3, place.centerx].astype(int)
    hue = np.array(HUES[(15 - 3) % len(HUES)])
    assert np.abs(middle - hue).max() < 60, (middle, hue)
    tap_face(mirror, 0)
    choose(mirror, "Choose a picture")
    mirror.tap(list(mirror.one(PictureSheet).targets())[-1])
    mirror.wait(0.5)
    assert closet.people.get(sam.id).avatar is None and colourful(mirror) == 0


def test_without_clothes_there_is_no_picture_to_choose(make_mirror: MakeMirror, sam: Person) -> None:
    mirror = make_mirror()
    open_people(mirror)
    tap_face(mirror, 0)
    choose(mirror, "Choose a picture")
    words = [getattr(part, "words", "") for part in mirror.one(PictureSheet).parts]
    assert "Your closet has no garments yet." in words


def test_a_broken_picture_becomes_the_letter(
    make_mirror: MakeMirror, closet: Closet, sam: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(sam.id, stored=False)
    closet.people.set_avatar(sam.id, garment_id)
    mirror = make_mirror()
    without = open_people(mirror)
    assert without._portraits[0]._round is None and not without.moving
    assert mirror.pixels()[without.rect.top : without.rect.bottom].max() > 200, (
        "the ink of the letter's circle"
    )


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 12])
@each_size
def test_everybody_finds_room(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    sam: Person,
    cuts: list[str],
    size: tuple[int, int],
    count: int,
) -> None:
    for name in LONG_NAMES[: count - 1]:
        closet.people.set_pin(closet.people.add(name).id, PIN)
    mirror = make_mirror(size)
    faces = open_people(mirror)
    layout: Layout = mirror.layout
    assert not cuts, cuts
    assert faces._plan.side_px >= layout.px(180) <= layout.px(SMALLEST)
    for index in range(count):
        place = faces.place_of(index)
        assert layout.area.left <= place.left and place.right <= layout.area.right
        assert min(place.size) >= layout.px(TOUCH)
    if count <= 3 and layout.portrait:
        assert faces.rect.top >= layout.area.centery - 1, "few stand where every arm reaches"
    if faces.scrolls:
        mirror.swipe(faces.rect.center, (faces.rect.centerx, 0), seconds=0.1)
        mirror.swipe(faces.rect.center, (faces.rect.centerx, 0), seconds=0.1)
        mirror.wait(3)
    assert faces.rect.collidepoint(faces.place_of(count - 1).center), "the last one can be reached"
    assert not cuts, cuts


def test_names_that_the_typeface_has_no_letters_for() -> None:
    brush = Brush(Layout((1080, 1920)))
    names = {"지은": "지", "🐰 Jieun": "J", "👨‍👩‍👧 가족": "가", "🐰🐰": "", "": "", "é": "É", "(민수)": "민"}
    assert {name: initial(brush, name) for name in names} == names
    assert drawable(brush, "🐰  Jieun") == "Jieun"


def test_an_idle_list_of_people_draws_nothing(
    make_mirror: MakeMirror, closet: Closet, sam: Person, add_garment: AddGarment, clock: FakeClock
) -> None:
    closet.people.set_avatar(sam.id, add_garment(sam.id))
    mirror = make_mirror()
    open_people(mirror)
    frames: Any = mirror.frames
    mirror.wait(20)
    assert mirror.frames == frames
