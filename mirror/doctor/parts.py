"""The parts that need one look each: closet, disk, networks, display, clock. Each gives a line or raises one."""

import os
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from ..closet import Closet
from ..errors import MirrorError
from ..hardware import backlight, power_off
from ..hardware.display_power import find_display_power, likely_driver
from ..vision.network import Network

LEAST_FREE_BYTES = 500_000_000
CLOCK_IS_UNSET_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def data(data_dir: Path, closet: Closet | None = None) -> str:
    """How much the closet holds: the one open in this process, or that of `data_dir`. Raises ClosetError."""
    opened = closet or Closet.open(data_dir)
    try:
        people = opened.people.all()
        garments = sum(sum(opened.garments.counts(person.id).values()) for person in people)
        waiting = sum(1 for item in opened.inbox.items() if not item.reason)
        failed = sum(1 for item in opened.inbox.items() if item.reason)
        worker = "the worker is up" if opened.worker_is_up() else "no worker is up"
        return (
            f"{garments} garments of {len(people)} people, {waiting} photos wait, {failed} failed, {worker}"
        )
    finally:
        opened.close()


def mirror_runs(data_dir: Path) -> bool:
    """Whether a mirror is at work over this closet: it then has the camera."""
    try:
        closet = Closet.open(data_dir)
    except MirrorError:
        return False
    try:
        return closet.worker_is_up()
    finally:
        closet.close()


def disk(data_dir: Path) -> str:
    """How much room is left. Raises MirrorError."""
    try:
        status = os.statvfs(data_dir)
    except OSError as error:
        raise MirrorError(f"{data_dir}: {error.strerror}; name the closet's folder with --data") from error
    free = status.f_bavail * status.f_frsize
    if free < LEAST_FREE_BYTES:
        raise MirrorError(f"only {free / 1e6:.0f} MB are free: make room, or photos cannot be kept")
    return f"{free / 1e9:.1f} GB free"


def network(name: str) -> str:
    """Whether the network loads and answers. Raises MirrorError."""
    network = Network(name)
    card = network.card.input
    network.run(np.zeros((card.height, card.width, card.channels), np.uint8))
    return f"the network {name} is loaded and answers"


def display() -> str:
    """Where the mirror would draw. Raises MirrorError."""
    for variable in ("WAYLAND_DISPLAY", "DISPLAY"):
        if os.environ.get(variable):
            return f"a desktop ({variable}={os.environ[variable]})"
    cards = sorted(Path("/dev/dri").glob("card*"))
    for card in cards:
        if os.access(card, os.R_OK | os.W_OK):
            return f"{card}"
    if cards:
        raise MirrorError(f"{cards[0]} may not be used: add this user to the group `video`")
    raise MirrorError("no display was found: connect one, or use `otjang run --headless`")


def light(root: Path = Path("/")) -> str:
    """How the display's power and its brightness can be set. Neither is needed: a mirror is black without them."""
    power = find_display_power(likely_driver(), root=root).describe()
    return f"{power}; {backlight.describe(root)}"


def power() -> str:
    """Whether the mirror may switch this machine off."""
    return power_off.describe()


def clock() -> str:
    """The time that this machine believes. Raises MirrorError."""
    now = datetime.now(UTC).astimezone()
    if now < CLOCK_IS_UNSET_BEFORE:
        raise MirrorError(
            f"the clock says {now:%Y-%m-%d %H:%M}: connect the network once, or set it with timedatectl"
        )
    return f"{now:%Y-%m-%d %H:%M %Z}"
