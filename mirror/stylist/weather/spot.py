"""A place on earth, and how far two are from each other."""

import math
from typing import NamedTuple

from ...closet.preferences import Preferences

EARTH_RADIUS_KM = 6371.0


class Spot(NamedTuple):
    """A place on earth in degrees north and east."""

    latitude: float
    longitude: float


def chosen_spot(preferences: Preferences) -> Spot | None:
    """Where the mirror is, None where nobody has said so."""
    if preferences.latitude is None or preferences.longitude is None:
        return None
    return Spot(preferences.latitude, preferences.longitude)


def distance_km(one: Spot, other: Spot) -> float:
    """Kilometres over the ground, by the haversine formula (Sinnott, "Virtues of the haversine", 1984)."""
    north, other_north = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
