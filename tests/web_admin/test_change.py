"""What is done to many garments at once, by whom, and how it is taken back; and the days of a garment."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from mirror.categories import Category
from mirror.closet import Closet, Garment, Person

from .conftest import Phone
from .test_closet import undo_address

MakeGarment = Callable[..., int]


@pytest.fixture
def ids(jieun: Person, make_garment: MakeGarment) -> list[int]:
    return [make_garment(jieun.id, category) for category in (Category.SHIRT, Category.COAT, Category.COAT)]


def written(ids: list[int]) -> str:
    return ",".join(map(str, ids))


@pytest.mark.parametrize(
    "doing",
    [
        ({"act": "wash"}, lambda one: one.in_wash, "2 garments are in the wash."),
        ({"act": "clean"}, lambda one: not one.in_wash, "2 garments are clean again."),
        ({"act": "put_away"}, lambda one: one.retired_at is not None, "2 garments are put away."),
        ({"act": "take_back"}, lambda one: one.retired_at is None, "2 garments are back in the closet."),
        ({"category": "skirt"}, lambda one: one.category == Category.SKIRT, "2 garments are now Skirt."),
    ],
)
def test_one_thing_to_many_and_back(
    phone: Phone,
    closet: Closet,
    ids: list[int],
    doing: tuple[dict[str, object], Callable[[Garment], bool], str],
) -> None:
    form, holds, said = doing
    jieun = closet.people.all()[0]
    before = closet.garments.several(jieun.id, ids)
    answer = phone.post("/garments/change", {"ids": written(ids[:2])} | form, follow_redirects=True)
    assert said in answer.text
    after = closet.garments.several(jieun.id, ids)
    assert all(map(holds, after[:2]))
    assert after[2] == before[2]
    phone.post(undo_address(answer.text))
    assert closet.garments.several(jieun.id, ids) == before


def test_deleting_many_leaves_the_grid_as_it_was_asked_for(
    phone: Phone, closet: Closet, jieun: Person, ids: list[int]
) -> None:
    answer = phone.post(
        "/garments/change?category=coat&order=unworn", {"ids": written(ids[1:]), "act": "delete"}
    )
    assert answer.location == "/?category=coat&order=unworn"
    text = phone.get(answer.location).text
    assert "2 garments deleted." in text
    assert "Nothing fits" in text
    assert phone.post(undo_address(text)).location == "/?category=coat&order=unworn"
    assert phone.get("/?category=coat").text.count('class="card-garment"') == 2
    phone.post("/garments/change", {"ids": written(ids), "act": "put_away"})
    form = {"ids": written(ids), "act": "take_back", "shown": "3"}
    assert phone.post("/garments/change?retired=1", form).location == "/put-away?shown=3"


def test_all_of_a_filter(phone: Phone, closet: Closet, jieun: Person, ids: list[int]) -> None:
    phone.post("/garments/change?category=coat", {"all": "1", "ids": "", "act": "wash"})
    assert [one.in_wash for one in closet.garments.several(jieun.id, ids)] == [False, True, True]
    phone.post("/garments/change?state=wash", {"all": "1", "act": "put_away"})
    phone.post("/garments/change?retired=1", {"all": "1", "act": "delete"})
    assert closet.garments.several(jieun.id, ids) == closet.garments.several(jieun.id, ids[:1])


def test_another_s_garments_are_left_alone(
    phone: Phone, closet: Closet, minho: Person, ids: list[int], make_garment: MakeGarment
) -> None:
    theirs = make_garment(minho.id, Category.COAT)
    before = closet.garments.get(minho.id, theirs)
    answer = phone.post(
        "/garments/change", {"ids": written([*ids, theirs, 999]), "act": "delete"}, follow_redirects=True
    )
    assert "3 garments deleted." in answer.text
    assert phone.post("/garments/change", {"ids": str(theirs), "act": "delete"}).status_code == 404
    assert phone.post("/garments/change", {"all": "1", "act": "delete"}).status_code == 404, "nothing is left"
    assert closet.garments.get(minho.id, theirs) == before
    number = closet.garments.change(minho.id, [theirs], washing=True)
    assert "can no longer be undone" in phone.post(f"/undo?number={number}", follow_redirects=True).text
    assert closet.garments.get(minho.id, theirs).in_wash


def test_what_makes_no_sense_changes_nothing(
    phone: Phone, closet: Closet, jieun: Person, ids: list[int]
) -> None:
    before = closet.garments.several(jieun.id, ids)
    for form in (
        *({}, {"ids": ""}, {"ids": "1;2"}, {"ids": "1,two"}, {"ids": "-1"}, {"ids": "１"}, {"ids": "9" * 40}),
        *({"ids": "1"}, {"ids": "1", "act": "burn"}, {"ids": "1", "category": "spacesuit"}, {"all": "1"}),
    ):
        assert phone.post("/garments/change", dict(form)).status_code == 400, form
    assert closet.garments.several(jieun.id, ids) == before


# The days of a garment


def days(text: str) -> list[str]:
    return re.findall(r'name="not_worn" value="([^"]+)"', text)


def test_a_day_of_the_calendar_is_tapped_and_tapped_again(
    phone: Phone, closet: Closet, jieun: Person, ids: list[int]
) -> None:
    number = ids[0]
    for day in ("2026-11-03", "2026-11-22", "2026-11-03"):
        answer = phone.post(f"/garments/{number}/days", {"worn": day})
        assert answer.location == f"/garments/{number}?month=2026-11#worn"
    text = phone.get(f"/garments/{number}").text
    assert days(text) == ["2026-11-03", "2026-11-22"]
    assert "2 times this month" in text
    assert "Worn today" in text
    phone.post(f"/garments/{number}/days", {"not_worn": "2026-11-03"})
    assert closet.garments.days_worn(jieun.id, number) == [date(2026, 11, 22)]


def test_no_day_to_come_can_be_tapped(phone: Phone, closet: Closet, jieun: Person, ids: list[int]) -> None:
    text = phone.get(f"/garments/{ids[0]}").text
    offered = re.findall(r'name="worn" value="([^"]+)"', text)
    assert offered == [f"2026-11-{day:02}" for day in range(1, 23)], "the clock says the 22nd"
    answer = phone.post(f"/garments/{ids[0]}/days", {"worn": "2026-11-23"})
    assert answer.status_code == 400
    assert "still to come" in answer.text
    for nonsense in ({}, {"worn": ""}, {"worn": "2025-02-29"}, {"worn": "yesterday"}, {"worn": "0000-01-01"}):
        assert phone.post(f"/garments/{ids[0]}/days", nonsense).status_code == 400
    assert closet.garments.days_worn(jieun.id, ids[0]) == []


MONTHS = (
    ("2024-02", "February 2024", 29, "2024-01", "2024-03"),
    ("2025-02", "February 2025", 28, "2025-01", "2025-03"),
    ("2025-12", "December 2025", 31, "2025-11", "2026-01"),
    ("2026-01", "January 2026", 31, "2025-12", "2026-02"),
    ("2000-01", "January 2000", 31, None, "2000-02"),
    ("1999-12", "January 2000", 31, None, "2000-02"),
    ("0000-01", "January 2000", 31, None, "2000-02"),
    ("2026-11", "November 2026", 22, "2026-10", None),
    ("2026-12", "November 2026", 22, "2026-10", None),
    ("9999-12", "November 2026", 22, "2026-10", None),
    ("2026-13", "November 2026", 22, "2026-10", None),
    ("nonsense", "November 2026", 22, "2026-10", None),
)
"""A month in an address, its title, how many of its days can be tapped, the months before and after it."""


def test_months_from_one_to_the_next(phone: Phone, ids: list[int]) -> None:
    for month, title, inside, before, after in MONTHS:
        text = phone.get(f"/garments/{ids[0]}?month={month}").text
        assert title in text
        assert text.count('name="worn"') == inside, month
        links = set(re.findall(r"\?month=(\d{4}-\d{2})", text))
        assert links == {link for link in (before, after) if link}, month


def test_wears_are_counted_in_their_own_month_and_year(
    phone: Phone, closet: Closet, jieun: Person, ids: list[int]
) -> None:
    for day in (date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 22)):
        closet.garments.wear(jieun.id, ids[0], day)
    text = phone.get(f"/garments/{ids[0]}?month=2024-02").text
    assert days(text) == ["2024-02-29"]
    assert "Worn 4 times" in text
    assert re.search(r"Once this month · 2 times this year", text)
    assert days(phone.get(f"/garments/{ids[0]}?month=2025-12").text) == ["2025-12-31"]
    assert days(phone.get(f"/garments/{ids[0]}?month=2026-01").text) == ["2026-01-01"]
