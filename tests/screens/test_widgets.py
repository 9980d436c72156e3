"""The parts that several screens are made of, each by itself, and the header of the closet with its weather."""

import itertools
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pygame import Rect

from mirror.clock import FakeClock
from mirror.closet import Closet, Order, Person, State, Wanted
from mirror.config import MirrorSettings
from mirror.screens.closet.layout import closet_places
from mirror.screens.closet.words import what_is_shown
from mirror.screens.garment.layout import info_places
from mirror.screens.garment.words import money_in_words
from mirror.screens.touch import Touch, TouchKind
from mirror.screens.weather import Weather
from mirror.screens.widgets.button import IconButton, Pill, TextLink
from mirror.screens.widgets.facts import Figures
from mirror.screens.widgets.grid import Grid
from mirror.screens.widgets.label import DateLine
from mirror.screens.widgets.outfit_lay import laid_out
from mirror.screens.widgets.picture_rail import PictureRail
from mirror.screens.widgets.rail import Chip, Rail
from mirror.screens.widgets.rows import Row, Rows
from mirror.screens.widgets.theme import GROUND, SURFACE, TOUCH, Layout
from mirror.stylist.weather.values import Sky

from .conftest import AddGarment
from .crowded import BEZEL, GIVEN, SIZES, crowd, size_id, trouble
from .skies import FakeSky, hour
from .touching import Mirror

MakeMirror = Callable[..., Mirror]


@pytest.fixture
def mirror(make_mirror: MakeMirror, jieun: Person) -> Mirror:
    return make_mirror()


def tap(widget: object, at: tuple[int, int]) -> None:
    for kind in (TouchKind.DOWN, TouchKind.TAP):
        widget.touch(Touch(kind, *at, *at))  # type: ignore[attr-defined]


# An outfit laid out

WEIGHTS = [
    [1.0],
    [1.0, 1.0],
    [1.0, 1.0, 0.6],
    [1.0, 1.0, 1.0, 0.6, 0.5, 0.6],
    [0.5],
    [0.6, 0.5],
    [1.0] * 7,
]


@pytest.mark.parametrize("weights", WEIGHTS, ids=len)
@pytest.mark.parametrize("size", [(952, 500), (500, 952), (300, 300), (700, 90), (40, 40)], ids=size_id)
def test_things_lie_beside_each_other_within_their_room(weights: list[float], size: tuple[int, int]) -> None:
    room = Rect((64, 200), size)
    places = laid_out(room, weights)
    assert len(places) == len(weights)
    for place in places:
        assert room.inflate(2, 2).contains(place), (room, place)
        assert place.width == place.height > 0
    for one, other in itertools.combinations(places, 2):
        assert not one.colliderect(other)
    sides = {
        weight: {place.width for w, place in zip(weights, places, strict=True) if w == weight}
        for weight in weights
    }
    for weight, widths in sides.items():
        assert max(widths) - min(widths) <= 1
        assert max(widths) <= weight / max(weights) * max(place.width for place in places) + 1


def test_not_a_pixel_lies_outside() -> None:
    room = Rect(64, 200, 500, 952)
    assert all(room.contains(place) for place in laid_out(room, WEIGHTS[3]))


def test_one_thing_fills_its_room() -> None:
    assert laid_out(Rect(0, 0, 900, 500), [1.0]) == [Rect(200, 0, 500, 500)]
    assert laid_out(Rect(0, 0, 900, 500), []) == []


def test_two_things_in_a_wide_room_lie_beside_and_in_a_tall_one_below_each_other() -> None:
    one, two = laid_out(Rect(0, 0, 1000, 400), [1.0, 1.0])
    assert one.top == two.top
    one, two = laid_out(Rect(0, 0, 400, 1000), [1.0, 1.0])
    assert one.left == two.left


def test_two_small_things_lie_one_above_the_other_where_that_makes_all_larger() -> None:
    coat, hat, bag = laid_out(Rect(0, 0, 500, 390), [1.0, 0.6, 0.7])
    assert hat.centerx == pytest.approx(bag.centerx, abs=1)
    assert hat.bottom <= bag.top + 1
    assert coat.width > 500 / 2.3, "as wide as beside each other they would not be"


# A row of pictures


