"""The power of the display: off while nobody looks, on again at a touch.

How depends on who owns the display. On a console that is this process (DRM); on a desktop it is the compositor or
the X server, which has a program to ask it. A panel's backlight is what is left where all of that is refused.
"""

import fcntl
import logging
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from ..errors import MirrorError
from . import drm
from .display_ways import BacklightWay, DrmWay, Way, WlopmWay, WlrRandrWay, XsetWay

_log = logging.getLogger(__name__)


class DisplayPower:
    """Switches the display by the first way that works. Belongs to the thread that draws.

    As a context manager it switches the display on at the start, by all ways, since a mirror that was killed may
    have left it dark, and again at the end. `name` is that of the way in use: "DRM", "wlopm", "wlr-randr", "xset",
    "backlight", or "none".
    """

    def __init__(self, ways: Sequence[Way]) -> None:
        self._ways = tuple(ways)
        self._dark_by: Way | None = None
        self._complained = False

    @property
    def name(self) -> str:
        way = self._dark_by or next((way for way in self._ways if way.found()), None)
        return way.name if way else "none"

    def describe(self) -> str:
        """One line for the doctor."""
        for way in self._ways:
            if found := way.found():
                return f"display power: {way.name}, {found}"
        return "display power: stays on, for nothing here can switch it"

    def switch(self, on: bool) -> None:
        """On or off. Before the first picture is drawn again it has to be on: a dark display takes none.

        Never raises: where it cannot be done it is logged, once.
        """
        # Only the way that made it dark makes it light: another one would succeed and change nothing.
        ways = (self._dark_by,) if on and self._dark_by else self._ways
        reasons = []
        for way in ways:
            try:
                if not way.found():
                    continue
                way.switch(on)
            except (MirrorError, OSError) as error:
                reasons.append(f"{way.name}: {error}")
                continue
            self._dark_by = None if on else way
            return
        if not on and not self._complained:  # one that never went dark needs no light
            self._complained = True
            _log.warning(
                "the display's power cannot be switched: %s", "; ".join(reasons) or "nothing here can do it"
            )

    def close(self) -> None:
        """Leave the display on. Before the display itself is closed, for DRM needs it open."""
        if self._dark_by:
            self.switch(True)

    def __enter__(self) -> Self:
        for way in self._ways:
            with suppress(MirrorError, OSError):
                if way.found():
                    way.switch(True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def find_display_power(
    video_driver: str,
    environment: Mapping[str, str] = os.environ,
    root: Path = Path("/"),
    *,
    ioctl: drm.Ioctl = fcntl.ioctl,
) -> DisplayPower:
    """The ways that fit SDL's video driver: "kmsdrm", "x11" or "wayland", in capitals or not.

    Any other driver, such as "dummy", has no display to switch. root: where /sys, /proc and /dev hang.
    """
    driver = video_driver.casefold()
    if driver == "x11" and environment.get("WAYLAND_DISPLAY"):
        driver = "wayland"  # the X server is a guest there and has no display of its own
    ways: dict[str, Sequence[Way]] = {
        "kmsdrm": (DrmWay(root, ioctl), BacklightWay(root)),
        "wayland": (WlopmWay(environment), WlrRandrWay(environment), BacklightWay(root)),
        "x11": (XsetWay(environment), BacklightWay(root)),
    }
    return DisplayPower(ways.get(driver, ()))


def likely_driver(environment: Mapping[str, str] = os.environ) -> str:
    """The video driver that SDL would choose here, for who has not opened a display, such as the doctor."""
    if chosen := environment.get("SDL_VIDEODRIVER"):
        return chosen
    if environment.get("DISPLAY"):
        return "x11"
    return "wayland" if environment.get("WAYLAND_DISPLAY") else "kmsdrm"
