"""Fetches the forecast and keeps it in the closet's notes, on a thread of the mirror's process.

The phone's process asks nobody outside the house; it reads the same notes.
"""

import logging
import random
import threading
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from ...clock import Clock
from ...closet import Closet
from ...config import WeatherSettings
from ...errors import MirrorError
from .asked import Asked, How, how, last
from .hours import HOUR_S, Forecast, Hour
from .kept import SAME_WEATHER_KM
from .met_norway import MetNorway
from .normals import NormalsFetcher
from .notes import ASKED, FORECAST, read
from .open_meteo import OpenMeteo
from .pace import SOON_S, Pace
from .provider import MET_NORWAY, NAMES, Provider, agent, chosen
from .spot import Spot, chosen_spot, distance_km
from .trouble import Garbled, WeatherTrouble

if TYPE_CHECKING:
    from .asking import Asking

POLL_S = 5.0
AGAIN_AFTER_S = 30.0  # when it could not be written down
PAST_KEPT_S = 24 * HOUR_S  # the hours that are over, for what was worn today

log = logging.getLogger(__name__)


class Fetcher:
    """Asks the service that the settings choose, for where the mirror is; with no place or no service it is idle.

    addresses: this machine's numbers on its networks: where there are others than when it failed, it asks again.
    jitter: gives a number from 0 to 1.
    """

    def __init__(
        self,
        closet: Closet,
        clock: Clock,
        settings: WeatherSettings,
        *,
        addresses: Callable[[], Collection[str]],
        jitter: Callable[[], float] = random.random,
        poll_s: float = POLL_S,
    ) -> None:
        self._closet = closet
        self._clock = clock
        self._settings = settings
        self._addresses = addresses
        self._poll_s = poll_s
        self._provider = _provider(settings)
        self._agent = agent(settings)
        self._pace = Pace(clock, jitter)
        self._normals = NormalsFetcher(closet, clock, settings.archive_url)
        self._asking: Asking | None = None
        self._spot: Spot | None = None
        self._begins = True  # of this place nothing was asked yet: what the disk has may do
        self._network: frozenset[str] = frozenset()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="weather", daemon=True)

    def start(self) -> None:
        """From now on the forecast is fetched."""
        if self._provider is not None:
            self._thread.start()
        elif self._settings.provider == MET_NORWAY:
            log.warning("no weather: MET Norway wants a contact; write one under [weather] in the settings")

    def stop(self) -> None:
        """No more of it. A question that is under way is left behind with its thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=0.5)

    def step(self) -> None:
        """Do what is due. Raises ClosetError when the closet cannot be read or written."""
        spot = chosen_spot(self._closet.preferences.get())
        if self._provider is None or spot is None:
            self._spot = None
            return
        if spot != self._spot:
            self._spot, self._begins = spot, True
            self._pace.begin()
            self._stay_silent()
        if self._pace.failures and self._network_is_back():
            self._pace.hurry()
        if self._pace.is_due():
            self._fetch(self._provider, spot)
            if not self._stopping.is_set() and not self._pace.failures:
                self._normals.fetch_if_wanted(self._open(), spot)

    def _work(self) -> None:
        try:
            wait_s, failing = self._poll_s, False
            while not self._stopping.wait(wait_s):
                wait_s = self._poll_s
                try:
                    self.step()
                    failing = False
                except Exception as error:
                    wait_s = AGAIN_AFTER_S
                    if not failing:
                        plain = isinstance(error, MirrorError)
                        log.warning("the weather is not kept: %s", error, exc_info=not plain)
                    failing = True
        finally:
            if self._asking is not None:
                self._asking.close()
            self._closet.close()

    def _fetch(self, provider: Provider, spot: Spot) -> None:
        asking = self._open()
        address, parameters = provider.url(spot)
        try:
            answered = asking.get(address, parameters, anew=not self._begins)
            hours = provider.read(answered.body)
        except WeatherTrouble as trouble:
            if isinstance(trouble, Garbled):
                asking.throw_away()
            wait_s = self._pace.went_wrong(trouble, refused=how(trouble) is How.REFUSED)
            self._note(how(trouble), str(trouble), wait_s)
            return
        self._begins = False
        self._pace.went_well(answered.good_for_s)
        try:
            self._keep(provider, spot, hours, answered.age_s)
        except MirrorError:
            self._pace.hurry(SOON_S)
            raise
        if answered.deprecated and not self._was(How.WELL):
            log.warning("%s says that it will not answer like this for much longer", NAMES[provider.name])
        self._note(How.WELL)

    def _keep(self, provider: Provider, spot: Spot, hours: list[Hour], age_s: float) -> None:
        """Write the forecast down, with the hours before it that an older one knew."""
        old = read(self._closet.notes, FORECAST, Forecast)
        fetched_s = self._clock.now().timestamp() - age_s
        past: list[Hour] = []
        if old is not None and distance_km(old.spot, spot) <= SAME_WEATHER_KM:
            begins_s = hours[0].at_s
            past = [hour for hour in old.hours() if begins_s - PAST_KEPT_S <= hour.at_s < begins_s]
        self._closet.notes.put(FORECAST, Forecast.of(spot, provider.name, fetched_s, past + hours))

    def _note(self, went: How, line: str = "", wait_s: float = 0.0) -> None:
        """Say how it goes where that is new."""
        if self._was(went) and went is not How.REFUSED:
            return
        new = not self._was(went)
        now_s = self._clock.now().timestamp()
        assert self._provider is not None
        self._closet.notes.put(
            ASKED,
            Asked(
                provider=self._provider.name,
                agent=self._agent,
                how=went,
                since_s=now_s,
                until_s=now_s + wait_s if went is How.REFUSED else 0.0,
                line=line,
            ),
        )
        if new and went is How.WELL:
            log.info("the forecast comes from %s", NAMES[self._provider.name])
        elif new:
            log.warning("no new forecast: %s", line)

    def _was(self, went: How) -> bool:
        """Whether it went so the last time too, with the same service."""
        before = last(self._closet.notes)
        assert self._provider is not None
        return before is not None and (before.provider, before.agent, before.how) == (
            self._provider.name,
            self._agent,
            went,
        )

    def _stay_silent(self) -> None:
        """A service that refused before a restart is left alone for as long as was meant then."""
        before = last(self._closet.notes)
        if before is not None and self._was(How.REFUSED):
            self._pace.silence(before.until_s - self._clock.now().timestamp())

    def _network_is_back(self) -> bool:
        """Whether there are other addresses than a moment ago, and any."""
        before, self._network = self._network, frozenset(self._addresses())
        return bool(self._network - before)

    def _open(self) -> "Asking":
        if self._asking is None:
            from .asking import Asking  # noqa: PLC0415  # its libraries are large, and a mirror starts without

            self._asking = Asking(self._closet.data_dir, self._agent)
        return self._asking


def _provider(settings: WeatherSettings) -> Provider | None:
    """The one that the settings choose, None where nobody is to be asked."""
    name = chosen(settings)
    if not name:
        return None
    return MetNorway(settings.met_norway_url) if name == MET_NORWAY else OpenMeteo(settings.open_meteo_url)
