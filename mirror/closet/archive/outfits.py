"""Outfits, and what people chose for how they are dressed: from rows to entries, and from entries to rows.

What is read is a copy that nobody writes to; what is written is within the transaction of a merge.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import msgspec
import peewee

from ...attire import Occasion
from ...categories import Category
from ..models import GarmentRow, OutfitPieceRow, OutfitRow, PhotoRow, StylingRow, WearRow, database
from ..outfit_records import Conditions, Felt, OutfitState
from ..sqlite import insert_short
from ..styling import chosen_in
from .format import CATEGORIES, OutfitEntry, StylingEntry, moment, ms

AT_ONCE = 400
OUTFIT = ("id", "person_id", "day", "occasion", "state", "felt", "conditions", "decided_ms")
PIECE = ("outfit_id", "garment_id", "brought")

# Out


def outfits_of(
    copy: peewee.SqliteDatabase, kept: peewee.Expression, lacking: Collection[str]
) -> Iterator[OutfitEntry]:
    """The outfits of which garments are left, by person and day. kept: which garments there are; lacking: the
    photos of those that are left out all the same.
    """
    garments: defaultdict[int, list[int]] = defaultdict(list)
    noted: defaultdict[int, list[int]] = defaultdict(list)
    pieces = (
        OutfitPieceRow.select(
            OutfitPieceRow.outfit, OutfitPieceRow.garment, OutfitPieceRow.brought, PhotoRow.sha256
        )
        .join(GarmentRow)
        .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
        .where(kept)
        .order_by(OutfitPieceRow.garment)
        .bind(copy)
    )
    for outfit, garment, brought, sha256 in pieces.tuples():
        if sha256 not in lacking:
            garments[outfit].append(garment)
            if brought:
                noted[outfit].append(garment)
    rows = OutfitRow.select().order_by(OutfitRow.person, OutfitRow.day, OutfitRow.decided_ms, OutfitRow.id)
    for row in rows.bind(copy).dicts().iterator():
        if row["id"] in garments:
            yield OutfitEntry(
                person=row["person"],
                day=date.fromisoformat(row["day"]),
                occasion=Occasion(row["occasion"]),
                state=OutfitState(row["state"]),
                felt=Felt(row["felt"]),
                conditions=msgspec.json.decode(row["conditions"], type=Conditions)
                if row["conditions"]
                else None,
                garments=garments[row["id"]],
                noted=noted[row["id"]],
                decided_at=moment(row["decided_ms"]),
            )


def styling_of(copy: peewee.SqliteDatabase, person_id: int) -> StylingEntry:
    """What a person chose."""
    rows = StylingRow.select(StylingRow.key, StylingRow.value).where(StylingRow.person == person_id)
    rows = dict(rows.bind(copy).tuples())
    chosen = chosen_in(rows.items())
    return StylingEntry(
        wears_before_wash={
            Category(number).name.lower(): wears for number, wears in chosen.wears_before_wash.items()
        },
        warmth_since=moment(chosen.warmth_since_ms) if chosen.warmth_since_ms else None,
        taste_since=moment(chosen.taste_since_ms) if chosen.taste_since_ms else None,
        occasion=chosen.occasion if "occasion" in rows else None,
    )


# In


def worn_here(outfits: Sequence[OutfitEntry], people: Mapping[int, int]) -> set[tuple[int, str]]:
    """Garment and day of the wears that are noted here already, on the days of these outfits.

    people: here, by the number in the backup.
    """
    days = sorted({outfit.day.isoformat() for outfit in outfits if outfit.noted})
    found: set[tuple[int, str]] = set()
    for start in range(0, len(days), AT_ONCE):
        query = WearRow.select(WearRow.garment, WearRow.worn_on).join(GarmentRow)
        query = query.where(WearRow.worn_on.in_(days[start : start + AT_ONCE]))
        found.update(query.where(GarmentRow.person.in_(list(people.values()))).tuples())
    return found


def add_outfits(
    outfits: Sequence[OutfitEntry],
    people: Mapping[int, int],
    garments: Mapping[int, int],
    worn: Collection[tuple[int, str]],
) -> None:
    """The outfits that are not here. One is here already when the same garments were decided on for that day, or
    when it is the very same decision of which garments have gone: those come back into it. What is here stays.

    people, garments: here, by the number in the backup. worn: see `worn_here`; what a person noted here is not
    taken back with an outfit that comes.
    """
    here = _here(people.values())
    next_id = 1 + (OutfitRow.select(peewee.fn.MAX(OutfitRow.id)).scalar() or 0)
    rows: list[tuple[object, ...]] = []
    pieces: list[tuple[object, ...]] = []
    for entry in outfits:
        person_id, day, decided_ms = people[entry.person], entry.day.isoformat(), ms(entry.decided_at)
        ids = frozenset(garments[number] for number in entry.garments)
        noted = {garments[number] for number in entry.noted}
        that_day = here[person_id, day]
        known = next((one for one in that_day if one.is_it(decided_ms, ids)), None)
        if known is None:
            known = _Known(next_id, decided_ms, ids)
            next_id += 1
            under = "" if entry.conditions is None else msgspec.json.encode(entry.conditions).decode()
            said = (entry.occasion.value, entry.state.value, entry.felt.value, under, decided_ms)
            rows.append((known.id, person_id, day, *said))
            that_day.append(known)
        pieces += [(known.id, one, one in noted and (one, day) not in worn) for one in sorted(ids)]
    insert_short(database, "outfit", OUTFIT, rows)
    insert_short(database, "outfit_piece", PIECE, pieces)


class _Known(NamedTuple):
    """An outfit that is here, and its garments, also those that are deleted and can come back."""

    id: int
    decided_ms: int
    garments: frozenset[int]

    def is_it(self, decided_ms: int, garments: frozenset[int]) -> bool:
        """Whether an outfit of that day is this one."""
        gone_since = self.decided_ms == decided_ms and self.garments < garments
        return gone_since or self.garments == garments


def _here(people: Collection[int]) -> defaultdict[tuple[int, str], list[_Known]]:
    """The outfits of these people, by person and day."""
    garments: defaultdict[int, set[int]] = defaultdict(set)
    for outfit, garment in OutfitPieceRow.select(OutfitPieceRow.outfit, OutfitPieceRow.garment).tuples():
        garments[outfit].add(garment)
    found: defaultdict[tuple[int, str], list[_Known]] = defaultdict(list)
    rows = OutfitRow.select(OutfitRow.id, OutfitRow.person, OutfitRow.day, OutfitRow.decided_ms)
    for number, person_id, day, decided_ms in rows.where(OutfitRow.person.in_(list(people))).tuples():
        found[person_id, day].append(_Known(number, decided_ms, frozenset(garments[number])))
    return found


def add_styling(person_id: int, entry: StylingEntry, made_at: datetime) -> None:
    """What a person has not chosen here. made_at: of the backup; nothing in it began later."""
    values: dict[str, object] = {}
    if entry.wears_before_wash:
        values["wears_before_wash"] = {
            str(int(CATEGORIES[name])): wears for name, wears in entry.wears_before_wash.items()
        }
    for key, since in (("warmth_since_ms", entry.warmth_since), ("taste_since_ms", entry.taste_since)):
        if since is not None:
            values[key] = ms(min(since, made_at))
    if entry.occasion is not None:
        values["occasion"] = entry.occasion.value
    chosen = {
        key for (key,) in StylingRow.select(StylingRow.key).where(StylingRow.person == person_id).tuples()
    }
    for key in values.keys() - chosen:
        StylingRow.create(person=person_id, key=key, value=msgspec.json.encode(values[key]).decode())
