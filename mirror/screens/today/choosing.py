"""What has been wished and shown so far, and which of it is in sight. Knows no screen."""

from ...stylist.advice import Advice, Look, Wish
from ...stylist.reasons import Lack, Lacking
from .finding import Decided, Found
from .wishes import COUNT, Wishes


class Choosing:
    """The outfits that were shown, one after the other. found: the stylist's last answer, None before the first."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.found: Found | None = None
        self.looks: list[Look] = []
        self.at = 0

    @property
    def look(self) -> Look | None:
        """The one in sight."""
        return self.looks[self.at] if self.at < len(self.looks) else None

    @property
    def advice(self) -> Advice | None:
        """The stylist's own part of the answer."""
        return None if self.found is None else self.found.advice

    @property
    def decided(self) -> Decided | None:
        """What the person has decided on for the day and the occasion."""
        return None if self.found is None else self.found.decided

    def wish(self, *, more: bool) -> Wish:
        """What to ask for: those that were shown and as many, or others (`more`)."""
        return self.wishes.wish(self.looks) if more else self.wishes.wish(count=max(COUNT, len(self.looks)))

    def begin(self, wishes: Wishes) -> None:
        """Wish for something else; what was found before is no answer to it."""
        if wishes.day != self.wishes.day:
            self.found = None
        self.wishes = wishes
        self.looks, self.at = [], 0

    def take(self, found: Found, *, more: bool) -> Lacking | None:
        """Take an answer. What is to be said where there are no others: it starts over then."""
        if not more or self.found is None:
            before = self.look
            self.found, self.looks = found, list(found.advice.looks)
            self.wishes = self.wishes.for_occasion(found.advice.occasion)
            numbers = frozenset[int]() if before is None else before.ids
            self.at = next((i for i, look in enumerate(self.looks) if look.ids == numbers), 0)
            return None
        if found.advice.looks:
            self.found = found._replace(garments=self.found.garments | found.garments)
            self.at = len(self.looks)
            self.looks += found.advice.looks
            return None
        self.at = 0
        said = [one for one in found.advice.lacking if one.code is Lack.SHOWN_ALL]
        return said[0] if said else Lacking(Lack.SHOWN_ALL, {"count": len(self.looks)})
