"""How much clothing the weather asks for: ISO 11079 in the cold, ISO 7730 in mild and warm air, one activity.

Around 10 degrees both may be used, and they disagree: for neutral, ISO 7730 asks for about half as much again,
because it lets whoever is comfortable sweat. So the answer passes slowly from the one to the other, between 2 and
20 degrees; much faster, and it would ask for more in warmer air. Sun, rain and wet clothes are not counted.
"""

from functools import lru_cache

from ..weather.values import Weather
from .air import CLO, Air, basic, speed_ms, walking_ms
from .ireq import Strain, required_basic_clo
from .pmv import insulation_for
from .values import Need

# An ordinary day out of doors: half of it walking slowly (3 km/h, 140 W/m2), half standing about (93 W/m2), both by
# ISO 7730 table B.1.
WATTS = 116.0
_WALKING_MS = walking_ms(WATTS)

# ISO 11079 lets the body lose 40 W h/m2 in a limited exposure; nobody stays out in the cold for more than about
# two hours at a stretch, and warms up between.
_DEBT = 40 / 2

# Of the outermost layer, in litres a second and m2: the value of ISO 11079's own figures.
_PERMEABILITY = 8.0

# "Slightly cool" on the standard's scale is the least; 0 is neither warm nor cool.
_SLIGHTLY_COOL, _NEITHER = -1.0, 0.0

# What people wear in any heat: at the least as little as there is, and T-shirt, thin trousers and sandals (0.44).
LEAST_CLO = 0.2
LIGHT_CLO = 0.45

# Up to here ISO 11079 alone, from there on ISO 7730 alone.
_COLD_CELSIUS, _MILD_CELSIUS = 2.0, 20.0


def needed(weather: Weather, offset_celsius: float = 0.0) -> Need:
    """The insulation in clo that somebody needs outdoors in the shade, from slightly cool to neither.

    offset_celsius: of a person, above 0 who likes it warmer: the air counts as that much colder.
    """
    return _needed(weather.celsius - offset_celsius, weather.wind_ms, weather.humidity_percent)


@lru_cache(maxsize=4096)
def _needed(celsius: float, wind_ms: float, humidity_percent: float) -> Need:
    air = Air(celsius, speed_ms(wind_ms, WATTS), humidity_percent)
    mild = _smooth((celsius - _COLD_CELSIUS) / (_MILD_CELSIUS - _COLD_CELSIUS))
    least = neutral = 0.0
    if mild < 1:
        least += (1 - mild) * _cold_clo(air, Strain.MINIMAL, _DEBT)
        neutral += (1 - mild) * _cold_clo(air, Strain.NEUTRAL)
    if mild > 0:
        least += mild * _mild_clo(air, _SLIGHTLY_COOL)
        neutral += mild * _mild_clo(air, _NEITHER)
    least = max(least, LEAST_CLO)
    return Need(least, max(neutral, least, LIGHT_CLO))


def _cold_clo(air: Air, strain: Strain, debt: float = 0.0) -> float:
    return required_basic_clo(air, WATTS, _WALKING_MS, strain, permeability=_PERMEABILITY, debt=debt)


def _mild_clo(air: Air, vote: float) -> float:
    worn = insulation_for(vote, air, WATTS)
    return basic(worn, air.speed_ms, _WALKING_MS, _PERMEABILITY) / CLO


def _smooth(share: float) -> float:
    """0 below 0, 1 above 1, and between them without a corner."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)
