"""Falling asleep and waking: the clock, the dark, the light off; what is worn today; who has left."""

import threading
from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.config import Bezel, MirrorSettings
from mirror.errors import ClosetBusy
from mirror.screens.idle.screen import IdleScreen
from mirror.screens.machine import NoMachine
from mirror.screens.settings.sleep_times import NEVER_S
from mirror.screens.widgets.label import ClockFace, DateLine, Label
from mirror.screens.widgets.outfit_lay import OutfitLay
from mirror.stylist.weather.values import Sky

from .conftest import AddGarment
from .skies import FakeSky, hour
from .touching import Mirror

MakeMirror = Callable[..., Mirror]
SIZES = [(1080, 1920), (800, 480), (480, 800), (1440, 2560), (1920, 1080)]
OUTSIDE = "맑음 · 바람 4 m/s"


@pytest.fixture
def machine() -> NoMachine:
    return NoMachine()


@pytest.fixture
def mirror(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, machine: NoMachine) -> Mirror:
    """A mirror over a closet that is not empty: the clock after 2 minutes, dark after 10, off after an hour."""
    add_garment(jieun.id)
    return make_mirror(machine=machine)


def pass_s(mirror: Mirror, seconds: float, step_s: float = 5.0) -> None:
    """A long time in long steps."""
    left_s = seconds
    while left_s > 0:
        mirror.step(min(step_s, left_s))
        left_s -= step_s
    mirror.wait(0.3)


def black(mirror: Mirror) -> bool:
    return not mirror.pixels().any()


# Falling asleep


def test_clock_then_dark_then_no_light(mirror: Mirror, machine: NoMachine) -> None:
    pass_s(mirror, 115)
    assert mirror.name == "closet"
    pass_s(mirror, 10)
    assert mirror.name == "idle"
    assert not black(mirror)
    pass_s(mirror, 480)
    assert black(mirror)
    assert machine.lit
    pass_s(mirror, 2980)
    assert machine.lit
    pass_s(mirror, 30)
    assert not machine.lit
    mirror.frames = 0
    pass_s(mirror, 8 * 3600, 60)
    assert mirror.frames == 0, "a night costs nothing"
    assert not machine.lit


def test_the_times_are_those_that_were_chosen_last(
    mirror: Mirror, closet: Closet, machine: NoMachine
) -> None:
    pass_s(mirror, 60)
    closet.preferences.change(clock_after_s=60, dark_after_s=120, off_after_s=300)
    mirror.rooms.apply()
    pass_s(mirror, 5)
    assert mirror.name == "idle"
    pass_s(mirror, 60)
    assert black(mirror)
    closet.preferences.change(dark_after_s=3600, off_after_s=7200)
    mirror.rooms.apply()
    pass_s(mirror, 5)
    assert not black(mirror), "while it sleeps, too"
    closet.preferences.change(dark_after_s=61, off_after_s=62)
    mirror.rooms.apply()
    pass_s(mirror, 5)
    assert not machine.lit


def test_never_is_never(mirror: Mirror, closet: Closet, machine: NoMachine) -> None:
    closet.preferences.change(clock_after_s=NEVER_S, dark_after_s=NEVER_S, off_after_s=NEVER_S)
    mirror.rooms.apply()
    pass_s(mirror, NEVER_S + 3600, 3600)
    assert mirror.name == "closet"
    closet.preferences.change(clock_after_s=60)
    mirror.rooms.apply()
    pass_s(mirror, NEVER_S + 3600, 3600)
    assert mirror.name == "idle"
    assert not black(mirror)
    assert machine.lit


def test_times_in_the_wrong_order_come_one_after_the_other(
    mirror: Mirror, closet: Closet, machine: NoMachine
) -> None:
    closet.preferences.change(clock_after_s=300, dark_after_s=60, off_after_s=10)
    mirror.rooms.apply()
    pass_s(mirror, 290)
    assert mirror.name == "closet"
    assert machine.lit
    pass_s(mirror, 20)
    assert black(mirror)
    assert not machine.lit


def test_after_a_screen_that_stayed_awake_the_clock_comes_first(mirror: Mirror) -> None:
    mirror.top.stays_awake = True
    pass_s(mirror, 7200)
    assert mirror.name == "closet"
    mirror.top.stays_awake = False
    mirror.wait(1)
    assert mirror.name == "idle"
    assert not black(mirror)


# Waking


@pytest.mark.parametrize("asleep_s", [130, 700, 4000], ids=["clock", "dark", "off"])
@pytest.mark.parametrize("how", ["touch", "key", "thread"])
def test_it_wakes_from_each_state_and_does_only_that(
    mirror: Mirror, machine: NoMachine, asleep_s: float, how: str
) -> None:
    before = mirror.pixels()
    pass_s(mirror, asleep_s)
    assert mirror.name == "idle"
    if how == "touch":
        mirror.tap((200, 700))  # where a garment lies
    elif how == "key":
        mirror.key("enter")
    else:
        thread = threading.Thread(target=mirror.idle.wake)
        thread.start()
        thread.join()
        mirror.wait(0.5)
    assert mirror.name == "closet"
    assert machine.lit
    assert np.array_equal(mirror.pixels()[400:], before[400:]), "what was there"
    pass_s(mirror, 115)
    assert mirror.name == "closet", "the time begins anew"


