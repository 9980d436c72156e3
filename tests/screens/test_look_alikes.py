"""What looks like a garment: in which order, for which reasons, and where there is nothing alike."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.records import NamedColour
from mirror.config import MirrorSettings
from mirror.locale import words
from mirror.screens.garment.alike_words import _REASONS
from mirror.screens.widgets.picture import Picture
from mirror.screens.widgets.rows import Rows
from mirror.vision.shades import NAMES
from web_admin.verdict import REASONS

from ..conftest import MakeGarment
from .conftest import AddGarment
from .crowded import BEZEL, SIZES, crowd, look_like, size_id, trouble
from .touching import Mirror

MakeMirror = Callable[..., Mirror]


def open_alikes(mirror: Mirror, garment_id: int) -> None:
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(0.3)
    mirror.tap_pill(mirror.stage.say("Look-alikes"))
    assert mirror.name == "look-alikes"


def rows(mirror: Mirror) -> list[tuple[str, str]]:
    return [(row.title, row.detail) for row in mirror.one(Rows)._rows]


@pytest.fixture
def alike(jieun: Person, make_garment: MakeGarment, closet: Closet, clock: FakeClock) -> dict[str, int]:
    """A red shirt, and others that look more and less like it."""
    kinds = {
        "shirt": (Category.SHIRT, "red", (1.0, 0.0)),
        "far": (Category.SHIRT, "red", (0.0, 1.0)),
        "near": (Category.SHIRT, "wine", (1.0, 0.1)),
        "nearer": (Category.PULLOVER, "red", (1.0, 0.07)),
        "nearest": (Category.SHIRT, "red", (1.0, 0.02)),
        "enough": (Category.COAT, "black", (1.0, 0.9)),
        "blue": (Category.SHIRT, "blue", (1.0, 0.01)),
    }
    made = {}
    for name, (category, colour, numbers) in kinds.items():
        colours = [NamedColour(colour, NAMES[colour], 1.0)]
        made[name] = make_garment(jieun.id, category, colours=colours, patterned=name == "near")
        look_like(made[name], closet, *numbers)
    closet.garments.describe(jieun.id, made["near"], name="여름 셔츠")
    for days in (1, 2, 3, 400):
        closet.garments.wear(jieun.id, made["nearer"], clock.now().date() - timedelta(days=days))
    closet.garments.wear(jieun.id, made["nearest"], clock.now().date() - timedelta(days=400))
    return made


def test_the_most_alike_come_first_each_with_its_reasons(
    make_mirror: MakeMirror, alike: dict[str, int]
) -> None:
    """As on the phone: of another colour counts half, however near its cut."""
    mirror = make_mirror()
    open_alikes(mirror, alike["shirt"])
    assert rows(mirror) == [
        ("셔츠", "100% 닮음 · 같은 색\n1번 입음"),
        ("니트·풀오버", "100% 닮음 · 다른 종류 · 같은 색\n올해 3번 입음"),
        ("여름 셔츠", "100% 닮음 · 비슷한 색\n무늬 있음 · 아직 안 입음"),
        ("셔츠", "50% 닮음 · 같은 종류 · 다른 색\n아직 안 입음"),
        ("코트·재킷", "42% 닮음 · 다른 종류 · 다른 색\n아직 안 입음"),
    ]
    assert mirror.one(Picture)


def test_both_faces_give_the_same_reasons(
    make_mirror: MakeMirror, alike: dict[str, int], jieun: Person
) -> None:
    """The phone's page of a garment and its answers are made of the same functions, in words of their own."""
    stage = make_mirror().stage
    for reason, mirrors in _REASONS.items():
        assert words("ko", "web").gettext(REASONS[reason]) == stage.say(mirrors)


def test_a_tap_opens_one_and_a_swipe_the_next(make_mirror: MakeMirror, alike: dict[str, int]) -> None:
    mirror = make_mirror()
    open_alikes(mirror, alike["shirt"])
    mirror.tap(list(mirror.one(Rows).targets())[1])
    assert mirror.name == "garment"
    assert mirror.top._id == alike["nearer"]
    assert "2 / 5" in mirror.words()
    mirror.swipe((800, 500), (200, 500))
    assert mirror.top._id == alike["near"]
    mirror.key("escape")
    assert mirror.name == "look-alikes"
    mirror.key("escape")
    assert mirror.top._id == alike["shirt"]


def test_one_of_a_kind(make_mirror: MakeMirror, alike: dict[str, int]) -> None:
    mirror = make_mirror()
    open_alikes(mirror, alike["far"])
    assert mirror.stage.say("One of a kind") in mirror.words()
    assert not trouble(mirror)


def test_what_the_networks_have_not_seen_is_like_none(
    make_mirror: MakeMirror, alike: dict[str, int], jieun: Person, make_garment: MakeGarment
) -> None:
    unseen = make_garment(jieun.id)
    mirror = make_mirror()
    open_alikes(mirror, unseen)
    assert mirror.stage.say("One of a kind") in mirror.words()


