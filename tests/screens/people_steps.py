"""Steps that the tests of people and PINs take at a mirror."""

from collections.abc import Callable, Sequence

from mirror.screens.widgets.faces import Faces
from mirror.screens.widgets.menu_sheet import MenuRow, MenuSheet
from mirror.screens.widgets.pinpad import OK, PinPad

from .touching import Mirror

MakeMirror = Callable[..., Mirror]
SIZES = [(1080, 1920), (800, 480), (480, 800), (1440, 2560), (1920, 1080)]
PIN = "2580"


def open_people(mirror: Mirror) -> Faces:
    mirror.rooms.people()
    mirror.wait(0.3)
    faces: Faces = mirror.one(Faces)
    return faces


def tap_face(mirror: Mirror, index: int) -> None:
    mirror.tap(mirror.one(Faces).place_of(index))


def press(mirror: Mirror, keys: Sequence[str]) -> None:
    for key in keys:
        mirror.tap(mirror.one(PinPad).place_of(key))


def enter(mirror: Mirror, pin: str) -> None:
    press(mirror, [*pin, OK])


def choose(mirror: Mirror, words: str) -> None:
    """Tap the row of the open menu that begins so."""
    mirror.wait(0.5)
    rows = [part for part in mirror.one(MenuSheet).parts if isinstance(part, MenuRow)]
    row = next(row for row in rows if row.words == words)
    mirror.tap(row.rect)
    mirror.wait(0.5)


def offered(mirror: Mirror) -> int:
    return len(list(mirror.one(PinPad).targets()))


def says(mirror: Mirror, words: str) -> bool:
    return any(words in said for said in mirror.words())


def enter_from_people(mirror: Mirror) -> None:
    tap_face(mirror, 0)
    enter(mirror, PIN)
    mirror.wait(0.5)
    assert mirror.name == "closet"


def colourful(mirror: Mirror) -> int:
    """How many pixels have a colour, as only clothes do."""
    pixels = mirror.pixels().astype(int)
    return int((pixels.max(axis=2) - pixels.min(axis=2) > 40).sum())
