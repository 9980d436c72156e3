"""Twenty-four days to dress for."""

from datetime import date
from typing import NamedTuple

from mirror.attire import Occasion
from mirror.stylist.weather.feels import feels_like
from mirror.stylist.weather.values import DayWeather, Origin, Part, Sky, Weather

O = Occasion  # noqa: E741  (a table is read by its columns)


class Situation(NamedTuple):
    """A day: the air in the morning, by day and in the evening, the wind, what falls, the sky, the occasion."""

    month: int
    morning: float
    noon: float
    evening: float
    wind_ms: float
    rain_mm: float
    sky: Sky
    occasion: Occasion = O.EVERYDAY

    @property
    def day(self) -> date:
        return date(2026, self.month, 15)

    def weather(self) -> DayWeather:
        """As a forecast would have it."""
        air = {Part.MORNING: self.morning, Part.DAY: self.noon, Part.EVENING: self.evening}
        parts = {
            part: Weather(
                celsius,
                self.wind_ms,
                60.0,
                self.rain_mm / 3,
                self.sky,
                feels_like(celsius, self.wind_ms, 60.0),
            )
            for part, celsius in air.items()
        }
        return DayWeather(
            day=self.day,
            origin=Origin.FORECAST,
            parts=parts,
            low_celsius=min(air.values()),
            high_celsius=max(air.values()),
            rain_mm=self.rain_mm,
            snow=self.sky is Sky.SNOW,
        )


SITUATIONS = (
    Situation(1, -15, -9, -12, 2, 0, Sky.CLEAR),
    Situation(1, -12, -6, -8, 7, 0, Sky.CLOUDY, O.WORK),
    Situation(1, -8, -3, -5, 4, 6, Sky.SNOW),
    Situation(2, -4, 1, -2, 3, 0, Sky.CLEAR, O.SPORT),
    Situation(12, -2, 3, 0, 4, 0, Sky.CLEAR, O.WORK),
    Situation(12, 0, 2, 0, 3, 8, Sky.SNOW, O.FORMAL),
    Situation(2, 1, 5, 3, 6, 5, Sky.RAIN, O.WORK),
    Situation(11, 3, 12, 7, 2, 0, Sky.CLEAR),
    Situation(3, 5, 9, 7, 9, 0, Sky.CLOUDY),
    Situation(11, 7, 10, 8, 3, 14, Sky.RAIN),
    Situation(4, 6, 19, 12, 2, 0, Sky.CLEAR, O.WORK),
    Situation(10, 9, 14, 11, 4, 3, Sky.RAIN, O.FORMAL),
    Situation(4, 10, 16, 13, 3, 0, Sky.FAIR, O.SPORT),
    Situation(10, 12, 18, 15, 2, 0, Sky.FAIR),
    Situation(5, 13, 24, 18, 2, 0, Sky.CLEAR),
    Situation(5, 15, 18, 16, 5, 10, Sky.RAIN, O.WORK),
    Situation(9, 17, 23, 20, 2, 0, Sky.CLOUDY, O.WORK),
    Situation(6, 18, 25, 21, 3, 0, Sky.CLEAR, O.FORMAL),
    Situation(6, 20, 24, 22, 4, 12, Sky.RAIN),
    Situation(9, 20, 26, 22, 2, 0, Sky.CLEAR),
    Situation(7, 24, 29, 27, 2, 0, Sky.FAIR, O.WORK),
    Situation(7, 25, 30, 27, 3, 25, Sky.RAIN),
    Situation(8, 26, 33, 29, 1, 0, Sky.CLEAR),
    Situation(8, 28, 36, 31, 1, 0, Sky.CLEAR, O.SPORT),
)