def test_one_deleted_on_the_phone_leaves_the_list(
    make_mirror: MakeMirror, alike: dict[str, int], closet: Closet, jieun: Person
) -> None:
    mirror = make_mirror()
    open_alikes(mirror, alike["shirt"])
    closet.garments.delete(jieun.id, alike["nearest"])
    closet.garments.retire(jieun.id, alike["enough"])
    mirror.closet_changed()
    assert [title for title, _ in rows(mirror)] == ["니트·풀오버", "여름 셔츠", "셔츠"]
    mirror.tap(next(iter(mirror.one(Rows).targets())))
    assert "1 / 3" in mirror.words()


def test_a_tap_on_one_that_has_just_gone(
    make_mirror: MakeMirror, alike: dict[str, int], closet: Closet, jieun: Person
) -> None:
    mirror = make_mirror()
    open_alikes(mirror, alike["shirt"])
    closet.garments.delete(jieun.id, alike["nearest"])  # the mirror has not looked up since
    mirror.tap(next(iter(mirror.one(Rows).targets())))
    assert mirror.name == "look-alikes"
    assert mirror.toast == "이 옷은 이제 옷장에 없어요"
    assert len(rows(mirror)) == 4


def test_the_garment_itself_goes(
    make_mirror: MakeMirror, alike: dict[str, int], closet: Closet, jieun: Person
) -> None:
    mirror = make_mirror()
    open_alikes(mirror, alike["shirt"])
    closet.garments.delete(jieun.id, alike["shirt"])
    mirror.closet_changed()
    assert mirror.name == "closet"
    assert mirror.toast == "이 옷은 이제 옷장에 없어요"


def test_a_garment_reached_by_its_look_alikes_is_deleted(
    make_mirror: MakeMirror, alike: dict[str, int]
) -> None:
    """Closet, shirt, look-alikes, nearest, look-alikes, shirt: deleted there, every one below it makes way."""
    mirror = make_mirror()
    open_alikes(mirror, alike["shirt"])
    mirror.tap(next(iter(mirror.one(Rows).targets())))
    mirror.tap_pill(mirror.stage.say("Look-alikes"))
    mirror.tap(next(iter(mirror.one(Rows).targets())))
    assert mirror.top._id == alike["shirt"]
    mirror.tap_menu(mirror.stage.say("Delete"))
    assert mirror.name == "look-alikes"
    assert alike["shirt"] not in [row.action.args[0] for row in mirror.one(Rows)._rows]
    mirror.key("escape")
    assert mirror.top._id == alike["nearest"]
    mirror.key("escape")
    assert mirror.name == "closet", "the list and the page of what was deleted are gone"
    assert alike["shirt"] not in mirror.top._ids


def test_coming_back_finds_the_list_where_it_was(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, closet: Closet
) -> None:
    ids = [add_garment(jieun.id) for _ in range(13)]
    for number, garment_id in enumerate(ids):
        look_like(garment_id, closet, 1.0, 0.01 * number)
    mirror = make_mirror()
    open_alikes(mirror, ids[0])
    assert len(rows(mirror)) == 12
    mirror.swipe((540, 1700), (540, 1200))
    place = mirror.one(Rows).kinetics.offset_px
    assert place > 200
    mirror.tap(list(mirror.one(Rows).targets())[1])
    assert mirror.name == "garment"
    mirror.key("escape")
    assert mirror.one(Rows).kinetics.offset_px == place


def test_a_photo_that_is_gone_leaves_a_row(
    make_mirror: MakeMirror, alike: dict[str, int], closet: Closet, jieun: Person
) -> None:
    for name in ("shirt", "nearest"):
        closet.garments.get(jieun.id, alike[name]).photo.glow.unlink()
    mirror = make_mirror()
    open_alikes(mirror, alike["shirt"])
    assert len(rows(mirror)) == 5


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("framed", [False, True], ids=["bare", "framed"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_twelve_have_their_room(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    clock: FakeClock,
    garment_files: list[dict[str, bytes]],
    cuts: list[str],
    size: tuple[int, int],
    framed: bool,
    language: str,
) -> None:
    person = closet.people.add("Sam", language=language)  # type: ignore[arg-type]
    closet.people.set_password_hash(person.id, "hash")
    ids = crowd(closet, clock, person.id, garment_files)
    mirror = make_mirror(size, settings=MirrorSettings(bezel_px=BEZEL if framed else 0))
    mirror.wait(8)
    mirror.rooms.look_alikes(ids[0])
    mirror.wait(0.5)
    assert len(rows(mirror)) == 12
    assert not trouble(mirror, cuts)
    for garment_id in ids[1:]:
        closet.garments.delete(person.id, garment_id)
    mirror.closet_changed()
    assert not trouble(mirror, cuts), "one of a kind"
