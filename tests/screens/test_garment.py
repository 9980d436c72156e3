"""One garment: what is told of it, what can be done with it, and what the phone may do to it meanwhile."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest

from mirror.attire import Weight
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.config import MirrorSettings
from mirror.errors import NotFound
from mirror.screens.garment.words import WEIGHTS
from mirror.screens.widgets.choice_sheet import ChoiceSheet
from mirror.screens.widgets.facts import Figures, Swatches
from mirror.screens.widgets.grid import Grid
from mirror.screens.widgets.menu_sheet import MenuRow, MenuSheet
from mirror.screens.widgets.pager import Pager
from mirror.screens.widgets.rail import Rail
from mirror.stylist.guessing import weight_of

from ..conftest import MakeGarment
from .conftest import AddGarment
from .crowded import BEZEL, BRAND, NAME, NOTES, SIZE, SIZES, crowd, look_like, size_id, trouble
from .touching import Mirror

MakeMirror = Callable[..., Mirror]


def open_garment(mirror: Mirror, garment_id: int, among: list[int] | None = None) -> None:
    mirror.rooms.garment(garment_id, among or [garment_id])
    mirror.wait(0.3)
    assert mirror.name == "garment"


def figures(mirror: Mirror) -> list[tuple[str, str]]:
    return list(mirror.one(Figures)._figures)


def tap_words(mirror: Mirror, english: str) -> None:
    mirror.tap_pill(mirror.stage.say(english))


def tap_in_menu(mirror: Mirror, english: str) -> None:
    mirror.tap_menu(mirror.stage.say(english))


def swipe_on(mirror: Mirror) -> None:
    y = mirror.one(Pager).rect.centery
    width = mirror.size[0]
    mirror.swipe((width * 3 // 4, y), (width // 5, y))


def person_of(closet: Closet, language: str) -> Person:
    person = closet.people.add("Sam", language=language)  # type: ignore[arg-type]
    closet.people.set_password_hash(person.id, "hash")
    return person


# What is told


@pytest.mark.parametrize(
    ("language", "minor", "currency", "worn", "expected"),
    [
        ("ko", 39_000, "KRW", 14, ("₩2,786", "한 번에")),
        ("ko", 39_000, "KRW", 0, ("₩39,000", "가격")),
        ("en", 39_000, "KRW", 1, ("₩39,000", "a wear")),
        ("en", 12_999, "USD", 2, ("$65.00", "a wear")),
        ("ko", 12_999, "USD", 0, ("US$129.99", "가격")),
        ("en", 0, "USD", 3, ("$0.00", "a wear")),
        ("en", 1_000, "JPY", 3, ("¥333", "a wear")),
    ],
)
def test_what_it_cost_and_costs_a_wear(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    add_garment: AddGarment,
    clock: FakeClock,
    language: str,
    minor: int,
    currency: str,
    worn: int,
    expected: tuple[str, str],
) -> None:
    person = person_of(closet, language)
    garment_id = add_garment(person.id)
    closet.garments.describe(person.id, garment_id, price_minor=minor, currency=currency)
    for days in range(1, worn + 1):
        closet.garments.wear(person.id, garment_id, clock.now().date() - timedelta(days=days))
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    assert figures(mirror)[2] == expected


def test_a_wear_makes_it_cheaper_at_once(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    closet.garments.describe(jieun.id, garment_id, price_minor=30_000)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    assert figures(mirror) == [("0번", "입었어요"), ("아직", "마지막으로"), ("₩30,000", "가격")]
    tap_words(mirror, "I wear it today")
    assert figures(mirror) == [("1번", "입었어요"), ("오늘", "마지막으로"), ("₩30,000", "한 번에")]


def test_what_is_not_known_is_left_out(
    make_mirror: MakeMirror, jieun: Person, make_garment: MakeGarment, add_garment: AddGarment, closet: Closet
) -> None:
    bare, full = make_garment(jieun.id, colours=[]), add_garment(jieun.id)
    closet.garments.describe(
        jieun.id, full, brand="Arket", size="M", notes="찬물로\n손빨래", price_minor=90_000
    )
    closet.garments.wear(jieun.id, full, closet.garments._clock.now().date())
    mirror = make_mirror()
    open_garment(mirror, bare)
    assert not [w for w in mirror.top.widgets if isinstance(w, Swatches)]
    assert not [words for words in mirror.words() if "Arket" in words or "“" in words]
    assert figures(mirror)[2] == ("오늘", "옷장에 담은 날")
    tall = mirror.one(Pager).rect.height
    mirror.key("escape")
    open_garment(mirror, full)
    assert mirror.one(Swatches)
    assert "Arket · 사이즈 M · ₩90,000" in mirror.words()
    assert "“찬물로 손빨래”" in mirror.words(), "in one line"
    assert mirror.one(Pager).rect.height < tall, "what is told takes its room from the picture"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"brand": "Arket"}, "Arket"),
        ({"size": "L"}, "사이즈 L"),
        ({"brand": "Arket", "size": "L"}, "Arket · 사이즈 L"),
    ],
    ids=str,
)
def test_each_part_stands_alone(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    jieun: Person,
    add_garment: AddGarment,
    changes: dict[str, str],
    line: str,
) -> None:
    garment_id = add_garment(jieun.id)
    closet.garments.describe(jieun.id, garment_id, **changes)  # type: ignore[arg-type]
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    assert line in mirror.words()


# What is done, also after a swipe


@pytest.fixture(params=["opened", "swiped to"])
def at_hand(
    request: pytest.FixtureRequest, make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> tuple[Mirror, int, int]:
    """A mirror that shows the second of three garments, that garment, and its neighbour."""
    bag, shirt, coat = (add_garment(jieun.id, c) for c in (Category.BAG, Category.SHIRT, Category.COAT))
    mirror = make_mirror()
    if request.param == "opened":
        open_garment(mirror, shirt, [coat, shirt, bag])
    else:
        open_garment(mirror, coat, [coat, shirt, bag])
        swipe_on(mirror)
    assert "셔츠 같아요" in mirror.words()
    assert "2 / 3" in mirror.words()
    return mirror, shirt, coat


def test_into_the_wash_and_clean_again(
    at_hand: tuple[Mirror, int, int], closet: Closet, jieun: Person
) -> None:
    mirror, shirt, neighbour = at_hand
    tap_words(mirror, "Into the wash")
    assert closet.garments.get(jieun.id, shirt).in_wash
    assert not closet.garments.get(jieun.id, neighbour).in_wash
    assert mirror.toast == mirror.stage.say("It is in the wash now")
    tap_words(mirror, "It is clean again")
    assert not closet.garments.get(jieun.id, shirt).in_wash
    assert mirror.toast == mirror.stage.say("Clean again")
    tap_words(mirror, "Into the wash")
    mirror.key("escape")
    assert [mirror.top._mark(index) for index in range(3)] == ["", "basket2", ""]


def test_worn_today_and_not_after_all(
    at_hand: tuple[Mirror, int, int], closet: Closet, jieun: Person
) -> None:
    mirror, shirt, neighbour = at_hand
    tap_words(mirror, "I wear it today")
    assert closet.garments.get(jieun.id, shirt).wear_count == 1
    tap_words(mirror, "Worn today")
    assert closet.garments.get(jieun.id, shirt).wear_count == 0
    assert closet.garments.get(jieun.id, neighbour).wear_count == 0


def test_retired_and_taken_back(at_hand: tuple[Mirror, int, int], closet: Closet, jieun: Person) -> None:
    mirror, shirt, _ = at_hand
    tap_in_menu(mirror, "Retire")
    assert closet.garments.get(jieun.id, shirt).retired_at is not None
    assert mirror.name == "garment", "it is still looked at"
    tap_words(mirror, "Take back")
    assert closet.garments.get(jieun.id, shirt).retired_at is None
    tap_in_menu(mirror, "Retire")
    tap_in_menu(mirror, "Take back")
    assert closet.garments.get(jieun.id, shirt).retired_at is None


def test_it_becomes_ones_picture(at_hand: tuple[Mirror, int, int], closet: Closet, jieun: Person) -> None:
    mirror, shirt, _ = at_hand
    tap_in_menu(mirror, "Make it my picture")
    assert closet.people.get(jieun.id).avatar == closet.garments.get(jieun.id, shirt).photo.sha256
    assert mirror.toast == mirror.stage.say("This is your picture now")


def test_a_favourite_and_no_longer(at_hand: tuple[Mirror, int, int], closet: Closet, jieun: Person) -> None:
    mirror, shirt, neighbour = at_hand
    tap_in_menu(mirror, "Make it a favourite")
    assert closet.garments.get(jieun.id, shirt).favourite
    assert not closet.garments.get(jieun.id, neighbour).favourite
    assert mirror.toast == mirror.stage.say("It is one of your favourites")
    tap_in_menu(mirror, "No longer a favourite")
    assert not closet.garments.get(jieun.id, shirt).favourite


def test_its_weight_is_guessed_until_it_is_said(
    at_hand: tuple[Mirror, int, int], closet: Closet, jieun: Person
) -> None:
    mirror, shirt, _ = at_hand
    say = mirror.stage.say

    def told() -> str:
        mirror.top._open_menu()
        mirror.wait(0.5)
        rows = [part for part in mirror.one(MenuSheet).parts if isinstance(part, MenuRow)]
        (detail,) = [row._item.detail for row in rows if row.words == say("Weight")]
        mirror.key("escape")
        mirror.wait(0.5)
        return detail

    guess = WEIGHTS[weight_of(closet.wardrobe.wearable(jieun.id, shirt))]
    assert told() == say("{weight} (guessed)", weight=say(guess))
    tap_in_menu(mirror, "Weight")
    mirror.wait(0.5)
    mirror.tap(list(mirror.one(ChoiceSheet).targets())[2])
    mirror.wait(1)
    assert closet.garments.get(jieun.id, shirt).weight is Weight.HEAVY
    assert told() == say("Heavy")
    tap_in_menu(mirror, "Weight")
    mirror.wait(0.5)
    mirror.tap(list(mirror.one(ChoiceSheet).targets())[3])
    mirror.wait(1)
    assert closet.garments.get(jieun.id, shirt).weight is None


def test_deleted_and_back(at_hand: tuple[Mirror, int, int], closet: Closet, jieun: Person) -> None:
    mirror, shirt, neighbour = at_hand
    tap_in_menu(mirror, "Delete")
    assert mirror.name == "closet"
    assert shirt not in mirror.top._ids
    assert neighbour in mirror.top._ids
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert shirt in mirror.top._ids
    assert closet.garments.get(jieun.id, shirt)


@pytest.mark.parametrize("way", ["chip", "fourteen"])
def test_corrected(at_hand: tuple[Mirror, int, int], closet: Closet, jieun: Person, way: str) -> None:
    mirror, shirt, neighbour = at_hand
    places = {chip.value: place for chip, place in mirror.one(Rail)._places()}
    if way == "chip":
        mirror.tap(places[Category.PULLOVER])
        wanted = Category.PULLOVER
    else:
        mirror.tap(places["other"])
        mirror.wait(1)
        mirror.tap(list(mirror.one(ChoiceSheet).targets())[int(Category.SKIRT)])
        mirror.wait(1)
        wanted = Category.SKIRT
    garment = closet.garments.get(jieun.id, shirt)
    assert (garment.category, garment.corrected) == (wanted, True)
    assert not closet.garments.get(jieun.id, neighbour).corrected
    assert mirror.stage.name_of(wanted) in mirror.words()
    assert mirror.one(Rail)._chosen == {wanted}
    assert "2 / 3" in mirror.words(), "a swipe still leads to its neighbours"


def test_the_count_of_look_alikes_is_theirs(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    first, second, third, far = (add_garment(jieun.id) for _ in range(4))
    for number, garment_id in enumerate((first, second, third)):
        look_like(garment_id, closet, 1.0, 0.1 * number)
    look_like(far, closet, -1.0, 0.0)
    mirror = make_mirror()
    open_garment(mirror, first, [first, far])
    assert mirror.pill(mirror.stage.say("Look-alikes"))._count == "2"
    swipe_on(mirror)
    assert mirror.pill(mirror.stage.say("Look-alikes"))._count == "", "none are not counted"


# What the phone does meanwhile


def test_a_change_on_the_phone_shows_at_once(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    closet.garments.describe(jieun.id, garment_id, name="여름 셔츠", brand="Arket")
    closet.garments.retire(jieun.id, garment_id)
    mirror.closet_changed()
    assert "여름 셔츠" in mirror.words()
    assert "Arket" in mirror.words()
    assert mirror.stage.say("Take back") in mirror.words()


def test_deleted_on_the_phone_under_an_open_menu(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    mirror.top._open_menu()
    mirror.wait(1)
    closet.garments.delete(jieun.id, garment_id)
    mirror.closet_changed()
    assert mirror.name == "closet"
    assert mirror.toast == "이 옷은 이제 옷장에 없어요"


@pytest.mark.parametrize("english", ["I wear it today", "Into the wash"])
def test_a_tap_on_what_the_phone_has_just_deleted_is_told(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, english: str
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    closet.garments.delete(jieun.id, garment_id)
    tap_words(mirror, english)
    assert mirror.toast == "이 옷장에는 그런 옷이 없어요."
    mirror.closet_changed()
    assert mirror.name == "closet"


def test_a_swipe_goes_past_a_neighbour_that_is_gone(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    bag, shirt, coat = (add_garment(jieun.id, c) for c in (Category.BAG, Category.SHIRT, Category.COAT))
    mirror = make_mirror()
    open_garment(mirror, coat, [coat, shirt, bag])
    closet.garments.delete(jieun.id, shirt)
    mirror.closet_changed()
    assert "1 / 2" in mirror.words()
    swipe_on(mirror)
    assert "가방 같아요" in mirror.words()


def test_the_neighbour_goes_while_one_swipes_to_it(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    shirt, coat = add_garment(jieun.id, Category.SHIRT), add_garment(jieun.id, Category.COAT)
    mirror = make_mirror()
    open_garment(mirror, coat, [coat, shirt])
    closet.garments.delete(jieun.id, shirt)
    swipe_on(mirror)
    assert mirror.name == "closet"
    assert mirror.toast == "이 옷은 이제 옷장에 없어요"


def test_it_goes_right_between_two_looks_at_the_closet(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    """The phone deletes it after the garment was read and before what looks like it is."""
    garment_id = add_garment(jieun.id)
    look_like(garment_id, closet, 1.0)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    assert mirror.name == "garment"
    connection = closet._database.connection()
    phone = sqlite3.connect(closet.data_dir / "closet.db", isolation_level=None)
    seen = 0

    def between(statement: str) -> None:
        nonlocal seen
        seen += "wear" in statement and statement.startswith("SELECT")
        if seen == 1:
            seen += 1
            phone.execute("UPDATE garment SET deleted_ms = 1")

    connection.set_trace_callback(between)
    mirror.closet_changed()
    connection.set_trace_callback(None)
    phone.close()
    with pytest.raises(NotFound):
        closet.garments.get(jieun.id, garment_id)
    mirror.closet_changed()
    assert mirror.name == "closet"


# The menu and other sheets


@pytest.mark.parametrize("way", ["beside", "drag", "escape"])
def test_the_menu_closes(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, way: str) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    before = mirror.pixels()
    mirror.top._open_menu()
    mirror.wait(1)
    if way == "beside":
        mirror.tap((540, 400))
    elif way == "drag":
        mirror.swipe((540, mirror.one(MenuSheet)._panel.top + 30), (540, 1900))
    else:
        mirror.key("escape")
    mirror.wait(1)
    assert mirror.name == "garment"
    assert not [w for w in mirror.top.widgets if isinstance(w, MenuSheet)]
    assert (mirror.pixels() == before).all(), "nothing of it is left on the glass"


def test_nothing_is_swiped_under_an_open_sheet(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    bag, shirt = add_garment(jieun.id, Category.BAG), add_garment(jieun.id, Category.SHIRT)
    mirror = make_mirror()
    open_garment(mirror, shirt, [shirt, bag])
    y = mirror.one(Pager).rect.centery
    mirror.top._open_menu()
    mirror.wait(1)
    mirror.swipe((900, y), (200, y))
    assert "셔츠 같아요" in mirror.words()
    mirror.key("right", "right", "right")
    mirror.wait(1)
    assert "셔츠 같아요" in mirror.words()


def test_a_menu_opened_while_the_picture_still_glides_is_about_what_is_shown(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    bag, shirt = add_garment(jieun.id, Category.BAG), add_garment(jieun.id, Category.SHIRT)
    mirror = make_mirror()
    open_garment(mirror, shirt, [shirt, bag])
    y = mirror.one(Pager).rect.centery
    mirror.swipe((800, y), (300, y), settle_s=0.03)
    assert mirror.one(Pager).moving
    mirror.top._open_menu()
    mirror.wait(1)
    assert "가방 같아요" in mirror.words()
    sheets = [w for w in mirror.top.widgets if isinstance(w, MenuSheet)]
    assert not sheets, "what it offered was about the other one"
    tap_in_menu(mirror, "Delete")
    assert mirror.top._ids == [shirt]


# Room

PLACES = [
    pytest.param(size, bezel, id=f"{size_id(size)}-{'framed' if bezel else 'bare'}")
    for size in SIZES
    for bezel in (0, BEZEL)
]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("size", "bezel"), PLACES)
def test_everything_known_has_its_room(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    clock: FakeClock,
    garment_files: list[dict[str, bytes]],
    cuts: list[str],
    size: tuple[int, int],
    bezel: object,
    language: str,
) -> None:
    person = person_of(closet, language)
    ids = crowd(closet, clock, person.id, garment_files)
    mirror = make_mirror(size, settings=MirrorSettings(bezel_px=bezel))
    mirror.wait(8)
    for garment_id in (ids[0], ids[1], ids[-1]):
        open_garment(mirror, garment_id, ids)
        assert not trouble(mirror, cuts)
    open_garment(mirror, ids[0], ids)
    mirror.top._open_menu()
    mirror.wait(1)
    assert not trouble(mirror, cuts)
    mirror.key("escape")
    mirror.wait(1)
    mirror.top._open_choice()
    mirror.wait(1)
    assert not trouble(mirror, cuts)


@pytest.mark.parametrize("size", [(800, 480), (480, 800), (1920, 1080)], ids=size_id)
def test_no_amount_of_money_loses_its_end(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    jieun: Person,
    add_garment: AddGarment,
    cuts: list[str],
    size: tuple[int, int],
) -> None:
    garment_id = add_garment(jieun.id)
    closet.garments.describe(jieun.id, garment_id, price_minor=41_152_263, currency="USD")
    mirror = make_mirror(size)
    open_garment(mirror, garment_id)
    assert figures(mirror)[2][0] == "US$411,522.63"
    assert not cuts


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_whatever_is_known_nothing_lies_on_a_button(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    make_garment: MakeGarment,
    clock: FakeClock,
    size: tuple[int, int],
    language: str,
) -> None:
    person = person_of(closet, language)
    mirror = make_mirror(size)
    for number in range(16):
        garment_id = make_garment(
            person.id,
            Category(number % 14),
            sure=False,
            colours=[] if number & 1 else [*crowd_colours()],
            length_cm=88.0 if number & 2 else None,
            cutout_uncertain=bool(number & 8),
        )
        closet.garments.describe(
            person.id,
            garment_id,
            name=NAME if number & 4 else "",
            notes=NOTES if number & 8 else "",
            brand=BRAND if number & 2 else "",
            size=SIZE if number & 4 else "",
        )
        open_garment(mirror, garment_id, [garment_id, 0])
        found = [line for line in trouble(mirror) if "whole photo" not in line and "사진 전체" not in line]
        assert not found, f"what is known: {number:04b}"
        mirror.key("escape")


def crowd_colours() -> list[object]:
    from mirror.closet.records import NamedColour

    names = ("light grey", "turquoise", "charcoal")
    return [NamedColour(name, (90, 90, 90), 1 / 3) for name in names]


def test_every_size_shows_the_garment_large(
    make_mirror: MakeMirror,
    closet: Closet,
    jieun: Person,
    clock: FakeClock,
    garment_files: list[dict[str, bytes]],
) -> None:
    ids = crowd(closet, clock, jieun.id, garment_files)
    for size in SIZES:
        mirror = make_mirror(size)
        open_garment(mirror, ids[0], ids)
        picture = mirror.one(Pager).rect
        assert min(picture.size) >= 0.25 * min(size), f"{size}: {picture}"
        assert mirror.layout.screen.contains(picture)


def test_from_the_grid_and_back_to_its_place(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, closet: Closet
) -> None:
    for _ in range(40):
        add_garment(jieun.id)
    mirror = make_mirror()
    mirror.swipe((540, 1300), (540, 700))
    grid = mirror.one(Grid)
    place = grid.kinetics.offset_px
    index = next(i for i in grid.in_sight() if grid.rect.contains(grid.rect_of(i)))
    mirror.tap(grid.rect_of(index))
    tap_words(mirror, "Into the wash")
    swipe_on(mirror)
    tap_in_menu(mirror, "Retire")
    mirror.key("escape")
    assert mirror.one(Grid).kinetics.offset_px == place
    assert len(mirror.top._ids) == 39
