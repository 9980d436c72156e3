"""What an address wishes to be dressed for. Anything that makes no sense in it is passed over, never an error.

All that a person has asked for stands in the address, so that a page that is loaded again says the same and nothing
is kept in between: `day`, `occasion`, `with` and `without` (garments), `seen` (outfits, their garments with -).
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

import msgspec
from werkzeug.datastructures import MultiDict

from mirror.attire import Occasion
from mirror.stylist.advice import DAYS_AHEAD, Wish

PINNED_MAX = 12
WITHOUT_MAX = 40
SEEN_MAX = 60  # outfits; an address of them is about 2,000 letters long
PIECES_MAX = 20  # garments of one outfit
_DIGITS_MAX = 18


class Asked(msgspec.Struct, frozen=True):
    """What is asked for. Garments and outfits by their numbers, in the order in which they were named."""

    day: date
    occasion: Occasion
    pinned: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    seen: tuple[tuple[int, ...], ...] = ()

    def wish(self) -> Wish:
        """The question to the stylist."""
        return Wish(
            day=self.day,
            occasion=self.occasion,
            pinned=frozenset(self.pinned),
            without=frozenset(self.without),
            seen=tuple(frozenset(outfit) for outfit in self.seen),
        )

    def address(self, usual: "Asked") -> dict[str, object]:
        """The values of an address that asks for the same; what is as usual goes without saying."""
        return {
            "day": None if self.day == usual.day else self.day.isoformat(),
            "occasion": None if self.occasion is usual.occasion else self.occasion.value,
            "with": list(self.pinned) or None,
            "without": list(self.without) or None,
            "seen": [written(outfit) for outfit in self.seen] or None,
        }

    def pin(self, number: int) -> "Asked":
        """The same with this garment."""
        without = tuple(one for one in self.without if one != number)
        pinned = tuple(dict.fromkeys((*self.pinned, number)))[-PINNED_MAX:]
        return msgspec.structs.replace(self, pinned=pinned, without=without, seen=())

    def leave_out(self, number: int) -> "Asked":
        """The same without this garment."""
        pinned = tuple(one for one in self.pinned if one != number)
        without = tuple(dict.fromkeys((*self.without, number)))[-WITHOUT_MAX:]
        return msgspec.structs.replace(self, pinned=pinned, without=without)

    def never_mind(self, number: int) -> "Asked":
        """The same, with nothing said of this garment."""
        pinned = tuple(one for one in self.pinned if one != number)
        without = tuple(one for one in self.without if one != number)
        return msgspec.structs.replace(self, pinned=pinned, without=without)

    def past(self, outfits: Iterable[Collection[int]]) -> "Asked":
        """The same, with these outfits seen."""
        seen = (*self.seen, *(tuple(sorted(outfit)) for outfit in outfits))
        return msgspec.structs.replace(self, seen=tuple(dict.fromkeys(seen))[-SEEN_MAX:])


def read(values: "MultiDict[str, str]", usual: Asked) -> Asked:
    """The wish of an address, or of a form. usual: today, and what this person usually dresses for."""
    pinned = _all_numbers(values.getlist("with"))[:PINNED_MAX]
    without = [number for number in _all_numbers(values.getlist("without")) if number not in pinned]
    seen = [outfit for text in values.getlist("seen") if (outfit := numbers(text))]
    return Asked(
        day=_day(values.get("day"), usual.day),
        occasion=next((one for one in Occasion if one.value == values.get("occasion")), usual.occasion),
        pinned=tuple(pinned),
        without=tuple(without[:WITHOUT_MAX]),
        seen=tuple(dict.fromkeys(seen))[-SEEN_MAX:],
    )


def numbers(text: str) -> tuple[int, ...]:
    """The garments of an outfit as they stand in an address, like 3-14-15; none where it makes no sense."""
    found = _all_numbers(text.split("-")[: PIECES_MAX + 1])
    return tuple(sorted(found)) if len(found) == text.count("-") + 1 <= PIECES_MAX else ()


def written(outfit: Collection[int]) -> str:
    """An outfit as it stands in an address."""
    return "-".join(str(number) for number in sorted(outfit))


def _all_numbers(texts: Iterable[str]) -> list[int]:
    good = (int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) <= _DIGITS_MAX)
    return list(dict.fromkeys(good))


def _day(text: str | None, today: date) -> date:
    """A day that the stylist can be asked about; today for anything else."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return today
    return day if today <= day <= today + timedelta(days=DAYS_AHEAD) else today
