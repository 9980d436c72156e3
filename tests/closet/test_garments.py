"""The garments of each person: shown, changed, put aside, deleted and brought back."""

from collections.abc import Callable
from datetime import date

import peewee
import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person, State, Wanted
from mirror.errors import ClosetError, NotFound
from mirror.vision.facts import Guess, NamedColour

MakeGarment = Callable[..., int]
TEN_MINUTES_S = 600
TODAY = date(2026, 11, 22)


@pytest.fixture
def other(closet: Closet) -> Person:
    return closet.people.add("Minseo")


# Reading


def test_a_garment_is_what_was_put_in(closet: Closet, person: Person, clock: FakeClock) -> None:
    guesses = [
        Guess(Category.COAT, 0.61),
        Guess(Category.PULLOVER, 0.3),
        Guess(Category.SHIRT, 0.08),
        Guess(Category.BAG, 0.01),
    ]
    colours = [NamedColour("navy", (32, 42, 78), 0.7), NamedColour("white", (238, 237, 233), 0.3)]
    garment_id = closet.garments.add(
        person.id, "ab" * 32, guesses=guesses, colours=colours, cutout_uncertain=True
    )
    garment = closet.garments.get(person.id, garment_id)
    assert (garment.id, garment.person_id) == (garment_id, person.id)
    assert garment.category == garment.predicted == Category.COAT
    assert garment.confidence == 0.61
    assert garment.top3 == tuple(guesses[:3])
    assert garment.colours == tuple(colours)
    assert garment.added_at == clock.now()
    assert (garment.name, garment.notes, garment.retired_at, garment.corrected) == ("", "", None, False)
    assert (garment.wear_count, garment.last_worn) == (0, None)
    assert garment.photo.sha256 == "ab" * 32
    assert garment.photo.cutout_uncertain
    assert garment.photo.original == closet.data_dir / "photos" / "ab" / f"{'ab' * 32}.jpg"


def test_a_garment_without_a_guess_is_refused(closet: Closet, person: Person) -> None:
    with pytest.raises(ClosetError, match="at least one guess"):
        closet.garments.add(person.id, "ab" * 32, guesses=[], colours=[], cutout_uncertain=False)


