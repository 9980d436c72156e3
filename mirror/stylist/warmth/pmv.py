"""Predicted mean vote of ISO 7730:2005, and the clothing insulation that makes it what one wants.

From the standard's equations (1) to (4), Fanger's heat balance. Made for 10 to 30 degrees, 0 to 1 m/s and 0 to
2 clo; outside it answers with growing error.
"""

from math import exp, sqrt

from .air import Air
from .root import least_insulation

_RADIATED = 3.96e-8  # emissivity of clothes, share of the body that radiates, Stefan and Boltzmann's constant
_KELVIN = 273.0
_FINE_KELVIN = 1e-7


def vote(air: Air, watts: float, insulation: float, radiant_celsius: float | None = None) -> float:
    """How warm people feel on the mean: -3 cold, -1 slightly cool, 0 neutral, 1 slightly warm, 3 hot.

    watts: turnover of heat, 46 to 232 W/m2. insulation: of the clothes as they are worn, in m2 K/W.
    radiant_celsius: mean radiant temperature; None for that of the air, as outdoors in the shade.
    """
    radiant = air.celsius if radiant_celsius is None else radiant_celsius
    skin = _skin_celsius(watts)
    cold, warm = min(air.celsius, skin) - 60, max(air.celsius, skin) + 60
    while warm - cold > _FINE_KELVIN:
        surface = (cold + warm) / 2
        if skin - insulation * _given_off(surface, air, radiant, insulation) > surface:
            cold = surface
        else:
            warm = surface
    load = _through(air, watts) - _given_off(warm, air, radiant, insulation)
    return _sensitivity(watts) * load


def insulation_for(wanted: float, air: Air, watts: float) -> float:
    """The insulation in m2 K/W with which the vote is `wanted` in the shade; 0 where it is higher without clothes.

    The wanted vote says how much heat is to leave through the clothes, so their surface's temperature follows, and
    one search over the insulation is enough.
    """
    leaving = _through(air, watts) - wanted / _sensitivity(watts)
    skin = _skin_celsius(watts)

    def balance(insulation: float) -> float:
        return leaving - _given_off(skin - insulation * leaving, air, air.celsius, insulation)

    return least_insulation(balance) if leaving > 0 else 0.0


def _skin_celsius(watts: float) -> float:
    """Skin temperature of somebody who is comfortable."""
    return 35.7 - 0.028 * watts


def _sensitivity(watts: float) -> float:
    """Votes for each W/m2 of heat that stays in the body."""
    return 0.303 * exp(-0.036 * watts) + 0.028


def _through(air: Air, watts: float) -> float:
    """Heat in W/m2 that must leave through the clothes, after sweat, the skin's vapour and breath took theirs."""
    vapour_pa = air.humidity_percent * 10 * exp(16.6536 - 4030.183 / (air.celsius + 235))
    skin = 3.05e-3 * (5733 - 6.99 * watts - vapour_pa)
    sweat = max(0.0, 0.42 * (watts - 58.15))
    breath = 1.7e-5 * watts * (5867 - vapour_pa) + 0.0014 * watts * (34 - air.celsius)
    return watts - skin - sweat - breath


def _given_off(surface: float, air: Air, radiant: float, insulation: float) -> float:
    """Heat in W/m2 that clothes of a surface temperature give off by radiation and convection."""
    celsius = air.celsius
    factor = 1 + 1.29 * insulation if insulation <= 0.078 else 1.05 + 0.645 * insulation
    convection = max(2.38 * sqrt(sqrt(abs(surface - celsius))), 12.1 * sqrt(air.speed_ms))
    radiation = _RADIATED * ((surface + _KELVIN) ** 4 - (radiant + _KELVIN) ** 4)
    return factor * (radiation + convection * (surface - celsius))