@pytest.fixture
def rail(
    mirror: Mirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> tuple[PictureRail, list[int]]:
    for _ in range(20):
        add_garment(jieun.id)
    files = [tile.glow for tile in closet.garments.tiles(jieun.id)]
    picked: list[int] = []
    place = Rect(64, 1200, 1016, 200)
    made = PictureRail(
        place, mirror.top.damage, mirror.layout, mirror.pictures, files=files, picked=picked.append, chosen=15
    )
    return made, picked


def test_the_chosen_picture_is_in_sight_at_first(rail: tuple[PictureRail, list[int]]) -> None:
    widget, _ = rail
    assert widget.rect.contains(widget._place(15))
    assert widget.kinetics.offset_px > 0


def test_a_tap_picks_and_a_drag_does_not(rail: tuple[PictureRail, list[int]]) -> None:
    widget, picked = rail
    at = widget._place(14).center
    tap(widget, at)
    assert picked == [14]
    widget.touch(Touch(TouchKind.DOWN, *at, *at))
    widget.touch(Touch(TouchKind.DRAG, *at, *at, dx=-80))
    widget.touch(Touch(TouchKind.RELEASE, *at, *at))
    assert picked == [14]


def test_a_tap_that_stops_the_glide_picks_nothing(rail: tuple[PictureRail, list[int]]) -> None:
    widget, picked = rail
    at = widget.rect.center
    widget.touch(Touch(TouchKind.DOWN, *at, *at))
    widget.touch(Touch(TouchKind.DRAG, *at, *at, dx=60))
    widget.touch(Touch(TouchKind.RELEASE, *at, *at, vx=1500.0))
    widget.update(0.05)
    assert widget.moving
    tap(widget, at)
    assert picked == []
    assert not widget.moving


def test_a_finger_that_moves_up_or_down_is_not_the_rows(rail: tuple[PictureRail, list[int]]) -> None:
    widget, picked = rail
    x, y = widget._place(14).center
    place = widget.kinetics.offset_px
    widget.touch(Touch(TouchKind.DOWN, x, y, x, y))
    assert widget.drags
    widget.touch(Touch(TouchKind.DRAG, x - 5, y - 40, x, y, dx=-5, dy=-40))
    assert not widget.drags
    widget.touch(Touch(TouchKind.DRAG, x - 300, y - 40, x, y, dx=-295))
    widget.touch(Touch(TouchKind.RELEASE, x - 300, y - 40, x, y, vx=-2000.0))
    assert widget.kinetics.offset_px == place
    assert not widget.moving
    assert picked == []


def test_a_finger_that_goes_along_the_row_may_stray(rail: tuple[PictureRail, list[int]]) -> None:
    widget, _ = rail
    x, y = widget.rect.center
    place = widget.kinetics.offset_px
    widget.touch(Touch(TouchKind.DOWN, x, y, x, y))
    widget.touch(Touch(TouchKind.DRAG, x + 30, y, x, y, dx=30))
    widget.touch(Touch(TouchKind.DRAG, x + 40, y + 90, x, y, dx=10, dy=90))
    assert widget.drags
    assert widget.kinetics.offset_px == place - 40


def test_it_springs_back_from_beyond_its_ends(rail: tuple[PictureRail, list[int]]) -> None:
    widget, _ = rail
    at = widget.rect.center
    for way in (5000, -9000):
        widget.touch(Touch(TouchKind.DOWN, *at, *at))
        widget.touch(Touch(TouchKind.DRAG, *at, *at, dx=way))
        list(widget.targets())
        widget.touch(Touch(TouchKind.RELEASE, *at, *at))
        for _ in range(200):
            widget.update(0.02)
        assert widget.kinetics.offset_px in (0, widget.kinetics.end_px)


def test_a_touch_beside_the_pictures_picks_nothing(mirror: Mirror) -> None:
    picked: list[int] = []
    widget = PictureRail(
        Rect(0, 0, 1000, 200),
        mirror.top.damage,
        mirror.layout,
        mirror.pictures,
        files=[Path("/nowhere.webp")],
        picked=picked.append,
    )
    tap(widget, (900, 100))
    assert picked == []
    assert not widget.touch(Touch(TouchKind.DOWN, 500, 300, 500, 300)), "below it is somebody else's"


# A row of chips


def test_several_chips_are_chosen_and_the_first_of_them_is_in_sight(mirror: Mirror) -> None:
    rail = Rail(Rect(0, 0, 500, 96), mirror.top.damage, mirror.stage.brush, lambda value: None, inset_px=16)
    chips = [Chip(number, f"chip {number}", number) for number in range(30)]
    rail.set_chips(chips, 20, 25)
    places = {chip.value: place for chip, place in rail._places()}
    assert rail.rect.contains(places[20])
    assert rail._chosen == {20, 25}
    rail.set_chips(chips[:2])
    assert rail.kinetics.offset_px == 0, "fewer chips than before leave nobody in the void"
    assert rail._chosen == frozenset()


def test_a_chip_of_few_letters_is_wide_enough_for_a_finger(mirror: Mirror) -> None:
    rail = Rail(Rect(0, 0, 500, 96), mirror.top.damage, mirror.stage.brush, lambda value: None, inset_px=0)
    rail.set_chips([Chip(1, "M"), Chip(2, "")])
    assert all(place.width >= mirror.layout.px(TOUCH) for _, place in rail._places())


def test_a_chip_is_never_wider_than_its_row(make_mirror: MakeMirror, jieun: Person) -> None:
    mirror = make_mirror((480, 800))
    rail = Rail(Rect(0, 0, 440, 54), mirror.top.damage, mirror.stage.brush, lambda value: None, inset_px=0)
    rail.set_chips([Chip(1, "Maison du Très Long Nom & Fils Couturiers, Paris et Séoul"[:60], 3)])
    [(_, place)] = rail._places()
    assert place.width <= rail.rect.width


def test_words_that_have_no_room_end_in_an_ellipsis_and_keep_their_size(mirror: Mirror) -> None:
    rail = Rail(Rect(0, 0, 500, 96), mirror.top.damage, mirror.stage.brush, lambda value: None, inset_px=0)
    chips = [Chip(1, "COS", 2), Chip(2, "Maison du Très Long Nom & Fils Couturiers", 3, swatch=(9, 9, 9))]
    rail.set_chips(chips)
    shown = [rail._words(chip, place.width) for chip, place in rail._places()]
    assert shown[0] == "COS"
    assert shown[1].startswith("Maison")
    assert shown[1].endswith("…")


@pytest.mark.parametrize(("raised", "ground"), [(False, GROUND), (True, SURFACE)])
def test_chips_sink_into_what_they_lie_on(
    mirror: Mirror, *, raised: bool, ground: tuple[int, int, int]
) -> None:
    place = Rect(0, 0, 500, 96)
    rail = Rail(place, mirror.top.damage, mirror.stage.brush, lambda value: None, inset_px=0, raised=raised)
    rail.set_chips([Chip(number, "a chip of some width") for number in range(9)])
    mirror.canvas.begin(place)
    mirror.canvas.fill(place, ground)
    rail.draw(mirror.canvas)
    edge = mirror.pixels()[10:86, 499]
    assert (abs(edge.astype(int) - ground) <= 1).all()
    assert (mirror.pixels()[48, 300:400] != ground).any()


# Figures


def columns(mirror: Mirror, width: int, *figures: tuple[str, str]) -> tuple[int, list[int]]:
    """How large the figures are, in design pixels, and how wide their columns, in pixels."""
    made = Figures(Rect(0, 0, width, 112), mirror.top.damage, figures)
    style, widths = made._columns(mirror.stage.brush)
    return style.size, widths


def test_figures_stand_in_equal_columns_until_one_needs_more(mirror: Mirror) -> None:
    short, dear = ("4×", "worn"), ("₩4,266,667", "a wear")
    assert columns(mirror, 900, short, short, short) == (60, [300, 300, 300])
    size, widths = columns(mirror, 700, short, short, dear)
    assert size == 60
    assert widths[0] == widths[1] < 700 // 3 < widths[2]
    assert sum(widths) <= 700 + mirror.layout.px(20)
    size, widths = columns(mirror, 380, short, ("11 days ago", "last worn"), dear)
    assert 34 <= size < 60, "all of them smaller alike"
    assert sum(widths) <= 380 + mirror.layout.px(20)
    assert columns(mirror, 60, short, dear) == (34, [30, 30]), "what cannot fit is cut, and nothing hangs"


def test_without_figures_nothing_is_drawn(mirror: Mirror) -> None:
    Figures(Rect(0, 0, 900, 112), mirror.top.damage, ()).draw(mirror.canvas)


# Rows


def test_rows_begin_where_they_were(mirror: Mirror) -> None:
    rows = Rows(Rect(0, 0, 900, 600), mirror.top.damage, mirror.layout, scrolled_px=700.0)
    rows.set_rows([Row(str(number)) for number in range(30)])
    assert rows.kinetics.offset_px == 700
    rows.set_rows([Row("only one")])
    assert rows.kinetics.offset_px == 0
    assert rows._place(0).top == 0
    rows.set_rows([])
    assert list(rows.targets()) == []
    tap(rows, (100, 50))


# Words


@pytest.mark.parametrize(
    ("wanted", "order", "expected"),
    [
        (Wanted(), Order.NEWEST, "최근 추가한 순"),
        (Wanted(state=State.WASH), Order.UNWORN, "오래 안 입은 순"),
        (Wanted(state=State.CLEAN), Order.NEWEST, "깨끗한 옷 · 7"),
        (Wanted(colours=frozenset({"red"})), Order.NEWEST, "빨강 · 7"),
        (Wanted(colours=frozenset({"red", "blue"})), Order.NEWEST, "파랑 · 빨강 · 7"),
        (Wanted(colours=frozenset({"red"}), brands=frozenset({"COS", "A"})), Order.NEWEST, "빨강 · A … · 7"),
    ],
    ids=range(6),
)
def test_what_is_shown_is_said(mirror: Mirror, wanted: Wanted, order: Order, expected: str) -> None:
    assert what_is_shown(mirror.stage, wanted, order, 7) == expected


@pytest.mark.parametrize(
    ("minor", "currency", "korean", "english"),
    [
        (2786, "KRW", "₩2,786", "₩2,786"),
        (6550, "USD", "US$65.50", "$65.50"),
        (0, "KRW", "₩0", "₩0"),
        (123456, "EUR", "€1,234.56", "€1,234.56"),
        (500, "JPY", "JP¥500", "¥500"),
        (1234, "KWD", "KWD1.234", "KWD1.234"),
        (10**12, "KRW", "₩1,000,000,000,000", "₩1,000,000,000,000"),
        (5, "XQZ", "XQZ0.05", "XQZ0.05"),
    ],
)
def test_money(mirror: Mirror, minor: int, currency: str, korean: str, english: str) -> None:
    assert money_in_words(mirror.stage, minor, currency).replace("\xa0", "") == korean
    mirror.stage.set_person(mirror.stage.person, "en")
    assert money_in_words(mirror.stage, minor, currency).replace("\xa0", "") == english


@pytest.mark.parametrize(
    ("celsius", "expected"), [(-12.4, "−12°"), (-0.4, "0°"), (0.0, "0°"), (3.5, "4°"), (38.0, "38°")]
)
def test_degrees(celsius: float, expected: str) -> None:
    assert Weather(celsius, "").degrees == expected


# The header


def test_the_weather_comes_changes_and_goes(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    sky = FakeSky()
    mirror = make_mirror(sky=sky)
    bare = mirror.pixels()
    sky.hour = hour(21.2)
    mirror.wait(0.5)
    assert {"21°", "맑음 · 바람 4 m/s"} <= set(mirror.words())
    sky.hour = hour(-3.0, Sky.SNOW)
    mirror.wait(0.5)
    assert {"−3°", "눈 · 바람 4 m/s"} <= set(mirror.words())
    assert "21°" not in mirror.words()
    sky.hour = None
    mirror.wait(0.5)
    assert np.array_equal(bare[:500], mirror.pixels()[:500])


def test_the_same_weather_draws_nothing(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror(sky=FakeSky(hour(21.0)))
    mirror.wait(60 - mirror.clock.now().second + 1)
    mirror.frames = 0
    mirror.wait(40)
    assert mirror.frames == 0


def test_weather_that_comes_under_a_finger_shows_when_it_has_left(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment
) -> None:
    for _ in range(30):
        add_garment(jieun.id)
    sky = FakeSky()
    mirror = make_mirror(sky=sky)
    at = mirror.one(Grid).rect.center
    mirror.send(mirror.gestures.down(1, *at, mirror.clock.monotonic_s()))
    sky.hour = hour(21.2)
    mirror.wait(0.5)
    mirror.send(mirror.gestures.move(1, at[0], at[1] - 100, mirror.clock.monotonic_s()))
    mirror.send(mirror.gestures.up(1, at[0], at[1] - 100, mirror.clock.monotonic_s()))
    mirror.wait(4)
    assert "21°" in mirror.words()


def test_where_it_is_narrow_the_date_gives_way_to_the_weather(
    make_mirror: MakeMirror, closet: Closet, add_garment: AddGarment
) -> None:
    person = closet.people.add("Sam", language="en")
    closet.people.set_password_hash(person.id, "hash")
    add_garment(person.id)
    sky = FakeSky()
    mirror = make_mirror((800, 480), sky=sky)

    def dates() -> int:
        return sum(isinstance(widget, DateLine) for widget in mirror.top.widgets)

    assert dates() == 1
    sky.hour = hour(-12.4, Sky.SNOW)
    mirror.wait(0.5)
    assert dates() == 0
    assert "−12°" in mirror.words()
    sky.hour = None
    mirror.wait(0.5)
    assert dates() == 1


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("framed", [False, True], ids=["bare", "framed"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_a_crowded_closet_has_its_room(
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
    person = closet.people.add("Alexandra-Marie", language=language)  # type: ignore[arg-type]
    closet.people.set_password_hash(person.id, "hash")
    crowd(closet, clock, person.id, garment_files)
    mirror = make_mirror(
        size,
        settings=MirrorSettings(bezel_px=BEZEL if framed else 0),
        sky=FakeSky(hour(-12.4, Sky.FAIR, wind_ms=11)),
    )
    mirror.wait(8)
    assert not trouble(mirror, cuts, given=(*GIVEN, "Alexandra-Marie"))
    assert mirror.one(Grid).in_sight()


@pytest.mark.parametrize("framed", [False, True], ids=["bare", "framed"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_the_closets_parts_do_not_share_a_place(size: tuple[int, int], framed: bool) -> None:
    layout = Layout(size, BEZEL) if framed else Layout(size)
    top = layout.area.top + layout.px(392 if layout.portrait else 132)
    places = closet_places(layout, top)
    parts = [places.grid, places.filters, places.rail, places.bar]
    for one, other in itertools.combinations(parts, 2):
        assert not one.colliderect(other)
    for part in (*parts, places.link):
        assert layout.area.contains(part)
    if layout.portrait:
        assert min(part.top for part in (places.filters, places.rail, places.bar)) > layout.area.centery


@pytest.mark.parametrize("framed", [False, True], ids=["bare", "framed"])
@pytest.mark.parametrize("size", SIZES, ids=size_id)
def test_a_garments_parts_stand_in_order_whatever_is_known(size: tuple[int, int], framed: bool) -> None:
    layout = Layout(size, BEZEL) if framed else Layout(size)
    optional = ("notes", "made", "colours", "figures")
    for count in range(len(optional) + 1):
        for known in itertools.combinations(optional, count):
            places = info_places(layout, known)
            assert (
                {"last", "first", "chips", "detail", "title"}
                <= set(places)
                <= {*known, "last", "first", "chips", "detail", "title"}
            )
            rects = list(places.values())
            for upper, lower in itertools.pairwise(rects[::-1]):
                assert upper.bottom <= lower.top
            assert all(layout.area.contains(rect) for rect in rects)


def test_the_air_above_the_buttons_does_not_depend_on_what_is_left_out() -> None:
    layout = Layout((800, 480))
    airs = set()
    for known in (("made",), ("notes", "made", "colours", "figures"), ("colours",)):
        places = info_places(layout, known)
        lowest = max(rect.bottom for name, rect in places.items() if name not in ("first", "last"))
        airs.add(places["first"].top - lowest)
    assert len(airs) == 1


# Buttons


def test_a_button_lets_go_when_the_finger_leaves_it(mirror: Mirror) -> None:
    pressed: list[str] = []
    pill = Pill(Rect(0, 0, 300, 120), mirror.top.damage, "하나", lambda: pressed.append("pill"))
    icon = IconButton(
        Rect(0, 200, 96, 96), mirror.top.damage, "gear", lambda: pressed.append("icon"), dot=True
    )
    link = TextLink(
        Rect(0, 400, 400, 96), mirror.top.damage, "둘", lambda: pressed.append("link"), icon="chevron-down"
    )
    for widget in (pill, icon, link):
        at = widget.rect.center
        widget.touch(Touch(TouchKind.DOWN, *at, *at))
        assert widget.pressed
        widget.touch(Touch(TouchKind.DRAG, *at, *at, dx=50))
        assert not widget.pressed
        widget.touch(Touch(TouchKind.RELEASE, *at, *at))
        tap(widget, at)
    assert pressed == ["pill", "icon", "link"]
