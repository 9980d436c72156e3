"""What the air feels like to somebody who walks in the shade.

In the cold the wind counts, in the heat the humidity; between COLD_CELSIUS and WARM_CELSIUS one formula passes into
the other in a straight line, so that no degree makes a step.
"""

import math

COLD_CELSIUS = 10.0  # up to here wind chill is defined
WARM_CELSIUS = 20.0
_CALM_KMH = 5.0  # the wind chill of slower air has a formula of its own


def feels_like(celsius: float, wind_ms: float, humidity_percent: float) -> float:
    """Degrees Celsius. celsius: of the air; wind_ms: at 10 m; humidity_percent: relative, 0 to 100."""
    if celsius <= COLD_CELSIUS:
        return wind_chill(celsius, wind_ms)
    if celsius >= WARM_CELSIUS:
        return apparent(celsius, wind_ms, humidity_percent)
    warm = (celsius - COLD_CELSIUS) / (WARM_CELSIUS - COLD_CELSIUS)
    return (1 - warm) * wind_chill(celsius, wind_ms) + warm * apparent(celsius, wind_ms, humidity_percent)


def wind_chill(celsius: float, wind_ms: float) -> float:
    """The wind chill index of 2001, never above the air's own temperature.

    Osczevski and Bluestein, "The new wind chill equivalent temperature chart", Bulletin of the American
    Meteorological Society 86 (2005); for wind below 5 km/h the line of Environment Canada's glossary.
    """
    kmh = wind_ms * 3.6
    if kmh < _CALM_KMH:
        return min(celsius, celsius + (-1.59 + 0.1345 * celsius) / 5 * kmh)
    power = math.pow(kmh, 0.16)
    return min(celsius, 13.12 + 0.6215 * celsius - 11.37 * power + 0.3965 * celsius * power)


def apparent(celsius: float, wind_ms: float, humidity_percent: float) -> float:
    """The apparent temperature without sunshine, as Australia's Bureau of Meteorology gives it.

    Steadman, "Norms of apparent temperature in Australia", Australian Meteorological Magazine 43 (1994).
    """
    vapour_hpa = humidity_percent / 100 * 6.105 * math.exp(17.27 * celsius / (237.7 + celsius))
    return celsius + 0.33 * vapour_hpa - 0.70 * wind_ms - 4.00
