"""The grid in its three sizes: by button, by two fingers, by wheel and by keys; what is marked; what is redrawn."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pygame import Rect

from mirror.screens.pictures import PictureKey, Pictures
from mirror.screens.pixels import blank, image_of
from mirror.screens.touch import Touch, TouchKind
from mirror.screens.widgets.brush import Brush
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.damage import Damage
from mirror.screens.widgets.grid import Grid
from mirror.screens.widgets.sight import Sight
from mirror.screens.widgets.theme import FRAME_S, MOTION_S, Layout
from mirror.screens.widgets.tiling import COMFORTABLE, DENSE, LARGE, columns_of
from mirror.screens.widgets.veil import Veil

from .conftest import HUES, webp

SIZE = (540, 960)  # half of the real one, so that whole pictures are compared quickly
RECT = Rect(20, 150, 500, 625)
ZOOMS = (LARGE, COMFORTABLE, DENSE)


class Glass:
    """A grid under its veil, alone on a screen: what is marked is drawn as the stack draws it."""

    def __init__(
        self,
        files: list[Path],
        count: int,
        *,
        zoom: int = COMFORTABLE,
        size: tuple[int, int] = SIZE,
        rect: Rect = RECT,
        mark_of: Callable[[int], str] | None = None,
    ) -> None:
        layout = Layout(size)
        self.damage = Damage(layout.screen)
        self.pictures = Pictures()
        self.tapped: list[int] = []
        self.zoomed: list[int] = []
        self.grid = Grid(
            rect,
            self.damage,
            layout,
            pictures=self.pictures,
            file_of=lambda index: files[index % len(files)],
            tapped=self.tapped.append,
            mark_of=mark_of,
            zoom=zoom,
            zoomed=self.zoomed.append,
        )
        self._veil = Veil(rect, self.damage, top_px=layout.px(28), bottom_px=layout.px(110))
        self.canvas = Canvas(blank(size), Brush(layout))
        self.frames = 0
        self.grid.set_count(count)
        self.damage.everything()
        self.step()

    def step(self, dt_s: float = FRAME_S) -> None:
        """Let time pass and draw what is marked."""
        self.grid.update(dt_s)
        rects = self.damage.take()
        self.frames += bool(rects)
        for rect in rects:
            self.canvas.begin(rect)
            self.grid.draw(self.canvas)
            self._veil.draw(self.canvas)
        self.canvas.surface.set_clip(None)

    def settle(self) -> None:
        """Until nothing moves any more."""
        self.step()
        for _ in range(600):
            if not self.grid.moving:
                return
            self.step()
        pytest.fail("the grid does not come to rest")

    def pixels(self) -> np.ndarray:
        return np.asarray(image_of(self.canvas.surface))

    def drawn_anew(self) -> np.ndarray:
        """The picture as it is when all of it is drawn, over a ground that must not shine through."""
        self.canvas.surface.fill((255, 0, 255))
        self.damage.everything()
        self.step(0)
        return self.pixels()

    def touch(self, kind: TouchKind, x: int, y: int, **more: float) -> bool:
        return self.grid.touch(Touch(kind, x, y, **more))  # type: ignore[arg-type]

    def pinch(self, scale: float, at: tuple[int, int] = RECT.center, *, ends: bool = True) -> None:
        """Two fingers around `at` spread or close in steps, and leave."""
        assert self.touch(TouchKind.DOWN, *at)
        self.touch(TouchKind.CANCEL, *at)
        for step in range(1, 6):
            now = 1 + (scale - 1) * step / 5
            assert self.touch(TouchKind.PINCH, *at, start_x=at[0], start_y=at[1], scale=now)
            self.step()
        if ends:
            self.touch(TouchKind.PINCH_END, *at, start_x=at[0], start_y=at[1], scale=scale)

    def nearest(self, at: tuple[int, int]) -> int:
        """The tile that stands nearest to a pixel."""
        places = {i: self.grid.rect_of(i).center for i in self.grid.in_sight()}
        return min(places, key=lambda i: (places[i][0] - at[0]) ** 2 + (places[i][1] - at[1]) ** 2)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A picture of each hue."""
    folder = tmp_path_factory.mktemp("pictures")
    made = [folder / f"{number}.webp" for number in range(len(HUES))]
    for file, hue in zip(made, HUES, strict=True):
        file.write_bytes(webp(hue, 360, alpha=False))
    return made


