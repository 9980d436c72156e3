"""The photos of one capture session: what became of each, how many garments they made, how fast it goes.

Knows the closet and no screen. Nothing of it is kept: it begins anew whenever the camera's screen is opened.
"""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ...categories import Category
from ...closet import Closet, Garment, InboxItem, InboxState
from ...errors import NotFound

LONG_PAUSE_S = 180.0  # whoever went away for so long was not photographing
_ENDED = (InboxState.DONE, InboxState.FAILED)


class Shot(NamedTuple):
    """One photo. garment_id, category and glow (its picture on black) are there once it has become a garment.

    reason: why it failed, else "". duplicate: the garment was in the closet before, so it is not this session's.
    """

    item_id: int
    state: InboxState
    reason: str = ""
    garment_id: int | None = None
    category: Category | None = None
    glow: Path | None = None
    duplicate: bool = False

    @property
    def pending(self) -> bool:
        """Whether nobody knows yet what it is."""
        return self.state not in _ENDED


class Shots:
    """What one person's camera photos became. `note` each photo, `read` when the closet has changed."""

    def __init__(self, closet: Closet, person_id: int) -> None:
        self._closet = closet
        self._person_id = person_id
        self._before = max((item.id for item in closet.inbox.items(person_id, ended_too=True)), default=0)
        self._times_s: list[float] = []
        self._items: dict[int, InboxItem | None] = {}  # None until it has been looked up; the oldest first
        self._known: set[int] = set()  # whose garments were there before
        self.all: list[Shot] = []  # the newest first, without those whose garment was deleted

    def note(self, item_id: int, at_s: float) -> None:
        """A photo has come into the inbox, at this monotonic second. Call `read` to know more of it."""
        self._times_s.append(at_s)
        item = self._look_up(item_id)
        seen_before = item_id <= self._before or item_id in self._items
        if seen_before and item is not None and item.state is InboxState.DONE:
            self._known.add(item_id)
        self._items.pop(item_id, None)
        self._items[item_id] = None

    def recall(self, item_ids: Sequence[int], *, step_s: float) -> None:
        """Take photos of earlier as this session's, one every `step_s` seconds: for a picture of the screen."""
        self._before = 0
        for number, item_id in enumerate(item_ids):
            self.note(item_id, number * step_s)

    def read(self) -> None:
        """Look at the closet. Raises what reading it raises."""
        for item_id, item in self._items.items():
            if item is None or item.state not in _ENDED:
                self._items[item_id] = self._look_up(item_id)
        items = [item for item in self._items.values() if item is not None]
        ids = [item.garment_id for item in items if item.garment_id is not None]
        tiles = (
            {tile.id: tile for tile in self._closet.garments.tiles(self._person_id, among=ids)} if ids else {}
        )
        self.all = []
        for item in reversed(items):
            if item.state is not InboxState.DONE:
                self.all.append(Shot(item.id, item.state, item.reason))
            elif (tile := tiles.get(item.garment_id or 0)) is not None:
                known = item.duplicate or item.id in self._known
                self.all.append(
                    Shot(item.id, item.state, "", tile.id, tile.category, tile.glow, duplicate=known)
                )

    def forget(self, item_id: int) -> None:
        """This photo is none of the session's any more."""
        self._items.pop(item_id, None)
        self.all = [shot for shot in self.all if shot.item_id != item_id]

    def get(self, item_id: int | None) -> Shot | None:
        """The photo of this number, or None when it is gone."""
        return next((shot for shot in self.all if shot.item_id == item_id), None)

    def garment(self, shot: Shot) -> Garment | None:
        """Everything about what a photo became, or None."""
        if shot.garment_id is None:
            return None
        try:
            return self._closet.garments.get(self._person_id, shot.garment_id)
        except NotFound:
            return None

    def ahead(self, shot: Shot) -> int:
        """How many photos, of whomever, wait before this one."""
        waiting = [item.id for item in self._closet.inbox.items() if item.state is not InboxState.FAILED]
        return waiting.index(shot.item_id) if shot.item_id in waiting else 0

    @property
    def added(self) -> int:
        """How many garments this session has brought into the closet."""
        return len(
            {shot.garment_id for shot in self.all if shot.garment_id is not None and not shot.duplicate}
        )

    @property
    def pace_s(self) -> float | None:
        """The median of the seconds from one photo to the next, long pauses left out; None before the second."""
        steps = [after - before for before, after in zip(self._times_s, self._times_s[1:], strict=False)]
        steps = [step for step in steps if step <= LONG_PAUSE_S]
        return statistics.median(steps) if steps else None

    def _look_up(self, item_id: int) -> InboxItem | None:
        try:
            return self._closet.inbox.get(self._person_id, item_id)
        except NotFound:
            return None
