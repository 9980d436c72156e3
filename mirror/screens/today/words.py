"""What the screen says: of which day it is, how the weather is known."""

from datetime import date, timedelta

from ...closet.outfit_records import Felt
from ...stylist import saying
from ...stylist.advice import Advice
from ...stylist.weather.values import DayWeather, Origin
from ..calendar_words import month_in_words, weekday_in_words
from ..catalogue import N_
from ..stage import Stage
from ..weather import SKY_ICONS, Weather, as_shown

FELT = {Felt.TOO_COLD: N_("Too cold"), Felt.RIGHT: N_("Just right"), Felt.TOO_WARM: N_("Too warm")}


def title_of(stage: Stage, day: date, today: date) -> str:
    """Like "For today", "For Thursday"."""
    days = (day - today).days
    if days <= 0:
        return stage.say("For today")
    if days == 1:
        return stage.say("For tomorrow")
    return stage.say("For {day}", day=_far_day(stage, day, days))


def decided_title(stage: Stage, day: date, today: date) -> str:
    """Of an outfit that was decided on."""
    days = (day - today).days
    if days <= 0:
        return stage.say("Today in this")
    if days == 1:
        return stage.say("Tomorrow in this")
    return stage.say("{day} in this", day=_far_day(stage, day, days))


def day_in_short(stage: Stage, day: date, today: date) -> str:
    """Like "Today", "Tomorrow", "Thursday"."""
    days = (day - today).days
    if days <= 0:
        return stage.say("Today")
    return stage.say("Tomorrow") if days == 1 else _far_day(stage, day, days)


def _far_day(stage: Stage, day: date, days: int) -> str:
    weekday = weekday_in_words(stage, day)
    return weekday if days < 7 else stage.say("next {weekday}", weekday=weekday)


# The weather


def known_by(stage: Stage, day: DayWeather) -> str:
    """How the weather is known where it is not a forecast of today: "yesterday's forecast", "usual in November"."""
    if day.origin is Origin.NORMAL:
        return stage.say("usual in {month}", month=month_in_words(stage, day.day.month))
    if day.origin is Origin.ANSWER:
        return stage.say("the weather you told")
    if day.fetched_at is None:
        return ""
    now = stage.clock.now()
    days = (now.date() - day.fetched_at.astimezone(now.tzinfo).date()) // timedelta(days=1)
    if days < 1:
        return ""
    if days == 1:
        return stage.say("yesterday’s forecast")
    return stage.say_count("forecast of {count} day ago", "forecast of {count} days ago", days)


def weather_shown(stage: Stage, advice: Advice | None) -> Weather | None:
    """The weather at the head: of this hour where a day's forecast has it, else of the day; how it is known if not
    from today.
    """
    day = None if advice is None else advice.weather
    if day is None:
        return stage.weather()
    note, now = known_by(stage, day), stage.weather()
    today = day.day == stage.clock.now().date()
    if today and now is not None and day.origin is Origin.FORECAST:
        if not note:
            return now
        hour = stage.stylist.weather.now()
        return now if hour is None else now._replace(sky=_joined(saying.say_sky(stage.words, hour.sky), note))
    coldest = day.coldest
    shown = as_shown(stage.words, coldest, imperial=stage.imperial)
    if day.origin is Origin.FORECAST:
        sky = _joined(saying.say_sky(stage.words, coldest.sky), note) if note else shown.sky
    else:
        sky = note
    icon = SKY_ICONS[coldest.sky] if day.origin is Origin.FORECAST else ""
    return shown._replace(celsius=day.low_celsius, high_celsius=day.high_celsius, sky=sky, icon=icon)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def parts_in_words(stage: Stage, day: DayWeather) -> str:
    """Like "in the morning −4° · by day 2°"."""
    return " · ".join(
        f"{saying.say_part(stage.words, part)} {saying.degrees(weather.celsius, imperial=stage.imperial)}"
        for part, weather in day.parts.items()
    )
