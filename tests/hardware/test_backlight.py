"""A panel's backlight: a folder as the kernel lays it out, and how much light a percentage is."""

import errno
from itertools import pairwise
from pathlib import Path

import pytest

from mirror.errors import DisplayError
from mirror.hardware.backlight import describe, find_backlight, level_for, rights_error


def panel(root: Path, name: str, highest: str = "255", kind: str = "raw", scale: str = "unknown") -> Path:
    folder = root / "sys/class/backlight" / name
    folder.mkdir(parents=True)
    for file, text in {"brightness": "7", "max_brightness": highest, "type": kind, "scale": scale}.items():
        (folder / file).write_text(f"{text}\n")
    return folder


@pytest.mark.parametrize(("percent", "level"), [(10, 13), (50, 70), (100, 255)])
def test_a_percentage_becomes_a_level(tmp_path: Path, percent: int, level: int) -> None:
    folder = panel(tmp_path, "10-0045")
    found = find_backlight(tmp_path)
    assert found is not None

    found.set_percent(percent)

    assert (folder / "brightness").read_text() == str(level)
    assert found.describe() == f"brightness: backlight 10-0045, {level} of 255"


@pytest.mark.parametrize("highest", [1, 15, 31, 255, 4095])
def test_every_percentage_is_a_level_that_shines_and_more_is_never_darker(highest: int) -> None:
    levels = [level_for(percent, highest) for percent in range(10, 101)]
    assert levels == sorted(levels)
    assert levels[0] >= 1
    assert levels[-1] == highest


def test_the_steps_look_even() -> None:
    """Lightness by CIE 1931 grows by the same for each ten percent, from what five percent of the light are."""
    lightness = [116 * (level_for(percent, 10**9) / 10**9) ** (1 / 3) - 16 for percent in range(10, 101, 10)]
    steps = [after - before for before, after in pairwise(lightness)]
    assert lightness[0] == pytest.approx(26.734, abs=0.001)
    assert steps == pytest.approx([(100 - 26.734) / 9] * 9, abs=0.001)


def test_a_driver_whose_levels_are_even_already_is_taken_at_its_word(tmp_path: Path) -> None:
    folder = panel(tmp_path, "lcd", "1000", scale="non-linear")
    found = find_backlight(tmp_path)
    assert found is not None
    found.set_percent(55)
    assert (folder / "brightness").read_text() == "634", "half way between 26.7 and 100 percent"


def test_of_several_the_one_that_the_kernel_prefers_is_taken(tmp_path: Path) -> None:
    for name, kind in (("a", "raw"), ("b", "firmware"), ("c", "platform"), ("d", "firmware")):
        panel(tmp_path, name, kind=kind)
    found = find_backlight(tmp_path)
    assert found is not None
    assert found.name == "b"


def test_a_monitor_has_none_and_that_is_no_fault(tmp_path: Path) -> None:
    assert find_backlight(tmp_path) is None
    assert describe(tmp_path) == "brightness: no backlight to set, the picture is dimmed instead"


@pytest.mark.parametrize("percent", [-1, 0, 9, 101])
def test_out_of_range_is_the_caller_s_mistake(tmp_path: Path, percent: int) -> None:
    folder = panel(tmp_path, "lcd")
    found = find_backlight(tmp_path)
    assert found is not None
    with pytest.raises(ValueError, match="10 to 100"):
        found.set_percent(percent)
    assert (folder / "brightness").read_text() == "7\n"


@pytest.mark.parametrize("highest", ["0", "", "many"])
def test_a_backlight_without_levels_is_one_clear_line(tmp_path: Path, highest: str) -> None:
    panel(tmp_path, "lcd", highest)
    found = find_backlight(tmp_path)
    assert found is not None
    with pytest.raises(DisplayError, match=r"max_brightness says .*cannot be set"):
        found.set_percent(50)
    assert "cannot be set" in describe(tmp_path)


def test_one_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    folder = panel(tmp_path, "lcd")
    (folder / "brightness").unlink()
    (folder / "brightness").mkdir()
    found = find_backlight(tmp_path)
    assert found is not None
    with pytest.raises(DisplayError, match="brightness cannot be written: Is a directory"):
        found.set_percent(50)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_without_the_right_the_line_says_where_it_comes_from(number: int) -> None:
    said = rights_error(Path("/sys/class/backlight/lcd/brightness"), OSError(number, "no"))
    assert "may not be written: run `sudo make install` again" in str(said)