def test_the_light_is_on_before_anything_else(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    pass_s(mirror, 4000)
    shown_at: list[str] = []
    monkeypatch.setattr(mirror.stage.machine, "light", lambda _on: shown_at.append(mirror.name))
    mirror.tap((500, 500))
    assert shown_at == ["idle"]


def test_movement_keeps_it_awake(mirror: Mirror) -> None:
    for _ in range(10):
        pass_s(mirror, 100)
        mirror.idle.wake()
        mirror.wait(0.3)
    assert mirror.name == "closet"


@pytest.mark.parametrize("asleep_s", [130, 700, 4000], ids=["clock", "dark", "off"])
def test_a_fault_is_seen_at_once(mirror: Mirror, machine: NoMachine, asleep_s: float) -> None:
    pass_s(mirror, asleep_s)
    mirror.stack.fault(RuntimeError("the shelf fell"))
    mirror.wait(0.5)
    assert mirror.name == "fault"
    assert machine.lit
    assert not black(mirror)
    mirror.tap_pill("옷장으로 돌아가기")
    assert mirror.name == "closet"


def test_the_clocks_own_fault_is_seen_too(
    mirror: Mirror, machine: NoMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_s(mirror, 4000)

    def broken(self: IdleScreen, dt_s: float) -> None:
        raise RuntimeError("the spring broke")

    monkeypatch.setattr(IdleScreen, "update", broken)
    mirror.wait(1)
    assert mirror.name == "fault"
    assert machine.lit
    pass_s(mirror, 115)
    assert mirror.name == "fault", "it stays to be read"


def test_a_display_that_cannot_be_switched_ends_nothing(
    mirror: Mirror, machine: NoMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(on: bool) -> None:
        raise OSError("no such display")

    monkeypatch.setattr(machine, "light", refuse)
    pass_s(mirror, 4000)
    assert black(mirror)
    mirror.tap((500, 500))
    assert mirror.name == "closet"


def test_what_the_phone_changes_at_night_lights_nothing(
    mirror: Mirror, closet: Closet, jieun: Person, machine: NoMachine
) -> None:
    pass_s(mirror, 4000)
    changing = threading.Thread(target=lambda: (closet.people.set_language(jieun.id, "en"), closet.close()))
    changing.start()
    changing.join()
    mirror.rooms.poll()
    mirror.wait(1)
    assert mirror.name == "idle"
    assert black(mirror)
    assert not machine.lit
    mirror.tap((500, 500))
    assert mirror.name == "closet"
    assert "Closet" in mirror.words()


# Who has left


def test_whoever_has_a_pin_has_left(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    closet.people.set_pin(jieun.id, "2580")
    closet.garments.wear(jieun.id, add_garment(jieun.id), closet_day(closet))
    mirror = make_mirror()
    mirror.rooms.admit(closet.people.get(jieun.id))
    assert mirror.name == "closet"
    pass_s(mirror, 130)
    assert mirror.name == "idle"
    assert not [widget for widget in mirror.top.widgets if isinstance(widget, OutfitLay)], "nobody's clothes"
    mirror.tap((500, 500))
    assert mirror.name == "people"
    assert mirror.stage.person is None


def test_whoever_has_none_is_still_there(mirror: Mirror, jieun: Person) -> None:
    pass_s(mirror, 130)
    mirror.tap((500, 500))
    assert mirror.name == "closet"
    assert mirror.stage.person is not None
    assert mirror.stage.person.id == jieun.id


def test_a_closet_that_cannot_be_asked_is_a_fault_and_not_the_end(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise ClosetBusy("the closet is busy; try again in a moment")

    monkeypatch.setattr(mirror.rooms, "lock", busy)
    pass_s(mirror, 130)
    assert mirror.name == "fault"


# What it shows


def closet_day(closet: Closet) -> object:
    return closet._clock.now().date()


def worn(mirror: Mirror) -> int:
    """How many garments lie on the idle screen."""
    lays = [widget for widget in mirror.top.widgets if isinstance(widget, OutfitLay)]
    return len(lays[0].places) if lays else 0


def test_the_clothes_of_today(
    make_mirror: MakeMirror, closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment
) -> None:
    ids = [add_garment(jieun.id, category) for category in (Category.SHOE, Category.COAT, Category.TROUSER)]
    today = clock.now().date()
    closet.garments.wear(jieun.id, ids[0], today - timedelta(days=1))
    mirror = make_mirror()
    pass_s(mirror, 130)
    assert worn(mirror) == 0
    assert "오늘 입은 옷" not in mirror.words()
    for garment_id in ids:
        closet.garments.wear(jieun.id, garment_id, today)
    mirror.closet_changed()
    assert worn(mirror) == 3, "as soon as they are chosen"
    assert "오늘 입은 옷" in mirror.words()
    lay = next(widget for widget in mirror.top.widgets if isinstance(widget, OutfitLay))
    for index in range(3):
        place = lay.places[index]
        assert mirror.pixels()[place.centery, place.centerx].any(), "each is drawn"
    coat, trousers, shoes = (closet.garments.get(jieun.id, ids[index]).photo for index in (1, 2, 0))
    files = [{photo.glow, photo.cutout} for photo in (coat, trousers, shoes)]
    assert all(key.file in known for key, known in zip(lay.keys, files, strict=True)), "from the coat down"
    assert lay.keys[2].side_px < lay.keys[0].side_px, "shoes are smaller than a coat"


def test_what_is_planned_for_today_until_something_is_worn(
    make_mirror: MakeMirror, closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment
) -> None:
    coat, shirt, skirt = (
        add_garment(jieun.id, kind) for kind in (Category.COAT, Category.SHIRT, Category.SKIRT)
    )
    today = clock.now().date()
    closet.outfits.plan(jieun.id, [coat, shirt, skirt], today)
    mirror = make_mirror()
    pass_s(mirror, 130)
    assert worn(mirror) == 3
    assert "오늘 입기로 한 옷" in mirror.words()
    closet.outfits.wear(jieun.id, [shirt, skirt], today)
    mirror.closet_changed()
    assert worn(mirror) == 2
    assert "오늘 입은 옷" in mirror.words()


def test_tomorrow_they_are_gone(
    make_mirror: MakeMirror, closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    closet.garments.wear(jieun.id, garment_id, clock.now().date())
    closet.preferences.change(dark_after_s=NEVER_S, off_after_s=NEVER_S)
    mirror = make_mirror()
    pass_s(mirror, 130)
    assert worn(mirror) == 1
    pass_s(mirror, 16 * 3600, 60)
    assert worn(mirror) == 0
    assert mirror.one(DateLine).words == "11월 23일 월요일"


def test_somebody_elses_clothes_are_not_shown(
    make_mirror: MakeMirror, closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment
) -> None:
    other = closet.people.add("민수")
    closet.garments.wear(other.id, add_garment(other.id), clock.now().date())
    mirror = make_mirror()
    pass_s(mirror, 130)
    assert worn(mirror) == 0


def test_a_busy_closet_shows_the_clock_all_the_same(
    mirror: Mirror, closet: Closet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise ClosetBusy("the closet is busy; try again in a moment")

    monkeypatch.setattr(closet.garments, "worn_on", busy)
    pass_s(mirror, 130)
    assert mirror.name == "idle"
    assert mirror.one(ClockFace).rect.width > 100


def test_the_weather_comes_and_goes(make_mirror: MakeMirror, jieun: Person) -> None:
    sky = FakeSky()
    mirror = make_mirror(sky=sky)
    pass_s(mirror, 130)
    assert OUTSIDE not in mirror.words()
    sky.hour = hour()
    mirror.wait(1)
    assert {"−2°", OUTSIDE} <= set(mirror.words())
    sky.hour = None
    mirror.wait(1)
    assert OUTSIDE not in mirror.words()


def test_one_frame_a_minute_and_nothing_more(
    make_mirror: MakeMirror, closet: Closet, clock: FakeClock, jieun: Person, add_garment: AddGarment
) -> None:
    for category in (Category.COAT, Category.SHIRT, Category.TROUSER, Category.SHOE):
        closet.garments.wear(jieun.id, add_garment(jieun.id, category), clock.now().date())
    mirror = make_mirror(sky=FakeSky(hour()))
    pass_s(mirror, 130)
    mirror.wait(60 - mirror.clock.now().second + 1)
    mirror.frames = 0
    mirror.wait(240)
    assert mirror.frames == 4


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 14])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_lies_on_anything_else(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    clock: FakeClock,
    jieun: Person,
    add_garment: AddGarment,
    cuts: list[str],
    size: tuple[int, int],
    count: int,
) -> None:
    for number in range(count):
        closet.garments.wear(jieun.id, add_garment(jieun.id, Category(number % 14)), clock.now().date())
    weather = hour(-18.6, Sky.THUNDER, wind_ms=18)
    mirror = make_mirror(size, MirrorSettings(bezel_px=Bezel(top=20, left=12)), sky=FakeSky(weather))
    mirror.stack.push(IdleScreen(mirror.stage))
    mirror.wait(0.5)
    places = []
    for widget in mirror.top.widgets:
        assert mirror.layout.area.contains(widget.rect), f"{widget} {widget.rect}"
        if isinstance(widget, OutfitLay):
            places += widget.places
            assert len(widget.places) == min(count, 9)
            assert all(widget.rect.contains(place) for place in widget.places)
        elif isinstance(widget, Label):
            width = mirror.stage.brush.width(widget.words, widget._style)
            place = widget.rect.copy()
            place.left = place.right - width if widget._anchor == "right" else place.left
            place.width = min(width, place.width)
            places.append(place)
        else:
            places.append(widget.rect)
    for number, place in enumerate(places):
        assert place.collidelist(places[:number]) < 0, f"{place} at {size}"
    assert not cuts
