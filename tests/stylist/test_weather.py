"""The weather by day from what is kept: parts of the day, feels-like, normals, answers, and the list of places."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from pythermalcomfort.models import at as reference_apparent
from pythermalcomfort.models import wind_chill_temperature as reference_chill

from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.stylist.weather.daily import day_of, steady_day, weather_of
from mirror.stylist.weather.feels import apparent, feels_like, wind_chill
from mirror.stylist.weather.hours import Forecast, Hour
from mirror.stylist.weather.kept import KeptWeather
from mirror.stylist.weather.met_norway import MetNorway
from mirror.stylist.weather.notes import ANSWERS, FORECAST, NORMALS
from mirror.stylist.weather.places import all_places, find, named, nearest
from mirror.stylist.weather.spot import Spot, distance_km
from mirror.stylist.weather.usual import Normals, usual_day
from mirror.stylist.weather.values import Answer, DayWeather, MonthNormal, Origin, Part, Sky

KST = timezone(timedelta(hours=9))
INDIA = timezone(timedelta(hours=5, minutes=30))
DAY = date(2026, 11, 25)
SEOUL = Spot(37.57, 126.98)


def at(o_clock: int, minute: int = 0, day: date = DAY, zone: timezone = KST) -> datetime:
    return datetime(day.year, day.month, day.day, o_clock, minute, tzinfo=zone)


def hours_of(begins: datetime, count: int, **facts: object) -> list[Hour]:
    """Hours whose temperature is their local o'clock."""
    made = []
    for number in range(count):
        begin = begins + timedelta(hours=number)
        same = {"celsius": float(begin.hour), "wind_ms": 2.0, "humidity_percent": 50.0, "rain_mm": 0.0}
        made.append(Hour(int(begin.timestamp()), **same, sky=Sky.FAIR)._replace(**facts))
    return made


def day(hours: list[Hour], now: datetime, which: date = DAY) -> DayWeather:
    found = day_of(hours, which, now)
    assert found is not None
    return found


# What it feels like


@pytest.mark.parametrize("celsius", [-40.0, -20.0, -10.0, 0.0, 10.0])
@pytest.mark.parametrize("wind_ms", [1.4, 3.0, 8.0, 20.0])
def test_wind_chill_is_that_of_the_reference(celsius: float, wind_ms: float) -> None:
    reference = reference_chill(tdb=celsius, v=wind_ms * 3.6, round_output=False)  # kilometres an hour
    assert wind_chill(celsius, wind_ms) == pytest.approx(float(reference.wct), abs=0.05)


@pytest.mark.parametrize(
    ("celsius", "wind_ms", "humidity"), [(30, 2, 60), (35, 0, 80), (22, 6, 30), (40, 3, 10)]
)
def test_the_apparent_temperature_is_that_of_the_reference(celsius: int, wind_ms: int, humidity: int) -> None:
    reference = reference_apparent(tdb=celsius, rh=humidity, v=wind_ms, round_output=False)
    assert apparent(celsius, wind_ms, humidity) == pytest.approx(float(reference.at), abs=0.2)


def test_no_degree_and_no_breeze_makes_a_step() -> None:
    for humidity in (20, 60, 100):
        for wind_ms in (0.0, 1.0, 1.38, 1.4, 4.0, 15.0):
            felt = [feels_like(tenth / 10, wind_ms, humidity) for tenth in range(-400, 450)]
            steps = [after - before for before, after in pairwise(felt)]
            assert max(steps) < 0.4 and min(steps) > -0.1, (humidity, wind_ms)
    for celsius in (-30, 0, 10):
        assert abs(wind_chill(celsius, 4.99 / 3.6) - wind_chill(celsius, 5.01 / 3.6)) < 0.3
        assert wind_chill(celsius, 0) == celsius


# Hours made into days


