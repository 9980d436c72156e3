"""The closets of the pictures, each in both languages: built once, and copied where a picture writes."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from mirror.clock import FakeClock
from mirror.closet import Closet

from .filling import CROWD, DAYS_APART, DOOR, FAILED, LONELY, NAMES, NOW, Builder, Language
from .wardrobe import pieces


class Household(NamedTuple):
    """A closet's folder, and the ids of the first person's garments by their keys."""

    folder: Path
    ids: dict[str, int]


class Households:
    """Built below `folder` when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._built: dict[tuple[str, Language], Household] = {}
        self._copies = 0

    def get(self, kind: str, language: Language, *, copied: bool = False) -> Household:
        """kind: one of KINDS. copied: a fresh one that may be written to."""
        if (kind, language) not in self._built:
            self._built[kind, language] = self._build(kind, language)
        household = self._built[kind, language]
        if not copied:
            return household
        self._copies += 1
        folder = self._folder / f"copy-{self._copies}"
        shutil.copytree(household.folder, folder)
        return household._replace(folder=folder)

    def _build(self, kind: str, language: Language) -> Household:
        folder = self._folder / f"{kind}-{language}"
        clock = FakeClock(NOW - timedelta(days=DAYS_APART * (len(pieces()) + 1)))
        closet = Closet.open(folder, clock)
        try:
            builder = Builder(closet, clock, language)
            KINDS[kind](builder)
        finally:
            closet.close()
        return Household(folder, builder.ids)


def _home(build: Builder) -> None:
    """A family: the owner with a full closet, somebody with a PIN, somebody with a letter for a picture."""
    owner = build.account()
    build.fill(owner)
    minsu, _ = build.add_people(NAMES[build.language][1:])
    assert minsu.name == NAMES[build.language][1]
    build.closet.notes.put("web", DOOR)


def _nobody(build: Builder) -> None:
    """A mirror as it comes out of its box."""
    build.now()


def _empty(build: Builder) -> None:
    """Somebody who owns nothing yet."""
    build.now()
    build.account()


def _lonely(build: Builder) -> None:
    """Somebody with one garment."""
    build.now()
    piece = next(piece for piece in pieces() if piece.key == LONELY)
    build.ids[LONELY] = build.admit(build.account(), piece)


def _crowd(build: Builder) -> None:
    """Twelve people at one mirror."""
    build.now()
    build.account()
    build.add_people(CROWD[build.language][1:])


def _locked(build: Builder) -> None:
    """Somebody with a PIN."""
    build.now()
    owner = build.account()
    build.closet.people.set_pin(owner.id, "2486")


def _blocked(build: Builder) -> None:
    """Somebody whose PIN was guessed at five times."""
    _locked(build)
    [owner] = build.closet.people.all()
    for _ in range(5):
        build.closet.people.try_pin(owner.id, "0000")


def _busy(build: Builder) -> None:
    """Photos on their way: one failed, one at work, the others wait."""
    build.now()
    owner = build.account()
    build.wait(owner, ["IMG_2041.jpg", "IMG_2042.jpg", "겨울 외투.heic", "KakaoTalk_20261122_081055123.jpg"])
    build.fail(FAILED[0])
    item = build.closet.inbox.take()
    assert item is not None
    build.closet.inbox.note_stage(item.id, "cutout")


def _troubled(build: Builder) -> None:
    """Eight photos that all failed."""
    build.now()
    owner = build.account()
    names = [f"IMG_20{41 + number}.jpg" for number in range(8)]
    build.wait(owner, names)
    for number in range(len(names)):
        build.fail(FAILED[number % len(FAILED)])


KINDS: dict[str, Callable[[Builder], None]] = {
    "home": _home,
    "nobody": _nobody,
    "empty": _empty,
    "lonely": _lonely,
    "crowd": _crowd,
    "locked": _locked,
    "blocked": _blocked,
    "busy": _busy,
    "troubled": _troubled,
}
