"""What a person writes on a garment: its name, notes, brand, size and price, tidied and checked."""

import re
import unicodedata

from msgspec import UNSET, UnsetType

from ..errors import ClosetError

NAME_MAX = 80
NOTES_MAX = 2000
BRAND_MAX = 60
SIZE_MAX = 30
PRICE_MAX = 10**12  # of the smallest unit
_CURRENCY = re.compile(r"[A-Z]{3}")


def tidy(
    *,
    name: str | None = None,
    notes: str | None = None,
    brand: str | None = None,
    size: str | None = None,
    price_minor: int | UnsetType | None = UNSET,
    currency: str | None = None,
) -> dict[str, object]:
    """The columns that change, by name. Raises ClosetError for what is too long or is no price or currency."""
    changes: dict[str, object] = {}
    if name is not None:
        changes["name"] = _short(name, NAME_MAX, "a garment's name has")
    if notes is not None:
        changes["notes"] = notes.strip()
        if len(notes.strip()) > NOTES_MAX:
            raise ClosetError(f"notes have at most {NOTES_MAX} letters")
    if brand is not None:
        changes["brand"] = _short(unicodedata.normalize("NFC", brand), BRAND_MAX, "a brand has")
    if size is not None:
        changes["size"] = _short(size, SIZE_MAX, "a size has")
    if price_minor is not UNSET:
        if price_minor is not None and not 0 <= price_minor <= PRICE_MAX:
            raise ClosetError("that price is too high or below zero")
        changes["price_minor"] = price_minor
    if currency is not None:
        if not _CURRENCY.fullmatch(currency):
            raise ClosetError("a currency is three capital letters, like KRW")
        changes["currency"] = currency
    return changes


def _short(text: str, longest: int, subject: str) -> str:
    """One space between words. Raises ClosetError when it is too long."""
    text = " ".join(text.split())
    if len(text) > longest:
        raise ClosetError(f"{subject} at most {longest} letters")
    return text
