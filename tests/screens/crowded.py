"""A closet in which everything is known and long, and the question whether a screen has room for all it shows."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO

import numpy as np
from PIL import Image
from pygame import Rect

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.closet.embeddings import Look
from mirror.closet.records import Guess, NamedColour
from mirror.config import Bezel
from mirror.screens.widgets.button import Button
from mirror.screens.widgets.column import Column
from mirror.screens.widgets.facts import Figures, Swatches
from mirror.screens.widgets.gliding import Gliding
from mirror.screens.widgets.label import ClockFace, Label
from mirror.screens.widgets.nav import NavItem, PlusButton
from mirror.screens.widgets.picture_rail import PictureRail
from mirror.screens.widgets.rail import Rail
from mirror.screens.widgets.sheet import Sheet
from mirror.screens.widgets.theme import TOUCH
from mirror.screens.widgets.widget import Widget
from mirror.vision.shades import NAMES

from .touching import Mirror

SIZES = [(1080, 1920), (800, 480), (480, 800), (1440, 2560), (1920, 1080)]
BEZEL = Bezel(top=40, right=10, bottom=60, left=25)
NAME = "할머니가 떠 주신 아주 따뜻하고 오래된 겨울 스웨터 the warm one"
NOTES = "드라이클리닝만 하고, 그늘에서 말리고, 옷걸이에 걸지 말고 개어 두기. Never in the dryer. " * 4
BRAND = "Maison du Long Nom & Fils Couturiers 메종 뒤 롱 농 에 피스"
SIZE = "EU 52 / UK 42 / 한국 105 long"
PLACE = "안방 붙박이장 왼쪽에서 두 번째 칸 맨 위 선반, 파란 상자 안 behind the hats"
GIVEN = (NAME, BRAND, SIZE, PLACE, " ".join(NOTES.split()))  # what people wrote may be cut
Parts = list[tuple[Widget, Rect]]


def size_id(size: object) -> str:
    """For the names of tests."""
    return f"{size[0]}x{size[1]}" if isinstance(size, tuple) else str(size)


def look_like(garment_id: int, closet: Closet, *numbers: float) -> None:
    """Give a garment a direction; two of nearly the same direction look alike."""
    closet.embeddings.store(garment_id, Look("test", np.array(numbers, np.float32)))


def photo(colour: tuple[int, int, int] = (120, 80, 40), size: tuple[int, int] = (300, 400)) -> bytes:
    """A plain JPEG."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def crowd(closet: Closet, clock: FakeClock, person_id: int, files: list[dict[str, bytes]]) -> list[int]:
    """Two garments of each kind, all of it known, every third in the wash, and seven photos on their way.

    The first two are worn, dear, alike and long of name. Returns the ids in the order in which they came.
    """
    colours = list(NAMES)
    made = []
    for number in range(2 * len(Category)):
        category = Category(number % len(Category))
        name = f"{number + 1:064x}"
        for kind, data in files[number % len(files)].items():
            file = closet.photos.path(name, kind)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        clock.advance(1)
        rivals = [Category((category + step) % len(Category)) for step in (1, 2)]
        palette = [colours[(number + step) % len(colours)] for step in (0, 9, 17)]
        garment_id = closet.garments.add(
            person_id,
            name,
            guesses=[Guess(category, 0.41), *(Guess(rival, 0.2) for rival in rivals)],
            colours=[
                NamedColour(c, NAMES[c], share) for c, share in zip(palette, (0.52, 0.31, 0.17), strict=True)
            ],
            cutout_uncertain=False,
            sure=False,
            patterned=True,
            length_cm=128.0,
        )
        closet.garments.describe(
            person_id,
            garment_id,
            name=NAME if number % 2 == 0 else "",
            notes=NOTES,
            brand=BRAND if number % 2 == 0 else f"브랜드 {number}",
            size=SIZE,
            place=PLACE,
            price_minor=12_800_000 if number % 4 else 1_280_000,
            currency="KRW" if number % 4 else "USD",
        )
        made.append(garment_id)
        look_like(garment_id, closet, 1.0, number / 60)
    today = clock.now().date()
    for days in (11, 40, 400):
        for garment_id in made[:9]:
            closet.garments.wear(person_id, garment_id, today - timedelta(days=days))
    for garment_id in made[2::3]:
        closet.garments.wash(person_id, garment_id)
    closet.garments.retire(person_id, made[-1])
    for number in range(7):
        name = f"IMG_{number}_{'아주 긴 이름 ' * 6}.jpg"
        closet.inbox.submit(person_id, name, BytesIO(photo((30 * number, 90, 90))), source="phone")
    for _ in range(4):
        item = closet.inbox.take()
        assert item is not None
        closet.inbox.fail(item.id, "this is no photo that can be read; send JPEG, PNG, WebP or HEIC")
    closet.inbox.take()
    return made


