"""What a closet holds and how it is used, counted in one pass. What is put away is left out of every number."""

import heapq
from collections import Counter
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
import peewee
from peewee import fn

from ..categories import Category
from ..clock import Clock
from ..seasons import Season, usual
from .models import GarmentRow, PhotoRow, WearRow
from .numbers import Hue, Month, Numbers, Piece
from .shelf import kept
from .times import from_ms

LISTED = 5  # garments in each list
A_YEAR = timedelta(days=365)
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


class _Row(NamedTuple):
    """A garment as it is counted. wears: in the time asked for; came: the first that is known of it."""

    id: int
    sha256: str
    name: str
    category: Category
    wears: int
    all_wears: int
    last: str
    came: str
    price_minor: int | None
    currency: str

    def piece(self, cost_minor: int | None = None) -> Piece:
        """As it leaves the closet."""
        last_worn = date.fromisoformat(self.last) if self.last else None
        wears = self.wears if cost_minor is None else self.all_wears
        return Piece(
            self.id, self.sha256, self.name, self.category, wears, last_worn, cost_minor, self.currency
        )


class _Colour(msgspec.Struct):
    """What is read of a NamedColour here."""

    name: str
    rgb: tuple[int, int, int]


_COLOURS = msgspec.json.Decoder(list[_Colour])


