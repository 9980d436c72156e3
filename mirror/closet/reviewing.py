"""What a person has not yet seen of what the mirror took their new garments for."""

import peewee

from .models import GarmentRow
from .shelf import Shelf, kept
from .times import to_ms

__all__ = ["Reviewing"]


class Reviewing(Shelf):
    """Garments that wait for "is this right?"; one that was put aside does not."""

    def to_review(self, person_id: int) -> list[int]:
        """Their numbers: those that the mirror was not sure of first, then the newest."""
        query = (
            GarmentRow.select(GarmentRow.id)
            .where(_unseen(person_id))
            .order_by(GarmentRow.sure, GarmentRow.added_ms.desc(), GarmentRow.id.desc())
        )
        return [number for (number,) in query.tuples()]

    def review_count(self, person_id: int) -> int:
        """How many there are."""
        return int(GarmentRow.select().where(_unseen(person_id)).count())

    def unsure_count(self, person_id: int) -> int:
        """How many of them the mirror was not sure of; `to_review` begins with these."""
        return int(GarmentRow.select().where(_unseen(person_id) & ~GarmentRow.sure).count())

    def reviewed(self, person_id: int, garment_id: int) -> None:
        """A person has seen what it was taken for and lets it be. Raises NotFound."""
        self._update(person_id, garment_id, reviewed_ms=to_ms(self._clock.now()))


def _unseen(person_id: int) -> peewee.Expression:
    return kept(person_id) & GarmentRow.reviewed_ms.is_null() & GarmentRow.retired_ms.is_null()
