"""The four seasons, and in which of them a kind of garment is usually worn."""

from enum import StrEnum

from .categories import Category


class Season(StrEnum):
    """A season of a temperate climate, in the order of the year."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


ALL_YEAR = frozenset(Season)
_USUAL: dict[Category, frozenset[Season]] = {
    Category.PULLOVER: ALL_YEAR - {Season.SUMMER},
    Category.COAT: ALL_YEAR - {Season.SUMMER},
    Category.ANKLE_BOOT: ALL_YEAR - {Season.SUMMER},
    Category.SANDAL: frozenset({Season.SUMMER}),
    Category.SHORTS: frozenset({Season.SUMMER}),
}


def usual(category: Category) -> frozenset[Season]:
    """When a garment of this kind is usually worn, as long as nobody says otherwise of it."""
    return _USUAL.get(category, ALL_YEAR)
