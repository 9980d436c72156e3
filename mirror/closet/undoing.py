"""Changing many garments at once, and taking a change back: what each of them had is kept for ten minutes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from peewee import Case, chunked, fn

from ..attire import Care, Formality, Weight
from ..categories import Category
from ..errors import NotFound
from ..seasons import Season
from .labels import attire, pack
from .models import GarmentRow, TagRow, UndoRow
from .shelf import Shelf, kept
from .sqlite import writing
from .times import to_ms

UNDO = timedelta(minutes=10)  # how long a change can be taken back, and a deleted garment can come back
AT_ONCE = 5_000  # numbers in one question; SQLite takes 32,766


class _Before(msgspec.Struct):
    """What garments had: some values, by column, and whose they were; and the tags of those whose tags changed."""

    had: list[tuple[dict[str, Any], list[int]]]
    tags: dict[int, list[str]] = {}


def washed(now: datetime, *, washing: bool) -> dict[str, object]:
    """What the columns of a garment become that goes into the wash, or comes out; what is there already stays."""
    if washing:
        return {"washing_ms": fn.COALESCE(GarmentRow.washing_ms, to_ms(now))}
    today = now.date().isoformat()
    there = GarmentRow.washing_ms.is_null(False)
    return {"washing_ms": None, "washed_on": Case(None, ((there, today),), GarmentRow.washed_on)}


class Undoing(Shelf):
    """Changes that are made together and can be taken back together."""

    def own(self, person_id: int, garment_ids: Collection[int]) -> list[int]:
        """Those of these numbers that are garments of this person, each once, in the order of their numbers."""
        found: list[int] = []
        for some in chunked(sorted(set(garment_ids)), AT_ONCE):
            query = GarmentRow.select(GarmentRow.id).where(kept(person_id) & GarmentRow.id.in_(some))
            found += [number for (number,) in query.order_by(GarmentRow.id).tuples()]
        return found

    def change(
        self,
        person_id: int,
        garment_ids: Collection[int],
        *,
        category: Category | None = None,
        washing: bool | None = None,
        retired: bool | None = None,
        deleted: bool = False,
        seasons: Collection[Season] | None = None,
        weight: Weight | UnsetType | None = UNSET,
        care: Care | UnsetType | None = UNSET,
        formality: Formality | UnsetType | None = UNSET,
        favourite: bool | None = None,
    ) -> int:
        """Change all of these garments that the person has, or none.

        Returns the number by which `undo` takes it back. What is None stays; a weight, care or formality stays when
        UNSET, and is guessed again when None. One that is in the wash or put aside already stays so since then. A
        category is a person's word, and with it the garment counts as reviewed. Raises NotFound when the person has
        none of them.
        """
        now_ms = to_ms(self._clock.now())
        values = attire(weight=weight, care=care, formality=formality, favourite=favourite)
        if category is not None:
            values |= {"category": int(category), "corrected_ms": now_ms, "reviewed_ms": now_ms}
        if washing is not None:
            values |= washed(self._clock.now(), washing=washing)
        if retired is not None:
            values["retired_ms"] = fn.COALESCE(GarmentRow.retired_ms, now_ms) if retired else None
        if deleted:
            values["deleted_ms"] = now_ms
        if seasons is not None:
            values["seasons"] = pack(seasons)
        with writing(self._database):
            ids = self.own(person_id, garment_ids)
            if not ids:
                raise NotFound("there is no such garment in this closet")
            number = self._remember(person_id, [(ids, list(values))])
            for some in chunked(ids, AT_ONCE) if values else ():
                GarmentRow.update(**values).where(GarmentRow.id.in_(some)).execute()
        return number

    def undo(self, person_id: int, undo_id: int) -> list[int]:
        """Give garments back exactly what a change took from them, once; returns their numbers.

        Raises NotFound when the ten minutes are over, when it was taken back already, and when they are all gone.
        """
        over_ms = to_ms(self._clock.now() - UNDO)
        with writing(self._database):
            this = (UndoRow.id == undo_id) & (UndoRow.person == person_id)
            row = UndoRow.get_or_none(this & (UndoRow.made_ms > over_ms))
            if row is None:
                raise NotFound("that can no longer be undone")
            before = msgspec.json.decode(row.changes, type=_Before)
            UndoRow.delete().where(this).execute()
            for values, had in before.had:
                for some in chunked(had, AT_ONCE) if values else ():
                    whose = (GarmentRow.person == person_id) & GarmentRow.id.in_(some)
                    GarmentRow.update(**values).where(whose).execute()
            ids = self.own(person_id, [number for _, had in before.had for number in had])
            if not ids:
                raise NotFound("that can no longer be undone")
            for number in set(ids) & set(before.tags):
                TagRow.delete().where(TagRow.garment == number).execute()
                for name in before.tags[number]:
                    TagRow.create(garment=number, name=name)
        return ids

    def _remember(
        self,
        person_id: int,
        changing: Iterable[tuple[Sequence[int], Sequence[str]]],
        tags_of: Iterable[int] = (),
    ) -> int:
        """Keep what garments have, within the transaction that changes it, and return the number of the undo.

        changing: garments, and their columns that will change. tags_of: garments whose tags will.
        """
        had: list[tuple[dict[str, Any], list[int]]] = []
        for ids, columns in changing:
            grouped: dict[tuple[Any, ...], list[int]] = {}
            fields = [getattr(GarmentRow, column) for column in columns]
            for some in chunked(ids, AT_ONCE):
                query = GarmentRow.select(GarmentRow.id, *fields).where(GarmentRow.id.in_(some))
                for number, *values in query.tuples():
                    grouped.setdefault(tuple(values), []).append(number)
            had += [(dict(zip(columns, values, strict=True)), some) for values, some in grouped.items()]
        tags: dict[int, list[str]] = {number: [] for number in tags_of}
        for some in chunked(list(tags), AT_ONCE):
            query = TagRow.select(TagRow.garment, TagRow.name).where(TagRow.garment.in_(some))
            for number, name in query.tuples():
                tags[number].append(name)
        self._prune_undos()
        row = UndoRow.create(
            person=person_id,
            what=",".join(sorted({column for values, _ in had for column in values})),
            changes=msgspec.json.encode(_Before(had, tags)).decode(),
            made_ms=to_ms(self._clock.now()),
        )
        return int(row.id)

    def _prune_undos(self) -> None:
        """Forget what can no longer be taken back."""
        UndoRow.delete().where(UndoRow.made_ms <= to_ms(self._clock.now() - UNDO)).execute()
