"""Amounts of money as a reader's language writes them. The closet keeps whole numbers of the smallest unit."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision


def amount(minor: int, currency: str) -> Decimal:
    """Won or dollars of so many won or cents; currency: ISO 4217."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def money(minor: int, currency: str, language: str) -> str:
    """An amount like "₩29,000" or "$29.99"; minor: in the currency's smallest unit, language: "ko" or "en"."""
    return str(format_currency(amount(minor, currency), currency, locale=language))
