"""The weather as pages show it: what each part of a day is like, and a day in one small picture."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from babel import Locale
from babel.dates import format_skeleton, get_day_names

from mirror.locale import words
from mirror.stylist import saying
from mirror.stylist.weather.kept import KeptWeather
from mirror.stylist.weather.provider import MET_NORWAY, OPEN_METEO
from mirror.stylist.weather.values import DayWeather, Origin, Part, Sky, Weather

from .context import closet, context
from .words import _, language, ngettext

RAIN_SHOWN_MM = 0.1
CREDITS = {
    MET_NORWAY: "MET Norway (CC BY 4.0)",
    OPEN_METEO: "Open-Meteo.com (CC BY 4.0)",
}


class PartLine(NamedTuple):
    """A part of a day in words. feels: None where it is no other than the air. rain: None where none falls."""

    name: str
    sky: Sky
    sky_words: str
    celsius: str
    feels: str | None
    wind: str
    rain: str | None


class DayTab(NamedTuple):
    """A day to choose. sky, high: None where nobody knows its weather. long: for who hears rather than sees."""

    day: date
    name: str
    long: str
    sky: Sky | None
    high: str | None


def parts_of(weather: DayWeather, *, imperial: bool) -> list[PartLine]:
    """Morning, day and evening, those that are known."""
    return [_part(part, weather.parts[part], imperial=imperial) for part in Part if part in weather.parts]


def span(weather: DayWeather, *, imperial: bool) -> str:
    """The lowest and the highest of a day, like "−2° – 5°"."""
    low = saying.degrees(weather.low_celsius, imperial=imperial)
    high = saying.degrees(weather.high_celsius, imperial=imperial)
    return low if low == high else f"{low} – {high}"


def told(weather: DayWeather, now: datetime) -> str:
    """How the weather is known, and how old that is."""
    if weather.origin is Origin.NORMAL:
        month = format_skeleton("MMMM", weather.day, locale=Locale(language()))
        return _("what %(month)s is usually like", month=month)
    if weather.origin is Origin.ANSWER:
        return _("as you said")
    hours = int(weather.age(now).total_seconds() // 3600)
    if hours < 1:
        return _("forecast, just fetched")
    if hours < 48:
        return ngettext("forecast from %(num)s hour ago", "forecast from %(num)s hours ago", hours)
    return ngettext("forecast from %(num)s day ago", "forecast from %(num)s days ago", hours // 24)


def credit() -> str:
    """Whose forecast it is, as they want to be named; nothing where there is none."""
    kept = KeptWeather(closet(), context().clock).forecast()
    return "" if kept is None else CREDITS.get(kept.provider, kept.provider)


def tabs(days: Iterable[tuple[date, DayWeather | None]], today: date, *, imperial: bool) -> list[DayTab]:
    """Days to choose from, each with its weather in small."""
    locale = Locale(language())
    short = get_day_names("abbreviated", locale=locale)
    made = []
    for day, weather in days:
        known = weather is not None and weather.origin is not Origin.ANSWER
        made.append(
            DayTab(
                day=day,
                name=_("Today") if day == today else short[day.weekday()],
                long=format_skeleton("MMMMEEEEd", day, locale=locale),
                sky=most_telling(weather) if weather is not None and known else None,
                high=saying.degrees(weather.high_celsius, imperial=imperial)
                if weather is not None and known
                else None,
            )
        )
    return made


def most_telling(weather: DayWeather) -> Sky:
    """The sky that a day is remembered by: what falls, else the one at noon."""
    wettest = max(weather.parts.values(), key=lambda part: part.rain_mm)
    if wettest.rain_mm >= 1:
        return wettest.sky
    return weather.parts.get(Part.DAY, weather.warmest).sky


def _part(part: Part, weather: Weather, *, imperial: bool) -> PartLine:
    reader = words(language(), "web")
    celsius = saying.degrees(weather.celsius, imperial=imperial)
    feels = saying.degrees(weather.feels_celsius, imperial=imperial)
    return PartLine(
        name=saying.say_part(reader, part),
        sky=weather.sky,
        sky_words=saying.say_sky(reader, weather.sky),
        celsius=celsius,
        feels=None if feels == celsius else feels,
        wind=saying.wind(weather.wind_ms, imperial=imperial),
        rain=saying.rain(weather.rain_mm, imperial=imperial) if weather.rain_mm >= RAIN_SHOWN_MM else None,
    )
