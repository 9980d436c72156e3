"""Fetching the forecast from services that answer, fail and lie; all of it on this machine."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from mirror import __version__
from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.stylist.weather.asked import How, last
from mirror.stylist.weather.asking import CACHE_NAME, MOST_BYTES, Asking
from mirror.stylist.weather.fetcher import Fetcher
from mirror.stylist.weather.hours import Forecast
from mirror.stylist.weather.kept import KeptWeather
from mirror.stylist.weather.notes import FORECAST, read
from mirror.stylist.weather.trouble import Garbled, Unreachable
from mirror.stylist.weather.values import Answer, Origin, Part, Sky

from .weather_server import Reply, Sample, WeatherServer

KST = timezone(timedelta(hours=9))
START = datetime(2026, 11, 22, 8, 12, tzinfo=KST)
TODAY = START.date()
SEOUL = {"latitude": 37.56659, "longitude": 126.97809}
CONTACT = "home@example.org"
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

Begin = Callable[..., Fetcher]


class SetClock(FakeClock):
    """A clock whose time of day may also be set, as a network does."""

    def set(self, now: datetime) -> None:
        self._now = now


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def weather(closet: Closet, clock: SetClock) -> KeptWeather:
    return KeptWeather(closet, clock)


@pytest.fixture
def server() -> Iterator[WeatherServer]:
    server = WeatherServer(START)
    yield server
    if not server.over.is_set():
        server.close()


@pytest.fixture
def begin(closet: Closet, clock: SetClock, server: WeatherServer) -> Iterator[Begin]:
    """Starts a fetcher in Seoul, without a thread, that has taken its first step."""
    made: list[Fetcher] = []
    closet.preferences.change(place_name="서울", **SEOUL)

    def make(provider: str = "met-norway", addresses: Callable[[], list[str]] = list) -> Fetcher:
        settings = server.settings(provider=provider, contact=CONTACT)
        fetcher = Fetcher(closet, clock, settings, addresses=addresses, jitter=lambda: 0.5)
        made.append(fetcher)
        fetcher.step()
        return fetcher

    yield make
    for fetcher in made:
        if fetcher._asking is not None:
            fetcher._asking.close()


def after(fetcher: Fetcher, clock: FakeClock, seconds: float) -> None:
    """So much later, in steps of a minute at most."""
    while seconds > 0:
        clock.advance(min(seconds, MINUTE))
        seconds -= MINUTE
        fetcher.step()


def kept(closet: Closet) -> Forecast:
    forecast = read(closet.notes, FORECAST, Forecast)
    assert forecast is not None
    return forecast


def snow_at_nine(at: datetime) -> Sample:
    local = at.astimezone(KST)
    if local.hour == 9 and local.date() == TODAY:
        return Sample(-2.0, 6.0, 80.0, 1.5, "heavysnowshowers_day", 75)
    return Sample(local.hour / 2 - 2.0)


@pytest.mark.parametrize("provider", ["met-norway", "open-meteo"])
def test_a_forecast_becomes_today(
    begin: Begin, clock: SetClock, weather: KeptWeather, server: WeatherServer, provider: str
) -> None:
    server.weather = snow_at_nine
    fetcher = begin(provider)
    assert server.asked == [], "first the mirror comes up"
    after(fetcher, clock, 10)
    today = weather.on(TODAY)
    assert today is not None
    assert (today.origin, today.place, today.rain_mm, today.snow) == (Origin.FORECAST, "서울", 1.5, True)
    assert today.fetched_at is not None and clock.now() - today.fetched_at < timedelta(minutes=1)
    morning, evening = today.parts[Part.MORNING], today.parts[Part.EVENING]
    assert (morning.sky, morning.wind_ms, morning.rain_mm) == (Sky.SNOW, 6.0, 1.5)
    assert morning.celsius == pytest.approx((2.0 - 2.0 + 3.0) / 3), "8, 9 and 10 o'clock: 6 and 7 are over"
    assert (evening.sky, evening.celsius, evening.rain_mm) == (Sky.FAIR, 7.5, 0.0)
    hour = weather.now()
    assert hour is not None and (hour.celsius, hour.sky) == (2.0, Sky.FAIR)
    ahead = weather.on(TODAY + timedelta(days=6))
    assert ahead is not None and ahead.origin is Origin.FORECAST
    assert ahead.high_celsius == pytest.approx(8.5, abs=1.6), "between steps of six hours a line is drawn"
    assert len(json.dumps(weather._closet.notes.get(FORECAST).value)) < 40_000  # type: ignore[union-attr]


def test_how_the_services_are_asked(begin: Begin, clock: SetClock, server: WeatherServer) -> None:
    after(begin("met-norway"), clock, 10)
    forecast, archive = server.asked
    assert forecast.path == "/weatherapi/locationforecast/2.0/compact"
    assert forecast.query == {"lat": "37.5666", "lon": "126.9781"}
    assert forecast.headers["User-Agent"] == f"Otjang/{__version__} {CONTACT}"
    assert "gzip" in forecast.headers["Accept-Encoding"]
    assert (archive.query["start_date"], archive.query["end_date"]) == ("2016-01-01", "2025-12-31")
    after(begin("open-meteo"), clock, 10)
    assert {**server.forecasts()[-1].query, "hourly": ""} == {
        "latitude": "37.5666",
        "longitude": "126.9781",
        "hourly": "",
        "wind_speed_unit": "ms",
        "timeformat": "unixtime",
        "timezone": "UTC",
        "forecast_days": "10",
    }


def test_it_asks_about_hourly_and_only_whether_it_has_changed(
    begin: Begin, clock: SetClock, closet: Closet, server: WeatherServer
) -> None:
    fetcher = begin()
    after(fetcher, clock, 10)
    first = kept(closet)
    after(fetcher, clock, 50 * MINUTE)
    assert len(server.forecasts()) == 1
    after(fetcher, clock, 20 * MINUTE)
    assert len(server.forecasts()) == 2
    assert "If-Modified-Since" in server.forecasts()[1].headers
    again = kept(closet)
    assert again.fetched_s > first.fetched_s, "it is as good as new"
    assert again.celsius == first.celsius
    after(fetcher, clock, DAY)
    assert 22 <= len(server.forecasts()) <= 26
    assert len(server.asked) - len(server.forecasts()) == 1, "what is usual is asked for once"


def test_expires_is_honoured_but_no_answer_is_good_for_ever(
    begin: Begin, clock: SetClock, server: WeatherServer
) -> None:
    server.good_for_s = 365 * DAY
    fetcher = begin()
    after(fetcher, clock, 23 * HOUR)
    assert len(server.forecasts()) == 1
    after(fetcher, clock, 2 * HOUR)
    assert len(server.forecasts()) == 2


def test_a_restart_asks_nobody_before_the_answer_ends(
    begin: Begin, clock: SetClock, closet: Closet, server: WeatherServer
) -> None:
    after(begin(), clock, 10)
    assert len(server.asked) == 2
    before = kept(closet)
    after(begin(), clock, 10)
    assert len(server.asked) == 2
    assert abs(kept(closet).fetched_s - before.fetched_s) < 60


GARBAGE = {
    "an error of the server": (Reply(500, b"oops"), How.UNWELL),
    "too busy": (Reply(503, b"", {"Retry-After": "120"}), How.UNWELL),
    "no such page": (Reply(404, b"{}"), How.UNWELL),
    "a page": (Reply(200, b"<html>Sign in to the WLAN</html>"), How.GARBLED),
    "nothing": (Reply(200, b""), How.GARBLED),
    "cut off": (Reply(200, b'{"properties": {"timeseries": [{"time": "2026-11-22T'), How.GARBLED),
    "of other types": (Reply(200, b'{"properties": {"timeseries": "soon"}, "hourly": {"time": 1}}'), How.GARBLED),
    "broken gzip": (Reply(200, b"\x1f\x8bnonsense", {"Content-Encoding": "gzip"}), How.GARBLED),
    "much too much": (Reply(200, b" " * (MOST_BYTES + 1)), How.GARBLED),
    "shorter than said": (Reply(200, b"{", {"Content-Length": "500"}), How.UNREACHABLE),
    "sent elsewhere": (Reply(302, b"", {"Location": "http://localhost:9/"}), How.UNWELL),
    "sent in a circle": (Reply(302, b"", {"Location": "/v1/forecast"}), How.UNREACHABLE),
}  # fmt: skip


@pytest.mark.parametrize("provider", ["met-norway", "open-meteo"])
@pytest.mark.parametrize("what", GARBAGE)
def test_what_is_no_forecast_leaves_the_last_one(
    *, begin: Begin, clock: SetClock, closet: Closet, server: WeatherServer, what: str, provider: str
) -> None:
    fetcher = begin(provider)
    after(fetcher, clock, 10)
    good, count = kept(closet), len(server.forecasts())
    server.reply, how = GARBAGE[what]
    after(fetcher, clock, 70 * MINUTE)
    said = last(closet.notes)
    assert said is not None and said.how is how and said.line
    assert kept(closet) == good
    assert count < len(server.forecasts()) <= count + 20
    server.reply = None
    after(fetcher, clock, HOUR + 10 * MINUTE)
    said = last(closet.notes)
    assert said is not None and said.how is How.WELL
    assert kept(closet).fetched_s > good.fetched_s


LIES = {
    "an impossible cold": lambda answer: answer["hourly"]["temperature_2m"].__setitem__(3, -273.0),
    "a column that is too short": lambda answer: answer["hourly"]["weather_code"].pop(),
    "an hour that is missing": lambda answer: [column.pop(5) for column in answer["hourly"].values()],
    "other units": lambda answer: answer["hourly_units"].update(wind_speed_10m="km/h"),
    "no hour at all": lambda answer: answer["hourly"]["temperature_2m"].__setitem__(0, None),
}


@pytest.mark.parametrize("what", LIES)
def test_a_well_formed_lie_is_not_kept(
    begin: Begin, clock: SetClock, closet: Closet, server: WeatherServer, what: str
) -> None:
    from .weather_server import open_meteo_answer

    answer = json.loads(open_meteo_answer(START, server.weather))
    LIES[what](answer)
    server.reply = Reply(200, json.dumps(answer).encode())
    after(begin("open-meteo"), clock, 10)
    assert closet.notes.get(FORECAST) is None
    said = last(closet.notes)
    assert said is not None and said.how is How.GARBLED


@pytest.mark.parametrize(
    ("status", "headers", "silent_s"),
    [(429, {}, 6 * HOUR), (429, {"Retry-After": "172800"}, 2 * DAY), (403, {}, 6 * HOUR)],
)
def test_a_service_that_refuses_is_left_alone_also_after_a_restart(
    *,
    begin: Begin,
    clock: SetClock,
    closet: Closet,
    server: WeatherServer,
    status: int,
    headers,
    silent_s: float,
) -> None:
    server.reply = Reply(status, b"", headers)
    fetcher = begin()
    after(fetcher, clock, 10)
    assert len(server.forecasts()) == 1
    after(fetcher, clock, silent_s / 2)
    fetcher = begin()
    closet.preferences.change(latitude=35.18, longitude=129.08)
    after(fetcher, clock, silent_s / 2 - 5 * MINUTE)
    assert len(server.asked) == 1
    said = last(closet.notes)
    assert said is not None and said.how is How.REFUSED and str(status) in said.line
    server.reply = None
    after(fetcher, clock, HOUR)
    assert len(server.forecasts()) == 2
    assert kept(closet).latitude == 35.18


def test_it_fails_ever_more_slowly_and_says_so_once(
    begin: Begin, clock: SetClock, server: WeatherServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="mirror")
    server.reply = Reply(500)
    fetcher = begin()
    after(fetcher, clock, DAY)
    assert 24 <= len(server.forecasts()) <= 29, "1, 5, 15 minutes, then hourly"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    server.reply = None
    after(fetcher, clock, 2 * HOUR)
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]


def test_when_the_network_comes_back_it_asks_at_once(
    begin: Begin, clock: SetClock, server: WeatherServer
) -> None:
    numbers: list[str] = []
    server.reply = Reply(500)
    fetcher = begin(addresses=lambda: numbers)
    after(fetcher, clock, 5 * HOUR)
    count = len(server.forecasts())
    server.reply = None
    numbers.append("192.168.0.12")
    after(fetcher, clock, 2 * MINUTE)
    assert len(server.forecasts()) == count + 1


def test_another_place_is_asked_for_at_once_and_the_old_forecast_is_not_for_it(
    begin: Begin, clock: SetClock, closet: Closet, weather: KeptWeather, server: WeatherServer
) -> None:
    fetcher = begin()
    after(fetcher, clock, 10)
    closet.preferences.change(place_name="부산", latitude=35.18, longitude=129.08)
    assert weather.on(TODAY) is None, "Busan is not Seoul"
    closet.preferences.change(latitude=37.6, longitude=127.0)
    assert weather.on(TODAY) is not None, "four kilometres on it is the same weather"
    closet.preferences.change(latitude=35.18, longitude=129.08)
    after(fetcher, clock, 10)
    after(fetcher, clock, 10)
    assert server.forecasts()[-1].query["lat"] == "35.18"
    today = weather.on(TODAY)
    assert today is not None and (today.place, today.origin) == ("부산", Origin.FORECAST)


def test_a_clock_that_is_set_is_a_reason_to_ask_once(
    begin: Begin, clock: SetClock, weather: KeptWeather, server: WeatherServer
) -> None:
    server.reply = Reply(500)  # a certificate is no good in 1970; here it is the server that fails
    clock.set(datetime(1970, 1, 1, 0, 0, 30, tzinfo=KST))
    fetcher = begin()
    after(fetcher, clock, 3 * HOUR)
    count = len(server.forecasts())
    server.reply = None
    clock.set(START)
    after(fetcher, clock, 2 * MINUTE)
    assert len(server.forecasts()) == count + 1
    assert weather.on(TODAY) is not None
    for year in (2027, 2026, 2031, 2026):
        clock.set(START.replace(year=year))
        after(fetcher, clock, 3 * MINUTE)
    assert len(server.forecasts()) <= count + 3, "ten minutes apart at least"
    assert weather.on(TODAY) is not None


def test_a_week_unplugged(
    begin: Begin, clock: SetClock, closet: Closet, weather: KeptWeather, server: WeatherServer
) -> None:
    after(begin(), clock, 10)
    server.close()
    fetcher, mornings = begin(), []
    for _ in range(10):
        day = clock.now().date()
        today = weather.on(day)
        assert today is not None and today.parts
        mornings.append(today.origin)
        after(fetcher, clock, DAY)
    assert mornings == [Origin.FORECAST] * 8 + [Origin.NORMAL] * 2
    usual = weather.on(clock.now().date())
    assert usual is not None and (usual.low_celsius, usual.high_celsius) == pytest.approx((12, 20), abs=0.2)
    said = last(closet.notes)
    assert said is not None and said.how is How.UNREACHABLE


def test_a_week_unplugged_where_nothing_is_known_of_the_month(
    begin: Begin, clock: SetClock, weather: KeptWeather, server: WeatherServer
) -> None:
    server.archive_reply = Reply(500)
    after(begin(), clock, 10)
    server.close()
    fetcher = begin()
    after(fetcher, clock, 8 * DAY)
    day = clock.now().date()
    assert weather.on(day) is None, "now a person is asked"
    weather.answer(day, Answer.WARM)
    today = weather.on(day)
    assert today is not None and (today.origin, today.low_celsius) == (Origin.ANSWER, 22.0)
    assert weather.on(day + timedelta(days=1)) is None, "tomorrow again"


def test_normals_that_fail_are_asked_for_a_day_later(
    begin: Begin, clock: SetClock, weather: KeptWeather, server: WeatherServer
) -> None:
    server.archive_reply = Reply(200, b'{"daily": {}}')
    fetcher = begin()
    after(fetcher, clock, 20 * HOUR)
    assert len(server.asked) - len(server.forecasts()) == 1
    server.archive_reply = None
    after(fetcher, clock, 6 * HOUR)
    assert len(server.asked) - len(server.forecasts()) == 2
    normal = weather.normal(7)
    assert normal is not None and (normal.low_celsius, normal.high_celsius, normal.rain_mm) == (7, 15, 6)


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0garbage" * 400, b"\0" * 9000])
def test_a_damaged_cache_is_made_anew(
    begin: Begin, clock: SetClock, closet: Closet, weather: KeptWeather, damage: bytes
) -> None:
    after(begin(), clock, 10)
    (closet.data_dir / CACHE_NAME).write_bytes(damage)
    fetcher = begin()
    after(fetcher, clock, 2 * HOUR)
    said = last(closet.notes)
    assert said is not None and said.how is How.WELL
    assert clock.now().timestamp() - kept(closet).fetched_s < 70 * MINUTE


@pytest.mark.parametrize(
    ("provider", "contact", "place"),
    [("none", CONTACT, True), ("met-norway", "", True), ("auto", CONTACT, False)],
)
def test_nobody_is_asked(
    *, closet: Closet, clock: SetClock, server: WeatherServer, provider: str, contact: str, place: bool
) -> None:
    if place:
        closet.preferences.change(**SEOUL)
    settings = server.settings(provider=provider, contact=contact)
    after(Fetcher(closet, clock, settings, addresses=list), clock, HOUR)
    assert server.asked == []


def test_slow_servers_are_given_up(data_dir: Path, server: WeatherServer) -> None:
    asking = Asking(data_dir, "Otjang", read_s=0.2, whole_s=0.3)
    server.reply = Reply(silent=True)
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1:\d+ cannot be reached"):
        asking.get(f"{server.address}/x", {})
    server.reply = Reply(drip=True)
    with pytest.raises(Unreachable, match="longer than"):
        asking.get(f"{server.address}/x", {})
    server.reply = Reply(200, b"x" * (MOST_BYTES + 1))
    with pytest.raises(Garbled, match="more than"):
        asking.get(f"{server.address}/x", {})
    asking.close()


def test_the_thread_fetches_and_ends_with_the_mirror(
    closet: Closet, server: WeatherServer, weather: KeptWeather
) -> None:
    closet.preferences.change(**SEOUL)

    class Hurried(FakeClock):
        """A second passes whenever somebody looks at the stopwatch."""

        def monotonic_s(self) -> float:
            self.advance(1.0)
            return super().monotonic_s()

    settings = server.settings(provider="open-meteo")
    fetcher = Fetcher(closet, Hurried(START), settings, addresses=list, poll_s=0.01)
    fetcher.start()
    assert server.came.wait(20)
    fetcher.stop()
    fetcher._thread.join(10)
    assert not fetcher._thread.is_alive()


def test_a_place_at_the_end_of_the_world(closet: Closet, clock: SetClock, server: WeatherServer) -> None:
    closet.preferences.change(latitude=-90.0, longitude=-0.00004)
    settings = server.settings(provider="met-norway", contact=CONTACT)
    fetcher = Fetcher(closet, clock, settings, addresses=list)
    fetcher.step()
    after(fetcher, clock, 10)
    assert server.forecasts()[0].query == {"lat": "-90", "lon": "0"}
    fetcher._open().close()


def test_dates_outside_all_years_do_no_harm(weather: KeptWeather, closet: Closet) -> None:
    closet.preferences.change(**SEOUL)
    for day in (date.min, date.max, datetime(1970, 1, 1, tzinfo=UTC).date()):
        assert weather.on(day) is None
