"""Is all well? One line for each part of the mirror, with what to do where something is wrong.

parts.py looks at closet, disk, networks, display and clock; camera.py through the camera; firmware.py at the
config.txt of a Raspberry Pi; rights.py at who may open the devices.
"""

from collections.abc import Iterator
from pathlib import Path

from ..config import Settings
from ..hardware.v4l2 import video_devices
from . import camera, firmware, parts, rights
from .finding import Finding, finding

__all__ = ["Finding", "examine"]


def examine(data_dir: Path, settings: Settings, root: Path = Path("/")) -> Iterator[Finding]:
    """Every finding, one after the other as it is made. `root` is where /proc, /sys, /boot and /dev hang."""
    yield finding("data", lambda: parts.data(data_dir))
    yield finding("disk", lambda: parts.disk(data_dir))
    for name in (settings.network.cutout, settings.network.classifier):
        yield finding("network", lambda name=name: parts.network(name))  # type: ignore[misc]
    source = settings.camera.source
    webcam = source == "webcam" or (source == "auto" and (settings.camera.device or video_devices()))
    module = source == "picamera" or (source == "auto" and not webcam)
    yield from firmware.look(root, camera_module=module)
    yield from rights.look(root, camera_module=module and firmware.model(root) != "", webcam=bool(webcam))
    yield from camera.look(settings.camera, mirror_runs=lambda: parts.mirror_runs(data_dir))
    yield finding("display", parts.display)
    yield finding("clock", parts.clock)
