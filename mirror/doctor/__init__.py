"""Is all well? One line for each part of the mirror, with what to do where something is wrong.

parts.py looks at closet, disk, networks, display and clock; camera.py through the camera; firmware.py at the
config.txt of a Raspberry Pi; rights.py at who may open the devices; phone.py at the way for phones; weather.py at
whether the forecast comes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..closet import Closet
from ..config import Settings
from ..hardware.v4l2 import video_devices
from . import camera, firmware, parts, phone, rights, weather
from .finding import Finding, finding

__all__ = ["Finding", "Running", "examine"]


class Running(NamedTuple):
    """What a mirror that runs in this process has open: its closet; how its camera is, as the camera itself says.

    camera_state: "live", one line on what is wrong, or "" where there is no camera.
    """

    closet: Closet
    camera_state: str


def examine(
    data_dir: Path, settings: Settings, root: Path = Path("/"), *, running: Running | None = None
) -> Iterator[Finding]:
    """Every finding, one after the other as it is made. `root` is where /proc, /sys, /boot and /dev hang.

    running: the mirror that runs in this process. Its camera is not opened a second time: drivers do not bear that.
    """
    yield finding("data", lambda: parts.data(data_dir, None if running is None else running.closet))
    yield finding("disk", lambda: parts.disk(data_dir))
    for name in (settings.network.cutout, settings.network.classifier):
        yield finding("network", lambda name=name: parts.network(name))  # type: ignore[misc]
    source = settings.camera.source
    webcam = source == "webcam" or (source == "auto" and (settings.camera.device or video_devices()))
    module = source == "picamera" or (source == "auto" and not webcam)
    yield from firmware.look(root, camera_module=module)
    yield from rights.look(root, camera_module=module and firmware.model(root) != "", webcam=bool(webcam))
    if running is None:
        yield from camera.look(settings.camera, mirror_runs=lambda: parts.mirror_runs(data_dir))
    else:
        yield camera.held(running.camera_state)
    yield finding("display", parts.display)
    yield finding("light", lambda: parts.light(root))
    yield finding("power", parts.power)
    yield finding("phone", lambda: phone.look(data_dir, settings.web))
    yield finding(
        "weather",
        lambda: weather.look(data_dir, settings.weather, None if running is None else running.closet),
    )
    yield finding("clock", parts.clock)
