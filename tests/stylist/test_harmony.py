"""Colours that people wear together score above those that they do not, and each score says why."""

import numpy as np
import pytest

from mirror.categories import Category
from mirror.closet import Wearable
from mirror.stylist.harmony.harmony import harmony, scores
from mirror.stylist.harmony.palette import palette
from mirror.stylist.reasons import Why

from .wearables import wearable

TOP, BOTTOM, COAT, SHOES, SKIRT = (
    Category.TSHIRT,
    Category.TROUSER,
    Category.COAT,
    Category.SNEAKER,
    Category.SKIRT,
)


def outfit(*pieces: tuple[Category, str], patterned: tuple[int, ...] = ()) -> list[Wearable]:
    return [
        wearable(category, colour, number=row, patterned=row in patterned)
        for row, (category, colour) in enumerate(pieces)
    ]


@pytest.mark.parametrize(
    ("pieces", "why", "names"),
    [
        ([(TOP, "white"), (BOTTOM, "black"), (SHOES, "white")], Why.NEUTRALS, ("white", "black")),
        ([(TOP, "olive"), (BOTTOM, "blue"), (COAT, "beige")], Why.NEUTRALS, ("beige", "blue", "olive")),
        ([(TOP, "red"), (BOTTOM, "black"), (SHOES, "black")], Why.ONE_ACCENT, ("red", "black")),
        ([(TOP, "red"), (SKIRT, "wine"), (SHOES, "red")], Why.MONOCHROME, ("red", "wine")),
        ([(TOP, "yellow"), (SKIRT, "green"), (SHOES, "white")], Why.ANALOGOUS, ("yellow", "green")),
        ([(TOP, "orange"), (COAT, "blue"), (SHOES, "blue")], Why.COMPLEMENTARY, ("blue", "orange")),
        ([(TOP, "red"), (SKIRT, "green"), (SHOES, "black")], Why.COLOURS_APART, ("red", "green")),
    ],
)
def test_each_template_is_found_and_named(
    pieces: list[tuple[Category, str]], why: Why, names: tuple[str, ...]
) -> None:
    found = harmony(outfit(*pieces))
    assert found.reasons[0].code is why
    assert found.reasons[0].names == names


def test_what_agrees_scores_above_what_quarrels() -> None:
    shoes = (SHOES, "black")
    ranked = [
        harmony(outfit((TOP, "red"), (BOTTOM, "navy"), shoes)).score,
        harmony(outfit((TOP, "grey"), (BOTTOM, "navy"), shoes)).score,
        harmony(outfit((TOP, "yellow"), (SKIRT, "green"), shoes)).score,
        harmony(outfit((TOP, "yellow"), (SKIRT, "purple"), shoes)).score,
        harmony(outfit((TOP, "red"), (SKIRT, "green"), shoes)).score,
    ]
    assert ranked == sorted(ranked, reverse=True)
    assert ranked[0] <= 1
    assert ranked[-1] >= 0


def test_blue_trousers_are_jeans_and_a_blue_skirt_is_blue() -> None:
    jeans = harmony(outfit((TOP, "red"), (BOTTOM, "blue"), (SHOES, "white")))
    skirt = harmony(outfit((TOP, "red"), (SKIRT, "blue"), (SHOES, "white")))
    assert jeans.reasons[0].code is Why.ONE_ACCENT
    assert skirt.score < jeans.score


def test_patterns_count() -> None:
    pieces = [(TOP, "white"), (BOTTOM, "navy"), (COAT, "grey")]
    by_count = [harmony(outfit(*pieces, patterned=tuple(range(count)))) for count in range(4)]
    assert by_count[0].score == by_count[1].score > by_count[2].score > by_count[3].score
    assert [reason.code for reason in by_count[1].reasons] == [Why.NEUTRALS, Why.ONE_PATTERN]
    assert by_count[3].reasons[1].numbers == {"count": 3}


def test_many_at_once_are_scored_as_each_alone() -> None:
    generator = np.random.default_rng(7)
    categories = list(Category)
    names = ("black", "white", "red", "green", "blue", "pink", "olive", "yellow", "purple", "turquoise")
    garments = [
        wearable(
            categories[row % 14],
            *generator.choice(names, 2, replace=False),
            number=row,
            patterned=row % 5 == 0,
        )
        for row in range(60)
    ]
    outfits = generator.integers(0, 60, (200, 5))
    outfits[::3, 4] = -1  # without a bag
    together = scores(palette(garments), outfits)
    for rows, score in zip(outfits, together, strict=True):
        alone = harmony([garments[row] for row in rows if row >= 0])
        assert alone.score == pytest.approx(score, abs=1e-5)
    assert together.min() >= 0
    assert together.max() <= 1


def test_without_a_known_colour_nothing_quarrels() -> None:
    bare = wearable(TOP, "red", number=1)
    bare = type(bare)(**{field: getattr(bare, field) for field in bare.__struct_fields__} | {"colours": ()})
    found = harmony([bare])
    assert found.reasons == ()
    assert found.score > 0.5
