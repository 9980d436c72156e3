"""A forecast hour by hour, as a provider gave it and as the closet keeps it: columns of short numbers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, NamedTuple, Self

import msgspec
from msgspec import Meta

from .spot import Spot
from .values import Sky

HOUR_S = 3600
SKIES = tuple(Sky)
MOST_HOURS = 400  # sixteen days

Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
Column = Annotated[list[float], Meta(max_length=MOST_HOURS)]


class Hour(NamedTuple):
    """An hour. at_s: when it begins, UTC seconds since 1970. rain_mm: what falls in it, as water."""

    at_s: int
    celsius: float
    wind_ms: float
    humidity_percent: float
    rain_mm: float
    sky: Sky

    @property
    def at(self) -> datetime:
        """When it begins, aware, UTC."""
        return datetime.fromtimestamp(self.at_s, UTC)


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast for a place. The columns are of one length; at_s rises.

    provider: who gave it, by its name. fetched_s: when, UTC seconds since 1970. humidity: percent. sky: indices
    of SKIES. About 12 kB of JSON for ten days.
    """

    latitude: Latitude
    longitude: Longitude
    provider: str
    fetched_s: float
    at_s: Annotated[list[int], Meta(min_length=1, max_length=MOST_HOURS)]
    celsius: Column
    wind_ms: Column
    humidity: Column
    rain_mm: Column
    sky: Annotated[list[Annotated[int, Meta(ge=0, lt=len(SKIES))]], Meta(max_length=MOST_HOURS)]

    def __post_init__(self) -> None:
        """Raises ValueError (msgspec: ValidationError) for columns that do not fit together."""
        columns = (self.celsius, self.wind_ms, self.humidity, self.rain_mm, self.sky)
        if any(len(column) != len(self.at_s) for column in columns):
            raise ValueError("the columns of a forecast are of one length")

    @classmethod
    def of(cls, spot: Spot, provider: str, fetched_s: float, hours: Sequence[Hour]) -> Self:
        """A forecast of these hours, the first MOST_HOURS of them."""
        hours = hours[:MOST_HOURS]
        return cls(
            latitude=spot.latitude,
            longitude=spot.longitude,
            provider=provider,
            fetched_s=fetched_s,
            at_s=[hour.at_s for hour in hours],
            celsius=[round(hour.celsius, 1) for hour in hours],
            wind_ms=[round(hour.wind_ms, 1) for hour in hours],
            humidity=[round(hour.humidity_percent) for hour in hours],
            rain_mm=[round(hour.rain_mm, 2) for hour in hours],
            sky=[SKIES.index(hour.sky) for hour in hours],
        )

    @property
    def spot(self) -> Spot:
        """Where it is for."""
        return Spot(self.latitude, self.longitude)

    @property
    def fetched_at(self) -> datetime:
        """When it was fetched, aware, UTC."""
        return datetime.fromtimestamp(self.fetched_s, UTC)

    def hours(self) -> list[Hour]:
        """Hour by hour, the earliest first."""
        columns = zip(
            self.at_s, self.celsius, self.wind_ms, self.humidity, self.rain_mm, self.sky, strict=True
        )
        return [Hour(at, warm, wind, humid, rain, SKIES[sky]) for at, warm, wind, humid, rain, sky in columns]
