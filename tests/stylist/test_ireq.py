"""Required insulation in the cold against what ISO 11079:2007 publishes."""

import pytest

from mirror.stylist.warmth.air import CLO, Air, walking_ms
from mirror.stylist.warmth.ireq import Strain, required, required_basic_clo


@pytest.mark.parametrize(
    ("celsius", "speed_ms", "watts", "neutral_clo"),
    [
        # Table F.1: 85 percent of humidity, air permeability 8, walking as fast as the work makes.
        (0, 2, 90, 2.6),
        (0, 2, 145, 1.5),
        (-10, 2, 90, 3.5),
        (-20, 2, 115, 3.4),
        (-20, 7, 115, 3.5),
        (-30, 2, 115, 4.0),
        (-30, 5, 175, 2.6),
    ],
)
def test_the_examples_of_the_standard(
    celsius: float, speed_ms: float, watts: float, neutral_clo: float
) -> None:
    walking = max(0.3, walking_ms(watts))
    needed = required(Air(celsius, speed_ms, 85), watts, walking, Strain.NEUTRAL) / CLO
    assert needed == pytest.approx(neutral_clo, abs=0.11)


def test_the_example_of_the_authors_program() -> None:
    """Holmér and Nilsson's own page, with the values that it opens with: M 175, -15 degrees, 2 m/s, p 50, w 1.1."""
    air, watts, walking = Air(-15, 2, 55), 175, 1.1
    ireq = [round(required(air, watts, walking, strain) / CLO, 1) for strain in Strain]
    basic = [round(required_basic_clo(air, watts, walking, strain, permeability=50), 1) for strain in Strain]
    assert ireq == [1.6, 1.9]
    assert basic == [2.2, 2.6]


def test_whoever_may_cool_a_little_needs_less_and_nobody_needs_less_than_nothing() -> None:
    air = Air(-5, 1, 60)
    lasting, short = (required(air, 116, 0.3, Strain.MINIMAL, debt=debt) for debt in (0.0, 20.0))
    assert 0 < short < lasting
    assert required(Air(35, 1, 60), 116, 0.3, Strain.MINIMAL) == 0
    assert required_basic_clo(Air(35, 18, 60), 116, 0.3, Strain.MINIMAL, permeability=8) == 0
