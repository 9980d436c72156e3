"""The numbers of people: nobody gets one that somebody here has had.

SQLite would give the number of who came last and left to who comes next, and with it what still finds them by it: a
file that is being packed, an upload that is under way, a page that is being answered. All of it is for a
transaction that is open.
"""

import msgspec
from peewee import fn

from .models import NoteRow, PersonRow

HIGHEST = "highest-person"  # the note of it; a backup has none, and where it comes back nothing is under way


def new_number() -> int:
    """For who comes."""
    number = 1 + max(PersonRow.select(fn.MAX(PersonRow.id)).scalar() or 0, _highest())
    _note(number)
    return number


def keep_number(person_id: int) -> None:
    """For who leaves."""
    _note(max(person_id, _highest()))


def _highest() -> int:
    row = NoteRow.get_or_none(NoteRow.key == HIGHEST)
    return 0 if row is None else msgspec.json.decode(row.value, type=int)


def _note(number: int) -> None:
    NoteRow.delete().where(NoteRow.key == HIGHEST).execute()
    NoteRow.create(key=HIGHEST, value=msgspec.json.encode(number).decode(), at_ms=0)
