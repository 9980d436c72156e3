"""The doctor on the forecast: when it came last, or what there is to do."""

from datetime import UTC, datetime, timedelta

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.config import WeatherSettings
from mirror.doctor.weather import look
from mirror.errors import MirrorError
from mirror.locale import words
from mirror.locale.lines import line
from mirror.stylist.weather.asked import Asked, How
from mirror.stylist.weather.hours import Forecast, Hour
from mirror.stylist.weather.notes import ASKED, FORECAST
from mirror.stylist.weather.spot import Spot
from mirror.stylist.weather.values import Sky

SEOUL = Spot(37.57, 126.98)
NOW = datetime(2026, 11, 25, 8, 12, tzinfo=UTC)
WEATHER = WeatherSettings()
KOREAN = words("ko")


@pytest.fixture
def seoul(closet: Closet) -> Closet:
    closet.preferences.change(latitude=37.57, longitude=126.98)
    return closet


def fetched(closet: Closet, at: datetime, spot: Spot = SEOUL) -> None:
    hour = Hour(int(at.timestamp()), 4.0, 3.0, 55.0, 0.0, Sky.FAIR)
    closet.notes.put(FORECAST, Forecast.of(spot, "open-meteo", at.timestamp(), [hour]))


def went(closet: Closet, how: How, since: datetime, provider: str = "open-meteo") -> None:
    asked = Asked(provider=provider, agent="", how=how, since_s=since.timestamp(), line="api (429)")
    closet.notes.put(ASKED, asked)


def said(closet: Closet, settings: WeatherSettings = WEATHER) -> str:
    """What the doctor says and raises nothing; it is a line that has its Korean."""
    return _translated(look(closet.data_dir, settings, closet, NOW))


def refused(closet: Closet, settings: WeatherSettings = WEATHER) -> str:
    """What the doctor raises."""
    with pytest.raises(MirrorError) as error:
        look(closet.data_dir, settings, closet, NOW)
    return _translated(str(error.value))


def _translated(text: str) -> str:
    assert line(KOREAN, text) != line(words("en"), text)
    return text


def test_what_the_household_chose_is_no_fault(closet: Closet) -> None:
    assert said(closet, WeatherSettings(provider="none")) == "no weather is fetched, as the settings say"
    assert "choose a place" in said(closet)


def test_a_contact_is_wanted(seoul: Closet) -> None:
    assert "write a contact" in refused(seoul, WeatherSettings(provider="met-norway"))
    settings = WeatherSettings(provider="met-norway", contact="me@example.org")
    assert said(seoul, settings) == "the forecast of MET Norway has not been fetched yet"


def test_when_it_came(seoul: Closet, clock: FakeClock) -> None:
    assert "not been fetched yet" in said(seoul)
    fetched(seoul, NOW - timedelta(hours=2))
    when = f"{(NOW - timedelta(hours=2)).astimezone():%Y-%m-%d at %H:%M}"
    assert said(seoul) == f"the forecast of Open-Meteo was fetched on {when}"
    went(seoul, How.UNREACHABLE, NOW - timedelta(hours=1))
    assert when in said(seoul), "a night without the network is nothing to say"
    fetched(seoul, NOW - timedelta(hours=2), Spot(35.18, 129.08))
    assert "look at the mirror's network" in refused(seoul), "of another place"


@pytest.mark.parametrize(
    ("how", "to_do"),
    [
        (How.UNREACHABLE, "look at the mirror's network (api"),
        (How.UNWELL, "asked again by itself"),
        (How.GARBLED, "what comes is no forecast"),
    ],
)
def test_what_to_do_after_a_day_without(seoul: Closet, how: How, to_do: str) -> None:
    fetched(seoul, NOW - timedelta(hours=25))
    assert "is the mirror running?" in refused(seoul)
    went(seoul, how, NOW - timedelta(hours=24))
    assert to_do in refused(seoul)


def test_a_refusal_is_said_at_once(seoul: Closet) -> None:
    fetched(seoul, NOW - timedelta(minutes=5))
    went(seoul, How.REFUSED, NOW)
    assert "the service refuses" in refused(seoul)
    went(seoul, How.REFUSED, NOW, provider="met-norway")
    assert "was fetched on" in said(seoul), "another service did"
