"""Who gives forecasts: what every provider can do, and which one the settings choose."""

import math
from typing import Protocol

from ... import __version__
from ...config import WeatherSettings
from .hours import Hour
from .spot import Spot

MET_NORWAY, OPEN_METEO = "met-norway", "open-meteo"
NAMES = {MET_NORWAY: "MET Norway", OPEN_METEO: "Open-Meteo"}
MOST_DECIMALS = 4


class Provider(Protocol):
    """A service's address and language. It asks nobody itself."""

    name: str

    def url(self, spot: Spot) -> tuple[str, dict[str, str]]:
        """The address of a place's forecast, and the parameters to it."""
        ...

    def read(self, body: bytes) -> list[Hour]:
        """The hours of an answer, the earliest first, without a gap. Raises Garbled for what is no forecast."""
        ...


def chosen(settings: WeatherSettings) -> str:
    """The name of the provider that the settings choose, "" for none: MET Norway wants to know whom it serves."""
    if settings.provider == "none" or (settings.provider == MET_NORWAY and not settings.contact):
        return ""
    if settings.provider == "auto":
        return MET_NORWAY if settings.contact else OPEN_METEO
    return settings.provider


def agent(settings: WeatherSettings) -> str:
    """Who asks, for the User-Agent: the product, its version, and the household's contact where there is one."""
    return f"Otjang/{__version__} {settings.contact}".strip()


def decimals(degrees: float) -> str:
    """Degrees to four decimals, cut and not rounded, as MET Norway asks; about ten metres."""
    cut = math.trunc(round(degrees * 10**MOST_DECIMALS, 3)) / 10**MOST_DECIMALS
    return f"{cut:.4f}".rstrip("0").rstrip(".")
