"""Every screen still looks as it did, as the pictures in golden/pictures show it. `make golden` makes them anew."""

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pygame import Rect

import mirror.screens
from mirror.screens.screen import Screen
from mirror.screens.screenshot import SCREENS
from mirror.screens.stage import Stage
from mirror.screens.widgets.button import IconButton, Pill
from mirror.screens.widgets.canvas import Canvas
from mirror.screens.widgets.faces import Faces
from mirror.screens.widgets.facts import Figures
from mirror.screens.widgets.icon import Icon
from mirror.screens.widgets.label import Label
from mirror.screens.widgets.pinpad import PinPad
from mirror.screens.widgets.qr import QrCode
from mirror.screens.widgets.rows import Rows
from mirror.screens.widgets.theme import SURFACE
from mirror.screens.widgets.widget import Widget
from mirror.vision.shades import NAMES

from .golden.cases import CASES, SIZES, Case
from .golden.comparing import beside_each_other, difference, packed, shrunk, unpacked
from .golden.drawing import KEPT, Size, all_pictures, draw, file_name
from .golden.filling import Language
from .golden.finger import Finger
from .golden.households import Households

ASIDE = (1, 0, -0.15, 0, 1, -0.1)  # of an affine transform: so many pixels to the right and down
PICTURES = list(all_pictures())
BY_NAME = {case.name: case for case in CASES}


@pytest.fixture(scope="module")
def households() -> Iterator[Households]:
    """The closets, built when a picture first needs them; in memory where the machine has such a place."""
    memory = Path("/dev/shm")
    within = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="otjang-golden-", dir=within) as folder:
        yield Households(Path(folder))


@pytest.mark.parametrize(
    ("case", "size", "language"), PICTURES, ids=[file_name(*picture) for picture in PICTURES]
)
def test_a_screen_looks_as_it_did(
    case: Case, size: Size, language: Language, households: Households, tmp_path: Path
) -> None:
    name = file_name(case, size, language)
    new = shrunk(draw(case, size, language, households))
    file = KEPT / name
    old = unpacked(file.read_bytes()) if file.exists() else None
    if old is not None and not (found := difference(old, new)).seen:
        return
    beside = tmp_path / f"{Path(name).stem}.png"
    beside_each_other(old, new).save(beside)
    assert old is not None, f"{name} is missing: look at {beside}, then `make golden`"
    pytest.fail(
        f"{name} looks otherwise than it did, most of all at {found.at} ({found.worst:.0f} of 255 there,"
        f" {found.mean:.1f} in the mean). Before, now and the difference: {beside}. If it is meant: `make golden`"
    )


def test_every_picture_has_its_case() -> None:
    assert {file.name for file in KEPT.iterdir()} == {file_name(*picture) for picture in PICTURES}
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_screen_has_a_picture() -> None:
    """Those that `otjang screenshot` knows, and all that there are."""
    assert mirror.screens.MirrorFace, "loads every screen"
    seen = {case.seen for case in CASES}
    assert {case.screen for case in CASES} == set(SCREENS)
    assert {
        kind.name for kind in _kinds(Screen) if kind.__module__.startswith("mirror.") and kind.name
    } <= seen


def test_the_kept_pictures_stay_small() -> None:
    """git keeps each version of each of them."""
    assert sum(file.stat().st_size for file in KEPT.iterdir()) < 2_500_000


# What the comparison sees


@cache
def _kept(name: str, size: Size, language: Language, households: Households) -> np.ndarray:
    """As it would be read from its file."""
    return unpacked(packed(shrunk(draw(BY_NAME[name], size, language, households))))


