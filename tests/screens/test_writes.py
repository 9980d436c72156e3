"""What a finger asks for while something is in the way: a busy closet, files that are gone, screens that raise."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from mirror.categories import Category
from mirror.closet import Closet, InboxState, Person
from mirror.closet.models import WearRow
from mirror.errors import NotFound
from mirror.screens.screen import Screen
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.choice_sheet import ChoiceSheet
from mirror.screens.widgets.grid import Grid
from mirror.screens.widgets.menu_sheet import MenuItem, MenuSheet
from mirror.screens.widgets.pager import Pager
from mirror.screens.widgets.rail import Rail
from mirror.screens.writes import PATIENCE_MS, TRY_FOR_S

from .conftest import AddGarment
from .crowded import look_like, photo
from .touching import Mirror

MakeMirror = Callable[..., Mirror]
WAIT = "잠시만요…"
BUSY = "옷장이 바빠요. 잠시 뒤에 다시 해 주세요."
HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
db.execute("ROLLBACK")
print("free", flush=True)
"""


class Holder:
    """Another one that writes to the closet, for as long as it likes."""

    def __init__(self, closet: Closet) -> None:
        file = closet.data_dir / "closet.db"
        self._db = sqlite3.connect(file, isolation_level=None, timeout=5)

    def hold(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def let_go(self) -> None:
        self._db.execute("ROLLBACK")

    def close(self) -> None:
        self._db.close()


@pytest.fixture
def holder(closet: Closet) -> Iterator[Holder]:
    holder = Holder(closet)
    yield holder
    holder.close()


def live(mirror: Mirror, seconds: float, *, poll_every_s: float = 0.25) -> int:
    """Turns of the loop with what the runner does four times a second; returns how many there were."""
    steps = round(seconds / poll_every_s)
    for _ in range(steps):
        mirror.wait(poll_every_s)
        mirror.rooms.poll()
    return steps


def open_garment(mirror: Mirror, garment_id: int) -> None:
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(0.3)
    assert mirror.name == "garment"


def tap_words(mirror: Mirror, english: str) -> None:
    mirror.tap_pill(mirror.stage.say(english))


def tap_in_menu(mirror: Mirror, english: str) -> None:
    mirror.tap_menu(mirror.stage.say(english))


def chip(mirror: Mirror, category: Category) -> Any:
    [place] = [place for chip, place in mirror.one(Rail)._places() if chip.value == category]
    return place


def wears(garment_id: int) -> int:
    return WearRow.select().where(WearRow.garment == garment_id).count()


Act = Callable[[Mirror], None]
ACTS: dict[str, Act] = {
    "wear": lambda mirror: tap_words(mirror, "I wear it today"),
    "wash": lambda mirror: tap_words(mirror, "Into the wash"),
    "correct": lambda mirror: mirror.tap(chip(mirror, Category.COAT)),
    "retire": lambda mirror: tap_in_menu(mirror, "Retire"),
    "picture": lambda mirror: tap_in_menu(mirror, "Make it my picture"),
    "delete": lambda mirror: tap_in_menu(mirror, "Delete"),
}


def done(closet: Closet, person: Person, garment_id: int) -> set[str]:
    """Which of the acts have reached the closet."""
    try:
        garment = closet.garments.get(person.id, garment_id)
    except NotFound:
        return {"delete"}
    found = {
        "wear": wears(garment_id) == 1,
        "wash": garment.in_wash,
        "correct": garment.category is Category.COAT,
        "retire": garment.retired_at is not None,
        "picture": closet.people.get(person.id).avatar is not None,
    }
    return {name for name, is_so in found.items() if is_so}


# A busy closet


def test_a_try_waits_a_moment_only(make_mirror: MakeMirror, closet: Closet, jieun: Person) -> None:
    make_mirror()
    assert closet._database.execute_sql("PRAGMA busy_timeout").fetchone()[0] == PATIENCE_MS


@pytest.mark.parametrize("act", ACTS)
def test_what_was_asked_of_a_busy_closet_is_done_once_it_is_free(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    jieun: Person,
    add_garment: AddGarment,
    holder: Holder,
    act: str,
) -> None:
    garment_id = add_garment(jieun.id)
    add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    holder.hold()
    ACTS[act](mirror)
    assert done(closet, jieun, garment_id) == set()
    assert mirror.toast == WAIT, "not yet"
    mirror.frames = 0
    steps = live(mirror, 3)
    y = mirror.one(Pager).rect.centery
    mirror.swipe((600, y), (700, y), seconds=0.2, settle_s=0.5)
    assert steps == 12
    assert mirror.frames > 8, "the picture follows the finger meanwhile"
    assert mirror.name == "garment"
    assert done(closet, jieun, garment_id) == set()
    holder.let_go()
    live(mirror, 0.5)
    assert done(closet, jieun, garment_id) == {act}
    live(mirror, 2)
    assert done(closet, jieun, garment_id) == {act}
    assert mirror.name == ("closet" if act == "delete" else "garment")
    assert mirror.toast != BUSY


def test_another_process_holds_it(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    file = str(closet.data_dir / "closet.db")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        ACTS["wear"](mirror)
        live(mirror, 3)
        assert wears(garment_id) == 0
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.stdout.readline() == "free\n"
        live(mirror, 0.5)
        assert wears(garment_id) == 1
    assert mirror.stage.say("Worn today") in mirror.words()


def test_several_are_done_in_the_order_in_which_they_were_asked(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    holder.hold()
    for category in (Category.COAT, Category.PULLOVER, Category.COAT, Category.PULLOVER):
        mirror.tap(chip(mirror, category))
    ACTS["wear"](mirror)
    ACTS["wash"](mirror)
    live(mirror, 2)
    holder.let_go()
    live(mirror, 0.5)
    garment = closet.garments.get(jieun.id, garment_id)
    assert garment.category is Category.PULLOVER, "the last word counts"
    assert done(closet, jieun, garment_id) == {"wear", "wash"}
    words = mirror.words()
    assert mirror.stage.say("Worn today") in words
    assert mirror.stage.say("It is clean again") in words


@pytest.mark.parametrize("act", ACTS)
def test_a_closet_that_stays_busy_is_told_and_nothing_is_half_done(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    jieun: Person,
    add_garment: AddGarment,
    holder: Holder,
    act: str,
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    holder.hold()
    ACTS[act](mirror)
    live(mirror, TRY_FOR_S - 2, poll_every_s=1)
    assert mirror.toast == "", "it is still being tried"
    live(mirror, 3, poll_every_s=1)
    assert mirror.toast == BUSY
    assert mirror.name == "garment"
    holder.let_go()
    live(mirror, 7)
    assert done(closet, jieun, garment_id) == set(), "what was given up does not come as a surprise"
    ACTS[act](mirror)
    assert done(closet, jieun, garment_id) == {act}, "asked again, it is done"


@pytest.mark.parametrize("act", ACTS)
def test_the_screen_is_left_meanwhile(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    jieun: Person,
    add_garment: AddGarment,
    holder: Holder,
    act: str,
) -> None:
    other, garment_id = add_garment(jieun.id), add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    holder.hold()
    ACTS[act](mirror)
    mirror.key("escape")
    assert mirror.name == "closet"
    mirror.rooms.garment(other, [other])
    live(mirror, 1)
    holder.let_go()
    live(mirror, 0.5)
    assert done(closet, jieun, garment_id) == {act}
    assert mirror.name == "garment", "what is looked at now stays"
    assert mirror.top._id == other
    mirror.key("escape")
    mirror.wait(0.5)
    assert (garment_id in mirror.top._ids) is (act not in ("delete", "retire"))


def test_what_is_deleted_late_can_be_undone(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    holder.hold()
    ACTS["delete"](mirror)
    mirror.key("escape")
    holder.let_go()
    live(mirror, 0.5)
    assert done(closet, jieun, garment_id) == {"delete"}
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert done(closet, jieun, garment_id) == set()


def test_a_second_delete_while_the_first_one_waits_keeps_the_undo(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    holder.hold()
    ACTS["delete"](mirror)
    ACTS["delete"](mirror)
    holder.let_go()
    live(mirror, 0.5)
    assert mirror.toast == "지웠어요"
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert done(closet, jieun, garment_id) == set()


def test_the_undo_of_a_busy_closet_comes_later(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    ACTS["delete"](mirror)
    assert mirror.stack.toast is not None
    holder.hold()
    mirror.tap(mirror.stack.toast.home)
    live(mirror, 2)
    assert mirror.top._ids == []
    holder.let_go()
    live(mirror, 0.5)
    assert mirror.top._ids == [garment_id]


def test_somebody_else_has_come_meanwhile(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    garment_id = add_garment(jieun.id)
    sam = closet.people.add("Sam", language="en")
    add_garment(sam.id, Category.BAG)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    holder.hold()
    ACTS["wash"](mirror)
    mirror.rooms.enter(sam)
    live(mirror, 1)
    holder.let_go()
    live(mirror, 0.5)
    assert done(closet, jieun, garment_id) == {"wash"}
    assert (mirror.name, mirror.toast) == ("closet", ""), "what Jieun did is not Sam's"


def test_it_falls_asleep_meanwhile(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    mirror.wait(mirror.stage.preferences.clock_after_s - 3)
    holder.hold()
    # The touch itself would keep it awake, so the write is asked for without one.
    mirror.pill(mirror.stage.say("I wear it today")).tapped()
    live(mirror, 5, poll_every_s=1)
    assert mirror.name == "idle"
    holder.let_go()
    live(mirror, 1)
    assert mirror.name == "idle"
    assert wears(garment_id) == 1


def test_a_mirror_starts_on_a_busy_closet(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    add_garment(jieun.id)
    holder.hold()
    mirror = make_mirror()
    assert mirror.name == "closet"
    mirror.tap(mirror.one(Grid).rect_of(0))
    assert mirror.name == "garment"
    for open_room in (mirror.rooms.inbox, mirror.rooms.people, mirror.rooms.phone, mirror.rooms.settings):
        open_room()
        mirror.wait(0.3)
        assert mirror.name != "fault"
    holder.let_go()


def test_a_full_disk_is_told(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    database = closet._database
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(Exception, match=r"full|rollback"):  # what it is called, the mirror's toast says below
        for day in range(5000):
            closet.garments.wear(jieun.id, garment_id, date(2000, 1, 1) + timedelta(days=day))
    before = wears(garment_id)
    mirror.closet_changed()
    ACTS["wear"](mirror)
    full = mirror.stage.say_reason("the disk is full: free some space, nothing was lost")
    assert (mirror.name, mirror.toast) == ("garment", full)
    assert wears(garment_id) == before
    database.execute_sql("PRAGMA max_page_count = 1000000")
    ACTS["wear"](mirror)
    assert wears(garment_id) == before + 1


# Several rows in one write


class Between:
    """Has something done right before the so-manyth transaction of the mirror's own connection."""

    def __init__(self, closet: Closet, number: int, do: Callable[[], None]) -> None:
        self._left, self._do = number, do
        self._connection = closet._database.connection()
        self._connection.set_trace_callback(self._saw)

    def _saw(self, statement: str) -> None:
        if statement.startswith("BEGIN IMMEDIATE"):
            self._left -= 1
            if self._left == 0:
                self._do()

    def end(self) -> None:
        self._connection.set_trace_callback(None)


def fail_photos(closet: Closet, person: Person, count: int) -> list[int]:
    made = []
    for number in range(count):
        closet.inbox.submit(person.id, f"{number}.jpg", BytesIO(photo((40 * number, 99, 9))), source="phone")
        item = closet.inbox.take()
        assert item is not None
        closet.inbox.fail(item.id, "the file is empty")
        made.append(item.id)
    return made


@pytest.mark.parametrize("words", ["Dismiss all failed", "Try 4 again"])
def test_all_failed_photos_are_dealt_with_though_the_closet_gets_busy_half_way(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, holder: Holder, words: str
) -> None:
    fail_photos(closet, jieun, 4)
    mirror = make_mirror()
    mirror.rooms.inbox()
    mirror.wait(0.5)
    said = mirror.stage.say_count("Try {count} again", "Try {count} again", 4) if "Try" in words else None
    between = Between(closet, 3, holder.hold)
    mirror.tap_pill(said or mirror.stage.say(words))
    between.end()
    assert 0 < closet.inbox.counts(jieun.id)[InboxState.FAILED] < 4, "the closet became busy half way"
    live(mirror, 1)
    holder.let_go()
    live(mirror, 1)
    assert closet.inbox.counts(jieun.id)[InboxState.FAILED] == 0


def test_one_dismissed_on_the_phone_does_not_keep_the_others(
    make_mirror: MakeMirror, closet: Closet, jieun: Person
) -> None:
    first, *_ = fail_photos(closet, jieun, 4)
    mirror = make_mirror()
    mirror.rooms.inbox()
    mirror.wait(0.5)
    closet.inbox.dismiss(jieun.id, first)  # the mirror has not looked up since
    mirror.tap_pill(mirror.stage.say("Dismiss all failed"))
    assert closet.inbox.counts(jieun.id)[InboxState.FAILED] == 0


def dress_up(mirror: Mirror, garment_id: int) -> list[int]:
    """Put the first of each row on; the ids of all that is worn then."""
    mirror.rooms.wear_with(garment_id)
    mirror.wait(0.5)
    for rail in mirror.top._rails.values():
        mirror.tap(next(iter(rail.targets())))
    return [garment_id, *(tile.id for tile in mirror.top._chosen.values())]


def test_an_outfit_is_noted_whole_though_the_closet_gets_busy(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    shirt = add_garment(jieun.id)
    for category in (Category.TROUSER, Category.SNEAKER, Category.HAT):
        add_garment(jieun.id, category)
    mirror = make_mirror()
    ids = dress_up(mirror, shirt)
    assert len(ids) == 4
    between = Between(closet, 1, holder.hold)
    tap_words(mirror, "Wear this today")
    between.end()
    live(mirror, 1)
    assert mirror.name == "wear-with"
    holder.let_go()
    live(mirror, 1)
    assert [wears(number) for number in ids] == [1] * 4
    assert mirror.name == "closet"
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert [wears(number) for number in ids] == [0] * 4


def test_an_outfit_is_noted_whole_or_not_at_all(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    shirt = add_garment(jieun.id)
    for category in (Category.TROUSER, Category.SNEAKER):
        add_garment(jieun.id, category)
    mirror = make_mirror()
    ids = dress_up(mirror, shirt)
    closet.garments.delete(jieun.id, ids[-1])  # the mirror has not looked up since
    tap_words(mirror, "Wear this today")
    assert mirror.toast
    assert len({wears(number) for number in ids[:-1]}) == 1
    assert wears(shirt) == 0


def test_an_outfit_that_is_given_up_is_not_noted_in_part(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, holder: Holder
) -> None:
    shirt = add_garment(jieun.id)
    for category in (Category.TROUSER, Category.SNEAKER):
        add_garment(jieun.id, category)
    mirror = make_mirror()
    ids = dress_up(mirror, shirt)
    between = Between(closet, 1, holder.hold)
    tap_words(mirror, "Wear this today")
    between.end()
    live(mirror, TRY_FOR_S + 1, poll_every_s=1)
    assert mirror.toast == BUSY
    holder.let_go()
    assert [wears(number) for number in ids] == [0] * 3


def test_a_photo_that_comes_in_leaves_the_undo(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    ACTS["delete"](mirror)
    assert mirror.toast == "지웠어요"
    closet.inbox.submit(jieun.id, "a.jpg", BytesIO(photo()), source="phone")
    mirror.closet_changed()
    assert mirror.stack.toast is not None
    mirror.tap(mirror.stack.toast.home)
    assert done(closet, jieun, garment_id) == set()


# Files


def test_every_room_opens_without_a_single_picture(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    ids = [
        add_garment(jieun.id, category, stored=False)
        for category in (Category.SHIRT, Category.TROUSER, Category.SHOE, Category.SHIRT)
    ]
    for garment_id in ids:
        look_like(garment_id, closet, 1.0, 0.1)
    closet.inbox.submit(jieun.id, "gone.jpg", BytesIO(photo()), source="phone")
    for file in closet.photos.inbox_dir.iterdir():
        file.unlink()
    mirror = make_mirror()
    for room, open_room in {
        "closet": mirror.rooms.home,
        "garment": lambda: mirror.rooms.garment(ids[0], ids),
        "look-alikes": lambda: mirror.rooms.look_alikes(ids[0]),
        "wear-with": lambda: mirror.rooms.wear_with(ids[0]),
        "inbox": mirror.rooms.inbox,
    }.items():
        open_room()
        mirror.wait(0.5)
        assert mirror.name == room
        assert mirror.pixels().any()


@pytest.mark.parametrize(
    "data", [b"", b"RIFF\x10\x00\x00\x00WEBPVP8 nothing", photo()[:90], b"\x00" * 4096], ids=range(4)
)
def test_every_room_opens_with_broken_pictures(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, data: bytes
) -> None:
    ids = [add_garment(jieun.id, c) for c in (Category.SHIRT, Category.TROUSER, Category.SHIRT)]
    for garment_id in ids:
        look_like(garment_id, closet, 1.0, 0.1)
        picture = closet.garments.get(jieun.id, garment_id).photo
        for file in (picture.glow, picture.cutout, picture.thumbnail):
            file.write_bytes(data)
    closet.inbox.submit(jieun.id, "broken.jpg", BytesIO(data + b"."), source="phone")
    mirror = make_mirror()
    for open_room in (
        mirror.rooms.home,
        lambda: mirror.rooms.garment(ids[0], ids),
        lambda: mirror.rooms.look_alikes(ids[0]),
        lambda: mirror.rooms.wear_with(ids[0]),
        mirror.rooms.inbox,
    ):
        open_room()
        mirror.wait(0.5)
        assert mirror.name != "fault", mirror.words()


# Screens that raise


class Breaking(Screen):
    """Raises where it is told to, once its sheet is open."""

    name = "breaking"

    def __init__(self, stage: Any, where: str) -> None:
        super().__init__(stage)
        self.where = where

    def _maybe(self, where: str) -> None:
        if self.sheet is not None and where == self.where:
            raise RuntimeError("the shelf fell")

    def open_sheet(self) -> None:
        items = [MenuItem("trash3", "…", lambda: None)]
        self.show_sheet(MenuSheet(self.damage, self.stage.brush, "…", items, closed=self.close_sheet))

    def build(self) -> None:
        self._maybe("build")

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        self._maybe("update")

    def draw(self, canvas: Canvas) -> None:
        super().draw(canvas)
        self._maybe("draw")

    def touch(self, event: Any) -> None:
        self._maybe("touch")
        super().touch(event)


@pytest.mark.parametrize("where", ["build", "update", "draw", "touch"])
def test_a_screen_that_raises_under_its_sheet(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, where: str
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror()
    screen = Breaking(mirror.stage, where)
    mirror.stack.push(screen)
    mirror.wait(0.3)
    screen.open_sheet()
    mirror.wait(0.1)
    if where == "build":
        mirror.wait(1)
        mirror.closet_changed()
    mirror.tap((500, 1700))
    mirror.wait(0.5)
    assert mirror.name == "fault"
    clean = mirror.pixels()
    mirror.stack.damage.everything()
    mirror.stack.draw(mirror.canvas)
    assert (clean == mirror.pixels()).all(), "nothing of the sheet is left on the glass"
    mirror.tap_pill(mirror.stage.say("Back to the closet"))
    assert mirror.name == "closet"
    mirror.tap(mirror.one(Grid).rect_of(0))
    assert mirror.name == "garment", "the mirror goes on"


def test_what_an_action_raises_is_a_fault_and_the_next_one_is_carried_out(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()

    def fall() -> None:
        raise RuntimeError("the shelf fell")

    with pytest.raises(RuntimeError):
        mirror.rooms.carry_out(fall)
    open_garment(mirror, garment_id)
    ACTS["wear"](mirror)
    assert wears(garment_id) == 1


def test_an_open_sheet_outlives_a_write_elsewhere_and_a_picture_that_arrives(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    open_garment(mirror, garment_id)
    mirror.top._open_choice()
    mirror.wait(1)
    closet.garments.describe(jieun.id, garment_id, name="어제 산 셔츠")
    mirror.closet_changed()
    assert mirror.one(ChoiceSheet)
    assert "어제 산 셔츠" in mirror.words()
    mirror.tap(list(mirror.one(ChoiceSheet).targets())[int(Category.HAT)])
    mirror.wait(1)
    assert closet.garments.get(jieun.id, garment_id).category is Category.HAT
