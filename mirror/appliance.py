"""The machine behind the glass, as the mirror's face may use it: light, brightness, health, the main switch.

Knows the hardware and the doctor, and nothing of what is shown.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Self

from . import __version__
from .closet import Closet
from .config import Settings
from .doctor import Finding, Running, examine
from .errors import MirrorError
from .hardware.backlight import Backlight, find_backlight
from .hardware.display_power import find_display_power, likely_driver
from .hardware.power_off import power_off

_log = logging.getLogger(__name__)


class Appliance:
    """See screens.machine.Machine for what each means.

    A context manager: a display that was dark when the cord was pulled is lit again, and none is left dark.
    whole_screen: the display is the mirror's own; in a window it is somebody's desktop and left as it is.
    camera_state: what the mirror's camera says of itself, "" where there is none.
    """

    def __init__(
        self,
        closet: Closet,
        settings: Settings,
        *,
        whole_screen: bool,
        camera_state: Callable[[], str] = lambda: "",
    ) -> None:
        self._closet = closet
        self._settings = settings
        self._camera_state = camera_state
        self._backlight: Backlight | None = find_backlight() if whole_screen else None
        self._power = find_display_power(likely_driver() if whole_screen else "dummy")

    def __enter__(self) -> Self:
        self._power.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._power.close()

    def light(self, on: bool) -> None:
        self._power.switch(on)

    def shine(self, percent: int) -> bool:
        if self._backlight is None:
            return False
        try:
            self._backlight.set_percent(percent)
        except MirrorError as error:
            _log.warning("the picture is dimmed instead of the display: %s", error)
            self._backlight = None
            return False
        return True

    def examine(self) -> Iterator[Finding]:
        try:
            running = Running(self._closet, self._camera_state())
            yield from examine(self._closet.data_dir, self._settings, running=running)
        finally:
            self._closet.close()  # the connection of the thread that asked

    def free_bytes(self) -> int:
        return self._closet.photos.free_bytes()

    @property
    def version(self) -> str:
        return __version__

    def power_off(self) -> None:
        power_off()
