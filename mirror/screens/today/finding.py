"""What the screen asks the stylist and the closet for, at once and off the drawing thread. Knows no screen."""

from contextlib import suppress
from typing import NamedTuple

import msgspec

from ...attire import Occasion
from ...closet import Closet, Garment
from ...closet.outfit_records import Outfit, OutfitState
from ...errors import MirrorError, NotFound
from ...stylist.advice import Advice, Look, Wish
from ...stylist.reasons import Why
from ...stylist.stylist import Stylist
from ..garment.outfit import WEIGHTS

_SLOTS = list(WEIGHTS)
_COUNT_WEARS = frozenset({Why.WORN_TOGETHER, Why.REPEATS, Why.UNWORN, Why.NEW_TOGETHER})


class Decided(NamedTuple):
    """The outfit that somebody decided on for the day. look: what there is to say of it, None where that cannot be
    said, since some of it has been put away. garment_ids: of those that are there, from the coat to the shoes.
    """

    outfit: Outfit
    look: Look | None
    garment_ids: tuple[int, ...]


class Found(NamedTuple):
    """The answer. garments: all that are in it, by number."""

    advice: Advice
    decided: Decided | None
    garments: dict[int, Garment]


def usual_occasion(closet: Closet, person_id: int, wish: Wish) -> Occasion:
    """What this person dresses for on a day: what they have decided on already, or else as they usually do."""
    outfit = closet.outfits.of_day(person_id, wish.day, OutfitState.WORN)
    return outfit.occasion if outfit is not None else closet.styling.get(person_id).occasion


def find(
    closet: Closet, stylist: Stylist, person_id: int, wish: Wish, *, coming: bool, usual: bool = False
) -> Found:
    """coming: whether the day is still to come, so that an outfit is planned for it and not worn.

    usual: dress for what the person usually does. Raises what `Stylist.advise` raises.
    """
    if usual:
        wish = msgspec.structs.replace(wish, occasion=usual_occasion(closet, person_id, wish))
    advice = stylist.advise(person_id, wish)
    garments = _garments(closet, person_id, {one.id for look in advice.looks for one in look.garments})
    state = OutfitState.PLANNED if coming else OutfitState.WORN
    outfit = closet.outfits.of_day(person_id, wish.day, state, wish.occasion)
    decided = None
    if outfit is not None:
        garments |= _garments(closet, person_id, set(outfit.garment_ids) - garments.keys())
        ids = [number for number in outfit.garment_ids if number in garments]
        ids.sort(key=lambda number: _SLOTS.index(garments[number].category.slot))
        look = None
        with suppress(MirrorError):  # some of it has been put away
            look = _of_the_past(stylist.rate(person_id, ids, Wish(day=wish.day, occasion=wish.occasion)))
            ids = [garment.id for garment in look.garments]
        decided = Decided(outfit, look, tuple(ids)) if ids else None
    return Found(advice, decided, garments)


def _of_the_past(look: Look) -> Look:
    """Without what counts the wear that has just been noted."""
    reasons = tuple(reason for reason in look.reasons if reason.code not in _COUNT_WEARS)
    return msgspec.structs.replace(look, reasons=reasons)


def _garments(closet: Closet, person_id: int, garment_ids: set[int]) -> dict[int, Garment]:
    found = {}
    for number in garment_ids:
        with suppress(NotFound):  # deleted on a phone while the stylist was thinking
            found[number] = closet.garments.get(person_id, number)
    return found
