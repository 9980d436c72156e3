"""One garment's page: everything a person writes on it, and that all of it can be undone."""

import re
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from mirror.attire import Care, Formality, Material, Weight
from mirror.categories import Category
from mirror.closet import Closet, Look, Person
from mirror.stylist.guessing import care_of, formality_of, weight_of
from web_admin.attire_words import CARE_NAMES, FORMALITY_NAMES, WEIGHT_NAMES

from .conftest import Phone
from .test_closet import undo_address

MakeGarment = Callable[..., int]


@pytest.mark.parametrize(
    "doing",
    [
        ("category", {"category": "skirt"}, "Changed to Skirt."),
        ("wash", {}, "It is in the wash."),
        ("clean", {}, "It is clean again."),
        ("retire", {}, "It is put away."),
        ("take-back", {}, "Back in the closet."),
        ("favourite", {"favourite": "1"}, "It is one of your favourites."),
        (
            "words",
            {
                "weight": "heavy",
                "care": "hand",
                "formality": "smart",
                "material": "silk",
                "asks_materials": "1",
            },
            "Saved.",
        ),
        ("words", {"name": "new", "tags": "a, b", "season": "winter", "asks_seasons": "1"}, "Saved."),
    ],
)
def test_everything_can_be_undone(
    phone: Phone,
    closet: Closet,
    jieun: Person,
    make_garment: MakeGarment,
    doing: tuple[str, dict[str, object], str],
) -> None:
    act, form, said = doing
    number = make_garment(jieun.id)
    if act in ("clean", "take-back"):
        closet.garments.change(jieun.id, [number], washing=True, retired=True)
    before = closet.garments.get(jieun.id, number)
    answer = phone.post(f"/garments/{number}/{act}", form, follow_redirects=True)
    assert said in answer.text
    assert closet.garments.get(jieun.id, number) != before
    phone.post(undo_address(answer.text))
    assert closet.garments.get(jieun.id, number) == before


