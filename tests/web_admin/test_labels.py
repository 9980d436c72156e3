"""The label on a garment: brand, size, price as people write it, the wash, and what a wear has cost."""

import html
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from mirror.closet import Closet, Person
from web_admin import money

from .conftest import Phone

MakeGarment = Callable[..., int]


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("29,000", "KRW", 29_000),
        ("29000", "KRW", 29_000),
        (" ₩ 29,000 ", "KRW", 29_000),
        ("29,000원", "KRW", 29_000),
        ("29,000 원", "KRW", 29_000),
        ("２９，０００", "KRW", 29_000),
        ("29000.00", "KRW", 29_000),
        ("1.234.567,00", "KRW", 1_234_567),
        ("0", "KRW", 0),
        ("29.99", "USD", 2_999),
        ("$29.99", "USD", 2_999),
        ("29.9", "USD", 2_990),
        ("29", "USD", 2_900),
        ("29.990", "USD", 2_999),
        ("29,99", "EUR", 2_999),
        ("29,9 €", "EUR", 2_990),
        ("1,234", "USD", 123_400),
        ("1,234.50", "USD", 123_450),
        ("1.234,50", "EUR", 123_450),
        ("¥1,980", "JPY", 1_980),
        ("1.234", "KWD", 1_234),
        ("007", "KRW", 7),
        ("0" * 30 + "7", "KRW", 7),
        ("", "KRW", None),
        (" \t", "USD", None),
    ],
)
def test_a_price_is_read_as_people_write_it(app: Flask, text: str, currency: str, minor: int | None) -> None:
    with app.test_request_context():
        assert money.read_price(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("29.99", "KRW"),
        ("29,99", "KRW"),
        ("29.999", "USD"),
        ("1.234", "USD"),
        ("1,23,456", "KRW"),
        ("12,34", "JPY"),
        ("1,234,56", "USD"),
        ("-5", "KRW"),
        ("1e5", "KRW"),
        ("about 20", "USD"),
        ("٢٩", "KRW"),
        (".", "USD"),
        ("₩", "KRW"),
        ("원", "KRW"),
        ("5.", "USD"),
        ("0x10", "KRW"),
        ("∞", "KRW"),
        ("9" * 5_000, "KRW"),
    ],
)
def test_what_is_no_price_is_said_with_an_example(app: Flask, text: str, currency: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        with pytest.raises(money.NoPrice, match="That is no price in") as error:
            money.read_price(text, currency)
        example = str(error.value).rsplit("like ", 1)[1].removesuffix(".")
        assert money.read_price(example, currency), "the example is a price"


@pytest.mark.parametrize("minor", [0, 1, 99, 100, 29_000, 123_456_789, 10**12])
@pytest.mark.parametrize("currency", [*money.CURRENCIES, "KWD"])
def test_what_is_written_into_the_field_is_read_back(app: Flask, minor: int, currency: str) -> None:
    with app.test_request_context():
        assert money.read_price(money.written(minor, currency), currency) == minor
        assert money.written(None, currency) == ""


@pytest.mark.parametrize(
    ("minor", "currency", "english", "korean"),
    [(29_000, "KRW", "₩29,000", "₩29,000"), (2_999, "USD", "$29.99", "US$29.99")],
)
def test_money_is_said_in_the_reader_s_language(
    app: Flask, minor: int, currency: str, english: str, korean: str
) -> None:
    for language, expected in (("en", english), ("ko", korean)):
        with app.test_request_context(headers={"Accept-Language": language}):
            assert money.money(minor, currency) == expected


def shown(text: str) -> str:
    return html.unescape(text).replace("\xa0", " ")


def label(**changes: str) -> dict[str, object]:
    return {"name": "", "notes": "", "brand": "", "size": "", "price": "", "currency": "KRW"} | changes


def test_a_label_is_kept_and_shown(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id)
    form = label(brand=" Uniqlo ", size="95 (M)", price="39,900", name="the blue one")
    assert phone.post(f"/garments/{number}/words", form).status_code == 303
    garment = closet.garments.get(jieun.id, number)
    assert (garment.brand, garment.size, garment.price_minor, garment.currency) == (
        "Uniqlo",
        "95 (M)",
        39_900,
        "KRW",
    )
    text = shown(phone.get(f"/garments/{number}").text)
    for value in ("Uniqlo", "95 (M)", "39,900", "the blue one"):
        assert f'value="{value}"' in text
    assert "₩39,900" in text
    assert "per wear shows once it was worn" in text


def test_what_a_wear_costs(phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment) -> None:
    number = make_garment(jieun.id)
    closet.garments.describe(jieun.id, number, price_minor=39_900)
    for day in (1, 2, 3):
        closet.garments.wear(jieun.id, number, date(2026, 11, day))
    assert "₩13,300 per wear" in shown(phone.get(f"/garments/{number}").text)
    assert phone.post(f"/garments/{number}/words", label()).status_code == 303
    assert closet.garments.get(jieun.id, number).price_minor is None
    assert "per wear" not in phone.get(f"/garments/{number}").text


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"price": "29.99"}, "That is no price in South Korean Won. Write it like 29,000."),
        ({"price": "29.999", "currency": "USD"}, "That is no price in US Dollar. Write it like 29.99."),
        ({"price": "9" * 30}, "price is too high"),
        ({"brand": "x" * 61}, "at most 60 letters"),
        ({"size": "x" * 31}, "at most 30 letters"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_in_the_form(
    phone: Phone, closet: Closet, make_garment: MakeGarment, wrong: dict[str, str], why: str
) -> None:
    jieun = closet.people.find("Jieun")
    assert jieun is not None
    number = make_garment(jieun.id)
    closet.garments.describe(jieun.id, number, brand="Uniqlo", price_minor=5)
    before = closet.garments.get(jieun.id, number)
    answer = phone.post(f"/garments/{number}/words", label(name="typed with care") | wrong)
    assert answer.status_code == 400
    text = shown(answer.text)
    assert why in text
    for value in ("typed with care", *(value for key, value in wrong.items() if key != "currency")):
        assert f'value="{value}"' in text
    assert closet.garments.get(jieun.id, number) == before


def test_a_form_without_a_price_leaves_the_price(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id)
    closet.garments.describe(jieun.id, number, brand="Uniqlo", price_minor=5, currency="EUR")
    phone.post(f"/garments/{number}/words", {"notes": "dry clean"})
    garment = closet.garments.get(jieun.id, number)
    assert (garment.notes, garment.brand, garment.price_minor, garment.currency) == (
        "dry clean",
        "Uniqlo",
        5,
        "EUR",
    )


def chosen_currency(text: str) -> str:
    found = re.search(r'<option value="(\w+)" selected', text)
    assert found is not None
    return found[1]


def test_the_currency_chosen_last_is_offered_for_the_next_price(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    first, second, priced = (make_garment(jieun.id) for _ in range(3))
    closet.garments.describe(jieun.id, priced, price_minor=5, currency="SEK")
    assert chosen_currency(phone.get(f"/garments/{first}").text) == "KRW"
    phone.post(f"/garments/{first}/words", label(price="29.99", currency="EUR"))
    assert closet.garments.get(jieun.id, first).price_minor == 2_999
    assert chosen_currency(phone.get(f"/garments/{second}").text) == "EUR"
    assert chosen_currency(phone.get(f"/garments/{priced}").text) == "SEK"
    assert phone.post(f"/garments/{second}/words", label(currency="SEK")).status_code == 400
    assert phone.post(f"/garments/{second}/words", label(currency="<b>")).status_code == 400


def test_brands_that_the_closet_has_are_suggested_as_text(
    phone: Phone, closet: Closet, jieun: Person, minho: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id)
    closet.garments.describe(jieun.id, make_garment(jieun.id), brand='"><script>alert(1)')
    closet.garments.describe(minho.id, make_garment(minho.id), brand="Minho's secret")
    text = phone.get(f"/garments/{number}").text
    assert "<script>alert" not in text
    assert '<option value="&#34;&gt;&lt;script&gt;alert(1)"></option>' in text
    assert "secret" not in text


def test_into_the_wash_and_clean_again(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id)
    assert "In the wash" not in phone.get(f"/garments/{number}").text
    for _ in range(2):
        assert phone.post(f"/garments/{number}/wash").location == f"/garments/{number}"
    assert closet.garments.get(jieun.id, number).in_wash
    text = phone.get(f"/garments/{number}").text
    assert "In the wash" in text
    assert "since today" in text
    phone.post(f"/garments/{number}/clean")
    assert not closet.garments.get(jieun.id, number).in_wash
    phone.post(f"/garments/{number}/wash")
    phone.post(f"/garments/{number}/retire")
    assert "In the wash" in phone.get(f"/garments/{number}").text
