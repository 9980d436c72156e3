"""Required clothing insulation of ISO 11079:2007, from its equations: how much somebody needs in the cold.

The equations are those of the standard's text and annex (Holmér's heat balance). The solution is ours, by
bisection, where the authors' published program steps. Air and walls are equally warm: outdoors, in the shade.
"""

from enum import Enum
from math import exp

from .air import CLO, Air, area_factor, basic, boundary_layer
from .root import least_insulation


class Strain(Enum):
    """How much cold the body puts up with: a skin temperature, and a share of the skin that is wet."""

    MINIMAL = "minimal"  # slightly cool; the most that the standard allows for long
    NEUTRAL = "neutral"  # neither

    def skin_celsius(self, watts: float) -> float:
        """Mean skin temperature for a turnover of `watts` W/m2."""
        return 33.34 - 0.0354 * watts if self is Strain.MINIMAL else 35.7 - 0.0285 * watts

    def wettedness(self, watts: float) -> float:
        """Share of the skin that is wet, 0 to 1."""
        return 0.06 if self is Strain.MINIMAL else 0.001 * watts


def required(air: Air, watts: float, walking_ms: float, strain: Strain, *, debt: float = 0.0) -> float:
    """IREQ in m2 K/W: the insulation that must be left of the clothes in that air; 0 where none is needed.

    air: made for 10 degrees and below; above, the error grows. watts: heat that the body turns over, 58 to 400
    W/m2. debt: heat that it may give away from its store, in W/m2: 40 W h/m2 over the hours of a limited exposure.
    """
    celsius = air.celsius
    layer = boundary_layer(air.speed_ms, walking_ms)
    skin = strain.skin_celsius(watts)
    wet = strain.wettedness(watts)
    vapour = air.humidity_percent / 100 * _saturated(celsius)
    exhaled = 29 + 0.2 * celsius
    breathed = 1.73e-2 * watts * (_saturated(exhaled) - vapour) + 1.4e-3 * watts * (exhaled - celsius)

    def balance(insulation: float) -> float:
        sweat = wet * (_saturated(skin) - vapour) / (0.06 / 0.38 * (layer + insulation))
        through = watts + debt - breathed - sweat
        surface = skin - insulation * through
        return through - area_factor(insulation) * (surface - celsius) / layer

    return least_insulation(balance)


def required_basic_clo(
    air: Air, watts: float, walking_ms: float, strain: Strain, *, permeability: float, debt: float = 0.0
) -> float:
    """The basic insulation in clo, I_cl of ISO 9920, that clothes must have so that IREQ is left of it."""
    left = required(air, watts, walking_ms, strain, debt=debt)
    return basic(left, air.speed_ms, walking_ms, permeability) / CLO


def _saturated(celsius: float) -> float:
    """Pressure of saturated water vapour in kPa (Antoine's equation as ISO 11079 has it)."""
    return 0.1333 * exp(18.6686 - 4030.183 / (celsius + 235))
