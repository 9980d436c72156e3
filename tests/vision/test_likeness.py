"""How alike two garments are called, by cut and by colour."""

import pytest

from mirror.vision.facts import NamedColour
from mirror.vision.likeness import ALMOST_THE_SAME, Shade, percent, shade
from mirror.vision.shades import NAMES


def coloured(*names: str) -> list[NamedColour]:
    return [
        NamedColour(name, NAMES[name], share) for name, share in zip(names, (0.6, 0.35, 0.05), strict=False)
    ]


@pytest.mark.parametrize(
    ("mine", "other", "expected"),
    [
        (("blue",), ("blue",), Shade.SAME),
        (("blue",), ("navy",), Shade.SIMILAR),
        (("charcoal",), ("black",), Shade.SIMILAR),
        (("wine",), ("red",), Shade.SIMILAR),
        (("blue",), ("red",), Shade.OTHER),
        (("white",), ("black",), Shade.OTHER),
        (("green",), ("pink",), Shade.OTHER),
        (("red", "white"), ("white", "red"), Shade.SIMILAR),  # stripes: which one is more depends on the fold
        (("red", "white", "blue"), ("blue",), Shade.OTHER),  # a little of it is not its colour
        ((), ("blue",), Shade.SIMILAR),
    ],
)
def test_shades(mine: tuple[str, ...], other: tuple[str, ...], expected: Shade) -> None:
    assert shade(coloured(*mine), coloured(*other)) == expected
    assert shade(coloured(*other), coloured(*mine)) == expected


def test_percent_rises_with_the_similarity_and_another_colour_never_reaches_what_the_same_does() -> None:
    steps = [step / 50 for step in range(-50, 51)]
    same = [percent(step, Shade.SAME) for step in steps]
    other = [percent(step, Shade.OTHER) for step in steps]
    assert same == sorted(same)
    assert (same[0], same[-1]) == (0, 100)
    assert max(other) == 50
    assert all(one <= two for one, two in zip(other, same, strict=True))
    assert percent(ALMOST_THE_SAME, Shade.SIMILAR) > 85
