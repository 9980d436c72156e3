"""The forecasts of MET Norway, Locationforecast 2.0, by hours and further ahead by six hours.

https://api.met.no/weatherapi/locationforecast/2.0/documentation; data under CC BY 4.0.
"""

from datetime import datetime
from itertools import pairwise
from typing import Annotated

import msgspec
from msgspec import Meta

from .hours import HOUR_S, MOST_HOURS, Hour
from .provider import MET_NORWAY, decimals
from .spot import Spot
from .trouble import Garbled
from .values import Sky

LONGEST_STEP_H = 12
_SKIES = (
    ("thunder", Sky.THUNDER), ("sleet", Sky.SLEET), ("snow", Sky.SNOW), ("rain", Sky.RAIN), ("fog", Sky.FOG),
    ("clearsky", Sky.CLEAR), ("fair", Sky.FAIR), ("partlycloudy", Sky.FAIR),
)  # fmt: skip
"""By what a symbol's code contains: "lightrainshowersandthunder_day"."""


class _Instant(msgspec.Struct, frozen=True):
    air_temperature: Annotated[float, Meta(ge=-95, le=65)]
    relative_humidity: Annotated[float, Meta(ge=-1, le=110)] = 60.0
    wind_speed: Annotated[float, Meta(ge=0, le=120)] = 0.0


class _InstantDetails(msgspec.Struct, frozen=True):
    details: _Instant


class _Amount(msgspec.Struct, frozen=True):
    precipitation_amount: Annotated[float, Meta(ge=0, le=1000)] = 0.0


class _Summary(msgspec.Struct, frozen=True):
    symbol_code: str


class _Next(msgspec.Struct, frozen=True):
    summary: _Summary | None = None
    details: _Amount = _Amount()


class _Data(msgspec.Struct, frozen=True):
    instant: _InstantDetails
    next_1_hours: _Next | None = None
    next_6_hours: _Next | None = None


class _Step(msgspec.Struct, frozen=True):
    time: datetime
    data: _Data


class _Properties(msgspec.Struct, frozen=True):
    timeseries: Annotated[list[_Step], Meta(min_length=2, max_length=MOST_HOURS)]


class _Answer(msgspec.Struct, frozen=True):
    properties: _Properties


class MetNorway:
    """A Provider; see there. `url` is the folder of the service."""

    name = MET_NORWAY

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def url(self, spot: Spot) -> tuple[str, dict[str, str]]:
        """See Provider."""
        return f"{self._url}/compact", {"lat": decimals(spot.latitude), "lon": decimals(spot.longitude)}

    def read(self, body: bytes) -> list[Hour]:
        """See Provider. Between two steps the temperature goes in a straight line, rain falls evenly."""
        try:
            steps = msgspec.json.decode(body, type=_Answer).properties.timeseries
        except msgspec.DecodeError as error:
            raise Garbled(f"MET Norway sent no forecast: {error}") from error
        hours: list[Hour] = []
        for step, following in pairwise(steps):
            if step.time.tzinfo is None or following.time.tzinfo is None:
                raise Garbled("MET Norway sent no forecast: its times have no zone")
            length_h, rest = divmod((following.time - step.time).total_seconds(), HOUR_S)
            if length_h < 1 or rest:
                raise Garbled("MET Norway sent no forecast: its times are out of order")
            if length_h > LONGEST_STEP_H:
                break
            hours.extend(_between(step, following, int(length_h)))
        if not hours:
            raise Garbled("MET Norway sent no forecast: it has no hours")
        return hours


def _between(step: _Step, following: _Step, length_h: int) -> list[Hour]:
    """The hours from a step to the next."""
    here, there = step.data.instant.details, following.data.instant.details
    coming, span_h = step.data.next_1_hours, 1
    if coming is None or length_h > 1:
        coming, span_h = step.data.next_6_hours or coming, 6 if step.data.next_6_hours else 1
    rain_mm = 0.0 if coming is None else coming.details.precipitation_amount / span_h
    sky = Sky.CLOUDY if coming is None or coming.summary is None else _sky(coming.summary.symbol_code)
    begins_s = int(step.time.timestamp())
    return [
        Hour(
            begins_s + hour * HOUR_S,
            _along(here.air_temperature, there.air_temperature, hour / length_h),
            _along(here.wind_speed, there.wind_speed, hour / length_h),
            min(100.0, max(0.0, _along(here.relative_humidity, there.relative_humidity, hour / length_h))),
            rain_mm,
            sky,
        )
        for hour in range(length_h)
    ]


def _along(here: float, there: float, share: float) -> float:
    return here + share * (there - here)


def _sky(code: str) -> Sky:
    return next((sky for word, sky in _SKIES if word in code), Sky.CLOUDY)
