"""The words that a person hangs on garments, each spelled one way in a closet."""

import unicodedata
from collections.abc import Sequence

from ..errors import ClosetError
from .models import GarmentRow, TagRow
from .shelf import Shelf
from .sqlite import writing

TAGS_MAX = 20  # on a garment
TAG_MAX = 30  # letters


class Tags(Shelf):
    """The tags of a person's garments."""

    def set_tags(self, person_id: int, garment_id: int, names: Sequence[str]) -> None:
        """Give a garment these tags and no others.

        A tag is spelled in the way that the closet has already. Only who spells this very garment's own tag anew
        changes it, and then on everything that has it. A comma parts tags where they are written: it is in none.
        Raises NotFound, or ClosetError for more than 20 tags and for one of more than 30 letters.
        """
        wanted = tidy_tags(names)
        with writing(self._database):
            self.get(person_id, garment_id)
            known = self._spellings(person_id)
            own = {
                name.casefold(): name
                for (name,) in TagRow.select(TagRow.name).where(TagRow.garment == garment_id).tuples()
            }
            for key, name in wanted.items():
                if own.get(key, name) != name:
                    self._respell(person_id, own[key], name)
                elif key in known:
                    wanted[key] = own.get(key, known[key])
            TagRow.delete().where(TagRow.garment == garment_id).execute()
            if wanted:
                TagRow.insert_many(
                    [{"garment": garment_id, "name": name} for name in wanted.values()]
                ).execute()

    def _spellings(self, person_id: int) -> dict[str, str]:
        """How the closet spells each tag, by the tag in small letters; what was deleted counts, too."""
        query = (
            TagRow.select(TagRow.name)
            .join(GarmentRow)
            .where(GarmentRow.person == person_id)
            .distinct()
            .tuples()
        )
        return {name.casefold(): name for (name,) in query}

    def _changed_by(self, person_id: int, garment_id: int, names: Sequence[str]) -> list[int]:
        """The garments whose tags `set_tags` would change: this one, and those with a tag that it spells anew."""
        wanted = tidy_tags(names)
        own = [name for (name,) in TagRow.select(TagRow.name).where(TagRow.garment == garment_id).tuples()]
        anew = [name for name in own if wanted.get(name.casefold(), name) != name]
        query = TagRow.select(TagRow.garment).join(GarmentRow)
        query = query.where((GarmentRow.person == person_id) & TagRow.name.in_(anew)).distinct()
        return [garment_id, *(number for (number,) in query.tuples() if number != garment_id)]

    def _respell(self, person_id: int, old: str, new: str) -> None:
        garments = GarmentRow.select(GarmentRow.id).where(GarmentRow.person == person_id)
        TagRow.update(name=new).where((TagRow.name == old) & TagRow.garment.in_(garments)).execute()


def tidy_tags(names: Sequence[str]) -> dict[str, str]:
    """The tags as they are kept, by the tag in small letters; of two spellings the first. Raises ClosetError."""
    tidy: dict[str, str] = {}
    for name in names:
        text = " ".join(unicodedata.normalize("NFC", name).replace(",", " ").split())
        if len(text) > TAG_MAX:
            raise ClosetError(f"a tag has at most {TAG_MAX} letters")
        if text:
            tidy.setdefault(text.casefold(), text)
    if len(tidy) > TAGS_MAX:
        raise ClosetError(f"a garment has at most {TAGS_MAX} tags")
    return tidy
