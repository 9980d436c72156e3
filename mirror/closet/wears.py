"""On which days each garment was worn, and with what."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from peewee import fn

from ..errors import ClosetError, NotFound
from .models import GarmentRow, PhotoRow, WearRow
from .outfit_wears import said_by_hand
from .records import Tile
from .shelf import TILE, Shelf, kept
from .sqlite import writing


class Wears(Shelf):
    """The days of a person's garments. A day counts once for each."""

    def wear(self, person_id: int, garment_id: int, on: date) -> None:
        """Note that it was worn on this day, today or earlier; twice a day counts once.

        Raises NotFound, or ClosetError for a day that is still to come.
        """
        if on > self._clock.now().date():
            raise ClosetError("a garment cannot have been worn on a day that is still to come")
        self.get(person_id, garment_id)
        with writing(self._database):
            WearRow.insert(garment=garment_id, worn_on=on.isoformat()).on_conflict_ignore().execute()
            said_by_hand(garment_id, on)

    def unwear(self, person_id: int, garment_id: int, on: date) -> None:
        """Take back a day's wear. Raises NotFound."""
        self.get(person_id, garment_id)
        with writing(self._database):
            WearRow.delete().where(
                (WearRow.garment == garment_id) & (WearRow.worn_on == on.isoformat())
            ).execute()
            said_by_hand(garment_id, on)

    def days_worn(self, person_id: int, garment_id: int) -> list[date]:
        """The days on which it was worn, the first one first. Raises NotFound."""
        self.get(person_id, garment_id)
        days = WearRow.select(WearRow.worn_on).where(WearRow.garment == garment_id).order_by(WearRow.worn_on)
        return [date.fromisoformat(day) for (day,) in days.tuples()]

    def wear_all(self, person_id: int, garment_ids: Collection[int], on: date) -> None:
        """Note that all of these were worn on this day, or none of them. Raises NotFound when one is not there."""
        with writing(self._database):
            for garment_id in garment_ids:
                self.wear(person_id, garment_id, on)

    def unwear_all(self, person_id: int, garment_ids: Collection[int], on: date) -> None:
        """Take back a day's wear of all of these that are still there."""
        with writing(self._database):
            for garment_id in garment_ids:
                with suppress(NotFound):
                    self.unwear(person_id, garment_id, on)

    def wear_counts(
        self, person_id: int, garment_ids: Collection[int], *, since: date = date.min
    ) -> dict[int, int]:
        """On how many days from `since` on each of these garments was worn; those never worn are left out."""
        query = (
            WearRow.select(WearRow.garment, fn.COUNT(WearRow.id))
            .join(GarmentRow)
            .where(kept(person_id) & WearRow.garment.in_(list(garment_ids)))
            .where(WearRow.worn_on >= since.isoformat())
            .group_by(WearRow.garment)
        )
        return dict(query.tuples())

    def worn_on(self, person_id: int, day: date) -> list[Tile]:
        """What the person wore on a day, the newest garment first; also what was put aside since."""
        worn = WearRow.select(WearRow.garment).where(WearRow.worn_on == day.isoformat())
        return self._tiles(
            GarmentRow.select(*TILE)
            .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(kept(person_id) & GarmentRow.id.in_([number for (number,) in worn.tuples()]))
            .order_by(GarmentRow.added_ms.desc(), GarmentRow.id.desc())
        )

    def worn_together(self, person_id: int, garment_id: int) -> dict[int, int]:
        """On how many days each other garment was worn on the same day as this one, the most days first.

        Garments that were put aside are left out. Raises NotFound.
        """
        self.get(person_id, garment_id)
        days = WearRow.select(WearRow.worn_on).where(WearRow.garment == garment_id)
        query = (
            WearRow.select(WearRow.garment, fn.COUNT(WearRow.id))
            .where(WearRow.worn_on.in_(days) & (WearRow.garment != garment_id))
            .group_by(WearRow.garment)
        )
        worn = dict(query.tuples())
        # Asked apart: joined, the database would go through everything that the person has.
        own = GarmentRow.select(GarmentRow.id).where(
            kept(person_id) & GarmentRow.retired_ms.is_null() & GarmentRow.id.in_(list(worn))
        )
        there = sorted((number for (number,) in own.tuples()), key=lambda number: (-worn[number], number))
        return {number: worn[number] for number in there}
