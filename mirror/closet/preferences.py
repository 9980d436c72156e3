"""What people chose at the mirror for the mirror itself. In the database, so that both faces and a backup have it.

The settings file says what the machine is; a preference may overrule it from a screen, without a restart.
"""

from typing import Annotated, Any, Literal

import msgspec
import peewee

from ..errors import ClosetError
from .models import PreferenceRow
from .sqlite import writing

Seconds = Annotated[int, msgspec.Meta(ge=10, le=7 * 24 * 3600)]


class Preferences(msgspec.Struct, frozen=True):
    """The mirror's preferences, in force for everyone.

    brightness: percent, 10 to 100. clock_after_s, dark_after_s, off_after_s: seconds without a touch until the
    mirror shows the clock, shows nothing, switches the display off; 10 seconds to a week each.
    rotation: degrees clockwise; None: as the settings file says. sound: whether a touch and a photo are heard.
    """

    brightness: Annotated[int, msgspec.Meta(ge=10, le=100)] = 100
    clock_after_s: Seconds = 120
    dark_after_s: Seconds = 600
    off_after_s: Seconds = 3600
    rotation: Literal[0, 90, 180, 270] | None = None
    sound: bool = True


class KeptPreferences:
    """The preferences of one closet."""

    def __init__(self, database: peewee.SqliteDatabase) -> None:
        self._database = database

    def get(self) -> Preferences:
        """What is in force. A value that this version cannot read counts as not chosen."""
        chosen = Preferences()
        for key, value in PreferenceRow.select(PreferenceRow.key, PreferenceRow.value).tuples():
            try:
                chosen = _with(chosen, {key: msgspec.json.decode(value)})
            except (ClosetError, msgspec.DecodeError):
                continue  # another version's, or damaged: the mirror must start all the same
        return chosen

    def change(self, **values: object) -> Preferences:
        """Choose some of them, all or none, and return what is in force then.

        Raises ClosetError for a value out of range and for a preference that there is not.
        """
        _with(Preferences(), values)
        with writing(self._database):
            for key, value in values.items():
                text = msgspec.json.encode(value).decode()
                PreferenceRow.delete().where(PreferenceRow.key == key).execute()
                PreferenceRow.create(key=key, value=text)
        return self.get()


def _with(preferences: Preferences, values: dict[str, Any]) -> Preferences:
    """Raises ClosetError, naming the preference, unless each value is one that it can have."""
    for key, value in values.items():
        if key not in Preferences.__struct_fields__:
            raise ClosetError(f"there is no preference {key!r}")
        try:
            preferences = msgspec.convert(
                {**msgspec.structs.asdict(preferences), key: value}, Preferences, strict=True
            )
        except msgspec.ValidationError as error:
            raise ClosetError(f"{key} cannot be {value!r}: {error}") from error
    return preferences
