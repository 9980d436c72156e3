"""Panels that slide up from below: how they come, go, and hold what stands on them."""

from collections.abc import Callable

import numpy as np
import pytest
from pygame import Rect

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.config import MirrorSettings
from mirror.screens.closet.filter_sheet import FilterSheet
from mirror.screens.closet.words import garment_icon
from mirror.screens.screen import Screen
from mirror.screens.stage import Stage
from mirror.screens.touch import Touch, TouchKind
from mirror.screens.widgets.button import IconButton, Pill
from mirror.screens.widgets.choice_sheet import ChoiceSheet
from mirror.screens.widgets.confirm_sheet import ConfirmSheet
from mirror.screens.widgets.menu_sheet import MenuItem, MenuSheet
from mirror.screens.widgets.sheet import Sheet
from mirror.screens.widgets.theme import FRAME_S, MOTION_S

from .conftest import AddGarment
from .crowded import BEZEL, SIZES, size_id, trouble
from .touching import Mirror

MakeMirror = Callable[..., Mirror]
KINDS = ["choice", "menu", "confirm"]


class Desk(Screen):
    """A screen with one button, over which sheets can be opened. `done` is what was asked for on them."""

    name = "desk"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.done: list[object] = []

    def build(self) -> None:
        px, area = self.layout.px, self.layout.area
        button = Rect(area.left + px(64), area.top + px(200), px(400), px(120))
        self.widgets = [Pill(button, self.damage, "…", lambda: self.done.append("beside"))]

    def open(self, kind: str) -> Sheet:
        brush, damage = self.stage.brush, self.damage
        sheet: Sheet
        if kind == "choice":
            sheet = ChoiceSheet(
                damage,
                brush,
                self.stage.say("What is it?"),
                choices=[self.stage.name_of(category) for category in Category],
                icons=[garment_icon(category) for category in Category],
                chosen=3,
                picked=self._picked,
                closed=self.close_sheet,
            )
        elif kind == "menu":
            items = [
                MenuItem("archive", "하나", lambda: self.done.append(1), "둘째 줄"),
                MenuItem("trash3", "둘", lambda: self.done.append(2)),
                MenuItem("gear", "셋", lambda: self.done.append(3)),
            ]
            sheet = MenuSheet(damage, brush, "제목", items, closed=self.close_sheet)
        else:
            sheet = ConfirmSheet(
                damage,
                brush,
                "끌까요?",
                "거울이 꺼지면 전원을 다시 연결해야 켜져요. 옷장은 안전해요.",
                yes="끄기",
                no="그대로 두기",
                confirmed=lambda: self.done.append("yes"),
                closed=self.close_sheet,
            )
        self.show_sheet(sheet)
        return sheet

    def _picked(self, index: int) -> None:
        assert self.sheet is not None
        self.sheet.leave()
        self.done.append(index)


@pytest.fixture
def desk(make_mirror: MakeMirror, jieun: Person) -> tuple[Mirror, Desk]:
    mirror = make_mirror()
    desk = Desk(mirror.stage)
    mirror.stack.push(desk)
    mirror.wait(0.3)
    return mirror, desk


def is_open(mirror: Mirror) -> bool:
    return any(isinstance(widget, Sheet) for widget in mirror.top.widgets)


# Coming and going


@pytest.mark.parametrize("kind", KINDS)
def test_it_slides_up_and_rests(desk: tuple[Mirror, Desk], kind: str) -> None:
    mirror, screen = desk
    sheet = screen.open(kind)
    first = next(iter(sheet.targets())).top
    tops = [first]
    while sheet.moving:
        mirror.step(FRAME_S)
        tops.append(next(iter(sheet.targets())).top)
    assert tops == sorted(tops, reverse=True), "only upwards"
    assert len(tops) * FRAME_S < 3 * MOTION_S
    assert mirror.layout.area.contains(next(iter(sheet.targets())))
    mirror.step(FRAME_S)
    mirror.frames = 0
    mirror.wait(2)
    assert mirror.frames == 0, "at rest nothing is drawn"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", ["escape", "beside", "drag", "throw"])
