"""The forecasts of Open-Meteo and, from its archive, what is usual at a place.

https://open-meteo.com/en/docs; no key, free for non-commercial use, data under CC BY 4.0.
"""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from .hours import HOUR_S, MOST_HOURS, Hour
from .provider import OPEN_METEO, decimals
from .spot import Spot
from .trouble import Garbled
from .usual import Normals
from .values import MonthNormal, Sky

DAYS = 10
YEARS = 10
_LEAST_DAYS_A_MONTH = 25  # of all years together
_SKIES = {
    0: Sky.CLEAR, 1: Sky.CLEAR, 2: Sky.FAIR, 3: Sky.CLOUDY, 45: Sky.FOG, 48: Sky.FOG,
    51: Sky.RAIN, 53: Sky.RAIN, 55: Sky.RAIN, 56: Sky.SLEET, 57: Sky.SLEET,
    61: Sky.RAIN, 63: Sky.RAIN, 65: Sky.RAIN, 66: Sky.SLEET, 67: Sky.SLEET,
    71: Sky.SNOW, 73: Sky.SNOW, 75: Sky.SNOW, 77: Sky.SNOW,
    80: Sky.RAIN, 81: Sky.RAIN, 82: Sky.RAIN, 85: Sky.SNOW, 86: Sky.SNOW,
    95: Sky.THUNDER, 96: Sky.THUNDER, 99: Sky.THUNDER,
}  # fmt: skip
"""By WMO code 4677 as Open-Meteo uses it."""

_Celsius = Annotated[float, Meta(ge=-95, le=65)] | None
_Millimetres = Annotated[float, Meta(ge=0, le=2000)] | None


class _Hourly(msgspec.Struct, frozen=True):
    time: Annotated[list[int], Meta(min_length=2, max_length=MOST_HOURS)]
    temperature_2m: list[_Celsius]
    relative_humidity_2m: list[Annotated[float, Meta(ge=0, le=110)] | None]
    precipitation: list[_Millimetres]
    weather_code: list[int | None]
    wind_speed_10m: list[Annotated[float, Meta(ge=0, le=120)] | None]


class _Units(msgspec.Struct, frozen=True):
    wind_speed_10m: str
    temperature_2m: str


class _Answer(msgspec.Struct, frozen=True):
    hourly: _Hourly
    hourly_units: _Units


class _Daily(msgspec.Struct, frozen=True):
    time: list[date]
    temperature_2m_max: list[_Celsius]
    temperature_2m_min: list[_Celsius]
    precipitation_sum: list[_Millimetres]


class _Archive(msgspec.Struct, frozen=True):
    daily: _Daily


class OpenMeteo:
    """A Provider; see there. `url` is the folder of the service."""

    name = OPEN_METEO

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def url(self, spot: Spot) -> tuple[str, dict[str, str]]:
        """See Provider."""
        return f"{self._url}/forecast", {
            "latitude": decimals(spot.latitude),
            "longitude": decimals(spot.longitude),
            "hourly": "temperature_2m,relative_humidity_2m,precipitation,weather_code,wind_speed_10m",
            "wind_speed_unit": "ms",
            "timeformat": "unixtime",
            "timezone": "UTC",
            "forecast_days": str(DAYS),
        }

    def read(self, body: bytes) -> list[Hour]:
        """See Provider. It ends where an hour is missing. An hour's rain stands at the next hour."""
        try:
            answer = msgspec.json.decode(body, type=_Answer)
        except msgspec.DecodeError as error:
            raise Garbled(f"Open-Meteo sent no forecast: {error}") from error
        hourly, units = answer.hourly, answer.hourly_units
        if units.wind_speed_10m != "m/s" or units.temperature_2m != "°C":
            raise Garbled("Open-Meteo sent no forecast: it has other units")
        try:
            rows = list(
                zip(
                    hourly.time,
                    hourly.temperature_2m,
                    hourly.wind_speed_10m,
                    hourly.relative_humidity_2m,
                    [*hourly.precipitation[1:], 0.0],
                    hourly.weather_code,
                    strict=True,
                )
            )
        except ValueError as error:
            raise Garbled("Open-Meteo sent no forecast: its columns are of several lengths") from error
        hours: list[Hour] = []
        for at_s, celsius, wind_ms, humidity, rain_mm, code in rows:
            if celsius is None or wind_ms is None or humidity is None:
                break
            if hours and at_s != hours[-1].at_s + HOUR_S:
                raise Garbled("Open-Meteo sent no forecast: its hours do not follow each other")
            sky = Sky.CLOUDY if code is None else _SKIES.get(code, Sky.CLOUDY)
            hours.append(Hour(at_s, celsius, wind_ms, min(100.0, humidity), rain_mm or 0.0, sky))
        if not hours:
            raise Garbled("Open-Meteo sent no forecast: it has no hours")
        return hours


class Archive:
    """What was, day by day: one question gives the normals of a place."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def url(self, spot: Spot, today: date) -> tuple[str, dict[str, str]]:
        """The address of the last YEARS whole years."""
        return f"{self._url}/archive", {
            "latitude": decimals(spot.latitude),
            "longitude": decimals(spot.longitude),
            "start_date": f"{today.year - YEARS}-01-01",
            "end_date": f"{today.year - 1}-12-31",
            "daily": "temperature_2m_max,temperature_2m_min,precipitation_sum",
            "timezone": "auto",
        }

    def read(self, body: bytes, spot: Spot, fetched_s: float) -> Normals:
        """The mean of each month. Raises Garbled where a month is missing."""
        try:
            daily = msgspec.json.decode(body, type=_Archive).daily
            rows = list(
                zip(
                    daily.time,
                    daily.temperature_2m_min,
                    daily.temperature_2m_max,
                    daily.precipitation_sum,
                    strict=True,
                )
            )
        except (msgspec.DecodeError, ValueError) as error:
            raise Garbled(f"Open-Meteo sent no normals: {error}") from error
        months: list[MonthNormal] = []
        for month in range(1, 13):
            days = [
                (low, high, rain_mm or 0.0)
                for day, low, high, rain_mm in rows
                if day.month == month and low is not None and high is not None and low <= high
            ]
            if len(days) < _LEAST_DAYS_A_MONTH:
                raise Garbled(f"Open-Meteo sent no normals: of month {month} it has {len(days)} days")
            low, high, rain_mm = (round(sum(column) / len(days), 1) for column in zip(*days, strict=True))
            months.append(MonthNormal(month, low, high, rain_mm))
        return Normals(
            latitude=spot.latitude,
            longitude=spot.longitude,
            fetched_s=fetched_s,
            years=len({day.year for day, *_ in rows}),
            months=months,
        )
