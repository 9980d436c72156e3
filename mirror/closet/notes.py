"""What the two processes tell each other: one short value for each key, the newest only.

It is no place for what a person entered: a backup leaves it out.
"""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec
import peewee

from ..clock import Clock
from .models import NoteRow
from .sqlite import writing
from .times import from_ms, to_ms

LAST_BACKUP = "last_backup"
"""Said whenever a backup of the household has been written, by whichever face; its value says nothing."""


class Note(NamedTuple):
    """What was said last, and when (aware, UTC)."""

    value: Any
    at: datetime


class Notes:
    """The notes of one closet."""

    def __init__(self, database: peewee.SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def put(self, key: str, value: object) -> None:
        """Say something; what was said before under this key goes. value: anything that msgspec writes as JSON."""
        text = msgspec.json.encode(value).decode()
        with writing(self._database):
            NoteRow.delete().where(NoteRow.key == key).execute()
            NoteRow.create(key=key, value=text, at_ms=to_ms(self._clock.now()))

    def get(self, key: str) -> Note | None:
        """What was said last under this key, or None."""
        row = NoteRow.get_or_none(NoteRow.key == key)
        return None if row is None else Note(msgspec.json.decode(row.value), from_ms(row.at_ms))
