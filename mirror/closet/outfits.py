"""Outfits that a person wore, planned or passed over. Wearing one notes the day on each of its garments."""

from collections.abc import Collection
from datetime import date

import msgspec
import peewee

from ..attire import Occasion
from ..clock import Clock
from ..errors import ClosetError, NotFound
from .models import GarmentRow, OutfitPieceRow, OutfitRow
from .outfit_records import Conditions, Felt, Outfit, OutfitState
from .outfit_wears import note_wears, take_back_wears
from .shelf import kept
from .sqlite import writing
from .times import from_ms, to_ms

GARMENTS_MAX = 20
_CONDITIONS = msgspec.json.Decoder(Conditions)
_COLUMNS = (
    *(OutfitRow.id, OutfitRow.person, OutfitRow.day, OutfitRow.occasion, OutfitRow.state),
    *(OutfitRow.felt, OutfitRow.conditions, OutfitRow.decided_ms),
)


class Outfits:
    """The outfits of each person. Every question names the person."""

    def __init__(self, database: peewee.SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # Deciding

    def wear(
        self,
        person_id: int,
        garment_ids: Collection[int],
        day: date,
        *,
        occasion: Occasion = Occasion.EVERYDAY,
        conditions: Conditions | None = None,
        felt: Felt = Felt.UNSAID,
    ) -> int:
        """Keep that all of these are worn together on this day, today or earlier; returns the outfit's number.

        What was planned or passed over of just these garments on that day becomes this. What was known of it then,
        the conditions and how it felt, is kept where nothing is said of it now. Raises NotFound when one is not
        there, ClosetError for a day still to come, or no garment or more than GARMENTS_MAX.
        """
        if day > self._clock.now().date():
            raise ClosetError("an outfit cannot have been worn on a day that is still to come: plan it")
        return self._decide(
            *(person_id, garment_ids, day, OutfitState.WORN),
            occasion=occasion,
            conditions=conditions,
            felt=felt,
        )

    def plan(
        self,
        person_id: int,
        garment_ids: Collection[int],
        day: date,
        *,
        occasion: Occasion = Occasion.EVERYDAY,
        conditions: Conditions | None = None,
    ) -> int:
        """Keep that all of these are meant for this day, today or later; returns the outfit's number.

        Raises NotFound when one is not there, ClosetError for a day that is over, when they are noted as worn on it
        already, for no garment or too many.
        """
        if day < self._clock.now().date():
            raise ClosetError("that day is over: an outfit is planned for today or later")
        return self._decide(
            *(person_id, garment_ids, day, OutfitState.PLANNED), occasion=occasion, conditions=conditions
        )

    def skip(
        self,
        person_id: int,
        garment_ids: Collection[int],
        day: date,
        *,
        occasion: Occasion = Occasion.EVERYDAY,
        conditions: Conditions | None = None,
    ) -> int:
        """Keep that this outfit was offered for a day, also a coming one, and passed over; returns its number.

        What was planned of just these garments becomes this. Raises NotFound when one is not there, ClosetError
        when they are noted as worn on that day, for no garment or too many.
        """
        return self._decide(
            *(person_id, garment_ids, day, OutfitState.SKIPPED), occasion=occasion, conditions=conditions
        )

    def feel(self, person_id: int, outfit_id: int, felt: Felt) -> None:
        """Keep how it felt; UNSAID takes back what was said. Raises NotFound, ClosetError for one not worn."""
        with writing(self._database):
            if self.get(person_id, outfit_id).state is not OutfitState.WORN:
                raise ClosetError("only what was worn was too cold or too warm")
            OutfitRow.update(felt=felt.value).where(OutfitRow.id == outfit_id).execute()

    def remove(self, person_id: int, outfit_id: int) -> None:
        """Forget it, and with it the wears that it alone had noted. Raises NotFound."""
        with writing(self._database):
            _end(self._row(person_id, outfit_id))

    def prune(self) -> int:
        """Forget the outfits of which no garment is left for good; returns how many."""
        with writing(self._database):
            filled = OutfitPieceRow.select(OutfitPieceRow.outfit)
            return int(OutfitRow.delete().where(OutfitRow.id.not_in(filled)).execute())

    # Asking

    def get(self, person_id: int, outfit_id: int) -> Outfit:
        """Raises NotFound when this person has no such outfit (also when another person has)."""
        found = self._records((OutfitRow.id == outfit_id) & (OutfitRow.person == person_id))
        if not found:
            raise NotFound("there is no such outfit in this closet")
        return found[0]

    def between(
        self, person_id: int, first: date, last: date, states: Collection[OutfitState] = tuple(OutfitState)
    ) -> list[Outfit]:
        """The outfits of these days, both included, by day and then as they were decided.

        Outfits of which no garment is left are left out.
        """
        days = (OutfitRow.day >= first.isoformat()) & (OutfitRow.day <= last.isoformat())
        stands = OutfitRow.state.in_([state.value for state in states])
        found = self._records((OutfitRow.person == person_id) & days & stands)
        return [outfit for outfit in found if outfit.garment_ids]

    def of_day(
        self, person_id: int, day: date, state: OutfitState, occasion: Occasion | None = None
    ) -> Outfit | None:
        """The newest outfit of this state on a day, or None; occasion: only of this one."""
        found = self.between(person_id, day, day, (state,))
        found = [outfit for outfit in found if occasion is None or outfit.occasion is occasion]
        return found[-1] if found else None

    # Within

    def _decide(
        self,
        person_id: int,
        garment_ids: Collection[int],
        day: date,
        state: OutfitState,
        *,
        occasion: Occasion,
        conditions: Conditions | None,
        felt: Felt = Felt.UNSAID,
    ) -> int:
        wanted = set(garment_ids)
        if not 0 < len(wanted) <= GARMENTS_MAX:
            raise ClosetError(f"an outfit has 1 to {GARMENTS_MAX} garments")
        packed = "" if conditions is None else msgspec.json.encode(conditions).decode()
        worn = OutfitState.WORN
        with writing(self._database):
            there = GarmentRow.select(GarmentRow.id).where(kept(person_id) & GarmentRow.id.in_(list(wanted)))
            if {number for (number,) in there.tuples()} != wanted:
                raise NotFound("there is no such garment in this closet")
            for before in self._same(person_id, day, wanted):
                if before.state == worn.value and state is not worn:
                    raise ClosetError("these are noted as worn on that day: take that back first")
                packed, felt = packed or before.conditions, felt or Felt(before.felt)
                _end(before)
            row = OutfitRow.create(
                person=person_id,
                day=day.isoformat(),
                occasion=occasion.value,
                state=state.value,
                felt=felt.value,
                conditions=packed,
                decided_ms=to_ms(self._clock.now()),
            )
            brought = note_wears(wanted, day) if state is worn else set()
            for number in sorted(wanted):
                OutfitPieceRow.create(outfit=row, garment=number, brought=number in brought)
        return int(row.id)

    def _same(self, person_id: int, day: date, wanted: set[int]) -> list[OutfitRow]:
        """What was decided before of just these garments on that day."""
        rows = OutfitRow.select().where((OutfitRow.person == person_id) & (OutfitRow.day == day.isoformat()))
        return [row for row in rows if {piece.garment_id for piece in row.pieces} == wanted]

    def _row(self, person_id: int, outfit_id: int) -> OutfitRow:
        row = OutfitRow.get_or_none((OutfitRow.id == outfit_id) & (OutfitRow.person == person_id))
        if row is None:
            raise NotFound("there is no such outfit in this closet")
        return row

    def _records(self, found: peewee.Expression) -> list[Outfit]:
        """By day, then as they were decided. Bare rows: learning reads years of them."""
        pieces: dict[int, list[int]] = {}
        worn_in = (
            OutfitPieceRow.select(OutfitPieceRow.outfit, OutfitPieceRow.garment)
            .join(OutfitRow)
            .where(found)
            .join_from(OutfitPieceRow, GarmentRow)
            .where(GarmentRow.deleted_ms.is_null())
            .order_by(OutfitPieceRow.garment)
        )
        for outfit, garment in self._database.execute(worn_in):
            pieces.setdefault(outfit, []).append(garment)
        rows = OutfitRow.select(*_COLUMNS).where(found)
        rows = rows.order_by(OutfitRow.day, OutfitRow.decided_ms, OutfitRow.id)
        return [
            Outfit(
                id=number,
                person_id=person_id,
                day=date.fromisoformat(day),
                occasion=Occasion(occasion),
                state=OutfitState(state),
                felt=Felt(felt),
                conditions=_CONDITIONS.decode(conditions) if conditions else None,
                garment_ids=tuple(pieces.get(number, ())),
                decided_at=from_ms(decided_ms),
            )
            for (
                number,
                person_id,
                day,
                occasion,
                state,
                felt,
                conditions,
                decided_ms,
            ) in self._database.execute(rows)
        ]


def _end(outfit: OutfitRow) -> None:
    """Take it out with the wears that it noted."""
    take_back_wears(outfit)
    OutfitRow.delete().where(OutfitRow.id == outfit.id).execute()
