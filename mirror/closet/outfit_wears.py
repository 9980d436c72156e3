"""Which wears an outfit has noted: with it they are taken back, and what a person noted by hand stays theirs.

All of this is called within a transaction of its caller.
"""

from collections.abc import Collection
from datetime import date

from .models import OutfitPieceRow, OutfitRow, WearRow
from .outfit_records import OutfitState


def note_wears(garment_ids: Collection[int], day: date) -> set[int]:
    """Note the day on these garments; returns those on which it was not noted before."""
    worn = WearRow.select(WearRow.garment).where(
        WearRow.garment.in_(list(garment_ids)) & (WearRow.worn_on == day.isoformat())
    )
    new = set(garment_ids) - {number for (number,) in worn.tuples()}
    for number in sorted(new):
        WearRow.create(garment=number, worn_on=day.isoformat())
    return new


def take_back_wears(outfit: OutfitRow) -> None:
    """Undo the wears that this outfit noted; one of a garment that another outfit of that day has goes to that."""
    others = (
        OutfitPieceRow.select(OutfitPieceRow.id, OutfitPieceRow.garment)
        .join(OutfitRow)
        .where((OutfitRow.id != outfit.id) & (OutfitRow.person == outfit.person_id))
        .where((OutfitRow.day == outfit.day) & (OutfitRow.state == OutfitState.WORN.value))
    )
    held = {garment: piece for piece, garment in others.tuples()}
    for piece in OutfitPieceRow.select().where((OutfitPieceRow.outfit == outfit.id) & OutfitPieceRow.brought):
        if piece.garment_id in held:
            this = OutfitPieceRow.id == held[piece.garment_id]
            OutfitPieceRow.update(brought=True).where(this).execute()
        else:
            same = (WearRow.garment == piece.garment_id) & (WearRow.worn_on == outfit.day)
            WearRow.delete().where(same).execute()


def said_by_hand(garment_id: int, day: date) -> None:
    """A person has said themselves whether they wore it on that day: no outfit takes that back any more."""
    of_day = OutfitRow.select(OutfitRow.id).where(OutfitRow.day == day.isoformat())
    held = (OutfitPieceRow.garment == garment_id) & OutfitPieceRow.outfit.in_(of_day)
    OutfitPieceRow.update(brought=False).where(held & OutfitPieceRow.brought).execute()
