"""Weather for tests: what they say it is, and nothing else."""

from datetime import date, datetime

from mirror.stylist.weather.values import Answer, DayWeather, MonthNormal, Origin, Part, Sky, Weather

ANSWERED = {Answer.COLD: 0.0, Answer.MILD: 13.0, Answer.WARM: 21.0, Answer.HOT: 29.0}


def hour(
    celsius: float = -2.4, sky: Sky = Sky.CLEAR, *, wind_ms: float = 4.0, rain_mm: float = 0.0
) -> Weather:
    """The weather of an hour that feels as it is."""
    return Weather(celsius, wind_ms, 60.0, rain_mm, sky, celsius)


def whole_day(
    day: date,
    morning_celsius: float = -2.4,
    *,
    warmer: float = 5.0,
    sky: Sky = Sky.CLEAR,
    rain_mm: float = 0.0,
    origin: Origin = Origin.FORECAST,
    fetched_at: datetime | None = None,
) -> DayWeather:
    """A day that is `warmer` at noon than in the morning, in degrees."""
    parts = {
        Part.MORNING: hour(morning_celsius, sky, rain_mm=rain_mm),
        Part.DAY: hour(morning_celsius + warmer, sky),
        Part.EVENING: hour(morning_celsius + warmer / 2, sky),
    }
    return DayWeather(
        day=day,
        origin=origin,
        parts=parts,
        low_celsius=morning_celsius,
        high_celsius=morning_celsius + warmer,
        rain_mm=rain_mm,
        snow=sky is Sky.SNOW,
        fetched_at=fetched_at,
    )


class FakeSky:
    """A weather source that knows `hour`, these `days`, and what somebody has answered."""

    def __init__(self, now: Weather | None = None, *days: DayWeather) -> None:
        self.hour = now
        self.days = {day.day: day for day in days}

    def on(self, day: date) -> DayWeather | None:
        return self.days.get(day)

    def now(self) -> Weather | None:
        return self.hour

    def normal(self, month: int) -> MonthNormal | None:
        return None

    def answer(self, day: date, answer: Answer) -> None:
        self.days[day] = whole_day(day, ANSWERED[answer], warmer=0, origin=Origin.ANSWER)
