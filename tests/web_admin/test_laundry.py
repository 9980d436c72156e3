"""Laundry on the phone: piles that become clean, what is due, and after how many wears."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.vision.facts import NamedColour

from .conftest import Phone

MakeGarment = Callable[..., int]
UNDO = re.compile(r'action="(/undo[^"]*)"')
WHITE = [NamedColour("white", (245, 245, 245), 1.0)]
NAVY = [NamedColour("navy", (32, 42, 78), 1.0)]


@pytest.fixture
def washing(closet: Closet, jieun: Person, make_garment: MakeGarment) -> dict[str, list[int]]:
    """Two white T-shirts and a navy one in the wash; one worn twice that hangs there, and one that is fresh."""
    white = [make_garment(jieun.id, colours=WHITE) for _ in range(2)]
    dark = [make_garment(jieun.id, colours=NAVY)]
    due, fresh = make_garment(jieun.id), make_garment(jieun.id)
    closet.garments.change(jieun.id, [*white, *dark], washing=True)
    return {"white": white, "dark": dark, "due": [due], "fresh": [fresh]}


def in_wash(closet: Closet, jieun: Person) -> set[int]:
    return {one.id for one in closet.wardrobe.wearables(jieun.id) if one.in_wash}


def test_a_pile_becomes_clean_and_dirty_again(
    phone: Phone, closet: Closet, jieun: Person, washing: dict[str, list[int]]
) -> None:
    text = phone.get("/laundry").text
    piles = re.findall(r'name="ids" value="([0-9,]+)"', text)
    assert [set(map(int, pile.split(","))) for pile in piles] == [set(washing["white"]), set(washing["dark"])]
    assert re.findall(r"<h3>(.*?) <span", text) == ["White · machine wash", "Dark · machine wash"]
    answer = phone.post("/laundry/clean", {"ids": piles[0]}, follow_redirects=True)
    assert "2 garments are clean again." in answer.text
    assert in_wash(closet, jieun) == set(washing["dark"])
    undo = UNDO.search(answer.text)
    assert undo is not None
    phone.post(html.unescape(undo[1]))
    assert in_wash(closet, jieun) == {*washing["white"], *washing["dark"]}


@pytest.mark.parametrize("act", ["all", "ticked"])
def test_what_was_worn_enough_goes_into_the_wash(
    *, phone: Phone, closet: Closet, jieun: Person, washing: dict[str, list[int]], clock: FakeClock, act: str
) -> None:
    today = clock.now().date()
    for days in (0, 1):
        closet.garments.wear(jieun.id, washing["due"][0], today - timedelta(days=days))
    closet.garments.wear(jieun.id, washing["fresh"][0], today)
    text = phone.get("/laundry").text
    assert "worn 2 of 1" in text
    both = re.findall(r'name="ids" value="([0-9,]+)"', text)[-1]
    assert set(map(int, both.split(","))) == {*washing["due"], *washing["fresh"]}
    before = in_wash(closet, jieun)
    phone.post("/laundry/wash", {"act": act, "ids": both, "id": washing["due"]})
    gone = in_wash(closet, jieun) - before
    assert gone == ({*washing["due"], *washing["fresh"]} if act == "all" else set(washing["due"]))


def test_nothing_ticked_is_told(
    phone: Phone, closet: Closet, jieun: Person, washing: dict[str, list[int]]
) -> None:
    before = in_wash(closet, jieun)
    answer = phone.post("/laundry/wash", {"act": "ticked", "ids": washing["fresh"]}, follow_redirects=True)
    assert "Nothing is ticked" in answer.text
    assert in_wash(closet, jieun) == before


def test_limits_are_chosen_and_given_up(phone: Phone, closet: Closet, jieun: Person) -> None:
    phone.post("/laundry/limits", {"trouser": "3", "shoe": " 20 ", "shirt": ""})
    assert closet.styling.get(jieun.id).wears_before_wash == {Category.TROUSER: 3, Category.SHOE: 20}
    phone.post("/laundry/limits", {"trouser": ""})
    assert closet.styling.get(jieun.id).wears_before_wash == {Category.SHOE: 20}
    for wrong, said in (
        ("0", "1 to 99 times"),
        ("100", "1 to 99 times"),
        ("-3", "whole number"),
        ("3.5", "whole"),
    ):
        answer = phone.post("/laundry/limits", {"trouser": wrong, "shoe": "5"}, follow_redirects=True)
        assert said in answer.text, wrong
        assert closet.styling.get(jieun.id).wears_before_wash == {Category.SHOE: 20}


def test_only_ones_own_is_washed(
    phone: Phone, closet: Closet, minho: Person, washing: dict[str, list[int]], make_garment: MakeGarment
) -> None:
    theirs = make_garment(minho.id)
    closet.garments.change(minho.id, [theirs], washing=True)
    assert phone.post("/laundry/clean", {"ids": str(theirs)}).status_code == 404
    phone.post("/laundry/clean", {"ids": f"{washing['dark'][0]},{theirs},x,,{'9' * 30}"})
    assert in_wash(closet, minho) == {theirs}


def test_nothing_to_wash(phone: Phone, jieun: Person) -> None:
    text = phone.get("/laundry").text
    assert "Nothing to wash" in text
    assert text.count('class="limit"') == len(Category)


def test_five_thousand_in_the_wash_come_out_at_once(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    """The form of such a pile stays below what a form may hold, and its page below what a phone draws."""
    numbers = [make_garment(jieun.id) for _ in range(30)]
    closet.garments.change(jieun.id, numbers, washing=True)
    text = phone.get("/laundry").text
    assert text.count("<li><a") == 24
    assert "+6" in text
    ids = ",".join(map(str, [*numbers, *range(100_000, 104_970)]))
    assert phone.post("/laundry/clean", {"ids": ids}).status_code == 303
    assert in_wash(closet, jieun) == set()