def test_the_parts_of_a_day_to_come() -> None:
    tomorrow = DAY + timedelta(days=1)
    found = day(hours_of(at(0), 72), at(9), tomorrow)
    assert {part: one.celsius for part, one in found.parts.items()} == {
        Part.MORNING: 8.0,
        Part.DAY: 13.5,
        Part.EVENING: 19.0,
    }
    assert (found.low_celsius, found.high_celsius, found.rain_mm, found.snow) == (6.0, 21.0, 0.0, False)
    assert found.coldest.celsius == 8.0 and found.warmest.celsius == 19.0


@pytest.mark.parametrize(
    ("o_clock", "parts"),
    [
        (0, [Part.MORNING, Part.DAY, Part.EVENING]),
        (10, [Part.MORNING, Part.DAY, Part.EVENING]),
        (11, [Part.DAY, Part.EVENING]),
        (21, [Part.EVENING]),
        (23, [Part.EVENING]),
    ],
)
def test_what_is_over_of_today_is_left_out_but_never_all(o_clock: int, parts: list[Part]) -> None:
    found = day(hours_of(at(0), 48), at(o_clock, 40))
    assert list(found.parts) == parts
    if o_clock >= 21:
        assert found.parts[Part.EVENING].celsius == 21.0


def test_a_forecast_that_was_fetched_late_at_night_has_an_evening() -> None:
    assert day(hours_of(at(23), 48), at(23, 5)).parts[Part.EVENING].celsius == 23.0


def test_a_day_that_is_not_reached_or_only_begun_is_none() -> None:
    hours = hours_of(at(0), 24 + 13)
    assert day_of(hours, DAY + timedelta(days=1), at(9)) is None, "it ends at noon"
    assert day_of(hours, DAY - timedelta(days=1), at(9)) is None
    assert day_of([], DAY, at(9)) is None


def test_a_zone_of_half_an_hour() -> None:
    found = day(hours_of(at(0, 30, zone=INDIA), 48), at(8, zone=INDIA), DAY + timedelta(days=1))
    assert found.parts[Part.MORNING].celsius == 8.0


def test_what_falls_says_most_and_the_strongest_wind_counts() -> None:
    dry, wet = hours_of(at(6), 4), hours_of(at(10), 1, rain_mm=2.5, sky=Sky.SLEET, wind_ms=9.0)
    one = weather_of(dry + wet)
    assert (one.sky, one.rain_mm, one.wind_ms) == (Sky.SLEET, 2.5, 9.0)
    assert one.feels_celsius == pytest.approx(feels_like(one.celsius, 9.0, 50.0), abs=0.1)
    assert weather_of(hours_of(at(6), 2) + hours_of(at(8), 2, sky=Sky.CLOUDY)).sky is Sky.CLOUDY
    whole = day(
        hours_of(at(0), 14) + hours_of(at(14), 1, rain_mm=2, sky=Sky.SNOW) + hours_of(at(15), 9), at(0)
    )
    assert (whole.snow, whole.rain_mm) == (True, 2)
    assert steady_day(DAY, Origin.GIVEN, celsius=-2, wind_ms=4, rain_mm=3).snow
    assert steady_day(DAY, Origin.GIVEN, celsius=9, wind_ms=4, rain_mm=3).parts[Part.DAY].sky is Sky.RAIN


@pytest.mark.parametrize(
    ("code", "sky"),
    [
        ("clearsky_night", Sky.CLEAR),
        ("fair_polartwilight", Sky.FAIR),
        ("lightrainshowers_day", Sky.RAIN),
        ("lightssleetshowersandthunder_day", Sky.THUNDER),
        ("heavysnow", Sky.SNOW),
        ("a_symbol_of_tomorrow", Sky.CLOUDY),
    ],
)
def test_the_symbols_of_met_norway(code: str, sky: Sky) -> None:
    step = (
        '{"time": "2026-11-25T0%d:00:00Z", "data": {"instant": {"details": {"air_temperature": 4}},'
        ' "next_1_hours": {"summary": {"symbol_code": "%s"}, "details": {}}}}'
    )
    body = '{"properties": {"timeseries": [' + step % (0, code) + "," + step % (1, code) + "]}}"
    assert MetNorway("http://x").read(body.encode())[0].sky is sky


