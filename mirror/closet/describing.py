"""What a person says of a garment: kept all or nothing, and to be taken back like every other change."""

from collections.abc import Collection, Sequence
from datetime import date

from msgspec import UNSET, UnsetType

from ..attire import Care, Formality, Material, Weight
from ..errors import ClosetError
from ..seasons import Season
from .labels import tidy
from .models import GarmentRow
from .sqlite import writing
from .tags import Tags
from .undoing import Undoing


class Describing(Tags, Undoing):
    """The words on a person's garments."""

    def describe(
        self,
        person_id: int,
        garment_id: int,
        *,
        name: str | None = None,
        notes: str | None = None,
        brand: str | None = None,
        size: str | None = None,
        price_minor: int | UnsetType | None = UNSET,
        currency: str | None = None,
        bought_on: date | UnsetType | None = UNSET,
        shop: str | None = None,
        place: str | None = None,
        seasons: Collection[Season] | None = None,
        tags: Sequence[str] | None = None,
        weight: Weight | UnsetType | None = UNSET,
        materials: Collection[Material] | None = None,
        care: Care | UnsetType | None = UNSET,
        formality: Formality | UnsetType | None = UNSET,
        favourite: bool | None = None,
    ) -> int | None:
        """Change what a person says of it, and return the number by which `undo` takes it back.

        None leaves a field as it is, "" empties it; no seasons are the usual ones. A price, day, weight, care or
        formality is left when UNSET, and None ends it: the last three are guessed again then, as materials are when
        there are none. Where nothing is said there is nothing to undo: None.

        A brand is spelled one way in a closet: in the way that it already has there. Only who spells this very
        garment's own brand anew changes it, and then on all of that brand. So it is with tags, see `set_tags`.
        Raises NotFound, or ClosetError when something is too long, no price or currency, or a day still to come.
        """
        changes = tidy(
            name=name,
            notes=notes,
            brand=brand,
            size=size,
            price_minor=price_minor,
            currency=currency,
            bought_on=bought_on,
            shop=shop,
            place=place,
            seasons=seasons,
            weight=weight,
            materials=materials,
            care=care,
            formality=formality,
            favourite=favourite,
        )
        if isinstance(bought_on, date) and bought_on > self._clock.now().date():
            raise ClosetError("a garment cannot have been bought on a day that is still to come")
        if not changes and tags is None:
            return None
        with writing(self._database):
            self.get(person_id, garment_id)
            respelled: list[int] = []
            if changes.get("brand"):
                changes["brand"], respelled = self._spelled(person_id, garment_id, str(changes["brand"]))
            tags_of = [] if tags is None else self._changed_by(person_id, garment_id, tags)
            changing = [([garment_id], list(changes)), (respelled, ["brand"])]
            number = self._remember(person_id, changing, tags_of)
            if respelled:
                GarmentRow.update(brand=changes["brand"]).where(GarmentRow.id.in_(respelled)).execute()
            if changes:
                self._update(person_id, garment_id, **changes)
            if tags is not None:
                self.set_tags(person_id, garment_id, tags)
        return number

    def _spelled(self, person_id: int, garment_id: int, brand: str) -> tuple[str, list[int]]:
        """The one spelling of a brand, see `describe`, and the other garments that must take it on."""
        query = GarmentRow.select(GarmentRow.id, GarmentRow.brand).where(
            (GarmentRow.person == person_id) & (GarmentRow.brand != "")
        )
        alike = {number: found for number, found in query.tuples() if found.casefold() == brand.casefold()}
        if alike.get(garment_id, brand) != brand:
            return brand, [number for number in alike if number != garment_id]
        return alike.get(garment_id) or next(iter(alike.values()), brand), []
