"""Is all well? One line for each part of the mirror, with what to do where something is wrong."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .closet import Closet
from .config import Settings
from .errors import MirrorError
from .hardware.find import find_camera
from .vision.network import Network

LEAST_FREE_BYTES = 500_000_000
CLOCK_IS_UNSET_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


class Finding(NamedTuple):
    """`part` is one word, `well` whether it works, `line` what was found or what to do."""

    part: str
    well: bool
    line: str


def examine(data_dir: Path, settings: Settings) -> Iterator[Finding]:
    """Every finding, one after the other as it is made."""
    yield _finding("data", lambda: _data(data_dir))
    yield _finding("disk", lambda: _disk(data_dir))
    for name in (settings.network.cutout, settings.network.classifier):
        yield _finding("network", lambda name=name: _network(name))  # type: ignore[misc]
    yield _finding("camera", lambda: _camera(settings))
    yield _finding("display", _display)
    yield _finding("clock", _clock)


def _finding(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, True, look())
    except MirrorError as error:
        return Finding(part, False, str(error))


def _data(data_dir: Path) -> str:
    closet = Closet.open(data_dir)
    try:
        people = closet.people.all()
        garments = sum(sum(closet.garments.counts(person.id).values()) for person in people)
        waiting = sum(1 for item in closet.inbox.items() if not item.reason)
        failed = sum(1 for item in closet.inbox.items() if item.reason)
        worker = "the worker is up" if closet.worker_is_up() else "no worker is up"
        return (
            f"{garments} garments of {len(people)} people, {waiting} photos wait, {failed} failed, {worker}"
        )
    finally:
        closet.close()


def _disk(data_dir: Path) -> str:
    try:
        status = os.statvfs(data_dir)
    except OSError as error:
        raise MirrorError(f"{data_dir}: {error.strerror}; name the closet's folder with --data") from error
    free = status.f_bavail * status.f_frsize
    if free < LEAST_FREE_BYTES:
        raise MirrorError(f"only {free / 1e6:.0f} MB are free: make room, or photos cannot be kept")
    return f"{free / 1e9:.1f} GB free"


def _network(name: str) -> str:
    network = Network(name)
    card = network.card.input
    network.run(np.zeros((card.height, card.width, card.channels), np.uint8))
    return f"{name}: loaded and answers"


def _camera(settings: Settings) -> str:
    camera = find_camera(settings.camera)
    if camera is None:
        return "none, as the settings say"
    try:
        camera.open()
        height, width = camera.still().rgb.shape[:2]
    finally:
        camera.close()
    return f"{camera.name}: {width}x{height}"


def _display() -> str:
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


def _clock() -> str:
    now = datetime.now(UTC).astimezone()
    if now < CLOCK_IS_UNSET_BEFORE:
        raise MirrorError(
            f"the clock says {now:%Y-%m-%d %H:%M}: connect the network once, or set it with timedatectl"
        )
    return f"{now:%Y-%m-%d %H:%M %Z}"
