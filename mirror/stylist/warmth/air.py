"""The air around somebody who is out in the streets, and what wind and walking take from clothes.

Speeds are in metres a second, insulation is in m2 K/W unless a name says clo.
"""

from math import exp, log, pow
from typing import NamedTuple

CLO = 0.155  # m2 K/W, by definition

# ISO 7730 and ISO 11079: who works or walks moves air along: 0.0052 m/s for each W/m2 above rest.
_REST = 58.0
_STIRRED = 0.0052
_FASTEST_WALK_MS = 1.2

# ASHRAE Handbook Fundamentals 2021, chapter 24, equation 4 and table 1: wind above open country, where it is
# measured (exponent 0.14, boundary layer 270 m), and in the centre of a city (0.33, 460 m).
_MEASURED_AT_M = 10.0
_BODY_M = 1.1  # the middle of somebody who stands, ISO 7726
STREET_WIND = pow(270 / _MEASURED_AT_M, 0.14) * pow(_BODY_M / 460, 0.33)

# The range that ISO 11079 gives its equations for.
_CALMEST_MS, _WINDIEST_MS = 0.4, 18.0


class Air(NamedTuple):
    """Air around a body, walls and ground as warm as it. speed_ms: past the body. Humidity: relative, 0 to 100."""

    celsius: float
    speed_ms: float
    humidity_percent: float


def walking_ms(watts: float) -> float:
    """How fast somebody moves, in m/s, who turns over `watts` W/m2, 0 to 1.2 (ISO 11079, annex)."""
    return min(max(0.0, _STIRRED * (watts - _REST)), _FASTEST_WALK_MS)


def speed_ms(wind_ms: float, watts: float) -> float:
    """The air that passes the body, in m/s, for a wind measured at 10 m: less in streets, more for who walks."""
    return max(0.0, wind_ms) * STREET_WIND + walking_ms(watts)


def _within(speed: float) -> float:
    """The speed of the air brought into the 0.4 to 18 m/s that ISO 11079 has equations for."""
    return min(max(speed, _CALMEST_MS), _WINDIEST_MS)


def boundary_layer(speed: float, walking: float) -> float:
    """The insulation of the air next to the body in m2 K/W (ISO 11079, I_a). speed, walking: m/s."""
    return 0.092 * exp(-0.15 * _within(speed) - 0.22 * walking) - 0.0045


def area_factor(insulation: float) -> float:
    """How much larger the surface of the clothes is than the body's (ISO 11079, f_cl)."""
    return 1 + 1.197 * insulation


def basic(resultant: float, speed: float, walking: float, permeability: float) -> float:
    """What clothes must give on a body that stands in still air, so that `resultant` is left outdoors, in m2 K/W.

    Tables hold such basic values; wind and walking press and pump warm air out of the clothes (ISO 11079 with
    ISO 9920, I_cl from I_cl,r). permeability: of the outermost layer, in litres a second and m2. 0 or more.
    """
    kept = (
        0.54 * exp(-0.15 * _within(speed) - 0.22 * walking) * pow(permeability, 0.075)
        - 0.06 * log(permeability)
        + 0.5
    )
    factor = area_factor(resultant)
    total = resultant + boundary_layer(speed, walking) / factor
    return max(0.0, total / kept - 0.085 / factor)
