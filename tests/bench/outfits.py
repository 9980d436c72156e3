"""How long three outfits take, from the question to the reasons, and how that grows with the wardrobe."""

import json
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from rich.table import Table

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.closet.models import GarmentRow, PhotoRow, WearRow, database
from mirror.stylist.advice import Wish
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.kept import KeptWeather
from mirror.stylist.weather.values import DayWeather, Origin, Part, Sky, Weather
from mirror.vision.shades import NAMES

COUNTS = (1_000, 5_000)
DAYS = ((-5.0, 2.0), (6.0, 17.0), (19.0, 26.0), (27.0, 33.0))  # degrees Celsius in the morning and by day
_WORN_IN = 300  # days back within which garments were worn


def table() -> Table:
    """Milliseconds of three outfits for four kinds of days, and the ratio to the smaller wardrobe."""
    made = Table(
        title="three outfits, one thread, ms (what is wanted: 1,000 within 150, 5,000 within 2.5 times that)"
    )
    for column in ("garments", "median", "worst", "first", "ratio"):
        made.add_column(column, justify="right")
    smaller: float | None = None
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            closet = Closet.open(Path(folder))
            person = closet.people.add("bench")
            _fill(person.id, count)
            first, *times = _ask(closet, person.id)
            median = statistics.median(times)
            ratio = "" if smaller is None else f"{median / smaller:.2f}"
            made.add_row(f"{count:,}", f"{median:.0f}", f"{max(times):.0f}", f"{first:.0f}", ratio)
            smaller = smaller or median
            closet.close()
    return made


def _ask(closet: Closet, person_id: int) -> list[float]:
    clock = SystemClock()
    stylist = Stylist(closet, clock, KeptWeather(closet, clock))
    today = clock.now().date()
    times = []
    for _ in range(5):
        for low, high in DAYS:
            began = time.perf_counter()
            advice = stylist.advise(person_id, Wish(day=today, weather=_weather(today, low, high)))
            times.append((time.perf_counter() - began) * 1000)
            assert len(advice.looks) == 3
    return times


def _weather(day: date, low: float, high: float) -> DayWeather:
    parts = {Part.MORNING: low, Part.DAY: high, Part.EVENING: low}
    return DayWeather(
        day=day,
        origin=Origin.GIVEN,
        parts={part: Weather(air, 2.0, 60.0, 0.0, Sky.CLEAR, air) for part, air in parts.items()},
        low_celsius=low,
        high_celsius=high,
        rain_mm=0.0,
        snow=False,
    )


def _fill(person_id: int, count: int) -> None:
    """Garments of all kinds and colours, named as people do, each worn on three days of the last year."""
    chance = np.random.default_rng(1)
    names, today = list(NAMES), date.today()  # noqa: DTZ011  (what is worn lately depends on the day it runs)
    facts = {"person": person_id, "predicted": 0, "confidence": 1.0, "top3": "[]"}
    rows, wears = [], []
    for number in range(1, count + 1):
        first, second = chance.choice(len(names), 2, replace=False)
        colours = [
            {"name": names[at], "rgb": NAMES[names[at]], "share": share}
            for at, share in ((first, 0.8), (second, 0.2))
        ]
        category = int(Category(int(chance.integers(14))))
        rows.append(
            {**facts, "id": number, "category": category, "colours": json.dumps(colours), "added_ms": number}
        )
        wears += [
            {"garment": number, "worn_on": (today - timedelta(days=int(ago))).isoformat()}
            for ago in chance.integers(1, _WORN_IN, 3)
        ]
    photos = [
        {
            "person": person_id,
            "garment": row["id"],
            "sha256": f"{row['id']:064x}",
            "cutout_uncertain": 0,
            "added_ms": 0,
        }
        for row in rows
    ]
    with database.atomic():
        for model, all_rows in ((GarmentRow, rows), (PhotoRow, photos)):
            for start in range(0, len(all_rows), 500):
                model.insert_many(all_rows[start : start + 500]).execute()
        for start in range(0, len(wears), 500):
            WearRow.insert_many(wears[start : start + 500]).on_conflict_ignore().execute()
