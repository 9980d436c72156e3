"""The weather as the closet keeps it: the last forecast, the months' normals, and what people answered."""

from datetime import date, timedelta

from ...clock import Clock
from ...closet import Closet
from .daily import day_of, hour_of
from .hours import Forecast
from .notes import ANSWERS, FORECAST, NORMALS, read
from .spot import Spot, chosen_spot, distance_km
from .usual import Normals, answered_day, usual_day
from .values import Answer, DayWeather, MonthNormal, Weather

REACH = timedelta(days=7)  # what a forecast says of later days is worth no more than what is usual
TOO_OLD = timedelta(days=9)
SAME_WEATHER_KM = 10.0
SAME_CLIMATE_KM = 30.0
CLOCK_IS_OFF = timedelta(days=2)


class KeptWeather:
    """A WeatherSource over the notes of a closet; see there for what each method says."""

    def __init__(self, closet: Closet, clock: Clock) -> None:
        self._closet = closet
        self._clock = clock

    def on(self, day: date) -> DayWeather | None:
        """See WeatherSource."""
        now, place = self._clock.now(), self._place_name()
        forecast = self.forecast()
        if forecast is not None and day <= (forecast.fetched_at.astimezone(now.tzinfo) + REACH).date():
            known = day_of(forecast.hours(), day, now, place=place, fetched_at=forecast.fetched_at)
            if known is not None:
                return known
        normal = self.normal(day.month)
        if normal is not None:
            return usual_day(normal, day, now, place)
        answers = read(self._closet.notes, ANSWERS, dict[date, Answer]) or {}
        return answered_day(answers[day], day, place) if day in answers else None

    def now(self) -> Weather | None:
        """See WeatherSource."""
        forecast = self.forecast()
        return None if forecast is None else hour_of(forecast.hours(), self._clock.now())

    def normal(self, month: int) -> MonthNormal | None:
        """See WeatherSource. None too while the clock is plainly wrong: it does not know the month."""
        kept, spot = read(self._closet.notes, NORMALS, Normals), self._spot()
        if kept is None or spot is None or distance_km(kept.spot, spot) > SAME_CLIMATE_KM:
            return None
        if self._clock.now().timestamp() < kept.fetched_s - CLOCK_IS_OFF.total_seconds():
            return None
        return next((normal for normal in kept.months if normal.month == month), None)

    def answer(self, day: date, answer: Answer) -> None:
        """See WeatherSource."""
        kept = read(self._closet.notes, ANSWERS, dict[date, Answer]) or {}
        oldest = self._clock.now().date() - timedelta(days=1)
        fresh = {other: said for other, said in kept.items() if oldest <= other <= oldest + TOO_OLD}
        self._closet.notes.put(ANSWERS, fresh | {day: answer})

    def forecast(self) -> Forecast | None:
        """The last forecast for where the mirror is, unless it is too old to say anything."""
        kept, spot = read(self._closet.notes, FORECAST, Forecast), self._spot()
        if kept is None or spot is None or distance_km(kept.spot, spot) > SAME_WEATHER_KM:
            return None
        age_s = self._clock.now().timestamp() - kept.fetched_s
        return kept if age_s <= TOO_OLD.total_seconds() else None

    def _spot(self) -> Spot | None:
        return chosen_spot(self._closet.preferences.get())

    def _place_name(self) -> str:
        return self._closet.preferences.get().place_name
