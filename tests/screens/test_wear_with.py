"""What to wear with a garment: rows of pictures, an outfit laid out, and the note that it is worn today."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from mirror.categories import Category, Slot
from mirror.clock import FakeClock
from mirror.closet import Closet, Person, Tile
from mirror.config import MirrorSettings
from mirror.screens.garment import wear_with_screen
from mirror.screens.garment.pairing import companions
from mirror.screens.widgets.outfit_lay import OutfitLay
from mirror.screens.widgets.picture_rail import PictureRail
from mirror.stylist.advice import Wish

from ..conftest import MakeGarment
from .conftest import AddGarment
from .crowded import BEZEL, SIZES, crowd, size_id, trouble
from .skies import FakeSky, hour, whole_day
from .touching import Mirror

MakeMirror = Callable[..., Mirror]


@pytest.fixture
def outfit(jieun: Person, add_garment: AddGarment) -> dict[str, int]:
    """A shirt and what goes with it."""
    kinds = {
        "shirt": Category.SHIRT,
        "trousers": Category.TROUSER,
        "skirt": Category.SKIRT,
        "coat": Category.COAT,
        "sneakers": Category.SNEAKER,
        "hat": Category.HAT,
    }
    return {name: add_garment(jieun.id, category) for name, category in kinds.items()}


def open_with(mirror: Mirror, garment_id: int) -> None:
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(0.3)
    mirror.tap_pill(mirror.stage.say("Wear with…"))
    assert mirror.name == "wear-with"


def tap_picture(mirror: Mirror, slot: Slot, number: int) -> None:
    bring_into_sight(mirror, slot)
    mirror.tap(mirror.top._rails[slot]._place(number))


def bring_into_sight(mirror: Mirror, slot: Slot) -> None:
    """Swipe up or down over the pictures until a row is in sight, where not all of them are."""
    rail, column = mirror.top._rails[slot], mirror.top._column
    for _ in range(20):
        if column is None or column.rect.contains(rail.rect):
            return
        x, y = column.rect.center
        way = round(rail.rect.height * 0.7) * (1 if rail.rect.top < column.rect.top else -1)
        mirror.swipe((x, y), (x, y + way), seconds=0.6)
    raise AssertionError(f"{slot} does not come into sight")


def chosen(mirror: Mirror) -> set[int]:
    return {tile.id for tile in mirror.top._chosen.values()}


def worn_today(closet: Closet, person: Person) -> set[int]:
    return {tile.id for tile in closet.garments.worn_on(person.id, closet.garments._clock.now().date())}


def lying(mirror: Mirror) -> int:
    return len(mirror.one(OutfitLay)._things)


# Choosing


def test_a_tap_puts_on_another_one_takes_its_place_and_a_second_takes_off(
    make_mirror: MakeMirror, outfit: dict[str, int]
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    assert lying(mirror) == 1, "the shirt"
    tap_picture(mirror, Slot.BOTTOM, 0)
    assert chosen(mirror) == {outfit["trousers"]}
    assert lying(mirror) == 2
    tap_picture(mirror, Slot.BOTTOM, 1)
    assert chosen(mirror) == {outfit["skirt"]}
    assert lying(mirror) == 2
    tap_picture(mirror, Slot.SHOES, 0)
    assert chosen(mirror) == {outfit["skirt"], outfit["sneakers"]}
    assert lying(mirror) == 3
    tap_picture(mirror, Slot.BOTTOM, 1)
    assert chosen(mirror) == {outfit["sneakers"]}
    assert lying(mirror) == 2


def test_what_is_chosen_is_framed(make_mirror: MakeMirror, outfit: dict[str, int]) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    rail = mirror.top._rails[Slot.BOTTOM]
    place = rail._place(0)
    edge = (slice(place.top + 4, place.top + 8), slice(place.centerx - 20, place.centerx + 20))
    assert not mirror.pixels()[edge].any()
    tap_picture(mirror, Slot.BOTTOM, 0)
    assert (mirror.pixels()[edge] > 200).any()
    tap_picture(mirror, Slot.BOTTOM, 0)
    assert not mirror.pixels()[edge].any()


def test_what_was_touched_is_drawn_as_if_all_were_drawn_anew(
    make_mirror: MakeMirror, outfit: dict[str, int]
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    for slot in (Slot.BOTTOM, Slot.SHOES, Slot.BOTTOM, Slot.OUTER, Slot.HEAD, Slot.SHOES):
        tap_picture(mirror, slot, 0)
        partly = mirror.pixels()
        mirror.stack.damage.everything()
        mirror.stack.draw(mirror.canvas)
        assert np.array_equal(partly, mirror.pixels()), slot


def test_a_swipe_along_a_row_chooses_nothing(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    shirt = add_garment(jieun.id, Category.SHIRT)
    for _ in range(70):
        add_garment(jieun.id, Category.SHOE)
    mirror = make_mirror()
    open_with(mirror, shirt)
    rail = mirror.one(PictureRail)
    assert len(rail._files) == 60
    y = rail.rect.centery
    mirror.swipe((900, y), (200, y))
    assert rail.kinetics.offset_px > 600
    assert chosen(mirror) == set()
    for _ in range(30):
        mirror.swipe((900, y), (100, y), seconds=0.05)
    assert rail.kinetics.offset_px == rail.kinetics.end_px
    last = rail._place(59)
    assert rail.rect.contains(last)
    mirror.tap(last)
    assert len(chosen(mirror)) == 1
    assert rail._chosen == 59


def test_the_arrow_keys_reach_the_rows_and_their_ends(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    shirt = add_garment(jieun.id, Category.SHIRT)
    for _ in range(20):
        add_garment(jieun.id, Category.SHOE)
    mirror = make_mirror()
    open_with(mirror, shirt)
    rail = mirror.one(PictureRail)
    mirror.stack.focus.set(rail._place(0))
    mirror.key(*["right"] * 40, "enter")
    assert rail._chosen == 19


def test_a_dress_goes_without_top_and_trousers(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    dress = add_garment(jieun.id, Category.DRESS)
    for category in (Category.SHIRT, Category.TROUSER, Category.BAG):
        add_garment(jieun.id, category)
    mirror = make_mirror()
    open_with(mirror, dress)
    assert set(mirror.top._rails) == {Slot.BAG}
    assert "가방" in mirror.words()


def test_a_dress_takes_the_place_of_shirt_and_trousers(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    coat = add_garment(jieun.id, Category.COAT)
    add_garment(jieun.id, Category.SHIRT)
    add_garment(jieun.id, Category.TROUSER)
    dress = add_garment(jieun.id, Category.DRESS)
    mirror = make_mirror()
    open_with(mirror, coat)
    for slot in (Slot.TOP, Slot.BOTTOM, Slot.ONE_PIECE):
        tap_picture(mirror, slot, 0)
    assert chosen(mirror) == {dress}
    assert mirror.top._rails[Slot.TOP]._chosen is None
    tap_picture(mirror, Slot.BOTTOM, 0)
    assert dress not in chosen(mirror)
    assert mirror.top._rails[Slot.ONE_PIECE]._chosen is None


# Wearing


def test_worn_today_and_undone(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int]
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    tap_picture(mirror, Slot.BOTTOM, 1)
    tap_picture(mirror, Slot.SHOES, 0)
    mirror.tap_pill(mirror.stage.say("Wear this today"))
    expected = {outfit["shirt"], outfit["skirt"], outfit["sneakers"]}
    assert worn_today(closet, jieun) == expected
    assert mirror.name == "garment"
    assert mirror.stage.say("Worn today") in mirror.words()
    assert mirror.toast == mirror.stage.say("Noted: you wear this today")
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert worn_today(closet, jieun) == set()
    assert mirror.stage.say("I wear it today") in mirror.words()


def test_the_undo_leaves_what_was_worn_already(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int], clock: FakeClock
) -> None:
    today = clock.now().date()
    closet.garments.wear(jieun.id, outfit["sneakers"], today)
    closet.garments.wear(jieun.id, outfit["hat"], today)
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    tap_picture(mirror, Slot.SHOES, 0)
    mirror.tap_pill(mirror.stage.say("Wear this today"))
    assert worn_today(closet, jieun) == {outfit["shirt"], outfit["sneakers"], outfit["hat"]}
    assert closet.garments.get(jieun.id, outfit["sneakers"]).wear_count == 1, "a day counts once"
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert worn_today(closet, jieun) == {outfit["sneakers"], outfit["hat"]}


def test_what_goes_together_comes_first_and_says_why(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int], clock: FakeClock
) -> None:
    today = clock.now().date()
    sky = FakeSky(hour(-2), whole_day(today, -2, fetched_at=clock.now()))
    mirror = make_mirror(sky=sky)
    open_with(mirror, outfit["shirt"])
    rows = mirror.stage.stylist.companions(jieun.id, outfit["shirt"], Wish(day=today))
    for slot, tiles in mirror.top._rows.items():
        assert [tile.id for tile in tiles] == [garment.id for garment in rows[slot]]
    assert not any(" clo" in words for words in mirror.words())
    tap_picture(mirror, Slot.BOTTOM, 0)
    [line] = [words for words in mirror.words() if " clo" in words]
    tap_picture(mirror, Slot.OUTER, 0)
    [warmer] = [words for words in mirror.words() if " clo" in words]
    assert float(warmer.split(" clo")[0]) > float(line.split(" clo")[0])
    mirror.tap_pill(mirror.stage.say("Wear this today"))
    [noted] = closet.outfits.between(jieun.id, today, today)
    assert noted.conditions is not None
    assert noted.conditions.celsius == pytest.approx(-2)


def test_nothing_to_wear_with_it(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment) -> None:
    shirt = add_garment(jieun.id, Category.SHIRT)
    add_garment(jieun.id, Category.PULLOVER)
    mirror = make_mirror()
    open_with(mirror, shirt)
    assert mirror.stage.say("Nothing to go with it yet") in mirror.words()
    assert not trouble(mirror)
    mirror.key("escape")
    assert mirror.name == "garment"


def test_a_retired_garment_can_be_tried_with_others(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int]
) -> None:
    closet.garments.retire(jieun.id, outfit["shirt"])
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    tap_picture(mirror, Slot.BOTTOM, 0)
    assert lying(mirror) == 2


def test_all_of_it_is_noted_or_nothing(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int]
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    tap_picture(mirror, Slot.BOTTOM, 0)
    tap_picture(mirror, Slot.SHOES, 0)
    closet.garments.delete(jieun.id, outfit["sneakers"])  # the mirror has not looked up since
    mirror.tap_pill(mirror.stage.say("Wear this today"))
    assert worn_today(closet, jieun) == set()
    assert mirror.toast
    assert mirror.name == "wear-with"
    mirror.closet_changed()
    assert chosen(mirror) == {outfit["trousers"]}
    mirror.tap_pill(mirror.stage.say("Wear this today"))
    assert worn_today(closet, jieun) == {outfit["shirt"], outfit["trousers"]}


# Meanwhile


def test_what_goes_into_the_wash_elsewhere_comes_off(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int]
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    tap_picture(mirror, Slot.BOTTOM, 0)
    tap_picture(mirror, Slot.SHOES, 0)
    closet.garments.wash(jieun.id, outfit["trousers"])
    mirror.closet_changed()
    assert chosen(mirror) == {outfit["sneakers"]}
    assert lying(mirror) == 2
    assert mirror.top._rails[Slot.SHOES]._chosen == 0, "what is still clean stays on"


def test_a_garment_deleted_elsewhere_ends_it(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int]
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    closet.garments.delete(jieun.id, outfit["shirt"])
    mirror.closet_changed()
    assert mirror.name == "closet"
    assert mirror.toast == "이 옷은 이제 옷장에 없어요"


def test_a_new_name_on_the_phone_leaves_it_chosen(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int]
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    tap_picture(mirror, Slot.BOTTOM, 0)
    closet.garments.describe(jieun.id, outfit["trousers"], name="검은 바지")
    mirror.closet_changed()
    assert mirror.top._rails[Slot.BOTTOM]._chosen == 0
    tap_picture(mirror, Slot.BOTTOM, 0)
    assert chosen(mirror) == set()


def test_another_kind_on_the_phone_moves_it_to_its_row(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, outfit: dict[str, int]
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])
    tap_picture(mirror, Slot.SHOES, 0)
    closet.garments.set_category(jieun.id, outfit["sneakers"], Category.HAT)
    mirror.closet_changed()
    assert Slot.SHOES not in mirror.top._chosen
    assert mirror.top._chosen[Slot.HEAD].id == outfit["sneakers"]
    assert mirror.top._rails[Slot.HEAD]._chosen is not None


def test_a_change_elsewhere_leaves_the_rows_where_they_are(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    shirt = add_garment(jieun.id, Category.SHIRT)
    for _ in range(30):
        add_garment(jieun.id, Category.SHOE)
    mirror = make_mirror()
    open_with(mirror, shirt)
    y = mirror.one(PictureRail).rect.centery
    mirror.swipe((900, y), (300, y))
    place = mirror.one(PictureRail).kinetics.offset_px
    assert place > 0
    add_garment(jieun.id, Category.BAG)
    mirror.closet_changed()
    assert mirror.top._rails[Slot.SHOES].kinetics.offset_px == pytest.approx(place)


def test_a_garment_that_goes_between_two_looks_at_the_closet(
    make_mirror: MakeMirror,
    closet: Closet,
    jieun: Person,
    outfit: dict[str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mirror = make_mirror()
    open_with(mirror, outfit["shirt"])

    def late(closet: Closet, *asked: Any) -> dict[Slot, list[Tile]]:
        closet.garments.delete(jieun.id, outfit["shirt"])
        return companions(closet, *asked)

    monkeypatch.setattr(wear_with_screen, "companions", late)
    mirror.closet_changed()
    assert mirror.name == "closet"


def test_rows_that_are_scrolled_up_stay_there(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    ids = [add_garment(jieun.id, category) for category in Category for _ in range(2)]
    mirror = make_mirror((480, 800))
    open_with(mirror, ids[2 * Category.BAG])
    bring_into_sight(mirror, Slot.HEAD)
    place = mirror.top._column.kinetics.offset_px
    assert place > 0
    closet.garments.wash(jieun.id, ids[0])
    mirror.closet_changed()
    assert mirror.top._column.kinetics.offset_px == place
    tap_picture(mirror, Slot.HEAD, 0)
    assert len(chosen(mirror)) == 1


# Room


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("framed", [False, True], ids=["bare", "framed"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_six_rows_have_their_room(
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
    for category in (Category.DRESS, Category.SHIRT, Category.BAG):
        mirror.rooms.wear_with(ids[category])
        mirror.wait(0.5)
        for slot in mirror.top._rails:
            tap_picture(mirror, slot, 0)
        assert not trouble(mirror, cuts)
        mirror.key("escape")


@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_the_empty_page_has_its_room(
    make_mirror: MakeMirror, make_garment: MakeGarment, jieun: Person, cuts: list[str], size: tuple[int, int]
) -> None:
    mirror = make_mirror(size, settings=MirrorSettings(bezel_px=BEZEL))
    mirror.rooms.wear_with(make_garment(jieun.id))
    mirror.wait(0.5)
    assert mirror.stage.say("Nothing to go with it yet") in mirror.words()
    assert not trouble(mirror, cuts)