# What is kept


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(at(8, 12))


@pytest.fixture
def weather(closet: Closet, clock: FakeClock) -> KeptWeather:
    closet.preferences.change(place_name="서울", latitude=SEOUL.latitude, longitude=SEOUL.longitude)
    return KeptWeather(closet, clock)


def normals(fetched: datetime, **month: float) -> Normals:
    facts = {"low_celsius": -2.0, "high_celsius": 6.0, "rain_mm": 1.2} | month
    months = [MonthNormal(number, **facts) for number in range(1, 13)]
    return Normals(latitude=37.5, longitude=127.0, fetched_s=fetched.timestamp(), years=10, months=months)


def forecast(fetched: datetime, spot: Spot = SEOUL) -> Forecast:
    return Forecast.of(spot, "open-meteo", fetched.timestamp(), hours_of(at(0), 24 * 10))


def test_the_order_in_which_it_is_known(closet: Closet, weather: KeptWeather, clock: FakeClock) -> None:
    assert weather.on(DAY) is None and weather.now() is None
    weather.answer(DAY, Answer.COLD)
    assert weather.on(DAY).origin is Origin.ANSWER  # type: ignore[union-attr]
    closet.notes.put(NORMALS, normals(clock.now()))
    assert weather.on(DAY).origin is Origin.NORMAL  # type: ignore[union-attr]
    closet.notes.put(FORECAST, forecast(clock.now()))
    origins = [weather.on(DAY + timedelta(days=ahead)).origin for ahead in range(9)]  # type: ignore[union-attr]
    assert origins == [Origin.FORECAST] * 8 + [Origin.NORMAL]
    assert weather.now().celsius == 8.0  # type: ignore[union-attr]


def test_a_forecast_grows_old_and_one_from_the_future_is_new(
    closet: Closet, weather: KeptWeather, clock: FakeClock
) -> None:
    ahead = clock.now() + timedelta(hours=5)
    closet.notes.put(FORECAST, forecast(ahead))
    today = weather.on(DAY)
    assert today is not None and today.age(clock.now()) == timedelta()
    closet.notes.put(FORECAST, forecast(clock.now() - timedelta(days=9, hours=1)))
    assert weather.on(DAY) is None and weather.now() is None


@pytest.mark.parametrize(
    "note", [None, 7, "rain", {"latitude": 37.57}, {"at_s": [1, 2]}, [1], {"2026-11-25": "chilly"}]
)
def test_what_cannot_be_read_counts_as_not_said(closet: Closet, weather: KeptWeather, note: object) -> None:
    for key in (FORECAST, NORMALS, ANSWERS):
        closet.notes.put(key, note)
    assert weather.on(DAY) is None and weather.now() is None and weather.normal(11) is None
    weather.answer(DAY, Answer.HOT)
    assert weather.on(DAY).high_celsius == 30.0  # type: ignore[union-attr]


def test_columns_of_several_lengths_are_no_forecast(closet: Closet, weather: KeptWeather) -> None:
    good = forecast(at(8))
    closet.notes.put(FORECAST, good)
    assert weather.now() is not None
    damaged = closet.notes.get(FORECAST).value  # type: ignore[union-attr]
    damaged["sky"].pop()
    closet.notes.put(FORECAST, damaged)
    assert weather.now() is None


def test_answers_of_days_gone_by_are_forgotten(
    closet: Closet, weather: KeptWeather, clock: FakeClock
) -> None:
    for _ in range(30):
        weather.answer(clock.now().date(), Answer.MILD)
        clock.advance(86400)
    assert len(closet.notes.get(ANSWERS).value) <= 3  # type: ignore[union-attr]


