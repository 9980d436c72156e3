"""How the last question to the forecast service went, as the fetcher notes it and others read it."""

from enum import StrEnum

import msgspec

from ...closet.notes import Notes
from .notes import ASKED, read
from .trouble import Garbled, Refused, Unreachable, WeatherTrouble


class How(StrEnum):
    """How it went."""

    WELL = "well"
    UNREACHABLE = "unreachable"
    UNWELL = "unwell"
    REFUSED = "refused"
    GARBLED = "garbled"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How it goes. Noted when that changes, so a disk is not worn by a network that is down.

    provider, agent: who was asked, and as whom. since_s: since when it goes so. until_s: until when the service is
    left alone because it refused. Both UTC seconds since 1970. line: what went wrong, "" for nothing.
    """

    provider: str
    agent: str
    how: How
    since_s: float
    until_s: float = 0.0
    line: str = ""


def last(notes: Notes) -> Asked | None:
    """How it went last, None where nobody was asked yet."""
    return read(notes, ASKED, Asked)


def how(trouble: WeatherTrouble) -> How:
    """What an error means."""
    if isinstance(trouble, Refused):
        return How.REFUSED
    if isinstance(trouble, Unreachable):
        return How.UNREACHABLE
    return How.GARBLED if isinstance(trouble, Garbled) else How.UNWELL
