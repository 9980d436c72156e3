"""Fetches what is usual at a place: one question, once a year or where the mirror has moved."""

import logging
from typing import TYPE_CHECKING

from ...clock import Clock
from ...closet import Closet
from .hours import Forecast
from .kept import CLOCK_IS_OFF, SAME_CLIMATE_KM
from .notes import FORECAST, NORMALS, read
from .open_meteo import Archive
from .spot import Spot, distance_km
from .trouble import WeatherTrouble
from .usual import Normals

if TYPE_CHECKING:
    from .asking import Asking

GOOD_FOR_S = 365 * 24 * 3600.0
AGAIN_AFTER_S = 24 * 3600.0  # after a failure

log = logging.getLogger(__name__)


class NormalsFetcher:
    """Fetches the normals into the notes when they are wanted; used by the fetcher's thread."""

    def __init__(self, closet: Closet, clock: Clock, url: str) -> None:
        self._closet = closet
        self._clock = clock
        self._archive = Archive(url)
        self._failed: tuple[Spot, float] | None = None

    def fetch_if_wanted(self, asking: "Asking", spot: Spot) -> None:
        """Ask where there are none for this place, or old ones. A failure is logged and tried again a day later.

        Raises ClosetError when they cannot be written.
        """
        if self._has(spot) or self._failed_lately(spot) or not self._clock_is_right():
            return
        now = self._clock.now()
        address, parameters = self._archive.url(spot, now.date())
        try:
            normals = self._archive.read(asking.get(address, parameters).body, spot, now.timestamp())
        except WeatherTrouble as trouble:
            self._failed = spot, self._clock.monotonic_s()
            log.info("what is usual here is not known yet: %s", trouble)
            return
        self._closet.notes.put(NORMALS, normals)

    def _has(self, spot: Spot) -> bool:
        kept = read(self._closet.notes, NORMALS, Normals)
        if kept is None or distance_km(kept.spot, spot) > SAME_CLIMATE_KM:
            return False
        age_s = self._clock.now().timestamp() - kept.fetched_s
        return -CLOCK_IS_OFF.total_seconds() <= age_s <= GOOD_FOR_S

    def _failed_lately(self, spot: Spot) -> bool:
        if self._failed is None or self._failed[0] != spot:
            return False
        return self._clock.monotonic_s() - self._failed[1] < AGAIN_AFTER_S

    def _clock_is_right(self) -> bool:
        """Whether the time of day is one that the forecast speaks of."""
        forecast = read(self._closet.notes, FORECAST, Forecast)
        if forecast is None:
            return False
        off_s = CLOCK_IS_OFF.total_seconds()
        return forecast.at_s[0] - off_s <= self._clock.now().timestamp() <= forecast.at_s[-1] + off_s
