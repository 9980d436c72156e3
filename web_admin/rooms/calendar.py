"""What was worn when and what is planned: a month of days, one day, and the history as a list."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, request

from mirror.closet.outfit_records import Felt, OutfitState
from mirror.stylist.advice import DAYS_AHEAD

from .. import diary
from ..context import person, today
from ..lay import LARGE, called
from ..month import EARLIEST, month_of, read_month
from ..words import N_, _
from . import decided, recording

room = Blueprint("calendar", __name__)
decided.add_to(room)
recording.add_to(room)

PICTURES_A_DAY = 4  # of a square of the month, two by two
DAYS_ON_A_PAGE = 20
HORIZON = recording.HORIZON
STATE_NAMES = {
    OutfitState.WORN: N_("Worn"),
    OutfitState.PLANNED: N_("Planned"),
}


@room.get("/calendar")
def page() -> str:
    """A month, each day with small pictures of what was worn or is planned."""
    now = today()
    asked = request.args.get("month")
    first = read_month(asked, now + HORIZON) if asked else now.replace(day=1)
    month = month_of(first, set(), now + HORIZON)
    days = diary.days_between(person().id, month.weeks[0][0].date, month.weeks[-1][-1].date)
    return render_template(
        "calendar.html",
        month=month,
        days={day: found for day, found in days.items() if day.month == first.month},
        this_month=f"{now:%Y-%m}",
        today=now,
        pictures=PICTURES_A_DAY,
        day_words=diary.day_words,
        degrees=diary.degrees,
    )


@room.get("/calendar/day")
def day() -> str:
    """A day: its outfits, what else was worn on it, and what can be done about it."""
    shown, now = recording.read_day(request.args.get("day")), today()
    return render_template(
        "day.html",
        **_words(),
        shown=diary.day_of(person().id, shown),
        today=now,
        before=shown - timedelta(days=1) if shown > EARLIEST else None,
        after=shown + timedelta(days=1) if shown < now + HORIZON else None,
        last_day=now + HORIZON,
        advised=now <= shown <= now + timedelta(days=DAYS_AHEAD),
    )


@room.get("/history")
def history() -> str:
    """What was worn, the newest day first, a few weeks at a time; before: only days earlier than this."""
    before = recording.read_day(request.args.get("before"), default=today() + timedelta(days=1))
    days, more = _days_before(person().id, min(before, today() + timedelta(days=1)))
    template = "_days.html" if request.headers.get("HX-Request") else "history.html"
    return render_template(template, **_words(), days=days, more=more, today=today())


def _days_before(person_id: int, before: date) -> tuple[list[diary.DayOf], date | None]:
    """The newest days before this one on which something was worn, and before which day to ask for more.

    Looks back over spans that double, so that years without a word cost a few questions.
    """
    found: list[diary.DayOf] = []
    span, last = timedelta(days=DAYS_ON_A_PAGE + 10), before - timedelta(days=1)
    while len(found) <= DAYS_ON_A_PAGE and last >= EARLIEST:
        first = max(EARLIEST, last - span) if last.toordinal() > span.days else EARLIEST
        days = diary.days_between(person_id, first, last)
        found += [day for _date, day in sorted(days.items(), reverse=True) if day.worn or day.loose]
        span, last = span * 2, first - timedelta(days=1)
    shown = found[:DAYS_ON_A_PAGE]
    return shown, shown[-1].day if len(found) > DAYS_ON_A_PAGE else None


def _words() -> dict[str, Any]:
    """What the pages of days call things, and how."""
    return {
        "felts": {felt: _(name) for felt, name in diary.FELT_NAMES.items()},
        "unsaid_felt": Felt.UNSAID,
        "states": {state: _(name) for state, name in STATE_NAMES.items()},
        "day_words": diary.day_words,
        "clo_words": diary.clo_words,
        "air_words": diary.air_words,
        "occasion_words": diary.occasion_words,
        "called": called,
        "large": LARGE,
    }
