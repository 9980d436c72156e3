"""What somebody has wished for on the screen so far."""

from collections.abc import Sequence
from datetime import date

import msgspec

from ...attire import Occasion
from ...stylist.advice import Look, Wish

COUNT = 3  # outfits at a time
_MOST = 12


class Wishes(msgspec.Struct, frozen=True):
    """day: which to dress for. occasion: None for what the person usually does. pinned, without: garments."""

    day: date
    occasion: Occasion | None = None
    pinned: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()

    def wish(self, shown: Sequence[Look] = (), count: int = COUNT) -> Wish:
        """As the stylist is asked. shown: what need not be shown again."""
        return Wish(
            day=self.day,
            occasion=self.occasion or Occasion.EVERYDAY,
            pinned=self.pinned,
            without=self.without,
            seen=tuple(look.ids for look in shown),
            count=max(1, min(_MOST, count)),
        )

    @property
    def narrowed(self) -> bool:
        """Whether there are garments that must or must not be in it."""
        return bool(self.pinned or self.without)

    def pin(self, garment_id: int) -> "Wishes":
        """With this one, or, asked again, not necessarily."""
        return msgspec.structs.replace(
            self, pinned=self.pinned ^ {garment_id}, without=self.without - {garment_id}
        )

    def leave_out(self, garment_id: int) -> "Wishes":
        """Without this one."""
        return msgspec.structs.replace(
            self, without=self.without | {garment_id}, pinned=self.pinned - {garment_id}
        )

    def for_occasion(self, occasion: Occasion) -> "Wishes":
        """For another occasion."""
        return msgspec.structs.replace(self, occasion=occasion)

    def freed(self) -> "Wishes":
        """With any garments again."""
        return msgspec.structs.replace(self, pinned=frozenset(), without=frozenset())
