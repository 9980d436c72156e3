"""What is usual at a place, month by month, and what a person says: both made into a day."""

import math
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Annotated

import msgspec
from msgspec import Meta

from .daily import day_of, steady_day
from .hours import HOUR_S, Hour, Latitude, Longitude
from .spot import Spot
from .values import Answer, DayWeather, MonthNormal, Origin, Sky

LOWEST_AT, HIGHEST_AT = 6, 15  # o'clock; near sunrise, and some hours after noon
LIGHT_WIND_MS = 2.0
USUAL_HUMIDITY_PERCENT = 60.0
WET_MONTH_MM = 4.0  # a day: about every second day has rain, so clothes had better bear it

ANSWERS_CELSIUS = {Answer.COLD: 0.0, Answer.MILD: 13.0, Answer.WARM: 22.0, Answer.HOT: 30.0}
"""What each answer is taken to mean, degrees Celsius."""


class Normals(msgspec.Struct, frozen=True, kw_only=True):
    """The twelve months of a place. years: how many the means are of. fetched_s: UTC seconds since 1970."""

    latitude: Latitude
    longitude: Longitude
    fetched_s: float
    years: int
    months: Annotated[list[MonthNormal], Meta(min_length=12, max_length=12)]

    @property
    def spot(self) -> Spot:
        """Where they are for."""
        return Spot(self.latitude, self.longitude)


def usual_day(normal: MonthNormal, day: date, now: datetime, place: str = "") -> DayWeather | None:
    """A usual day of a month: from the low at dawn to the high in the afternoon along a cosine, in light wind."""
    zone = now.tzinfo or UTC
    hours = [_usual_hour(normal, day, o_clock, zone) for o_clock in range(24)]
    return day_of(hours, day, now, origin=Origin.NORMAL, place=place)


def answered_day(answer: Answer, day: date, place: str = "") -> DayWeather:
    """A day as somebody called it: dry, in light wind."""
    return steady_day(
        day,
        Origin.ANSWER,
        celsius=ANSWERS_CELSIUS[answer],
        wind_ms=LIGHT_WIND_MS,
        humidity_percent=USUAL_HUMIDITY_PERCENT,
        place=place,
    )


def _usual_hour(normal: MonthNormal, day: date, o_clock: int, zone: tzinfo) -> Hour:
    rise = HIGHEST_AT - LOWEST_AT
    since = (o_clock + 0.5 - LOWEST_AT) % 24
    turn = since / rise if since <= rise else 1 + (since - rise) / (24 - rise)
    share = (1 - math.cos(math.pi * turn)) / 2
    celsius = normal.low_celsius + share * (normal.high_celsius - normal.low_celsius)
    wet = normal.rain_mm >= WET_MONTH_MM
    sky = (Sky.SNOW if celsius < 1 else Sky.RAIN) if wet else Sky.FAIR
    begins = datetime.combine(day, time(), zone) + timedelta(seconds=o_clock * HOUR_S)
    return Hour(
        int(begins.timestamp()),
        celsius,
        LIGHT_WIND_MS,
        USUAL_HUMIDITY_PERCENT,
        normal.rain_mm / 24 if wet else 0.0,
        sky,
    )