def test_undo_goes_nowhere_else(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = closet.garments.change(jieun.id, [make_garment(jieun.id)], washing=True)
    assert phone.post(f"/undo?number={number}&next=https://elsewhere.example/").location == "/"
    for nonsense in ("", "?number=x", "?number=-1", "?number=999999999999"):
        assert phone.post(f"/undo{nonsense}").status_code == 303


def test_all_words_are_kept_and_shown(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id, Category.COAT)
    form = {
        "bought_on": "2024-02-29",
        "shop": "동대문",
        "place": "attic, left",
        "tags": "work, 여행,work",
        "asks_seasons": "1",
        "season": ["spring", "winter"],
    }
    assert phone.post(f"/garments/{number}/words", form).status_code == 303
    garment = closet.garments.get(jieun.id, number)
    assert (str(garment.bought_on), garment.shop, garment.place) == ("2024-02-29", "동대문", "attic, left")
    assert (garment.tags, garment.seasons) == (("work", "여행"), {"spring", "winter"})
    text = phone.get(f"/garments/{number}").text
    for shown in ('value="2024-02-29"', 'value="동대문"', 'value="attic, left"', 'value="work, 여행"'):
        assert shown in text
    assert text.count('name="season"') == 4
    assert text.count("checked") == 2
    phone.post(f"/garments/{number}/words", {"bought_on": "", "asks_seasons": "1"})
    garment = closet.garments.get(jieun.id, number)
    assert (garment.bought_on, garment.seasons, garment.shop) == (None, frozenset(), "동대문")


def selected(text: str, name: str) -> str:
    """The first chosen option of a select, or its first one, as a reader sees it."""
    options = re.findall(
        r"<option([^>]*)>([^<]*)<", text.split(f'<select class="form-select" id="{name}"')[1]
    )
    return next((words for marks, words in options if "selected" in marks), options[0][1])


def test_what_it_is_made_of_and_for_is_guessed_until_it_is_said(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id, Category.TSHIRT)
    page = f"/garments/{number}"
    text = phone.get(page).text
    guess = closet.wardrobe.wearable(jieun.id, number)
    assert selected(text, "weight") == f"{WEIGHT_NAMES[weight_of(guess)]} (guessed)"
    assert selected(text, "care") == f"{CARE_NAMES[care_of(guess)]} (guessed)"
    assert selected(text, "formality") == f"{FORMALITY_NAMES[formality_of(guess)]} (guessed)"
    form = {"weight": "heavy", "care": "dry-clean", "formality": "sport", "material": ["wool", "down"]}
    phone.post(f"{page}/words", form | {"asks_materials": "1"})
    garment = closet.garments.get(jieun.id, number)
    assert (garment.weight, garment.care, garment.formality) == (
        Weight.HEAVY,
        Care.DRY_CLEAN,
        Formality.SPORT,
    )
    assert garment.materials == {Material.WOOL, Material.DOWN}
    text = phone.get(page).text
    assert [selected(text, name) for name in ("weight", "care", "formality")] == [
        *("Heavy", "Dry-clean only", "Sport"),
    ]
    assert text.count("(guessed)") == 3, "what it would be taken for can be chosen again"
    assert 'value="wool" checked' in text
    phone.post(f"{page}/words", {"name": "x"})
    assert closet.garments.get(jieun.id, number).materials == {Material.WOOL, Material.DOWN}
    phone.post(f"{page}/words", {"weight": "", "care": "", "formality": "", "asks_materials": "1"})
    garment = closet.garments.get(jieun.id, number)
    assert (garment.weight, garment.care, garment.formality, garment.materials) == (
        *(None, None, None, frozenset()),
    )
    for wrong in ({"weight": "leaden"}, {"care": "none"}, {"formality": "0"}):
        assert phone.post(f"{page}/words", {"name": "new", **wrong}).status_code == 400
    assert closet.garments.get(jieun.id, number).name == "x"


def test_a_refused_form_keeps_what_was_chosen(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    form = {"bought_on": "29.2.2024", "weight": "light", "material": "denim", "asks_materials": "1"}
    text = phone.post(f"/garments/{make_garment(jieun.id)}/words", form).text
    assert selected(text, "weight") == "Light"
    assert 'value="denim" checked' in text


def test_the_star_and_the_wears_since_the_last_wash(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id)
    page = f"/garments/{number}"
    assert "since the last wash" not in phone.get(page).text
    for day in (1, 2):
        closet.garments.wear(jieun.id, number, date(2026, 11, day))
    assert "worn 2 times since the last wash" in phone.get(page).text
    star = f'action="{page}/favourite"'
    assert 'aria-pressed="false"' in phone.get(page).text.split(star)[1].split("</form>")[0]
    for _ in range(2):  # a tap that comes twice
        phone.post(f"{page}/favourite", {"favourite": "1"})
        assert closet.garments.get(jieun.id, number).favourite
    assert 'name="favourite" value="0"' in phone.get(page).text.split(star)[1].split("</form>")[0]
    phone.post(f"{page}/favourite", {"favourite": "0"})
    assert not closet.garments.get(jieun.id, number).favourite


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"bought_on": "2026-11-23"}, "still to come"),
        ({"bought_on": "29.2.2024"}, "That is no day"),
        ({"tags": "x" * 31}, "A tag has at most 30 letters"),
        ({"place": "x" * 61}, "A place has at most 60 letters"),
    ],
)
def test_what_cannot_be_kept_of_the_words_is_said(
    phone: Phone, closet: Closet, make_garment: MakeGarment, wrong: dict[str, object], why: str
) -> None:
    jieun = closet.people.all()[0]
    number = make_garment(jieun.id)
    before = closet.garments.get(jieun.id, number)
    form = {"name": "typed with care", "asks_seasons": "1", "season": "summer"} | wrong
    answer = phone.post(f"/garments/{number}/words", form)
    assert answer.status_code == 400
    assert why in answer.text
    assert 'value="typed with care"' in answer.text
    assert 'value="summer" checked' in answer.text
    assert closet.garments.get(jieun.id, number) == before


def test_a_length_is_in_the_household_s_units(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id, length_cm=61.6)
    closet.preferences.change(units="imperial")
    assert "about 24 in long" in phone.get(f"/garments/{number}").text


def test_look_alikes_lead_to_each_other(
    phone: Phone, closet: Closet, jieun: Person, minho: Person, make_garment: MakeGarment
) -> None:
    first, second, other = (make_garment(jieun.id, Category.COAT) for _ in range(3))
    theirs = make_garment(minho.id, Category.COAT)
    closet.garments.describe(jieun.id, second, name="its <twin>")
    for number, way in ((first, 0), (second, 0), (other, 1), (theirs, 0)):
        closet.embeddings.store(number, Look("eye", np.eye(64, dtype=np.float32)[way]))
    text = phone.get(f"/garments/{first}").text
    row = text[text.index('<ul class="alike">') :].split("</ul>")[0]
    assert f'href="/garments/{second}"' in row
    assert "its &lt;twin&gt;" in row
    assert "100%" in row
    assert row.count("<li>") == 1, "neither what looks different nor another's"
    assert '<ul class="alike">' not in phone.get(f"/garments/{other}").text
