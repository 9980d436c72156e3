"""What to store, what to bring out, and what to think about parting with, as the year goes on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from ...attire import Formality
from ...closet.outfit_records import Wearable
from ...seasons import Season
from ..guessing import formality_of
from ..weather.values import MonthNormal
from .values import Advisable, Suggestion

LIST_MAX = 24
"""Of each kind, the most telling; who has acted on these sees the next."""
LATELY = timedelta(days=14)
"""What was worn within it is in use, whatever the month."""
YEAR = timedelta(days=365)
LEAST_DAYS_NOTED = 10
"""Of a year. Who notes fewer days of wear has not said that a garment is never worn."""
SUMMER_FROM_CELSIUS = 20.0
WINTER_BELOW_CELSIUS = 5.0
"""Daily means at which the Korea Meteorological Administration lets summer (20) and winter (below 5) begin."""
NEARLY_CELSIUS = 2.5
SUMMER_AT_LEAST_CELSIUS, WINTER_AT_MOST_CELSIUS = 15.0, 12.0
"""Milder places have seasons too: what is nearly the warmest month is summer there, unless it is cool even then."""

Normals = Callable[[int], MonthNormal | None]


def season_change(
    wearables: Sequence[Wearable],
    today: date,
    normals: Normals,
    *,
    latitude: float | None = None,
    days_noted: int,
) -> tuple[Suggestion, ...]:
    """At most LIST_MAX suggestions of each kind, one for a garment; what is in the wash is left alone.

    normals: of a month, 1 to 12, where they are known. latitude: in degrees north, for the calendar where they are
    not; None: north of the equator. days_noted: on how many days of the last year this person noted any wear.
    """
    means = _means(normals)
    this, following, before = (_season(_after(today.month, by), means, latitude) for by in (0, 1, -1))
    store, bring_out, retire = [], [], []
    for garment in wearables:
        if garment.in_wash:
            continue
        unworn = today - (garment.last_worn or garment.added_on)
        if days_noted >= LEAST_DAYS_NOTED and _unworn_for_a_year(garment, today):
            retire.append((garment, unworn))
        elif garment.last_worn is not None and unworn < LATELY:
            continue
        elif not garment.worn_in & {this, following}:
            store.append((garment, unworn))
        elif before not in garment.worn_in:
            bring_out.append((garment, unworn))
    store.sort(key=lambda found: (-found[1], found[0].id))
    retire.sort(key=lambda found: (-found[1], found[0].id))
    bring_out.sort(key=lambda found: (not found[0].favourite, -found[0].wear_count, found[0].id))
    return tuple(
        Suggestion(what, garment, max(0, unworn.days))
        for what, found in (
            (Advisable.BRING_OUT, bring_out),
            (Advisable.STORE, store),
            (Advisable.RETIRE, retire),
        )
        for garment, unworn in found[:LIST_MAX]
    )


def month_season(month: int, normals: Normals, latitude: float | None = None) -> Season:
    """The season of a month, 1 to 12: by how warm it usually is, else by the calendar.

    By the mean temperature, as the Korea Meteorological Administration parts the year; the months between summer
    and winter are spring where it gets warmer from the last to the next, else autumn. By the calendar: the
    meteorological seasons, which are whole months (spring from March, or from September south of the equator).
    """
    return _season(month, _means(normals), latitude)


def _season(month: int, means: Mapping[int, float], latitude: float | None) -> Season:
    if len(means) < 12:
        return _by_calendar(month, latitude)
    warmest, coldest = max(means.values()), min(means.values())
    if means[month] >= max(SUMMER_AT_LEAST_CELSIUS, min(SUMMER_FROM_CELSIUS, warmest - NEARLY_CELSIUS)):
        return Season.SUMMER
    if means[month] < min(WINTER_AT_MOST_CELSIUS, max(WINTER_BELOW_CELSIUS, coldest + NEARLY_CELSIUS)):
        return Season.WINTER
    return Season.SPRING if means[_after(month, 1)] > means[_after(month, -1)] else Season.AUTUMN


def _by_calendar(month: int, latitude: float | None) -> Season:
    if latitude is not None and latitude < 0:
        month = _after(month, 6)
    return (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)[month % 12 // 3]


def _means(normals: Normals) -> dict[int, float]:
    """The mean temperature of each month that is known."""
    known = [normal for month in range(1, 13) if (normal := normals(month)) is not None]
    return {normal.month: (normal.low_celsius + normal.high_celsius) / 2 for normal in known}


def _after(month: int, by: int) -> int:
    return (month - 1 + by) % 12 + 1


def _unworn_for_a_year(garment: Wearable, today: date) -> bool:
    """Whether it came more than a year ago and has hung there since. A suit waits for its wedding, and a favourite
    is kept for its own sake.
    """
    if today - max(garment.added_on, garment.last_worn or garment.added_on) < YEAR or garment.favourite:
        return False
    return formality_of(garment) is not Formality.FORMAL
