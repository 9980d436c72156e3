"""From a case to its picture, by the same way as `otjang screenshot`."""

from collections.abc import Iterator
from pathlib import Path

from PIL.Image import Image

from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.config import MirrorSettings
from mirror.screens.rooms import Rooms
from mirror.screens.screenshot import picture
from mirror.stylist.stylist import Stylist

from .cases import CASES, LANGUAGES, URL, Case
from .filling import NOW, Language
from .finger import Finger
from .households import Households

KEPT = Path(__file__).parent / "pictures"

Size = tuple[int, int]


def file_name(case: Case, size: Size, language: str) -> str:
    """Where a picture is kept, below KEPT."""
    return f"{case.name}.{size[0]}x{size[1]}.{language}.webp"


def all_pictures() -> Iterator[tuple[Case, Size, Language]]:
    """Every case in every size and language; those of one closet follow each other."""
    for language in LANGUAGES:
        for case in CASES:
            for size in case.sizes:
                yield case, size, language


def draw(case: Case, size: Size, language: Language, households: Households) -> Image:
    """The picture at its full size, RGB. Raises AssertionError when another screen came up than was meant."""
    household = households.get(case.household, language, copied=case.writes)
    clock = FakeClock(NOW)
    closet = Closet.open(household.folder, clock)

    def then(rooms: Rooms) -> None:
        finger = Finger(rooms)
        case.then(finger)
        assert finger.top.name == case.seen, f"{case.name} shows {finger.top.name}"

    stylist = Stylist(closet, clock, case.sky())
    given = {"admin_url": URL, "stylist": stylist} | case.given()
    try:
        return picture(
            closet,
            MirrorSettings(language=language),
            clock,
            case.screen,
            size,
            language=language,
            garment_id=household.ids[case.garment] if case.garment else None,
            then=then,
            **given,
        )
    finally:
        closet.close()
