"""Every screen at several sizes, in both languages: nothing off the screen, nothing cut, everything reachable."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.config import MirrorSettings
from mirror.screens.screenshot import _MAKERS, SCREENS
from mirror.screens.widgets.brush import ELLIPSIS, Brush
from mirror.screens.widgets.rail import Rail
from mirror.screens.widgets.theme import TEXT, TOUCH, Layout

from .conftest import AddGarment
from .touching import FakeFeed, Mirror

MakeMirror = Callable[..., Mirror]
SIZES = [(1080, 1920), (800, 480), (480, 800), (1440, 2560), (1920, 1080)]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_words_are_cut_and_all_targets_are_on_the_screen(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    add_garment: AddGarment,
    noise: np.ndarray,
    cuts: list[str],
    size: tuple[int, int],
    language: str,
) -> None:
    person = closet.people.add("지은", language=language)
    closet.people.set_password_hash(person.id, "hash")
    for category in Category:
        add_garment(person.id, category, confidence=0.41 if category % 2 else 0.92, uncertain=category == 3)
    closet.inbox.submit(person.id, "IMG_1.jpg", BytesIO(b"1"), source="phone")
    camera = FakeFeed(noise)
    mirror = make_mirror(size, camera=camera)
    ids = [tile.id for tile in closet.garments.tiles(person.id)]
    shown = [(name, None) for name in SCREENS] + [("garment", garment_id) for garment_id in ids]
    for name, garment_id in shown:
        mirror.stack.reset(_MAKERS[name](mirror.stage, garment_id))
        mirror.wait(0.3)
        assert mirror.name == name, f"{name}: {mirror.words()}"
        assert not cuts, f"{name} at {size} in {language} cuts {cuts}"
        for target in mirror.top.targets():
            assert mirror.layout.screen.colliderect(target), f"{name}: {target} is off the screen"
        inside = mirror.layout.screen
        for widget in mirror.top.widgets:
            assert inside.contains(widget.rect) or isinstance(widget, Rail), f"{name}: {widget} {widget.rect}"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_labels_and_buttons_do_not_lie_on_each_other(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, size: tuple[int, int]
) -> None:
    from mirror.screens.widgets.button import Button
    from mirror.screens.widgets.label import Label

    for _ in range(3):
        add_garment(jieun.id, uncertain=True)
    mirror = make_mirror(size)
    for name in ("garment", "first-start", "phone", "fault", "people"):
        mirror.stack.reset(_MAKERS[name](mirror.stage, None))
        mirror.wait(0.3)
        labels = [w for w in mirror.top.widgets if isinstance(w, Label) and w.words]
        for button in (w for w in mirror.top.widgets if isinstance(w, Button)):
            for label in labels:
                width = min(label.rect.width, mirror.stage.brush.width(label.words, label._style))
                words = label.rect.copy()
                if label._anchor == "right":
                    words.left = words.right - width
                elif label._anchor == "centre":
                    words.left += (words.width - width) // 2
                words.width = width
                assert not button.rect.colliderect(words), f"{name} at {size}: {label.words!r} under a button"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_whatever_can_be_touched_is_large_enough(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, size: tuple[int, int]
) -> None:
    add_garment(jieun.id)
    mirror = make_mirror(size)
    least = mirror.layout.px(TOUCH) - 1
    for name in SCREENS:
        mirror.stack.reset(_MAKERS[name](mirror.stage, None))
        mirror.wait(0.3)
        for target in mirror.top.targets():
            whole = target.right < size[0] - 1  # one that scrolls out of sight counts when it is in sight
            assert target.height >= least, f"{name}: {target}"
            assert target.width >= least or not whole, f"{name}: {target}"


def test_the_bezel_stays_black(make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment) -> None:
    for _ in range(30):
        add_garment(jieun.id)
    mirror = make_mirror(settings=MirrorSettings(bezel_px=60))
    for name in ("closet", "garment", "people", "idle", "phone"):
        mirror.stack.reset(_MAKERS[name](mirror.stage, None))
        mirror.wait(0.5)
        pixels = mirror.pixels()
        for edge in (pixels[:60], pixels[-60:], pixels[:, :60], pixels[:, -60:]):
            assert not edge.any(), name


def test_long_names_end_in_an_ellipsis(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment
) -> None:
    garment_id = add_garment(jieun.id)
    closet.garments.describe(
        jieun.id, garment_id, name="할머니가 떠 주신 아주 따뜻하고 오래된 겨울 스웨터 " * 2
    )
    mirror = make_mirror()
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(0.3)
    title = max(mirror.words(), key=len)
    shown, style = mirror.stage.brush.fit(title, TEXT, 500)
    assert shown.endswith(ELLIPSIS)
    assert mirror.stage.brush.width(shown, style) <= 500
    pixels = mirror.pixels()
    assert not pixels[1000:1200, 1070:].any(), "the name ends within the margin"


def test_every_hangul_syllable_has_its_glyph() -> None:
    """pygame does not report missing glyphs, so their pictures are compared."""
    import pygame

    brush = Brush(Layout((1080, 1920)))
    missing = pygame.image.tobytes(brush.text("\uffff", TEXT, (255, 255, 255)), "RGBA")
    for code in range(0xAC00, 0xD7A4, 7):
        drawn = brush._font(TEXT).render(chr(code), True, (255, 255, 255))
        assert pygame.image.tobytes(drawn, "RGBA") != missing, chr(code)


def test_every_english_key_has_its_korean() -> None:
    from babel.messages.pofile import read_po

    from mirror import locale

    file = locale.FOLDER / "ko" / "LC_MESSAGES" / "mirror.po"
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale="ko")
    compiled = locale.words("ko", "mirror")
    for message in catalogue:
        if message.id and isinstance(message.id, str):
            assert message.string, message.id
            assert compiled.gettext(message.id) == message.string, f"{message.id}: run `make words`"


def test_every_word_of_the_code_is_in_the_catalogue() -> None:
    from pathlib import Path

    from babel.messages.extract import extract_from_dir

    from mirror import locale, screens

    keywords = {"say": None, "say_count": (1, 2), "N_": None}
    compiled = locale.words("ko", "mirror")
    folder = str(Path(screens.__path__[0]))
    found = 0
    for _file, _line, message, _comments, _context in extract_from_dir(folder, keywords=keywords):
        one, many = message if isinstance(message, tuple) else (message, message)
        assert compiled.gettext(one) != one or compiled.ngettext(one, many, 2) != many, (
            f"no Korean for {one!r}"
        )
        found += 1
    assert found > 90
