"""What a person writes on a garment: brand, size and price, and what it cost each time it was worn."""

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from mirror.attire import Care, Formality, Material, Weight
from mirror.closet import Closet, Person
from mirror.errors import ClosetError, NotFound

MakeGarment = Callable[..., int]


def test_a_new_garment_has_no_label(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    garment = closet.garments.get(person.id, make_garment(person.id))
    assert (garment.brand, garment.size, garment.price_minor, garment.currency) == ("", "", None, "KRW")
    assert (garment.washing_since, garment.in_wash, garment.cost_per_wear_minor) == (None, False, None)


def test_a_label_is_kept_and_each_part_changes_alone(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(person.id)
    closet.garments.describe(person.id, number, brand="  Our   Legacy ", size=" 95 (M) ")
    closet.garments.describe(person.id, number, price_minor=12_990, currency="EUR")
    garment = closet.garments.get(person.id, number)
    assert (garment.brand, garment.size) == ("Our Legacy", "95 (M)")
    assert (garment.price_minor, garment.currency) == (12_990, "EUR")
    closet.garments.describe(person.id, number, size="")
    closet.garments.describe(person.id, number, price_minor=None)
    garment = closet.garments.get(person.id, number)
    assert (garment.brand, garment.size, garment.price_minor, garment.currency) == (
        "Our Legacy",
        "",
        None,
        "EUR",
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"brand": "가" * 61}, "a brand has at most 60 letters"),
        ({"size": "x" * 31}, "a size has at most 30 letters"),
        ({"price_minor": -1}, "too high or below zero"),
        ({"price_minor": 10**12 + 1}, "too high or below zero"),
        ({"currency": "won"}, "three capital letters"),
        ({"currency": "KRW\n"}, "three capital letters"),
        ({"currency": ""}, "three capital letters"),
    ],
)
def test_what_is_no_label_changes_nothing(
    closet: Closet, person: Person, make_garment: MakeGarment, change: dict[str, object], reason: str
) -> None:
    number = make_garment(person.id)
    closet.garments.describe(person.id, number, brand="A", size="M", price_minor=1, currency="USD")
    before = closet.garments.get(person.id, number)
    with pytest.raises(ClosetError, match=reason):
        closet.garments.describe(person.id, number, name="new", **change)  # type: ignore[arg-type]
    assert closet.garments.get(person.id, number) == before


def test_the_longest_labels_fit(closet: Closet, person: Person, make_garment: MakeGarment) -> None:
    number = make_garment(person.id)
    closet.garments.describe(person.id, number, brand="가" * 60, size="9" * 30, price_minor=10**12)
    garment = closet.garments.get(person.id, number)
    assert (len(garment.brand), len(garment.size), garment.price_minor) == (60, 30, 10**12)


def test_nobody_writes_on_another_s_garment(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    other = closet.people.add("민호")
    number = make_garment(person.id)
    with pytest.raises(NotFound):
        closet.garments.describe(other.id, number, brand="mine")
    assert closet.garments.get(person.id, number).brand == ""


# One brand, one spelling


def test_a_brand_is_spelled_as_the_closet_spells_it(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    first, second, third = (make_garment(person.id) for _ in range(3))
    closet.garments.describe(person.id, first, brand="Uniqlo")
    closet.garments.describe(person.id, second, brand="uniqlo ")
    closet.garments.describe(person.id, third, brand="Uniqlo U")
    assert closet.garments.facets(person.id).brands == {"Uniqlo": 2, "Uniqlo U": 1}
    other = closet.people.add("민호")
    theirs = make_garment(other.id)
    closet.garments.describe(other.id, theirs, brand="UNIQLO")
    assert closet.garments.facets(other.id).brands == {"UNIQLO": 1}
    assert closet.garments.facets(person.id).brands == {"Uniqlo": 2, "Uniqlo U": 1}


def test_spelling_a_garment_s_own_brand_anew_spells_it_anew_on_all(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    first, second, retired = (make_garment(person.id) for _ in range(3))
    for number in (first, second, retired):
        closet.garments.describe(person.id, number, brand="uniqlo")
    closet.garments.retire(person.id, retired)
    closet.garments.describe(person.id, first, brand="UNIQLO")
    for number in (first, second, retired):
        assert closet.garments.get(person.id, number).brand == "UNIQLO"


def test_hangul_is_one_brand_however_the_keyboard_composes_it(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    for form in ("NFC", "NFD"):
        brand = unicodedata.normalize(form, "무신사")  # type: ignore[arg-type]
        closet.garments.describe(person.id, make_garment(person.id), brand=brand)
    assert closet.garments.facets(person.id).brands == {"무신사": 2}


# What a wear has cost


@pytest.mark.parametrize(
    ("price", "days", "cost"),
    [
        (29_000, 0, None),
        (29_000, 1, 29_000),
        (29_000, 3, 9_667),
        (1, 2, 1),
        (1, 3, 0),
        (0, 4, 0),
        (None, 4, None),
    ],
)
def test_the_cost_of_a_wear_is_the_price_shared_among_the_days(
    closet: Closet, make_garment: MakeGarment, price: int | None, days: int, cost: int | None
) -> None:
    person = closet.people.add("지은")
    number = make_garment(person.id)
    closet.garments.describe(person.id, number, price_minor=price)
    for day in range(days):
        closet.garments.wear(person.id, number, date(2026, 11, 1) + timedelta(day))
    assert closet.garments.get(person.id, number).cost_per_wear_minor == cost


def test_what_it_is_made_of_and_for_is_said_changed_and_taken_back(
    closet: Closet, person: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(person.id)

    def said() -> tuple[object, ...]:
        one = closet.garments.get(person.id, number)
        return one.weight, one.materials, one.care, one.formality, one.favourite

    assert said() == (None, frozenset(), None, None, False)
    closet.garments.describe(
        *(person.id, number),
        weight=Weight.HEAVY,
        materials=[Material.WOOL, Material.SILK],
        care=Care.HAND,
        formality=Formality.SPORT,
        favourite=True,
    )
    all_said = (Weight.HEAVY, {Material.SILK, Material.WOOL}, Care.HAND, Formality.SPORT, True)
    assert said() == all_said
    closet.garments.describe(person.id, number, name="new")
    assert said() == all_said, "what is not spoken of stays"
    undo = closet.garments.describe(
        person.id, number, weight=None, materials=[], care=None, formality=None, favourite=False
    )
    assert said() == (None, frozenset(), None, None, False)
    closet.garments.undo(person.id, undo)
    assert said() == all_said
