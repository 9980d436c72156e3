"""May this user open the camera's devices, as the mirror does, without being root?"""

import grp
import os
import pwd
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from .finding import Finding

RULES_FILE = "/etc/udev/rules.d/99-otjang.rules"
# Where libcamera's devices are in /dev, and the subsystem by which udev knows them.
VIDEO = {"video*": "video4linux"}
LIBCAMERA = VIDEO | {"v4l-subdev*": "video4linux", "media*": "media", "dma_heap/*": "dma_heap"}
GROUP = "video"


def look(
    root: Path = Path("/"),
    *,
    camera_module: bool,
    webcam: bool,
    may_open: Callable[[Path], bool] | None = None,
    user: str | None = None,
) -> Iterator[Finding]:
    """One finding for each subsystem that is closed to this user, or one that all is open.

    camera_module, webcam: which kind of camera is meant to be used. may_open: whether this process may read and
    write a device; the default asks the kernel.
    """
    wanted = LIBCAMERA if camera_module else VIDEO if webcam else {}
    devices = [
        (device, subsystem)
        for pattern, subsystem in wanted.items()
        for device in sorted((root / "dev").glob(pattern))
        if not device.is_dir()
    ]
    if not devices:
        yield Finding("rights", True, "no camera devices: nothing to check")
        return
    allowed = may_open or _may_open
    closed = {subsystem: device for device, subsystem in reversed(devices) if not allowed(device)}
    for subsystem, device in closed.items():
        shown = f"/{device.relative_to(root)}"
        yield Finding("rights", False, f"{shown} may not be used: {_what_to_do(device, subsystem, user)}")
    if not closed:
        yield Finding("rights", True, f"{len(devices)} camera devices may be used")


def rule(subsystem: str) -> str:
    """The udev rule that opens a subsystem's devices to the group."""
    return f'SUBSYSTEM=="{subsystem}", GROUP="{GROUP}", MODE="0660"'


def group_opens(group: str, mode: int) -> bool:
    """Whether it would be enough to be in the group: the device is its, and it may read and write."""
    both = stat.S_IRGRP | stat.S_IWGRP
    return group == GROUP and mode & both == both


def _what_to_do(device: Path, subsystem: str, user: str | None) -> str:
    found = device.stat()
    try:
        group = grp.getgrgid(found.st_gid).gr_name
    except KeyError:
        group = ""
    if group_opens(group, found.st_mode):
        return f"`sudo usermod -aG {GROUP} {user or pwd.getpwuid(os.geteuid()).pw_name}`, then sign in again"
    return f"add `{rule(subsystem)}` to {RULES_FILE}, then `sudo udevadm control --reload && sudo udevadm trigger`"


def _may_open(device: Path) -> bool:
    return os.access(device, os.R_OK | os.W_OK)
