"""How the weather stands in the closet's notes: what cannot be read counts as not said."""

from typing import TypeVar

import msgspec

from ...closet.notes import Notes

FORECAST = "forecast"
NORMALS = "normals"
ANSWERS = "weather_answer"
ASKED = "weather_asked"
"""Under which the fetcher says how it went, see asked.py."""

Kept = TypeVar("Kept")


def read(notes: Notes, key: str, kind: type[Kept]) -> Kept | None:
    """What stands under a key, None where nothing does, or something that this version cannot read."""
    try:
        note = notes.get(key)
        return None if note is None else msgspec.convert(note.value, kind)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
