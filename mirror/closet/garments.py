"""The garments of each person. Every question names the person: nobody reaches another's garment by its number."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from ..categories import Category
from ..errors import ClosetError, NotFound
from .browsing import Browsing
from .describing import Describing
from .models import GarmentRow, InboxRow, PhotoRow
from .records import Guess, NamedColour
from .reviewing import Reviewing
from .shelf import kept
from .sqlite import writing
from .times import to_ms
from .undoing import UNDO, washed
from .wears import Wears


class Garments(Browsing, Wears, Describing, Reviewing):
    """The closet's garments. A deleted one can come back for ten minutes, then `purge` ends it."""

    # Coming

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
            .where(kept(person_id) & (PhotoRow.sha256 == sha256))
            .first()
        )
        return None if row is None else int(row.id)

    def set_category(self, person_id: int, garment_id: int, category: Category) -> None:
        """A person's word on what it is; the classifier's guess is kept beside it. Raises NotFound."""
        now_ms = to_ms(self._clock.now())
        said = {"category": int(category), "corrected_ms": now_ms, "reviewed_ms": now_ms}
        self._update(person_id, garment_id, **said)

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

    # Where it is

    def retire(self, person_id: int, garment_id: int, *, retired: bool = True) -> None:
        """Put a garment aside, or take it back. Raises NotFound."""
        self._update(person_id, garment_id, retired_ms=to_ms(self._clock.now()) if retired else None)

    def wash(self, person_id: int, garment_id: int, *, washing: bool = True) -> None:
        """Put a garment in the wash, or take it out clean. One that is there already stays since then. NotFound."""
        self._update(person_id, garment_id, **washed(self._clock.now(), washing=washing))

    # Going

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
            self._prune_undos()
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

    def _hashes_of(self, garment_ids: Sequence[int]) -> list[str]:
        return [
            row.sha256 for row in PhotoRow.select(PhotoRow.sha256).where(PhotoRow.garment.in_(garment_ids))
        ]

    def _delete_unused(self, hashes: Sequence[str]) -> None:
        for sha256 in hashes:
            with writing(self._database):  # nobody gets a garment of this photo in between
                if not PhotoRow.select().where(PhotoRow.sha256 == sha256).exists():
                    self._photos.delete(sha256)


def photo_hashes() -> set[str]:
    """Every photo that a row names, for the reconcile pass."""
    return {sha256 for (sha256,) in PhotoRow.select(PhotoRow.sha256).distinct().tuples()}


def inbox_hashes() -> set[str]:
    """Every inbox file that a row still needs."""
    query = InboxRow.select(InboxRow.sha256).where(InboxRow.state != "done").distinct()
    return {sha256 for (sha256,) in query.tuples()}


def _top3(guesses: Sequence[Guess]) -> str:
    return msgspec.json.encode([(int(guess.category), guess.confidence) for guess in guesses[:3]]).decode()