@pytest.fixture
def make_glass(files: list[Path]) -> Iterator[Callable[..., Glass]]:
    """make_glass(count, ...) shows so many garments."""
    yield lambda count, **more: Glass(files, count, **more)


# Sizes


@pytest.mark.parametrize(
    ("size", "width"),
    [((1080, 1920), 1000), ((480, 800), 436), ((800, 480), 690), ((1440, 2560), 1334), ((1920, 1080), 1650)],
)
def test_the_three_sizes_differ_on_every_screen(size: tuple[int, int], width: int) -> None:
    large, comfortable, dense = (columns_of(zoom, width, Layout(size)) for zoom in ZOOMS)
    assert 1 < large < comfortable < dense
    if size == (1080, 1920):
        assert (large, comfortable, dense) == (2, 3, 5)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_tiles_fill_the_width_and_open(make_glass: Callable[..., Glass], zoom: int) -> None:
    glass = make_glass(60, zoom=zoom)
    grid = glass.grid
    assert RECT.width - grid.columns < grid.columns * grid.side_px <= RECT.width
    last = grid.columns - 1
    at = grid.rect_of(last).center
    glass.touch(TouchKind.DOWN, *at)
    glass.touch(TouchKind.TAP, *at)
    assert glass.tapped == [last]
    assert grid._key(0).side_px == grid.side_px, "each size has pictures of its own, no larger than needed"


# Changing the size


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("to", ZOOMS)
def test_the_garment_in_the_middle_stays_there(make_glass: Callable[..., Glass], zoom: int, to: int) -> None:
    glass = make_glass(5000, zoom=zoom)
    glass.grid.kinetics.scroll(glass.grid.kinetics.end_px / 2)
    glass.step()
    middle = glass.nearest(RECT.center)
    y = glass.grid.rect_of(middle).centery
    glass.grid.set_zoom(to)
    glass.settle()
    assert glass.grid.zoom == to
    assert abs(glass.grid.rect_of(middle).centery - y) <= 1
    assert glass.zoomed == [], "only fingers tell of it"


@pytest.mark.parametrize(
    ("scale", "to"), [(1.3, LARGE), (0.75, DENSE), (1.2, COMFORTABLE), (0.85, COMFORTABLE)]
)
def test_a_pinch_changes_the_size_around_the_fingers(
    make_glass: Callable[..., Glass], scale: float, to: int
) -> None:
    glass = make_glass(5000)
    glass.grid.kinetics.scroll(100_000)
    glass.step()
    at = (350, 650)
    held = glass.nearest(at)
    before = glass.grid.rect_of(held)
    glass.pinch(scale, at)
    glass.settle()
    assert glass.grid.zoom == to
    assert glass.zoomed == ([] if to == COMFORTABLE else [to])
    place = glass.grid.rect_of(held)
    if to == COMFORTABLE:
        assert place == before
    else:
        # It stays where the fingers let it go, which is as far from them as the spreading has brought it.
        assert abs(place.centery - (at[1] + (before.centery - at[1]) * scale)) <= 2
    assert glass.tapped == [], "what the first finger had begun is no tap"


def test_no_size_beyond_the_last(make_glass: Callable[..., Glass]) -> None:
    for zoom, scale in ((LARGE, 1.9), (DENSE, 0.5)):
        glass = make_glass(500, zoom=zoom)
        glass.pinch(scale)
        glass.settle()
        assert glass.grid.zoom == zoom
        assert glass.zoomed == []
        glass.grid.set_zoom(zoom * 9)
        assert glass.grid.zoom == zoom


def test_a_pinch_that_is_broken_off_changes_nothing(make_glass: Callable[..., Glass]) -> None:
    glass = make_glass(50)
    before = glass.pixels()
    glass.pinch(1.8, ends=False)
    assert not np.array_equal(before, glass.pixels()), "the pictures follow the fingers"
    glass.touch(TouchKind.CANCEL, *RECT.center)
    glass.settle()
    assert glass.grid.zoom == COMFORTABLE
    assert np.array_equal(before, glass.pixels())


def test_what_is_between_the_fingers_follows_them() -> None:
    sight = Sight()
    place = Rect(400, 900, 300, 300)
    sight.pinch(1.5, (550, 1050), (560, 1100), way=(True, True))
    drawn = sight.drawn(place)
    assert drawn.center == (560, 1100)
    assert drawn.width == 450
    sight.pinch(9.0, (550, 1050), (550, 1050), way=(True, True))
    assert sight.drawn(place).width <= 600, "spread without bound it would fill no glass with sense"
    sight.pinch(1.5, (550, 1050), (550, 1050), way=(False, True))
    assert 300 < sight.drawn(place).width < 360, "where there is no larger size it hardly follows"


