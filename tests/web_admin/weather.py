"""A forecast as the mirror's fetching leaves it in the closet, for pages that show it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from mirror.closet import Closet
from mirror.stylist.weather.hours import Forecast, Hour
from mirror.stylist.weather.notes import FORECAST
from mirror.stylist.weather.provider import MET_NORWAY
from mirror.stylist.weather.spot import Spot
from mirror.stylist.weather.values import Sky

SEOUL = Spot(37.57, 126.98)
DAYS = 9


def put_forecast(
    closet: Closet,
    now: datetime,
    *,
    celsius: Callable[[int], float] = lambda _day: 4.0,
    sky: Sky = Sky.FAIR,
    rain_mm: float = 0.0,
    age: timedelta = timedelta(hours=2),
) -> None:
    """Put the mirror in Seoul, with a steady forecast from yesterday on.

    celsius: by the number of the day, 0 today. rain_mm: of each hour.
    """
    closet.preferences.change(place_name="서울", latitude=SEOUL.latitude, longitude=SEOUL.longitude)
    begins = now.replace(hour=0, minute=0, second=0, microsecond=0)
    hours = [
        Hour(int((begins + timedelta(hours=hour)).timestamp()), celsius(hour // 24), 3.0, 55.0, rain_mm, sky)
        for hour in range(-24, 24 * DAYS)
    ]
    closet.notes.put(FORECAST, Forecast.of(SEOUL, MET_NORWAY, (now - age).timestamp(), hours))
