"""Hours made into days: morning, day and evening, in the household's own time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo

from .feels import feels_like
from .hours import HOUR_S, Hour
from .values import DayWeather, Origin, Part, Sky, Weather

PARTS = {Part.MORNING: (6, 11), Part.DAY: (11, 17), Part.EVENING: (17, 22)}
"""From and to which o'clock."""
_FIRST, _END = 6, 22
WET = (Sky.THUNDER, Sky.SNOW, Sky.SLEET, Sky.RAIN)  # what says most of a day first
_DRY = (Sky.FOG, Sky.CLOUDY, Sky.FAIR, Sky.CLEAR)
_FROZEN = (Sky.SNOW, Sky.SLEET)


def day_of(
    hours: Iterable[Hour],
    day: date,
    now: datetime,
    *,
    origin: Origin = Origin.FORECAST,
    place: str = "",
    fetched_at: datetime | None = None,
) -> DayWeather | None:
    """A day's weather of what is known of its hours; None where they do not reach it.

    Of today, by `now` (aware), only what is still to come counts for the parts; where nothing is, the last hour
    that is known is the evening. Of any other day at least half of each part must be known: a forecast that ends
    at noon says nothing of what to wear.
    """
    zone = now.tzinfo
    wanted = {
        hour: o_clock for hour in hours for o_clock in [_o_clock(hour, day, zone)] if o_clock is not None
    }
    waking = [hour for hour, o_clock in wanted.items() if _FIRST <= o_clock < _END]
    today = day == now.date()
    parts: dict[Part, Weather] = {}
    for part, (first, end) in PARTS.items():
        inside = [hour for hour, o_clock in wanted.items() if first <= o_clock < end]
        if today:
            left = [hour for hour in inside if wanted[hour] >= now.hour]
            if left:
                parts[part] = weather_of(left)
        elif 2 * len(inside) < end - first:
            return None
        else:
            parts[part] = weather_of(inside)
    if not parts:
        last = (waking or list(wanted))[-1:]
        if not last:
            return None
        parts[Part.EVENING] = weather_of(last)
    known = waking or list(wanted)
    rain_mm = sum(hour.rain_mm for hour in known)
    frozen_mm = sum(hour.rain_mm for hour in known if hour.sky in _FROZEN)
    return DayWeather(
        day=day,
        origin=origin,
        parts=parts,
        low_celsius=round(min(hour.celsius for hour in known), 1),
        high_celsius=round(max(hour.celsius for hour in known), 1),
        rain_mm=round(rain_mm, 2),
        snow=frozen_mm > 0 and 2 * frozen_mm >= rain_mm,
        place=place,
        fetched_at=fetched_at,
    )


def hour_of(hours: Iterable[Hour], now: datetime) -> Weather | None:
    """The weather of the hour in which `now` (aware) lies, None where no hour reaches it."""
    now_s = now.timestamp()
    inside = [hour for hour in hours if hour.at_s <= now_s < hour.at_s + HOUR_S]
    return weather_of(inside) if inside else None


def weather_of(hours: Sequence[Hour]) -> Weather:
    """Several hours as one: mean temperature and humidity, the strongest wind, all the rain, the most telling sky.

    Raises ValueError for no hour.
    """
    if not hours:
        raise ValueError("weather is made of one hour at least")
    celsius = sum(hour.celsius for hour in hours) / len(hours)
    humidity = sum(hour.humidity_percent for hour in hours) / len(hours)
    wind_ms = max(hour.wind_ms for hour in hours)
    return Weather(
        celsius=round(celsius, 1),
        wind_ms=wind_ms,
        humidity_percent=round(humidity, 1),
        rain_mm=round(sum(hour.rain_mm for hour in hours), 2),
        sky=_telling(hour.sky for hour in hours),
        feels_celsius=round(feels_like(celsius, wind_ms, humidity), 1),
    )


def steady_day(
    day: date,
    origin: Origin,
    *,
    celsius: float,
    wind_ms: float,
    rain_mm: float = 0.0,
    humidity_percent: float = 60.0,
    sky: Sky | None = None,
    place: str = "",
) -> DayWeather:
    """A day that is the same from 6 to 22 o'clock. rain_mm: of the day; below 1 °C it falls as snow.

    sky: None: what falls, else cloudy.
    """
    snow = rain_mm > 0 and celsius < 1
    sky = sky or (Sky.SNOW if snow else Sky.RAIN if rain_mm > 0 else Sky.CLOUDY)
    feels = round(feels_like(celsius, wind_ms, humidity_percent), 1)
    parts = {
        part: Weather(
            celsius,
            wind_ms,
            humidity_percent,
            round(rain_mm * (end - first) / (_END - _FIRST), 2),
            sky,
            feels,
        )
        for part, (first, end) in PARTS.items()
    }
    return DayWeather(
        day=day,
        origin=origin,
        parts=parts,
        low_celsius=celsius,
        high_celsius=celsius,
        rain_mm=rain_mm,
        snow=snow,
        place=place,
    )


def _o_clock(hour: Hour, day: date, zone: tzinfo | None) -> int | None:
    """At which o'clock of the day the hour begins, None where it is another day's."""
    local = hour.at.astimezone(zone)
    return local.hour if local.date() == day else None


def _telling(skies: Iterable[Sky]) -> Sky:
    """What falls at any time; else what is seen for longest, the darker of two."""
    seen = Counter(skies)
    for sky in WET:
        if seen[sky]:
            return sky
    return max(_DRY, key=lambda sky: seen[sky])
