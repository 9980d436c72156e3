"""Garments for the stylist's tests."""

from datetime import date

from mirror.attire import Care, Formality, Material, Weight
from mirror.categories import Category
from mirror.closet import Wearable
from mirror.vision.facts import NamedColour
from mirror.vision.shades import NAMES

TODAY = date(2026, 11, 25)


def wearable(
    category: Category,
    *colours: str,
    number: int = 1,
    name: str = "",
    patterned: bool = False,
    weight: Weight | None = None,
    materials: tuple[Material, ...] = (),
    care: Care | None = None,
    formality: Formality | None = None,
    **others: object,
) -> Wearable:
    """A garment of these colours, the first of which covers most of it; unworn and clean unless said otherwise."""
    shares = (1.0,) if len(colours) == 1 else (0.7, *(0.3 / (len(colours) - 1) for _ in colours[1:]))
    facts: dict[str, object] = {
        "added_on": date(2026, 1, 1),
        "in_wash": False,
        "wear_count": 0,
        "wears_since_wash": 0,
        "last_worn": None,
        "seasons": frozenset(),
        "favourite": False,
    }
    return Wearable(
        id=number,
        category=category,
        sha256=f"{number:064x}",
        name=name,
        colours=tuple(
            NamedColour(one, NAMES[one], share) for one, share in zip(colours, shares, strict=True)
        ),
        patterned=patterned,
        weight=weight,
        materials=frozenset(materials),
        care=care,
        formality=formality,
        **{**facts, **others},
    )
