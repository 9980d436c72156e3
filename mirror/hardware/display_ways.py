"""The single ways to switch a display's power; display_power.py chooses among them."""

import errno
import fcntl
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from ..errors import DisplayError
from . import drm
from .backlight import backlights, rights_error
from .programs import ask, is_installed


class Way(Protocol):
    """One way to switch a display."""

    name: str

    def found(self) -> str:
        """What there is to switch, for a person to read; empty when there is nothing."""
        ...

    def switch(self, on: bool) -> None:
        """Raises MirrorError or OSError when it cannot."""
        ...


class DrmWay:
    """DPMS through the descriptor by which SDL, in this process, holds the display."""

    name = "DRM"

    def __init__(self, root: Path = Path("/"), ioctl: drm.Ioctl = fcntl.ioctl) -> None:
        self._root = root
        self._ioctl = ioctl

    def found(self) -> str:
        """The connectors in use. Another process, such as the doctor, may look too."""
        names: list[str] = []
        for card in drm.own_descriptors(self._root):
            with suppress(OSError):
                names += self._names(card)
        if not names:
            for path in sorted((self._root / "dev/dri").glob("card*")):
                with suppress(OSError), drm.opened(path) as card:
                    names += self._names(card)
        names = list(dict.fromkeys(names))  # SDL may have a card open twice
        return f"connector{'s' if len(names) > 1 else ''} {', '.join(names)}" if names else ""

    def switch(self, on: bool) -> None:
        """Raises OSError: no descriptor, none that is DRM master, or a driver without DPMS."""
        refused: OSError = OSError(errno.ENODEV, "no display is open here")
        for card in drm.own_descriptors(self._root):
            try:
                used = [each for each in drm.connectors(card, self._ioctl) if each.in_use]
                dpms = drm.DPMS_ON if on else drm.DPMS_OFF
                done = [drm.switch(card, each, dpms, self._ioctl) for each in used]
            except OSError as error:
                refused = error
                continue
            if any(done):
                return
            refused = OSError(errno.ENOTSUP, "no connector in use has DPMS")
        raise refused

    def _names(self, card: int) -> list[str]:
        return [each.name for each in drm.connectors(card, self._ioctl) if each.in_use]


class BacklightWay:
    """A panel's backlight: /sys/class/backlight/*/bl_power, 0 is on and 4 is off (FB_BLANK_* of linux/fb.h)."""

    name = "backlight"

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root

    def found(self) -> str:
        return ", ".join(folder.name for folder in self._folders())

    def switch(self, on: bool) -> None:
        for folder in self._folders():
            try:
                (folder / "bl_power").write_text("0" if on else "4", encoding="ascii")
            except OSError as error:
                raise rights_error(folder / "bl_power", error) from error

    def _folders(self) -> list[Path]:
        return [folder for folder in backlights(self._root) if (folder / "bl_power").exists()]


class WlopmWay:
    """wlroots' output power management, by the program wlopm: the picture's place stays as it is."""

    name = "wlopm"

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def found(self) -> str:
        return "all outputs" if is_installed("wlopm", self._environment) else ""

    def switch(self, on: bool) -> None:
        ask("wlopm", "--on" if on else "--off", "*", environment=self._environment)


class WlrRandrWay:
    """Outputs taken away from and given back to a wlroots compositor, by the program wlr-randr."""

    name = "wlr-randr"

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._taken: tuple[str, ...] = ()

    def found(self) -> str:
        return "all outputs" if is_installed("wlr-randr", self._environment) else ""

    def switch(self, on: bool) -> None:
        """Gives back what it took; at the start of the process it has taken nothing, and leaves all as it is."""
        names = self._taken if on else self._enabled()
        if names:
            outputs = [word for name in names for word in ("--output", name, "--on" if on else "--off")]
            ask("wlr-randr", *outputs, environment=self._environment)
        self._taken = () if on else names

    def _enabled(self) -> tuple[str, ...]:
        """An output's name begins its line; what is said of it, such as "Enabled: yes", is indented below."""
        names: list[str] = []
        current = ""
        for line in ask("wlr-randr", environment=self._environment).splitlines():
            if line and not line[0].isspace():
                current = line.split()[0]
            elif line.split() == ["Enabled:", "yes"]:
                names.append(current)
        return tuple(names)


class XsetWay:
    """The X server's DPMS, by the program xset."""

    name = "xset"

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._was_disabled = False

    def found(self) -> str:
        return self._environment.get("DISPLAY", "") if is_installed("xset", self._environment) else ""

    def switch(self, on: bool) -> None:
        """Forcing a state enables the server's DPMS and with it its timeouts, which would darken the mirror's clock
        after ten minutes. So where it was disabled before, it is disabled again."""
        said = ask("xset", "q", environment=self._environment)
        if "DPMS is" not in said:  # xset would do nothing, and end well
            raise DisplayError("this X server has no DPMS")
        if not on:
            self._was_disabled = "DPMS is Disabled" in said
            ask("xset", "dpms", "force", "off", environment=self._environment)
            return
        if "Monitor is" in said and "Monitor is On" not in said:  # a touch wakes the server by itself
            ask("xset", "dpms", "force", "on", environment=self._environment)
        if self._was_disabled:
            ask("xset", "-dpms", environment=self._environment)
