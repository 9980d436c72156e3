"""What a closet holds, what is worn, what it costs; as charts and as CSV."""

from collections.abc import Iterator

from babel import Locale
from babel.dates import format_skeleton, get_day_names
from flask import Blueprint, Response, render_template, request, stream_with_context

from mirror.closet import Garment, Month, State, Wanted

from .. import charts, spreadsheet
from ..context import closet, person, today
from ..words import language
from .closet import SEASON_NAMES

room = Blueprint("statistics", __name__)

AT_ONCE = 100  # garments that are read together for the sheet
YEARS_SHOWN = 6


@room.get("/statistics")
def page() -> str:
    """The numbers of a year, or of all time."""
    year = request.args.get("year", type=int)
    numbers = closet().statistics.of(person().id, year if year and 1900 <= year < 9999 else None)
    locale = Locale(language())
    days = get_day_names("abbreviated", locale=locale)
    wide = get_day_names("wide", locale=locale)
    years = sorted({today().year, *numbers.years}, reverse=True)[:YEARS_SHOWN]
    if numbers.year and numbers.year not in years:
        years.append(numbers.year)  # an older one that the address names
    return render_template(
        "statistics.html",
        numbers=numbers,
        years=years,
        months=[(_short(month), _long(month), month.wears) for month in numbers.months],
        weekdays=[(days[number], wide[number], count) for number, count in enumerate(numbers.weekdays)],
        use=charts.stretches([numbers.worn, numbers.rested, numbers.never]),
        ring=charts.ring([hue.garments for hue in numbers.colours]),
        columns=charts.columns,
        share=charts.share,
        season_names=SEASON_NAMES,
    )


@room.get("/statistics.csv")
def sheet() -> Response:
    """Every garment with every field, also what is put away."""
    lines = spreadsheet.lines(_garments(person().id), SEASON_NAMES)
    answer = Response(stream_with_context(lines), mimetype="text/csv")
    name = f"otjang-{today().isoformat()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _garments(person_id: int) -> Iterator[Garment]:
    """All of a person's garments, a few read at a time."""
    garments = closet().garments
    ids = [
        entry.id
        for wanted in (Wanted(), Wanted(state=State.RETIRED))
        for entry in garments.listing(person_id, wanted)
    ]
    for start in range(0, len(ids), AT_ONCE):
        yield from garments.several(person_id, ids[start : start + AT_ONCE])


def _short(month: Month) -> str:
    return format_skeleton("MMM", month.first, locale=Locale(language()))


def _long(month: Month) -> str:
    return format_skeleton("yMMMM", month.first, locale=Locale(language()))