class Statistics:
    """The questions about all of a person's garments at once."""

    def __init__(self, database: peewee.SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def of(self, person_id: int, year: int | None = None) -> Numbers:
        """Everything there is to count, of one year or of all time. year: 1 to 9999."""
        today = self._clock.now().date()
        first, last = (f"{year:04}-01-01", f"{year:04}-12-31") if year else (_FIRST_DAY, _LAST_DAY)
        days = self._days(person_id)
        garments, categories, hues, seasons, spent = self._garments(person_id, first, last)
        there = [row for row in garments if row.came <= last]
        lately = first if year else (today - A_YEAR).isoformat()
        worn = sum(bool(row.wears) if year else row.last >= lately for row in there)
        never = sum(not row.all_wears for row in there)
        wanted = {day: count for day, count in days.items() if first <= day <= last}
        priced = [row for row in garments if row.price_minor is not None]
        value: Counter[str] = Counter()
        for row in priced:
            value[row.currency] += row.price_minor or 0
        cheapest, dearest = _by_cost(priced)
        return Numbers(
            year=year,
            years=tuple(sorted({int(day[:4]) for day in days}, reverse=True)),
            garments=len(garments),
            categories=_largest_first(categories),
            colours=hues,
            seasons={season: seasons[season] for season in Season if seasons[season]},
            worn=worn,
            rested=len(there) - worn - never,
            never=never,
            wears=sum(wanted.values()),
            months=_months(days, date(year, 12, 1) if year else today.replace(day=1)),
            weekdays=_weekdays(wanted),
            most_worn=_most_worn(there),
            least_worn=_least_worn(there),
            priced=len(priced),
            value=dict(value),
            spent=dict(spent) if year else {},
            cheapest=cheapest,
            dearest=dearest,
        )

    def _days(self, person_id: int) -> dict[str, int]:
        """Wears by ISO date."""
        query = (
            WearRow.select(WearRow.worn_on, fn.COUNT(WearRow.id))
            .join(GarmentRow)
            .where(kept(person_id) & GarmentRow.retired_ms.is_null())
            .group_by(WearRow.worn_on)
        )
        return dict(self._rows(query))

    def _garments(
        self, person_id: int, first: str, last: str
    ) -> tuple[list[_Row], Counter[Category], tuple[Hue, ...], Counter[Season], Counter[str]]:
        """The garments, and what is counted of them while they pass by."""
        worn = {
            number: (all_days, days or 0, oldest, newest)
            for number, all_days, days, oldest, newest in self._rows(_worn(person_id, first, last))
        }
        zone = self._clock.now().tzinfo
        rows: list[_Row] = []
        categories: Counter[Category] = Counter()
        seasons: Counter[Season] = Counter()
        spent: Counter[str] = Counter()
        mixed: dict[str, list[int]] = {}
        for number, sha256, name, kind, packed, chosen, price, currency, bought, added_ms in self._rows(
            _all(person_id)
        ):
            category = Category(kind)
            categories[category] += 1
            seasons.update([Season(s) for s in chosen.split(",") if s] or usual(category))
            for colour in _COLOURS.decode(packed)[:1]:
                mean = mixed.setdefault(colour.name, [0, 0, 0, 0])
                for at, amount in enumerate((*colour.rgb, 1)):
                    mean[at] += amount
            if price is not None and bought and first <= bought <= last:
                spent[currency] += price
            all_days, days, oldest, newest = worn.get(number, (0, 0, _LAST_DAY, ""))
            came = min(from_ms(added_ms).astimezone(zone).date().isoformat(), bought or _LAST_DAY, oldest)
            rows.append(_Row(number, sha256, name, category, days, all_days, newest, came, price, currency))
        return rows, categories, _hues(mixed), seasons, spent

    def _rows(self, query: peewee.ModelSelect) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._database.execute(query).fetchall()
        return rows


def _all(person_id: int) -> peewee.ModelSelect:
    """Every garment that counts, in the order in which they came."""
    return (
        GarmentRow.select(
            *(GarmentRow.id, PhotoRow.sha256, GarmentRow.name, GarmentRow.category, GarmentRow.colours),
            *(GarmentRow.seasons, GarmentRow.price_minor, GarmentRow.currency, GarmentRow.bought_on),
            GarmentRow.added_ms,
        )
        .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
        .where(kept(person_id) & GarmentRow.retired_ms.is_null())
        .order_by(GarmentRow.added_ms, GarmentRow.id)
    )


def _worn(person_id: int, first: str, last: str) -> peewee.ModelSelect:
    """By garment: on how many days it was worn, on how many between two ISO dates, and the first and last day."""
    between = fn.SUM(peewee.Case(None, ((WearRow.worn_on.between(first, last), 1),), 0))
    return (
        WearRow.select(
            *(WearRow.garment, fn.COUNT(WearRow.id), between, fn.MIN(WearRow.worn_on)),
            fn.MAX(WearRow.worn_on),
        )
        .join(GarmentRow)
        .where(kept(person_id) & GarmentRow.retired_ms.is_null())
        .group_by(WearRow.garment)
    )


def _most_worn(rows: list[_Row]) -> tuple[Piece, ...]:
    worn = (row for row in rows if row.wears)
    ranked = heapq.nsmallest(LISTED, worn, key=lambda row: (-row.wears, -row.id))
    return tuple(row.piece() for row in ranked)


def _least_worn(rows: list[_Row]) -> tuple[Piece, ...]:
    """None of those that are listed as the most worn."""
    most = {piece.id for piece in _most_worn(rows)}
    ranked = heapq.nsmallest(LISTED, rows, key=lambda row: (row.wears, row.last or row.came, row.id))
    return tuple(row.piece() for row in ranked if row.id not in most)


def _by_cost(priced: list[_Row]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Those of the lowest and those of the highest cost per wear; a garment is in one of the two lists at most."""
    worn = [row for row in priced if row.all_wears]
    if not worn:
        return (), ()
    currency = Counter(row.currency for row in worn).most_common(1)[0][0]
    costs = sorted(
        ((2 * (row.price_minor or 0) + row.all_wears) // (2 * row.all_wears), row.id, row)
        for row in worn
        if row.currency == currency
    )
    pieces = [row.piece(cost) for cost, _, row in costs]
    half = min(LISTED, (len(pieces) + 1) // 2)
    return tuple(pieces[:half]), tuple(reversed(pieces[half:][-LISTED:]))


def _months(days: dict[str, int], last: date) -> tuple[Month, ...]:
    """The twelve months that end with that of `last`."""
    wears: Counter[str] = Counter()
    for day, count in days.items():
        wears[day[:7]] += count
    numbered = [divmod(last.year * 12 + last.month - 1 - back, 12) for back in range(11, -1, -1)]
    return tuple(Month(date(y, m + 1, 1), wears[f"{y:04}-{m + 1:02}"]) for y, m in numbered if y > 0)


def _weekdays(days: dict[str, int]) -> tuple[int, ...]:
    wears = [0] * 7
    for day, count in days.items():
        wears[date.fromisoformat(day).weekday()] += count
    return tuple(wears)


def _hues(mixed: dict[str, list[int]]) -> tuple[Hue, ...]:
    """mixed: by name the sums of red, green and blue, and of how many garments."""
    hues = [Hue(name, (r // n, g // n, b // n), n) for name, (r, g, b, n) in mixed.items()]
    return tuple(sorted(hues, key=lambda hue: (-hue.garments, hue.name)))


def _largest_first(counted: Counter[Category]) -> dict[Category, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
