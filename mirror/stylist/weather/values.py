"""The weather as values. Air temperatures in degrees Celsius in the shade, wind in metres a second at 10 m."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

import msgspec


class Sky(StrEnum):
    """What the sky looks like, or what falls from it."""

    CLEAR = "clear"
    FAIR = "fair"
    CLOUDY = "cloudy"
    FOG = "fog"
    RAIN = "rain"
    SLEET = "sleet"
    SNOW = "snow"
    THUNDER = "thunder"


class Part(StrEnum):
    """A part of the day that people are out in: 6 to 11, 11 to 17 and 17 to 22 o'clock, local time."""

    MORNING = "morning"
    DAY = "day"
    EVENING = "evening"


class Origin(StrEnum):
    """How the weather is known: forecast, what is usual in that month, a person's answer, or given by hand."""

    FORECAST = "forecast"
    NORMAL = "normal"
    ANSWER = "answer"
    GIVEN = "given"


class Answer(StrEnum):
    """What a person says when nothing else is known."""

    COLD = "cold"
    MILD = "mild"
    WARM = "warm"
    HOT = "hot"


class Weather(msgspec.Struct, frozen=True):
    """The weather at a moment, or the mean over some hours.

    celsius: -60 to 60. wind_ms: 0 or more. humidity_percent: relative, 0 to 100. rain_mm: what falls in the hours,
    as water, snow too. feels_celsius: what the air feels like to somebody in the shade (see feels.py).
    """

    celsius: float
    wind_ms: float
    humidity_percent: float
    rain_mm: float
    sky: Sky
    feels_celsius: float


class DayWeather(msgspec.Struct, frozen=True, kw_only=True):
    """A day's weather. parts: those that are known; today's that are over already may be missing, never all.

    rain_mm, low_celsius and high_celsius: of what is known from 6 to 22 o'clock, rain and snow as water. snow:
    whether most of it falls as snow or sleet. fetched_at: when the forecast was fetched (aware), None where it is
    none. place: its name, or "".
    """

    day: date
    origin: Origin
    parts: dict[Part, Weather]
    low_celsius: float
    high_celsius: float
    rain_mm: float
    snow: bool
    place: str = ""
    fetched_at: datetime | None = None

    @property
    def coldest(self) -> Weather:
        """The part that feels coldest; clothes must do for it with everything on."""
        return min(self.parts.values(), key=lambda part: part.feels_celsius)

    @property
    def warmest(self) -> Weather:
        """The part that feels warmest."""
        return max(self.parts.values(), key=lambda part: part.feels_celsius)

    def age(self, now: datetime) -> timedelta:
        """How old the forecast is, zero where it is none or the clock went back."""
        return timedelta() if self.fetched_at is None else max(timedelta(), now - self.fetched_at)


class MonthNormal(msgspec.Struct, frozen=True):
    """What a month is usually like at a place: mean daily low and high in degrees Celsius, millimetres a day."""

    month: int
    low_celsius: float
    high_celsius: float
    rain_mm: float


class WeatherSource(Protocol):
    """Who knows the weather. Asks nobody outside: what it says is there already."""

    def on(self, day: date) -> DayWeather | None:
        """A day's weather: the forecast, else the month's normal, else what a person answered for that day; None
        where nobody knows.
        """
        ...

    def now(self) -> Weather | None:
        """The weather of this hour as the forecast has it, None where no forecast reaches it."""
        ...

    def normal(self, month: int) -> MonthNormal | None:
        """What a month, 1 to 12, is usually like here; None where that is not known."""
        ...

    def answer(self, day: date, answer: Answer) -> None:
        """Keep what a person says of a day of which nobody else knows anything. Raises ClosetError."""
        ...