def test_one_photo_is_one_garment_of_a_person(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    first = make_garment(person.id, sha256="cd" * 32)
    with pytest.raises(peewee.IntegrityError):
        make_garment(person.id, sha256="cd" * 32)
    assert [tile.id for tile in closet.garments.tiles(person.id)] == [first]


def test_tiles_come_newest_first_and_those_of_one_moment_latest_first(
    closet: Closet, person: Person, clock: FakeClock, make_garment: MakeGarment
) -> None:
    oldest = make_garment(person.id)
    clock.advance(1)
    twins = [make_garment(person.id), make_garment(person.id)]
    assert [tile.id for tile in closet.garments.tiles(person.id)] == [twins[1], twins[0], oldest]


def test_a_tile_names_files_that_exist(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    garment_id = make_garment(person.id, Category.DRESS)
    closet.garments.describe(person.id, garment_id, name="summer dress")
    (tile,) = closet.garments.tiles(person.id)
    garment = closet.garments.get(person.id, garment_id)
    assert (tile.category, tile.name, tile.retired) == (Category.DRESS, "summer dress", False)
    assert (tile.sha256, tile.glow, tile.thumbnail) == (
        garment.photo.sha256,
        garment.photo.glow,
        garment.photo.thumbnail,
    )
    assert tile.added_at == garment.added_at
    photo = garment.photo
    assert all(file.is_file() for file in (photo.original, photo.cutout, photo.thumbnail, photo.glow))


def test_tiles_of_one_category_and_counts_of_all(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    shirts = [make_garment(person.id, Category.SHIRT) for _ in range(3)]
    make_garment(person.id, Category.HAT)
    assert {tile.id for tile in closet.garments.tiles(person.id, Category.SHIRT)} == set(shirts)
    assert closet.garments.tiles(person.id, Category.BAG) == []
    assert closet.garments.counts(person.id) == {Category.SHIRT: 3, Category.HAT: 1}
    assert list(closet.garments.counts(person.id)) == [Category.SHIRT, Category.HAT]


def test_tiles_in_pages_are_all_tiles_once(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    for _ in range(7):
        make_garment(person.id)
    everything = closet.garments.tiles(person.id)
    pages = [closet.garments.tiles(person.id, offset=start, limit=3) for start in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [tile for page in pages for tile in page] == everything
    assert closet.garments.tiles(person.id, offset=5) == everything[5:]


def test_tiles_among_some_numbers(
    closet: Closet, person: Person, other: Person, make_garment: MakeGarment
) -> None:
    mine = [make_garment(person.id) for _ in range(3)]
    theirs = make_garment(other.id)
    found = closet.garments.tiles(person.id, among={mine[0], mine[2], theirs, 999})
    assert {tile.id for tile in found} == {mine[0], mine[2]}
    assert closet.garments.tiles(person.id, among=[]) == []


# Whose it is


@pytest.mark.parametrize(
    "ask",
    [
        lambda garments, person_id, garment_id: garments.get(person_id, garment_id),
        lambda garments, person_id, garment_id: garments.set_category(person_id, garment_id, Category.HAT),
        lambda garments, person_id, garment_id: garments.describe(person_id, garment_id, name="mine"),
        lambda garments, person_id, garment_id: garments.describe(person_id, garment_id, notes="mine"),
        lambda garments, person_id, garment_id: garments.retire(person_id, garment_id),
        lambda garments, person_id, garment_id: garments.retire(person_id, garment_id, retired=False),
        lambda garments, person_id, garment_id: garments.wear(person_id, garment_id, TODAY),
        lambda garments, person_id, garment_id: garments.unwear(person_id, garment_id, TODAY),
        lambda garments, person_id, garment_id: garments.delete(person_id, garment_id),
        lambda garments, person_id, garment_id: garments.undelete(person_id, garment_id),
    ],
    ids=[
        "get",
        "set_category",
        "name",
        "notes",
        "retire",
        "take back",
        "wear",
        "unwear",
        "delete",
        "undelete",
    ],
)
def test_nobody_reaches_another_s_garment_by_its_number(
    closet: Closet, person: Person, other: Person, make_garment: MakeGarment, ask: Callable[..., object]
) -> None:
    theirs = make_garment(other.id)
    closet.garments.wear(other.id, theirs, TODAY)
    before = closet.garments.get(other.id, theirs)
    with pytest.raises(NotFound):
        ask(closet.garments, person.id, theirs)
    with pytest.raises(NotFound):
        ask(closet.garments, person.id, 999)
    assert closet.garments.get(other.id, theirs) == before
    assert closet.garments.wear_counts(person.id, [theirs]) == {}
    assert closet.garments.find_by_photo(person.id, before.photo.sha256) is None


# Changing


def test_a_person_s_word_on_the_category_stands_beside_the_guess(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(person.id, Category.SHIRT)
    closet.garments.set_category(person.id, garment_id, Category.COAT)
    garment = closet.garments.get(person.id, garment_id)
    assert (garment.category, garment.predicted, garment.corrected) == (Category.COAT, Category.SHIRT, True)
    assert garment.top3[0].category == Category.SHIRT
    assert closet.garments.counts(person.id) == {Category.COAT: 1}


def test_confirming_the_guess_counts_as_a_person_s_word(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(person.id, Category.SHIRT)
    closet.garments.set_category(person.id, garment_id, Category.SHIRT)
    assert closet.garments.get(person.id, garment_id).corrected


def test_name_and_notes_change_one_by_one(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    garment_id = make_garment(person.id)
    closet.garments.describe(person.id, garment_id, name="  Grandma's \n coat ")
    closet.garments.describe(person.id, garment_id, notes=" dry clean\nonly ")
    garment = closet.garments.get(person.id, garment_id)
    assert (garment.name, garment.notes) == ("Grandma's coat", "dry clean\nonly")
    closet.garments.describe(person.id, garment_id, name="")
    assert closet.garments.get(person.id, garment_id).name == ""
    assert closet.garments.get(person.id, garment_id).notes == "dry clean\nonly"


@pytest.mark.parametrize(("field", "longest"), [("name", 80), ("notes", 2000)])
def test_name_and_notes_have_limits(
    closet: Closet, person: Person, make_garment: MakeGarment, field: str, longest: int
) -> None:
    garment_id = make_garment(person.id)
    closet.garments.describe(person.id, garment_id, **{field: "옷" * longest})
    with pytest.raises(ClosetError, match=f"at most {longest}"):
        closet.garments.describe(person.id, garment_id, **{field: "x" * (longest + 1)})
    assert getattr(closet.garments.get(person.id, garment_id), field) == "옷" * longest


def test_a_retired_garment_waits_apart_and_comes_back(
    closet: Closet, person: Person, clock: FakeClock, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(person.id, Category.HAT)
    closet.garments.retire(person.id, garment_id)
    assert closet.garments.tiles(person.id) == []
    assert closet.garments.counts(person.id) == {}
    (tile,) = closet.garments.tiles(person.id, retired=True)
    assert (tile.id, tile.retired) == (garment_id, True)
    assert closet.garments.get(person.id, garment_id).retired_at == clock.now()
    closet.garments.retire(person.id, garment_id, retired=False)
    assert closet.garments.tiles(person.id, retired=True) == []
    assert closet.garments.get(person.id, garment_id).retired_at is None


def test_worn_twice_a_day_counts_once(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    garment_id, unworn = make_garment(person.id), make_garment(person.id)
    for day in (TODAY, TODAY, date(2026, 11, 20)):
        closet.garments.wear(person.id, garment_id, day)
    garment = closet.garments.get(person.id, garment_id)
    assert (garment.wear_count, garment.last_worn) == (2, TODAY)
    assert closet.garments.wear_counts(person.id, [garment_id, unworn]) == {garment_id: 2}
    closet.garments.unwear(person.id, garment_id, TODAY)
    closet.garments.unwear(person.id, garment_id, TODAY)
    garment = closet.garments.get(person.id, garment_id)
    assert (garment.wear_count, garment.last_worn) == (1, date(2026, 11, 20))


# Deleting


def test_a_deleted_garment_is_nowhere_and_comes_back_whole(
    closet: Closet, person: Person, clock: FakeClock, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(person.id, Category.HAT)
    closet.garments.wear(person.id, garment_id, TODAY)
    before = closet.garments.get(person.id, garment_id)
    closet.garments.delete(person.id, garment_id)
    with pytest.raises(NotFound):
        closet.garments.get(person.id, garment_id)
    with pytest.raises(NotFound):
        closet.garments.delete(person.id, garment_id)
    assert closet.garments.tiles(person.id) == []
    assert closet.garments.counts(person.id) == {}
    assert closet.garments.wear_counts(person.id, [garment_id]) == {}
    assert closet.garments.find_by_photo(person.id, before.photo.sha256) is None
    clock.advance(TEN_MINUTES_S - 1)
    assert closet.garments.purge() == 0
    closet.garments.undelete(person.id, garment_id)
    assert closet.garments.get(person.id, garment_id) == before


def test_after_ten_minutes_rows_and_files_go(
    closet: Closet, person: Person, clock: FakeClock, make_garment: MakeGarment
) -> None:
    gone, kept = make_garment(person.id), make_garment(person.id)
    photo = closet.garments.get(person.id, gone).photo
    closet.garments.delete(person.id, gone)
    clock.advance(TEN_MINUTES_S)
    assert closet.garments.purge() == 1
    assert closet.garments.purge() == 0
    assert not any(file.exists() for file in (photo.original, photo.cutout, photo.thumbnail, photo.glow))
    assert closet.garments.get(person.id, kept).photo.glow.exists()
    with pytest.raises(NotFound):
        closet.garments.undelete(person.id, gone)


def test_after_ten_minutes_nothing_comes_back_even_before_the_purge(
    closet: Closet, person: Person, clock: FakeClock, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(person.id)
    closet.garments.delete(person.id, garment_id)
    clock.advance(TEN_MINUTES_S + 1)
    with pytest.raises(NotFound, match="gone for good"):
        closet.garments.undelete(person.id, garment_id)


def test_all_deleted_garments_can_be_ended_at_once(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    deleted, kept = make_garment(person.id), make_garment(person.id)
    closet.garments.delete(person.id, deleted)
    assert closet.garments.purge(all_deleted=True) == 1
    assert [tile.id for tile in closet.garments.tiles(person.id)] == [kept]


def test_a_photo_that_two_people_share_outlives_one_of_them(
    closet: Closet, person: Person, other: Person, make_garment: MakeGarment
) -> None:
    shared = "ef" * 32
    mine, theirs = make_garment(person.id, sha256=shared), make_garment(other.id, sha256=shared)
    files = [closet.photos.path(shared, kind) for kind in ("original", "cutout", "thumbnail", "glow")]
    closet.garments.delete(person.id, mine)
    closet.garments.purge(all_deleted=True)
    assert all(file.exists() for file in files)
    assert closet.garments.get(other.id, theirs).photo.sha256 == shared
    closet.garments.delete(other.id, theirs)
    closet.garments.purge(all_deleted=True)
    assert not any(file.exists() for file in files)


def test_the_listing_is_the_tiles_in_short(
    closet: Closet, person: Person, other: Person, make_garment: MakeGarment
) -> None:
    ids = [make_garment(person.id, category) for category in (Category.BAG, Category.SHIRT, Category.HAT)]
    make_garment(other.id)
    closet.garments.retire(person.id, ids[2])
    for category in (None, Category.BAG, Category.HAT):
        for retired in (False, True):
            tiles = closet.garments.tiles(person.id, category, retired=retired)
            wanted = Wanted(category, State.RETIRED if retired else None)
            listing = closet.garments.listing(person.id, wanted)
            assert listing == [(tile.id, tile.sha256, False) for tile in tiles]


def test_several_at_once_are_the_same_records_in_the_order_asked_for(
    closet: Closet, person: Person, other: Person, make_garment: MakeGarment
) -> None:
    ids = [make_garment(person.id) for _ in range(3)]
    theirs, deleted = make_garment(other.id), make_garment(person.id)
    closet.garments.delete(person.id, deleted)
    for day in (1, 3, 2):
        closet.garments.wear(person.id, ids[1], date(2026, 11, day))
    wanted = [ids[2], theirs, ids[0], deleted, 999, ids[1]]
    found = closet.garments.several(person.id, wanted)
    assert found == [closet.garments.get(person.id, number) for number in (ids[2], ids[0], ids[1])]
    assert (found[2].wear_count, found[2].last_worn) == (3, date(2026, 11, 3))
    assert closet.garments.several(person.id, []) == []