def test_neighbours_stay_neighbours_while_they_grow() -> None:
    sight = Sight()
    for scale in (0.53, 0.871, 1.137, 1.9):
        sight.pinch(scale, (377, 811), (391, 800), way=(True, True))
        for number in range(5):
            left, right = (sight.drawn(Rect(333 * i, 333, 333, 333)) for i in (number, number + 1))
            assert left.right == right.left


def test_it_settles_within_the_time_of_a_motion(make_glass: Callable[..., Glass]) -> None:
    glass = make_glass(500)
    glass.grid.set_zoom(DENSE)
    passed = 0.0
    while glass.grid.moving:
        glass.step()
        passed += FRAME_S
    assert MOTION_S - FRAME_S <= passed <= MOTION_S + 2 * FRAME_S
    frames = glass.frames
    for _ in range(30):
        glass.step()
    assert glass.frames == frames, "at rest nothing is drawn"


def test_a_finger_ends_the_settling(make_glass: Callable[..., Glass]) -> None:
    glass = make_glass(500)
    glass.grid.set_zoom(DENSE)
    glass.step()
    at = glass.grid.rect_of(12).center
    glass.touch(TouchKind.DOWN, *at)
    assert not glass.grid.moving
    glass.touch(TouchKind.TAP, *at)
    assert glass.tapped == [12]


# How many


@pytest.mark.parametrize("count", [0, 1, 2, 5000])
def test_any_number_of_garments(make_glass: Callable[..., Glass], count: int) -> None:
    glass = make_glass(count)
    grid = glass.grid
    for zoom in (DENSE, LARGE, COMFORTABLE):
        grid.set_zoom(zoom)
        glass.settle()
        assert 0 <= grid.kinetics.offset_px <= grid.kinetics.end_px
        if count < 5:
            assert list(grid.in_sight()) == list(range(count))
        else:
            assert grid.columns < len(grid.in_sight()) < 60
    if count:
        glass.pinch(0.7)
        glass.settle()
        assert grid.zoom == DENSE
    else:
        assert not glass.touch(TouchKind.PINCH, *RECT.center, scale=1.5), "nothing to spread"
    assert np.array_equal(glass.pixels(), glass.drawn_anew())


def test_the_last_row_stays_in_bounds(make_glass: Callable[..., Glass]) -> None:
    glass = make_glass(5000, zoom=LARGE)
    grid = glass.grid
    for zoom in (DENSE, COMFORTABLE, LARGE):
        grid.kinetics.scroll(10**9)
        grid.set_zoom(zoom)
        glass.settle()
        assert 0 <= grid.kinetics.offset_px <= grid.kinetics.end_px
        grid.kinetics.scroll(10**9)
        assert grid.in_sight()[-1] == 4999
        assert grid.rect_of(4999).bottom < RECT.bottom, "clear of the fade"
        grid.kinetics.scroll(-(10**9))
        grid.set_zoom(zoom)
        assert grid.rect_of(0).top > RECT.top


def test_no_more_is_wanted_than_can_be_kept(files: list[Path]) -> None:
    """On a display so large that three screenfuls do not fit, what is in sight is kept."""
    layout = Layout(SIZE)
    side = RECT.width // columns_of(COMFORTABLE, RECT.width, layout)
    pictures = Pictures(cache_bytes=16 * side * side * 4)
    named = [files[0].with_name(f"one of many {number}.webp") for number in range(60)]
    for number, file in enumerate(named):
        file.write_bytes(files[number % len(files)].read_bytes())
    grid = Grid(
        RECT,
        Damage(layout.screen),
        layout,
        pictures=pictures,
        file_of=named.__getitem__,
        tapped=lambda _: None,
    )
    grid.set_count(60)
    grid.update(0)
    assert len(grid.in_sight()) <= pictures.room(side) == 16
    assert all(pictures.get(PictureKey(named[index], side)) is not None for index in grid.in_sight())


# What is drawn


