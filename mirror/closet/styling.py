"""What a person has chosen for how they are dressed: when to wash, and since when to learn from what they said."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated

import msgspec
import peewee
from msgspec import Meta

from ..attire import Occasion
from ..categories import Category
from ..errors import ClosetError
from .models import StylingRow
from .sqlite import writing

WEARS_MAX = 99

Wears = Annotated[int, Meta(ge=1, le=WEARS_MAX)]
Milliseconds = Annotated[int, Meta(ge=0)]

_CANNOT = {
    "wears_before_wash": f"a garment is worn 1 to {WEARS_MAX} times before it is washed",
    "warmth_since_ms": "what is learnt of warmth begins at a moment since 1970",
    "taste_since_ms": "what is learnt of taste begins at a moment since 1970",
    "occasion": "people dress for every day, for work, for something formal or for sport",
}


class Styling(msgspec.Struct, frozen=True):
    """A person's own choices. Milliseconds are UTC since 1970.

    wears_before_wash: by category, only where a person chose it. warmth_since_ms, taste_since_ms: what was said
    before counts no more. occasion: what they dress for on a day of which they say nothing.
    """

    wears_before_wash: dict[Category, Wears] = {}
    warmth_since_ms: Milliseconds = 0
    taste_since_ms: Milliseconds = 0
    occasion: Occasion = Occasion.EVERYDAY


class Stylings:
    """The choices of each person."""

    def __init__(self, database: peewee.SqliteDatabase) -> None:
        self._database = database

    def get(self, person_id: int) -> Styling:
        """What is in force. A value that this version cannot read counts as not chosen."""
        rows = StylingRow.select(StylingRow.key, StylingRow.value).where(StylingRow.person == person_id)
        return chosen_in(rows.tuples())

    def change(self, person_id: int, **values: object) -> Styling:
        """Choose some of them, all or none. Raises ClosetError for a value out of range or an unknown choice."""
        plain = {key: msgspec.to_builtins(value, str_keys=True) for key, value in values.items()}
        _with(Styling(), plain)
        with writing(self._database):
            for key, value in plain.items():
                this = (StylingRow.person == person_id) & (StylingRow.key == key)
                StylingRow.delete().where(this).execute()
                text = msgspec.json.encode(value).decode()
                StylingRow.create(person=person_id, key=key, value=text)
        return self.get(person_id)

    def reset_warmth(self, person_id: int, now: datetime) -> Styling:
        """Forget how warm this person likes it; what they say from now on counts."""
        return self.change(person_id, warmth_since_ms=int(now.timestamp() * 1000))

    def reset_taste(self, person_id: int, now: datetime) -> Styling:
        """Forget what this person likes to wear; what they choose from now on counts."""
        return self.change(person_id, taste_since_ms=int(now.timestamp() * 1000))


def chosen_in(rows: Iterable[tuple[str, str]]) -> Styling:
    """What the kept choices say, each its name and its JSON; one that cannot be read counts as not chosen."""
    chosen = Styling()
    for key, value in rows:
        try:
            chosen = _with(chosen, {key: msgspec.json.decode(value)})
        except (ClosetError, msgspec.DecodeError):
            continue  # another version's, or damaged
    return chosen


def _with(styling: Styling, values: Mapping[str, object]) -> Styling:
    for key, value in values.items():
        if key not in Styling.__struct_fields__:
            raise ClosetError(f"there is no choice {key!r} of how to be dressed")
        try:
            styling = msgspec.convert({**msgspec.to_builtins(styling), key: value}, Styling, strict=False)
        except msgspec.ValidationError as error:
            raise ClosetError(_CANNOT[key]) from error
    return styling
