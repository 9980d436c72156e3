"""How a person feels the temperature, learnt from "too cold", "right" and "too warm": Bayes on one number, bounded.

The offset is what must be taken from the air's temperature so that an average person feels what this one feels.
Before any answer it is normal around 0 with 2 degrees. An answer is a noisy reading of it (ordered probit): clothes
above or below the middle of what was needed are so many degrees too warm or too cold. Every answer counts the same,
so their order does not matter. The 2 degrees and the noise are choices of ours: one answer moves the offset by
about a degree, three alike by about three.
"""

from collections.abc import Sequence
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from ...closet.outfit_records import Conditions, Felt, Outfit, OutfitState
from ..warmth.needed import needed
from ..weather.values import Sky, Weather
from .values import ThermalOffset

MOST_CELSIUS = 6.0
_PRIOR_CELSIUS = 2.0
# How much the same clothes in the same weather differ from day to day: sun, pace, sleep, how long one waits.
_NOISE_CELSIUS = 3.0
# One answer in twenty is a slip of the finger, and means nothing.
_SLIP = 0.05
# People call it right as long as it is not further off than this.
_HALF_CELSIUS = 2.5
# The slope of the need is taken over 10 degrees, so that it is not taken for flat where the standards meet, or in
# mild air. Where it is all the same, in the heat, clothes say nothing about the person.
_STEP_CELSIUS = 5.0
_FLAT_CLO = 0.02
_FLATTEST_CLO = 0.05
# Further off than this an answer says no more: the clothes were others, or on the chair.
_FAR_CELSIUS = 8.0
_OFFSETS = np.linspace(-MOST_CELSIUS, MOST_CELSIUS, 481)
_LOW, _HIGH = 0.1, 0.9


def learn(outfits: Sequence[Outfit]) -> ThermalOffset:
    """What the answers say of a person: the mean and the middle 80 percent of what it may be, within 6 degrees.

    Counts what was worn, in known weather, and answered. In heat that asks for the lightest clothes anyway an
    answer counts for nothing.
    """
    readings = [
        (outfit.felt, reading)
        for outfit in outfits
        if outfit.state is OutfitState.WORN and outfit.felt is not Felt.UNSAID and outfit.conditions
        if (reading := _excess_celsius(outfit.conditions)) is not None
    ]
    log = -0.5 * (_OFFSETS / _PRIOR_CELSIUS) ** 2
    # Sorted, because sums of floats depend on their order.
    for felt, excess in sorted(readings):
        log += np.log(_likelihood(felt, excess))
    weight = np.exp(log - log.max())
    weight /= weight.sum()
    below = np.cumsum(weight) - weight / 2
    low, high = np.interp((_LOW, _HIGH), below, _OFFSETS)
    return ThermalOffset(
        celsius=round(float(weight @ _OFFSETS), 2) + 0.0,  # never -0.0
        low_celsius=round(float(low), 2),
        high_celsius=round(float(high), 2),
        answers=len(readings),
    )


def _excess_celsius(conditions: Conditions) -> float | None:
    """By how many degrees clothes were warmer than the middle of what an average person needs, -8 to 8.

    None where the need does not change with the temperature.
    """
    slope = (_middle(conditions, -_STEP_CELSIUS) - _middle(conditions, _STEP_CELSIUS)) / (2 * _STEP_CELSIUS)
    if slope < _FLAT_CLO:
        return None
    middle = (conditions.least_clo + conditions.neutral_clo) / 2
    excess = (conditions.given_clo - middle) / max(slope, _FLATTEST_CLO)
    return min(max(excess, -_FAR_CELSIUS), _FAR_CELSIUS)


def _middle(conditions: Conditions, warmer: float) -> float:
    """The middle of the need in clo, for an average person in air that is so much warmer."""
    celsius = conditions.celsius + warmer
    weather = Weather(
        celsius, conditions.wind_ms, conditions.humidity_percent, conditions.rain_mm, Sky.CLOUDY, celsius
    )
    need = needed(weather)
    return (need.least_clo + need.neutral_clo) / 2


def _likelihood(felt: Felt, excess: float) -> NDArray[np.float64]:
    """How probable an answer is for each of the offsets: shape (481,), above 0."""
    feels = excess - _OFFSETS
    cold = _below((-_HALF_CELSIUS - feels) / _NOISE_CELSIUS)
    warm = _below((feels - _HALF_CELSIUS) / _NOISE_CELSIUS)
    said = {Felt.TOO_COLD: cold, Felt.TOO_WARM: warm, Felt.RIGHT: 1 - cold - warm}[felt]
    return (1 - _SLIP) * said + _SLIP / 3


_SIGMAS = np.linspace(-8, 8, 3201)
_NORMAL = np.array([(1 + erf(sigma / sqrt(2))) / 2 for sigma in _SIGMAS])


def _below(sigmas: NDArray[np.float64]) -> NDArray[np.float64]:
    """The normal distribution's share below, for arrays (NumPy has no error function)."""
    return np.asarray(np.interp(sigmas, _SIGMAS, _NORMAL), np.float64)
