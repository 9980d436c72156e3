"""What to wear, and what was worn, as JSON: operations of the api room."""

from msgspec import UNSET

from mirror.attire import Occasion
from mirror.closet import Felt
from mirror.locale import words
from mirror.stylist.advice import Wish

from ..api import outfit_wire as wire
from ..api.outfit_answers import advice_answer, outfit_answer
from ..api.wire import Nothing
from ..context import closet, person, stylist, today
from ..words import N_, language
from .api import operations, room

__all__ = ["room"]


@operations.reads(
    "/api/outfits", N_("What to wear on a day, and why"), wire.AdviceAnswer, query=wire.Wished, fresh=True
)
def outfits(asked: wire.Wished) -> wire.AdviceAnswer:
    """Made anew each time: it depends on the hour. Raises NotFound for a pinned garment, ClosetError for a day."""
    owner = person().id
    usual = closet().styling.get(owner).occasion
    wish = Wish(
        day=asked.day or today(),
        occasion=usual if asked.occasion is None else asked.occasion,
        pinned=frozenset(asked.pinned),
        without=frozenset(asked.without),
        count=asked.count,
    )
    imperial = closet().preferences.get().units == "imperial"
    return advice_answer(stylist().advise(owner, wish), words(language(), "web"), imperial=imperial)


@operations.reads(
    "/api/outfits/decided", N_("What was worn, planned or passed over"), wire.OutfitsAnswer, query=wire.Days
)
def decided(asked: wire.Days) -> wire.OutfitsAnswer:
    """By day, and then as it was decided."""
    found = closet().outfits.between(person().id, asked.first, asked.last)
    return wire.OutfitsAnswer([outfit_answer(outfit) for outfit in found])


@operations.writes(
    "POST",
    "/api/outfits/decided",
    N_("Wear, plan or pass over an outfit"),
    wire.OutfitAnswer,
    body=wire.Decision,
)
def decide(sent: wire.Decision) -> wire.OutfitAnswer:
    """With the weather as it is known. Raises NotFound, ClosetError."""
    act = {"worn": stylist().wear, "planned": stylist().plan, "skipped": stylist().skip}[sent.state]
    number = act(person().id, sent.garments, sent.day, Occasion(sent.occasion))
    return outfit_answer(closet().outfits.get(person().id, number))


@operations.writes(
    "PATCH",
    "/api/outfits/decided/<int:outfit_id>",
    N_("Say how an outfit felt"),
    wire.OutfitAnswer,
    body=wire.Feeling,
)
def feel(sent: wire.Feeling, outfit_id: int) -> wire.OutfitAnswer:
    """Raises NotFound, and ClosetError for one that was not worn."""
    if sent.felt is not UNSET:
        closet().outfits.feel(person().id, outfit_id, Felt(sent.felt))
    return outfit_answer(closet().outfits.get(person().id, outfit_id))


@operations.writes(
    "DELETE",
    "/api/outfits/decided/<int:outfit_id>",
    N_("Forget an outfit and the wears that it noted"),
    wire.OutfitAnswer,
)
def forget(_asked: Nothing, outfit_id: int) -> wire.OutfitAnswer:
    """Answers what it was. Raises NotFound."""
    was = closet().outfits.get(person().id, outfit_id)
    closet().outfits.remove(person().id, outfit_id)
    return outfit_answer(was)