# Whether there is room


def trouble(mirror: Mirror, cuts: Iterable[str] = (), *, given: Iterable[str] = GIVEN) -> list[str]:
    """What is wrong with what is shown now, in words: cut, covered, too small, under the bezel, on each other.

    cuts: what had to be cut so far; what people wrote (`given`) may be.
    """
    given = tuple(given)
    found = [f"cut: {words!r}" for words in cuts if not any(one in words for one in given)]
    found += _under_the_bezel(mirror)
    places = list(_touchables(mirror))
    area, least = mirror.layout.area, mirror.layout.px(TOUCH) - 1
    for number, (widget, place, whole) in enumerate(places):
        kind = _named(widget)
        if not area.contains(place):
            found.append(f"{kind} at {tuple(place)} leaves the area {tuple(area)}")
        if whole and min(place.size) < least:
            found.append(f"{kind} is {place.size}, less than {least}")
        for other, at, _ in places[number + 1 :]:
            common = place.clip(at)
            if common.width > 1 and common.height > 1:
                found.append(f"{kind} at {tuple(place)} and {_named(other)} at {tuple(at)} share a place")
    words = list(_written(mirror))
    buttons = [(w, place) for w, place, _ in places if isinstance(w, (Button, NavItem, PlusButton))]
    for number, (what, place) in enumerate(words):
        if not area.contains(place):
            found.append(f"{what!r} at {tuple(place)} leaves the area {tuple(area)}")
        found += [f"{what!r} lies under {_named(button)}" for button, at in buttons if place.colliderect(at)]
        found += [
            f"{what!r} and {other!r} lie on each other"
            for other, at in words[number + 1 :]
            if place.colliderect(at)
        ]
    return found


def _parts(mirror: Mirror) -> Iterator[tuple[Widget, Rect]]:
    """What can be touched or read now, and where it is in sight: the sheet's parts, or else the screen's."""
    top = mirror.top.widgets
    for widget in top[-1].parts if top and isinstance(top[-1], Sheet) else top:
        if isinstance(widget, Column):
            yield from ((part, widget.rect) for part in widget.parts if widget.rect.colliderect(part.rect))
        else:
            yield widget, mirror.layout.screen


def _touchables(mirror: Mirror) -> Iterator[tuple[Widget, Rect, bool]]:
    """Each target, as far as it is in sight, and whether all of it is."""
    for widget, sight in _parts(mirror):
        scrolls = isinstance(widget, (Gliding, Rail, PictureRail))
        for target in widget.targets():
            seen = (target.clip(widget.rect) if scrolls else target).clip(sight)
            if seen.height < target.height and sight.height < mirror.layout.screen.height:
                yield widget, seen, False  # the rest of it has been scrolled away
                continue
            cut_off = scrolls and (
                seen.size != target.size or seen.right == widget.rect.right or seen.left == widget.rect.left
            )
            yield widget, seen, not cut_off or (isinstance(widget, PictureRail) and seen.size == target.size)


def _written(mirror: Mirror) -> Iterator[tuple[str, Rect]]:
    """Each line of words or figures and where it stands."""
    brush, px = mirror.stage.brush, mirror.layout.px
    for widget, sight in _parts(mirror):
        if not sight.contains(widget.rect):
            continue
        if isinstance(widget, Label) and widget.words:
            words, style = brush.fit(widget.words, widget._style, widget.rect.width, shrink=widget._shrink)
            place = Rect(0, 0, brush.width(words, style), px(style.size))
            side = {"left": "midleft", "centre": "center", "right": "midright"}[widget._anchor]
            setattr(place, side, getattr(widget.rect, side))
            yield widget.words, place
        elif isinstance(widget, (Figures, Swatches)):
            yield type(widget).__name__, widget.rect
        elif isinstance(widget, ClockFace):
            width = brush.digit_width(widget._style) * 4 + brush.width(":", widget._style)
            place = Rect(0, 0, width, px(widget._style.size * 0.8))
            place.midleft = widget.rect.midleft
            yield widget._shown, place


def _under_the_bezel(mirror: Mirror) -> list[str]:
    pixels, area = mirror.pixels(), mirror.layout.area
    edges = {
        "top": pixels[: area.top],
        "bottom": pixels[area.bottom :],
        "left": pixels[:, : area.left],
        "right": pixels[:, area.right :],
    }
    return [f"something is drawn under the bezel at the {side}" for side, edge in edges.items() if edge.any()]


def _named(widget: Widget) -> str:
    words = getattr(widget, "words", "") or getattr(widget, "_icon", "")
    return f"{type(widget).__name__} {words!r}" if words else type(widget).__name__
