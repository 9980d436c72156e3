"""What was chosen at the mirror for the mirror: in range or not at all, and there after a start."""

import subprocess
import sys

import pytest

from mirror.closet import Closet, Preferences, preferences
from mirror.closet.backup import back_up, restore
from mirror.closet.models import PreferenceRow
from mirror.errors import ClosetError
from mirror.locale import words
from mirror.locale.lines import line

SAID = {
    "clock_after_s": "10 seconds to 7 days",
    "dark_after_s": "10 seconds to 7 days",
    "off_after_s": "10 seconds to 7 days",
    "rotation": "turned by 0, 90, 180 or 270 degrees",
    "units": "centimetres or in inches",
    "language": "Korean or English",
    "place_name": "at most 80 letters",
}


def test_at_first_nothing_is_chosen(closet: Closet) -> None:
    assert closet.preferences.get() == Preferences(100, 120, 600, 3600, None, sound=True)


def test_what_is_chosen_is_in_force_and_the_rest_stays(closet: Closet) -> None:
    assert closet.preferences.change(brightness=40, sound=False) == Preferences(brightness=40, sound=False)
    assert closet.preferences.change(rotation=270) == Preferences(brightness=40, sound=False, rotation=270)
    closet.close()
    again = Closet.open(closet.data_dir)
    assert again.preferences.get() == Preferences(brightness=40, sound=False, rotation=270)
    assert again.preferences.change(rotation=None, brightness=100) == Preferences(sound=False)
    assert again.preferences.change() == Preferences(sound=False)
    again.close()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("brightness", 9),
        ("brightness", 101),
        ("brightness", 50.0),
        ("brightness", "50"),
        ("brightness", True),
        ("brightness", None),
        ("clock_after_s", 9),
        ("dark_after_s", 0),
        ("off_after_s", 7 * 24 * 3600 + 1),
        ("off_after_s", -1),
        ("rotation", 45),
        ("rotation", "90"),
        ("sound", 1),
        ("sound", None),
        ("units", "cubits"),
        ("language", "tlh"),
        ("place_name", "a" * 81),
        ("place_name", "a\u202eb"),
        ("place_name", None),
        ("latitude", 90.001),
        ("latitude", float("nan")),
        ("latitude", "37"),
        ("longitude", -180.001),
        ("longitude", float("inf")),
        ("colour", "blue"),
        ("__class__", 1),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_changes(
    closet: Closet, key: str, value: object
) -> None:
    closet.preferences.change(brightness=40)
    with pytest.raises(ClosetError, match=SAID.get(key, key)):
        closet.preferences.change(**{"sound": False, "rotation": 90, key: value})
    assert closet.preferences.get() == Preferences(brightness=40)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("brightness", 10),
        ("brightness", 100),
        ("clock_after_s", 10),
        ("dark_after_s", 7 * 24 * 3600),
        *[("rotation", degrees) for degrees in (0, 90, 180, 270, None)],
    ],
)
def test_the_ends_of_a_range_can_be(closet: Closet, key: str, value: object) -> None:
    assert getattr(closet.preferences.change(**{key: value}), key) == value


@pytest.mark.parametrize("damage", ["", "nonsense", "5000", '"x"', "[]", "null"])
def test_a_damaged_or_newer_value_counts_as_not_chosen(closet: Closet, damage: str) -> None:
    closet.preferences.change(sound=False)
    PreferenceRow.create(key="brightness", value=damage)
    PreferenceRow.create(key="of_a_newer_version", value=damage)
    assert closet.preferences.get() == Preferences(sound=False)
    assert closet.preferences.change(brightness=30) == Preferences(brightness=30, sound=False)


def test_the_other_process_has_them_and_notices(closet: Closet) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom mirror.closet import Closet\n"
        "closet = Closet.open(Path(sys.argv[1]))\ncloset.preferences.change(brightness=25)\ncloset.close()\n"
    )
    assert not closet.changed()
    subprocess.run([sys.executable, "-c", script, str(closet.data_dir)], check=True)
    assert closet.changed()
    assert closet.preferences.get().brightness == 25


def test_a_backup_has_them(closet: Closet) -> None:
    closet.preferences.change(rotation=90)
    file, there = closet.data_dir / "kept.zip", closet.data_dir / "there"
    back_up(closet.data_dir, file)
    restore(file, there)
    closet.close()
    again = Closet.open(there)
    assert again.preferences.get().rotation == 90
    again.close()


def test_a_place_has_both_numbers_or_neither(closet: Closet) -> None:
    with pytest.raises(ClosetError, match="a latitude and a longitude"):
        closet.preferences.change(place_name="서울", latitude=37.5665)
    assert closet.preferences.get() == Preferences()
    place = closet.preferences.change(place_name="  서울  마포 ", latitude=37.566535, longitude=126)
    assert (place.place_name, place.latitude, place.longitude) == ("서울 마포", 37.5665, 126)
    with pytest.raises(ClosetError, match="a latitude and a longitude"):
        closet.preferences.change(longitude=None)
    closet.preferences.change(latitude=-33.86)
    assert closet.preferences.get().latitude == -33.86
    gone = closet.preferences.change(latitude=None, longitude=None, place_name="")
    assert gone == Preferences()


def test_half_a_place_that_was_damaged_is_none(closet: Closet) -> None:
    closet.preferences.change(latitude=37.5, longitude=127.0)
    PreferenceRow.update(value="999").where(PreferenceRow.key == "latitude").execute()
    assert closet.preferences.get() == Preferences()


def test_every_preference_has_its_sentence_in_both_languages() -> None:
    assert set(preferences._CANNOT) == set(Preferences.__struct_fields__)
    for sentence in preferences._CANNOT.values():
        assert line(words("ko"), sentence) != line(words("en"), sentence)
