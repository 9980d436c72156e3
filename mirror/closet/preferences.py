"""What people chose for the mirror itself, at the mirror or with a phone. In the database, so that both faces and a
backup have it.

The settings file says what the machine is; a preference may overrule it from a screen, without a restart.
"""

import math
import unicodedata
from typing import Annotated, Any, Literal

import msgspec
import peewee

from ..errors import ClosetError
from ..locale import Language
from .models import PreferenceRow
from .sqlite import writing

PLACE_NAME_MAX = 80
NEVER_S = 7 * 24 * 3600  # a preference ends at a week: nobody stands still before a mirror for so long
LADDER_S = (60, 120, 300, 600, 1800, 3600, 3 * 3600, 8 * 3600, NEVER_S)
"""The times of falling asleep that people choose from."""
DECIMALS = 4  # of a degree: ten metres, more than any forecast knows

Seconds = Annotated[int, msgspec.Meta(ge=10, le=NEVER_S)]
Units = Literal["metric", "imperial"]


class Preferences(msgspec.Struct, frozen=True):
    """The mirror's preferences, in force for everyone.

    brightness: percent, 10 to 100. clock_after_s, dark_after_s, off_after_s: seconds without a touch until the
    mirror shows the clock, shows nothing, switches the display off; 10 seconds to a week each.
    rotation: degrees clockwise; None: as the settings file says. sound: whether a touch and a photo are heard.
    units: centimetres and degrees Celsius, or inches and Fahrenheit. language: what the mirror speaks to nobody in
    particular; None: as the settings file says. place_name, latitude, longitude: where the mirror is, for the
    weather; degrees north and east, to 4 decimals, both or neither.
    """

    brightness: Annotated[int, msgspec.Meta(ge=10, le=100)] = 100
    clock_after_s: Seconds = 120
    dark_after_s: Seconds = 600
    off_after_s: Seconds = 3600
    rotation: Literal[0, 90, 180, 270] | None = None
    sound: bool = True
    units: Units = "metric"
    language: Language | None = None
    place_name: Annotated[str, msgspec.Meta(max_length=PLACE_NAME_MAX)] = ""
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None


_SLEEP = "the mirror can wait for 10 seconds to 7 days before it falls asleep"
_CANNOT = {
    "brightness": "the brightness is a whole number from 10 to 100 percent",
    "clock_after_s": _SLEEP,
    "dark_after_s": _SLEEP,
    "off_after_s": _SLEEP,
    "rotation": "the picture can be turned by 0, 90, 180 or 270 degrees",
    "sound": "the sound is on or off",
    "units": "lengths are in centimetres or in inches",
    "language": "the mirror speaks Korean or English",
    "place_name": f"the name of a place has at most {PLACE_NAME_MAX} letters",
    "latitude": "a latitude is a number from -90 to 90",
    "longitude": "a longitude is a number from -180 to 180",
}


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
        if (chosen.latitude is None) != (chosen.longitude is None):
            return msgspec.structs.replace(chosen, latitude=None, longitude=None)
        return chosen

    def change(self, **values: object) -> Preferences:
        """Choose some of them, all or none, and return what is in force then.

        Raises ClosetError, a sentence for a person, for a value out of range, for half a place and for a preference
        that there is not.
        """
        tidy = {key: _tidy(value) for key, value in values.items()}
        _with(Preferences(), tidy)
        with writing(self._database):
            after = _with(self.get(), tidy)
            if (after.latitude is None) != (after.longitude is None):
                raise ClosetError("a place has a latitude and a longitude, or neither")
            for key, value in tidy.items():
                text = msgspec.json.encode(value).decode()
                PreferenceRow.delete().where(PreferenceRow.key == key).execute()
                PreferenceRow.create(key=key, value=text)
        return self.get()


def _tidy(value: object) -> object:
    """A number to as many decimals as are kept, words without surrounding or doubled spaces."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split())
    return value


def _can_be_kept(value: object) -> bool:
    """A NaN is within no range, though no comparison says so; letters that cannot be shown are no name."""
    if isinstance(value, float):
        return math.isfinite(value)
    return not isinstance(value, str) or value.isprintable()


def _with(preferences: Preferences, values: dict[str, Any]) -> Preferences:
    """Raises ClosetError, a sentence for a person, unless each value is one that its preference can have."""
    for key, value in values.items():
        if key not in Preferences.__struct_fields__:
            raise ClosetError(f"there is no preference {key!r}")
        if not _can_be_kept(value):
            raise ClosetError(_CANNOT[key])
        try:
            preferences = msgspec.convert(
                {**msgspec.structs.asdict(preferences), key: value}, Preferences, strict=True
            )
        except msgspec.ValidationError as error:
            raise ClosetError(_CANNOT[key]) from error
    return preferences
