"""The garments of each person. Every question names the person: nobody reaches another's garment by its number."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

import msgspec
import peewee
from peewee import fn

from ..categories import Category
from ..clock import Clock
from ..errors import ClosetError, NotFound
from .models import GarmentRow, InboxRow, PhotoRow, WearRow
from .photos import PhotoStore
from .records import Garment, Guess, NamedColour, Tile
from .sqlite import writing
from .times import from_ms, to_ms

NAME_MAX = 80
NOTES_MAX = 2000
UNDO = timedelta(minutes=10)  # how long a deleted garment can come back


class Garments:
    """The closet's garments. A deleted one can come back for ten minutes, then `purge` ends it."""

    def __init__(self, database: peewee.SqliteDatabase, photos: PhotoStore, clock: Clock) -> None:
        self._database = database
        self._photos = photos
        self._clock = clock

    # Reading

    def tiles(
        self,
        person_id: int,
        category: Category | None = None,
        *,
        retired: bool = False,
        among: Collection[int] | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> list[Tile]:
        """The garments of a person (or those of one category, or those `among` some ids) for a grid, newest first.

        `offset` and `limit` cut a page out of them; without them all come.
        """
        found = _kept(person_id)
        if category is not None:
            found &= GarmentRow.category == int(category)
        if among is not None:
            found &= GarmentRow.id.in_(list(among))
        found &= GarmentRow.retired_ms.is_null(not retired)
        query = (
            GarmentRow.select(
                GarmentRow.id, GarmentRow.category, GarmentRow.added_ms, GarmentRow.name, PhotoRow.sha256
            )
            .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(found)
            .order_by(GarmentRow.added_ms.desc(), GarmentRow.id.desc())
            .offset(offset)
            .limit(limit)
        )
        path = self._photos.path
        return [
            Tile(
                id=garment_id,
                category=Category(number),
                sha256=sha256,
                glow=path(sha256, "glow"),
                thumbnail=path(sha256, "thumbnail"),
                added_at=from_ms(added_ms),
                retired=retired,
                name=name,
            )
            for garment_id, number, added_ms, name, sha256 in query.tuples()
        ]

    def listing(
        self, person_id: int, category: Category | None = None, *, retired: bool = False
    ) -> list[tuple[int, str]]:
        """The ids of `tiles` with the SHA-256 of their photos, newest first: all that a long grid needs at once."""
        found = _kept(person_id) & GarmentRow.retired_ms.is_null(not retired)
        if category is not None:
            found &= GarmentRow.category == int(category)
        query = (
            GarmentRow.select(GarmentRow.id, PhotoRow.sha256)
            .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(found)
            .order_by(GarmentRow.added_ms.desc(), GarmentRow.id.desc())
        )
        return list(query.tuples().iterator())

    def counts(self, person_id: int) -> dict[Category, int]:
        """How many garments of each category a person has; categories without one are left out."""
        query = (
            GarmentRow.select(GarmentRow.category, fn.COUNT(GarmentRow.id))
            .where(_kept(person_id) & GarmentRow.retired_ms.is_null())
            .group_by(GarmentRow.category)
            .order_by(GarmentRow.category)
        )
        return {Category(number): count for number, count in query.tuples()}

    def get(self, person_id: int, garment_id: int) -> Garment:
        """Raises NotFound when this person has no such garment (also when another person has)."""
        row = GarmentRow.get_or_none((GarmentRow.id == garment_id) & _kept(person_id))
        if row is None:
            raise NotFound("there is no such garment in this closet")
        return self._record(row)

    def wear_counts(self, person_id: int, garment_ids: Collection[int]) -> dict[int, int]:
        """On how many days each of these garments was worn; those never worn are left out."""
        query = (
            WearRow.select(WearRow.garment, fn.COUNT(WearRow.id))
            .join(GarmentRow)
            .where(_kept(person_id) & WearRow.garment.in_(list(garment_ids)))
            .group_by(WearRow.garment)
        )
        return dict(query.tuples())

    # Writing

    def add(
        self,
        person_id: int,
        sha256: str,
        *,
        guesses: Sequence[Guess],
        colours: Sequence[NamedColour],
        cutout_uncertain: bool,
        sure: bool = True,
        patterned: bool = False,
        length_cm: float | None = None,
        width_cm: float | None = None,
    ) -> int:
        """Add a garment whose photo files are already stored, and return its id.

        guesses: the classifier's answers, best first; the first becomes the category. sure: whether it is to be
        asserted, or asked about.
        Raises ClosetError when `guesses` is empty, peewee.IntegrityError when the person has this photo already.
        """
        if not guesses:
            raise ClosetError("a garment needs at least one guess")
        best = guesses[0]
        now_ms = to_ms(self._clock.now())
        with writing(self._database):
            row = GarmentRow.create(
                person=person_id,
                category=int(best.category),
                predicted=int(best.category),
                confidence=best.confidence,
                top3=_top3(guesses),
                sure=sure,
                patterned=patterned,
                length_cm=length_cm,
                width_cm=width_cm,
                colours=msgspec.json.encode(list(colours)).decode(),
                added_ms=now_ms,
            )
            PhotoRow.create(
                person=person_id,
                garment=row,
                sha256=sha256,
                cutout_uncertain=cutout_uncertain,
                added_ms=now_ms,
            )
        return int(row.id)

    def find_by_photo(self, person_id: int, sha256: str) -> int | None:
        """The garment that this very photo became, unless it was deleted."""
        row = (
            GarmentRow.select(GarmentRow.id)
            .join(PhotoRow, on=(PhotoRow.garment == GarmentRow.id))
            .where(_kept(person_id) & (PhotoRow.sha256 == sha256))
            .first()
        )
        return None if row is None else int(row.id)

    def set_category(self, person_id: int, garment_id: int, category: Category) -> None:
        """A person's word on what it is; the classifier's guess is kept beside it. Raises NotFound."""
        self._update(person_id, garment_id, category=int(category), corrected_ms=to_ms(self._clock.now()))

    def see_again(self, garment_id: int, guesses: Sequence[Guess], *, sure: bool) -> None:
        """What another network says of a garment that is here already. A person's word on its category stays."""
        best = guesses[0]
        said = {
            "predicted": int(best.category),
            "confidence": best.confidence,
            "top3": _top3(guesses),
            "sure": sure,
        }
        this = GarmentRow.id == garment_id
        with writing(self._database):
            GarmentRow.update(**said).where(this).execute()
            GarmentRow.update(category=int(best.category)).where(
                this & GarmentRow.corrected_ms.is_null()
            ).execute()

    def describe(
        self, person_id: int, garment_id: int, *, name: str | None = None, notes: str | None = None
    ) -> None:
        """Change the name or the notes; None leaves one as it is. Raises NotFound, or ClosetError when too long."""
        changes: dict[str, str] = {}
        if name is not None:
            changes["name"] = " ".join(name.split())
        if notes is not None:
            changes["notes"] = notes.strip()
        if len(changes.get("name", "")) > NAME_MAX:
            raise ClosetError(f"a garment's name has at most {NAME_MAX} letters")
        if len(changes.get("notes", "")) > NOTES_MAX:
            raise ClosetError(f"notes have at most {NOTES_MAX} letters")
        if changes:
            self._update(person_id, garment_id, **changes)

    def retire(self, person_id: int, garment_id: int, *, retired: bool = True) -> None:
        """Put a garment aside, or take it back. Raises NotFound."""
        self._update(person_id, garment_id, retired_ms=to_ms(self._clock.now()) if retired else None)

    def wear(self, person_id: int, garment_id: int, on: date) -> None:
        """Note that it was worn on this day; twice a day counts once. Raises NotFound."""
        self.get(person_id, garment_id)
        with writing(self._database):
            WearRow.insert(garment=garment_id, worn_on=on.isoformat()).on_conflict_ignore().execute()

    def unwear(self, person_id: int, garment_id: int, on: date) -> None:
        """Take back a day's wear. Raises NotFound."""
        self.get(person_id, garment_id)
        with writing(self._database):
            WearRow.delete().where(
                (WearRow.garment == garment_id) & (WearRow.worn_on == on.isoformat())
            ).execute()

    def delete(self, person_id: int, garment_id: int) -> None:
        """Take a garment out of the closet. `undelete` brings it back within ten minutes. Raises NotFound."""
        self._update(person_id, garment_id, deleted_ms=to_ms(self._clock.now()))

    def undelete(self, person_id: int, garment_id: int) -> None:
        """Bring a deleted garment back. Raises NotFound when the ten minutes are over."""
        over_ms = to_ms(self._clock.now() - UNDO)
        not_over = GarmentRow.deleted_ms.is_null() | (GarmentRow.deleted_ms > over_ms)
        with writing(self._database):
            done = (
                GarmentRow.update(deleted_ms=None)
                .where((GarmentRow.id == garment_id) & (GarmentRow.person == person_id) & not_over)
                .execute()
            )
        if not done:
            raise NotFound("that garment is gone for good")

    def purge(self, *, all_deleted: bool = False) -> int:
        """End the garments deleted more than ten minutes ago (or all deleted ones): the rows, then the files.

        Returns how many garments ended. A crash between rows and files leaves files that reconcile sweeps.
        """
        before_ms = to_ms(self._clock.now() - (timedelta() if all_deleted else UNDO))
        with writing(self._database):
            over = GarmentRow.select(GarmentRow.id).where(
                GarmentRow.deleted_ms.is_null(False) & (GarmentRow.deleted_ms <= before_ms)
            )
            ids = [row.id for row in over]
            hashes = self._hashes_of(ids)
            GarmentRow.delete().where(GarmentRow.id.in_(ids)).execute()
        self._delete_unused(hashes)
        return len(ids)

    def forget_deleted(self, person_id: int, sha256: str) -> None:
        """End a deleted garment of this photo now, because its photo is on its way in again.

        Its files stay: the photo that comes in again has the same ones.
        """
        with writing(self._database):
            ids = [
                row.garment_id
                for row in PhotoRow.select(PhotoRow.garment)
                .join(GarmentRow)
                .where((PhotoRow.person == person_id) & (PhotoRow.sha256 == sha256))
                .where(GarmentRow.deleted_ms.is_null(False))
            ]
            GarmentRow.delete().where(GarmentRow.id.in_(ids)).execute()

    # Within

    def _update(self, person_id: int, garment_id: int, **values: object) -> None:
        with writing(self._database):
            done = (
                GarmentRow.update(**values).where((GarmentRow.id == garment_id) & _kept(person_id)).execute()
            )
        if not done:
            raise NotFound("there is no such garment in this closet")

    def _hashes_of(self, garment_ids: Sequence[int]) -> list[str]:
        return [
            row.sha256 for row in PhotoRow.select(PhotoRow.sha256).where(PhotoRow.garment.in_(garment_ids))
        ]

    def _delete_unused(self, hashes: Sequence[str]) -> None:
        for sha256 in hashes:
            if not PhotoRow.select().where(PhotoRow.sha256 == sha256).exists():
                self._photos.delete(sha256)

    def _record(self, row: GarmentRow) -> Garment:
        photo = PhotoRow.select().where(PhotoRow.garment == row.id).order_by(PhotoRow.id).first()
        worn = WearRow.select(fn.COUNT(WearRow.id), fn.MAX(WearRow.worn_on)).where(WearRow.garment == row.id)
        count, last = worn.tuples().first()
        return Garment(
            id=row.id,
            person_id=row.person_id,
            category=Category(row.category),
            predicted=Category(row.predicted),
            confidence=row.confidence,
            top3=tuple(Guess(Category(n), c) for n, c in msgspec.json.decode(row.top3)),
            sure=bool(row.sure),
            corrected=row.corrected_ms is not None,
            colours=msgspec.json.decode(row.colours, type=tuple[NamedColour, ...]),
            patterned=bool(row.patterned),
            added_at=from_ms(row.added_ms),
            name=row.name,
            notes=row.notes,
            retired_at=None if row.retired_ms is None else from_ms(row.retired_ms),
            photo=self._photos.photo(photo.sha256, cutout_uncertain=bool(photo.cutout_uncertain)),
            wear_count=count,
            last_worn=None if last is None else date.fromisoformat(last),
            length_cm=row.length_cm,
            width_cm=row.width_cm,
        )


def photo_hashes() -> set[str]:
    """Every photo that a row names, for the reconcile pass."""
    return {sha256 for (sha256,) in PhotoRow.select(PhotoRow.sha256).distinct().tuples()}


def inbox_hashes() -> set[str]:
    """Every inbox file that a row still needs."""
    query = InboxRow.select(InboxRow.sha256).where(InboxRow.state != "done").distinct()
    return {sha256 for (sha256,) in query.tuples()}


def _kept(person_id: int) -> peewee.Expression:
    return (GarmentRow.person == person_id) & GarmentRow.deleted_ms.is_null()


def _top3(guesses: Sequence[Guess]) -> str:
    return msgspec.json.encode([(int(guess.category), guess.confidence) for guess in guesses[:3]]).decode()
