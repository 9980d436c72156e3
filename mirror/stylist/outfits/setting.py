"""What a person is dressed for: the day's weather, boiled down to what the rules and scores ask about."""

from datetime import date

import msgspec

from ...attire import Occasion
from ...seasons import Season
from ..warmth.needed import needed
from ..warmth.values import Need
from ..weather.values import DayWeather, Sky, Weather

WET_MM = 1.0  # what falls in the parts of the day that people are out in, from which clothes must stand rain
SNOW_MM = 0.5  # as water; some 5 mm of fresh snow
SUN_CELSIUS = 24.0  # a clear sky in air warmer than this calls for a hat

# What air in the shade feels like in each season of a temperate climate, for ranking alone where nobody knows.
_TYPICAL_CELSIUS = {Season.SPRING: 14.0, Season.SUMMER: 26.0, Season.AUTUMN: 15.0, Season.WINTER: 1.0}
_SEASON_OF_MONTH = (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)
# The seasons whose clothes fit a day, by the mean of what its parts feel like, up to a temperature.
_SEASONS_UP_TO = (
    (6.0, frozenset({Season.WINTER})),
    (10.0, frozenset({Season.WINTER, Season.SPRING, Season.AUTUMN})),
    (18.0, frozenset({Season.SPRING, Season.AUTUMN})),
    (22.0, frozenset({Season.SPRING, Season.AUTUMN, Season.SUMMER})),
    (100.0, frozenset({Season.SUMMER})),
)


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A day and an occasion as the rules see them.

    cold, warm: what is needed in the part of the day that feels coldest, with everything on, and in the warmest.
    cold_celsius, warm_celsius: what those parts feel like. wet_mm: what falls in the known parts, as water.
    seasons: whose clothes suit the air. known: whether the weather is; otherwise it is what the month usually is,
    good for an order and for nothing that is said.
    """

    day: date
    occasion: Occasion
    weather: DayWeather | None
    cold: Need
    warm: Need
    cold_celsius: float
    warm_celsius: float
    wet_mm: float
    snow: bool
    sunny: bool
    seasons: frozenset[Season]

    @property
    def known(self) -> bool:
        """Whether the weather is known."""
        return self.weather is not None

    @property
    def wet(self) -> bool:
        """Whether clothes must stand rain."""
        return self.wet_mm >= WET_MM and not self.snow


def setting(
    day: date,
    occasion: Occasion,
    weather: DayWeather | None,
    offset_celsius: float,
    *,
    southern: bool = False,
) -> Setting:
    """What a day asks of clothes. offset_celsius: of the person; above 0 they like it warmer. southern: whether the
    mirror is south of the equator.
    """
    if weather is None:
        cold = warm = _typical(day, southern=southern)
        wet_mm, snow = 0.0, False
    else:
        cold, warm = weather.coldest, weather.warmest
        wet_mm = sum(part.rain_mm for part in weather.parts.values())
        snow = weather.snow and wet_mm >= SNOW_MM
    mean = (cold.feels_celsius + warm.feels_celsius) / 2 - offset_celsius
    return Setting(
        day=day,
        occasion=occasion,
        weather=weather,
        cold=needed(cold, offset_celsius),
        warm=needed(warm, offset_celsius),
        cold_celsius=cold.feels_celsius - offset_celsius,
        warm_celsius=warm.feels_celsius - offset_celsius,
        wet_mm=wet_mm,
        snow=snow,
        sunny=weather is not None and warm.sky in (Sky.CLEAR, Sky.FAIR) and warm.celsius >= SUN_CELSIUS,
        seasons=next(seasons for most, seasons in _SEASONS_UP_TO if mean < most),
    )


def _typical(day: date, *, southern: bool) -> Weather:
    celsius = _TYPICAL_CELSIUS[_SEASON_OF_MONTH[(day.month + (6 if southern else 0)) % 12 // 3]]
    return Weather(
        celsius=celsius,
        wind_ms=2.0,
        humidity_percent=60.0,
        rain_mm=0.0,
        sky=Sky.CLOUDY,
        feels_celsius=celsius,
    )
