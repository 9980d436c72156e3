"""A month as a calendar shows it, in the weeks and words of the reader's language."""

import re
from calendar import Calendar
from datetime import date, timedelta
from typing import NamedTuple

from babel import Locale
from babel.dates import format_skeleton, get_day_names

from .words import language

EARLIEST = date(2000, 1, 1)
_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class Day(NamedTuple):
    """A square of the calendar. inside: of this month; only those can be tapped, and no day to come."""

    date: date
    inside: bool
    open: bool
    worn: bool


class Month(NamedTuple):
    """A month. before and after: as they stand in an address, None at both ends. names: of the days of a week."""

    title: str
    written: str
    weeks: list[list[Day]]
    names: list[tuple[str, str]]
    before: str | None
    after: str | None
    worn: int


def read_month(text: str | None, today: date) -> date:
    """The first day of a month written like 2026-11; of this month for anything else, and for one to come."""
    found = _WRITTEN.fullmatch(text or "")
    if found is None or not 1 <= int(found[2]) <= 12:
        return today.replace(day=1)
    first = date(max(int(found[1]), 1), int(found[2]), 1)
    return max(EARLIEST, min(first, today.replace(day=1)))


def month_of(first: date, worn: set[date], today: date) -> Month:
    """The month that begins on `first`, with the days that were worn."""
    locale = (
        Locale("ko", "KR") if language() == "ko" else Locale(language())
    )  # the country says when a week begins
    weeks = [
        [
            Day(day, day.month == first.month, day.month == first.month and day <= today, day in worn)
            for day in week
        ]
        for week in Calendar(locale.first_week_day).monthdatescalendar(first.year, first.month)
    ]
    narrow = get_day_names("abbreviated", locale=locale)
    wide = get_day_names("wide", locale=locale)
    return Month(
        title=format_skeleton("yMMMM", first, locale=locale),
        written=_written(first),
        weeks=weeks,
        names=[(narrow[day.date.weekday()], wide[day.date.weekday()]) for day in weeks[0]],
        before=_written(first - timedelta(days=1)) if first > EARLIEST else None,
        after=_written(first + timedelta(days=31)) if first < today.replace(day=1) else None,
        worn=sum(day.year == first.year and day.month == first.month for day in worn),
    )


def _written(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