def test_marks_are_drawn_and_stay_small(make_glass: Callable[..., Glass]) -> None:
    plain = make_glass(30)
    marked = make_glass(30, mark_of=lambda index: "basket2" if index == 4 else "")
    for zoom in ZOOMS:
        for glass in (plain, marked):
            glass.grid.set_zoom(zoom)
            glass.settle()
        place = marked.grid.rect_of(4)
        differs = np.argwhere((plain.pixels() != marked.pixels()).any(axis=2))
        assert len(differs), "the mark is there"
        (top, left), (bottom, right) = differs.min(axis=0), differs.max(axis=0)
        assert place.centerx < left and right < place.right, "in the right half of its own tile"
        assert place.centery < top and bottom < place.bottom, "in the lower half of its own tile"


def test_a_picture_on_its_way_is_shown_in_its_other_size(make_glass: Callable[..., Glass]) -> None:
    glass = make_glass(30)
    glass.pictures.want = lambda *_: None  # type: ignore[method-assign]  (nothing arrives any more)
    place = glass.grid.rect_of(0)
    assert glass.pixels()[place.centery, place.centerx].any()
    glass.grid.set_zoom(DENSE)
    glass.settle()
    place = glass.grid.rect_of(0)
    colour = glass.pixels()[place.centery, place.centerx]
    assert np.abs(colour.astype(int) - HUES[0]).max() < 40, "no grey box, but the shirt"


@pytest.mark.parametrize("zoom", ZOOMS)
def test_drawing_only_what_is_marked_gives_the_same_picture(
    make_glass: Callable[..., Glass], zoom: int
) -> None:
    """After every kind of movement, and in the midst of it."""
    glass = make_glass(203, zoom=zoom, mark_of=lambda index: "basket2" if index % 4 == 1 else "")
    grid = glass.grid

    def check(after: str) -> None:
        partly = glass.pixels()
        assert np.array_equal(partly, glass.drawn_anew()), after

    check("at first")
    at = RECT.center
    for kind, more in (
        (TouchKind.DOWN, {}),
        (TouchKind.DRAG, {"dy": -137}),
        (TouchKind.DRAG, {"dy": 412}),
        (TouchKind.RELEASE, {"vy": -4000.0}),
    ):
        glass.touch(kind, *at, **more)
        glass.step()
        check(f"in the midst of {kind.name}")
    glass.step()
    check("while it glides")
    glass.settle()
    check("after a throw")
    glass.touch(TouchKind.WHEEL, *at, dy=-120)
    glass.step()
    check("after the wheel")
    for key in ("down", "down", "up"):
        assert grid.reveal(key)
        glass.step()
    check("after keys")
    place = grid.rect_of(grid.in_sight()[grid.columns + 1])
    glass.touch(TouchKind.DOWN, *place.center)
    glass.step()
    check("while pressed")
    glass.touch(TouchKind.CANCEL, *place.center)
    glass.step()
    check("after a press")
    for scale in (0.6, 1.4, 0.9):
        glass.pinch(scale, (200, 450), ends=False)
        check("while two fingers are on it")
        glass.touch(TouchKind.PINCH_END, 200, 450, start_x=200, start_y=450, scale=scale)
        glass.step(MOTION_S / 3)
        check("while it settles")
        glass.settle()
        check("after a pinch")
    grid.kinetics.scroll(10**9)
    grid.mark()
    glass.step()
    check("at the end")
    grid.set_count(2)
    glass.settle()
    check("with fewer garments")


# Wheel and keys


@pytest.mark.parametrize("zoom", ZOOMS)
def test_wheel_and_arrow_keys(make_glass: Callable[..., Glass], zoom: int) -> None:
    glass = make_glass(400)
    grid = glass.grid
    grid.set_zoom(zoom)
    glass.settle()
    grid.kinetics.scroll(3000)
    offset = grid.kinetics.offset_px
    assert glass.touch(TouchKind.WHEEL, *RECT.center, dy=-120)
    assert grid.kinetics.offset_px == offset + 120
    assert grid.reveal("down")
    assert grid.kinetics.offset_px == offset + 120 + grid.side_px, "an arrow moves by one row"
    assert grid.reveal("up")
    assert grid.kinetics.offset_px == offset + 120
    assert not grid.reveal("left")
    targets = list(grid.targets())
    assert len(targets) >= grid.columns
    assert all(target.size == (grid.side_px, grid.side_px) for target in targets)
    assert not glass.touch(TouchKind.WHEEL, 270, 50, dy=-120), "the wheel above the header is not the grid's"