def _now(name: str, size: Size, language: Language, households: Households) -> np.ndarray:
    return shrunk(draw(BY_NAME[name], size, language, households))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("name", "language", "word", "other"),
    [
        ("garment", "ko", "마지막으로", "처음으로"),  # the smallest letters that there are
        ("garment", "ko", "같아요", "같어요"),
        ("garment", "ko", "입을게요", "입을께요"),
        ("closet", "ko", "최근", "처음"),
        ("inbox-empty", "en", "waiting", "missing"),
        ("settings", "en", "Brightness", "Luminosity"),
        ("phone", "ko", "휴대폰", "전화기"),
    ],
)
def test_another_word_is_seen(
    *,
    name: str,
    language: Language,
    word: str,
    other: str,
    size: Size,
    households: Households,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, say = _kept(name, size, language, households), Stage.say
    changed: list[str] = []

    def misspoken(self: Stage, text: str, **values: object) -> str:
        said = say(self, text, **values)
        changed.extend([said] * (word in said))
        return said.replace(word, other)

    monkeypatch.setattr(Stage, "say", misspoken)
    new = _now(name, size, language, households)
    assert changed, f"{name} does not say {word!r}"
    assert difference(old, new).seen, difference(old, new)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("closet", Label),
        ("closet", IconButton),
        ("garment", Label),
        ("garment", Pill),
        ("garment", Figures),
        ("fault", Icon),
        ("people", Faces),
        ("pin", PinPad),
        ("phone", QrCode),
        ("inbox", Rows),
    ],
)
def test_a_widget_that_moved_by_six_pixels_is_seen(
    name: str, kind: type[Widget], size: Size, households: Households
) -> None:
    """Six pixels of the screen are three of the kept picture of a large one."""
    old = _kept(name, size, "en", households)

    def move(finger: Finger) -> None:
        found = next(widget for widget in finger.top.widgets if isinstance(widget, kind))
        found.rect = found.rect.move(6, 0)

    new = shrunk(draw(BY_NAME[name]._replace(then=move), size, "en", households))
    assert difference(old, new).seen, difference(old, new)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_another_icon_is_seen(size: Size, households: Households, monkeypatch: pytest.MonkeyPatch) -> None:
    old, icon = _kept("garment", size, "ko", households), Canvas.icon

    def other(self: Canvas, name: str, *more: object) -> None:
        icon(self, "archive" if name == "basket2" else name, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Canvas, "icon", other)
    new = _now("garment", size, "ko", households)
    assert difference(old, new).seen, difference(old, new)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_another_colour_is_seen(size: Size, households: Households, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a disc of 36 pixels: blue in place of beige, as light as before."""
    old, swatch = _kept("garment", size, "ko", households), Canvas.swatch

    def other(self: Canvas, centre: tuple[int, int], diameter_px: int, colour: tuple[int, int, int]) -> None:
        assert colour == NAMES["beige"]
        swatch(self, centre, diameter_px, (150, 196, 255))

    monkeypatch.setattr(Canvas, "swatch", other)
    new = _now("garment", size, "ko", households)
    assert difference(old, new).seen, difference(old, new)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_letters_that_are_cut_off_are_seen(
    size: Size, households: Households, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lowest fifth of the words on a button, gone."""
    old, text = _kept("garment", size, "ko", households), Canvas.text
    lines: list[str] = []

    def cut(self: Canvas, words: str, *more: object, **named: object) -> Rect:
        place = text(self, words, *more, **named)  # type: ignore[arg-type]
        if words == "어울리는 옷":
            lines.append(words)
            rect = Rect(place.left, place.bottom - place.height * 2 // 5, place.width, place.height * 2 // 5)
            self.fill(rect, SURFACE)
        return place

    monkeypatch.setattr(Canvas, "text", cut)
    new = _now("garment", size, "ko", households)
    assert lines
    assert difference(old, new).seen, difference(old, new)


@pytest.mark.parametrize(
    "name", ["closet-dense", "wear-with", "people-pictures", "capture-countdown", "settings"]
)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_neither_a_lossy_file_nor_the_edges_of_letters_are_seen(
    name: str, size: Size, households: Households
) -> None:
    """The whole picture 0.15 pixels to the side is what another rasteriser of letters does, or more."""
    drawn = draw(BY_NAME[name], size, "ko", households)
    old = unpacked(packed(shrunk(drawn)))
    aside = drawn.transform(drawn.size, Image.Transform.AFFINE, ASIDE, Image.Resampling.BILINEAR)
    for new in (drawn, aside):
        found = difference(old, shrunk(new))
        assert not found.seen, found


def test_a_picture_of_another_size_is_seen() -> None:
    assert difference(np.zeros((960, 540, 3), np.uint8), np.zeros((540, 960, 3), np.uint8)).seen


def _kinds(kind: type[Screen]) -> Iterator[type[Screen]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)
