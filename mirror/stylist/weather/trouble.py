"""Why a forecast could not be had. Each says for how long the service is to be left alone, where that is long."""

from ...errors import MirrorError


class WeatherTrouble(MirrorError):
    """The weather could not be fetched."""


class Unreachable(WeatherTrouble):
    """Nobody answers: no network, no name, no certificate that is good, or too slow."""


class Unwell(WeatherTrouble):
    """The service answers that it is not well (5xx), or with a status that nobody expects.

    wait_s: for how long it asks to be left alone, None where it does not say.
    """

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class Refused(Unwell):
    """The service does not want us for now (403, 429)."""


class Garbled(WeatherTrouble):
    """What came is no forecast."""
