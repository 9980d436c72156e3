"""The places that people choose from without typing numbers: Korea's cities and counties, the world's large cities.

The list is in the package, so that choosing asks nobody. Degrees to two decimals, about a kilometre, compared with
those of GeoNames where it knows the place.
"""

import csv
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ...locale import Language
from .spot import Spot, distance_km

FILE = "places.csv"


class Place(NamedTuple):
    """A city. country: its two letters of ISO 3166."""

    korean: str
    english: str
    country: str
    spot: Spot

    def name(self, language: Language) -> str:
        """What it is called in a language."""
        return self.korean if language == "ko" else self.english


@cache
def all_places() -> tuple[Place, ...]:
    """Every place, Korea's first."""
    text = (files(__package__) / FILE).read_text(encoding="utf-8")
    return tuple(
        Place(
            row["korean"],
            row["english"],
            row["country"],
            Spot(float(row["latitude"]), float(row["longitude"])),
        )
        for row in csv.DictReader(text.splitlines())
    )


def find(text: str) -> list[Place]:
    """The places whose Korean or English name has these letters: those that are so called first, then those that
    begin so, each in the order of the list. None for no letters. Case, accents and spaces do not count.
    """
    wanted = _plain(text)
    if not wanted:
        return []
    found: list[tuple[int, Place]] = []
    for place in all_places():
        names = (_plain(place.korean), _plain(place.english))
        if any(wanted in name for name in names):
            rank = 0 if wanted in names else 1 if any(name.startswith(wanted) for name in names) else 2
            found.append((rank, place))
    return [place for _rank, place in sorted(found, key=lambda pair: pair[0])]


def named(text: str) -> Place | None:
    """The place that is called exactly so in a language, with or without 시, 군 and the like behind it."""
    wanted = _plain(text)
    for name in (
        wanted,
        *(wanted.removesuffix(end) for end in ("특별자치시", "특별시", "광역시", "시", "군")),
    ):
        for place in all_places():
            if name and name in (_plain(place.korean), _plain(place.english)):
                return place
    return None


def nearest(latitude: float, longitude: float) -> Place:
    """The place of the list that is nearest; degrees north and east."""
    here = Spot(latitude, longitude)
    return min(all_places(), key=lambda place: distance_km(place.spot, here))


def _plain(text: str) -> str:
    """Letters alone, small and without accents; Hangul stays in whole syllables."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o"))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign) and sign.isalnum())
    return unicodedata.normalize("NFC", bare)
