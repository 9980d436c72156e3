"""The mirror lives by what the household has chosen, as soon as a phone has written it."""

from collections.abc import Callable

import pytest

from mirror.closet import Closet, Person
from mirror.config import MirrorSettings
from mirror.screens.garment.words import length_in_words

from .conftest import AddGarment
from .skies import FakeSky, hour
from .touching import Mirror
from .writing import from_afar

MakeMirror = Callable[..., Mirror]


@pytest.fixture
def chosen(closet: Closet) -> Callable[..., None]:
    """chosen(units="imperial") writes preferences as the phone does: over another connection."""

    def choose(**values: object) -> None:
        from_afar(closet, lambda: closet.preferences.change(**values))

    return choose


def test_to_nobody_in_particular_it_speaks_the_language_of_the_household(
    make_mirror: MakeMirror, closet: Closet, jieun: Person
) -> None:
    closet.people.set_pin(jieun.id, "2580")  # so that nobody is at the mirror at first
    closet.preferences.change(language="en")
    mirror = make_mirror(settings=MirrorSettings(language="ko"))
    assert "Who is at the mirror?" in mirror.words()
    closet.preferences.change(language=None)
    mirror.close()
    assert "Who is at the mirror?" not in make_mirror(settings=MirrorSettings(language="ko")).words()


def test_another_language_shows_at_once(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, chosen: Callable[..., None]
) -> None:
    closet.people.set_pin(jieun.id, "2580")
    mirror = make_mirror()
    assert "Who is at the mirror?" not in mirror.words()
    chosen(language="en")
    mirror.rooms.poll()
    mirror.wait(0.5)
    assert "Who is at the mirror?" in mirror.words()


def test_a_person_keeps_their_own_language(
    make_mirror: MakeMirror, jieun: Person, add_garment: AddGarment, chosen: Callable[..., None]
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror()
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(0.5)
    chosen(language="en")
    mirror.rooms.poll()
    mirror.wait(0.5)
    assert (mirror.stage.language, mirror.name) == ("ko", "garment"), "and is left in peace"


def test_lengths_and_degrees_in_the_units_of_the_household(
    make_mirror: MakeMirror, jieun: Person, chosen: Callable[..., None]
) -> None:
    mirror = make_mirror(sky=FakeSky(hour(-2.4)))
    assert length_in_words(mirror.stage, 100) == "길이 약 100 cm"
    assert mirror.stage.weather().degrees == "−2°"
    assert mirror.stage.weather().sky == "맑음 · 바람 4 m/s"
    chosen(units="imperial")
    mirror.rooms.poll()
    assert length_in_words(mirror.stage, 100) == "길이 약 39인치"
    assert mirror.stage.weather().degrees == "28°"
    assert mirror.stage.weather().sky == "맑음 · 바람 9 mph"
    assert mirror.stage.preferences.units == "imperial"
