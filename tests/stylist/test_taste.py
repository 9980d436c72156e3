"""What a person wears is liked, what they pass over is less; few outfits say little, and their order nothing."""

from datetime import UTC, date, datetime

from mirror.attire import Occasion
from mirror.categories import Category
from mirror.closet import Felt, Outfit, OutfitState
from mirror.stylist.learning.taste import learn

from .wearables import wearable

GARMENTS = {
    1: wearable(Category.TSHIRT, "red", number=1),
    2: wearable(Category.TROUSER, "navy", number=2),
    3: wearable(Category.TSHIRT, "white", number=3),
    4: wearable(Category.SNEAKER, "yellow", number=4),
}


def outfit(state: OutfitState, *numbers: int, day: int = 1) -> Outfit:
    return Outfit(
        id=day,
        person_id=1,
        day=date(2026, 11, day),
        occasion=Occasion.EVERYDAY,
        state=state,
        felt=Felt.UNSAID,
        conditions=None,
        garment_ids=numbers,
        decided_at=datetime(2026, 11, day, 8, tzinfo=UTC),
    )


WORN = [outfit(OutfitState.WORN, 1, 2, 4, day=day) for day in range(1, 6)]
PASSED = [outfit(OutfitState.SKIPPED, 3, 2, 4, day=day) for day in range(6, 11)]


def test_worn_is_liked_and_passed_over_is_not() -> None:
    taste = learn([*WORN, *PASSED], GARMENTS)
    assert taste.colours["red"] > 0 > taste.colours["white"]
    assert taste.pairs[(1, 2)] > 0 > taste.pairs[(2, 3)]
    assert (taste.chosen, taste.passed) == (5, 5)
    assert "yellow" not in taste.colours  # shoes follow, they make no look


def test_more_of_it_says_more_and_never_all() -> None:
    few, many = learn(WORN[:1], GARMENTS), learn(WORN * 20, GARMENTS)
    assert 0 < few.colours["red"] < many.colours["red"] < 1
    assert few.colours["red"] < 0.2


def test_to_wear_once_says_more_than_to_pass_over_once() -> None:
    taste = learn([outfit(OutfitState.WORN, 1, 2), outfit(OutfitState.SKIPPED, 1, 2, day=2)], GARMENTS)
    assert taste.colours["red"] > 0


def test_the_order_says_nothing_and_what_is_gone_neither() -> None:
    assert learn([*WORN, *PASSED], GARMENTS) == learn([*PASSED[::-1], *WORN[::-1]], GARMENTS)
    assert learn(WORN, {2: GARMENTS[2]}).pairs == {}
    assert learn([], GARMENTS).colours == {}
