"""Prices as people write and read them. The closet keeps whole numbers of a currency's smallest unit."""

import re
import unicodedata

from babel.numbers import (
    get_currency_name,
    get_currency_precision,
    get_currency_symbol,
)

from mirror.closet import Garment
from mirror.locale.money import amount
from mirror.locale.money import money as in_language

from .words import _, language

# Those that a person can choose; a garment that already has another keeps it.
CURRENCIES = ("KRW", "USD", "EUR", "JPY", "GBP", "CNY", "HKD", "TWD", "SGD", "CAD", "AUD", "CHF")

# 29000, 29,000, 1,234.50; and as much of Europe writes them: 29,99 and 1.234,50.
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?", re.ASCII)
_WITH_COMMA = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+),(?P<part>\d{1,2})", re.ASCII)
LENGTH_MAX = 40  # letters
_WORDS = re.compile(r"원$")


class NoPrice(ValueError):
    """What was written is no price; the message is a sentence for the person who wrote it."""


def read_price(text: str, currency: str) -> int | None:
    """What was written, in the currency's smallest unit; None when nothing was.

    Spaces, full-width digits and the sign of a currency do no harm. Raises NoPrice.
    """
    plain = _WORDS.sub("", "".join(filter(_counts, unicodedata.normalize("NFKC", text))))
    if not plain:
        if text.strip():
            raise _no_price(currency)
        return None
    found = _NUMBER.fullmatch(plain) or _WITH_COMMA.fullmatch(plain)
    decimals = get_currency_precision(currency)
    part = (found["part"] or "").rstrip("0") if found else ""
    if found is None or len(part) > decimals or len(plain) > LENGTH_MAX:
        raise _no_price(currency)
    whole = found["whole"].replace(",", "").replace(".", "")
    return int(whole + part.ljust(decimals, "0"))


def written(minor: int | None, currency: str) -> str:
    """A price as it stands in a field to be changed, like "29,000" or "29.99"; "" for none."""
    return "" if minor is None else f"{amount(minor, currency):,}"


def money(minor: int, currency: str) -> str:
    """An amount in the reader's language, like "₩29,000" or "$29.99". minor: in the smallest unit."""
    return in_language(minor, currency, language())


def currency_name(currency: str) -> str:
    """What the reader's language calls a currency."""
    return str(get_currency_name(currency, locale=language()))


def currency_sign(currency: str) -> str:
    """Its code and, where it has one, its sign, like "KRW ₩"."""
    sign = str(get_currency_symbol(currency, locale=language()))
    return currency if sign == currency else f"{currency} {sign}"


def currencies(garment: Garment) -> list[str]:
    """Those to choose from for this garment."""
    return list(dict.fromkeys([*CURRENCIES, garment.currency]))


def _counts(letter: str) -> bool:
    """Whether a letter belongs to the number: not spaces, not the sign of a currency."""
    return not letter.isspace() and unicodedata.category(letter) != "Sc"


def _no_price(currency: str) -> NoPrice:
    example = written(29_000 if get_currency_precision(currency) == 0 else 2_999, currency)
    sentence = _("That is no price in %(currency)s. Write it like %(example)s.")
    return NoPrice(sentence % {"currency": currency_name(currency), "example": example})
