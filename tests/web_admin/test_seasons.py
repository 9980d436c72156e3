"""The turn of the season on the phone: what is put away, and what comes back with its season."""

import html
import re
from collections.abc import Callable

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.seasons import Season

from .conftest import Phone

MakeGarment = Callable[..., int]
UNDO = re.compile(r'action="(/undo[^"]*)"')


@pytest.fixture
def clothes(jieun: Person, make_garment: MakeGarment) -> dict[str, int]:
    """Two pairs of shorts and a coat, in November."""
    names = {"shorts": Category.SHORTS, "others": Category.SHORTS, "coat": Category.COAT}
    return {name: make_garment(jieun.id, category) for name, category in names.items()}


def away(closet: Closet, jieun: Person) -> set[int]:
    return {tile.id for tile in closet.garments.tiles(jieun.id, retired=True)}


def test_what_is_out_of_season_is_put_away_and_comes_back(
    phone: Phone, closet: Closet, jieun: Person, clothes: dict[str, int]
) -> None:
    text = phone.get("/season").text
    offered = {int(number) for number in re.findall(r'name="id" value="(\d+)"', text)}
    assert offered == {clothes["shorts"], clothes["others"]}
    answer = phone.post("/season/change", {"act": "put_away", "id": clothes["shorts"]}, follow_redirects=True)
    assert away(closet, jieun) == {clothes["shorts"]}
    undo = UNDO.search(answer.text)
    assert undo is not None
    phone.post(html.unescape(undo[1]))
    assert away(closet, jieun) == set()
    ids = f"{clothes['shorts']},{clothes['others']}"
    phone.post("/season/change", {"act": "put_away_all", "ids": ids})
    assert away(closet, jieun) == {clothes["shorts"], clothes["others"]}
    assert "All is in its place" in phone.get("/season").text


def test_what_rests_comes_back_when_its_season_begins(
    *,
    phone: Phone,
    closet: Closet,
    jieun: Person,
    clothes: dict[str, int],
    make_garment: MakeGarment,
    clock: FakeClock,
) -> None:
    """A shirt that is worn all year rests for another reason, and is not offered."""
    winter, shirt = make_garment(jieun.id, Category.COAT), make_garment(jieun.id, Category.SHIRT)
    closet.garments.change(jieun.id, [winter], seasons=[Season.WINTER])
    closet.garments.change(jieun.id, [winter, shirt, clothes["shorts"]], retired=True)
    text = phone.get("/season").text
    resting = text[text.index('id="resting"') :]
    assert re.findall(r'name="ids" value="([0-9,]+)"', resting)[0] == str(winter)
    phone.post("/season/change", {"act": "take_back", "id": winter})
    assert away(closet, jieun) == {shirt, clothes["shorts"]}
    clock.advance(180 * 24 * 3600)
    phone.sign_in("Jieun")
    text = phone.get("/season").text
    assert re.findall(r'name="ids" value="([0-9,]+)"', text[text.index('id="resting"') :])[0] == str(
        clothes["shorts"]
    )


def test_nothing_is_done_without_a_tick_or_to_anothers(
    *,
    phone: Phone,
    closet: Closet,
    jieun: Person,
    minho: Person,
    clothes: dict[str, int],
    make_garment: MakeGarment,
) -> None:
    theirs = make_garment(minho.id, Category.SHORTS)
    assert (
        "Nothing is ticked" in phone.post("/season/change", {"act": "put_away"}, follow_redirects=True).text
    )
    assert phone.post("/season/change", {"act": "put_away", "id": theirs}).status_code == 404
    assert phone.post("/season/change", {"act": "burn", "id": clothes["coat"]}).status_code == 400
    assert away(closet, jieun) | away(closet, minho) == set()


def test_an_empty_closet_has_no_season(phone: Phone, jieun: Person) -> None:
    assert "All is in its place" in phone.get("/season").text
