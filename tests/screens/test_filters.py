"""What a person sees of their closet: by kind, state, colour and brand, in three orders and two sizes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pygame import Rect

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Order, Person, State
from mirror.closet.models import GarmentRow, PhotoRow, WearRow, database
from mirror.closet.records import NamedColour
from mirror.config import MirrorSettings
from mirror.screens.closet.filter_sheet import FilterSheet
from mirror.screens.widgets.button import IconButton, Pill, TextLink
from mirror.screens.widgets.grid import Grid
from mirror.screens.widgets.label import Label
from mirror.screens.widgets.rail import Rail
from mirror.vision.shades import NAMES

from ..conftest import MakeGarment
from .conftest import AddGarment
from .crowded import BEZEL, SIZES, crowd, size_id, trouble
from .touching import Mirror

MakeMirror = Callable[..., Mirror]


def colours(*names: str) -> list[NamedColour]:
    return [NamedColour(name, NAMES[name], 1 / len(names)) for name in names]


def shown(mirror: Mirror) -> list[int]:
    return list(mirror.top._ids)


def chips(rail: Rail) -> dict[object, int | None]:
    """What each chip stands for, and its number."""
    return {chip.value: chip.number for chip, _ in rail._places()}


def tap_chip(mirror: Mirror, rail: Rail, value: object) -> None:
    """Bring a chip into sight with a finger, and tap it."""
    for _ in range(60):
        [place] = [place for chip, place in rail._places() if chip.value == value]
        seen = place.clip(rail.rect)
        if seen.width >= min(place.width, mirror.layout.px(90)):
            mirror.tap(seen)
            return
        far = place.centerx - rail.rect.centerx
        way = max(-rail.rect.width // 3, min(rail.rect.width // 3, -far))
        start = rail.rect.center
        seconds = 0.1 if abs(far) > 3 * rail.rect.width else 0.5
        mirror.swipe(start, (start[0] + way, start[1]), seconds=seconds, settle_s=3)
    raise AssertionError(f"{value} cannot be reached")


def open_filters(mirror: Mirror) -> FilterSheet:
    [button] = [w for w in mirror.top.widgets if isinstance(w, IconButton) and w._icon == "sliders"]
    mirror.tap(button)
    mirror.wait(1)
    sheet: FilterSheet = mirror.one(FilterSheet)
    return sheet


def close(mirror: Mirror) -> None:
    mirror.key("escape")
    mirror.wait(1)
    assert not [w for w in mirror.top.widgets if isinstance(w, FilterSheet)]


def pick(mirror: Mirror, **values: object) -> None:
    """Open the sheet, tap a chip in each of these rows, and close it."""
    sheet = open_filters(mirror)
    for row, value in values.items():
        tap_chip(mirror, sheet._rails[row], value)
    close(mirror)


def tap_pill_of(mirror: Mirror, sheet: FilterSheet, words: str) -> None:
    [pill] = [part for part in sheet.parts if isinstance(part, Pill) and part.words == words]
    mirror.tap(pill)
    mirror.wait(1)


def link(mirror: Mirror) -> str:
    words: str = mirror.one(TextLink).words
    return words


# Order


def test_each_order_is_that_of_wears_and_dates(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, clock: FakeClock
) -> None:
    today = clock.now().date()
    a, b, c, d = (add_garment(jieun.id) for _ in range(4))
    for days in (1, 2, 3):
        closet.garments.wear(jieun.id, a, today - timedelta(days=days))
    closet.garments.wear(jieun.id, b, today - timedelta(days=300))
    closet.garments.wear(jieun.id, c, today - timedelta(days=20))
    closet.garments.wear(jieun.id, c, today - timedelta(days=40))
    mirror = make_mirror()
    assert shown(mirror) == [d, c, b, a]
    assert link(mirror) == "최근 추가한 순"
    pick(mirror, order=Order.UNWORN)
    assert shown(mirror) == [b, c, a, d], "never worn: it came today"
    assert link(mirror) == "오래 안 입은 순"
    pick(mirror, order=Order.MOST_WORN)
    assert shown(mirror) == [a, c, b, d]
    assert link(mirror) == "많이 입은 순"


def test_a_swipe_follows_the_order(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, clock: FakeClock
) -> None:
    bag, coat, shirt = (add_garment(jieun.id, c) for c in (Category.BAG, Category.COAT, Category.SHIRT))
    closet.garments.wear(jieun.id, bag, clock.now().date() - timedelta(days=3))
    mirror = make_mirror()
    pick(mirror, order=Order.MOST_WORN)
    assert shown(mirror) == [bag, shirt, coat]
    mirror.tap(mirror.one(Grid).rect_of(0))
    assert "가방 같아요" in mirror.words()
    mirror.key("right")
    mirror.swipe((800, 500), (200, 500))
    assert "셔츠 같아요" in mirror.words()


def test_a_wear_changes_the_order_when_one_comes_back(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, clock: FakeClock
) -> None:
    old, new = add_garment(jieun.id), add_garment(jieun.id)
    closet.garments.wear(jieun.id, new, clock.now().date() - timedelta(days=5))
    mirror = make_mirror()
    pick(mirror, order=Order.MOST_WORN)
    assert shown(mirror) == [new, old]
    clock.advance(1)
    mirror.tap(mirror.one(Grid).rect_of(1))
    mirror.tap_pill("오늘 입을게요")
    mirror.key("escape")
    assert shown(mirror) == [new, old], "equals: the newest first"
    pick(mirror, order=Order.UNWORN)
    assert shown(mirror) == [new, old], "worn five days ago, and today"


# State, colours, brands


@pytest.fixture
def household(make_garment: MakeGarment, closet: Closet, jieun: Person, clock: FakeClock) -> dict[str, int]:
    """Seven garments of many kinds."""
    kinds: list[tuple[str, Category, tuple[str, ...], str]] = [
        ("red shirt", Category.SHIRT, ("red",), "Arket"),
        ("red-blue shirt", Category.SHIRT, ("red", "blue"), "COS"),
        ("blue shirt", Category.SHIRT, ("blue",), ""),
        ("black coat", Category.COAT, ("black",), "COS"),
        ("blue coat", Category.COAT, ("blue",), "Arket"),
        ("light grey bag", Category.BAG, ("light grey",), ""),
        ("grey hat", Category.HAT, ("grey",), "Muji"),
    ]
    made = {}
    for name, category, names, brand in kinds:
        made[name] = make_garment(jieun.id, category, colours=colours(*names))
        closet.garments.describe(jieun.id, made[name], brand=brand)
        clock.advance(1)
    closet.garments.wash(jieun.id, made["blue shirt"])
    closet.garments.retire(jieun.id, made["grey hat"])
    return made


def of(household: dict[str, int], *names: str) -> set[int]:
    return {household[name] for name in names}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (
            {"state": State.CLEAN},
            ["red shirt", "red-blue shirt", "black coat", "blue coat", "light grey bag"],
        ),
        ({"state": State.WASH}, ["blue shirt"]),
        ({"state": State.RETIRED}, ["grey hat"]),
        ({"colours": "red"}, ["red shirt", "red-blue shirt"]),
        ({"colours": "blue"}, ["red-blue shirt", "blue shirt", "blue coat"]),
        ({"brands": "COS"}, ["red-blue shirt", "black coat"]),
        ({"colours": "blue", "brands": "COS"}, ["red-blue shirt"]),
        ({"colours": "blue", "state": State.CLEAN}, ["red-blue shirt", "blue coat"]),
        ({"colours": "blue", "brands": "Arket", "state": State.CLEAN, "order": Order.UNWORN}, ["blue coat"]),
    ],
    ids=str,
)
def test_what_is_chosen_is_shown(
    make_mirror: MakeMirror, household: dict[str, int], chosen: dict[str, object], expected: list[str]
) -> None:
    mirror = make_mirror()
    assert set(shown(mirror)) == set(household.values()) - of(household, "grey hat")
    sheet = open_filters(mirror)
    for row, value in chosen.items():
        tap_chip(mirror, sheet._rails[row], value)
    assert f"{len(expected)}벌 보기" in [getattr(part, "words", "") for part in sheet.parts]
    tap_pill_of(mirror, sheet, f"{len(expected)}벌 보기")
    assert set(shown(mirror)) == of(household, *expected)
    assert mirror.one(Grid)._count == len(expected)


def test_several_colours_and_brands_are_any_of_them(
    make_mirror: MakeMirror, household: dict[str, int]
) -> None:
    mirror = make_mirror()
    sheet = open_filters(mirror)
    tap_chip(mirror, sheet._rails["colours"], "black")
    tap_chip(mirror, sheet._rails["colours"], "red")
    assert set(shown(mirror)) == of(household, "red shirt", "red-blue shirt", "black coat")
    tap_chip(mirror, sheet._rails["brands"], "Arket")
    assert set(shown(mirror)) == of(household, "red shirt")
    tap_chip(mirror, sheet._rails["brands"], "COS")
    assert set(shown(mirror)) == of(household, "red shirt", "red-blue shirt", "black coat")
    tap_chip(mirror, sheet._rails["colours"], "red")
    assert set(shown(mirror)) == of(household, "black coat"), "a second tap takes it off"
    close(mirror)
    assert link(mirror) == "검정 · Arket … · 1", "what is chosen, and how many that are"


def test_a_colour_is_not_another_one_that_ends_like_it(
    make_mirror: MakeMirror, household: dict[str, int]
) -> None:
    mirror = make_mirror()
    sheet = open_filters(mirror)
    assert "grey" not in chips(sheet._rails["colours"]), "the only grey one is put away"
    tap_chip(mirror, sheet._rails["colours"], "light grey")
    assert set(shown(mirror)) == of(household, "light grey bag")


def test_a_kind_and_a_colour_together(make_mirror: MakeMirror, household: dict[str, int]) -> None:
    mirror = make_mirror()
    tap_chip(mirror, mirror.one(Rail), Category.COAT)
    pick(mirror, colours="blue")
    assert set(shown(mirror)) == of(household, "blue coat")
    tap_chip(mirror, mirror.one(Rail), Category.SHIRT)
    assert set(shown(mirror)) == of(household, "red-blue shirt", "blue shirt")
    tap_chip(mirror, mirror.one(Rail), "all")
    assert set(shown(mirror)) == of(household, "red-blue shirt", "blue shirt", "blue coat")


def test_nothing_left_offers_everything(make_mirror: MakeMirror, household: dict[str, int]) -> None:
    mirror = make_mirror()
    pick(mirror, colours="black", brands="Arket")
    assert shown(mirror) == []
    assert "그런 옷이 없어요" in mirror.words()
    assert not [w for w in mirror.top.widgets if isinstance(w, Grid)]
    mirror.tap_pill("모두 보기")
    assert len(shown(mirror)) == 6
    assert link(mirror) == "최근 추가한 순"
    assert mirror.one(Grid)._count == 6


def test_everything_keeps_the_order(make_mirror: MakeMirror, household: dict[str, int]) -> None:
    mirror = make_mirror()
    sheet = open_filters(mirror)
    tap_chip(mirror, sheet._rails["order"], Order.UNWORN)
    tap_chip(mirror, sheet._rails["colours"], "black")
    tap_pill_of(mirror, sheet, "모두 보기")
    close(mirror)
    assert len(shown(mirror)) == 6
    assert link(mirror) == "오래 안 입은 순"


def test_the_numbers_on_the_chips_are_the_closets(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, household: dict[str, int]
) -> None:
    mirror = make_mirror()
    facets = closet.garments.facets(jieun.id)
    rail = chips(mirror.one(Rail))
    assert rail == {"all": 6, **facets.categories, State.WASH: 1, State.RETIRED: 1}
    sheet = open_filters(mirror)
    assert chips(sheet._rails["colours"]) == facets.colours
    assert chips(sheet._rails["brands"]) == facets.brands
    assert chips(sheet._rails["state"]) == {"any": None, **facets.states}
    for value, count in facets.colours.items():
        tap_chip(mirror, sheet._rails["colours"], value)
        assert len(shown(mirror)) == count, value
        tap_chip(mirror, sheet._rails["colours"], value)
    close(mirror)
    for value, count in rail.items():
        tap_chip(mirror, mirror.one(Rail), value)
        assert len(shown(mirror)) == count, f"the chip {value} says {count}"


def test_rows_that_nobody_could_choose_from_are_left_out(
    make_mirror: MakeMirror, make_garment: MakeGarment, jieun: Person
) -> None:
    make_garment(jieun.id, colours=[])
    mirror = make_mirror()
    assert list(open_filters(mirror)._rails) == ["order"]


# Coming and going


def test_the_choice_survives_a_look_at_a_garment(make_mirror: MakeMirror, household: dict[str, int]) -> None:
    mirror = make_mirror()
    tap_chip(mirror, mirror.one(Rail), Category.SHIRT)
    pick(mirror, colours="blue", order=Order.UNWORN)
    before = shown(mirror)
    assert set(before) == of(household, "red-blue shirt", "blue shirt")
    mirror.tap(mirror.one(Grid).rect_of(0))
    assert "1 / 2" in mirror.words(), "a swipe leads through what was chosen"
    mirror.key("escape")
    assert shown(mirror) == before
    mirror.rooms.inbox()
    mirror.wait(0.3)
    mirror.key("escape")
    assert shown(mirror) == before


def test_coming_out_of_the_wash_leaves_the_laundry(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, household: dict[str, int]
) -> None:
    closet.garments.wash(jieun.id, household["black coat"])
    mirror = make_mirror()
    tap_chip(mirror, mirror.one(Rail), State.WASH)
    assert set(shown(mirror)) == of(household, "blue shirt", "black coat")
    mirror.tap(mirror.one(Grid).rect_of(0))
    mirror.tap_pill(mirror.stage.say("It is clean again"))
    mirror.key("escape")
    assert set(shown(mirror)) == of(household, "blue shirt")


@pytest.mark.parametrize(
    ("state", "words"), [(State.WASH, "It is clean again"), (State.RETIRED, "Take back")], ids=str
)
def test_the_last_garment_of_a_state_ends_the_choice(
    make_mirror: MakeMirror, household: dict[str, int], state: State, words: str
) -> None:
    mirror = make_mirror()
    tap_chip(mirror, mirror.one(Rail), state)
    assert len(shown(mirror)) == 1
    mirror.tap(mirror.one(Grid).rect_of(0))
    mirror.tap_pill(mirror.stage.say(words))
    mirror.key("escape")
    assert len(shown(mirror)) >= 6, "all but what is put away"
    assert mirror.one(Rail)._chosen == {"all"}


def test_the_last_garment_of_a_colour_or_brand_ends_the_choice(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, household: dict[str, int]
) -> None:
    mirror = make_mirror()
    pick(mirror, colours="black", brands="COS")
    assert set(shown(mirror)) == of(household, "black coat")
    closet.garments.delete(jieun.id, household["black coat"])
    mirror.closet_changed()
    assert set(shown(mirror)) == of(household, "red-blue shirt"), "COS is still there, black is not"
    closet.garments.describe(jieun.id, household["red-blue shirt"], brand="")
    mirror.closet_changed()
    assert len(shown(mirror)) == 5


def test_another_person_starts_fresh(
    make_mirror: MakeMirror, closet: Closet, add_garment: AddGarment, household: dict[str, int]
) -> None:
    sam = closet.people.add("Sam", language="en")
    for _ in range(3):
        add_garment(sam.id)
    mirror = make_mirror()
    sheet = open_filters(mirror)
    tap_chip(mirror, sheet._rails["order"], Order.MOST_WORN)
    tap_chip(mirror, sheet._rails["colours"], "red")
    [zoom] = [part for part in sheet.parts if isinstance(part, IconButton)]
    mirror.tap(zoom)
    mirror.wait(1)
    columns = mirror.one(Grid).columns
    mirror.rooms.enter(sam)
    mirror.wait(0.5)
    assert len(shown(mirror)) == 3
    assert link(mirror) == "Newest first"
    assert mirror.one(Grid).columns < columns, "in tiles of the usual size"


def test_the_size_of_the_tiles_is_remembered(make_mirror: MakeMirror, household: dict[str, int]) -> None:
    mirror = make_mirror()
    usual = mirror.one(Grid).columns
    sheet = open_filters(mirror)
    [zoom] = [part for part in sheet.parts if isinstance(part, IconButton)]
    mirror.tap(zoom)
    mirror.wait(1)
    assert not [w for w in mirror.top.widgets if isinstance(w, FilterSheet)], (
        "the sheet makes way for the grid"
    )
    dense = mirror.one(Grid).columns
    assert dense > usual
    mirror.rooms.home()
    mirror.wait(0.5)
    assert mirror.one(Grid).columns == dense, "also in a closet that is opened anew"
    sheet = open_filters(mirror)
    [zoom] = [part for part in sheet.parts if isinstance(part, IconButton)]
    mirror.tap(zoom)
    mirror.wait(1)
    assert mirror.one(Grid).columns == usual


def test_a_point_on_the_button_says_that_something_is_left_out(
    make_mirror: MakeMirror, household: dict[str, int]
) -> None:
    mirror = make_mirror()

    def dotted() -> bool:
        [button] = [w for w in mirror.top.widgets if isinstance(w, IconButton) and w._icon == "sliders"]
        return button._dot

    assert not dotted()
    pick(mirror, order=Order.UNWORN)
    assert not dotted(), "an order leaves nothing out"
    pick(mirror, colours="red")
    assert dotted()


# While the sheet is open


def test_a_colour_far_to_the_right_stays_under_the_finger(
    make_mirror: MakeMirror, make_garment: MakeGarment, jieun: Person
) -> None:
    for name in NAMES:
        make_garment(jieun.id, colours=colours(name))
    mirror = make_mirror()
    sheet = open_filters(mirror)
    rail = sheet._rails["colours"]
    _first, *_, last = list(chips(rail))
    tap_chip(mirror, rail, last)
    [place] = [place for chip, place in rail._places() if chip.value == last]
    assert rail.rect.contains(place.clip(rail.rect))
    assert rail.rect.collidepoint(place.center), "what was tapped stays in sight"


def test_a_second_colour_does_not_throw_the_row_back(
    make_mirror: MakeMirror, make_garment: MakeGarment, jieun: Person
) -> None:
    for name in NAMES:
        make_garment(jieun.id, colours=colours(name))
    mirror = make_mirror()
    sheet = open_filters(mirror)
    rail = sheet._rails["colours"]
    first, *_, last = list(chips(rail))
    tap_chip(mirror, rail, first)
    tap_chip(mirror, rail, last)
    [place] = [place for chip, place in rail._places() if chip.value == last]
    assert rail.rect.collidepoint(place.center), "what was tapped stays in sight"


def test_the_open_sheet_follows_the_closet(
    make_mirror: MakeMirror, household: dict[str, int], make_garment: MakeGarment, jieun: Person
) -> None:
    mirror = make_mirror()
    open_filters(mirror)
    make_garment(jieun.id, Category.DRESS, colours=colours("yellow"))
    mirror.closet_changed()
    assert len(shown(mirror)) == 7
    assert "7벌 보기" in [getattr(part, "words", "") for part in mirror.one(FilterSheet).parts]
    assert "yellow" in chips(mirror.one(FilterSheet)._rails["colours"])


def test_a_change_on_the_phone_keeps_the_sheet_open(
    make_mirror: MakeMirror, closet: Closet, household: dict[str, int], jieun: Person
) -> None:
    mirror = make_mirror()
    sheet = open_filters(mirror)
    tap_chip(mirror, sheet._rails["colours"], "blue")
    closet.garments.delete(jieun.id, household["blue coat"])
    mirror.closet_changed()
    assert mirror.one(FilterSheet) is sheet
    assert set(shown(mirror)) == of(household, "red-blue shirt", "blue shirt")
    tap_chip(mirror, sheet._rails["colours"], "red")
    assert set(shown(mirror)) == of(household, "red shirt", "red-blue shirt", "blue shirt")


# Room


@pytest.mark.parametrize("size", [(800, 480), (480, 800), (1080, 1920)], ids=size_id)
def test_two_dozen_colours_and_forty_long_brands(
    *,
    make_mirror: MakeMirror,
    make_garment: MakeGarment,
    closet: Closet,
    jieun: Person,
    cuts: list[str],
    size: tuple[int, int],
) -> None:
    brands = [
        f"{number:02d} Maison du Très Long Nom & Fils, Paris et Séoul 메종"[:60] for number in range(40)
    ]
    for number in range(50):
        name = list(NAMES)[number % len(NAMES)]
        garment_id = make_garment(jieun.id, Category(number % 14), colours=colours(name))
        closet.garments.describe(jieun.id, garment_id, brand=brands[number % 40])
    mirror = make_mirror(size)
    sheet = open_filters(mirror)
    assert len(chips(sheet._rails["colours"])) == 25
    assert len(chips(sheet._rails["brands"])) == 40
    assert not [found for found in trouble(mirror, cuts) if "Maison" not in found], "a brand may end early"
    tap_chip(mirror, sheet._rails["brands"], brands[-1])
    assert shown(mirror)
    last = shown(mirror)
    tap_chip(mirror, sheet._rails["brands"], brands[-1])
    tap_chip(mirror, sheet._rails["colours"], list(chips(sheet._rails["colours"]))[-1])
    assert len(shown(mirror)) == 2
    assert shown(mirror) != last
    mirror.tap([part for part in sheet.parts if isinstance(part, Pill)][-1])
    mirror.wait(1)
    assert not trouble(mirror, cuts, given=brands)


PLACES = [
    pytest.param(size, bezel, id=f"{size_id(size)}-{'framed' if bezel else 'bare'}")
    for size in SIZES
    for bezel in (0, BEZEL)
]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("size", "bezel"), PLACES)
def test_the_sheet_has_its_room(
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
    person = closet.people.add("지은", language=language)
    closet.people.set_password_hash(person.id, "hash")
    crowd(closet, clock, person.id, garment_files)
    mirror = make_mirror(size, settings=MirrorSettings(bezel_px=bezel))
    mirror.wait(8)
    open_filters(mirror)
    assert not trouble(mirror, cuts)


# Five thousand


def test_five_thousand_garments_are_narrowed_and_sorted(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, clock: FakeClock
) -> None:
    today = clock.now().date()
    names = list(NAMES)
    with database.atomic():
        for start in range(0, 5000, 500):
            rows = [
                {
                    "person": jieun.id,
                    "category": number % 14,
                    "predicted": number % 14,
                    "confidence": 0.9,
                    "top3": "[[6,0.9],[2,0.05],[4,0.02]]",
                    "colours": f'[{{"name":"{names[number % 25]}","rgb":[1,2,3],"share":1.0}}]',
                    "brand": f"brand {number % 40}",
                    "added_ms": number,
                }
                for number in range(start, start + 500)
            ]
            GarmentRow.insert_many(rows).execute()
        ids = [row.id for row in GarmentRow.select(GarmentRow.id).order_by(GarmentRow.id)]
        for start in range(0, 5000, 500):
            part = ids[start : start + 500]
            PhotoRow.insert_many(
                [
                    {
                        "person": jieun.id,
                        "garment": n,
                        "sha256": f"{n:064x}",
                        "cutout_uncertain": 0,
                        "added_ms": 0,
                    }
                    for n in part
                ]
            ).execute()
        WearRow.insert_many(
            [{"garment": n, "worn_on": (today - timedelta(days=n % 90)).isoformat()} for n in ids[::7]]
        ).execute()
    mirror = make_mirror()
    assert shown(mirror) == ids[::-1]
    sheet = open_filters(mirror)
    tap_chip(mirror, sheet._rails["order"], Order.MOST_WORN)
    assert set(shown(mirror)[: len(ids[::7])]) == set(ids[::7])
    tap_chip(mirror, sheet._rails["colours"], names[3])
    tap_chip(mirror, sheet._rails["brands"], "brand 3")
    assert set(shown(mirror)) == {n for i, n in enumerate(ids) if i % 25 == 3 and i % 40 == 3}
    close(mirror)
    grid = mirror.one(Grid)
    assert grid.kinetics.offset_px == 0, "narrowed, it begins at the top"
    mirror.tap(grid.rect_of(0))
    assert "1 / 25" in mirror.words()


def test_labels_of_the_rows_stand_beside_or_above_their_chips(
    make_mirror: MakeMirror, household: dict[str, int]
) -> None:
    for size in ((1080, 1920), (1920, 1080)):
        mirror = make_mirror(size)
        sheet = open_filters(mirror)
        labels: list[Rect] = [part.rect for part in sheet.parts if isinstance(part, Label)][1:]
        rails = [part.rect for part in sheet.parts if isinstance(part, Rail)]
        assert len(labels) == len(rails) == 4
        for label, rail in zip(labels, rails, strict=True):
            assert not label.colliderect(rail)
            assert (label.right <= rail.left) if size[0] > size[1] else (label.bottom <= rail.top)
