"""The weather of a journey, day by day: as it is known at home, or as warm as somebody says that it is there."""

from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from ..weather.usual import usual_day
from ..weather.values import DayWeather, MonthNormal, Origin, WeatherSource

DAYS_MAX = 21
COOLER_AT_DAWN_CELSIUS = 6.0
"""What a morning lacks of the afternoon in a town; over open land it is about 10 in the mean of the year."""


def trip_weather(
    source: WeatherSource, first: date, last: date, celsius: float | None = None
) -> tuple[DayWeather, ...]:
    """The weather of the days from first to last, both included, DAYS_MAX at most; what nobody knows is left out.

    celsius: how warm the afternoons are there, -60 to 60; None: the weather of home, the forecast as far as it
    reaches and then what is usual in the month.
    """
    days = [first + timedelta(days=by) for by in range(min(DAYS_MAX, (last - first).days + 1))]
    if celsius is None:
        return tuple(known for one in days if (known := source.on(one)) is not None)
    return tuple(_as_warm(one, celsius) for one in days)


def _as_warm(day: date, celsius: float) -> DayWeather:
    """A dry day of that warmth in light wind, from morning to evening."""
    normal = MonthNormal(day.month, celsius - COOLER_AT_DAWN_CELSIUS, celsius, 0.0)
    the_day_before = datetime.combine(day - timedelta(days=1), time(), UTC)
    usual = usual_day(normal, day, the_day_before)
    assert usual is not None  # every hour of it is known
    return replace(usual, origin=Origin.GIVEN)
