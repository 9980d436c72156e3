"""Touch scripts: every way that a person takes through the mirror."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, InboxState, Person
from mirror.config import MirrorSettings
from mirror.screens.closet.screen import ClosetScreen
from mirror.screens.widgets.choice_sheet import ChoiceSheet
from mirror.screens.widgets.faces import Faces
from mirror.screens.widgets.grid import Grid
from mirror.screens.widgets.nav import NavItem, PlusButton
from mirror.screens.widgets.pager import Pager
from mirror.screens.widgets.rail import Rail
from mirror.screens.widgets.rows import Rows

from .conftest import AddGarment
from .touching import Mirror

MakeMirror = Callable[..., Mirror]


def tap_tile(mirror: Mirror, index: int) -> None:
    mirror.tap(mirror.one(Grid).rect_of(index))


def shown_ids(mirror: Mirror) -> list[int]:
    return list(mirror.top._ids)


def nav(mirror: Mirror) -> list[NavItem]:
    return [widget for widget in mirror.top.widgets if isinstance(widget, NavItem)]


# Browsing


def test_browse_scroll_open_and_come_back(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    for _ in range(40):
        add_garment(jieun.id)
    mirror = make_mirror()
    grid = mirror.one(Grid)
    before = mirror.pixels()
    mirror.swipe((540, 1300), (540, 700))
    assert grid.kinetics.offset_px > 600, "a thrown grid glides further than the finger went"
    assert not np.array_equal(before, mirror.pixels())
    place = grid.kinetics.offset_px
    shown = next(i for i in grid.in_sight() if grid.rect.contains(grid.rect_of(i)))
    tap_tile(mirror, shown)
    assert mirror.name == "garment"
    mirror.key("escape")
    assert mirror.name == "closet"
    assert mirror.one(Grid).kinetics.offset_px == place, "coming back finds the grid where it was"


def test_overscroll_springs_back(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment) -> None:
    for _ in range(30):
        add_garment(jieun.id)
    mirror = make_mirror()
    kinetics = mirror.one(Grid).kinetics
    mirror.swipe((540, 600), (540, 1400), settle_s=0.02)
    assert kinetics.offset_px < 0, "it follows beyond the start"
    mirror.wait(2)
    assert kinetics.offset_px == 0
    for _ in range(6):
        mirror.swipe((540, 1400), (540, 500), seconds=0.06)
    assert kinetics.offset_px == kinetics.end_px


def test_a_tap_that_stops_the_glide_opens_nothing(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    for _ in range(60):
        add_garment(jieun.id)
    mirror = make_mirror()
    mirror.swipe((540, 1300), (540, 700), settle_s=0.1)
    assert mirror.one(Grid).moving
    mirror.tap((540, 1000))
    assert mirror.name == "closet"
    assert not mirror.one(Grid).moving


def test_filter_by_category(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment) -> None:
    for category in (Category.SHIRT, Category.SHIRT, Category.BAG, Category.COAT):
        add_garment(jieun.id, category)
    mirror = make_mirror()
    rail = mirror.one(Rail)
    chips = {chip.value: place for chip, place in rail._places()}
    mirror.tap(chips[Category.BAG])
    tap_tile(mirror, 0)
    assert "가방 같아요" in mirror.words()
    mirror.key("escape")
    assert isinstance(mirror.top, ClosetScreen)
    assert len(shown_ids(mirror)) == 1, "the category stays chosen"


def test_the_category_whose_last_garment_goes_falls_back_to_all(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id, Category.SHIRT)
    add_garment(jieun.id, Category.BAG)
    mirror = make_mirror()
    chips = {chip.value: place for chip, place in mirror.one(Rail)._places()}
    mirror.tap(chips[Category.BAG])
    tap_tile(mirror, 0)
    mirror.tap_menu("지우기")
    assert mirror.name == "closet"
    assert len(shown_ids(mirror)) == 1


# One garment


def test_correct_among_the_top_three(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id, Category.SHIRT)
    mirror = make_mirror()
    tap_tile(mirror, 0)
    assert "셔츠 같아요" in mirror.words()
    assert "92% 확신 · 아니라면 골라 주세요" in mirror.words()
    chips = {chip.value: place for chip, place in mirror.one(Rail)._places()}
    mirror.tap(chips[Category.COAT])
    garment = closet.garments.get(jieun.id, garment_id)
    assert (garment.category, garment.corrected, garment.predicted) == (Category.COAT, True, Category.SHIRT)
    assert "코트·재킷" in mirror.words()


def test_correct_among_all_fourteen(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id, Category.SHIRT, confidence=0.41)
    mirror = make_mirror()
    tap_tile(mirror, 0)
    assert "셔츠인가요?" in mirror.words(), "unsure, it asks"
    other = list(mirror.one(Rail)._places())[-1][1]
    mirror.tap(other)
    mirror.wait(1)
    pills = list(mirror.one(ChoiceSheet).targets())
    assert len(pills) == 14
    mirror.tap(pills[int(Category.HAT)])
    mirror.wait(1)
    assert closet.garments.get(jieun.id, garment_id).category is Category.HAT
    assert not any(isinstance(widget, ChoiceSheet) for widget in mirror.top.widgets), "the sheet has left"
    assert "모자" in mirror.words()


@pytest.mark.parametrize("way", ["beside", "drag", "escape"])
def test_the_sheet_closes(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, way: str) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    tap_tile(mirror, 0)
    mirror.tap(list(mirror.one(Rail)._places())[-1][1])
    mirror.wait(1)
    if way == "beside":
        mirror.tap((540, 300))
    elif way == "drag":
        mirror.swipe((540, 1250), (540, 1880))
    else:
        mirror.key("escape")
    mirror.wait(1)
    assert mirror.name == "garment"
    assert not any(isinstance(widget, ChoiceSheet) for widget in mirror.top.widgets)


def test_delete_and_undo(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    add_garment(jieun.id)
    mirror = make_mirror()
    tap_tile(mirror, 1)
    mirror.tap_menu("지우기")
    assert mirror.name == "closet"
    assert mirror.toast == "지웠어요"
    assert shown_ids(mirror) == [garment_id + 1]
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert shown_ids(mirror) == [garment_id + 1, garment_id]
    assert mirror.toast == ""


def test_the_undo_leaves_after_five_seconds(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    tap_tile(mirror, 0)
    mirror.tap_menu("지우기")
    mirror.wait(4)
    assert mirror.toast
    mirror.wait(1.2)
    assert mirror.toast == ""
    assert "아직 옷이 없어요" in mirror.words()


def test_wear_today_and_take_it_back(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, clock: FakeClock
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    tap_tile(mirror, 0)
    mirror.tap_pill("오늘 입을게요")
    garment = closet.garments.get(jieun.id, garment_id)
    assert (garment.wear_count, garment.last_worn) == (1, clock.now().date())
    mirror.tap_pill("오늘 입은 옷이에요")
    assert closet.garments.get(jieun.id, garment_id).wear_count == 0


def test_retire_and_take_back(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    add_garment(jieun.id)
    mirror = make_mirror()
    tap_tile(mirror, 1)
    mirror.tap_menu("보관하기")
    mirror.key("escape")
    assert garment_id not in shown_ids(mirror)
    chip, place = list(mirror.one(Rail)._places())[-1]
    assert (chip.words, chip.number) == ("보관한 옷", 1)
    mirror.tap(place)
    tap_tile(mirror, 0)
    mirror.tap_pill("다시 꺼내기")
    assert closet.garments.get(jieun.id, garment_id).retired_at is None


def test_swipe_through_the_garments(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment) -> None:
    for category in (Category.BAG, Category.COAT, Category.SHIRT):  # newest first: shirt, coat, bag
        add_garment(jieun.id, category)
    mirror = make_mirror()
    tap_tile(mirror, 0)
    y = mirror.one(Pager).rect.centery
    mirror.swipe((800, y), (200, y))
    assert "코트 같아요" in mirror.words()
    mirror.swipe((800, y), (200, y))
    assert "가방 같아요" in mirror.words()
    mirror.swipe((800, y), (200, y))
    assert "가방 같아요" in mirror.words(), "there is nothing after the last one"
    mirror.swipe((200, y), (900, y))
    assert "코트 같아요" in mirror.words()
    mirror.swipe((500, y), (580, y), seconds=0.5)
    assert "코트 같아요" in mirror.words(), "a small way turns nothing"


def test_a_garment_deleted_on_the_phone_closes_its_screen(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    tap_tile(mirror, 0)
    closet.garments.delete(jieun.id, garment_id)
    mirror.closet_changed()
    assert mirror.name == "closet"
    assert mirror.toast == "이 옷은 이제 옷장에 없어요"


def test_a_change_elsewhere_does_not_swallow_a_tap(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    at = mirror.one(Grid).rect_of(0).center
    mirror.send(mirror.gestures.down(1, *at, 0))
    mirror.closet_changed()
    mirror.send(mirror.gestures.up(1, *at, 0.1))
    mirror.wait(0.1)
    assert mirror.name == "garment"


# Inbox


def fail_one(closet: Closet, person: Person, name: str = "IMG_0231.jpg") -> int:
    closet.inbox.submit(person.id, name, BytesIO(name.encode()), source="phone")
    item = closet.inbox.take()
    assert item is not None
    closet.inbox.fail(item.id, "this is no photo that can be read; send JPEG, PNG, WebP or HEIC")
    return item.id


def test_a_toast_tells_of_waiting_photos(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    assert mirror.toast == ""
    for n in range(3):
        closet.inbox.submit(jieun.id, f"{n}.jpg", BytesIO(bytes([n])), source="phone")
    mirror.closet_changed()
    assert mirror.toast == "사진 3장이 기다려요"
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert mirror.name == "inbox"


def test_dismiss_and_retry(make_mirror: MakeMirror, closet: Closet, jieun: Person) -> None:
    fail_one(closet, jieun, "a.jpg")
    fail_one(closet, jieun, "b.jpg")
    mirror = make_mirror()
    mirror.tap(nav(mirror)[2])
    assert mirror.name == "inbox"
    rows = mirror.one(Rows)
    assert len(rows._rows) == 2
    first = list(rows.targets())
    mirror.tap(first[1])  # the first row's second button
    assert [item.file_name for item in closet.inbox.items(jieun.id)] == ["b.jpg"]
    mirror.tap(next(iter(mirror.one(Rows).targets())))
    assert closet.inbox.counts(jieun.id)[InboxState.WAITING] == 1
    assert mirror.name == "inbox"


# First start, people, phone


def test_first_start_leaves_when_the_account_appears(make_mirror: MakeMirror, closet: Closet) -> None:
    mirror = make_mirror()
    assert mirror.name == "first-start"
    code = next(words for words in mirror.words() if len(words) == 9 and words[4] == "-")
    closet.people.create_first_account(code, "지은", "hash")
    mirror.wait(1)
    assert mirror.name == "closet"
    assert mirror.stage.person is not None


def test_first_start_renews_its_code(make_mirror: MakeMirror, closet: Closet) -> None:
    mirror = make_mirror()
    before = mirror.top._code
    mirror.wait(9 * 60)
    assert mirror.top._code == before
    mirror.wait(62)
    assert mirror.top._code != before
    closet.people.create_first_account(mirror.top._code, "지은", "hash")


def test_people_without_an_account_may_look_at_the_closet(make_mirror: MakeMirror, closet: Closet) -> None:
    closet.people.add("demo")
    mirror = make_mirror()
    assert mirror.name == "first-start"
    mirror.tap_pill("옷장 먼저 보기")
    assert mirror.name == "closet"


def test_switch_person(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id, Category.SHIRT)
    sam = closet.people.add("Sam", language="en")
    add_garment(sam.id, Category.BAG)
    add_garment(sam.id, Category.BAG)
    mirror = make_mirror()
    assert "옷장" in mirror.words()
    mirror.tap(nav(mirror)[3])
    assert mirror.name == "people"
    mirror.tap(mirror.one(Faces).place_of(1))
    assert mirror.name == "closet"
    assert "Closet" in mirror.words(), "Sam reads English"
    assert len(shown_ids(mirror)) == 2
    tap_tile(mirror, 0)
    assert "Looks like a bag" in mirror.words()


def test_plus_without_a_camera_leads_to_the_phone(make_mirror: MakeMirror, jieun: Person) -> None:
    mirror = make_mirror()
    assert "아직 옷이 없어요" in mirror.words()
    mirror.tap(mirror.one(PlusButton))
    assert mirror.name == "phone"
    assert "http://192.168.0.17:8080" in mirror.words()
    mirror.key("escape")
    mirror.tap_pill("휴대폰 연결")
    assert mirror.name == "phone"


def test_a_new_language_on_the_phone_reaches_the_mirror(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    from threading import Thread

    add_garment(jieun.id)
    mirror = make_mirror()
    mirror.rooms.poll()

    def phone() -> None:
        closet.people.set_language(jieun.id, "en")
        closet.close()

    thread = Thread(target=phone)
    thread.start()
    thread.join()
    mirror.rooms.poll()
    mirror.wait(0.3)
    assert "Closet" in mirror.words()


# Keys


def test_the_arrow_keys_reach_everything(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    for _ in range(40):
        add_garment(jieun.id)
    mirror = make_mirror()
    mirror.key("down", "right", "enter")
    assert mirror.name == "garment"
    mirror.key("escape")
    mirror.key(*["down"] * 14)
    assert mirror.name == "closet"
    mirror.key("escape", "escape")
    assert mirror.name == "closet", "the lowest screen stays"


def test_the_mirror_speaks_the_settings_language_at_first(make_mirror: MakeMirror) -> None:
    assert "Your wardrobe, in a mirror" in make_mirror(settings=MirrorSettings(language="en")).words()
