"""What a person says of a garment, tidied and checked: what they write on it, what it is made of and for."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date

from msgspec import UNSET, UnsetType

from ..attire import Care, Formality, Material, Weight
from ..errors import ClosetError
from ..seasons import Season

NAME_MAX = 80
NOTES_MAX = 2000
BRAND_MAX = 60
SIZE_MAX = 30
SHOP_MAX = 60
PLACE_MAX = 60
PRICE_MAX = 10**12  # of the smallest unit
_LONGEST = {
    "name": (NAME_MAX, "a garment's name has"),
    "brand": (BRAND_MAX, "a brand has"),
    "size": (SIZE_MAX, "a size has"),
    "shop": (SHOP_MAX, "a shop's name has"),
    "place": (PLACE_MAX, "a place has"),
}
_CURRENCY = re.compile(r"[A-Z]{3}")


def tidy(
    *,
    name: str | None = None,
    notes: str | None = None,
    brand: str | None = None,
    size: str | None = None,
    price_minor: int | UnsetType | None = UNSET,
    currency: str | None = None,
    bought_on: date | UnsetType | None = UNSET,
    shop: str | None = None,
    place: str | None = None,
    seasons: Collection[Season] | None = None,
    weight: Weight | UnsetType | None = UNSET,
    materials: Collection[Material] | None = None,
    care: Care | UnsetType | None = UNSET,
    formality: Formality | UnsetType | None = UNSET,
    favourite: bool | None = None,
) -> dict[str, object]:
    """The columns that change, by name. Raises ClosetError for what is too long or is no price or currency.

    All text becomes NFC, so that Hangul is found however a keyboard composes it.
    """
    lines = {"name": name, "brand": brand, "size": size, "shop": shop, "place": place}
    changes: dict[str, object] = {
        key: _short(text, *_LONGEST[key]) for key, text in lines.items() if text is not None
    }
    if notes is not None:
        notes = unicodedata.normalize("NFC", notes).strip()
        if len(notes) > NOTES_MAX:
            raise ClosetError(f"notes have at most {NOTES_MAX} letters")
        changes["notes"] = notes
    if price_minor is not UNSET:
        if price_minor is not None and not 0 <= price_minor <= PRICE_MAX:
            raise ClosetError("that price is too high or below zero")
        changes["price_minor"] = price_minor
    if currency is not None:
        if not _CURRENCY.fullmatch(currency):
            raise ClosetError("a currency is three capital letters, like KRW")
        changes["currency"] = currency
    if bought_on is not UNSET:
        changes["bought_on"] = None if bought_on is None else bought_on.isoformat()
    if seasons is not None:
        changes["seasons"] = pack(seasons)
    return changes | attire(
        weight=weight, materials=materials, care=care, formality=formality, favourite=favourite
    )


def attire(
    *,
    weight: Weight | UnsetType | None = UNSET,
    materials: Collection[Material] | None = None,
    care: Care | UnsetType | None = UNSET,
    formality: Formality | UnsetType | None = UNSET,
    favourite: bool | None = None,
) -> dict[str, object]:
    """The columns of what a garment is made of and for. Nothing said leaves a column; None, or no materials, has it
    guessed again.
    """
    changes: dict[str, object] = {}
    if weight is not UNSET:
        changes["weight"] = "" if weight is None else weight.value
    if materials is not None:
        changes["materials"] = pack_materials(materials)
    if care is not UNSET:
        changes["care"] = "" if care is None else care.value
    if formality is not UNSET:
        changes["formality"] = None if formality is None else int(formality)
    if favourite is not None:
        changes["favourite"] = favourite
    return changes


def pack(seasons: Collection[Season]) -> str:
    """Seasons as their column holds them: ",spring,autumn,", in the order of the year; "" for none."""
    return _packed([season.value for season in Season if season in seasons])


def pack_materials(materials: Collection[Material]) -> str:
    """Materials as their column holds them: ",wool,suede,", in the order of Material; "" for none."""
    return _packed([material.value for material in Material if material in materials])


def _packed(names: Sequence[str]) -> str:
    return f",{','.join(names)}," if names else ""


def _short(text: str, longest: int, subject: str) -> str:
    """NFC, one space between words. Raises ClosetError when it is too long."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if len(text) > longest:
        raise ClosetError(f"{subject} at most {longest} letters")
    return text
