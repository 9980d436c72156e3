"""Days in words. The order of day, month and weekday comes from the translations too."""

from datetime import date, datetime

from .catalogue import N_
from .stage import Stage

_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def day_in_words(stage: Stage, day: datetime) -> str:
    """Like "Sunday, November 22"."""
    return stage.say(
        "{weekday}, {month} {day}",
        weekday=stage.say(_WEEKDAYS[day.weekday()]),
        month=stage.say(_MONTHS[day.month - 1]),
        day=day.day,
    )


def weekday_in_words(stage: Stage, day: date) -> str:
    """Like "Sunday"."""
    return stage.say(_WEEKDAYS[day.weekday()])


def month_in_words(stage: Stage, month: int) -> str:
    """Like "November"; month: 1 to 12."""
    return stage.say(_MONTHS[month - 1])


def ago_in_words(stage: Stage, day: date | None, today: date) -> str:
    """How long ago a day was, like "9 days ago"; "never" for None."""
    if day is None:
        return stage.say("never")
    days = (today - day).days
    if days <= 0:
        return stage.say("today")
    if days == 1:
        return stage.say("yesterday")
    return stage.say_count("{count} day ago", "{count} days ago", days)
