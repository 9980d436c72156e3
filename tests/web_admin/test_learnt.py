"""What has been learnt: shown with what it stands on, corrected, forgotten."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Conditions, Felt, Person
from mirror.stylist.learning.values import ThermalOffset
from mirror.vision.facts import NamedColour
from web_admin.rooms.learnt import scale

from .conftest import Phone

COOL = Conditions(
    celsius=5, wind_ms=3, humidity_percent=60, rain_mm=0, given_clo=1.3, least_clo=1.2, neutral_clo=1.7
)


@pytest.fixture
def answers(closet: Closet, clock: FakeClock, jieun: Person, make_garment: Callable[..., int]) -> list[int]:
    """The same outfit on six days, too cold on each, the newest last."""
    red = [NamedColour("red", (184, 32, 40), 1.0)]
    outfit = [make_garment(jieun.id, kind, colours=red) for kind in (Category.SHIRT, Category.TROUSER)]
    day = clock.now().date()
    return [
        closet.outfits.wear(jieun.id, outfit, day - timedelta(days=ago), conditions=COOL, felt=Felt.TOO_COLD)
        for ago in range(6, 0, -1)
    ]


def test_before_anything_is_said_it_says_how_to_begin(phone: Phone) -> None:
    text = phone.get("/today/learnt").text
    assert text.count("Nothing yet.") == 2
    assert "Forget" not in text


def test_what_was_said_is_shown_with_what_it_stands_on(phone: Phone, answers: list[int]) -> None:
    text = phone.get("/today/learnt").text
    for said in ("colder than most", "from 6 answers", "Colours that you like", "red", "What you like together",
                 "6 outfits that you chose", "0 that you passed over"):  # fmt: skip
        assert said in text, said
    assert text.index(f'id="outfit-{answers[-1]}"') < text.index(f'id="outfit-{answers[0]}"')


def test_an_answer_is_corrected_and_the_offset_follows(
    phone: Phone, closet: Closet, jieun: Person, answers: list[int]
) -> None:
    for number in answers:
        back = f"/today/learnt#outfit-{number}"
        answer = phone.post(
            f"/today/outfits/{number}/felt", {"felt": "too-warm"}, query_string={"next": back}
        )
        assert answer.location == back
    assert "warmer than most" in phone.get("/today/learnt").text


def test_warmth_and_taste_are_forgotten_one_by_one(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, answers: list[int]
) -> None:
    clock.advance(60)
    assert phone.post("/today/learnt/warmth/forget").location == "/today/learnt"
    text = phone.get("/today/learnt").text
    assert "colder than most" not in text
    assert "Colours that you like" in text
    phone.post("/today/learnt/taste/forget")
    assert phone.get("/today/learnt").text.count("Nothing yet.") == 2
    assert (
        len(closet.outfits.between(jieun.id, clock.now().date() - timedelta(days=9), clock.now().date())) == 6
    )


def test_forgetting_is_each_ones_own(phone: Phone, closet: Closet, minho: Person, answers: list[int]) -> None:
    phone.post("/today/learnt/warmth/forget")
    assert closet.styling.get(minho.id).warmth_since_ms == 0


def test_the_scale_ends_where_learning_ends() -> None:
    middle = scale(ThermalOffset(0.0, -1.5, 1.5, 3))
    assert middle.dot == 50
    assert middle.left + middle.width / 2 == pytest.approx(50)
    end = scale(ThermalOffset(9.0, 7.0, 12.0, 3))
    assert end.dot == 100
    assert end.left == 100
