"""Whether the forecast comes: who gives it, when it was fetched last, or what there is to do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..closet import Closet
from ..config import WeatherSettings
from ..errors import MirrorError
from ..stylist.weather.asked import Asked, How, last
from ..stylist.weather.hours import Forecast
from ..stylist.weather.kept import SAME_WEATHER_KM
from ..stylist.weather.notes import FORECAST, read
from ..stylist.weather.provider import MET_NORWAY, NAMES, chosen
from ..stylist.weather.spot import chosen_spot, distance_km

LATE = timedelta(
    hours=24
)  # a forecast that is fetched every hour; a night without a network is nothing to say

_TO_DO = {
    How.UNREACHABLE: "look at the mirror's network",
    How.UNWELL: "the service is asked again by itself",
    How.GARBLED: "what comes is no forecast; the service is asked again by itself",
    How.REFUSED: "the service refuses; write a contact under [weather] in the settings, or another provider",
}


def look(
    data_dir: Path, settings: WeatherSettings, closet: Closet | None = None, now: datetime | None = None
) -> str:
    """One line. closet: the one open in this process, or that of `data_dir`. now: aware; None is the machine's.

    Raises MirrorError where somebody has to do something.
    """
    if settings.provider == "none":
        return "no weather is fetched, as the settings say"
    provider = chosen(settings)
    if not provider:
        raise MirrorError(
            f"{NAMES[MET_NORWAY]} wants to know whom it serves: write a contact under [weather] in the settings"
        )
    opened = closet or Closet.open(data_dir)
    try:
        return _look(opened, provider, (now or datetime.now(UTC)).astimezone())
    finally:
        opened.close()


def _look(closet: Closet, provider: str, now: datetime) -> str:
    chosen_place = closet.preferences.get()
    spot = chosen_spot(chosen_place)
    if spot is None:
        return "no weather: choose a place in the mirror's settings on the phone"
    asked = last(closet.notes)
    if asked is not None and asked.provider != provider:
        asked = None
    forecast = read(closet.notes, FORECAST, Forecast)
    if forecast is not None and distance_km(forecast.spot, spot) > SAME_WEATHER_KM:
        forecast = None
    if forecast is None:
        if asked is not None and asked.how is not How.WELL:
            raise MirrorError(_trouble(asked, now))
        return f"the forecast of {NAMES[provider]} has not been fetched yet"
    fetched = forecast.fetched_at.astimezone(now.tzinfo)
    late = now - fetched > LATE
    if asked is not None and (asked.how is How.REFUSED or (late and asked.how is not How.WELL)):
        raise MirrorError(_trouble(asked, now))
    if late:
        raise MirrorError(
            f"the last forecast is of {fetched:%Y-%m-%d at %H:%M}: is the mirror running? It fetches them"
        )
    who = NAMES.get(forecast.provider, forecast.provider)
    return f"the forecast of {who} was fetched on {fetched:%Y-%m-%d at %H:%M}"


def _trouble(asked: Asked, now: datetime) -> str:
    since = datetime.fromtimestamp(asked.since_s, UTC).astimezone(now.tzinfo)
    return f"no new forecast since {since:%Y-%m-%d at %H:%M}: {_TO_DO[asked.how]} ({asked.line})"