def test_it_goes(desk: tuple[Mirror, Desk], kind: str, way: str) -> None:
    mirror, screen = desk
    before = mirror.pixels()
    sheet = screen.open(kind)
    mirror.wait(1)
    handle = (540, sheet._panel.top + 28)
    if way == "escape":
        mirror.key("escape")
    elif way == "beside":
        mirror.tap((540, 260))
    elif way == "drag":
        mirror.swipe(handle, (540, handle[1] + sheet._panel.height // 2), seconds=0.8, settle_s=1)
    else:
        mirror.swipe(handle, (540, handle[1] + 120), seconds=0.04, settle_s=1)
    mirror.wait(1)
    assert not is_open(mirror)
    assert screen.done == [], "a tap beside it is not for what lies below"
    assert np.array_equal(before, mirror.pixels())
    assert mirror.name == "desk"


@pytest.mark.parametrize("kind", KINDS)
def test_a_small_drag_springs_back(desk: tuple[Mirror, Desk], kind: str) -> None:
    mirror, screen = desk
    sheet = screen.open(kind)
    mirror.wait(1)
    before = mirror.pixels()
    handle = (540, sheet._panel.top + 28)
    mirror.swipe(handle, (540, handle[1] + 50), seconds=0.6, settle_s=1)
    assert is_open(mirror)
    assert np.array_equal(before, mirror.pixels())


def test_a_drag_up_leaves_it_where_it_is(desk: tuple[Mirror, Desk]) -> None:
    mirror, screen = desk
    sheet = screen.open("menu")
    mirror.wait(1)
    before = mirror.pixels()
    handle = (540, sheet._panel.top + 28)
    mirror.swipe(handle, (540, handle[1] - 600), seconds=0.3, settle_s=1)
    assert np.array_equal(before, mirror.pixels())


@pytest.mark.parametrize("kind", KINDS)
def test_a_drag_that_begins_on_a_part_moves_the_sheet_and_presses_nothing(
    desk: tuple[Mirror, Desk], kind: str
) -> None:
    mirror, screen = desk
    sheet = screen.open(kind)
    mirror.wait(1)
    at = next(iter(sheet.targets())).center
    mirror.swipe(at, (at[0], at[1] + sheet._panel.height // 2), seconds=0.5, settle_s=1)
    assert not is_open(mirror)
    assert screen.done == []


def test_while_it_slides_it_is_drawn_as_if_all_were_drawn_anew(desk: tuple[Mirror, Desk]) -> None:
    mirror, screen = desk
    screen.open("choice")
    for _ in range(8):
        mirror.step(FRAME_S)
        partly = mirror.pixels()
        mirror.stack.damage.everything()
        mirror.stack.draw(mirror.canvas)
        assert np.array_equal(partly, mirror.pixels())


# What stands on it


def test_a_choice_is_made_once(desk: tuple[Mirror, Desk]) -> None:
    mirror, screen = desk
    sheet = screen.open("choice")
    mirror.wait(1)
    mirror.tap(list(sheet.targets())[7])
    mirror.wait(1)
    assert screen.done == [7]
    assert not is_open(mirror)


def test_a_second_tap_while_it_leaves_means_nothing(desk: tuple[Mirror, Desk]) -> None:
    mirror, screen = desk
    sheet = screen.open("choice")
    mirror.wait(1)
    first, second = (place.center for place in list(sheet.targets())[4:6])
    for at in (first, second):
        mirror.send(mirror.gestures.down(1, *at, mirror.clock.monotonic_s()))
        mirror.step(0.03)
        mirror.send(mirror.gestures.up(1, *at, mirror.clock.monotonic_s()))
        mirror.step(0.03)
    mirror.wait(1)
    assert screen.done == [4]


def test_it_leaves_under_a_finger_that_holds_it(desk: tuple[Mirror, Desk]) -> None:
    mirror, screen = desk
    sheet = screen.open("choice")
    mirror.wait(1)
    x, y = sheet._panel.centerx, sheet._panel.top + 20
    mirror.send(mirror.gestures.down(1, x, y, mirror.clock.monotonic_s()))
    mirror.step(0.1)
    mirror.send(mirror.gestures.move(1, x, y + 60, mirror.clock.monotonic_s()))
    mirror.key("escape")
    mirror.wait(1)
    assert not is_open(mirror)
    assert screen.done == []


def test_a_menus_row_is_done_with_the_sheet_gone(desk: tuple[Mirror, Desk]) -> None:
    mirror, screen = desk
    sheet = screen.open("menu")
    mirror.wait(1)
    mirror.tap(list(sheet.targets())[1])
    assert screen.done == [2]
    assert not is_open(mirror)


@pytest.mark.parametrize(("number", "expected"), [(0, []), (1, ["yes"])], ids=["no", "yes"])
def test_a_question_is_answered(desk: tuple[Mirror, Desk], number: int, expected: list[str]) -> None:
    mirror, screen = desk
    sheet = screen.open("confirm")
    mirror.wait(1)
    mirror.tap(list(sheet.targets())[number])
    mirror.wait(1)
    assert screen.done == expected
    assert not is_open(mirror)


@pytest.mark.parametrize("kind", KINDS)
def test_the_arrow_keys_stay_within(desk: tuple[Mirror, Desk], kind: str) -> None:
    mirror, screen = desk
    sheet = screen.open(kind)
    mirror.wait(1)
    inside = list(sheet.targets())
    for key in ("up", "up", "left", "up", "right", "down", "up", "up", *["left", "up"] * 6):
        mirror.key(key)
        assert mirror.stack.focus.rect in inside, key
    mirror.key("enter")
    mirror.wait(1)
    assert "beside" not in screen.done
    assert len(screen.done) == (0 if kind == "confirm" else 1)


def test_another_sheet_takes_its_place(desk: tuple[Mirror, Desk]) -> None:
    mirror, screen = desk
    screen.open("choice")
    mirror.wait(0.05)
    second = screen.open("menu")
    mirror.wait(1)
    assert [w for w in mirror.top.widgets if isinstance(w, Sheet)] == [second]


def test_another_screen_ends_it(desk: tuple[Mirror, Desk]) -> None:
    mirror, screen = desk
    screen.open("menu")
    mirror.wait(1)
    mirror.hold_corner()
    assert mirror.name == "settings"
    mirror.key("escape")
    assert mirror.name == "desk"
    assert not is_open(mirror)


def test_two_fingers_on_it_do_not_reach_what_lies_below(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    for _ in range(30):
        add_garment(jieun.id)
    mirror = make_mirror()
    columns = mirror.top._grid.columns
    [button] = [w for w in mirror.top.widgets if isinstance(w, IconButton) and w._icon == "sliders"]
    mirror.tap(button)
    mirror.wait(1)
    mirror.pinch((540, 700), 2.0)
    mirror.pinch((540, 1500), 0.5)
    assert mirror.top._grid.columns == columns
    assert is_open(mirror)


@pytest.fixture
def filters(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, closet: Closet) -> Mirror:
    """The filters' sheet, with a row of brands that is longer than the screen."""
    for number in range(20):
        closet.garments.describe(jieun.id, add_garment(jieun.id), brand=f"브랜드 번호 {number}")
    mirror = make_mirror()
    [button] = [w for w in mirror.top.widgets if isinstance(w, IconButton) and w._icon == "sliders"]
    mirror.tap(button)
    mirror.wait(1)
    return mirror


def test_a_row_scrolls_sideways_and_leaves_the_sheet_alone(filters: Mirror) -> None:
    sheet: FilterSheet = filters.one(FilterSheet)
    rail = sheet._rails["brands"]
    y = rail.rect.centery
    filters.swipe((900, y), (300, y))
    assert rail.kinetics.offset_px > 500
    assert rail.rect.centery == y
    filters.swipe((700, y), (600, y + 900), seconds=0.3)
    assert filters.one(FilterSheet)
    assert rail.rect.centery == y, "a slanting finger scrolls the row and does not throw the sheet down"
    assert shown_all(filters)


def test_the_wheel_scrolls_the_row_under_it(filters: Mirror) -> None:
    sheet: FilterSheet = filters.one(FilterSheet)
    rail = sheet._rails["brands"]
    at = rail.rect.center
    filters.send([Touch(TouchKind.WHEEL, *at, *at, 0, -120)])
    filters.wait(0.2)
    assert rail.kinetics.offset_px == 120
    assert sheet._rails["colours"].kinetics.offset_px == 0
    filters.send([Touch(TouchKind.WHEEL, 540, 300, 540, 300, 0, -120)])
    filters.wait(0.5)
    assert filters.top._grid.kinetics.offset_px == 0, "the grid below does not scroll"


def shown_all(mirror: Mirror) -> bool:
    return len(mirror.top._ids) == 20


# The toast above it


def test_a_toast_leaves_the_menu_free(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(0.3)
    mirror.tap_pill(mirror.stage.say("Into the wash"))
    mirror.top._open_menu()
    mirror.wait(0.6)
    toast = mirror.stack.toast
    assert toast is not None
    assert toast.home.collidelist(list(mirror.one(MenuSheet).targets())) < 0


# Room


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("framed", [False, True], ids=["bare", "framed"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_each_kind_has_its_room(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    cuts: list[str],
    size: tuple[int, int],
    framed: bool,
    language: str,
    kind: str,
) -> None:
    person = closet.people.add("Sam", language=language)  # type: ignore[arg-type]
    closet.people.set_password_hash(person.id, "hash")
    mirror = make_mirror(size, settings=MirrorSettings(bezel_px=BEZEL if framed else 0))
    screen = Desk(mirror.stage)
    mirror.stack.push(screen)
    screen.open(kind)
    mirror.wait(1)
    assert not trouble(mirror, cuts)