def test_normals_of_elsewhere_or_under_a_wrong_clock_say_nothing(
    closet: Closet, weather: KeptWeather, clock: FakeClock
) -> None:
    closet.notes.put(NORMALS, normals(clock.now() + timedelta(days=300)))
    assert weather.normal(11) is None, "the clock went back: it does not know the month"
    closet.notes.put(NORMALS, normals(clock.now()))
    assert weather.normal(11) == MonthNormal(11, -2.0, 6.0, 1.2)
    closet.preferences.change(latitude=35.18, longitude=129.08)
    assert weather.normal(11) is None


def test_a_usual_day_goes_from_its_low_to_its_high() -> None:
    usual = usual_day(MonthNormal(11, -2.0, 6.0, 1.2), DAY, at(5))
    assert usual is not None
    assert (
        usual.parts[Part.MORNING].celsius < usual.parts[Part.EVENING].celsius < usual.parts[Part.DAY].celsius
    )
    assert (usual.low_celsius, usual.high_celsius) == pytest.approx((-2, 6), abs=0.2)
    assert usual.rain_mm == 0, "a little rain now and then is no rainy day"
    wet = usual_day(MonthNormal(7, 22.0, 28.0, 13.0), DAY, at(5))
    assert wet is not None and wet.rain_mm > 4 and wet.parts[Part.DAY].sky is Sky.RAIN
    assert usual_day(MonthNormal(11, -2.0, 6.0, 1.2), DAY, at(23, 30)) is not None


# Places


@pytest.mark.parametrize(
    ("korean", "english", "latitude", "longitude"),
    [
        ("서울", "Seoul", 37.57, 126.98),
        ("부산", "Busan", 35.18, 129.08),
        ("대전", "Daejeon", 36.35, 127.38),
        ("제주", "Jeju", 33.50, 126.53),
        ("강릉", "Gangneung", 37.75, 128.90),
        ("울릉도", "Ulleungdo", 37.48, 130.90),
        ("도쿄", "Tokyo", 35.69, 139.69),
        ("런던", "London", 51.51, -0.13),
        ("시드니", "Sydney", -33.87, 151.21),
        ("뉴욕", "New York", 40.71, -74.01),
        ("오슬로", "Oslo", 59.91, 10.75),
        ("상파울루", "São Paulo", -23.55, -46.63),
    ],
)
def test_places_are_where_they_are(korean: str, english: str, latitude: float, longitude: float) -> None:
    place = find(korean)[0]
    assert place == named(english) == find(english.upper())[0]
    assert distance_km(place.spot, Spot(latitude, longitude)) < 8
    assert nearest(*place.spot) == place


def test_the_list_of_places() -> None:
    places = all_places()
    korean = [place for place in places if place.country == "KR"]
    assert len(places) >= 300 and len(korean) >= 120
    assert len({place.korean for place in places}) == len({place.english for place in places}) == len(places)
    for place in korean:
        assert 33 < place.spot.latitude < 38.7 and 124 < place.spot.longitude < 131.9, place
    for place in places:
        assert -90 <= place.spot.latitude <= 90 and -180 <= place.spot.longitude <= 180
        assert place.korean.strip() and place.english.isprintable()


def test_finding_begins_with_the_beginning() -> None:
    found = [place.korean for place in find("서")]
    assert found[0] == "서울" and {"서산", "서귀포"} <= set(found)
    assert [place.english for place in find("new y")] == ["New York"]
    assert named("서울특별시") == named("seoul") == find("서울")[0]
    assert named("수원시") == find("수원")[0]
    assert find("") == find("  ") == find("zzzz") == [] and named("달나라") is None and named("") is None


def test_the_zone_of_the_clock_counts_and_not_utc(closet: Closet) -> None:
    clock = FakeClock(at(7, 0))  # in UTC it is still the day before
    closet.preferences.change(latitude=SEOUL.latitude, longitude=SEOUL.longitude)
    closet.notes.put(FORECAST, forecast(clock.now()))
    assert clock.now().astimezone(UTC).date() == DAY - timedelta(days=1)
    today = KeptWeather(closet, clock).on(DAY)
    assert today is not None and today.parts[Part.MORNING].celsius == pytest.approx((7 + 8 + 9 + 10) / 4)
