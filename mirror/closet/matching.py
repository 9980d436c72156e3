"""Which garments are wanted: the conditions that the database answers, and the search, which is done here.

The database knows small and capital letters of English alone, and no Hangul that a keyboard took apart.
"""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from functools import cache

import msgspec
import peewee

from ..categories import Category
from ..locale import LANGUAGES, words
from ..seasons import Season, usual
from .models import GarmentRow, TagRow, WearRow
from .times import to_ms
from .wanted import State, Wanted

SEARCHED = (
    GarmentRow.category,
    GarmentRow.colours,
    GarmentRow.name,
    GarmentRow.brand,
    GarmentRow.notes,
    GarmentRow.shop,
    GarmentRow.place,
)
"""What `searching` looks at, in this order, behind it the tags."""


class _Colour(msgspec.Struct):
    """The one field of a NamedColour that is looked at; the others are passed over unread."""

    name: str


_COLOURS = msgspec.json.Decoder(list[_Colour])


def colour_names(packed: str) -> set[str]:
    """The names in a garment's colours as the database holds them."""
    return {colour.name for colour in _COLOURS.decode(packed)}


def matches(wanted: Wanted, zone: tzinfo | None) -> peewee.Expression:
    """The condition on a garment that says what is wanted, but for the search. zone: in which a day begins."""
    found = GarmentRow.retired_ms.is_null(wanted.state != State.RETIRED)
    if wanted.state in (State.CLEAN, State.WASH):
        found &= GarmentRow.washing_ms.is_null(wanted.state == State.CLEAN)
    if wanted.category is not None:
        found &= GarmentRow.category == int(wanted.category)
    if wanted.brands:
        found &= GarmentRow.brand.in_(sorted(wanted.brands))
    if wanted.colours:
        any_of = peewee.Value(value=False)
        for name in sorted(wanted.colours):
            # As the closet wrote it: no spaces, the name in quotes. `contains` escapes % and _.
            any_of |= GarmentRow.colours.contains(f'"name":{msgspec.json.encode(name).decode()}')
        found &= any_of
    if wanted.seasons:
        found &= _worn_in(wanted.seasons)
    if wanted.tags:
        hung = TagRow.select(TagRow.garment).where(TagRow.name.in_(sorted(wanted.tags)))
        found &= GarmentRow.id.in_(hung)
    if wanted.unworn_since is not None:
        found &= _unworn_since(wanted.unworn_since, zone)
    return found


def searching(search: str) -> Callable[..., bool]:
    """Whether all of the words are in what a garment says: called with the values of SEARCHED, then its tags."""
    wanted = _plain(search).split()

    def found(category: int, colours: str, *texts: str) -> bool:
        text = "\n".join((_plain("\n".join(filter(None, texts))), _kind(category), _coloured(colours)))
        return all(word in text for word in wanted)

    return found


def _worn_in(seasons: frozenset[Season]) -> peewee.Expression:
    usually = [int(category) for category in Category if seasons & usual(category)]
    found = (GarmentRow.seasons == "") & GarmentRow.category.in_(usually)
    for season in sorted(seasons):
        found |= GarmentRow.seasons.contains(f",{season.value},")
    return found


def _unworn_since(day: date, zone: tzinfo | None) -> peewee.Expression:
    worn = WearRow.select(WearRow.garment)
    came_before = GarmentRow.added_ms < to_ms(datetime.combine(day, time.min, tzinfo=zone))
    worn_since = GarmentRow.id.in_(worn.where(WearRow.worn_on >= day.isoformat()))
    return ~worn_since & (came_before | GarmentRow.id.in_(worn.where(WearRow.worn_on < day.isoformat())))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


@cache
def _kind(category: int) -> str:
    return _in_every_language(Category(category).label)


@cache
def _colour(name: str) -> str:
    return _in_every_language(name)


def _coloured(packed: str) -> str:
    return "\n".join(_colour(name) for name in colour_names(packed))


def _in_every_language(text: str) -> str:
    return _plain("\n".join(words(language).gettext(text) for language in LANGUAGES))
