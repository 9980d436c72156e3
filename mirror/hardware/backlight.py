"""How bright the display shines, where the panel's backlight is Linux's to set: /sys/class/backlight.

Panels on a Pi's ribbon cable and those of laptops have one. A monitor on HDMI has none: its brightness could only
be set over its data wires (DDC/CI), and this does not do that on purpose. It would open I2C buses to the process
that has the display, take a program more and half a second or more for each change, and wear out the memory where
many monitors keep each of them. There the picture itself is dimmed, and its ground is black anyway.
"""

import errno
import math
from pathlib import Path

from ..errors import DisplayError

PERCENT_MIN, PERCENT_MAX = 10, 100
# The least light that is asked for, as a part of the most: systemd-backlight(8) restores no less either, for below
# that some panels are dark.
LEAST_LIGHT = 0.05
# Which to take where one panel has several: the kernel's Documentation/ABI/stable/sysfs-class-backlight says so.
_TYPES = ("firmware", "platform", "raw")


class Backlight:
    """One panel's backlight. `name` is the kernel's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = folder.name

    def set_percent(self, percent: int) -> None:
        """10 to 100, in steps that look even. Raises ValueError outside, DisplayError when it cannot be set."""
        if not PERCENT_MIN <= percent <= PERCENT_MAX:
            raise ValueError(f"brightness is {PERCENT_MIN} to {PERCENT_MAX} percent, not {percent}")
        level = level_for(percent, self._max(), even_steps=_read(self._folder / "scale") == "non-linear")
        file = self._folder / "brightness"
        try:
            file.write_text(str(level), encoding="ascii")
        except OSError as error:
            raise rights_error(file, error) from error

    def describe(self) -> str:
        """One line for the doctor. Raises DisplayError as set_percent does."""
        return f"brightness: backlight {self.name}, {_read(self._folder / 'brightness')} of {self._max()}"

    def _max(self) -> int:
        file = self._folder / "max_brightness"
        text = _read(file)
        if not text.isdigit() or int(text) == 0:
            raise DisplayError(f"{file} says {text or 'nothing'}: the display's brightness cannot be set")
        return int(text)


def find_backlight(root: Path = Path("/")) -> Backlight | None:
    """The display's backlight, None where Linux knows of none. `root` is where /sys hangs."""
    found = backlights(root)
    return Backlight(found[0]) if found else None


def describe(root: Path = Path("/")) -> str:
    """One line for the doctor, whether there is one or not."""
    found = find_backlight(root)
    if found is None:
        return "brightness: no backlight to set, the picture is dimmed instead"
    try:
        return found.describe()
    except DisplayError as error:
        return f"brightness: {error}"


def backlights(root: Path) -> list[Path]:
    """Their folders in /sys, the one to prefer first."""

    def rank(folder: Path) -> tuple[int, str]:
        kind = _read(folder / "type")
        return (_TYPES.index(kind) if kind in _TYPES else len(_TYPES), folder.name)

    found = (root / "sys/class/backlight").glob("*")
    return sorted((folder for folder in found if (folder / "max_brightness").exists()), key=rank)


def level_for(percent: int, highest: int, *, even_steps: bool = False) -> int:
    """The level, 1 to `highest`, for a percentage from 10 to 100.

    Eyes see lightness, not light: the percentage runs evenly through CIE 1931's L*, from that of LEAST_LIGHT to
    100, and Y = ((L* + 16) / 116)^3 is the light (CIE 15; so has the kernel's pwm_bl.c).
    even_steps: the levels are even to the eye already, as a driver whose `scale` is "non-linear" says.
    """
    darkest = 116 * math.cbrt(LEAST_LIGHT) - 16
    part = (percent - PERCENT_MIN) / (PERCENT_MAX - PERCENT_MIN)
    lightness = darkest + (100 - darkest) * part
    light = lightness / 100 if even_steps else ((lightness + 16) / 116) ** 3
    return max(1, round(light * highest))


def rights_error(file: Path, error: OSError) -> DisplayError:
    """What to do about a backlight that cannot be written to."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return DisplayError(
            f"{file} may not be written: run `sudo make install` again, it brings the right to"
        )
    return DisplayError(f"{file} cannot be written: {error.strerror}")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
